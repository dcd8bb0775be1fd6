//! `man`: the manual, a page a command, from the command line's own types.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory as _};
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::{Cli, Man};
use crate::error::{Error, Result, Status};
use crate::files;

/// # Errors
/// The folder cannot be made or written: status 1.
pub fn run(args: &Man) -> Result<()> {
    let mut command = Cli::command();
    command.build();
    fs::create_dir_all(&args.dir).and_then(|()| write(&command, &args.dir)).map_err(|error| {
        Error::new(Status::Failure, format!("cannot write the manual to {}", args.dir.display()))
            .because(error)
            .hint("name a folder that you may write")
    })
}

/// The page of a command, and those of its subcommands.
fn write(command: &Command, folder: &Path) -> io::Result<()> {
    for sub in shown(command) {
        write(sub, folder)?;
    }
    let page = clap_mangen::Man::new(command.clone())
        .source(concat!("ol-aws ", env!("CARGO_PKG_VERSION")))
        .manual("ol-aws");
    files::write_for_all(&folder.join(page.get_filename()), &text(command, &page)?)
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| !sub.is_hide_set())
}

/// As `Man::render`, but for a synopsis with places and `--` in it, and an example that keeps its lines.
fn text(command: &Command, page: &clap_mangen::Man) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]).text([bold(usage)]);
    roff.to_writer(&mut text)?;
    page.render_options_section(&mut text)?;
    if shown(command).next().is_some() {
        page.render_subcommands_section(&mut text)?;
    }
    if let Some(after) = command.get_after_help() {
        let after = after.to_string();
        let (heading, lines) = after.split_once(":\n").unwrap_or(("Example", &after));
        let mut roff = Roff::new();
        roff.control("SH", [heading.to_uppercase().as_str()]).control("nf", []);
        for line in lines.lines() {
            roff.text([roman(line.trim_start())]);
        }
        roff.control("fi", []);
        roff.to_writer(&mut text)?;
    }
    Ok(text)
}
