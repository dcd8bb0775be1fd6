//! The options of every command that may sign in.

use std::path::PathBuf;

use clap::{Args, ValueHint};

// What every command that may sign in takes (contract §3). In a doc comment, this would be what `--help` says of each.
#[derive(Args, Clone, Default)]
pub struct SignInOptions {
    /// Use this profile of config.toml
    #[arg(short, long, value_name = "NAME", help_heading = "Settings")]
    pub profile: Option<String>,
    /// The configuration file
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    pub config: Option<PathBuf>,
    /// Folder of the Python tool's onelogin.*.json and accounts.yaml
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "Settings")]
    pub config_file_path: Option<PathBuf>,

    /// OneLogin subdomain: the acme of acme.onelogin.com
    #[arg(short = 'd', long, value_name = "NAME", help_heading = "OneLogin")]
    pub onelogin_subdomain: Option<String>,
    /// OneLogin region: us or eu
    #[arg(long, value_name = "REGION", help_heading = "OneLogin")]
    pub onelogin_region: Option<String>,
    /// OneLogin user name, usually an e-mail address
    #[arg(short = 'u', long, value_name = "NAME", help_heading = "OneLogin")]
    pub onelogin_username: Option<String>,
    /// Id of the AWS app in OneLogin
    #[arg(short = 'a', long, value_name = "ID", help_heading = "OneLogin")]
    pub onelogin_app_id: Option<String>,
    /// Version of OneLogin's assertion API: 1 or 2
    #[arg(long, value_name = "VERSION", help_heading = "OneLogin")]
    pub saml_api_version: Option<String>,
    /// Address to sign in from, where an administrator whitelisted it
    #[arg(long, value_name = "ADDRESS", help_heading = "OneLogin")]
    pub ip: Option<String>,
    /// Second factor, by type, name or id
    #[arg(long, value_name = "NAME|TYPE|ID", help_heading = "OneLogin")]
    pub mfa_device: Option<String>,
    /// Code of the second factor
    #[arg(long, value_name = "CODE", help_heading = "OneLogin")]
    pub otp: Option<String>,
    /// Read the password from the first line of stdin
    #[arg(long, help_heading = "OneLogin", conflicts_with = "password_command")]
    pub password_stdin: bool,
    /// Command that prints the password; run without a shell
    #[arg(long, value_name = "CMD", help_heading = "OneLogin")]
    pub password_command: Option<String>,

    /// AWS account of the role, by digits or alias
    #[arg(long, value_name = "ACCOUNT", help_heading = "AWS")]
    pub aws_account_id: Option<String>,
    /// Name of the role
    #[arg(long, value_name = "ROLE", help_heading = "AWS")]
    pub aws_role_name: Option<String>,
    /// AWS region
    #[arg(long, visible_alias = "region", value_name = "REGION", help_heading = "AWS")]
    pub aws_region: Option<String>,
    /// Length of the session: seconds, 45m, 12h or max
    #[arg(short = 'z', long, value_name = "LENGTH", help_heading = "AWS")]
    pub duration: Option<String>,
    /// Session policy that narrows the role: a file, or JSON
    #[arg(long, value_name = "FILE|JSON", value_hint = ValueHint::FilePath, help_heading = "AWS")]
    pub policy: Option<String>,
    /// Managed policy that narrows the role; may be repeated
    #[arg(long, value_name = "ARN", value_delimiter = ',', help_heading = "AWS")]
    pub policy_arn: Vec<String>,
    /// Narrow the role to what ReadOnlyAccess allows
    #[arg(long, help_heading = "AWS")]
    pub read_only: bool,

    /// Renew a kept session with less left than this [default: 5m]
    #[arg(long, value_name = "LENGTH", help_heading = "Behaviour")]
    pub min_ttl: Option<String>,
    /// Ignore kept sessions
    #[arg(long, help_heading = "Behaviour", conflicts_with = "no_login")]
    pub force: bool,
    /// Use kept sessions only: never sign in
    #[arg(long, help_heading = "Behaviour")]
    pub no_login: bool,
    /// Never ask: fail, and say what is missing
    #[arg(long, help_heading = "Behaviour")]
    pub no_input: bool,
    /// Print errors only
    #[arg(short, long, help_heading = "Behaviour", conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print each step
    #[arg(short, long, help_heading = "Behaviour")]
    pub verbose: bool,
}

impl SignInOptions {
    /// The options that say who signs in, with the values that were given.
    pub fn who(&self) -> Vec<(&'static str, String)> {
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.to_string_lossy().into_owned());
        let all = [
            ("--profile", self.profile.clone()),
            ("--config", path(&self.config)),
            ("--config-file-path", path(&self.config_file_path)),
            ("--onelogin-subdomain", self.onelogin_subdomain.clone()),
            ("--onelogin-region", self.onelogin_region.clone()),
            ("--onelogin-username", self.onelogin_username.clone()),
            ("--onelogin-app-id", self.onelogin_app_id.clone()),
        ];
        all.into_iter().filter_map(|(option, value)| Some((option, value?))).collect()
    }
}
