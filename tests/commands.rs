//! login, logout, status, roles: what is kept, and what a person is told of it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;

use crate::standin::{CLIENT_SECRET, StandIn};
use crate::support::{Case, Ran, submissions};

fn keeping(stand: &StandIn) -> Case<'_> {
    let mut case = Case::new(stand);
    case.keeping();
    case
}

/// What `status --json` tells of, by label.
#[track_caller]
fn labels(case: &mut Case<'_>) -> Vec<String> {
    let ran = case.line("status --json").run();
    assert!(ran.quietly().requests.is_empty(), "{ran}");
    let rows = ran.json();
    rows.as_array().unwrap().iter().map(|row| row["target"].as_str().unwrap().to_owned()).collect()
}

/// Success, nothing on stdout, and one line on stderr that ends so.
#[track_caller]
fn told<'r>(ran: &'r Ran, line: &str) -> &'r Ran {
    ran.succeeds(&[]);
    assert_eq!(ran.out(), "", "{ran}");
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert!(matches!(lines[..], [only] if only.ends_with(line)), "`{line}`\n{ran}");
    ran
}

#[test]
fn login_keeps_what_is_named() {
    let stand = StandIn::start();
    for (words, line, sts, kept) in [
        ("prod/Admin", "sessions: 1 new", 1, &["prod/Admin"][..]),
        ("Deploy", "sessions: 1 new", 1, &["dev/Deploy"]),
        ("'*/ReadOnly'", "sessions: 3 new", 3, &["prod/ReadOnly", "dev/ReadOnly", "data/ReadOnly"]),
        ("dev/D* 444444444444 dev/Deploy", "sessions: 2 new", 2, &["dev/Deploy", "444444444444/BillingView"]),
        ("prod", "sessions: 2 new", 2, &["prod/Admin", "prod/ReadOnly"]),
        ("dev", "dev/Admin is kept for 59 min", 1, &["dev/Admin"]),
        ("-p dev", "dev/Admin is kept for 59 min", 1, &["dev/Admin"]),
        ("audit", "data/Audit is kept for 59 min", 2, &["data/Audit"]),
    ] {
        let mut case = keeping(&stand);
        case.line(&format!("login {words}"));
        told(&case.run(), line).made(1, 1, 0, sts);
        assert_eq!(labels(&mut case), kept, "{words}");
        // What is fresh stays, and nobody is asked.
        let ran = case.line(&format!("login {words}")).run();
        assert!(ran.succeeds(&[]).requests.is_empty(), "{ran}");
        // What was kept is what is given. Two profiles lead to data/Audit: one is named.
        let target = if words == "audit" { words } else { kept[0] };
        let ran = case.args(["exec", target, "--", "true"]).run();
        assert!(ran.prints("").requests.is_empty(), "{ran}");
    }
}

#[test]
fn login_takes_profiles_beside_roles_and_all() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let ran = case.line("login audit prod/Admin").run();
    ran.succeeds(&["sessions: 1 new", "data/Audit is kept for"]).made(1, 1, 0, 3);
    assert_eq!(labels(&mut case), ["prod/Admin", "data/Audit"]);
    // Only what is missing is fetched.
    told(&case.line("login --all").run(), "sessions: 7 new, 1 still fresh").made(0, 0, 0, 7);
    assert_eq!(labels(&mut case).len(), 9);
    told(&case.line("login --all --force").run(), "sessions: 8 new").made(0, 0, 0, 8);
    told(&case.line("login 'prod/*' --min-ttl 2h").run(), "sessions: 2 new").made(0, 0, 0, 2);
    assert!(case.line("login --all -q").run().quietly().requests.is_empty());
    assert_eq!(case.line("login --all prod/Admin").run().status.code(), Some(2));
}

#[test]
fn a_login_that_matches_nothing_fetches_nothing() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.line("login prod/Admin 'nobody-*/Admin'").run().fails(5, &["nobody-*/Admin"]).made(1, 1, 0, 0);
    case.line("login").run().fails(5, &["no role is named, and there are 8"]).made(0, 0, 0, 0);
    case.env("OL_AWS_PASSWORD", "wrong horse").user("plain+one").line("login --all");
    let ran = case.run();
    ran.fails(3, &["Invalid user credentials"]);
    assert_eq!((submissions(&ran), labels(&mut case).len()), (1, 0));
}

#[test]
fn a_role_that_refuses_does_not_stop_the_rest() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.user("plain+sts").line("login Admin Denied Max1h BadArn EscapeMessage");
    let ran = case.run();
    ran.fails(
        6,
        &[
            "warning: 999999999999/Denied: ",
            "warning: 999999999999/BadArn: ",
            "warning: 999999999999/EscapeMessage: ",
            "ol-aws: sessions: 2 new, 3 refused\n",
            "error: 3 of the roles gave no session, 999999999999/BadArn first",
        ],
    );
    ran.made(1, 1, 0, 5);
    assert_eq!(ran.stderr.matches("warning: ").count(), 3, "{ran}");
    assert_eq!(labels(&mut case), ["999999999999/Admin", "999999999999/Max1h"]);
    let ran = case.line("login Admin Denied").run();
    ran.fails(6, &["sessions: 1 still fresh, 1 refused"]).made(0, 0, 0, 1);
    // Nor does a profile's.
    let mut case = keeping(&stand);
    case.line("login intruder prod/Admin dev").run().fails(6, &["sessions: 1 new", "dev/Admin is kept for"]);
    assert_eq!(labels(&mut case), ["prod/Admin", "dev/Admin"]);
    let mut case = keeping(&stand);
    case.user("plain+sts");
    // What breaks off is no different from what is refused, but for its status.
    let ran = case.line("login Admin Reset Garbage").run();
    ran.fails(7, &["sessions: 1 new, 2 refused"]);
}

#[test]
fn logout_forgets_this_tenant() {
    let (here, there) = (StandIn::start(), StandIn::start());
    let mut case = keeping(&here);
    let go = |case: &mut Case<'_>, stand: &StandIn| {
        case.env("OL_AWS_ONELOGIN_URL", stand.onelogin_url()).env("AWS_ENDPOINT_URL_STS", stand.sts_url());
    };
    case.line("login prod").run().succeeds(&[]);
    case.user("plain+one").line("login --all").run().succeeds(&[]);
    go(&mut case, &there);
    case.line("login --all").run().succeeds(&[]);
    assert_eq!(labels(&mut case).len(), 4);

    // All its users, and nothing of the other.
    go(&mut case, &here);
    let ran = case.line("logout").run();
    assert!(told(&ran, "3 sessions forgotten").requests.is_empty());
    assert_eq!(labels(&mut case), ["prod/Admin"]);
    case.user("plain").line("exec prod/Admin --no-login -- true").run().fails(125, &["(exit status 8)"]);
    case.user("plain+one");
    go(&mut case, &there);
    assert!(case.line("exec prod/Admin -- true").run().prints("").requests.is_empty());
    assert_eq!(there.counts().assertions, 1);
    // Token, assertion, roles: all of it is gone.
    go(&mut case, &here);
    case.line("exec prod/Admin -- true").run().prints("").made(1, 1, 0, 1);

    let ran = case.line("logout --all").run();
    assert!(ran.succeeds(&["all that was kept is forgotten"]).requests.is_empty());
    assert!(case.kept().is_empty() && labels(&mut case).is_empty(), "{:?}", case.kept());
    // There is nothing left, and that is no failure.
    case.line("logout").run().succeeds(&["0 sessions forgotten"]);
    // It wants no password, no user, nobody to ask.
    case.without("OL_AWS_PASSWORD")
        .without("OL_AWS_USERNAME")
        .line("logout --all --no-input")
        .run()
        .succeeds(&[]);
}

#[test]
fn logout_revokes_the_token_where_asked() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.line("login prod/Admin").run().succeeds(&[]);
    case.line("logout").run().succeeds(&[]);
    assert_eq!(stand.counts().revokes, 0, "others may share it");

    case.line("login prod/Admin").run().succeeds(&[]);
    let ran = case.line("logout --revoke").run();
    ran.succeeds(&["1 session forgotten", "the token is revoked at OneLogin"]).made(0, 0, 0, 0);
    assert_eq!((stand.counts().revokes, ran.count("/revoke"), ran.out()), (1, 1, ""));
    let ran = case.line("logout --revoke --all").run();
    assert!(ran.succeeds(&["nothing to revoke"]).requests.is_empty(), "{ran}");

    // A token that could not be revoked is kept for another try; all else is forgotten.
    case.line("login prod/Admin").run().succeeds(&[]);
    case.env("OL_AWS_CLIENT_SECRET", "wrong").line("logout --revoke");
    case.run().fails(3, &["OneLogin refused the API credential", "OL_AWS_CLIENT_SECRET"]);
    assert_eq!((stand.counts().revokes, case.kept().len()), (2, 1), "{:?}", case.kept());
    case.env("OL_AWS_CLIENT_SECRET", CLIENT_SECRET).run().succeeds(&["the token is revoked at OneLogin"]);
    assert_eq!((stand.counts().revokes, case.kept().len()), (3, 0), "{:?}", case.kept());
}

#[test]
fn status_tells_what_is_kept_and_asks_nobody() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.line("status --json").run().prints("[]\n");
    let ran = case.line("status").run();
    assert!(ran.quietly().requests.is_empty(), "{ran}");
    assert!(!case.path("cache/ol-aws").join("session-").exists());

    case.line("login prod data/Admin -z 12h").run().succeeds(&[]);
    case.line("env prod/Admin --shell json -z 900 --region us-east-1").run().quietly();
    // Nothing is needed, not even a user.
    for name in ["OL_AWS_PASSWORD", "OL_AWS_USERNAME"] {
        case.without(name);
    }
    case.env("AWS_REGION", "");
    let ran = case.line("status").run();
    assert!(ran.quietly().requests.is_empty(), "{ran}");
    assert_eq!(
        ran.out(),
        "  TARGET                REGION     LEFT\n  \
           prod/Admin            eu-west-1  14m\n  \
           prod/Admin            eu-west-1  11h59m\n  \
           prod/ReadOnly         eu-west-1  11h59m\n  \
           data/team/data/Admin  eu-west-1  11h59m\n"
    );
    let rows = case.line("status --json").run().quietly().json();
    let row = &rows[3];
    let keys: BTreeSet<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = ["account", "active", "expires_at", "region", "role", "seconds_left", "target"];
    assert_eq!(keys, BTreeSet::from(expected));
    for (key, value) in [
        ("target", "data/team/data/Admin"),
        ("account", "333333333333"),
        ("role", "team/data/Admin"),
        ("region", "eu-west-1"),
    ] {
        assert_eq!(row[key], value, "{key}");
    }
    let ends: Timestamp = row["expires_at"].as_str().unwrap().parse().unwrap();
    assert!(row["expires_at"].as_str().unwrap().ends_with('Z'), "{row}");
    let left = ends.as_second() - Timestamp::now().as_second();
    assert!((row["seconds_left"].as_i64().unwrap() - left).abs() <= 2, "{row}");
    assert!(rows.as_array().unwrap().iter().all(|row| row["active"] == false), "{rows}");

    // The one in this shell: the label and the very session.
    let end = |row: &Value| {
        row["expires_at"].as_str().unwrap().parse::<Timestamp>().unwrap().as_second().to_string()
    };
    case.env("OL_AWS_ROLE", "prod/Admin").env("OL_AWS_EXPIRES_AT", end(&rows[0]));
    let told = case.line("status --json").run().quietly().json();
    let active: Vec<bool> = told.as_array().unwrap().iter().map(|row| row["active"] == true).collect();
    assert_eq!(active, [true, false, false, false]);
    let ran = case.line("status").run();
    let marked: Vec<&str> = ran.out().lines().filter(|line| line.starts_with('*')).collect();
    assert_eq!(marked, ["*  prod/Admin            eu-west-1  14m"]);
    case.env("OL_AWS_EXPIRES_AT", "1");
    assert!(!case.run().quietly().out().contains('*'));
}

#[test]
fn status_of_a_target_is_a_question_for_scripts() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.line("status prod/Admin")
        .run()
        .fails(1, &["no session of `prod/Admin` is kept", "ol-aws login prod/Admin"]);
    case.line("login prod/Admin dev/Deploy").run().succeeds(&[]);
    case.line("login audit").run().succeeds(&[]);
    for (words, status, label) in [
        ("prod/Admin", 0, "prod/Admin"),
        ("Deploy", 0, "dev/Deploy"),
        ("'dev/D*'", 0, "dev/Deploy"),
        ("audit", 0, "data/Audit"),
        ("arn:aws:iam::111111111111:role/Admin", 0, "prod/Admin"),
        ("prod/ReadOnly", 1, ""),
        ("dev", 1, ""),
        ("nobody/Nothing", 1, ""),
        ("prod/Admin -z 2h", 1, ""),
        ("prod/Admin --read-only", 1, ""),
        ("prod/Admin -u else@acme.test", 1, ""),
        ("Admin", 5, ""),
        ("prod/", 2, ""),
    ] {
        let ran = case.line(&format!("status --json {words}")).run();
        assert!(ran.requests.is_empty(), "{ran}");
        if status == 0 {
            let rows = ran.quietly().json();
            assert_eq!(
                (rows.as_array().unwrap().len(), rows[0]["target"].as_str()),
                (1, Some(label)),
                "{words}"
            );
        } else {
            ran.fails(status, &[]);
        }
    }
    let ran = case.line("status Deploy").run();
    assert_eq!(ran.quietly().out().lines().count(), 2, "{ran}");
}

#[test]
fn roles_are_listed_anew_where_asked() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let ran = case.line("roles").run();
    let first = ran.quietly().made(1, 1, 0, 0).out().to_owned();
    assert!(case.run().prints(&first).requests.is_empty());
    // A fresh assertion is no reason: it may be older than what is new.
    case.line("roles --refresh").run().prints(&first).made(0, 1, 0, 0);
    case.line("roles 'prod/*' --refresh").run().quietly().made(0, 1, 0, 0);
    assert!(case.line("roles").run().prints(&first).requests.is_empty());
    case.line("roles --refresh --no-login").run().fails(8, &["--no-login"]);
    // Another user's list is another.
    let ran = case.user("plain+one").line("roles --json").run();
    assert_eq!(ran.quietly().made(0, 1, 0, 0).json().as_array().unwrap().len(), 1);
}

#[test]
fn a_chained_roles_label_is_a_target_too() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let config = crate::support::config();
    case.config(config.split("[profile.intruder]").next().unwrap());
    case.line("login audit").run().succeeds(&[]);
    for line in ["login data/Audit", "status data/Audit", "exec data/Audit -- true"] {
        let ran = case.line(line).run();
        assert!(ran.succeeds(&[]).requests.is_empty(), "{ran}");
    }
}
