//! Who can sign in: the local part of the e-mail address selects what happens to a user.
//!
//! `push+one+stale@acme.test` is the user `push` whose assertion is shaped by `one` and `stale` (see `assertion`).

use super::CODE;

#[derive(Clone, Debug)]
pub struct User {
    pub email: String,
    pub name: String,
    pub modifiers: Vec<String>,
}

impl User {
    pub fn parse(username: &str) -> Self {
        let local = username.strip_suffix("@acme.test").unwrap_or(username);
        let mut parts = local.split('+').map(String::from);
        let name = parts.next().unwrap_or_default();
        Self { email: format!("{local}@acme.test"), name, modifiers: parts.collect() }
    }

    /// `session8h` or `session14m`, in seconds.
    pub fn session_duration(&self) -> Option<i64> {
        let length = self.modifiers.iter().find_map(|m| m.strip_prefix("session"))?;
        let (number, unit) = length.split_at(length.len() - 1);
        Some(number.parse::<i64>().ok()? * if unit == "h" { 3600 } else { 60 })
    }

    pub fn has(&self, modifier: &str) -> bool {
        self.modifiers.iter().any(|m| m == modifier)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Device {
    pub id: u64,
    pub kind: &'static str,
    pub factor: Factor,
    pub code: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub enum Factor {
    /// Answers by itself after so many pending replies; takes a typed code at any time.
    Push {
        pending: u32,
        then: Verdict,
    },
    /// A code that has to be asked for first.
    Sent,
    Typed,
    /// Cannot be verified through this API.
    Unverifiable,
}

#[derive(Clone, Copy, Debug)]
pub enum Verdict {
    Approved,
    Denied,
}

/// The devices of a user; `None` for a user who does not exist.
pub fn devices(name: &str) -> Option<Vec<Device>> {
    use Factor::{Sent, Typed, Unverifiable};
    let protect = |pending, then| device(11, "OneLogin Protect", Factor::Push { pending, then });
    let sms = device(12, "OneLogin SMS", Sent);
    let totp = device(13, "Google Authenticator", Typed);
    let webauthn = device(18, "WebAuthn", Unverifiable);
    Some(match name {
        "plain" => vec![],
        "push" => vec![protect(2, Verdict::Approved)],
        "push-slow" => vec![protect(8, Verdict::Approved)],
        "push-never" | "push-then-code" => vec![protect(u32::MAX, Verdict::Approved)],
        "push-denied" => vec![protect(1, Verdict::Denied)],
        "sms" | "renamed" => vec![sms],
        "email" => vec![device(19, "OneLogin Email", Sent)],
        "voice" => vec![device(20, "OneLogin Voice", Sent)],
        "totp" | "expired-state" | "expired-state-forever" => vec![totp],
        "yubikey" => vec![device(14, "Yubico YubiKey", Typed)],
        "duo" => vec![device(15, "Duo Duo Security", Typed)],
        "rsa" => vec![device(16, "RSA SecurID", Typed)],
        "questions" => vec![device(17, "Security Questions", Typed)],
        "webauthn" => vec![webauthn],
        "many" => vec![
            totp,
            Device { id: 23, code: "654321", ..totp },
            protect(2, Verdict::Approved),
            sms,
            device(14, "Yubico YubiKey", Typed),
            webauthn,
        ],
        _ if name.starts_with("verify-") => vec![totp],
        _ => return None,
    })
}

/// What OneLogin says to a user it knows and keeps out.
pub fn refusal(name: &str) -> Option<&'static str> {
    Some(match name {
        "locked" => "User is locked. Access is unauthorized",
        "expired" => "Password expired. Access is unauthorized",
        "disabled" => "User is suspended. Access is unauthorized",
        "ip" => "Access is not allowed from your current IP",
        _ => return None,
    })
}

fn device(id: u64, kind: &'static str, factor: Factor) -> Device {
    Device { id, kind, factor, code: CODE }
}
