//! What a setting's text may be: each check once, whatever source the text came from.

use std::time::Duration;

use crate::role::is_account;

/// How long a session is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SessionLength {
    /// 900–43200 seconds.
    Seconds(u32),
    /// As long as the role allows.
    Max,
}

impl SessionLength {
    /// The shortest and the longest session that STS grants, in seconds (AssumeRoleWithSAML, DurationSeconds).
    pub const SHORTEST: u32 = 900;
    pub const LONGEST: u32 = 43_200;

    /// What was asked for, in seconds, where it was a number.
    pub fn seconds(self) -> Option<u32> {
        match self {
            Self::Seconds(seconds) => Some(seconds),
            Self::Max => None,
        }
    }

    /// AssumeRoleWithSAML's own default.
    pub const DEFAULT: Self = Self::Seconds(3600);

    /// Reads `max`, seconds, or a length such as `45m`.
    ///
    /// # Errors
    /// Why the text is no session length.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("max") {
            return Ok(Self::Max);
        }
        u32::try_from(length(text)?.as_secs())
            .ok()
            .filter(|seconds| (Self::SHORTEST..=Self::LONGEST).contains(seconds))
            .map(Self::Seconds)
            .ok_or_else(|| format!("AWS grants sessions from 15m to 12h, not `{text}`"))
    }
}

/// A length of time: seconds (`3600`), or numbers with units (`45m`, `1h30m`, `12h`).
///
/// # Errors
/// Why the text is no length.
pub fn length(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no length of time: write seconds, or `45m`, `1h30m`, `12h`");
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map(Duration::from_secs).map_err(|_| wrong());
    }
    let mut seconds = 0u64;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
        let count: u64 = rest[..digits].parse().map_err(|_| wrong())?;
        let unit = match rest.as_bytes()[digits] {
            b's' => 1,
            b'm' => 60,
            b'h' => 3600,
            b'd' => 86_400,
            _ => return Err(wrong()),
        };
        seconds = count.checked_mul(unit).and_then(|more| seconds.checked_add(more)).ok_or_else(wrong)?;
        rest = &rest[digits + 1..];
    }
    Ok(Duration::from_secs(seconds))
}

/// OneLogin's subdomain: a bare DNS label (RFC 1035, 2.3.1), so that no setting can name another host.
///
/// # Errors
/// Why the text is no label.
pub fn subdomain(text: &str) -> Result<(), String> {
    let label = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if text.len() <= 63 && text.chars().all(label) && !text.starts_with('-') && !text.ends_with('-') {
        return Ok(());
    }
    let bare = text.trim_start_matches("https://").split('.').next().unwrap_or_default();
    Err(format!(
        "`{text}` is no subdomain: write the bare label, such as `{}`",
        if bare.is_empty() { "acme" } else { bare }
    ))
}

/// OneLogin's region.
///
/// # Errors
/// That the text is neither `us` nor `eu`.
pub fn onelogin_region(text: &str) -> Result<(), String> {
    if matches!(text, "us" | "eu") {
        Ok(())
    } else {
        Err(format!("`{text}` is no OneLogin region: `us` or `eu`"))
    }
}

/// An AWS region's name becomes part of a host name: a DNS label.
///
/// # Errors
/// Why the text is no region.
pub fn aws_region(text: &str) -> Result<(), String> {
    let label = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.len() <= 63 && text.contains('-') && text.chars().all(label) && !text.ends_with('-') {
        Ok(())
    } else {
        Err(format!("`{text}` is no AWS region, such as `eu-west-1`"))
    }
}

/// The version of the SAML assertion API, 1 or 2.
///
/// # Errors
/// That the text is neither.
pub fn saml_api_version(text: &str) -> Result<u8, String> {
    match text {
        "1" => Ok(1),
        "2" => Ok(2),
        _ => Err(format!("`{text}` is no version of the SAML API: `1` or `2`")),
    }
}

/// An account's 12 digits.
///
/// # Errors
/// That the text is not 12 digits.
pub fn account_id(text: &str) -> Result<(), String> {
    if is_account(text) { Ok(()) } else { Err(format!("`{text}` is no AWS account: it has 12 digits")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        assert_eq!(length("3600"), Ok(Duration::from_secs(3600)));
        assert_eq!(length("45m"), Ok(Duration::from_secs(2700)));
        assert_eq!(length("1h30m"), Ok(Duration::from_secs(5400)));
        for wrong in ["m", "5x", "-5", "1.5h", "99999999999999999999", "999999999999999999d", "5m3", "١h"] {
            assert!(length(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn session_lengths_are_what_sts_grants() {
        assert_eq!(SessionLength::parse("max"), Ok(SessionLength::Max));
        assert_eq!(SessionLength::parse("12h"), Ok(SessionLength::Seconds(43_200)));
        assert!(SessionLength::parse("899").is_err());
        assert!(SessionLength::parse("43201").is_err());
        assert!(SessionLength::parse("").is_err());
    }

    #[test]
    fn a_subdomain_is_a_bare_label() {
        assert_eq!(subdomain("acme-2"), Ok(()));
        for wrong in ["evil.example/", "acme.onelogin.com", "a@b", "-a", "a/b", "a:1"] {
            assert!(subdomain(wrong).is_err(), "{wrong}");
        }
        assert!(subdomain("https://acme.onelogin.com").unwrap_err().contains("such as `acme`"));
    }
}
