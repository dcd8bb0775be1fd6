//! `cargo run --example demo`: ol-aws at work, with nothing installed but Rust. The services are the stand-in's, home
//! and settings are temporary, the binary is the real one.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a demo shows things")]

#[allow(dead_code, unused_imports, reason = "the tests use more of the stand-in than the demo does")]
#[path = "mod.rs"]
mod standin;

use std::error::Error;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs, io};

use standin::{PASSWORD, StandIn};
use tempfile::TempDir;

const USAGE: &str = "\
usage: cargo run --example demo                                   a short tour
       cargo run --example demo -- shell [--tls] [--rtt MS]       your shell, with ol-aws in it
       cargo run --example demo -- serve [--tls] [--rtt MS]       only the services, until stdin ends";

const CONFIG: &str = r#"default = "dev"
[onelogin]
subdomain = "acme"
username = "push@acme.test"
app_id = "123456"
client_id = "client"
client_secret = "secret"
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
"#;

const CHEAT_SHEET: &str = "
Things to try here (password: correct horse, code: 123456; exit leaves no trace):
  ol-aws exec prod/Admin -- env      eval \"$(ol-aws env dev)\"      ol-aws roles
  ol-aws exec                        ol-aws status                 ol-aws login --all
Other people, with -u NAME@acme.test: plain, push-never, push-denied, sms, totp, many, locked, expired,
  hang, http-500; NAME+one, +none, +200, +gov, +hostile or +sts choose the roles.
";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<ExitCode> {
    let mut builder = StandIn::builder();
    let mut mode = None;
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--tls" => builder = builder.tls(),
            "--rtt" => {
                let milliseconds = args.next().ok_or(USAGE)?.parse()?;
                builder = builder.rtt(Duration::from_millis(milliseconds));
            }
            "shell" | "serve" if mode.is_none() => mode = Some(arg),
            _ => {
                eprintln!("{USAGE}");
                return Ok(ExitCode::from(2));
            }
        }
    }
    let stand = builder.start();
    match mode.as_deref() {
        Some("serve") => serve(&stand),
        Some(_) => shell(&Home::new(&stand)?),
        None => tour(&Home::new(&stand)?, &stand),
    }
}

/// The variables that point ol-aws at the stand-in.
fn exports(stand: &StandIn) -> Vec<(&'static str, String)> {
    let mut exports = vec![
        ("OL_AWS_ONELOGIN_URL", stand.onelogin_url()),
        ("AWS_ENDPOINT_URL_STS", stand.sts_url()),
        ("NO_PROXY", "127.0.0.1".to_owned()),
    ];
    if let Some(ca) = stand.ca_pem() {
        exports.extend(["AWS_CA_BUNDLE", "SSL_CERT_FILE"].map(|name| (name, ca.display().to_string())));
    }
    exports
}

fn serve(stand: &StandIn) -> Result<ExitCode> {
    for (name, value) in exports(stand) {
        println!("export {name}={}", shell_words::quote(&value));
    }
    io::stdout().flush()?;
    // A script's background job has no stdin to wait for: it is killed instead.
    while fs::canonicalize("/dev/stdin").is_ok_and(|stdin| stdin == Path::new("/dev/null")) {
        std::thread::park();
    }
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(ExitCode::SUCCESS)
}

fn shell(home: &Home) -> Result<ExitCode> {
    println!("{CHEAT_SHEET}");
    let shell =
        env::var_os("SHELL").unwrap_or_else(|| if cfg!(windows) { "powershell" } else { "sh" }.into());
    home.command(shell).current_dir(home.directory.path().join("home")).status()?;
    Ok(ExitCode::SUCCESS)
}

struct Step {
    says: &'static str,
    password: Option<&'static str>,
    args: Vec<&'static str>,
    exit: i32,
}

fn steps() -> [Step; 8] {
    let child = if cfg!(windows) {
        ["cmd", "/c", "set AWS_"]
    } else {
        ["sh", "-c", "echo \"I am the command, as $OL_AWS_ROLE\"; env | grep ^AWS_ | sort"]
    };
    let step = |says, password, args: &[&'static str], exit| Step { says, password, args: args.into(), exit };
    [
        step(
            "One command does it all: token, password, push, role, credentials.",
            Some(PASSWORD),
            &[&["exec", "prod/Admin", "--"], child.as_slice()].concat(),
            0,
        ),
        step("From here on no password is needed. The roles:", None, &["roles"], 0),
        step("Sessions for several at once, from the same sign-in:", None, &["login", "*/ReadOnly"], 0),
        step("The sessions kept:", None, &["status"], 0),
        step("For eval in a shell:", None, &["env", "prod/ReadOnly", "--shell", "bash"], 0),
        step(
            "What is kept comes back without the network, and the command's exit status is yours:",
            None,
            &["exec", "prod/Admin", "--", child[0], child[1], "exit 42"],
            42,
        ),
        step(
            "A wrong password is sent once:",
            Some("wrong"),
            &["login", "prod/Admin", "-u", "plain@acme.test"],
            3,
        ),
        step("and not again:", Some("wrong"), &["login", "prod/Admin", "-u", "plain@acme.test"], 3),
    ]
}

fn tour(home: &Home, stand: &StandIn) -> Result<ExitCode> {
    let mut as_told = true;
    for Step { says, password, args, exit } in steps() {
        let prefix =
            password.map(|p| format!("OL_AWS_PASSWORD={} ", shell_words::quote(p))).unwrap_or_default();
        println!("\n# {says}\n$ {prefix}ol-aws {}", shell_words::join(&args));
        let mut command = home.command(home.binary());
        command.args(&args).env("OL_AWS_NO_INPUT", "1");
        command.envs(password.map(|password| ("OL_AWS_PASSWORD", password)));
        let output = command.output()?;
        for stream in [output.stderr, output.stdout] {
            print!("{}", masked(&String::from_utf8_lossy(&stream), stand));
        }
        let status = output.status.code();
        println!("[{}]", output.status);
        if status != Some(exit) {
            as_told = false;
            println!("!!! ol-aws failed here: exit status {exit} was expected");
        }
    }
    let counts = stand.counts();
    println!("\n# What the services saw:\n{counts:#?}");
    Ok(if as_told { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The demo shows no secret in full, not even a made-up one.
fn masked(text: &str, stand: &StandIn) -> String {
    stand.secrets().iter().fold(text.to_owned(), |text, secret| {
        let start: String = secret.chars().take(4).collect();
        text.replace(secret.as_str(), &format!("{start}…(masked)"))
    })
}

/// A home of its own, and the environment that leads there.
struct Home {
    directory: TempDir,
    binaries: PathBuf,
    exports: Vec<(&'static str, String)>,
}

impl Home {
    fn new(stand: &StandIn) -> Result<Self> {
        let directory = tempfile::tempdir()?;
        for (file, content) in [
            ("config/ol-aws/config.toml", CONFIG),
            ("cache/.keep", ""),
            ("runtime/.keep", ""),
            ("home/.zshrc", ""),
        ] {
            write_private(&directory.path().join(file), content)?;
        }
        Ok(Self { directory, binaries: build()?, exports: exports(stand) })
    }

    fn binary(&self) -> PathBuf {
        self.binaries.join("ol-aws").with_extension(env::consts::EXE_EXTENSION)
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for (name, _) in env::vars_os() {
            let known = name.to_string_lossy().to_uppercase();
            if known.starts_with("AWS") || known.starts_with("OL_AWS_") || known.ends_with("_PROXY") {
                command.env_remove(name);
            }
        }
        for (name, place) in [
            ("HOME", "home"),
            ("USERPROFILE", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("APPDATA", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("LOCALAPPDATA", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ] {
            command.env(name, self.directory.path().join(place));
        }
        let path = env::var_os("PATH").unwrap_or_default();
        let path = [self.binaries.clone()].into_iter().chain(env::split_paths(&path));
        command.env("PATH", env::join_paths(path).expect("the PATH it was split from"));
        command.envs(self.exports.iter().cloned());
        command
    }
}

/// Write a file that, like its directory, nobody else can read.
fn write_private(file: &Path, content: &str) -> io::Result<()> {
    let directory = file.parent().expect("a file in a directory");
    fs::create_dir_all(directory)?;
    fs::write(file, content)?;
    #[cfg(unix)]
    for (path, mode) in [(directory, 0o700), (file, 0o600)] {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Build the product in the demo's own profile; the directory it lands in.
fn build() -> Result<PathBuf> {
    let example = env::current_exe()?;
    let directory = example.ancestors().nth(2).ok_or("the demo runs from cargo's target directory")?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--bin", "ol-aws", "--manifest-path"]);
    cargo.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    if directory.ends_with("release") {
        cargo.arg("--release");
    }
    if !cargo.status()?.success() {
        return Err("the product does not build".into());
    }
    Ok(directory.to_owned())
}
