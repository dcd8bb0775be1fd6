//! Where a secret could be found although nobody prints it (contract §8, rule 4).

#![cfg_attr(not(target_os = "linux"), allow(unused_imports, reason = "some tests are for Linux"))]

use std::os::unix::process::ExitStatusExt as _;
use std::process::Command;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::standin::{CLIENT_SECRET, PASSWORD, StandIn};
use crate::support::Case;

/// Whether a program that is killed by SIGABRT leaves a core; `meanwhile` gets its pid.
#[cfg(target_os = "linux")]
fn dumps_core(case: &Case<'_>, words: &str, meanwhile: impl FnOnce(u32)) -> bool {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -c unlimited && exec {words}")]);
    case.prepare(&mut command);
    let ran = case.watched_while(command, meanwhile);
    assert_eq!(ran.status.signal(), Some(Signal::SIGABRT as i32), "{ran}");
    ran.status.core_dumped()
}

#[cfg(target_os = "linux")]
#[test]
fn a_crash_leaves_no_core_but_the_commands_may() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let binary = env!("CARGO_BIN_EXE_ol-aws");
    case.user("hang");
    let dumped = dumps_core(&case, &format!("{binary} env prod/Admin --shell json"), |pid| {
        let deadline = Instant::now() + Duration::from_secs(20);
        while stand.counts().password_submissions == 0 {
            assert!(Instant::now() < deadline, "no password was sent");
            std::thread::sleep(Duration::from_millis(10));
        }
        kill(Pid::from_raw(pid.cast_signed()), Signal::SIGABRT).unwrap();
    });
    assert!(!dumped, "ol-aws dumped core");
    // What exec becomes is its own master again; some machines dump no cores at all.
    case.user("plain");
    let abort = "sh -c 'kill -ABRT $$'";
    let through = dumps_core(&case, &format!("{binary} exec prod/Admin -- {abort}"), |_| {});
    assert_eq!(through, dumps_core(&case, abort, |_| {}));
}

/// The audit of each run looks for the other secrets.
#[test]
fn no_level_of_talk_tells_a_code_or_a_wrong_secret() {
    let stand = StandIn::start();
    for level in ["-v", "-q"] {
        let mut case = Case::new(&stand);
        case.env("OL_AWS_OTP", "271828").env("OL_AWS_LOG", "trace").user("totp");
        case.args(["env", "prod/Admin", "--shell", "json", level]);
        let ran = case.run();
        assert!(!ran.fails(4, &[]).stderr.contains("271828"), "{ran}");
        case.user("plain").env("OL_AWS_CLIENT_SECRET", "wrong key");
        let ran = case.run();
        assert!(!ran.fails(3, &[]).stderr.contains("wrong key"), "{ran}");
        let ran = case.env("OL_AWS_CLIENT_SECRET", CLIENT_SECRET).env("OL_AWS_PASSWORD", "wrong horse").run();
        assert!(!ran.fails(3, &[]).stderr.contains("wrong horse"), "{ran}");
        let ran = case.env("OL_AWS_CLIENT_SECRET", "line\nbreak").env("OL_AWS_PASSWORD", PASSWORD).run();
        assert!(!ran.fails(2, &["client_secret"]).stderr.contains("break\n"), "{ran}");
    }
}

/// Every process of this machine may read the words of a command line.
#[test]
fn no_secret_is_an_option() {
    for option in ["--password", "--onelogin-password", "--client-secret", "--client_secret"] {
        let ran = Case::bare().args(["env", "x", "--shell", "json", option, "hunter2"]).run();
        assert_eq!((ran.status.code(), ran.out()), (Some(2), ""), "{ran}");
    }
}
