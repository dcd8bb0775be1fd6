//! The command line: clap types only. What they mean is settled in [`crate::config`] and the commands.

mod assume_role;
mod sign_in;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};

use crate::shell::{Format, Shell};
pub use assume_role::AssumeRole;
pub use sign_in::SignInOptions;

/// Sign in to OneLogin, choose an AWS role, and put its credentials where work happens.
#[derive(Parser)]
#[command(
    name = "ol-aws",
    version,
    arg_required_else_help = true,
    max_term_width = 80,
    subcommand_required = true,
    disable_help_subcommand = true,
    after_help = "Example:\n  ol-aws exec prod/ReadOnly -- aws s3 ls"
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

// The options of a command are made once it is the one: a kept session takes less than they do.
#[derive(Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Run a command, or a shell, with a role's credentials in its environment
    #[command(after_help = "Example:\n  ol-aws exec prod/Admin -- aws ec2 describe-instances")]
    Exec(Exec),
    /// Print code that puts a role's credentials into this shell
    #[command(
        after_help = "Example:\n  eval \"$(ol-aws env prod/Admin)\"\n  ol-aws env prod/Admin --shell powershell | Out-String | Invoke-Expression"
    )]
    Env(EnvCommand),
    /// Print a role's credentials as the AWS SDKs' credential_process wants
    #[command(
        after_help = "Example, in ~/.aws/config:\n  [profile prod-Admin]\n  credential_process = ol-aws credential-process prod/Admin\n\nExample:\n  ol-aws credential-process prod/Admin"
    )]
    CredentialProcess(CredentialProcess),
    /// Walk through a sign-in as onelogin-aws-assume-role does
    #[command(
        infer_long_args = true,
        allow_negative_numbers = true,
        args_override_self = true,
        after_help = "Example:\n  ol-aws assume-role --profile prod --aws-account-id 111111111111 \\\n    --aws-role-name Admin --loop 8 --time 45"
    )]
    AssumeRole(Box<AssumeRole>),
    /// Write a role's credentials into a section of an AWS credentials file
    #[command(after_help = "Example:\n  ol-aws save prod/Admin --profile prod --every 45m")]
    Save(Save),
    /// List the roles you may assume
    #[command(after_help = "Example:\n  ol-aws roles 'prod-*/Admin'")]
    Roles(Roles),
    /// Sign in once, and keep sessions for roles
    #[command(after_help = "Example:\n  ol-aws login prod/Admin 'dev-*/ReadOnly'")]
    Login(Login),
    /// Forget sessions, assertion and token
    #[command(after_help = "Example:\n  ol-aws logout --all")]
    Logout(Logout),
    /// List the sessions that are kept; never signs in
    #[command(after_help = "Example:\n  ol-aws status prod/Admin && echo ready")]
    Status(Status),
    /// Set up, show or import the settings
    #[command(after_help = "Example:\n  ol-aws config init\n  ol-aws config show --profile dev")]
    Config(Config),
    /// Keep the OneLogin password in the operating system's keyring
    #[command(after_help = "Example:\n  ol-aws password set")]
    Password(Password),
    /// Check what a sign-in needs: settings, files, clock, network, shell
    #[command(after_help = "Example:\n  ol-aws doctor")]
    Doctor(Doctor),
    /// Print a completion script for packages; `init` sets up more
    #[command(after_help = "Example:\n  ol-aws completions fish >~/.config/fish/completions/ol-aws.fish")]
    Completions(Completions),
    /// Write the manual pages into a folder
    #[command(after_help = "Example:\n  ol-aws man ~/.local/share/man/man1")]
    Man(Man),
    /// Switch this shell to a role; `-` for the one before
    #[command(after_help = "Example:\n  ol-aws use prod/Admin")]
    Use(Use),
    /// Leave this shell's role
    #[command(after_help = "Example:\n  ol-aws unset")]
    Unset,
    /// Print the shell integration, for the shell's start-up file
    #[command(after_help = "Example:\n  eval \"$(ol-aws init bash)\"    # in ~/.bashrc")]
    Init(Init),
    /// Print the active role and its time left, for a prompt or status line
    #[command(after_help = "Example:\n  ol-aws prompt --format '{role} {left}'")]
    Prompt(Prompt),
}

#[derive(Args)]
pub struct Exec {
    /// The role: a profile, ACCOUNT/ROLE, ACCOUNT, ROLE, an ARN, or a glob
    pub target: Option<String>,
    /// The command and its arguments; without it, $SHELL
    #[arg(last = true, value_name = "CMD")]
    pub command: Vec<OsString>,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct EnvCommand {
    /// The role: a profile, ACCOUNT/ROLE, ACCOUNT, ROLE, an ARN, or a glob
    pub target: Option<String>,
    /// Whose code to print [default: the shell that calls]
    #[arg(long, value_name = "SHELL")]
    pub shell: Option<Format>,
    /// Print code that takes the credentials out again
    #[arg(long, conflicts_with = "target")]
    pub unset: bool,
    #[command(flatten)]
    pub options: SignInOptions,
}

// Here `--profile` is AWS's word, not ours.
#[derive(Args)]
#[command(mut_arg("profile", |arg| {
    arg.required(true)
        .help("The section to write; without TARGET, a profile of\nconfig.toml of that name is the target")
        .help_heading(None::<&str>)
}))]
pub struct Save {
    /// The role: a profile, ACCOUNT/ROLE, ACCOUNT, ROLE, an ARN, or a glob
    pub target: Option<String>,
    /// The credentials file [default: AWS's own]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Again each time so much has passed: 45m, 1h
    #[arg(long, value_name = "LENGTH")]
    pub every: Option<String>,
    /// End after so many times
    #[arg(long, value_name = "N", requires = "every", value_parser = clap::value_parser!(u32).range(1..))]
    pub times: Option<u32>,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct CredentialProcess {
    /// The role: a profile, ACCOUNT/ROLE, ACCOUNT, ROLE, an ARN, or a glob
    pub target: Option<String>,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct Roles {
    /// Only those that match: ACCOUNT/ROLE, ACCOUNT or ROLE, with * and ?
    pub glob: Option<String>,
    /// A list of objects: account, alias, role, path, arn, provider
    #[arg(long)]
    pub json: bool,
    /// Sign in and list them anew
    #[arg(long)]
    pub refresh: bool,
    /// Sort by role name instead of by account
    #[arg(long)]
    pub by_role: bool,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct Login {
    /// The roles: profiles, ACCOUNT/ROLE, ACCOUNT, ROLE, ARNs or globs
    pub targets: Vec<String>,
    /// Every role there is
    #[arg(long, conflicts_with = "targets")]
    pub all: bool,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct Logout {
    /// Of every tenant
    #[arg(long)]
    pub all: bool,
    /// Revoke the token at OneLogin too: others may share it
    #[arg(long)]
    pub revoke: bool,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct Status {
    /// The role whose session must be kept
    pub target: Option<String>,
    /// A list of objects: target, account, role, region, expires_at,
    /// seconds_left, active
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct Config {
    #[command(subcommand)]
    pub command: ConfigCommand,
}

#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Ask for what is needed, try it at OneLogin, and write it
    ///
    /// Each answer is tried as it is given. What the file says already is
    /// offered as the answer, and nothing is written before you have seen it.
    #[command(after_help = "Example:\n  ol-aws config init")]
    Init(Box<ConfigInit>),
    /// The effective settings and where each came from, secrets masked
    #[command(after_help = "Example:\n  ol-aws config show --profile dev")]
    Show(Box<ConfigShow>),
    /// Profiles for AWS's config file, with a `credential_process` a role
    #[command(after_help = "Example:\n  ol-aws config aws-profiles 'prod-*' --write")]
    AwsProfiles(Box<AwsProfiles>),
    /// Take over the settings of another tool
    ///
    /// Looks for those of onelogin-aws-assume-role (~/.onelogin), saml2aws
    /// (~/.saml2aws) and onelogin-aws-cli (~/.onelogin-aws.config), prints what
    /// config.toml does not say yet, and asks before adding it. What config.toml
    /// says already is never changed.
    #[command(after_help = "Example:\n  ol-aws config import")]
    Import(ConfigImport),
    /// Where the configuration file is
    #[command(after_help = "Example:\n  $EDITOR \"$(ol-aws config path)\"")]
    Path(ConfigPath),
}

#[derive(Args)]
pub struct ConfigInit {
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct ConfigShow {
    /// An object with value and origin of each setting
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct AwsProfiles {
    /// Only those that match: ACCOUNT/ROLE, ACCOUNT or ROLE, with * and ?
    pub glob: Option<String>,
    /// Into AWS's config file, as a marked block
    #[arg(long)]
    pub write: bool,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct ConfigImport {
    /// Add it without asking
    #[arg(long)]
    pub write: bool,
    /// The configuration file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Folder of the Python tool's onelogin.*.json and accounts.yaml
    /// [default: ~/.onelogin]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub config_file_path: Option<PathBuf>,
}

#[derive(Args)]
pub struct ConfigPath {
    /// The configuration file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Args)]
pub struct Password {
    #[command(subcommand)]
    pub command: PasswordCommand,
}

#[derive(Subcommand)]
pub enum PasswordCommand {
    /// Keep it; asks for it, or reads it with --password-stdin
    #[command(
        after_help = "Example:\n  ol-aws password set\n  pass show onelogin | ol-aws password set --password-stdin"
    )]
    Set(Box<PasswordOptions>),
    /// Remove it
    #[command(after_help = "Example:\n  ol-aws password forget")]
    Forget(Box<PasswordOptions>),
}

#[derive(Args)]
pub struct PasswordOptions {
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct Doctor {
    /// A list of objects: group, check, state, detail, remedy
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct Completions {
    /// The shell that the script is for
    pub shell: Shell,
}

#[derive(Args)]
pub struct Man {
    /// The folder; it is made where there is none
    #[arg(value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
}

#[derive(Args)]
pub struct Use {
    /// The role: a profile, ACCOUNT/ROLE, ACCOUNT, ROLE, an ARN, a glob;
    /// or `-`. Without it, the picker
    pub target: Option<String>,
    #[command(flatten)]
    pub options: SignInOptions,
}

#[derive(Args)]
pub struct Init {
    /// The shell that will read it
    pub shell: Shell,
    /// Leave the prompt alone
    #[arg(long)]
    pub no_prompt: bool,
    /// Leave completion alone
    #[arg(long)]
    pub no_completion: bool,
}

#[derive(Args)]
pub struct Prompt {
    /// The text, with {role} {account} {region} {left} {state} in it
    #[arg(long, value_name = "FORMAT", default_value = "{role} {left}")]
    pub format: String,
}
