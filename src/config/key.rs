//! The settings by name: one table says where each can come from, for the resolver, for `config show`
//! and for the message that names option, variable and key (contract §3, exit 8).

/// A setting that a person can make.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Key {
    Subdomain,
    OneLoginRegion,
    Host,
    Username,
    AppId,
    ClientId,
    ClientSecret,
    ClientSecretCommand,
    Password,
    PasswordCommand,
    MfaDevice,
    Otp,
    SamlApiVersion,
    Ip,
    Account,
    Role,
    Region,
    Duration,
    MinTtl,
}

/// Where a [`Key`] can be set.
pub struct Names {
    pub key: Key,
    /// In `config.toml`, as `section.key`; empty where the file cannot hold it.
    pub path: &'static str,
    /// On the command line; empty where it has no option.
    pub option: &'static str,
    /// In the environment, the first that is set.
    pub variables: &'static [&'static str],
    pub secret: bool,
}

const fn names(
    key: Key,
    path: &'static str,
    option: &'static str,
    variables: &'static [&'static str],
    secret: bool,
) -> Names {
    Names { key, path, option, variables, secret }
}

/// Every setting, in the order in which `config show` lists them.
pub static KEYS: &[Names] = &[
    names(Key::Subdomain, "onelogin.subdomain", "--onelogin-subdomain", &["OL_AWS_SUBDOMAIN"], false),
    names(Key::OneLoginRegion, "onelogin.region", "--onelogin-region", &["OL_AWS_ONELOGIN_REGION"], false),
    names(Key::Host, "onelogin.host", "", &[], false),
    names(Key::Username, "onelogin.username", "--onelogin-username", &["OL_AWS_USERNAME"], false),
    names(Key::AppId, "onelogin.app_id", "--onelogin-app-id", &["OL_AWS_APP_ID"], false),
    names(Key::ClientId, "onelogin.client_id", "", &["OL_AWS_CLIENT_ID"], false),
    names(Key::ClientSecret, "onelogin.client_secret", "", &["OL_AWS_CLIENT_SECRET"], true),
    names(Key::ClientSecretCommand, "onelogin.client_secret_command", "", &[], false),
    names(Key::Password, "", "--password-stdin", &["OL_AWS_PASSWORD"], true),
    names(
        Key::PasswordCommand,
        "onelogin.password_command",
        "--password-command",
        &["OL_AWS_PASSWORD_COMMAND"],
        false,
    ),
    names(Key::MfaDevice, "onelogin.mfa_device", "--mfa-device", &["OL_AWS_MFA_DEVICE"], false),
    names(Key::Otp, "", "--otp", &["OL_AWS_OTP"], true),
    names(
        Key::SamlApiVersion,
        "onelogin.saml_api_version",
        "--saml-api-version",
        &["OL_AWS_SAML_API_VERSION"],
        false,
    ),
    names(Key::Ip, "onelogin.ip", "--ip", &["OL_AWS_IP"], false),
    names(Key::Account, "profile.NAME.account", "--aws-account-id", &[], false),
    names(Key::Role, "profile.NAME.role", "--aws-role-name", &[], false),
    names(Key::Region, "aws.region", "--aws-region", &["AWS_REGION", "AWS_DEFAULT_REGION"], false),
    names(Key::Duration, "aws.duration", "--duration", &["OL_AWS_DURATION"], false),
    names(Key::MinTtl, "aws.min_ttl", "--min-ttl", &["OL_AWS_MIN_TTL"], false),
];

impl Key {
    pub fn names(self) -> &'static Names {
        KEYS.iter().find(|names| names.key == self).expect("BUG: a key without a row in the table")
    }

    /// The key by its place in `config.toml`: `[onelogin]` and `[aws]`, or the same keys under a profile.
    pub fn in_section(section: &str, name: &str) -> Option<Self> {
        let wanted = |names: &&Names| names.path.rsplit_once('.') == Some((section, name));
        KEYS.iter().find(wanted).map(|names| names.key)
    }

    /// Where a person can set it, for a message: `--otp or OL_AWS_OTP`.
    pub fn ways(self) -> String {
        let Names { path, option, variables, .. } = self.names();
        let mut ways: Vec<String> = Vec::new();
        ways.extend((!option.is_empty()).then(|| (*option).to_owned()));
        ways.extend(variables.first().map(|variable| (*variable).to_owned()));
        // The file holds no password, but the command that prints it.
        let path = if self == Self::Password { Self::PasswordCommand.names().path } else { path };
        if let Some((section, name)) = path.rsplit_once('.') {
            ways.push(format!("`{name}` under [{section}] in config.toml"));
        }
        match ways.as_slice() {
            [all @ .., last] if !all.is_empty() => format!("{} or {last}", all.join(", ")),
            ways => ways.concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_option_variable_and_key() {
        assert_eq!(
            Key::Username.ways(),
            "--onelogin-username, OL_AWS_USERNAME or `username` under [onelogin] in config.toml"
        );
        assert_eq!(
            Key::Password.ways(),
            "--password-stdin, OL_AWS_PASSWORD or `password_command` under [onelogin] in config.toml"
        );
        assert_eq!(Key::Otp.ways(), "--otp or OL_AWS_OTP");
        assert_eq!(
            Key::ClientSecret.ways(),
            "OL_AWS_CLIENT_SECRET or `client_secret` under [onelogin] in config.toml"
        );
    }
}
