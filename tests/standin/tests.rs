//! The stand-in held against the wire facts: shapes, counts, latency, TLS, and the real AWS CLI.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{CODE, PASSWORD, StandIn};

/// A plain HTTP client with the manners of nobody in particular.
struct Caller {
    runtime: tokio::runtime::Runtime,
    http: reqwest::Client,
    stand: StandIn,
}

impl Caller {
    fn new(stand: StandIn) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut http = reqwest::Client::builder().no_proxy();
        if let Some(ca) = stand.ca_pem() {
            let pem = std::fs::read(ca).unwrap();
            http = http.tls_certs_only([reqwest::Certificate::from_pem(&pem).unwrap()]);
        }
        Self { runtime, http: http.build().unwrap(), stand }
    }

    fn send(&self, request: reqwest::RequestBuilder) -> (u16, String) {
        self.runtime.block_on(async {
            let reply = request.send().await.unwrap();
            (reply.status().as_u16(), reply.text().await.unwrap())
        })
    }

    fn onelogin(&self, path: &str, authorization: &str, body: &Value) -> (u16, Value) {
        let url = self.stand.onelogin_url() + path;
        let (status, text) = self.send(self.http.post(url).header("authorization", authorization).json(body));
        (status, serde_json::from_str(&text).unwrap())
    }

    fn bearer(&self) -> String {
        let grant = json!({"grant_type": "client_credentials"});
        let client = "client_id:client, client_secret:secret";
        let (status, token) = self.onelogin("/auth/oauth2/v2/token", client, &grant);
        assert_eq!((status, &token["expires_in"]), (200, &json!(36000)));
        format!("bearer {}", token["access_token"].as_str().unwrap())
    }

    fn assertion(&self, version: u32, user: &str, password: &str) -> (u16, Value) {
        let body = json!({"username_or_email": format!("{user}@acme.test"), "password": password,
                          "app_id": "123456", "subdomain": "acme"});
        self.onelogin(&format!("/api/{version}/saml_assertion"), &self.bearer(), &body)
    }

    fn verify(&self, version: u32, state: &Value, device: u64, extra: &Value) -> (u16, Value) {
        let mut body = json!({"app_id": "123456", "device_id": device.to_string(), "state_token": state});
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        self.onelogin(&format!("/api/{version}/saml_assertion/verify_factor"), &self.bearer(), &body)
    }

    fn assume(&self, assertion: &str, role: &str, account: u64, duration: &str) -> (u16, String) {
        let form = [
            ("Action", "AssumeRoleWithSAML"),
            ("Version", "2011-06-15"),
            ("SAMLAssertion", assertion),
            ("RoleArn", &format!("arn:aws:iam::{account}:role/{role}")),
            ("PrincipalArn", &format!("arn:aws:iam::{account}:saml-provider/OneLogin")),
            ("DurationSeconds", duration),
        ];
        let form = reqwest::Url::parse_with_params("http://form", form).unwrap();
        self.send(self.http.post(self.stand.sts_url()).body(form.query().unwrap().to_owned()))
    }
}

/// What stands between two tags.
fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let (_, rest) = xml.split_once(&format!("<{name}>")).unwrap();
    rest.split_once('<').unwrap().0
}

#[test]
fn a_push_leads_to_a_session_the_aws_cli_can_use() {
    let caller = Caller::new(StandIn::start());
    let (status, mfa) = caller.assertion(2, "push", PASSWORD);
    assert_eq!((status, &mfa["devices"][0]["device_id"]), (200, &json!(11)));
    let mut last = Value::Null;
    for (notify_not, message) in [
        (false, "Authentication pending on OL Protect"),
        (true, "Authentication pending on OL Protect"),
        (true, "Success"),
    ] {
        last = caller.verify(2, &mfa["state_token"], 11, &json!({"do_not_notify": notify_not})).1;
        assert_eq!(last["message"], message);
    }
    let assertion = last["data"].as_str().unwrap();
    let (status, xml) = caller.assume(assertion, "Admin", 111_111_111_111, "900");
    assert_eq!(status, 200, "{xml}");
    assert!(caller.stand.secrets().contains(&element(&xml, "SecretAccessKey").to_owned()));
    let refused = caller.assume(assertion, "Nobody", 111_111_111_111, "900");
    assert_eq!((refused.0, element(&refused.1, "Code")), (403, "AccessDenied"));

    let identity = Command::new("aws")
        .args(["sts", "get-caller-identity", "--query", "Arn", "--output", "text"])
        .env("AWS_ENDPOINT_URL_STS", caller.stand.sts_url())
        .env("AWS_DEFAULT_REGION", "eu-west-1")
        .env("AWS_ACCESS_KEY_ID", element(&xml, "AccessKeyId"))
        .env("AWS_SECRET_ACCESS_KEY", element(&xml, "SecretAccessKey"))
        .env("AWS_SESSION_TOKEN", element(&xml, "SessionToken"))
        .output();
    let cli_calls = match identity {
        Ok(identity) => {
            let arn = "arn:aws:sts::111111111111:assumed-role/Admin/push@acme.test\n";
            assert_eq!(String::from_utf8_lossy(&identity.stdout), arn, "{identity:?}");
            1
        }
        Err(_) => 0,
    };

    let requests = caller.stand.requests();
    assert!(requests.is_sorted_by_key(|request| request.at));
    let counts = caller.stand.counts();
    let seen = [counts.assertions, counts.password_submissions, counts.verifies, counts.notifications];
    assert_eq!((seen, counts.sts_calls), ([1, 1, 3, 1], 2 + cli_calls));
    assert_eq!((counts.onelogin_connections, counts.redirects_followed), (1, 0));
    assert_eq!(requests.len() as u32, counts.tokens + 1 + 3 + 2 + cli_calls);
}

#[test]
fn each_version_has_its_own_shape() {
    let caller = Caller::new(StandIn::start());
    let refused = "Authentication Failed: Invalid user credentials";
    let (status, error) = caller.assertion(1, "plain", "wrong");
    assert_eq!((status, &error["status"]["message"]), (401, &json!(refused)));
    let (status, error) = caller.assertion(2, "plain", "wrong");
    assert_eq!((status, &error["message"], &error["statusCode"]), (401, &json!(refused), &json!(401)));

    let (_, mfa) = caller.assertion(1, "sms", PASSWORD);
    let state = &mfa["data"][0]["state_token"];
    let code = json!({"otp_token": CODE});
    let (status, error) = caller.verify(1, state, 12, &code);
    assert_eq!((status, error["status"]["message"]["description"].is_string()), (401, true));
    assert_eq!(caller.verify(1, state, 12, &json!({})).1["status"]["type"], "pending");
    let (_, done) = caller.verify(1, state, 12, &code);
    assert_eq!((&done["status"]["type"], done["data"].is_string()), (&json!("success"), true));
    assert_eq!(caller.stand.counts().code_triggers, 1);

    let (_, mfa) = caller.assertion(2, "expired-state", PASSWORD);
    assert_eq!(caller.verify(2, &mfa["state_token"], 13, &code).0, 401);
    let (_, mfa) = caller.assertion(2, "expired-state", PASSWORD);
    assert_eq!(caller.verify(2, &mfa["state_token"], 13, &json!({})).1["message"], "OTP token blank");
    assert_eq!(caller.verify(2, &mfa["state_token"], 13, &code).0, 200);

    let (bearer, path) = (caller.bearer(), "/api/2/saml_assertion");
    caller.stand.revoke_token();
    assert_eq!(caller.onelogin(path, &bearer, &json!({})).1["message"], "Authentication Failure");
}

#[test]
fn assertions_are_xml_of_the_shape_asked_for() {
    let caller = Caller::new(StandIn::start());
    for (modifier, roles) in [
        ("saml2", 8),
        ("noprefix", 8),
        ("odd", 10),
        ("reversed", 8),
        ("one", 1),
        ("one+default", 3),
        ("none", 0),
        ("empty", 0),
        ("hostile", 14),
        ("escape", 2),
        ("one+doctype", 2),
        ("one+xxe", 2),
        ("cn+china-attr", 2),
        ("10000", 10000),
    ] {
        let (_, reply) = caller.assertion(2, &format!("plain+{modifier}"), PASSWORD);
        let xml = String::from_utf8(STANDARD.decode(reply["data"].as_str().unwrap()).unwrap()).unwrap();
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut values = 0;
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{modifier}: {error}\n{xml}")) {
                quick_xml::events::Event::Start(tag) => {
                    values += u32::from(tag.local_name().as_ref() == "AttributeValue");
                }
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(values, roles + 1, "{modifier}");
    }
}

#[test]
fn roles_have_their_troubles() {
    let caller = Caller::new(StandIn::start());
    let (_, reply) = caller.assertion(2, "plain+sts", PASSWORD);
    for (role, duration, status, code) in [
        ("Denied", "3600", 403, "AccessDenied"),
        ("Max1h", "3601", 400, "ValidationError"),
        ("Expired", "3600", 400, "ExpiredTokenException"),
        ("Throttled", "3600", 400, "Throttling"),
        ("HostileMessage", "3600", 403, "AccessDenied"),
        ("Admin", "899", 400, "ValidationError"),
    ] {
        let answer = caller.assume(reply["data"].as_str().unwrap(), role, 999_999_999_999, duration);
        assert_eq!((answer.0, element(&answer.1, "Code")), (status, code), "{role}");
    }
    assert_eq!(caller.assume(reply["data"].as_str().unwrap(), "Max1h", 999_999_999_999, "3600").0, 200);
}

#[test]
fn a_line_costs_its_round_trips() {
    const RTT: Duration = Duration::from_millis(100);
    for (builder, opening) in [(StandIn::builder(), 2), (StandIn::builder().tls(), 3)] {
        let caller = Caller::new(builder.rtt(RTT).start());
        for round_trips in [opening, 1] {
            let start = Instant::now();
            assert_eq!(caller.send(caller.http.get(caller.stand.sts_url())).0, 200);
            let over = start.elapsed().checked_sub(RTT * round_trips).expect("no faster than light");
            assert!(over < RTT * 4 / 5, "{round_trips} round trips and {over:?}");
        }
        let counts = caller.stand.counts();
        assert_eq!((counts.sts_connections, counts.warm_ups, counts.sts_calls), (1, 2, 0));
    }
}

#[test]
fn a_reset_is_a_reset_and_a_hang_ends_with_the_stand_in() {
    let caller = Caller::new(StandIn::start());
    let bearer = caller.bearer();
    let open = |user: &str| {
        let body =
            json!({"username_or_email": user, "password": PASSWORD, "app_id": "123456", "subdomain": "acme"});
        let body = body.to_string();
        let address = caller.stand.onelogin_url().replace("http://", "");
        let mut socket = TcpStream::connect(address).unwrap();
        write!(
            socket,
            "POST /api/2/saml_assertion HTTP/1.1\r\nhost: x\r\nauthorization: {bearer}\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        socket
    };
    let error = open("reset").read(&mut [0; 16]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    let mut hung = open("hang");
    hung.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    assert!(hung.read(&mut [0; 16]).is_err());
    drop(caller);
    assert!(matches!(hung.read(&mut [0; 16]), Ok(0) | Err(_)));
    assert!(TcpStream::connect(hung.peer_addr().unwrap()).is_err());
}
