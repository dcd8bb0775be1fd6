//! What `shell::Format::render` writes, read back by the real shells.
//!
//! Every printable value must come back byte for byte, in the environment that a child of the shell gets, with
//! nothing on stderr. A shell that is not installed is skipped with a word, but with `CI=true` it is a failure.

use std::collections::HashMap;
use std::env;
use std::ffi::OsStr;
use std::io::Write;
use std::process::Command;

use ol_aws::shell::{Change, Format};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Starting a shell is what takes time, so one shell reads many values.
const VALUES_PER_SHELL: usize = 64;
const SHELLS_PER_PROPERTY: u32 = 24;

/// Any character a value may have; half of them such as mean something to one of the shells.
fn character() -> impl Strategy<Value = char> {
    let special: Vec<char> =
        " '\"\\$()`!%^&|;*?[]{}~#=-<>@+,:/nu0‘’‚‛“”\u{a0}\u{2028}\u{2011}é😀".chars().collect();
    prop_oneof![
        4 => prop::sample::select(special),
        1 => prop::char::range(' ', '~'),
        2 => any::<char>().prop_filter("control", |c| !c.is_control()),
    ]
}

fn value() -> impl Strategy<Value = String> {
    prop::collection::vec(character(), 1..24).prop_map(String::from_iter)
}

/// Values of the characters that the format does not refuse.
fn representable(format: Format) -> impl Strategy<Value = String> {
    let carries = move |c: &char| format.render(&[Change::Set("A", c.encode_utf8(&mut [0; 4]))]).is_ok();
    value().prop_map(move |value| value.chars().filter(carries).chain(['x']).collect())
}

/// Holds for many batches of values; shrinks to the one that fails.
fn for_batches(of: impl Strategy<Value = String>, check: impl Fn(&[String])) {
    let config = Config { cases: SHELLS_PER_PROPERTY, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&prop::collection::vec(of, 1..=VALUES_PER_SHELL), |values| {
            check(&values);
            Ok(())
        })
        .unwrap();
}

/// Code that sets `V0`, `V1`, … to the values, and removes one variable that is there and one that is not.
fn code(format: Format, values: &[String]) -> String {
    let names: Vec<String> = (0..values.len()).map(|i| format!("V{i}")).collect();
    let sets = names.iter().zip(values).map(|(name, value)| Change::Set(name, value));
    let changes: Vec<_> = sets.chain([Change::Remove("STALE"), Change::Remove("ABSENT")]).collect();
    format.render(&changes).unwrap().to_string()
}

#[cfg(unix)]
mod unix {
    use std::path::Path;
    use std::process::{Output, Stdio};

    use super::*;
    use crate::support::installed;

    /// Runs a program in an environment of its own, with `input` on stdin.
    fn run(program: &Path, args: &[&str], variables: &[(&str, &str)], input: &str) -> Output {
        let home = tempfile::tempdir().unwrap();
        let mut child = Command::new(program)
            .args(args)
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap())
            .env("HOME", home.path())
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Has the shell evaluate the code, and demands the values in the environment of its child.
    fn comes_back(shell: &Path, args: &[&str], locale: &str, format: Format, values: &[String]) {
        let before = [("LC_ALL", locale), ("STALE", "stale"), ("V0", "old")];
        let output = run(shell, args, &before, &code(format, values));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && stderr.is_empty(), "{args:?} {}: {stderr}", output.status);
        let got: HashMap<&[u8], &[u8]> = output
            .stdout
            .split(|byte| *byte == 0)
            .filter_map(|entry| {
                let equals = entry.iter().position(|byte| *byte == b'=')?;
                Some((&entry[..equals], &entry[equals + 1..]))
            })
            .collect();
        for (i, value) in values.iter().enumerate() {
            let name = format!("V{i}");
            let read = got.get(name.as_bytes()).map(|read| String::from_utf8_lossy(read));
            assert_eq!(read.as_deref(), Some(value.as_str()), "{args:?} {locale}");
        }
        assert!(!got.contains_key(&b"STALE"[..]) && !got.contains_key(&b"ABSENT"[..]), "removed");
    }

    fn holds(shell: &str, args: &[&str], format: Format) {
        if let Some(shell) = installed(shell) {
            for locale in [if cfg!(target_os = "macos") { "en_US.UTF-8" } else { "C.UTF-8" }, "C"] {
                for_batches(value(), |values| comes_back(&shell, args, locale, format, values));
            }
        }
    }

    const EVAL: &str = r#"set -eu; eval "$(cat)"; env -0"#;

    #[test]
    fn bash() {
        holds("bash", &["--norc", "-c", EVAL], Format::Bash);
    }

    #[test]
    fn bash_as_sh_with_history_expansion() {
        holds("bash", &["--posix", "-H", "-c", EVAL], Format::Bash);
    }

    #[test]
    fn sh() {
        holds("sh", &["-c", EVAL], Format::Bash);
    }

    #[test]
    fn dash() {
        holds("dash", &["-c", EVAL], Format::Bash);
    }

    #[test]
    fn zsh() {
        holds("zsh", &["-f", "-c", EVAL], Format::Zsh);
    }

    #[test]
    fn zsh_with_odd_options() {
        let odd = "setopt ksh_arrays rc_quotes sh_word_split csh_junkie_quotes extended_glob glob_subst \
                   bang_hist ignore_braces magic_equal_subst warn_create_global all_export; f() { ";
        holds("zsh", &["-f", "-c", &format!("{odd}{EVAL}; }}; f")], Format::Zsh);
    }

    #[test]
    fn fish() {
        for pipe in ["cat | source", "eval (cat | string collect)"] {
            let script = format!("function f; {pipe}; or exit 9; end; f; env -0");
            holds("fish", &["--no-config", "-c", &script], Format::Fish);
        }
    }

    /// Without the double quotes that it should have, as people write it.
    #[test]
    fn unquoted_substitution_of_plain_values() {
        let plain = || prop::string::string_regex("[A-Za-z0-9/+=._@:-]{1,40}").unwrap();
        for (shell, args, format) in [
            ("bash", &["-c", "set -euf; eval $(cat); env -0"][..], Format::Bash),
            ("dash", &["-c", "set -euf; eval $(cat); env -0"], Format::Bash),
            ("zsh", &["-fc", "set -eu; eval $(cat); env -0"], Format::Zsh),
            ("fish", &["--no-config", "-c", "eval (cat); or exit 9; env -0"], Format::Fish),
        ] {
            if let Some(shell) = installed(shell) {
                for_batches(plain(), |values| comes_back(&shell, args, "C", format, values));
            }
        }
    }

    /// The exception of contract §5.
    #[test]
    fn a_failure_fails_the_eval() {
        for (shell, args, format) in [
            ("bash", &["-c", r#"set -e; eval "$(cat)"; echo went on"#][..], Format::Bash),
            ("dash", &["-c", r#"set -e; eval "$(cat)"; echo went on"#], Format::Bash),
            ("zsh", &["-fc", r#"set -e; eval "$(cat)"; echo went on"#], Format::Zsh),
            ("fish", &["--no-config", "-c", "cat | source; and echo went on"], Format::Fish),
            ("fish", &["--no-config", "-c", "eval (cat); and echo went on"], Format::Fish),
        ] {
            if let Some(shell) = installed(shell) {
                let output = run(&shell, args, &[], format.on_failure());
                assert_eq!(
                    (output.status.code(), output.stdout, output.stderr),
                    (Some(1), vec![], vec![]),
                    "{args:?}"
                );
            }
        }
    }

    #[test]
    fn fish_leaves_universal_variables_alone() {
        let Some(fish) = installed("fish") else { return };
        let script = "set -U STALE universal; set -gx STALE global; cat | source; or exit 9; echo $STALE";
        let output = run(&fish, &["-c", script], &[], &code(Format::Fish, &[]));
        assert_eq!(String::from_utf8_lossy(&output.stdout), "universal\n");
    }

    /// bash and python-dotenv read the same from a dotenv file, whatever the format does not refuse.
    #[test]
    fn dotenv() {
        let values = || representable(Format::Dotenv);
        if let Some(bash) = installed("bash") {
            let script = r#"cat > "$HOME/.env"; set -eua; . "$HOME/.env"; unset STALE; env -0"#;
            for_batches(values(), |v| comes_back(&bash, &["-c", script], "C", Format::Dotenv, v));
        }
        let python = env::var_os("OL_AWS_TEST_VENV")
            .map_or_else(|| installed("python3"), |venv| Some(Path::new(&venv).join("bin/python3")));
        let Some(python) = python else { return };
        if !run(&python, &["-c", "import dotenv"], &[], "").status.success() {
            return eprintln!("skipped: python-dotenv is not installed");
        }
        let script = "import dotenv, io, sys\n\
                      text = io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline='')\n\
                      found = dotenv.dotenv_values(stream=text)\n\
                      sys.stdout.buffer.write(''.join(f'{k}={v}\\0' for k, v in found.items()).encode())";
        for_batches(values(), |v| comes_back(&python, &["-c", script], "C", Format::Dotenv, v));
    }

    /// Not a test by itself: the process whose ancestors [`the_calling_shell`] arranges.
    #[test]
    fn calling_shell_of_this_process() {
        if env::var_os("OL_AWS_TEST_CALLING").is_some() {
            println!("<{:?}>", ol_aws::shell::calling());
        }
    }

    #[test]
    fn the_calling_shell() {
        let this = env::current_exe().unwrap();
        let call = format!(
            "{} --exact shells::unix::calling_shell_of_this_process --nocapture",
            shell_words::quote(this.to_str().unwrap())
        );
        let variables = [("OL_AWS_TEST_CALLING", "1"), ("SHELL", "/bin/nu")];
        for (shell, wrapper, expected) in [
            ("bash", "", "<Bash>"),
            ("dash", "", "<Bash>"),
            ("zsh", "", "<Zsh>"),
            ("fish", "", "<Fish>"),
            ("fish", "find . -prune -exec", "<Fish>"),
            ("zsh", "find . -prune -exec env", "<Zsh>"),
        ] {
            let Some(path) = installed(shell) else { continue };
            let end = if wrapper.is_empty() { "" } else { "';'" };
            // `true`, so that the shell does not become the process.
            let output = run(&path, &["-c", &format!("{wrapper} {call} {end}; true")], &variables, "");
            let stdout = String::from_utf8_lossy(&output.stdout);
            assert!(stdout.contains(expected), "{shell} {wrapper}: {stdout}");
        }
    }
}

/// pwsh is not asked for in CI: what Debian and PyPI serve does not include it.
#[test]
fn pwsh() {
    let names = ["pwsh", "pwsh.exe"];
    let mut paths = env::split_paths(&env::var_os("PATH").unwrap()).collect::<Vec<_>>().into_iter();
    let Some(pwsh) = paths.find_map(|dir| names.map(|n| dir.join(n)).into_iter().find(|p| p.is_file()))
    else {
        return eprintln!("skipped: pwsh is not installed");
    };
    let script = "Set-StrictMode -Version Latest; $ErrorActionPreference = 'Stop'; \
                  Get-Content -LiteralPath $Env:CODE -Encoding utf8 | Out-String | Invoke-Expression; \
                  if (Test-Path Env:STALE) { throw 'STALE is still there' }; \
                  foreach ($i in 0..($Env:COUNT - 1)) { $v = [Environment]::GetEnvironmentVariable(\"V$i\"); \
                  [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($v)) }";
    let config = Config { cases: 4, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&prop::collection::vec(value(), 1..=VALUES_PER_SHELL), |values| {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(code(Format::PowerShell, &values).as_bytes()).unwrap();
            let output = Command::new(&pwsh)
                .args(["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script])
                .envs([("CODE", file.path().as_os_str()), ("STALE", OsStr::new("stale"))])
                .env("COUNT", values.len().to_string())
                .output()
                .unwrap();
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && stderr.is_empty(), "{stderr}");
            let stdout = String::from_utf8(output.stdout).unwrap();
            use base64::prelude::{BASE64_STANDARD, Engine};
            let expected: Vec<_> = values.iter().map(|value| BASE64_STANDARD.encode(value)).collect();
            assert_eq!(stdout.lines().collect::<Vec<_>>(), expected);
            Ok(())
        })
        .unwrap();
}

/// Both documented uses, through cmd.exe itself.
#[cfg(windows)]
#[test]
fn cmd_exe() {
    let directory = tempfile::tempdir().unwrap();
    let value = "prod/team/Ad min=,.@-_+(1)'~";
    let code = code(Format::Cmd, &[value.to_owned()]);
    std::fs::write(directory.path().join("code.bat"), code).unwrap();
    let batch = "@echo off\r\ncall code.bat > nul\r\nset V0\r\nset STALE\r\n";
    let each = "@echo off\r\nfor /f \"delims=\" %%i in ('type code.bat') do @%%i\r\nset V0\r\nset STALE\r\n";
    for script in [batch, each] {
        std::fs::write(directory.path().join("run.bat"), script).unwrap();
        let output = Command::new("cmd")
            .args(["/d", "/c", "run.bat"])
            .current_dir(directory.path())
            .env("STALE", "stale")
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("V0={value}\r\n"));
    }
}

/// serde_json stands for every reader of JSON.
#[test]
fn json() {
    for_batches(value(), |values| {
        let read: HashMap<String, String> = serde_json::from_str(&code(Format::Json, values)).unwrap();
        assert_eq!(read.len(), values.len());
        for (i, value) in values.iter().enumerate() {
            assert_eq!(&read[&format!("V{i}")], value);
        }
    });
}

/// What cmd does not refuse has nothing in it that cmd could read as anything but text.
#[test]
fn cmd_by_rule() {
    for_batches(representable(Format::Cmd), |values| {
        for value in values {
            let code = Format::Cmd.render(&[Change::Set("A", value)]).unwrap();
            let read = code.strip_prefix("set \"A=").and_then(|rest| rest.strip_suffix("\"\r\n"));
            assert_eq!(read, Some(value.as_str()));
            assert!(value.is_ascii() && !value.contains(['"', '%', '!', '^', '&', '|', '<', '>']), "{value}");
        }
    });
}
