//! The operating system's keyring: a real gnome-keyring on a D-Bus session of its own.

use crate::standin::{PASSWORD, StandIn};
use crate::support::{Case, Ran, SESSION, UNLOCKED, has_keyring, installed, submissions};

/// A case that runs lines of bash in which the keyring is there, and unlocked.
fn with_keyring(stand: &StandIn) -> Option<Case<'_>> {
    has_keyring().then(|| {
        let mut case = Case::new(stand);
        case.keeping().without("OL_AWS_PASSWORD");
        case
    })
}

fn run(case: &mut Case<'_>, script: &str) -> Ran {
    case.args([format!("{UNLOCKED}{script}")]);
    case.script(&["bash", "-c", SESSION])
}

#[test]
fn a_password_that_is_kept_signs_in_until_it_is_forgotten() {
    let stand = StandIn::start();
    let Some(mut case) = with_keyring(&stand) else { return };
    let ran = run(&mut case, &format!("printf '{PASSWORD}\\n' | ol-aws password set --password-stdin"));
    ran.succeeds(&[
        "ol-aws: the password of plain@acme.test at acme is kept in the operating system's keyring\n",
    ]);
    assert!(ran.out().is_empty() && ran.requests.is_empty(), "{ran}");
    // It outlives the D-Bus session.
    let ran = run(&mut case, "ol-aws exec prod/Admin --no-input -- true");
    ran.quietly().made(1, 1, 0, 1);
    // What is kept has priority neither over a variable nor over an option.
    let ran = run(&mut case, "OL_AWS_PASSWORD=other ol-aws roles --refresh");
    assert_eq!(submissions(ran.fails(3, &["OneLogin refused the sign-in"])), 1);
    // Another user has none.
    run(&mut case, "OL_AWS_USERNAME=push@acme.test ol-aws roles").fails(8, &["OneLogin password"]);

    run(&mut case, "ol-aws password forget")
        .succeeds(&["the password of plain@acme.test at acme is forgotten"]);
    run(&mut case, "ol-aws roles --refresh").fails(8, &["OneLogin password"]);
    run(&mut case, "ol-aws password forget").succeeds(&["was not kept"]);
}

#[test]
fn logout_of_all_forgets_it() {
    let stand = StandIn::start();
    let Some(mut case) = with_keyring(&stand) else { return };
    let set = format!("printf '{PASSWORD}\\n' | ol-aws password set --password-stdin");
    let ran = run(
        &mut case,
        &format!("{set}; ol-aws logout; ol-aws roles; {set} -u push@acme.test; ol-aws logout --all"),
    );
    ran.succeeds(&["the password in the operating system's keyring is forgotten"]);
    assert!(ran.out().contains("prod"), "{ran}");
    for user in ["plain", "push"] {
        case.user(user);
        run(&mut case, "ol-aws roles").fails(8, &["OneLogin password"]);
    }
}

#[test]
fn a_kept_password_that_is_refused_is_sent_once_and_replaced() {
    let stand = StandIn::start();
    let Some(mut case) = with_keyring(&stand) else { return };
    run(&mut case, "printf 'stale horse\\n' | ol-aws password set --password-stdin").succeeds(&[]);
    let ran = run(&mut case, "ol-aws roles");
    assert_eq!(submissions(ran.fails(3, &["Invalid user credentials"])), 1);
    let ran = run(&mut case, "ol-aws roles");
    ran.fails(3, &["it is not sent again", "ol-aws password set replaces the one that the keyring keeps"]);
    assert!(ran.requests.is_empty(), "{ran}");
    // It cannot be kept again.
    let ran = run(&mut case, "printf 'stale horse\\n' | ol-aws password set --password-stdin");
    ran.fails(3, &["OneLogin has refused this password, and it is not kept"]);

    // A person is asked, and what was typed takes its place.
    case.args([format!("{UNLOCKED}exec ol-aws roles")]);
    let mut screen = case.script_on_terminal(&["dbus-run-session", "--", "bash", "-c"]);
    screen.sees("OneLogin has refused the password that the keyring keeps").sees("OneLogin password");
    screen.types(PASSWORD).types("\r").sees("the keyring keeps this password from now on");
    let ran = screen.ends();
    assert_eq!((ran.status.code(), submissions(&ran)), (Some(0), 1), "{ran}");
    run(&mut case, "ol-aws roles --refresh").quietly().made(0, 1, 0, 0);
}

/// The first refusal and the question are one run.
#[test]
fn a_person_is_asked_as_soon_as_the_kept_password_is_refused() {
    let stand = StandIn::start();
    let Some(mut case) = with_keyring(&stand) else { return };
    run(&mut case, "printf 'stale horse\\n' | ol-aws password set --password-stdin").succeeds(&[]);
    case.args([format!("{UNLOCKED}exec ol-aws roles")]);
    let mut screen = case.script_on_terminal(&["dbus-run-session", "--", "bash", "-c"]);
    screen.sees("OneLogin has refused the password that the keyring keeps").sees("OneLogin password");
    screen.types("wrong horse\r");
    let ran = screen.ends();
    assert_eq!((ran.status.code(), submissions(&ran)), (Some(3), 2), "{ran}");
    // What was refused is not kept.
    let ran = run(&mut case, "ol-aws roles");
    assert!(ran.fails(3, &["it is not sent again"]).requests.is_empty(), "{ran}");
}

#[test]
fn without_a_keyring_it_says_so() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    for line in ["password set", "password forget"] {
        case.line(line);
        let ran = case.run();
        ran.fails(
            1,
            &[
                "the operating system's keyring cannot be used",
                "there is no D-Bus session",
                "password_command",
            ],
        );
    }
    // A bus on which nobody offers one.
    if installed("dbus-run-session").is_some() {
        let bus = case.file(
            "bus.conf",
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context=\"default\">\
             <allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
        );
        let bus = bus.path("bus.conf").to_str().expect("UTF-8").to_owned();
        case.env("BUS", format!("--config-file={bus}")).args(["ol-aws password set"]);
        let ran = case.script(&["bash", "-c", SESSION]);
        ran.fails(1, &["the operating system's keyring cannot be used", "org.freedesktop.secrets"]);
    }
}
