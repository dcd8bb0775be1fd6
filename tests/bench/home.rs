//! A home of its own, settings as a person would have them, and commands that find both.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use tempfile::TempDir;

use super::Result;
use super::standin::{CLIENT_SECRET, PASSWORD, StandIn};

/// What the stand-in takes.
pub const APP_ID: &str = "123456";
pub const CLIENT_ID: &str = "client";

fn config() -> String {
    format!(
        r#"default = "dev"
[onelogin]
subdomain = "acme"
app_id = "{APP_ID}"
client_id = "{CLIENT_ID}"
client_secret = "{CLIENT_SECRET}"
[aws]
region = "eu-west-1"
[accounts]
"111111111111" = "prod"
"222222222222" = "dev"
"333333333333" = "data"
"444444444444" = "billing"
[profile.dev]
account = "dev"
role = "Admin"
region = "us-west-2"
[profile.audit]
source = "dev"
role_arn = "arn:aws:iam::333333333333:role/Audit"
external_id = "ext-1"
"#
    )
}

pub struct Home<'a> {
    pub stand: &'a StandIn,
    binary: PathBuf,
    folder: TempDir,
}

impl<'a> Home<'a> {
    /// The binary is copied, as installing it does: pages of a file that the linker has just written are mapped one
    /// by one, which costs a start a tenth.
    pub fn new(stand: &'a StandIn, built: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let binary = folder.path().join("ol-aws").with_extension(env::consts::EXE_EXTENSION);
        fs::copy(built, &binary)?;
        let home = Self { stand, binary, folder };
        for folder in ["config/ol-aws", "cache", "state", "runtime"] {
            fs::create_dir_all(home.folder.path().join(folder))?;
        }
        // It holds a secret: a file that others can read would be refused.
        let mut file = tempfile::NamedTempFile::new_in(home.folder.path())?;
        file.write_all(config().as_bytes())?;
        file.persist(home.folder.path().join("config/ol-aws/config.toml"))?;
        Ok(home)
    }

    pub fn binary(&self) -> &Path {
        &self.binary
    }

    /// A program in this home, with nothing to read and nobody to read it.
    pub fn command<S: AsRef<OsStr>>(
        &self,
        program: impl AsRef<OsStr>,
        args: impl IntoIterator<Item = S>,
    ) -> Command {
        let mut command = Command::new(program);
        command.args(args).env_clear();
        for name in ["PATH", "SystemRoot", "TEMP"] {
            command.envs(env::var_os(name).map(|value| (name, value)));
        }
        for (name, folder) in [
            ("HOME", "."),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ] {
            command.env(name, self.folder.path().join(folder));
        }
        command
            .env("OL_AWS_PASSWORD", PASSWORD)
            .env("OL_AWS_ONELOGIN_URL", self.stand.onelogin_url())
            .env("AWS_ENDPOINT_URL_STS", self.stand.sts_url());
        for name in ["AWS_CA_BUNDLE", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"] {
            command.envs(self.stand.ca_pem().map(|pem| (name, pem)));
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// ol-aws as a user of the stand-in, with the words of a line.
    pub fn ol_aws(&self, user: &str, line: &str) -> Command {
        let mut command = self.command(&self.binary, line.split(' '));
        command.env("OL_AWS_USERNAME", format!("{user}@acme.test"));
        command
    }

    /// Removes what is kept, but for files whose name starts so.
    pub fn forget(&self, but: Option<&str>) -> Result<()> {
        for entry in fs::read_dir(self.folder.path().join("cache/ol-aws")).into_iter().flatten() {
            let entry = entry?;
            let kept = but.is_some_and(|but| entry.file_name().to_string_lossy().starts_with(but));
            if !kept && entry.file_type()?.is_file() {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}
