//! Many processes at the same moment: one signs in, the others wait and share it (contract §8, rule 2).

use std::collections::BTreeSet;
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::standin::{PASSWORD, StandIn};
use crate::support::{Case, Ran};

const KEY: [&str; 4] = ["--", "sh", "-c", "echo \"$OL_AWS_ROLE $AWS_ACCESS_KEY_ID\""];

fn keeping<'a>(stand: &'a StandIn, user: &str) -> Case<'a> {
    let mut case = Case::new(stand);
    case.keeping().user(user).args(["exec", "prod/Admin"].iter().chain(&KEY));
    case
}

/// Runs a case so many times at once, and meanwhile something else.
fn parallel(case: &Case<'_>, count: usize, meanwhile: impl FnOnce()) -> Vec<Ran> {
    thread::scope(|scope| {
        let runs: Vec<_> = (0..count).map(|_| scope.spawn(|| case.run())).collect();
        meanwhile();
        runs.into_iter().map(|run| run.join().expect("a run that passes its audit")).collect()
    })
}

/// What those printed that succeeded, each text once.
fn printed<'a>(runs: impl IntoIterator<Item = &'a Ran>) -> BTreeSet<String> {
    runs.into_iter().map(|ran| ran.succeeds(&[]).out().to_owned()).collect()
}

fn until(what: &str, mut is: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !is() {
        assert!(Instant::now() < deadline, "{what} did not come");
        thread::sleep(Duration::from_millis(10));
    }
}

/// The process that the others wait for.
fn signing_in(case: &Case<'_>) -> Option<u32> {
    let folder = fs::read_dir(case.path("cache/ol-aws")).ok()?;
    let lock = folder.flatten().find(|entry| entry.file_name().to_string_lossy().starts_with("sign-in-"))?;
    fs::read_to_string(lock.path()).ok()?.parse().ok()
}

#[test]
fn twenty_cost_one_push() {
    let stand = StandIn::start();
    let case = keeping(&stand, "push");
    let runs = parallel(&case, 20, || {});
    let counts = stand.counts();
    assert_eq!(
        (counts.tokens, counts.assertions, counts.notifications, counts.sts_calls),
        (1, 1, 1, 1),
        "{counts:?}"
    );
    assert_eq!(printed(&runs).len(), 1, "one session in all");
    let (signed_in, waited): (Vec<_>, Vec<_>) =
        runs.iter().partition(|ran| ran.stderr.contains("Approve the sign-in"));
    let [signed_in] = &signed_in[..] else { panic!("{} signed in", signed_in.len()) };
    for ran in waited {
        assert_eq!(ran.stderr.matches("waiting for").count(), 1, "{ran}");
        ran.says(&[&format!("waiting for process {}, which is signing in", signed_in.pid)]);
    }
}

#[test]
fn another_takes_over_from_one_that_is_killed() {
    let stand = StandIn::start();
    let case = keeping(&stand, "push");
    let mut killed = None;
    let mut took_over = Duration::MAX;
    let runs = parallel(&case, 8, || {
        until("the first push", || stand.counts().notifications == 1);
        let first = signing_in(&case).expect("a process that signs in");
        kill(Pid::from_raw(first.cast_signed()), Signal::SIGKILL).unwrap();
        let at = Instant::now();
        until("the second push", || stand.counts().notifications == 2);
        took_over = at.elapsed();
        killed = Some(first);
    });
    assert!(took_over < Duration::from_secs(2), "at once, not after {took_over:?}");
    let (dead, alive): (Vec<_>, Vec<_>) = runs.iter().partition(|ran| Some(ran.pid) == killed);
    assert_eq!((dead.len(), alive.len()), (1, 7));
    assert_eq!(printed(alive).len(), 1);
    let counts = stand.counts();
    assert_eq!((counts.tokens, counts.assertions, counts.sts_calls), (1, 2, 1), "{counts:?}");
}

#[test]
fn a_refused_password_is_sent_once_by_all_and_not_by_a_later_one() {
    let stand = StandIn::start();
    let mut case = keeping(&stand, "plain");
    let submitted = || stand.counts().password_submissions;
    case.env("OL_AWS_PASSWORD", "wrong horse");
    for ran in parallel(&case, 10, || {}) {
        ran.fails(125, &["OneLogin", "(exit status 3)"]);
    }
    assert_eq!(submitted(), 1);
    let ran = case.run();
    ran.fails(
        125,
        &["OneLogin has refused this password, and it is not sent again", "Invalid user credentials"],
    );
    assert!(ran.requests.is_empty(), "{ran}");
    // It is this password, of this user, that was refused.
    case.env("OL_AWS_PASSWORD", "another horse").run().fails(125, &["(exit status 3)"]);
    assert_eq!(submitted(), 2);
    case.user("plain+one").run().fails(125, &["(exit status 3)"]);
    assert_eq!(submitted(), 3);
    // The right one works, and what was refused is forgotten.
    case.user("plain").env("OL_AWS_PASSWORD", PASSWORD).run().quietly().made(0, 1, 0, 1);
    assert_eq!(case.kept().keys().filter(|name| name.starts_with("refusal-")).count(), 1, "the other user's");
    // So it is where the person says so.
    case.env("OL_AWS_PASSWORD", "wrong horse").forget(&["session", "assertion"]);
    for sent in [5, 5] {
        case.run().fails(125, &["(exit status 3)"]);
        assert_eq!(submitted(), sent);
    }
    case.line("logout --all").run().succeeds(&[]);
    case.args(["exec", "prod/Admin"].iter().chain(&KEY)).run().fails(125, &["(exit status 3)"]);
    assert_eq!(submitted(), 6);
}

#[test]
fn a_user_who_is_kept_out_is_not_knocked_for_by_all() {
    for user in ["locked", "expired", "disabled"] {
        let stand = StandIn::start();
        let case = keeping(&stand, user);
        for ran in parallel(&case, 8, || {}) {
            ran.fails(125, &["(exit status 3)", "Access is unauthorized"]);
        }
        assert_eq!(stand.counts().password_submissions, 1, "{user}");
    }
}

#[test]
fn many_roles_cost_one_sign_in() {
    let stand = StandIn::start();
    let roles = ["prod/Admin", "prod/ReadOnly", "dev/Admin", "dev/Deploy", "data/team/data/Admin"];
    let mut case = keeping(&stand, "push");
    let script = "for role in \"$@\"; do for i in 1 2 3 4; do \
                  ol-aws exec \"$role\" -- sh -c 'echo \"$OL_AWS_ROLE $AWS_ACCESS_KEY_ID\"' & done; done; wait";
    let ran = case.args(roles).script(&["sh", "-c", script, "sh"]);
    let counts = stand.counts();
    let made = (counts.tokens, counts.assertions, counts.notifications, counts.sts_calls);
    assert_eq!(made, (1, 1, 1, 5), "{ran}");
    let lines: Vec<&str> = ran.succeeds(&[]).out().lines().collect();
    let labels: BTreeSet<_> = lines.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!((lines.len(), labels), (20, BTreeSet::from(roles)), "{ran}");
    assert_eq!(lines.iter().collect::<BTreeSet<_>>().len(), 5, "{ran}");
}

#[test]
fn a_list_that_many_want_anew_costs_one_push() {
    let stand = StandIn::start();
    let mut case = keeping(&stand, "push");
    case.line("roles --refresh");
    let runs = parallel(&case, 5, || {});
    assert_eq!(printed(&runs).len(), 1);
    assert_eq!(stand.counts().notifications, 1);
    // A later one is a moment of its own.
    case.run().succeeds(&[]);
    assert_eq!(stand.counts().notifications, 2);
}

#[test]
fn whenever_it_is_killed_the_next_one_works() {
    let stand = StandIn::start();
    for after in (0..150).step_by(6) {
        let mut case = keeping(&stand, "plain");
        case.args(["login", "--all"]);
        thread::scope(|scope| {
            let run = scope.spawn(|| case.run());
            until("the folder", || case.path("cache/ol-aws").exists() || run.is_finished());
            thread::sleep(Duration::from_millis(after));
            if let Some(pid) = signing_in(&case) {
                // It may be through already.
                let _ = kill(Pid::from_raw(pid.cast_signed()), Signal::SIGKILL);
            }
            run.join().unwrap();
        });
        case.args(["exec", "prod/Admin"].iter().chain(&KEY));
        assert!(case.run().quietly().out().starts_with("prod/Admin ASIA"));
        case.line("login --all").run().succeeds(&[]);
        case.line("status").run().quietly();
    }
}

/// Whatever it is that fails: the phone does not ring for each of them.
#[test]
fn what_fails_for_one_fails_for_those_who_wait() {
    for (user, says, status, pushes) in [
        ("push-denied", "denied the sign-in", 4, 1),
        ("totp", "--otp", 8, 0),
        ("http-500", "OneLogin answered 500", 7, 0),
    ] {
        // Far enough away that all of them wait.
        let stand = StandIn::builder().rtt(Duration::from_millis(250)).start();
        let mut case = keeping(&stand, user);
        for ran in parallel(&case, 5, || {}) {
            ran.fails(125, &[says, &format!("(exit status {status})")]);
        }
        let counts = stand.counts();
        let once = (counts.assertions, counts.password_submissions, counts.notifications);
        assert_eq!(once, (1, 1, pushes), "{user}");
        // A later one is a moment of its own.
        case.run().fails(125, &[says]);
        assert_eq!(stand.counts().assertions, 2, "{user}");
        case.line("logout").run().succeeds(&[]);
        assert!(!case.kept().keys().any(|name| name.starts_with("failure-")));
    }
}

#[test]
fn a_revoked_token_fails_one_and_the_others_get_a_new_one() {
    let stand = StandIn::start();
    let mut case = keeping(&stand, "plain");
    case.run().quietly();
    stand.revoke_token();
    case.forget(&["assertion", "session"]);
    let runs = parallel(&case, 5, || {});
    let (failed, well): (Vec<_>, Vec<_>) = runs.iter().partition(|ran| !ran.status.success());
    assert_eq!((failed.len(), well.len()), (1, 4));
    failed[0].fails(125, &["access token", "(exit status 3)"]);
    assert_eq!((stand.counts().tokens, stand.counts().assertions), (2, 3));
}
