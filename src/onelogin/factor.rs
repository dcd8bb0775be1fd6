//! The kinds of second factor, told by the `device_type` of the assertion's reply: administrators rename what is
//! displayed, so display names decide nothing.

use serde::{Deserialize, Deserializer};

/// One registered factor of a user.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Device {
    #[serde(rename = "device_id", alias = "id", deserialize_with = "text_or_number")]
    pub id: String,
    /// As OneLogin names it: `OneLogin Protect`, `Google Authenticator`, …
    #[serde(rename = "device_type", alias = "type", default)]
    pub kind: String,
}

fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Text(String),
        Number(u64),
    }
    Ok(match Id::deserialize(deserializer)? {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    })
}

/// How a factor is answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Method {
    /// Approved on a phone; a code does as well.
    Push,
    /// A first call sends the code.
    Sent,
    /// A code that the person has at hand: TOTP, YubiKey, Duo passcode, and whatever we do not know.
    Code,
    /// Bound to a browser: this API cannot verify it.
    WebAuthn,
}

impl Device {
    pub fn method(&self) -> Method {
        let kind = self.kind.to_ascii_lowercase();
        let names = |words: &[&str]| words.iter().any(|word| kind.contains(word));
        if names(&["webauthn", "fido", "passkey"]) {
            Method::WebAuthn
        } else if names(&["protect"]) {
            Method::Push
        } else if names(&["sms", "mail", "voice", "phone call"]) {
            Method::Sent
        } else {
            Method::Code
        }
    }

    /// Whether `--mfa-device` means this one, by id, by type, or by a short word for the type.
    pub fn is_named(&self, name: &str) -> bool {
        let words: &[&str] = match self.method() {
            Method::Push => &["push", "protect"],
            Method::Sent if self.kind.to_ascii_lowercase().contains("mail") => &["email", "e-mail", "mail"],
            Method::Sent if self.kind.to_ascii_lowercase().contains("sms") => &["sms"],
            Method::Sent => &["voice", "phone"],
            Method::Code if self.kind.eq_ignore_ascii_case("Google Authenticator") => {
                &["totp", "authenticator"]
            }
            Method::Code if self.kind.to_ascii_lowercase().contains("yubi") => &["yubikey"],
            Method::Code if self.kind.to_ascii_lowercase().contains("duo") => &["duo"],
            Method::Code | Method::WebAuthn => &[],
        };
        self.id == name
            || self.kind.eq_ignore_ascii_case(name)
            || words.iter().any(|word| word.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(kind: &str) -> Device {
        Device { id: "7".to_owned(), kind: kind.to_owned() }
    }

    #[test]
    fn the_type_decides() {
        assert_eq!(device("OneLogin Protect").method(), Method::Push);
        for sent in ["OneLogin SMS", "OneLogin Email", "OneLogin E-mail", "OneLogin Voice"] {
            assert_eq!(device(sent).method(), Method::Sent, "{sent}");
        }
        for code in
            ["Google Authenticator", "Yubico YubiKey", "Duo Duo Security", "RSA SecurID", "New Thing", ""]
        {
            assert_eq!(device(code).method(), Method::Code, "{code}");
        }
        assert_eq!(device("WebAuthn").method(), Method::WebAuthn);
    }

    #[test]
    fn a_person_names_it_by_id_type_or_word() {
        let protect = device("OneLogin Protect");
        for name in ["7", "onelogin protect", "push", "Protect"] {
            assert!(protect.is_named(name), "{name}");
        }
        assert!(!protect.is_named("sms"));
    }
}
