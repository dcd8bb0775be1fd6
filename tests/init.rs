//! What `init` prints: sound scripts, with the binary's path in them, less what the flags leave out; and what `use` says
//! where they are not there.

use std::fs;
use std::path::Path;

use crate::in_shell::for_each_shell;
use crate::support::{Case, installed};

/// A copy of the binary under a path that needs quoting; a link would be resolved.
pub fn binary_at(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let to = folder.join("ol-aws");
    let from = env!("CARGO_BIN_EXE_ol-aws");
    fs::hard_link(from, &to).or_else(|_| fs::copy(from, &to).map(drop)).unwrap();
}

#[test]
fn the_binary_may_be_anywhere_and_may_move() {
    let case = Case::bare();
    let folder = case.path("it's $(touch pwned) \"here\"");
    binary_at(&folder);
    let start = |shell: &str| match shell {
        "fish" => "\"$HOME/it's \\$(touch pwned) \\\"here\\\"/ol-aws\" init fish | source".to_owned(),
        name => format!(r#"set -eu; eval "$("$HOME/it's \$(touch pwned) \"here\"/ol-aws" init {name})""#),
    };
    for_each_shell(|shell| {
        let pathless = if shell.name == "fish" { "set -x PATH /bin /usr/bin" } else { "PATH=/bin:/usr/bin" };
        let script = format!("{}\n{pathless}\nol-aws --version", start(shell.name));
        case.script(&[shell.words, &[script.as_str()]].concat()).quietly();
        let moved = format!("{}\nmv \"$HOME\"/it* \"$HOME/there\"\nol-aws --version", start(shell.name));
        case.script(&[shell.words, &[moved.as_str()]].concat()).quietly();
        fs::rename(case.path("there"), &folder).unwrap();
        assert!(!case.path("work/pwned").exists(), "{}", shell.name);
    });
}

#[test]
fn without_the_integration_the_line_to_add_is_told() {
    for (shell, line) in [
        ("bash", "add this line to ~/.bashrc, and start a new shell: eval \"$(ol-aws init bash)\""),
        ("zsh", "~/.zshrc"),
        ("fish", "ol-aws init fish | source"),
    ] {
        let Some(_) = installed(shell) else { continue };
        for command in ["use prod/Admin", "use -", "unset"] {
            let script = format!("ol-aws {command}; exit $status$?");
            let script = script.replace(if shell == "fish" { "$?" } else { "$status" }, "");
            let ran = Case::bare().script(&[shell, "-c", &script]);
            ran.fails(2, &["needs the shell integration", line]);
            assert_eq!(ran.out(), "", "{ran}");
        }
    }
}

#[test]
fn scripts_are_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("shell");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# ") && text.is_ascii() && text.ends_with('\n'), "{}", path.display());
        // Older shells than these know it: fish, from 3.1 on.
        let newer = path.extension().unwrap() == "fish" && text.contains("$(");
        assert!(!newer, "{}: $() came with fish 3.4", path.display());
        let check: &[&str] = match path.extension().unwrap().to_str().unwrap() {
            "bash" => &["shellcheck", "bash -n"],
            "zsh" => &["zsh -n"],
            "fish" => &["fish --no-execute"],
            "ps1" => {
                let mut parser = tree_sitter::Parser::new();
                parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).unwrap();
                let tree = parser.parse(&text, None).unwrap();
                assert!(!tree.root_node().has_error(), "{}: {}", path.display(), tree.root_node().to_sexp());
                continue;
            }
            other => panic!("{other}"),
        };
        for words in check {
            let mut words: Vec<&str> = words.split(' ').collect();
            if installed(words[0]).is_some() {
                words.push(path.to_str().unwrap());
                Case::bare().script(&words).prints("");
            }
        }
    }
}

#[test]
fn flags_leave_parts_out() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let mut case = Case::bare();
        let all = case.args(["init", shell]).run();
        let less = case.args(["init", shell, "--no-prompt", "--no-completion"]).run();
        assert!(all.quietly().out().starts_with(less.quietly().out()), "{shell}");
        assert!(all.out().contains("__ol_aws_told") && !less.out().contains("__ol_aws_told"), "{shell}");
    }
    Case::bare().line("init pwsh").run().quietly();
    let ran = Case::bare().line("init nu").run();
    assert_eq!(ran.says(&["bash, zsh, fish, powershell"]).status.code(), Some(2));
}
