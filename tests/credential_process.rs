//! `credential-process`: what the SDKs read, when it is renewed, and what happens where nobody can be asked.

use std::thread;

use serde_json::Value;

use crate::clients;
use crate::standin::{PASSWORD, StandIn};
use crate::support::{Case, Ran};

fn keeping<'a>(stand: &'a StandIn, user: &str) -> Case<'a> {
    let mut case = Case::new(stand);
    case.keeping().user(user).line("credential-process prod/Admin");
    case
}

#[track_caller]
fn key(ran: &Ran) -> String {
    ran.json()["AccessKeyId"].as_str().expect("a key").to_owned()
}

/// Success without a request, and the session that was given.
#[track_caller]
fn silent(ran: &Ran) -> String {
    assert!(ran.quietly().requests.is_empty(), "{ran}");
    key(ran)
}

#[test]
fn the_reply_is_what_the_sdks_read() {
    let stand = StandIn::start();
    let mut case = keeping(&stand, "plain");
    let ran = case.run();
    let Value::Object(reply) = ran.quietly().made(1, 1, 0, 1).json() else { panic!("{ran}") };
    let names: Vec<&str> = reply.keys().map(String::as_str).collect();
    assert_eq!(names, ["AccessKeyId", "Expiration", "SecretAccessKey", "SessionToken", "Version"]);
    assert_eq!(reply["Version"], 1);
    case.line("env prod/Admin --shell json");
    let env = case.run().json();
    for (name, variable) in [
        ("AccessKeyId", "AWS_ACCESS_KEY_ID"),
        ("SecretAccessKey", "AWS_SECRET_ACCESS_KEY"),
        ("SessionToken", "AWS_SESSION_TOKEN"),
        ("Expiration", "AWS_CREDENTIAL_EXPIRATION"),
    ] {
        assert_eq!(reply[name], env[variable], "{name}");
    }
    // One line: some tools log what they could not read, by the line.
    assert_eq!(ran.out().matches('\n').count(), 1, "{ran}");
    case.line("credential-process prod/Nobody").run().fails(5, &["no role matches `prod/Nobody`"]);
}

#[test]
fn it_renews_below_a_quarter_of_an_hour() {
    let stand = StandIn::start();
    let mut case = keeping(&stand, "plain+session14m");
    let first = key(case.run().quietly());
    // Others are content with that.
    assert!(case.line("exec prod/Admin -- true").run().quietly().requests.is_empty());
    let ran = case.line("credential-process prod/Admin").run();
    let second = key(ran.quietly().made(0, 0, 0, 1));
    assert_ne!(second, first);
    // What was asked for counts.
    assert_eq!(silent(&case.line("credential-process prod/Admin --min-ttl 5m").run()), second);
    // Where renewing fails, the kept one is given.
    case.line("credential-process prod/Admin").env("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1");
    let ran = case.run();
    ran.succeeds(&["warning: AWS STS cannot be reached", "the kept session is given, with 13 min left"]);
    assert_eq!(key(&ran), second);
}

#[test]
fn a_session_that_was_asked_for_short_is_not_renewed_each_time() {
    let stand = StandIn::start();
    let mut case = keeping(&stand, "plain");
    case.line("credential-process prod/Admin --duration 15m");
    let first = key(case.run().quietly());
    assert_eq!(silent(&case.run()), first);
}

#[test]
fn where_nobody_can_be_asked_it_names_the_command_that_signs_in() {
    let stand = StandIn::start();
    let mut case = keeping(&stand, "plain");
    case.without("OL_AWS_PASSWORD");
    for (line, login) in [
        ("credential-process prod/Admin", "ol-aws login prod/Admin"),
        ("credential-process --profile dev -q", "ol-aws login --profile dev"),
        ("credential-process 'pr*/Admin' --no-login", "ol-aws login 'pr*/Admin'"),
    ] {
        let ran = case.line(line).run();
        let hint = format!("  hint: sign in at a terminal, then try again: {login}\n");
        assert!(ran.fails(8, &[&hint]).requests.is_empty(), "{ran}");
    }
}

/// An SDK keeps stdout and stderr for itself, and gives no stdin.
#[test]
fn with_a_terminal_it_asks_there() {
    let stand = StandIn::start();
    let mut case = keeping(&stand, "totp");
    case.without("OL_AWS_PASSWORD").stdin("\n").stderr_to_file();
    let mut screen = case.on_terminal();
    screen.sees("OneLogin password").types(PASSWORD).types("\r").sees("Code of").types("123456\r");
    let ran = screen.ends();
    assert_eq!(ran.status.code(), Some(0), "{ran}");
    assert_eq!(ran.made(1, 1, 1, 1).json()["Version"], 1);
}

#[test]
fn a_hundred_at_once_sign_in_once() {
    let stand = StandIn::start();
    let case = keeping(&stand, "push");
    let keys: std::collections::BTreeSet<String> = thread::scope(|scope| {
        let runs: Vec<_> = (0..100).map(|_| scope.spawn(|| case.run())).collect();
        runs.into_iter().map(|run| key(run.join().expect("a run").succeeds(&[]))).collect()
    });
    assert_eq!(keys.len(), 1);
    let counts = stand.counts();
    assert_eq!(
        (counts.tokens, counts.assertions, counts.notifications, counts.sts_calls),
        (1, 1, 1, 1),
        "{counts:?}"
    );
}

#[test]
fn the_aws_cli_and_boto3_take_it() {
    let Some(bin) = clients::venv() else { return };
    let stand = StandIn::start();
    let mut case = clients::case(&stand, &bin);
    case.keeping();
    let ol_aws = env!("CARGO_BIN_EXE_ol-aws");
    case.file(
        "aws/config",
        &format!("[profile prod-Admin]\nregion = eu-west-1\ncredential_process = \"{ol_aws}\" credential-process prod/Admin\n"),
    );
    let file = case.path("aws/config");
    case.env("AWS_CONFIG_FILE", &file).env("AWS_PROFILE", "prod-Admin");
    case.args(["login", "prod/Admin"]).run().succeeds(&[]).made(1, 1, 0, 1);
    case.without("OL_AWS_PASSWORD");
    case.args(["aws --profile prod-Admin sts get-caller-identity --query Account --output text"]);
    let ran = case.script(&["bash", "-c"]);
    ran.prints("111111111111\n").made(0, 0, 0, 1);
    // Many clients of one process, each with its own session of boto3.
    let python = "import boto3, concurrent.futures as f
def who(_): return boto3.session.Session(profile_name='prod-Admin').client('sts').get_caller_identity()['Account']
print(set(f.ThreadPoolExecutor(8).map(who, range(8))))";
    case.args([python]);
    case.script(&["python3", "-c"]).prints("{'111111111111'}\n");
}

/// From one sign-in to every client of AWS, by the profiles that are made for them.
#[test]
fn the_profiles_that_are_made_lead_here() {
    let Some(bin) = clients::venv() else { return };
    let stand = StandIn::start();
    let mut case = clients::case(&stand, &bin);
    case.keeping().line("config aws-profiles --write").run().succeeds(&[]).made(1, 1, 0, 0);
    let script = "ol-aws login prod/Admin dev/ReadOnly -q && unset OL_AWS_PASSWORD && \
                  aws --profile prod-Admin sts get-caller-identity --query Account --output text && \
                  AWS_PROFILE=dev-ReadOnly python3 -c 'import boto3; c = boto3.client(\"sts\"); \
                  print(c.get_caller_identity()[\"Arn\"], c.meta.region_name)'";
    let ran = case.args([""; 0]).script(&["sh", "-c", script]);
    ran.prints("111111111111\narn:aws:sts::222222222222:assumed-role/ReadOnly/plain@acme.test eu-west-1\n");
    // Two exchanges, two questions of who it is, from the assertion of the first line.
    assert_eq!((ran.count("/saml_assertion"), ran.sts().len()), (0, 4), "{ran}");
}
