//! From nothing to credentials: what is asked of the services, and of the person.

use std::time::Duration;

use serde_json::json;

use crate::standin::{Builder, CODE, Counts, PASSWORD, StandIn};
use crate::support::{Case, DOWN, at_once};

const EXEC: [&str; 4] = ["exec", "prod/Admin", "--", "true"];

#[test]
fn a_plain_sign_in_is_three_calls_on_two_connections() {
    let plain = |builder: Builder, version: &str, trust: &[&str]| {
        let stand = builder.start();
        let mut case = Case::new(&stand);
        case.args(["exec", "prod/Admin", "--saml-api-version", version, "--", "true"]);
        for variable in trust {
            case.env(variable, stand.ca_pem().unwrap());
        }
        case.run().prints("").made(1, 1, 0, 1);
        let expected = Counts {
            onelogin_connections: 1,
            sts_connections: 1,
            tokens: 1,
            assertions: 1,
            password_submissions: 1,
            sts_calls: 1,
            warm_ups: 1,
            ..Counts::default()
        };
        assert_eq!(stand.counts(), expected, "version {version}, {trust:?}");
    };
    plain(StandIn::builder(), "1", &[]);
    plain(StandIn::builder(), "2", &[]);
    plain(StandIn::builder().tls(), "2", &["SSL_CERT_FILE"]);
    plain(StandIn::builder().tls(), "2", &["AWS_CA_BUNDLE"]);
    plain(StandIn::builder().tls(), "1", &["SSL_CERT_FILE", "AWS_CA_BUNDLE"]);
}

#[test]
fn a_certificate_of_nobody_we_trust_is_refused() {
    let stand = StandIn::builder().tls().start();
    let stranger = StandIn::builder().tls().start();
    let mut case = Case::new(&stand);
    case.line("env prod/Admin --shell json");
    case.run().fails(7, &["OneLogin cannot be reached", "certificate"]).made(0, 0, 0, 0);
    for variable in ["SSL_CERT_FILE", "AWS_CA_BUNDLE"] {
        let mut case = Case::new(&stand);
        case.env(variable, stranger.ca_pem().unwrap()).line("env prod/Admin --shell json");
        case.run().fails(7, &["certificate"]).made(0, 0, 0, 0);
        let none = case.config_path();
        case.env(variable, none).run().fails(2, &[variable]).made(0, 0, 0, 0);
    }
}

#[test]
fn the_token_may_come_wrapped() {
    let stand = StandIn::start();
    Case::new(&stand).env("OL_AWS_CLIENT_ID", "client-wrapped").args(EXEC).run().prints("").made(1, 1, 0, 1);
}

#[test]
fn a_push_is_one_notification_and_no_longer_than_it_takes() {
    for version in ["1", "2"] {
        let stand = StandIn::start();
        let mut case = Case::new(&stand);
        let ran = case.user("push").env("OL_AWS_SAML_API_VERSION", version).args(EXEC).run();
        ran.succeeds(&["Approve the sign-in in OneLogin Protect"]).made(1, 1, 3, 1);
        assert_eq!(stand.counts().notifications, 1);
        assert!(ran.took < Duration::from_secs(4), "{:?}", ran.took);
    }
}

#[test]
fn a_push_that_is_denied() {
    let stand = StandIn::start();
    let ran = Case::new(&stand).user("push-denied").line("env prod/Admin --shell json").run();
    ran.fails(4, &["OneLogin Protect denied the sign-in"]).made(1, 1, 2, 0);
    assert_eq!(stand.counts().notifications, 1);
}

const FACTORS: &[(&str, usize)] = &[
    ("sms", 1),
    ("email", 1),
    ("voice", 1),
    ("renamed", 1),
    ("totp", 0),
    ("yubikey", 0),
    ("duo", 0),
    ("rsa", 0),
    ("questions", 0),
];

#[test]
fn every_factor_takes_a_code_typed_at_the_terminal() {
    at_once(FACTORS, |(user, triggers)| {
        for version in ["1", "2"] {
            let stand = StandIn::start();
            let mut case = Case::new(&stand);
            case.user(user).env("OL_AWS_SAML_API_VERSION", version).args(EXEC);
            let ran = case.on_terminal().sees("Code of").types(CODE).types("\r").ends();
            ran.succeeds(&[]).made(1, 1, 1 + triggers, 1);
            assert_eq!(stand.counts().code_triggers as usize, *triggers, "{user}");
        }
    });
}

/// What is sent by SMS and the like is triggered all the same, as the Python tool does.
#[test]
fn a_code_given_beforehand_is_final() {
    at_once(FACTORS, |(user, triggers)| {
        let stand = StandIn::start();
        let mut case = Case::new(&stand);
        let right = case.user(user).line("env prod/Admin --shell json --otp 123456").run();
        right.quietly().made(1, 1, 1 + triggers, 1);
        case.line("env prod/Admin --shell json").env("OL_AWS_OTP", "000000");
        case.run().fails(4, &["was refused", "Failed authentication"]).made(1, 1, 1 + triggers, 0);
    });
}

#[test]
fn a_push_takes_a_code_given_beforehand() {
    let stand = StandIn::start();
    Case::new(&stand).user("push-never").args(EXEC).env("OL_AWS_OTP", CODE).run().prints("").made(1, 1, 1, 1);
    assert_eq!(stand.counts().notifications, 0);
}

#[test]
fn a_wrong_typed_code_is_asked_for_three_times() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.user("totp").args(EXEC);
    let mut screen = case.on_terminal();
    for _ in 0..3 {
        screen.sees("Code of Google Authenticator:").types("000000\r");
    }
    screen
        .ends()
        .fails(125, &["the code of Google Authenticator was refused (exit status 4)"])
        .made(1, 1, 3, 0);

    let mut screen = case.on_terminal();
    screen.sees("Code of").types("000000\r").sees("refused").sees("Code of").types("123456\r");
    screen.ends().succeeds(&[]).made(1, 1, 2, 1);
}

#[test]
fn without_a_terminal_a_code_cannot_be_asked_for() {
    for (user, verifies) in [("totp", 0), ("sms", 0)] {
        let stand = StandIn::start();
        let ran = Case::new(&stand).user(user).line("env prod/Admin --shell json").run();
        ran.fails(8, &["--otp", "OL_AWS_OTP"]).made(1, 1, verifies, 0);
        assert_eq!(stand.counts().code_triggers, 0, "nothing is sent that nobody could type");
    }
}

#[test]
fn enter_instead_of_the_push_asks_for_a_code() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.user("push-then-code").args(EXEC);
    let mut screen = case.on_terminal();
    screen.sees("Approve the sign-in in OneLogin Protect").sees("Enter: type a code").types("\r");
    screen.sees("Code of OneLogin Protect:").types("123456\r").ends().succeeds(&[]);
    assert_eq!(stand.counts().notifications, 1);
    assert_eq!(stand.counts().password_submissions, 1);
}

#[test]
fn an_expired_state_starts_again_but_not_for_ever() {
    for version in ["1", "2"] {
        let stand = StandIn::start();
        let mut case = Case::new(&stand);
        case.env("OL_AWS_SAML_API_VERSION", version).env("OL_AWS_OTP", CODE);
        case.user("expired-state").args(EXEC).run().prints("").made(1, 2, 2, 1);
        case.user("expired-state-forever").line("env prod/Admin --shell json");
        case.run().fails(4, &["not answered in time"]).made(1, 3, 3, 0);
    }
}

#[test]
fn a_security_key_alone_cannot_be_used_here() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.user("webauthn").line("env prod/Admin --shell json");
    case.run().fails(4, &["WebAuthn", "register OneLogin Protect"]).made(1, 1, 0, 0);
    case.user("many").line("env prod/Admin --shell json --mfa-device WebAuthn");
    case.run().fails(4, &["WebAuthn"]).made(1, 1, 0, 0);
}

#[test]
fn one_of_many_factors_is_picked_once_and_remembered() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.user("many").args(EXEC);
    let mut screen = case.on_terminal();
    screen
        .sees("Second factor")
        .sees("Google Authenticator (id 13)")
        .sees("Google Authenticator (id 23)")
        .sees("OneLogin SMS");
    assert!(!screen.text().contains("WebAuthn"), "it could not be used: {}", screen.text());
    screen.types(&format!("{DOWN}\r")).sees("Code of Google Authenticator").types("654321\r");
    screen.ends().succeeds(&[]).made(1, 1, 1, 1);

    // The second of the two authenticators, without a question.
    case.env("OL_AWS_OTP", "654321").run().prints("").made(1, 1, 1, 1);
    // What was chosen is no secret, and another user has not chosen it.
    case.user("many+one").without("OL_AWS_OTP").line("env --shell json");
    case.run().fails(8, &["Second factor is needed", "--mfa-device"]).made(1, 1, 0, 0);
}

#[test]
fn a_factor_is_named_by_id_type_or_word() {
    let stand = StandIn::start();
    at_once(
        &[
            ("13", CODE),
            ("23", "654321"),
            ("Yubico YubiKey", CODE),
            ("yubico yubikey", CODE),
            ("yubikey", CODE),
            ("push", CODE),
            ("OneLogin Protect", CODE),
        ],
        |(name, code)| {
            let mut case = Case::new(&stand);
            case.user("many").args(["exec", "prod/Admin", "--mfa-device", name, "--otp", code, "--", "true"]);
            case.run().prints("");
        },
    );
    let mut case = Case::new(&stand);
    case.user("many").line("env prod/Admin --shell json --mfa-device pager");
    let ran = case.run();
    ran.fails(2, &["there is no factor `pager`", "Google Authenticator (id 23)", "OneLogin SMS (id 12)"]);
    ran.made(1, 1, 0, 0);
    // Two are named so: nobody is there to pick one.
    case.line("env prod/Admin --shell json --mfa-device totp");
    case.run().fails(8, &["Second factor is needed"]).made(1, 1, 0, 0);
    // By setting, and by variable.
    let config = crate::support::config().replace("[aws]", "mfa_device = \"23\"\n[aws]");
    case.config(&config).env("OL_AWS_OTP", "654321").args(EXEC).run().prints("");
    case.config(&crate::support::config()).env("OL_AWS_MFA_DEVICE", "23").run().prints("");
}

#[test]
fn the_bodies_that_are_sent() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.user("totp").line("exec prod/Admin --ip 192.0.2.7 --otp 123456 --saml-api-version 1 -- true");
    let ran = case.run();
    ran.prints("").made(1, 1, 1, 1);
    let body = |path: &str| -> serde_json::Value {
        let request = ran.requests.iter().find(|request| request.path == path).expect(path);
        assert!(request.header("content-type").is_some_and(|kind| kind.starts_with("application/json")));
        serde_json::from_str(&request.body).unwrap()
    };
    assert_eq!(body("/auth/oauth2/v2/token"), json!({ "grant_type": "client_credentials" }));
    let expected = json!({
        "username_or_email": "totp@acme.test", "password": PASSWORD, "app_id": "123456", "subdomain": "acme",
        "ip_address": "192.0.2.7",
    });
    assert_eq!(body("/api/1/saml_assertion"), expected);
    let verify = body("/api/1/saml_assertion/verify_factor");
    assert_eq!((&verify["device_id"], &verify["otp_token"]), (&json!("13"), &json!(CODE)));
    let bearer = ran.requests.iter().filter(|request| request.path.starts_with("/api/"));
    assert_eq!(bearer.clone().count(), 2);
    assert!(
        bearer
            .clone()
            .all(|request| request.header("authorization").is_some_and(|it| it.starts_with("bearer ")))
    );
}

#[test]
fn a_kept_session_asks_no_service() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping().line("exec prod/Admin -- true").run().prints("").made(1, 1, 0, 1);
    case.env("OL_AWS_PASSWORD", "wrong").run().prints("").made(0, 0, 0, 0);
}
