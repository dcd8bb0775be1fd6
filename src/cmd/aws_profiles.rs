//! `config aws-profiles`: a profile of AWS's own for every role, each with a `credential_process` that leads to us.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::roles;
use super::setup::{self, About};
use crate::aws::partition;
use crate::cli::{AwsProfiles, SignInOptions};
use crate::env::Env;
use crate::error::{Error, Result, Status};
use crate::flow::{self, Run};
use crate::ini::{Ini, Marks};
use crate::role::{Aliases, Role};
use crate::target::Target;
use crate::{aws_files, output};

const MARKS: Marks = Marks { begin: "# ol-aws begin", end: "# ol-aws end" };
const ABOUT: &str = "made by `ol-aws config aws-profiles --write`, which replaces all down to the end mark";

/// # Errors
/// Whatever keeps the roles from being had, or the file from being read or written.
pub fn run(args: AwsProfiles) -> Result<()> {
    let glob = args.glob.as_deref().map(Target::parse).transpose()?;
    let who = who(&args.options)?;
    let mut run = setup::run(args.options, About::Everything)?;
    let roles = flow::roles(&mut run, false)?;
    let mut meant = roles::meant(&roles, glob, &run.settings.aliases)?;
    meant.retain(|role| is_showable(&run.settings.aliases.label(role)));
    let profiles = profiles(&run, &meant, &who)?;
    warn_of_keys(&run.env, &profiles);
    let path = aws_files::config(&run.env)?;
    let damaged = |why| {
        Error::new(Status::Failure, format!("the block of ol-aws in {} is damaged", path.display()))
            .because(why)
            .hint(format!("let one `{}` and one `{}` stand around what is ours", MARKS.begin, MARKS.end))
    };
    if !args.write {
        let (outside, _) = aws_files::read(&path)?.around(&MARKS).map_err(damaged)?;
        return output::answer(&block(&without(profiles, &outside, &path)));
    }
    let mut told = String::new();
    aws_files::edit(&path, |ini| {
        let (outside, old) = ini.around(&MARKS).map_err(damaged)?;
        let profiles = without(profiles, &outside, &path);
        told = difference(&old, &profiles);
        ini.put_block(&MARKS, &block(&profiles)).map_err(damaged)
    })?;
    output::info(&format!("profiles in {}: {told}", path.display()));
    Ok(())
}

/// The file has no way to escape what would confuse the terminal that it is shown on. IAM has no such names.
fn is_showable(label: &str) -> bool {
    let showable = *label == *output::printable(label);
    if !showable {
        output::warn(&format!("the role {label} is left out: its name cannot be shown"));
    }
    showable
}

/// The options that say who signs in, for the command that will: without them it would be somebody else.
fn who(options: &SignInOptions) -> Result<Vec<String>> {
    let absolute = |path: String| -> Result<String> {
        let absolute = std::path::absolute(&path).map_err(|error| {
            Error::usage(format!("cannot tell where {path} is")).because(error).hint("name it from the root")
        })?;
        Ok(absolute.to_string_lossy().into_owned())
    };
    let word = |(option, value): (&str, String)| {
        let is_path = option.starts_with("--config");
        Ok(format!("{option}={}", if is_path { absolute(value)? } else { value }))
    };
    options.who().into_iter().map(word).collect()
}

/// Each profile by its name, as its section.
fn profiles(run: &Run, roles: &[&Role], who: &[String]) -> Result<BTreeMap<String, Ini>> {
    let aliases = &run.settings.aliases;
    let program = program(&run.env);
    let profile = |(name, role): (String, &Role)| {
        let label = aliases.label(role);
        let words = [&program, "credential-process"]
            .into_iter()
            .chain(who.iter().map(String::as_str))
            .chain([&*label]);
        let process = words.map(quoted).collect::<Vec<_>>().join(" ");
        let region =
            run.settings.region().map(|region| partition::region_for(role.partition(), Some(region)).0);
        let mut values = vec![("credential_process", process.as_str())];
        values.extend(region.as_deref().map(|region| ("region", region)));
        let mut section = Ini::parse(b"");
        section.set(&format!("profile {name}"), &values)?;
        Ok((name, section))
    };
    names(roles, aliases).into_iter().map(profile).collect()
}

/// `alias-Role`, and the account's digits for the alias where two would be called the same.
fn names<'r>(roles: &[&'r Role], aliases: &Aliases) -> Vec<(String, &'r Role)> {
    let mut seen = BTreeSet::new();
    let roles: Vec<&Role> = roles.iter().copied().filter(|role| seen.insert(role.arn())).collect();
    let alias = |role: &Role| name(&aliases.label(role));
    let digits = |role: &Role| name(&format!("{}/{}", role.account(), role.path_and_name()));
    let mut counts = HashMap::<String, usize>::new();
    for role in &roles {
        *counts.entry(alias(role)).or_default() += 1;
    }
    let mut taken = BTreeSet::new();
    let unique = |role: &'r Role| {
        let first = Some(alias(role)).filter(|name| counts[name] == 1).unwrap_or_else(|| digits(role));
        // Paths that differ in letters alone that no name can have.
        let mut name = first.clone();
        let mut count = 1;
        while !taken.insert(name.clone()) {
            count += 1;
            name = format!("{first}-{count}");
        }
        (name, role)
    };
    roles.into_iter().map(unique).collect()
}

/// The letters that every AWS client takes in the name of a profile (AWS SDKs and Tools Reference Guide, "Shared
/// config and credentials files"), but for the slash, which shells and prompts take for a path.
fn name(label: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_-.%@:+".contains(c);
    label.chars().map(|c| if allowed(c) { c } else { '-' }).collect()
}

/// How AWS's config file calls this program: by its name where that leads to it, else by its path.
fn program(env: &Env) -> String {
    const NAME: &str = "ol-aws";
    let Ok(own) = std::env::current_exe() else { return NAME.to_owned() };
    let file = format!("{NAME}{}", std::env::consts::EXE_SUFFIX);
    let found = env.get("PATH").and_then(|path| {
        std::env::split_paths(path).map(|folder| folder.join(&file)).find(|path| path.is_file())
    });
    let is_own = |found: &Path| found.canonicalize().ok() == own.canonicalize().ok();
    if found.is_some_and(|found| is_own(&found)) {
        NAME.to_owned()
    } else {
        own.to_string_lossy().into_owned()
    }
}

/// A word as botocore reads it, and `sh`, which other clients ask.
#[cfg(not(windows))]
fn quoted(word: &str) -> String {
    shell_words::quote(word).into_owned()
}

/// A word as botocore reads it on Windows, and the C runtime: a backslash is itself but before a quote.
#[cfg(windows)]
fn quoted(word: &str) -> String {
    if word.contains([' ', '\t']) { format!("\"{word}\"") } else { word.to_owned() }
}

/// But for those that the person has already.
fn without(mut profiles: BTreeMap<String, Ini>, outside: &Ini, path: &Path) -> BTreeMap<String, Ini> {
    for name in outside.sections().filter_map(aws_files::profile_of) {
        if profiles.remove(&name).is_some() {
            output::warn(&format!("{} has a profile {name} of your own: ours is left out", path.display()));
        }
    }
    profiles
}

/// AWS's clients take keys, perhaps of a session that is over, before any `credential_process`.
fn warn_of_keys(env: &Env, profiles: &BTreeMap<String, Ini>) {
    // A file that cannot be read hides nothing.
    let Ok(path) = aws_files::credentials(env) else { return };
    let Ok(ini) = aws_files::read(&path) else { return };
    for section in ini.sections().filter(|section| profiles.contains_key(*section)) {
        output::warn(&format!("[{section}] in {} comes before our profile of that name", path.display()));
    }
}

fn block(profiles: &BTreeMap<String, Ini>) -> String {
    let mut text = format!("{}: {ABOUT}\n", MARKS.begin);
    for section in profiles.values() {
        text.push_str(&String::from_utf8_lossy(&section.to_bytes()));
        text.push('\n');
    }
    // No empty line before the end.
    if text.ends_with("\n\n") {
        text.pop();
    }
    text + MARKS.end + "\n"
}

/// What becomes of the profiles of the old block.
fn difference(old: &Ini, new: &BTreeMap<String, Ini>) -> String {
    let old: BTreeSet<String> = old.sections().filter_map(aws_files::profile_of).collect();
    let kept = new.keys().filter(|name| old.contains(*name)).count();
    let counts = [(new.len() - kept, "added"), (old.len() - kept, "removed"), (kept, "kept")];
    let told: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if told.is_empty() { "none".to_owned() } else { told.join(", ") }
}
