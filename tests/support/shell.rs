//! A real shell on a terminal of its own: lines are typed, TAB and all, and what the shell made of their words is
//! read back. No line is run: before Enter, the word `show` is put in front of it.

use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use expectrl::Session;

use super::Case;

const PATIENCE: Duration = Duration::from_secs(30);
/// Ends a word in the file that `show` writes.
const END: char = '\u{1f}';

/// `show`, in a POSIX shell and in fish.
const SHOW: &str = r#"show() { printf '%s\037' "$@" >>"$HOME/shown"; echo >>"$HOME/shown"; }"#;
const SHOW_FISH: &str = r#"function show; printf '%s\037' $argv >>$HOME/shown; echo >>$HOME/shown; end"#;

/// The words that a shell sees for each of the lines, with what was drawn meanwhile. `setup` is run first.
pub fn typed(case: &mut Case<'_>, shell: &str, setup: &str, lines: &[&str]) -> (Vec<Vec<String>>, String) {
    let show = if shell == "fish" { SHOW_FISH } else { SHOW };
    let file = if shell == "zsh" { ".zshrc" } else { "rc" };
    case.file(file, &format!("{show}\n{setup}\n"));
    let rc = case.path(file);
    let shown = case.path("shown");
    let _ = std::fs::remove_file(&shown);

    let mut command = Command::new(shell);
    match shell {
        "bash" => command.args(["--noprofile", "--rcfile"]).arg(&rc).arg("-i"),
        "zsh" => command.args(["-d", "-i"]),
        _ => command.args(["-i", "-C", "source $HOME/rc"]),
    };
    case.prepare(&mut command);
    command.env("TERM", "xterm").env("LC_ALL", "C.UTF-8").env("HOME", case.path(""));
    let mut session = Session::spawn(command).expect("a pseudo-terminal");
    let mut drawn = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        // Ctrl-A: to the start of the line.
        session.get_stream_mut().write_all(format!("{line}\u{1}show \r").as_bytes()).expect("a terminal");
        let deadline = Instant::now() + PATIENCE;
        while count(&shown) <= index {
            let mut buffer = [0; 4096];
            match session.try_read(&mut buffer) {
                Ok(read) => drawn.extend(&buffer[..read]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(error) => panic!("{shell}: {error}\n{}", String::from_utf8_lossy(&drawn)),
            }
            let text = String::from_utf8_lossy(&drawn);
            assert!(Instant::now() < deadline, "{shell}: {line:?} was not shown\n{text}");
        }
    }
    let words = |line: &str| line.split_terminator(END).map(str::to_owned).collect();
    let words = std::fs::read_to_string(&shown).unwrap().lines().map(words).collect();
    (words, String::from_utf8_lossy(&drawn).into_owned())
}

fn count(shown: &Path) -> usize {
    std::fs::read_to_string(shown).unwrap_or_default().matches('\n').count()
}
