//! OneLogin's API, versions 1 and 2: token, revoke, assertion, factor, and the refusal of device labels.

mod dialect;

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use self::dialect::{BAD_FACTOR, Dialect, Refusal, status};
use super::answer::Answer;
use super::state::{Recorded, State};
use super::users::{self, Factor, User, Verdict};
use super::{CLIENT_SECRET, PASSWORD, assertion, mischief};

/// A sign-in that waits for its second factor.
pub struct Flow {
    user: User,
    app: String,
    begun: Instant,
    spoilt: bool,
    notified: bool,
    polls: u32,
    /// Devices a code was sent to.
    sent: HashSet<u64>,
}

type Reply = Result<Answer, Refusal>;

const STATE_LIFE: Duration = Duration::from_secs(120);
const BAD_CLIENT: Refusal = Refusal(401, "Authentication Failure");
const BAD_PASSWORD: Refusal = Refusal(401, "Authentication Failed: Invalid user credentials");
const BAD_STATE: Refusal = Refusal(401, "State token is invalid or expired");

pub fn answer(state: &mut State, request: &Recorded) -> Answer {
    let v1 = Dialect::V1;
    let v2 = Dialect::V2;
    let (dialect, reply) = match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/auth/oauth2/v2/token") => (v1, token(state, request)),
        ("POST", "/auth/oauth2/revoke") => (v1, revoke(state, request)),
        ("POST", "/api/1/saml_assertion") => (v1, saml_assertion(state, request, v1)),
        ("POST", "/api/2/saml_assertion") => (v2, saml_assertion(state, request, v2)),
        ("POST", "/api/1/saml_assertion/verify_factor") => (v1, verify_factor(state, request, v1)),
        ("POST", "/api/2/saml_assertion/verify_factor") => (v2, verify_factor(state, request, v2)),
        ("GET", path) if path.ends_with("/otp_devices") => (v1, otp_devices(state, request)),
        _ => (v2, Err(Refusal(404, "Not Found"))),
    };
    reply.unwrap_or_else(|refusal| dialect.refusal(&refusal))
}

fn token(state: &mut State, request: &Recorded) -> Reply {
    state.counts.tokens += 1;
    let client = client(request)?;
    if let Some(answer) = client.strip_prefix("client-").and_then(|m| mischief::named(m, &state.sts_url)) {
        return Ok(answer);
    }
    if body(request)?["grant_type"] != "client_credentials" {
        return Err(Refusal(400, "grant_type is incorrect/absent"));
    }
    let token = json!({
        "access_token": state.token(),
        "created_at": assertion::utc(jiff::Timestamp::now()),
        "expires_in": 36000,
        "token_type": "bearer",
        "account_id": 4242,
        "refresh_token": "unused",
    });
    match client.as_str() {
        "client" => Ok(Answer::json(200, &token)),
        "client-wrapped" => {
            Ok(Answer::json(200, &json!({"status": status("success", "Success"), "data": [token]})))
        }
        _ => Err(BAD_CLIENT),
    }
}

fn revoke(state: &mut State, request: &Recorded) -> Reply {
    state.counts.revokes += 1;
    client(request)?;
    if body(request)?["access_token"] != state.token() {
        return Err(BAD_CLIENT);
    }
    state.revoke();
    Ok(Answer::json(200, &json!({"status": status("success", "Success")})))
}

/// The client id of a request with the right secret, in OneLogin's own header or HTTP Basic.
fn client(request: &Recorded) -> Result<String, Refusal> {
    let header = request.header("authorization").unwrap_or_default();
    let pair = if let Some(basic) = header.strip_prefix("Basic ") {
        let decoded = STANDARD.decode(basic).unwrap_or_default();
        String::from_utf8(decoded).unwrap_or_default()
    } else {
        header.replace("client_id:", "").replace(", client_secret:", ":").replace(' ', "")
    };
    match pair.split_once(':') {
        Some((id, "secret" | CLIENT_SECRET)) if !id.is_empty() => Ok(id.to_owned()),
        _ => Err(BAD_CLIENT),
    }
}

fn bearer(state: &mut State, request: &Recorded) -> Result<(), Refusal> {
    let expected = format!("bearer {}", state.token());
    let given = request.header("authorization").unwrap_or_default();
    if given.eq_ignore_ascii_case(&expected) { Ok(()) } else { Err(BAD_CLIENT) }
}

fn body(request: &Recorded) -> Result<Value, Refusal> {
    serde_json::from_str(&request.body).map_err(|_| Refusal(400, "Malformed JSON"))
}

/// The body's values, all of which have to be strings; only `do_not_notify` is a boolean.
fn fields(request: &Recorded) -> Result<HashMap<String, String>, Refusal> {
    let Value::Object(object) = body(request)? else { return Err(Refusal(400, "Malformed JSON")) };
    object
        .into_iter()
        .map(|(key, value)| match value {
            Value::String(text) => Ok((key, text)),
            Value::Bool(flag) if key == "do_not_notify" => Ok((key, flag.to_string())),
            _ => Err(Refusal(400, "Every value must be a string")),
        })
        .collect()
}

fn saml_assertion(state: &mut State, request: &Recorded, dialect: Dialect) -> Reply {
    state.counts.assertions += 1;
    bearer(state, request)?;
    let fields = fields(request)?;
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    state.counts.password_submissions += u32::from(!field("password").is_empty());
    if field("subdomain") != "acme" {
        return Err(Refusal(400, "Invalid subdomain"));
    }
    if !matches!(field("app_id"), "123456" | "654321") {
        return Err(Refusal(404, "App could not be found"));
    }
    if field("username_or_email").is_empty() {
        return Err(Refusal(400, "username is empty"));
    }
    if field("password").is_empty() {
        return Err(Refusal(400, "password is empty"));
    }
    let user = User::parse(field("username_or_email"));
    if let Some(answer) = mischief::named(&user.name, &state.sts_url) {
        return Ok(answer);
    }
    if let Some(message) = users::refusal(&user.name) {
        return Err(Refusal(401, message));
    }
    let devices = users::devices(&user.name).ok_or(BAD_PASSWORD)?;
    if field("password") != PASSWORD {
        return Err(BAD_PASSWORD);
    }
    if devices.is_empty() {
        return Ok(dialect.success(&issue(state, &user, field("app_id"))));
    }
    let state_token = begin(state, user.clone(), field("app_id").to_owned());
    Ok(dialect.mfa(&state_token, &user, &devices))
}

fn begin(state: &mut State, user: User, app: String) -> String {
    let begun = state.begun.entry(user.name.clone()).or_default();
    *begun += 1;
    let spoilt = match user.name.as_str() {
        "expired-state" => *begun % 2 == 1,
        "expired-state-forever" => true,
        _ => false,
    };
    let flow =
        Flow { user, app, begun: Instant::now(), spoilt, notified: false, polls: 0, sent: HashSet::new() };
    let state_token = format!("{:040x}", 0x57a7_e700_0000_u64 + u64::from(state.counts.assertions));
    state.flows.insert(state_token.clone(), flow);
    state.remember(&state_token);
    state_token
}

fn issue(state: &mut State, user: &User, app: &str) -> String {
    let (encoded, issued) = assertion::issue(user, app, state.issued.len(), &state.sts_url);
    state.remember(&encoded);
    state.issued.insert(encoded.clone(), issued);
    encoded
}

fn verify_factor(state: &mut State, request: &Recorded, dialect: Dialect) -> Reply {
    state.counts.verifies += 1;
    bearer(state, request)?;
    let fields = fields(request)?;
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let flow = state.flows.get_mut(field("state_token")).ok_or(BAD_STATE)?;
    let mischief = flow.user.name.strip_prefix("verify-");
    if let Some(answer) = mischief.and_then(|name| mischief::named(name, &state.sts_url)) {
        return Ok(answer);
    }
    if flow.spoilt || flow.begun.elapsed() > STATE_LIFE {
        return Err(BAD_STATE);
    }
    if flow.app != field("app_id") {
        return Err(Refusal(404, "App could not be found"));
    }
    let device = users::devices(&flow.user.name)
        .and_then(|devices| devices.into_iter().find(|d| d.id.to_string() == field("device_id")))
        .ok_or(Refusal(400, "Device ID not valid"))?;
    let code = field("otp_token");
    let verified = match device.factor {
        Factor::Unverifiable => return Err(Refusal(400, "This factor is not supported")),
        Factor::Typed if code.is_empty() => return Err(Refusal(400, "OTP token blank")),
        Factor::Push { pending, then } if code.is_empty() => {
            let notify = field("do_not_notify") != "true";
            state.counts.notifications += u32::from(notify);
            poll(flow, notify, pending, then)?
        }
        Factor::Sent if code.is_empty() => {
            state.counts.code_triggers += 1;
            flow.sent.insert(device.id);
            false
        }
        Factor::Sent if !flow.sent.contains(&device.id) => return Err(BAD_FACTOR),
        _ if code == device.code => true,
        _ => return Err(BAD_FACTOR),
    };
    if !verified {
        return Ok(dialect.pending());
    }
    let Flow { user, app, .. } = state.flows.remove(field("state_token")).ok_or(BAD_STATE)?;
    Ok(dialect.success(&issue(state, &user, &app)))
}

/// One look at a push: whether it has been approved yet.
fn poll(flow: &mut Flow, notify: bool, pending: u32, then: Verdict) -> Result<bool, Refusal> {
    flow.notified |= notify;
    if !flow.notified || flow.polls < pending {
        flow.polls += u32::from(flow.notified);
        return Ok(false);
    }
    match then {
        Verdict::Approved => Ok(true),
        Verdict::Denied => Err(BAD_FACTOR),
    }
}

/// Labels, which the usual credential may not read; the user `renamed` has an administrator who allows it.
fn otp_devices(state: &mut State, request: &Recorded) -> Reply {
    bearer(state, request)?;
    if !request.path.contains("/users/77/") {
        return Err(Refusal(401, "Insufficient Permissions"));
    }
    let device = json!({"id": 12, "active": true, "default": true, "auth_factor_name": "SMS",
                        "type_display_name": "Text me, please", "user_display_name": "Work phone"});
    Ok(Answer::json(200, &json!({"status": status("success", "Success"), "data": {"otp_devices": [device]}})))
}
