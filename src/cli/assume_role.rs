//! The Python tool's options.

use std::path::PathBuf;

use clap::{Args, ValueHint};

// The Python tool's options, with its names and letters (contract §7).
#[derive(Args)]
pub struct AssumeRole {
    /// Client id of the OneLogin API credential
    #[arg(short = 'i', long = "client_id", value_name = "ID")]
    pub client_id: Option<String>,
    /// Its client secret; OL_AWS_CLIENT_SECRET is safer
    #[arg(short = 's', long = "client_secret", value_name = "SECRET")]
    pub client_secret: Option<String>,
    /// OneLogin region: us or eu
    #[arg(short, long, value_name = "REGION")]
    pub region: Option<String>,
    /// Minutes between two rounds, 15 to 60
    #[arg(short, long, value_name = "MINUTES", default_value_t = 45)]
    pub time: i64,
    /// How many rounds
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    pub r#loop: i64,
    /// Save the keys in this section of the AWS credentials file; also a
    /// profile of onelogin.aws.json or config.toml
    #[arg(short, long, value_name = "NAME")]
    pub profile: Option<String>,
    /// The credentials file
    #[arg(short, long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// OneLogin user name, usually an e-mail address
    #[arg(short = 'u', long, value_name = "NAME")]
    pub onelogin_username: Option<String>,
    /// OneLogin password; OL_AWS_PASSWORD is safer
    #[arg(long, value_name = "PASSWORD")]
    pub onelogin_password: Option<String>,
    /// Code of the second factor, for the first round
    #[arg(long, value_name = "CODE")]
    pub otp: Option<String>,
    /// Id of the AWS app in OneLogin
    #[arg(short = 'a', long, value_name = "ID")]
    pub onelogin_app_id: Option<String>,
    /// OneLogin subdomain: the acme of acme.onelogin.com
    #[arg(short = 'd', long, value_name = "NAME")]
    pub onelogin_subdomain: Option<String>,
    /// Length of the session in seconds, 900 to 43200
    #[arg(short = 'z', long, value_name = "SECONDS")]
    pub duration: Option<i64>,
    /// Ask after each round for another role or another user
    #[arg(short = 'x', long)]
    pub interactive: bool,
    /// Folder of onelogin.sdk.json, onelogin.aws.json and accounts.yaml
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub config_file_path: Option<PathBuf>,
    /// AWS region
    #[arg(long, value_name = "REGION")]
    pub aws_region: Option<String>,
    /// AWS account of the role
    #[arg(long, value_name = "ACCOUNT")]
    pub aws_account_id: Option<String>,
    /// Name of the role
    #[arg(long, value_name = "ROLE")]
    pub aws_role_name: Option<String>,
    /// Use the assertion of the last sign-in while AWS takes it
    #[arg(long)]
    pub cache_saml: bool,
    /// List the roles by name instead of by account
    #[arg(long = "role_order")]
    pub role_order: bool,
    /// Address to sign in from, where an administrator whitelisted it
    #[arg(long, value_name = "ADDRESS")]
    pub ip: Option<String>,
    /// Version of OneLogin's assertion API, 1 or 2 [default: 1]
    #[arg(long, value_name = "VERSION")]
    pub saml_api_version: Option<i64>,
    /// Service of the keyring's entry that holds the password
    #[arg(long, value_name = "NAME")]
    pub keychain_service: Option<String>,
    /// Account of that entry
    #[arg(long, value_name = "NAME")]
    pub keychain_account: Option<String>,
    /// Print JSON for the AWS SDKs' credential_process, and keep the session
    #[arg(long, conflicts_with_all = ["file", "interactive"])]
    pub credential_process: bool,
}
