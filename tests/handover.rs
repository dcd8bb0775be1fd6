//! What a child or a shell gets (contract §5): exec, env, and nothing that they should not have.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;

use crate::standin::{CLIENT_SECRET, PASSWORD, StandIn};
use crate::support::{Case, Ran, config, installed};

#[test]
fn exec_becomes_the_command() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let ran = case.args(["exec", "prod/Admin", "--", "sh", "-c", "echo $$"]).run();
    ran.prints(&format!("{}\n", ran.pid));
    let ran = case.args(["exec", "prod/Admin", "--", "sh", "-c", "echo out; echo err >&2; exit 42"]).run();
    assert_eq!((ran.status.code(), ran.out(), ran.stderr.as_str()), (Some(42), "out\n", "err\n"));
    // Neither an ignored SIGPIPE nor an open file is left to it.
    case.args(["exec", "prod/Admin", "--", "sh", "-c", "yes | head -1"]).run().prints("y\n");
    if cfg!(target_os = "linux") {
        const FILES: &str = "ls /proc/$$/fd; :";
        let alone = case.args([""; 0]).script(&["sh", "-c", FILES]);
        case.args(["exec", "prod/Admin", "--", "sh", "-c", FILES]).run().prints(alone.out());
    }
    for (signal, number) in [("TERM", 15), ("INT", 2), ("KILL", 9)] {
        let ran = case.args(["exec", "prod/Admin", "--", "sh", "-c", &format!("kill -{signal} $$")]).run();
        assert_eq!(ran.status.signal(), Some(number), "{ran}");
    }
}

#[test]
fn exec_says_why_nothing_ran() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.file("work/no-program", "text");
    case.line("exec prod/Admin -- ./no-program").run().fails(126, &["`./no-program` cannot be run"]);
    case.line("exec prod/Admin -- no-such-command x")
        .run()
        .fails(127, &["there is no command `no-such-command`"]);
    case.line("exec prod/Nobody -- true").run().fails(125, &["(exit status 5)"]);
    case.line("exec prod/Admin --duration 5x -- true").run().fails(125, &["(exit status 2)"]);
    let ran = case.line("exec --no-such-option -- true").run();
    assert_eq!((ran.status.code(), ran.out()), (Some(125), ""), "{ran}");
    ran.says(&["ol-aws: error: ", "(exit status 2)", "--no-such-option"]);
    case.env("OL_AWS_PASSWORD", "wrong")
        .line("exec prod/Admin -- true")
        .run()
        .fails(125, &["(exit status 3)"]);
}

#[test]
fn exec_without_a_command_is_the_persons_shell() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.line("exec prod/Admin").stdin("echo \"$OL_AWS_ROLE in $0\"\n");
    case.run().prints("prod/Admin in /bin/sh\n");
    case.file("work/shell", "#!/bin/sh\nread line; echo \"mine: $line $#\"\n");
    let shell = case.path("work/shell");
    case.mode(&shell, 0o700).env("SHELL", shell).run().prints("mine: echo \"$OL_AWS_ROLE in $0\" 0\n");
}

#[test]
fn stdin_is_the_commands_byte_for_byte() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    case.line("exec prod/Admin -- cat").stdin(&bytes);
    assert!(case.run().quietly().stdout == bytes, "stdin was not handed on whole");
    for end in ["\n", "\r\n"] {
        let mut with_password = format!("{PASSWORD}{end}").into_bytes();
        with_password.extend(&bytes);
        case.without("OL_AWS_PASSWORD").line("exec prod/Admin --password-stdin -- cat").stdin(with_password);
        assert!(case.run().quietly().stdout == bytes, "only the first line is the password");
    }
    case.stdin(PASSWORD).line("exec prod/Admin --password-stdin -- cat").run().prints("");
    case.stdin("\nx").line("env prod/Admin --shell json --password-stdin");
    case.run().fails(2, &["--password-stdin"]).made(0, 0, 0, 0);
}

#[test]
fn words_reach_the_command_as_they_are() {
    let stand = StandIn::start();
    let odd = [&b"a b"[..], b"", b"--", b"-x", b"$(touch pwned)", b"\xff\xfe", b"line\nbreak", b"'\"\\"];
    let words: Vec<OsString> = odd.iter().map(|word| OsStr::from_bytes(word).to_owned()).collect();
    let mut case = Case::new(&stand);
    let start = ["exec", "prod/Admin", "--", "printf", "%s\\n"].map(OsString::from);
    let ran = case.args(start.iter().chain(&words)).run();
    let expected: Vec<u8> = odd.iter().flat_map(|word| [*word, b"\n"].concat()).collect();
    assert_eq!(OsString::from_vec(ran.quietly().stdout.clone()), OsString::from_vec(expected));
}

/// The environment that `env -0` printed.
fn environment(printed: &[u8]) -> BTreeMap<String, String> {
    let text = String::from_utf8(printed.to_vec()).unwrap();
    let pair = |entry: &str| entry.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    text.split_terminator('\0').map(|entry| pair(entry).expect("a name and a value")).collect()
}

/// What is in the environment beforehand and stands in a session's way.
const STALE: &[&str] = &[
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SECURITY_TOKEN",
    "AWS_SESSION_EXPIRATION",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_ROLE_ARN",
];
/// Our own, which no child may see.
const OURS: &[&str] = &["OL_AWS_PASSWORD", "OL_AWS_CLIENT_SECRET", "OL_AWS_OTP"];
const GIVEN: &[&str] = &[
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "OL_AWS_ROLE",
    "OL_AWS_ACCOUNT_ID",
    "OL_AWS_EXPIRES_AT",
    "AWSUME_PROFILE",
];

#[test]
fn the_whole_environment_of_a_child() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    for name in STALE {
        case.env(name, "stale");
    }
    case.env("OL_AWS_OTP", "000000").env("OL_AWS_CLIENT_SECRET", CLIENT_SECRET).env("UNTOUCHED", " a\nb ");
    case.env("OL_AWS_ROLE", "dev/Deploy").env("AWS_ACCESS_KEY_ID", "AKIAOLD").env("AWS_REGION", "ap-south-1");
    case.line("exec prod/Admin --region us-west-1 -- env -0");
    let ran = case.run();
    let got = environment(&ran.quietly().stdout);
    let mut expected = case.environment();
    expected.retain(|name, _| !STALE.contains(&name.as_str()) && !OURS.contains(&name.as_str()));
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
        assert!(got[name].len() >= 20, "{name}");
        expected.insert(name.to_owned(), got[name].clone());
    }
    let [key, secret, token] =
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].map(|name| got[name].clone());
    assert!(key.starts_with("ASIA") && stand.secrets().contains(&secret) && stand.secrets().contains(&token));
    let expires: jiff::Timestamp = got["AWS_CREDENTIAL_EXPIRATION"].parse().expect("RFC 3339");
    assert!(got["AWS_CREDENTIAL_EXPIRATION"].ends_with('Z'));
    assert_eq!(got["OL_AWS_EXPIRES_AT"], expires.as_second().to_string());
    for (name, value) in [
        ("AWS_CREDENTIAL_EXPIRATION", got["AWS_CREDENTIAL_EXPIRATION"].as_str()),
        ("OL_AWS_EXPIRES_AT", got["OL_AWS_EXPIRES_AT"].as_str()),
        ("AWS_REGION", "us-west-1"),
        ("AWS_DEFAULT_REGION", "us-west-1"),
        ("OL_AWS_ROLE", "prod/Admin"),
        ("OL_AWS_ACCOUNT_ID", "111111111111"),
        ("AWSUME_PROFILE", "prod/Admin"),
    ] {
        expected.insert(name.to_owned(), value.to_owned());
    }
    assert_eq!(got, expected);
}

/// The shells that evaluate our code, and how.
const SHELLS: &[(&str, &[&str])] = &[
    ("bash", &["bash", "--norc", "-c", r#"set -eu; eval "$(ol-aws "$@")"; env -0"#, "bash"]),
    ("bash", &["dash", "-c", r#"set -eu; eval "$(ol-aws "$@")"; env -0"#, "dash"]),
    ("zsh", &["zsh", "-fc", r#"set -eu; eval "$(ol-aws "$@")"; env -0"#, "zsh"]),
    ("fish", &["fish", "--no-config", "-c", "ol-aws $argv | source; or exit 9; env -0"]),
];

/// The names of the stand-in's role set `hostile` that no terminal or shell should have to bear.
const HOSTILE: &[&str] = &[
    "Admin",
    "$(touch pwned)",
    "`touch pwned`",
    "a'; touch pwned; '",
    "a\"; touch pwned; \"",
    "%PATH%",
    "!history",
    "two words",
    "-rf",
    "*",
    "\u{202e}nimdA",
    "\u{2019}; touch pwned; \u{2018}",
    "Überprüfer-管理者",
];

#[test]
fn hostile_role_names_are_values_and_nothing_else() {
    let stand = StandIn::start();
    for (shell, words) in SHELLS {
        let Some(_) = installed(words[0]) else { continue };
        for role in HOSTILE {
            let arn = format!("arn:aws:iam::888888888888:role/{role}");
            let mut case = Case::new(&stand);
            // The shell is found without --shell.
            let ran = case.user("plain+hostile").args(["env", &arn]).script(words);
            let got = environment(&ran.quietly().stdout);
            assert_eq!(got["OL_AWS_ROLE"], format!("888888888888/{role}"), "{shell}");
            assert_eq!(got["AWSUME_PROFILE"], got["OL_AWS_ROLE"]);
            assert_eq!(got["AWS_REGION"], "eu-west-1");
            assert!(!case.path("work/pwned").exists(), "{shell} ran {role}");
        }
    }
}

#[test]
fn hostile_keys_are_values_and_nothing_else() {
    let stand = StandIn::start();
    for (shell, words) in SHELLS {
        let Some(_) = installed(words[0]) else { continue };
        let mut case = Case::new(&stand);
        let ran = case.user("plain+sts").args(["env", "HostileKeys"]).script(words);
        let got = environment(&ran.quietly().stdout);
        let secrets = stand.secrets();
        for name in ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
            assert!(got[name].contains("$(touch pwned)") && secrets.contains(&got[name]), "{shell} {name}");
        }
        assert!(!case.path("work/pwned").exists(), "{shell}");
    }
}

#[test]
fn a_control_character_in_a_name_is_written_in_no_format() {
    let stand = StandIn::start();
    for (shell, stdout) in [("bash", "false\n"), ("fish", "false\n"), ("json", ""), ("powershell", "")] {
        let mut case = Case::new(&stand);
        let arn = "arn:aws:iam::888888888888:role/\u{9b}31mCsi";
        let ran = case.user("plain+hostile").args(["env", "--shell", shell, arn]).run();
        assert_ne!(ran.status.code(), Some(0), "{ran}");
        assert_eq!(ran.out(), stdout);
    }
}

#[test]
fn a_failing_env_fails_the_eval() {
    let stand = StandIn::start();
    for (_, words) in SHELLS {
        let Some(_) = installed(words[0]) else { continue };
        for target in [&["env", "no-such-role"][..], &["env", "--no-such-option"], &["env", "--shell"]] {
            let ran = Case::new(&stand).args(target).script(words);
            assert!(!ran.status.success() && ran.stdout.is_empty(), "{words:?}\n{ran}");
            ran.says(&["ol-aws: error: "]);
        }
    }
    let mut case = Case::new(&stand);
    for shell in ["bash", "zsh", "fish", "powershell", "cmd", "json", "dotenv"] {
        let expected = if matches!(shell, "bash" | "zsh" | "fish") { "false\n" } else { "" };
        for words in [&["nobody"][..], &["--wrong-option"], &["prod/Admin", "--unset"]] {
            let ran = case.args(["env", "--shell", shell].iter().chain(words)).run();
            assert_eq!(ran.out(), expected, "{ran}");
            assert_eq!(ran.status.code(), Some(if words[0] == "nobody" { 5 } else { 2 }), "{ran}");
        }
    }
}

#[test]
fn unset_takes_all_of_it_out_again() {
    let stand = StandIn::start();
    let twice = [
        (
            "bash",
            r#"set -eu; eval "$(ol-aws "$@")"; test -n "$AWS_SESSION_TOKEN"; eval "$(ol-aws env --unset)"; env -0"#,
        ),
        (
            "zsh",
            r#"set -eu; eval "$(ol-aws "$@")"; test -n "$AWS_SESSION_TOKEN"; eval "$(ol-aws env --unset)"; env -0"#,
        ),
        ("fish", "ol-aws $argv | source; ol-aws env --unset | source; or exit 9; env -0"),
    ];
    for (shell, script) in twice {
        let Some(_) = installed(shell) else { continue };
        let flags = if shell == "fish" { "--no-config" } else { "-f" };
        let mut words = vec![shell, flags, "-c", script];
        words.extend((shell != "fish").then_some(shell));
        let mut case = Case::new(&stand);
        let ran = case.args(["env", "prod/Admin"]).env("AWS_PROFILE", "stale").script(&words);
        let got = environment(&ran.quietly().stdout);
        let left: Vec<_> = GIVEN.iter().chain(STALE).filter(|name| got.contains_key(**name)).collect();
        assert!(left.is_empty(), "{shell}: {left:?}");
    }
    // Nothing is asked of anybody for it.
    let ran = Case::new(&stand).line("env --unset --shell bash").run();
    ran.quietly().made(0, 0, 0, 0);
}

#[test]
fn the_formats() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let mut run = |shell: &str| -> Ran { case.args(["env", "prod/Admin", "--shell", shell]).run() };
    for (shell, set, removed) in [
        ("bash", "export OL_AWS_ROLE='prod/Admin';\n", "unset -v AWS_PROFILE;\n"),
        ("zsh", "export OL_AWS_ROLE='prod/Admin';\n", "unset -v AWS_PROFILE;\n"),
        ("fish", "OL_AWS_ROLE 'prod/Admin'", "AWS_PROFILE"),
        ("powershell", "$Env:OL_AWS_ROLE = 'prod/Admin'\n", "$Env:AWS_PROFILE = $null\n"),
        ("cmd", "set \"OL_AWS_ROLE=prod/Admin\"\r\n", "set \"AWS_PROFILE=\"\r\n"),
        ("json", "\"OL_AWS_ROLE\": \"prod/Admin\"", ""),
        ("dotenv", "OL_AWS_ROLE=", ""),
    ] {
        let ran = run(shell);
        assert!(ran.quietly().out().contains(set) && ran.out().contains(removed), "{shell}\n{ran}");
        assert!(GIVEN.iter().all(|name| ran.out().contains(name)), "{shell}\n{ran}");
    }
    let names: Vec<String> = run("json").json().as_object().unwrap().keys().cloned().collect();
    let mut given: Vec<String> = GIVEN.iter().map(|name| (*name).to_owned()).collect();
    given.sort();
    assert_eq!(names, given);
}

#[test]
fn a_reader_that_has_gone_is_no_failure() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let ran = case.user("plain+10000").script(&["sh", "-c", "ol-aws roles | head -1"]);
    ran.prints("ACCOUNT       ALIAS  ROLE\n");
}

#[test]
fn permissions_of_the_home_are_left_alone() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.line("exec prod/Admin -- true").run().prints("");
    for folder in ["state", "state/ol-aws"] {
        let mode = std::fs::metadata(case.path(folder)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{folder} is for this user alone");
    }
}

/// An account or a profile with `confirm = true` is not entered by a slip.
#[test]
fn what_wants_to_be_confirmed_is_asked_for() {
    let stand = StandIn::start();
    let account =
        config().replace("\"222222222222\" = \"dev\"", "222222222222 = { alias = \"dev\", confirm = true }");
    let profile = config().replace("[profile.dev]\n", "[profile.dev]\nconfirm = true\n");
    for (text, target) in [(&account, "dev/ReadOnly"), (&profile, "dev")] {
        let mut case = Case::new(&stand);
        case.config(text).args(["exec", target, "--", "echo", "ran"]);
        case.run().fails(125, &["(exit status 8)", "no terminal", "`confirm`"]);
        let mut screen = case.on_terminal();
        screen.sees("Run the command as dev/").types("y\r");
        assert_eq!(screen.ends().succeeds(&[]).out(), "ran\n");
        let mut screen = case.on_terminal();
        screen.sees("Run the command as dev/").types("n\r");
        screen.ends().fails(130, &["interrupted"]).made(0, 0, 0, 0);
        // Nothing else is asked for.
        case.args(["exec", "prod/Admin", "--", "true"]).run().succeeds(&[]);
    }
}

/// First, wherever the role is known before a sign-in; else before it is redeemed. And once.
#[test]
fn what_wants_to_be_confirmed_is_asked_for_first() {
    let stand = StandIn::start();
    let confirmed = |alias: &str| {
        config()
            .replace(&format!("\" = \"{alias}\""), &format!("\" = {{ alias = \"{alias}\", confirm = true }}"))
    };
    let (dev, data) = (confirmed("dev"), confirmed("data"));
    // Config, target, what the question names, and whether there must be an assertion first.
    for (text, target, label, unknown) in [
        (&dev, "222222222222/Deploy", "dev/Deploy", 0),
        // Its path is in the assertion alone.
        (&data, "data/Admin", "data/Admin", 0),
        (&data, "audit", "data/Audit", 0),
        (&dev, "Deploy", "dev/Deploy", 1),
        (&dev, "d*/Deploy", "dev/Deploy", 1),
    ] {
        let mut case = Case::new(&stand);
        case.config(text).args(["exec", target, "--", "echo", "ran"]);
        let question = format!("Run the command as {label}?");
        let mut screen = case.on_terminal();
        screen.sees(&question).types("n\r");
        screen.ends().fails(130, &[]).made(unknown, unknown, 0, 0);
        let mut screen = case.on_terminal();
        screen.sees(&question).types("y\r");
        assert_eq!(screen.ends().succeeds(&[]).out(), "ran\n", "{target}");
        // Without a question that somebody could answer, there is no sign-in either.
        case.run().fails(125, &["(exit status 8)"]).made(unknown, unknown, 0, 0);
        // The list of the last sign-in tells as well.
        case.keeping().line("roles").run().succeeds(&[]);
        case.forget(&["assertion"]).args(["exec", target, "--", "echo", "ran"]);
        let mut screen = case.on_terminal();
        screen.sees("Run the command as d").types("n\r");
        screen.ends().fails(130, &[]).made(0, 0, 0, 0);
    }
}

/// starship's rules (protocol.md, D), applied to what a child gets: the name, the region and the time left.
#[test]
fn starship_shows_role_region_and_time_left() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let ran = case.env("AWS_PROFILE", "mine").args(["exec", "prod/Admin", "--", "env"]).run();
    let variables: BTreeMap<&str, &str> = ran.out().lines().filter_map(|line| line.split_once('=')).collect();
    let name = ["AWSU_PROFILE", "AWS_VAULT", "AWSUME_PROFILE", "AWS_PROFILE"]
        .iter()
        .find_map(|name| variables.get(name));
    assert_eq!((name, variables.get("AWS_REGION")), (Some(&"prod/Admin"), Some(&"eu-west-1")));
    let expiry: jiff::Timestamp = variables["AWS_CREDENTIAL_EXPIRATION"].parse().expect("an offset, or Z");
    let left = expiry.duration_since(jiff::Timestamp::now()).as_secs();
    assert!((3500..=3600).contains(&left), "{left}");
}
