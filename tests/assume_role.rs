//! `assume-role`: the Python tool beside ours, with the same files, options and answers: the same requests, the same
//! sections and exports. Then what only ours does.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use crate::clients::venv;
use crate::standin::{CLIENT_SECRET, PASSWORD, PYTHON_TOOL, StandIn};
use crate::support::{Case, Ran, installed, submissions};

/// Who and what, as options.
const WHO: &str = "-d acme -a 123456 -u plain@acme.test -i client --aws-region eu-west-1";
const ADMIN: &str = "--aws-account-id 111111111111 --aws-role-name Admin";

/// Nothing of ours is set: what the Python tool does not know does not count.
fn case(stand: &StandIn) -> Case<'_> {
    let mut case = Case::new(stand);
    let path = case.config_path();
    fs::remove_file(path).unwrap();
    for name in ["OL_AWS_USERNAME", "OL_AWS_PASSWORD"] {
        case.without(name);
    }
    case
}

/// Runs ours under the old name.
fn ours(case: &Case<'_>) -> Ran {
    let link = case.path("onelogin-aws-assume-role");
    let _ = symlink(env!("CARGO_BIN_EXE_ol-aws"), &link);
    case.script(&["setsid", "-w", link.to_str().unwrap()])
}

/// What a script finds after a run.
#[derive(Debug, Eq, PartialEq)]
struct Outcome {
    succeeded: bool,
    /// The names that are exported, in order, and the values that are no keys.
    exports: Vec<(String, String)>,
    /// The files under the home and the working directory, by section and key; keys have no value here.
    files: BTreeMap<PathBuf, BTreeMap<String, BTreeMap<String, String>>>,
    /// Path and fields.
    requests: Vec<(String, BTreeMap<String, String>)>,
}

/// Values that are new each time.
fn masked(name: &str, value: &str) -> String {
    let name = name.to_lowercase();
    let is_new = ["key", "token", "expiration"].iter().any(|part| name.contains(part));
    let value = value.trim_matches('\'');
    if is_new { format!("{} characters", value.len()) } else { value.to_owned() }
}

fn outcome(case: &Case<'_>, ran: &Ran) -> Outcome {
    let export = |line: &str| {
        let (name, value) = line.strip_prefix("export ")?.trim_end_matches(';').split_once('=')?;
        Some((name.to_owned(), masked(name, value)))
    };
    let mut files = BTreeMap::new();
    for path in [".aws/credentials", "work/creds", "work/.aws/credentials"] {
        let Ok(text) = fs::read_to_string(case.path(path)) else { continue };
        let mut sections: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut section = String::new();
        for line in text.lines() {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']').to_owned();
            } else if let Some((name, value)) = line.split_once(" = ") {
                sections.entry(section.clone()).or_default().insert(name.to_owned(), masked(name, value));
            }
        }
        files.insert(path.into(), sections);
    }
    let mut requests = Vec::new();
    for request in &ran.requests {
        // A second token, labels of devices, and the connection that is opened early are each tool's own affair.
        let is_token = request.path.ends_with("/token");
        if request.method == "GET" || is_token && requests.iter().any(|(path, _)| *path == request.path) {
            continue;
        }
        let fields = match serde_json::from_str::<BTreeMap<String, Value>>(&request.body) {
            Ok(fields) => {
                fields.into_iter().map(|(name, value)| (name, value.to_string().replace('"', ""))).collect()
            }
            Err(_) => request.form().into_iter().collect::<BTreeMap<_, _>>(),
        };
        let fields = fields.into_iter().filter(|(name, _)| name != "SAMLAssertion" && name != "state_token");
        requests.push((request.path.clone(), fields.collect()));
    }
    Outcome {
        succeeded: ran.status.success(),
        exports: String::from_utf8_lossy(&ran.stdout).lines().filter_map(export).collect(),
        files,
        requests,
    }
}

/// Runs both, each in a home of its own, and gives what came of ours.
#[track_caller]
fn beside(line: &str, stdin: &str, files: &[(&str, &str)]) -> Outcome {
    let python = venv().filter(|bin| bin.join("onelogin-aws-assume-role").is_file());
    assert!(
        python.is_some() || std::env::var("CI").as_deref() != Ok("true"),
        "the Python tool must be installed in CI"
    );
    let Some(bin) = python else {
        let stand = StandIn::start();
        let case = prepared(&stand, line, stdin, files);
        return outcome(&case, &ours(&case));
    };
    let stand = StandIn::start();
    let case = prepared(&stand, line, stdin, files);
    let python = case.script(&["setsid", "-w", bin.join("python").to_str().unwrap(), "-c", PYTHON_TOOL]);
    let theirs = outcome(&case, &python);
    assert!(theirs.succeeded, "the Python tool: {python}");
    let stand = StandIn::start();
    let case = prepared(&stand, line, stdin, files);
    let ran = ours(&case);
    let outcome = outcome(&case, &ran);
    assert_eq!(outcome, theirs, "{line}\n{ran}\nPython: {python}");
    outcome
}

fn prepared<'a>(stand: &'a StandIn, line: &str, stdin: &str, files: &[(&str, &str)]) -> Case<'a> {
    let mut case = case(stand);
    for (path, text) in files {
        case.file(path, text);
    }
    case.line(line).stdin(stdin);
    case
}

fn with_secrets(line: &str) -> String {
    format!("{WHO} -s {CLIENT_SECRET} --onelogin-password '{PASSWORD}' {line}")
}

const SDK: &str = r#"{"client_id": "client", "client_secret": "secret", "region": "us", "ip": ""}"#;
const AWS: &str = r#"{"app_id": "123456", "subdomain": "acme", "username": "plain@acme.test", "aws_region": "sa-east-1",
  "profiles": {"prod": {"aws_account_id": "111111111111", "aws_role_name": "ReadOnly", "aws_region": "eu-north-1"}}}"#;

#[test]
fn exports_are_printed() {
    let outcome = beside(&with_secrets(ADMIN), "", &[]);
    let names: Vec<&str> = outcome.exports.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "AWS_SESSION_TOKEN",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_EXPIRATION",
        "AWS_SECURITY_TOKEN",
        "AWS_REGION",
    ];
    assert_eq!(names, expected);
    assert_eq!(outcome.exports[5].1, "eu-west-1");
}

#[test]
fn sections_are_written() {
    let old = "# mine\n[prod]\nregion = x\noutput = json\n\n[other]\naws_access_key_id = AKIA\n";
    for (line, files) in [
        (format!("{ADMIN} --profile prod"), vec![]),
        (format!("{ADMIN} --profile prod"), vec![(".aws/credentials", old)]),
        (format!("{ADMIN} --file creds"), vec![]),
        (format!("{ADMIN} -p prod -f creds"), vec![("work/creds", old)]),
    ] {
        let outcome = beside(&with_secrets(&line), "", &files);
        assert!(outcome.exports.is_empty() && outcome.files.len() == 1, "{outcome:?}");
    }
}

#[test]
fn the_files_are_found_where_the_python_tool_finds_them() {
    for folder in ["work", ".onelogin", "work/here"] {
        let files =
            [(format!("{folder}/onelogin.sdk.json"), SDK), (format!("{folder}/onelogin.aws.json"), AWS)];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        let found = if folder == "work/here" { "-c here" } else { "" };
        let outcome = beside(&format!("--onelogin-password '{PASSWORD}' --profile prod {found}"), "", &files);
        let section = &outcome.files[&PathBuf::from(".aws/credentials")]["prod"];
        assert_eq!(section["region"], "eu-north-1");
    }
    // The profile of the file, which names the section as well; each file is looked for by itself.
    let named = AWS.replace("\"app_id\"", "\"profile\": \"prod\", \"app_id\"");
    let files = [(".onelogin/onelogin.sdk.json", SDK), ("work/onelogin.aws.json", named.as_str())];
    beside(&format!("--onelogin-password '{PASSWORD}'"), "", &files);
    // Nothing and less are clamped as well.
    for duration in ["0", "-5", "99999"] {
        let short = AWS.replace("\"app_id\"", &format!("\"duration\": {duration}, \"app_id\""));
        let files = [(".onelogin/onelogin.sdk.json", SDK), ("work/onelogin.aws.json", short.as_str())];
        beside(&format!("--onelogin-password '{PASSWORD}' --profile prod"), "", &files);
    }
    // An option counts for more.
    beside(
        &format!("--onelogin-password '{PASSWORD}' --aws-role-name Admin --aws-region eu-west-3"),
        "",
        &files,
    );
}

#[test]
fn lengths_and_versions_are_clamped() {
    for more in [
        "-z 100",
        "-z 99999",
        "-z 7200",
        "-z 0",
        "--saml-api-version 2",
        "--saml-api-version 7",
        "--saml-api-version 0",
        "-t 1",
        "--ip 192.0.2.1",
    ] {
        beside(&with_secrets(&format!("{ADMIN} {more}")), "", &[]);
    }
}

#[test]
fn what_is_missing_is_asked_for_in_the_same_order() {
    let line = format!("-i client -s {CLIENT_SECRET}");
    for role in ["0", "3", "x\n99\n2"] {
        let answers = format!("plain@acme.test\n{PASSWORD}\n123456\nacme\n{role}\n\n");
        let outcome = beside(&line, &answers, &[]);
        assert_eq!(outcome.exports[5], ("AWS_REGION".to_owned(), "us-west-2".to_owned()));
        beside(&format!("{line} --role_order"), &answers, &[]);
    }
    // Only what is missing; the region as typed, or by a dash.
    beside(
        &with_secrets("").replace("--aws-region eu-west-1", "--aws-role-name Admin"),
        "1\neu-central-1\n",
        &[],
    );
    beside(&with_secrets(ADMIN).replace("--aws-region eu-west-1", ""), "-\n", &[]);
    // The one role there is needs no name.
    beside(&with_secrets("").replace("plain@", "plain+one@"), "", &[]);
    beside(&with_secrets("--onelogin-user plain+one@acme.test").replace("-u plain@acme.test", ""), "", &[]);
}

#[test]
fn factors_are_answered_alike() {
    let line = with_secrets(ADMIN);
    beside(&line.replace("plain@", "totp@"), "123456\n", &[]);
    beside(&format!("{line} --otp 123456").replace("plain@", "totp@"), "", &[]);
    beside(&line.replace("plain@", "many@"), "0\n123456\n", &[]);
    beside(&line.replace("plain@", "many@"), "9\n1\n654321\n", &[]);
}

#[test]
fn the_one_wrong_thing_is_asked_for_again() {
    let line = with_secrets(ADMIN);
    let wrong = line.replace(PASSWORD, "wrong horse");
    let outcome = beside(&wrong, &format!("{PASSWORD}\n"), &[]);
    let sent = outcome.requests.iter().filter(|(path, _)| path.ends_with("/saml_assertion")).count();
    assert_eq!(sent, 2, "one of each password");
    beside(&line.replace("-d acme", "-d nowhere"), "acme\n", &[]);
}

#[test]
fn a_password_that_was_just_refused_is_not_sent_again() {
    let stand = StandIn::start();
    let line = with_secrets(ADMIN).replace(PASSWORD, "wrong horse");
    let case = prepared(&stand, &line, &format!("wrong horse\n{PASSWORD}\n"), &[]);
    let ran = ours(&case);
    ran.succeeds(&["Invalid user credentials", "has just refused this password"]);
    assert_eq!(submissions(&ran), 2, "{ran}");
    // Nobody is there to ask.
    let case = prepared(&stand, &line, "", &[]);
    let ran = ours(&case);
    assert_eq!(submissions(ran.fails(3, &["OneLogin refused the sign-in"])), 1, "{ran}");
}

#[test]
fn after_a_round_another_role_or_another_user_may_follow() {
    let stand = StandIn::start();
    let line = with_secrets(&format!("{ADMIN} --profile one -x"));
    // Another role, in another section; then another user, in the same; then no more.
    let answers = format!("y\ny\ntwo\n3\nn\ny\nn\nplain+one@acme.test\n{PASSWORD}\nn\nn\n");
    let case = prepared(&stand, &line, &answers, &[]);
    let ran = ours(&case);
    ran.succeeds(&[
        "the keys of 111111111111/Admin are in section one",
        "222222222222/Deploy are in section two",
    ]);
    let sections = &outcome(&case, &ran).files[&PathBuf::from(".aws/credentials")];
    assert_eq!(sections.keys().collect::<Vec<_>>(), ["one", "two"], "{ran}");
    let made = ran.made(1, 2, 0, 3).sts();
    let roles: Vec<&str> = made.iter().map(|form| form["RoleArn"].as_str()).collect();
    assert_ne!(roles[0], roles[1]);
    // The end of stdin is a no.
    let case = prepared(&stand, &line, "", &[]);
    ours(&case).succeeds(&["section one"]).made(1, 1, 0, 1);
}

#[test]
fn a_cached_assertion_serves_the_next_run_and_so_does_who_it_was() {
    let stand = StandIn::start();
    let mut case = prepared(&stand, &with_secrets(&format!("{ADMIN} --cache-saml")), "", &[]);
    case.keeping();
    ours(&case).succeeds(&[]).made(1, 1, 0, 1);
    ours(&case).succeeds(&["plain@acme.test"]).made(0, 0, 0, 1);
    // Nobody has to say who it is.
    case.line(&format!("-i client -s {CLIENT_SECRET} {ADMIN} --aws-region eu-west-1 --cache-saml"));
    ours(&case).succeeds(&["the assertion of plain@acme.test that is kept is still good"]).made(0, 0, 0, 1);
    // Without the option, it does not count; the token does.
    case.line(&with_secrets(ADMIN));
    ours(&case).succeeds(&[]).made(0, 1, 0, 1);
    // Another user is another user.
    case.line(&with_secrets(&format!("{ADMIN} --cache-saml")).replace("plain@", "plain+session8h@"));
    ours(&case).succeeds(&[]).made(0, 1, 0, 1);
    // Once AWS takes it no more, who it was can be used again, or not.
    case.forget(&["assertion"]);
    let line = format!("-i client -s {CLIENT_SECRET} {ADMIN} --aws-region eu-west-1 --cache-saml");
    case.line(&line).stdin(format!("y\n{PASSWORD}\n"));
    ours(&case).succeeds(&["expired for the user plain+session8h@acme.test"]).made(0, 1, 0, 1);
    case.forget(&["assertion"]).stdin(format!("n\nplain@acme.test\n{PASSWORD}\n123456\nacme\n"));
    ours(&case).succeeds(&["OneLogin Username:"]).made(0, 1, 0, 1);
}

#[test]
fn secrets_on_the_command_line_are_warned_about() {
    let stand = StandIn::start();
    let case = prepared(&stand, &with_secrets(ADMIN), "", &[]);
    ours(&case).succeeds(&[
        "warning: --client_secret",
        "OL_AWS_CLIENT_SECRET is safer",
        "warning: --onelogin-password",
        "OL_AWS_PASSWORD is safer",
    ]);
}

#[test]
fn without_anybody_to_ask_it_says_what_is_missing() {
    let stand = StandIn::start();
    for (line, status, says) in [
        (format!("-i client -s {CLIENT_SECRET}"), 8, "OneLogin user name is needed"),
        (with_secrets(""), 5, "no role is named"),
        (with_secrets("--aws-account-id 111111111111 --aws-role-name Nobody"), 5, "no role matches"),
    ] {
        let case = prepared(&stand, &line, "", &[]);
        let ran = ours(&case);
        ran.fails(status, &[says]);
        assert!(ran.stdout.is_empty(), "{ran}");
    }
    // The region has a default.
    let case = prepared(&stand, &with_secrets(ADMIN).replace("--aws-region eu-west-1", ""), "", &[]);
    assert!(ours(&case).succeeds(&[]).out().contains("export AWS_REGION='us-west-2';\n"));
}

#[test]
fn as_a_credential_process_it_keeps_the_session() {
    let stand = StandIn::start();
    let mut case = prepared(&stand, &with_secrets(&format!("{ADMIN} --credential-process")), "", &[]);
    case.keeping();
    let ran = ours(&case);
    assert_eq!(ran.succeeds(&[]).made(1, 1, 0, 1).json()["Version"], 1);
    ours(&case).succeeds(&[]).made(0, 0, 0, 0);
}

#[test]
fn rounds_follow_each_other_until_ctrl_c() {
    let stand = StandIn::start();
    let case =
        prepared(&stand, &with_secrets(&format!("{ADMIN} --profile prod --loop 3 --time 15")), "", &[]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ol-aws"));
    command.arg("assume-role").args(
        shell_words::split(&with_secrets(&format!("{ADMIN} --profile prod --loop 3 --time 15"))).unwrap(),
    );
    case.prepare(&mut command);
    let ran = case.watched_while(command, |pid| {
        let written = case.path(".aws/credentials");
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
        while !written.exists() {
            assert!(std::time::Instant::now() < deadline, "no round was done");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        std::thread::sleep(std::time::Duration::from_millis(1500));
        kill(Pid::from_raw(pid.cast_signed()), Signal::SIGINT).unwrap();
    });
    ran.fails(130, &["2 more to come, one every 15 min"]).made(1, 1, 0, 1);
    assert!(ran.stdout.is_empty(), "{ran}");
}

/// With a clock that runs 300 times as fast.
#[test]
fn each_round_renews_the_keys_by_a_sign_in_of_its_own() {
    if installed("faketime").is_none() {
        return;
    }
    let stand = StandIn::start();
    let line = with_secrets(&format!("{ADMIN} --profile prod --loop 3 -t 1 --otp 123456"))
        .replace("plain@", "totp@");
    let case = prepared(&stand, &line, "123456\n123456\n", &[]);
    let words = ["faketime", "-f", "+0 x300", "setsid", "-w", "ol-aws", "assume-role"];
    let ran = case.script(&words);
    ran.succeeds(&["2 more to come", "1 more to come", "Enter the OTP Token for Google Authenticator:"]);
    // The code that was given served once, and was then asked for.
    assert_eq!(ran.made(1, 3, 3, 3).stderr.matches("Enter the OTP Token").count(), 2, "{ran}");
}

#[test]
fn at_a_terminal_ctrl_c_is_no_answer() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    case.line(&format!("assume-role {}", with_secrets(&format!("{ADMIN} --profile prod -x"))));
    let mut screen = case.on_terminal();
    screen.sees("section prod").sees("(y/n)").types("\u{3}");
    let ran = screen.ends();
    assert_eq!(ran.status.code(), Some(130), "{ran}");
    assert!(case.path(".aws/credentials").is_file() && ran.stdout.is_empty(), "{ran}");
    // Nor does it keep what was asked for before.
    case.line(&format!("assume-role -i client -s {CLIENT_SECRET}"));
    let mut screen = case.on_terminal();
    screen.sees("OneLogin Username").types("plain@acme.test\r").sees("OneLogin Password").types("\u{3}");
    let ran = screen.ends();
    assert_eq!((ran.status.code(), ran.requests.len()), (Some(130), 0), "{ran}");
}

#[test]
fn a_role_that_is_named_by_half_is_asked_for_all_the_same() {
    let line = |more: &str| with_secrets(more).replace("--aws-region eu-west-1", "");
    for (more, answers) in [
        ("--aws-role-name Deploy -p x", "3\n\n"),
        ("--aws-account-id 444444444444", "0\nx.evil.invalid/\neu-west-3\n"),
        ("--aws-account-id 333333333333 --aws-role-name Nobody", "1\n-\n"),
    ] {
        if more.contains("444444444444") {
            // A region that is none is asked for again; the Python tool takes it.
            let stand = StandIn::start();
            let case = prepared(&stand, &line(more), answers, &[]);
            let out = ours(&case).succeeds(&["AWS Region (us-west-2):"]).out().to_owned();
            assert!(out.contains("export AWS_REGION='eu-west-3';\n"), "{out}");
        } else {
            beside(&line(more), answers, &[]);
        }
    }
}

#[test]
fn stdin_that_is_not_asked_for_is_left_alone() {
    let stand = StandIn::start();
    let mut case = prepared(&stand, "", "one\ntwo\n", &[]);
    case.env("LINE", with_secrets(&format!("{ADMIN} --profile x")));
    case.args(["eval \"ol-aws assume-role $LINE\" 2>/dev/null; cat"]);
    case.script(&["setsid", "-w", "sh", "-c"]).prints("one\ntwo\n");
    // As a credential process it is the SDK's, and the hint holds no secret.
    case.line(&format!("--credential-process -i client -s {CLIENT_SECRET} -d acme {ADMIN}"));
    let ran = ours(&case);
    ran.fails(
        8,
        &["ol-aws login --onelogin-subdomain acme --aws-account-id 111111111111 --aws-role-name Admin\n"],
    );
    assert!(ran.requests.is_empty(), "{ran}");
}

#[test]
fn a_section_that_is_named_is_not_another_ones_profile() {
    let stand = StandIn::start();
    let mut case = prepared(&stand, &with_secrets("--profile new"), "", &[]);
    case.config("[profile.dev]\naccount = \"222222222222\"\nrole = \"Deploy\"\n")
        .env("OL_AWS_PROFILE", "dev");
    ours(&case).fails(5, &["no role is named"]);
    assert!(!case.path(".aws/credentials").exists());
}
