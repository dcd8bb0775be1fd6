//! What is waited for in vain, and how long. All at once in one test, for it takes a minute; tests run in the order of
//! their names, and this one is early, so that the others run beside it.

use std::time::Duration;

use crate::refusals::{PLACES, misbehaving, once};
use crate::standin::StandIn;
use crate::support::{Case, at_once};

type Check = Box<dyn Fn() + Sync + Send>;

#[test]
fn nothing_is_waited_for_without_end() {
    let mut checks: Vec<Check> = vec![Box::new(push), Box::new(sts)];
    for place in PLACES {
        for how in ["hang", "slow-body"] {
            checks.push(Box::new(move || {
                let stand = StandIn::start();
                let ran = misbehaving(&stand, place, how).run();
                ran.fails(7, &["no reply in time"]);
                once(&stand, &ran, place);
                within(ran.took, 30);
            }));
        }
    }
    at_once(&checks, |check| check());
}

/// A push that nobody answers and no terminal: one notification, a minute of polls, one line of progress.
fn push() {
    let stand = StandIn::start();
    let ran = Case::new(&stand).user("push-never").line("env prod/Admin --shell json").run();
    ran.fails(4, &["nobody approved the sign-in in OneLogin Protect", "--otp", "OL_AWS_OTP"]);
    assert_eq!(ran.stderr.matches("Approve the sign-in").count(), 1, "{ran}");
    assert_eq!(stand.counts().notifications, 1);
    assert_eq!(stand.counts().password_submissions, 1);
    let polls = ran.count("/verify_factor");
    assert!((45..=61).contains(&polls), "one a second, not {polls}");
    within(ran.took, 60);
}

fn sts() {
    let stand = StandIn::start();
    let ran = Case::new(&stand).user("plain+sts").line("env Hang --shell json").run();
    ran.fails(7, &["AWS STS cannot be reached", "no reply in time"]).made(1, 1, 0, 1);
    within(ran.took, 30);
}

fn within(took: Duration, seconds: u64) {
    assert!((seconds..seconds + 15).contains(&took.as_secs()), "{took:?}");
}
