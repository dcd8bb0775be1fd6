//! What goes wrong at OneLogin: the status, the advice, and a password that is never sent again.

use crate::standin::StandIn;
use crate::support::{Case, Ran, at_once, submissions};

#[test]
fn a_refusal_is_status_3_and_one_submission_at_most() {
    /// What is wrong, the variable that says so, how many passwords are sent, and the advice.
    type Refusal = (&'static str, (&'static str, &'static str), usize, &'static str);
    let refusals: &[Refusal] = &[
        ("wrong password", ("OL_AWS_PASSWORD", "wrong"), 1, "check user name and password"),
        ("no such user", ("OL_AWS_USERNAME", "nobody@acme.test"), 1, "check user name and password"),
        ("locked", ("OL_AWS_USERNAME", "locked@acme.test"), 1, "until OneLogin unlocks"),
        ("expired", ("OL_AWS_USERNAME", "expired@acme.test"), 1, "set a new password"),
        ("disabled", ("OL_AWS_USERNAME", "disabled@acme.test"), 1, "suspended"),
        ("address", ("OL_AWS_USERNAME", "ip@acme.test"), 1, "--ip"),
        ("unknown app", ("OL_AWS_APP_ID", "1"), 1, "--onelogin-app-id"),
        ("subdomain", ("OL_AWS_SUBDOMAIN", "emca"), 1, "--onelogin-subdomain"),
        ("client secret", ("OL_AWS_CLIENT_SECRET", "wrong"), 0, "OL_AWS_CLIENT_SECRET"),
        ("client id", ("OL_AWS_CLIENT_ID", "nobody"), 0, "OL_AWS_CLIENT_ID"),
    ];
    at_once(refusals, |(what, (name, value), sent, says)| {
        for version in ["1", "2"] {
            for (shell, stdout) in [("json", ""), ("bash", "false\n")] {
                let stand = StandIn::start();
                let mut case = Case::new(&stand);
                case.env(name, value).env("OL_AWS_SAML_API_VERSION", version).env("OL_AWS_LOG", "debug");
                let ran = case.args(["env", "prod/Admin", "--shell", shell]).run();
                ran.fails(3, &[says]);
                assert_eq!(ran.out(), stdout, "{what}");
                assert_eq!((ran.count("/token"), submissions(&ran)), (1, *sent), "{what}\n{ran}");
            }
        }
    });
}

/// Everything of the stand-in's `mischief` that is not a wait; those are in [`crate::endless`].
const MISCHIEF: &[&str] = &[
    "http-500",
    "http-429",
    "truncated",
    "not-json",
    "reset",
    "redirect",
    "redirect-away",
    "giant",
    "giant-header",
    "control",
];

/// Where a service misbehaves: at the token, the assertion or the factor.
pub fn misbehaving<'a>(stand: &'a StandIn, place: &str, how: &str) -> Case<'a> {
    let mut case = Case::new(stand);
    match place {
        "token" => case.env("OL_AWS_CLIENT_ID", format!("client-{how}")),
        "assertion" => case.user(how),
        _ => case.user(&format!("verify-{how}")).env("OL_AWS_OTP", "123456"),
    };
    case.env("OL_AWS_LOG", "debug").line("env prod/Admin --shell json");
    case
}

pub const PLACES: [&str; 3] = ["token", "assertion", "verify"];

/// Nothing was sent twice, nothing followed.
pub fn once(stand: &StandIn, ran: &Ran, place: &str) {
    let index = PLACES.iter().position(|known| *known == place).unwrap();
    ran.made(1, usize::from(index > 0), usize::from(index > 1), 0);
    assert_eq!(submissions(ran), usize::from(index > 0), "{ran}");
    assert_eq!(stand.counts().redirects_followed, 0, "{ran}");
}

#[test]
fn a_service_that_misbehaves_is_status_7_and_nothing_is_sent_again() {
    let cases: Vec<_> =
        PLACES.iter().flat_map(|place| MISCHIEF.iter().map(move |how| (place, how))).collect();
    at_once(&cases, |(place, how)| {
        let stand = StandIn::start();
        let ran = misbehaving(&stand, place, how).run();
        match (**place, **how) {
            ("verify", "control") => ran.fails(4, &["all is well"]),
            (_, "control") => ran.fails(3, &["all is well"]),
            (_, "http-429") => ran.fails(7, &["429", "try again in 2 s"]),
            (_, "http-500") => ran.fails(7, &["500"]),
            (_, "redirect" | "redirect-away") => ran.fails(7, &["redirect"]),
            (_, "giant") => ran.fails(7, &["8 MiB"]),
            _ => ran.fails(7, &["OneLogin"]),
        };
        once(&stand, &ran, place);
    });
}
