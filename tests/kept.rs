//! What is kept and given again: for whom, for how long, and when it is fetched anew.

use crate::standin::StandIn;
use crate::support::{Case, Ran, config, submissions};

const ENV: [&str; 4] = ["env", "prod/Admin", "--shell", "json"];

fn keeping(stand: &StandIn) -> Case<'_> {
    let mut case = Case::new(stand);
    case.keeping().args(ENV);
    case
}

/// The session that a run of `env` gave.
#[track_caller]
fn key(ran: &Ran) -> String {
    ran.json()["AWS_ACCESS_KEY_ID"].as_str().expect("a key").to_owned()
}

/// Success without a word to anybody, and the session that was given.
#[track_caller]
fn silent(ran: &Ran) -> String {
    assert!(ran.quietly().requests.is_empty(), "{ran}");
    key(ran)
}

#[test]
fn a_kept_session_is_given_again_without_a_request() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let first = case.run();
    let first = key(first.quietly().made(1, 1, 0, 1));
    assert_eq!(silent(&case.run()), first);
    case.line("exec prod/Admin -- sh -c 'echo $AWS_ACCESS_KEY_ID'");
    let ran = case.run();
    assert!(ran.prints(&format!("{first}\n")).requests.is_empty(), "{ran}");
    // Nothing that a sign-in needs is needed.
    case.without("OL_AWS_PASSWORD").args(ENV.iter().chain(&["--no-input"]));
    assert_eq!(silent(&case.run()), first);
    assert_eq!(silent(&case.args(ENV.iter().chain(&["--no-login"])).run()), first);
    // `--force` gets another, from the assertion that is kept, and that one is the kept one from now on.
    let ran = case.args(ENV.iter().chain(&["--force"])).run();
    let second = key(ran.quietly().made(0, 0, 0, 1));
    assert_ne!(second, first);
    assert_eq!(silent(&case.args(ENV).run()), second);
}

#[test]
fn without_a_sign_in_nothing_is_asked_of_anybody() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    for line in
        ["env prod/Admin --shell json", "env --shell json Admin", "roles", "login prod/Admin", "login --all"]
    {
        let ran = case.line(&format!("{line} --no-login")).run();
        assert!(ran.fails(8, &["a sign-in is needed", "--no-login"]).requests.is_empty(), "{ran}");
    }
    let ran = case.line("exec prod/Admin --no-login -- true").run();
    assert!(ran.fails(125, &["(exit status 8)"]).requests.is_empty(), "{ran}");
    let first = key(case.args(ENV).run().quietly());
    let ran = case.args(ENV.iter().chain(&["--no-login", "--force"])).run();
    assert!(
        ran.status.code() == Some(2) && ran.requests.is_empty(),
        "neither a kept one nor a new one\n{ran}"
    );
    // Too little is left, and there is nothing better.
    let ran = case.args(ENV.iter().chain(&["--no-login", "--min-ttl", "2h"])).run();
    assert!(ran.succeeds(&["warning: ", "the kept session is given"]).requests.is_empty(), "{ran}");
    assert_eq!(key(&ran), first);
}

#[test]
fn a_session_with_too_little_left_is_renewed() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let first = key(case.run().quietly());
    assert_eq!(silent(&case.args(ENV.iter().chain(&["--min-ttl", "59m"])).run()), first);
    let ran = case.args(ENV.iter().chain(&["--min-ttl", "2h"])).run();
    let second = key(ran.quietly().made(0, 0, 0, 1));
    assert_ne!(second, first);
    assert_eq!(silent(&case.args(ENV).run()), second);
    let ran = case.env("OL_AWS_MIN_TTL", "2h").run();
    let third = key(ran.quietly().made(0, 0, 0, 1));
    assert_ne!(third, second);

    // Where that fails the kept one is given: AWS cannot be had,
    case.env("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1");
    let ran = case.run();
    ran.succeeds(&["warning: AWS STS cannot be reached", "the kept session is given, with 59 min left"]);
    assert_eq!(key(ran.made(0, 0, 0, 0)), third);
    // or OneLogin refuses, once.
    case.env("AWS_ENDPOINT_URL_STS", stand.sts_url()).env("OL_AWS_PASSWORD", "wrong horse");
    case.forget(&["assertion"]);
    for sent in [1, 0] {
        let ran = case.run();
        ran.succeeds(&["warning: OneLogin has", "the kept session is given"][sent..]);
        assert_eq!((key(&ran), submissions(&ran)), (third.clone(), sent), "{ran}");
    }
    // `exec` is no different.
    let ran = case.line("exec prod/Admin -- sh -c 'echo $AWS_ACCESS_KEY_ID'").run();
    assert_eq!(ran.succeeds(&["the kept session is given"]).out(), format!("{third}\n"));
}

#[test]
fn what_differs_shares_no_session() {
    const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;
    const OTHER: &str = r#"{"Version":"2012-10-17","Statement":[{}]}"#;
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.user("plain+one");
    let full = key(case.run().quietly());
    let mut given = vec![full.clone()];
    for (what, sign_ins) in [
        (&["--duration", "2h"][..], 0),
        (&["--duration", "max"], 0),
        (&["--policy", POLICY], 0),
        (&["--policy", OTHER], 0),
        (&["--read-only"], 0),
        (&["--read-only", "--policy", POLICY], 0),
        (&["--policy-arn", "arn:aws:iam::aws:policy/SecurityAudit"], 0),
        (&["--policy-arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"], 0),
        (&["-u", "plain+one+odd@acme.test"], 1),
        (&["-a", "654321"], 1),
    ] {
        let ran = case.args(ENV.iter().chain(what)).run();
        let other = key(ran.quietly().made(0, sign_ins, 0, 1));
        assert!(!given.contains(&other), "{what:?} was given another's session");
        assert_eq!(silent(&case.run()), other, "{what:?}");
        given.push(other);
    }
    // Not in the way of the full one, nor is what makes no difference.
    for same in [
        &[][..],
        &["--duration", "60m"],
        &["--region", "us-east-1"],
        &["--saml-api-version", "1"],
        &["--otp", "123456"],
        &["--ip", "192.0.2.1"],
    ] {
        let ran = case.args(ENV.iter().chain(same)).run();
        assert_eq!(silent(&ran), full, "{same:?}");
        let region = if same.contains(&"--region") { "us-east-1" } else { "eu-west-1" };
        assert_eq!(ran.json()["AWS_REGION"], region);
    }
    // Another tenant, by name or by host.
    let ran = case.args(ENV.iter().chain(&["-d", "emca"])).run();
    ran.fails(3, &["--onelogin-subdomain"]);
    let elsewhere = StandIn::start();
    case.env("OL_AWS_ONELOGIN_URL", elsewhere.onelogin_url());
    case.env("AWS_ENDPOINT_URL_STS", elsewhere.sts_url()).args(ENV).run().quietly();
    let counts = elsewhere.counts();
    assert_eq!((counts.tokens, counts.assertions, counts.sts_calls), (1, 1, 1));
}

#[test]
fn the_kept_list_of_roles_answers() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let ran = case.line("roles --json").run();
    let listed = ran.quietly().made(1, 1, 0, 0).json();
    for (line, count) in [
        ("roles --json", 8),
        ("roles '*/Admin' --json", 3),
        ("roles dev --json", 3),
        ("roles --json --by-role", 8),
    ] {
        let ran = case.line(line).run();
        assert!(ran.quietly().requests.is_empty(), "{ran}");
        assert_eq!(ran.json().as_array().unwrap().len(), count, "{line}");
    }
    // What leads to one role is asked of the list, and the session of the assertion.
    let ran = case.line("env Deploy --shell json").run();
    let deploy = key(ran.quietly().made(0, 0, 0, 1));
    for target in ["Deploy", "deploy", "dev/D*", "d?v/Deplo[x-z]", "222222222222/Deploy", "dev/Deploy"] {
        let ran = case.args(["env", "--shell", "json", target]).run();
        assert_eq!(silent(&ran), deploy, "{target}");
    }
    let ran = case.line("env arn:aws:iam::222222222222:role/Deploy --shell json").run();
    assert_eq!(silent(&ran), deploy);
    for (target, says) in [("Admin", "leaves 3 roles"), ("*/ReadOnly", "dev/ReadOnly"), ("", "there are 8")] {
        let line = format!("env {target} --shell json");
        let ran = case.line(&line).run();
        assert!(ran.fails(5, &[says]).requests.is_empty(), "{ran}");
    }
    // What is not in it may be new.
    case.forget(&["assertion"]);
    case.line("env prod/New --shell json").run().fails(5, &["no role matches"]).made(0, 1, 0, 0);
    let ran = case.line("roles --refresh --json").run();
    assert_eq!(ran.quietly().made(0, 1, 0, 0).json(), listed);
}

#[test]
fn the_token_outlives_the_assertion() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.user("plain+soon").run().quietly().made(1, 1, 0, 1);
    // Five seconds are too few to be worth keeping.
    case.line("env dev/Admin --shell json").run().quietly().made(0, 1, 0, 1);
    // Another user of the same API credential.
    case.user("plain").args(ENV).run().quietly().made(0, 1, 0, 1);
    case.line("env dev/Admin --shell json").run().quietly().made(0, 0, 0, 1);
    case.forget(&["assertion", "session"]).run().quietly().made(0, 1, 0, 1);
    case.forget(&["assertion", "session", "token"]).run().quietly().made(1, 1, 0, 1);
    // Another credential has a token of its own.
    case.forget(&["assertion", "session"]).env("OL_AWS_CLIENT_ID", "client-wrapped");
    case.run().quietly().made(1, 1, 0, 1);
}

#[test]
fn an_assertion_that_has_expired_is_fetched_anew_once() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    // By its own word: it is never given to AWS twice.
    case.user("plain+stale").run().fails(6, &["sign in again"]).made(1, 1, 0, 1);
    case.run().fails(6, &[]).made(0, 1, 0, 1);
    // By the word of AWS.
    case.user("plain+sts").line("env Admin --shell json").run().quietly().made(0, 1, 0, 1);
    case.line("env Max1h --shell json").run().quietly().made(0, 0, 0, 1);
    case.line("env Expired --shell json").run().fails(6, &["sign in again"]).made(0, 1, 0, 2);
}

#[test]
fn a_token_that_was_revoked_costs_one_password() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.run().quietly();
    stand.revoke_token();
    // As long as nothing asks OneLogin, nobody minds.
    case.line("env dev/Admin --shell json").run().quietly().made(0, 0, 0, 1);
    case.forget(&["assertion", "session"]);
    let ran = case.run();
    ran.fails(3, &["access token", "run the command again"]).made(0, 1, 0, 0);
    assert_eq!(submissions(&ran), 1);
    case.run().quietly().made(1, 1, 0, 1);
}

#[test]
fn what_a_role_allows_is_remembered() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.user("plain+sts").line("env Max4h --shell json --duration max");
    case.run().quietly().made(1, 1, 0, 3);
    let ran = case.forget(&["session"]).run();
    assert_eq!(ran.quietly().made(0, 0, 0, 1).sts()[0]["DurationSeconds"], "14400");
    // More is not asked for in vain, and less is as it was.
    let ran = case.line("env Max4h --shell json --duration 12h").run();
    assert_eq!(ran.succeeds(&["14400 s"]).made(0, 0, 0, 1).sts()[0]["DurationSeconds"], "14400");
    let ran = case.line("env Max4h --shell json --duration 2h").run();
    assert_eq!(ran.quietly().made(0, 0, 0, 1).sts()[0]["DurationSeconds"], "7200");
    // It may have been raised.
    case.line("env Max4h --shell json --duration max --force").run().quietly().made(0, 0, 0, 3);
}

#[test]
fn a_chain_is_kept_as_a_whole() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let ran = case.line("env audit --shell json").run();
    let audit = key(ran.quietly().made(1, 1, 0, 2));
    let ran = case.run();
    assert_eq!(silent(&ran), audit);
    assert_eq!(ran.json()["OL_AWS_ROLE"], "data/Audit");
    // The way there, and who goes it with another word, have sessions of their own.
    let ran = case.line("env dev --shell json").run();
    assert_ne!(key(ran.quietly().made(0, 0, 0, 1)), audit);
    case.line("env intruder --shell json").run().fails(6, &["Not authorized"]).made(0, 0, 0, 2);
    let ran = case.config(&config().replace("\"wrong\"", "\"ext-1\"")).run();
    assert_eq!(silent(&ran), audit, "the same chain by another name");
    assert_eq!(silent(&case.line("env audit --shell json").run()), audit);
}
