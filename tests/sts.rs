//! The exchange: AWS's refusals, session lengths, session policies, and chained roles.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::standin::StandIn;
use crate::support::{Case, Ran, at_once, config};

#[test]
fn every_refusal_has_a_status_and_advice() {
    // Hang is waited for in `endless`.
    let troubles = [
        ("Denied", 6, "trust policy"),
        ("Expired", 6, "sign in again"),
        ("InvalidIdentity", 6, "RoleSessionName"),
        ("RegionDisabled", 6, "--aws-region"),
        ("BadArn", 6, "ol-aws roles"),
        ("Packed", 6, "--policy-arn"),
        ("Malformed", 6, "--policy"),
        ("IdpClaim", 6, "sign in again"),
        ("Throttled", 6, "try again in a minute"),
        ("HostileMessage", 6, "ol-aws: all is well"),
        ("EscapeMessage", 6, "trust policy"),
        ("Garbage", 7, "AWS STS"),
        ("Http500", 7, "AWS STS"),
        ("Redirect", 7, "AWS STS"),
        ("Giant", 7, "8 MiB"),
        ("Reset", 7, "AWS STS"),
    ];
    at_once(&troubles, |(role, status, says)| {
        let stand = StandIn::start();
        let mut case = Case::new(&stand);
        case.user("plain+sts").env("OL_AWS_LOG", "debug").args(["env", "--shell", "json", role]);
        let ran = case.run();
        ran.fails(*status, &[says]);
        // The SDK repeats what AWS says is worth repeating; a refusal is none of that.
        if *status == 6 && *role != "Throttled" {
            ran.made(1, 1, 0, 1);
        }
        assert_eq!(stand.counts().password_submissions, 1, "{role}");
        assert_eq!(stand.counts().redirects_followed, 0, "{role}");
        assert!(!ran.stderr.contains("\nol-aws: all is well"), "a message that forges another\n{ran}");
    });
}

#[test]
fn a_port_where_nobody_listens() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.line("env prod/Admin --shell json").env("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1");
    case.run().fails(7, &["AWS STS cannot be reached"]).made(1, 1, 0, 0);
    case.env("OL_AWS_ONELOGIN_URL", "http://127.0.0.1:1");
    case.run().fails(7, &["OneLogin cannot be reached"]).made(0, 0, 0, 0);
    let mut case = Case::new(&stand);
    case.line("exec prod/Admin -- true").without("AWS_ENDPOINT_URL_STS");
    case.env("AWS_ENDPOINT_URL", stand.sts_url()).run().prints("").made(1, 1, 0, 1);
    case.line("env prod/Admin --shell json").env("AWS_ENDPOINT_URL", "http://192.0.2.1");
    case.run().fails(2, &["endpoint", "https"]);
}

/// The lengths that were asked for, one after the other.
fn asked(ran: &Ran) -> Vec<String> {
    ran.sts().iter().map(|form| form["DurationSeconds"].clone()).collect()
}

/// How long the session is, give or take the run.
#[track_caller]
fn lasts(ran: &Ran, seconds: i64) {
    let value = ran.json();
    let left: i64 = value["OL_AWS_EXPIRES_AT"].as_str().unwrap().parse().unwrap();
    let left = left - Timestamp::now().as_second();
    assert!((seconds - 20..=seconds).contains(&left), "{left} s of {seconds}\n{ran}");
}

#[test]
fn lengths_step_down_within_one_sign_in() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.user("plain+sts");
    let mut run =
        |role: &str, length: &str| case.args(["env", "--shell", "json", role, "--duration", length]).run();
    for (role, length, steps, seconds) in [
        ("Admin", "max", &["43200"][..], 43_200),
        ("Admin", "900", &["900"], 900),
        ("Admin", "45m", &["2700"], 2_700),
        ("Max1h", "1h", &["3600"], 3_600),
        ("Max1h", "max", &["43200", "28800", "14400", "7200", "3600"], 3_600),
        ("Max4h", "max", &["43200", "28800", "14400"], 14_400),
    ] {
        let ran = run(role, length);
        ran.quietly().made(1, 1, 0, steps.len());
        assert_eq!(asked(&ran), steps, "{role} {length}");
        lasts(&ran, seconds);
    }
    // What was asked for in so many words and not granted is told.
    let ran = run("Max4h", "12h");
    ran.succeeds(&["warning: ", "999999999999/Max4h", "14400 s"]).made(1, 1, 0, 3);
    lasts(&ran, 14_400);
    let ran = run("Max1h", "5h");
    ran.succeeds(&["warning: "]);
    assert_eq!(asked(&ran), ["18000", "14400", "7200", "3600"]);
    for length in ["5", "13h", "899", "43201", "soon", "-1"] {
        let ran = case.args(["env", "--shell", "json", "Admin", &format!("--duration={length}")]).run();
        ran.fails(2, &["--duration"]).made(0, 0, 0, 0);
    }
}

#[test]
fn the_assertion_may_shorten_a_session() {
    let stand = StandIn::start();
    let ran = Case::new(&stand).user("plain+session8h").line("env prod/Admin --shell json -z 12h").run();
    ran.succeeds(&[]).made(1, 1, 0, 1);
    lasts(&ran, 8 * 3_600);
}

#[test]
fn session_policies_reach_sts() {
    const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;
    const ARN: &str = "arn:aws:iam::aws:policy/job-function/Billing";
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.file("work/policy.json", POLICY);
    let mut form = |user: &str, words: &[&str]| -> HashMap<String, String> {
        case.user(user).args(["env", "Admin", "--shell", "json"].iter().chain(words));
        case.run().quietly().sts().remove(0)
    };
    let form_of = form("plain+one", &["--policy", POLICY]);
    assert_eq!(form_of["Policy"], POLICY);
    assert_eq!(form_of["PrincipalArn"], "arn:aws:iam::111111111111:saml-provider/OneLogin");
    assert_eq!(form("plain+one", &["--policy", "policy.json"])["Policy"], POLICY);
    let form_of = form("plain+one", &["--policy-arn", ARN, "--read-only"]);
    assert_eq!(form_of["PolicyArns.member.1.arn"], ARN);
    assert_eq!(form_of["PolicyArns.member.2.arn"], "arn:aws:iam::aws:policy/ReadOnlyAccess");
    let form_of = form("plain+gov", &["--read-only", "--region", "us-gov-west-1"]);
    assert_eq!(form_of["PolicyArns.member.1.arn"], "arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess");
    assert!(!form("plain+one", &[]).keys().any(|key| key.starts_with("Policy")));

    let many = [ARN; 11].join(",");
    let long = format!("{{\"Version\":\"{}\"}}", "x".repeat(2048));
    for (words, says) in [
        (["--policy", "{oops"], "--policy"),
        (["--policy", "no-such-file.json"], "no-such-file.json"),
        (["--policy", &long], "2048"),
        (["--policy-arn", &many], "10"),
    ] {
        let ran = Case::new(&stand).args(["env", "--shell", "json", "prod/Admin"].iter().chain(&words)).run();
        ran.fails(2, &[says]).made(0, 0, 0, 0);
    }
}

#[test]
fn a_profile_may_assume_a_role_from_another() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let ran = case.line("env audit --shell json -z max").run();
    ran.quietly().made(1, 1, 0, 2);
    let [first, second] = &ran.sts()[..] else { panic!("{ran}") };
    assert_eq!(first["RoleArn"], "arn:aws:iam::222222222222:role/Admin");
    assert_eq!(second["RoleArn"], "arn:aws:iam::333333333333:role/Audit");
    assert_eq!(
        (
            second["ExternalId"].as_str(),
            second["RoleSessionName"].as_str(),
            second["DurationSeconds"].as_str()
        ),
        ("ext-1", "plain@acme.test", "3600")
    );
    let value = ran.json();
    assert_eq!(value["OL_AWS_ROLE"], "data/Audit");
    assert_eq!(value["OL_AWS_ACCOUNT_ID"], "333333333333");
    assert_eq!(value["AWS_REGION"], "us-west-2", "the source's region");
    lasts(&ran, 3_600);

    // What narrows the session is for the last one, and none of a chain is longer than an hour.
    let ran = case.line("env audit --shell json -z 12h --read-only").run();
    ran.succeeds(&["warning: ", "3600 s"]).made(1, 1, 0, 2);
    let [first, second] = &ran.sts()[..] else { panic!("{ran}") };
    assert_eq!(
        first.get("PolicyArns.member.1.arn"),
        None,
        "the first session must be able to assume the second"
    );
    assert_eq!(first["DurationSeconds"], "3600");
    assert_eq!(second["PolicyArns.member.1.arn"], "arn:aws:iam::aws:policy/ReadOnlyAccess");
    assert_eq!(second["DurationSeconds"], "3600");

    case.line("env intruder --shell json").run().fails(6, &["Not authorized to perform sts:AssumeRole"]);
    for (profiles, says) in [
        (
            "[profile.a]\nsource = \"a\"\nrole_arn = \"arn:aws:iam::111111111111:role/x\"",
            "leads back to itself",
        ),
        (
            "[profile.a]\nsource = \"nobody\"\nrole_arn = \"arn:aws:iam::111111111111:role/x\"",
            "names no profile",
        ),
    ] {
        case.config(profiles).line("env a --shell json").run().fails(2, &[says]).made(0, 0, 0, 0);
    }
    // Nobody should have to sign in to learn of a mistyped ARN.
    let chained = "[profile.b]\nsource = \"dev\"\nrole_arn = \"arn:aws:iam::1:user/x\"\n";
    case.config(&format!("{}{chained}", config())).line("env b --shell json");
    case.run().fails(2, &["arn:aws:iam::1:user/x"]).made(0, 0, 0, 0);
}

/// A label is always a good target, and so is the role active in this shell.
#[test]
fn a_chained_role_is_found_by_its_label() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let text = config();
    case.config(&text[..text.find("[profile.intruder]").unwrap()]);
    for line in ["env data/Audit --shell json", "env 333333333333/Audit --shell json"] {
        assert_eq!(case.line(line).run().quietly().json()["OL_AWS_ROLE"], "data/Audit");
    }
    case.env("OL_AWS_ROLE", "data/Audit").line("env --shell json");
    let ran = case.run();
    assert_eq!(ran.quietly().json()["OL_AWS_ROLE"], "data/Audit");
    assert_eq!(ran.sts()[1]["ExternalId"], "ext-1");
}
