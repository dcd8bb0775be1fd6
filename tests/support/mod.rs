//! One run of the real binary: a home of its own, an environment of nothing but what is set here, no terminal
//! (or, in [`screen`], one of its own). Every run is audited: no secret where it does not belong, nothing on
//! stdout of a failure, no panic, no control character on stderr, and only private files.

mod screen;
pub mod shell;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::standin::{CLIENT_SECRET, PASSWORD, Recorded, StandIn};
pub use screen::{DOWN, Screen};

/// Longer than anything ol-aws may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Accounts 1 to 3 have an alias, the others have none.
pub fn config() -> String {
    format!(
        r#"[onelogin]
subdomain = "acme"
app_id = "123456"
client_id = "client"
client_secret = "{CLIENT_SECRET}"
[aws]
region = "eu-west-1"
[accounts]
"111111111111" = "prod"
"222222222222" = "dev"
"333333333333" = "data"
[profile.dev]
account = "dev"
role = "Admin"
region = "us-west-2"
[profile.audit]
source = "dev"
role_arn = "arn:aws:iam::333333333333:role/Audit"
external_id = "ext-1"
[profile.intruder]
source = "dev"
role_arn = "arn:aws:iam::333333333333:role/Audit"
external_id = "wrong"
"#
    )
}

/// What is run, and may be run again in the same home with other words.
pub struct Case<'a> {
    stand: Option<&'a StandIn>,
    home: TempDir,
    args: Vec<OsString>,
    env: BTreeMap<OsString, OsString>,
    stdin: Vec<u8>,
    stderr_apart: bool,
    keeps: bool,
}

impl<'a> Case<'a> {
    /// The user `plain`, with the right password, and settings that lead to the stand-in.
    pub fn new(stand: &'a StandIn) -> Self {
        let mut case = Self::bare();
        case.stand = Some(stand);
        case.config(&config())
            .user("plain")
            .env("OL_AWS_PASSWORD", PASSWORD)
            .env("OL_AWS_ONELOGIN_URL", stand.onelogin_url())
            .env("AWS_ENDPOINT_URL_STS", stand.sts_url());
        case
    }

    /// No settings at all.
    pub fn bare() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("work")).unwrap();
        let mut env: BTreeMap<OsString, OsString> = BTreeMap::new();
        env.insert("PATH".into(), std::env::var_os("PATH").unwrap_or_default());
        env.insert("HOME".into(), home.path().into());
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ] {
            env.insert(name.into(), home.path().join(folder).into());
        }
        Self {
            stand: None,
            home,
            args: Vec::new(),
            env,
            stdin: Vec::new(),
            stderr_apart: false,
            keeps: false,
        }
    }

    /// A user of the stand-in, without `@acme.test`.
    pub fn user(&mut self, name: &str) -> &mut Self {
        self.env("OL_AWS_USERNAME", format!("{name}@acme.test"))
    }

    pub fn args<S: AsRef<OsStr>>(&mut self, args: impl IntoIterator<Item = S>) -> &mut Self {
        self.args = args.into_iter().map(|arg| arg.as_ref().to_owned()).collect();
        self
    }

    /// The words of a line, as a shell would split them.
    pub fn line(&mut self, line: &str) -> &mut Self {
        self.args(shell_words::split(line).unwrap())
    }

    pub fn env(&mut self, name: &str, value: impl AsRef<OsStr>) -> &mut Self {
        self.env.insert(name.into(), value.as_ref().to_owned());
        self
    }

    pub fn without(&mut self, name: &str) -> &mut Self {
        self.env.remove(OsStr::new(name));
        self
    }

    pub fn stdin(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.stdin = bytes.as_ref().to_owned();
        self
    }

    /// What a run keeps is there for the next one; else each run finds nothing.
    pub fn keeping(&mut self) -> &mut Self {
        self.keeps = true;
        self
    }

    /// With a terminal: stderr goes to a file all the same.
    pub fn stderr_to_file(&mut self) -> &mut Self {
        self.stderr_apart = true;
        self
    }

    /// Takes away what is kept of these kinds: the first words of the files' names.
    pub fn forget(&mut self, kinds: &[&str]) -> &mut Self {
        for (name, path) in self.kept() {
            if kinds.iter().any(|kind| name.starts_with(&format!("{kind}-"))) {
                fs::remove_file(path).unwrap();
            }
        }
        self
    }

    /// The files that hold what is kept, by name, locks not among them.
    pub fn kept(&self) -> BTreeMap<String, PathBuf> {
        let paths = files(&self.path("cache/ol-aws"));
        let named =
            paths.into_iter().map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path));
        named.filter(|(name, _)| !name.ends_with(".lock")).collect()
    }

    /// Writes `config.toml`, readable for its owner alone.
    pub fn config(&mut self, text: &str) -> &mut Self {
        self.file("config/ol-aws/config.toml", text)
    }

    /// Writes a file beneath the home.
    pub fn file(&mut self, path: &str, text: &str) -> &mut Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        self.mode(&path, 0o600)
    }

    pub fn mode(&mut self, path: &Path, mode: u32) -> &mut Self {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        self
    }

    /// A place beneath the home; `work` is where commands run.
    pub fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    pub fn config_path(&self) -> PathBuf {
        self.path("config/ol-aws/config.toml")
    }

    /// All the variables that a run gets.
    pub fn environment(&self) -> BTreeMap<String, String> {
        let text = |text: &OsString| text.to_str().expect("UTF-8").to_owned();
        self.env.iter().map(|(name, value)| (text(name), text(value))).collect()
    }

    pub fn prepare(&self, command: &mut Command) {
        command.env_clear().envs(&self.env).current_dir(self.path("work"));
    }

    /// Runs ol-aws to its end, without a terminal.
    pub fn run(&self) -> Ran {
        // Either becomes the program, so that the pid is its own. macOS has no setsid(1).
        let mut command = Command::new(if cfg!(target_os = "linux") { "setsid" } else { "perl" });
        if !cfg!(target_os = "linux") {
            command.args(["-MPOSIX", "-e", "setsid(); exec {$ARGV[0]} @ARGV", "--"]);
        }
        command.arg(env!("CARGO_BIN_EXE_ol-aws")).args(&self.args);
        self.watch(command)
    }

    /// Runs a script in which `ol-aws` is the binary, with these words of a shell.
    pub fn script(&self, shell: &[&str]) -> Ran {
        let mut command = Command::new(shell[0]);
        command.args(&shell[1..]).args(&self.args);
        self.prepare(&mut command);
        self.binary_on_path(&mut command);
        self.watched(command)
    }

    fn binary_on_path(&self, command: &mut Command) {
        let binaries = Path::new(env!("CARGO_BIN_EXE_ol-aws")).parent().unwrap().to_owned();
        let path = std::env::split_paths(&self.env[OsStr::new("PATH")]).collect::<Vec<_>>();
        let path = std::env::join_paths([binaries].into_iter().chain(path)).unwrap();
        command.env("PATH", path);
    }

    fn watch(&self, mut command: Command) -> Ran {
        self.prepare(&mut command);
        self.watched(command)
    }

    fn watched(&self, command: Command) -> Ran {
        self.watched_while(command, |_| {})
    }

    /// Runs a program to its end, and meanwhile something that may know its pid.
    pub fn watched_while(&self, mut command: Command, meanwhile: impl FnOnce(u32)) -> Ran {
        let before = self.before();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let pid = child.id();
        let mut stdin = child.stdin.take().unwrap();
        let bytes = self.stdin.clone();
        // A program may leave what it does not want to read.
        std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || sender.send(child.wait_with_output()));
        meanwhile(pid);
        let Ok(output) = receiver.recv_timeout(PATIENCE) else {
            let _ = nix::sys::signal::kill(
                nix::unistd::Pid::from_raw(pid.cast_signed()),
                nix::sys::signal::Signal::SIGKILL,
            );
            panic!("{:?} did not end", self.args);
        };
        let output = output.unwrap();
        let stderr = String::from_utf8(output.stderr).expect("stderr is UTF-8");
        let ran = self.ran(before, output.status, output.stdout, stderr, pid);
        let stray: Vec<char> = ran.stderr.chars().filter(|c| c.is_control() && *c != '\n').collect();
        assert!(stray.is_empty(), "{stray:?} on stderr\n{ran}");
        ran
    }

    fn before(&self) -> Before {
        if !self.keeps {
            let _ = fs::remove_dir_all(self.path("cache"));
        }
        Before {
            requests: self.stand.map_or(0, |stand| stand.requests().len()),
            began: Instant::now(),
            at: SystemTime::now(),
        }
    }

    fn ran(&self, before: Before, status: ExitStatus, stdout: Vec<u8>, stderr: String, pid: u32) -> Ran {
        let requests = self.stand.map(StandIn::requests).unwrap_or_default();
        let ran = Ran {
            args: self.args.clone(),
            status,
            stdout,
            stderr,
            pid,
            took: before.began.elapsed(),
            requests: requests.into_iter().skip(before.requests).collect(),
        };
        self.audit(&ran, before.at);
        ran
    }

    /// What holds for every run (contract §5, §8).
    fn audit(&self, ran: &Ran, since: SystemTime) {
        let mut secrets = self.stand.map(StandIn::secrets).unwrap_or_default();
        secrets.extend([PASSWORD, CLIENT_SECRET].map(str::to_owned));
        for secret in &secrets {
            assert!(!ran.stderr.contains(secret.as_str()), "a secret on stderr\n{ran}");
        }
        assert!(!ran.stderr.contains("panicked"), "{ran}");
        if ran.stderr.contains("ol-aws: error:") && ran.args.first().is_some_and(|arg| arg != "-c") {
            let allowed = ran.args.first().is_some_and(|arg| arg == "env") && ran.stdout == b"false\n";
            assert!(ran.stdout.is_empty() || allowed, "a failure on stdout\n{ran}");
        }
        for folder in ["config", "cache", "state", "runtime"] {
            for file in files(&self.path(folder)) {
                // A parallel run may have replaced it; what is no file is no work of ours.
                let Ok(told) = fs::symlink_metadata(&file) else { continue };
                if !told.is_file() || told.len() > (1 << 24) || told.modified().unwrap() <= since {
                    continue;
                }
                assert_eq!(told.permissions().mode() & 0o077, 0, "others can read {}", file.display());
                let Ok(bytes) = fs::read(&file) else { continue };
                let mut text = String::from_utf8_lossy(&bytes).into_owned();
                if folder == "config" {
                    text = text.replace(CLIENT_SECRET, "");
                }
                let held = secrets.iter().any(|secret| text.contains(secret.as_str()));
                assert!(!held, "a secret in {}", file.display());
            }
        }
    }
}

struct Before {
    requests: usize,
    began: Instant,
    at: SystemTime,
}

/// The files beneath a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(files(&path))
        } else {
            found.push(path)
        }
    }
    found
}

/// What came of a run.
pub struct Ran {
    args: Vec<OsString>,
    pub status: ExitStatus,
    pub stdout: Vec<u8>,
    /// With a terminal, all that was drawn on it, without its escape sequences.
    pub stderr: String,
    pub pid: u32,
    pub took: Duration,
    /// Those that the stand-in got meanwhile.
    pub requests: Vec<Recorded>,
}

impl Ran {
    pub fn out(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("stdout is UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }

    /// Success, without a word on stderr.
    #[track_caller]
    pub fn quietly(&self) -> &Self {
        self.succeeds(&[]);
        assert_eq!(self.stderr, "", "{self}");
        self
    }

    /// Success, and these words on stderr.
    #[track_caller]
    pub fn succeeds(&self, says: &[&str]) -> &Self {
        assert_eq!(self.status.code(), Some(0), "{self}");
        self.says(says)
    }

    /// Success, stdout exactly this, without a word on stderr.
    #[track_caller]
    pub fn prints(&self, stdout: &str) -> &Self {
        assert_eq!(self.quietly().out(), stdout, "{self}");
        self
    }

    /// Failure in the form of contract §6, with what to do about it, and these words.
    #[track_caller]
    pub fn fails(&self, status: i32, says: &[&str]) -> &Self {
        assert_eq!(self.status.code(), Some(status), "{self}");
        assert_eq!(self.stderr.matches("ol-aws: error: ").count(), 1, "{self}");
        assert!(self.stderr.contains("  hint: ") || status == 130, "no hint\n{self}");
        self.says(says)
    }

    #[track_caller]
    pub fn says(&self, words: &[&str]) -> &Self {
        for words in words {
            assert!(self.stderr.contains(words), "`{words}` is not on stderr\n{self}");
        }
        self
    }

    /// How many requests went to a path that ends so.
    pub fn count(&self, path: &str) -> usize {
        self.requests.iter().filter(|request| request.path.ends_with(path)).count()
    }

    /// Exactly so many tokens, assertions, verifies and STS calls; every assertion carries the password.
    #[track_caller]
    pub fn made(&self, tokens: usize, assertions: usize, verifies: usize, sts: usize) -> &Self {
        let made = (
            self.count("/token"),
            self.count("/saml_assertion"),
            self.count("/verify_factor"),
            self.sts().len(),
        );
        assert_eq!(made, (tokens, assertions, verifies, sts), "{self}");
        self
    }

    /// The calls of STS, as forms.
    pub fn sts(&self) -> Vec<std::collections::HashMap<String, String>> {
        self.requests.iter().map(Recorded::form).filter(|form| form.contains_key("Action")).collect()
    }
}

impl std::fmt::Display for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { args, status, stderr, requests, .. } = self;
        writeln!(f, "ol-aws {args:?}: {status} (signal {:?})", status.signal())?;
        writeln!(f, "--- stdout\n{}--- stderr\n{stderr}---", String::from_utf8_lossy(&self.stdout))?;
        requests.iter().try_for_each(|request| writeln!(f, "{} {}", request.method, request.path))
    }
}

/// Passwords that reached the service.
pub fn submissions(ran: &Ran) -> usize {
    ran.requests.iter().filter(|request| request.body.contains("\"password\":\"")).count()
}

/// Checks many cases at once: most of them wait.
pub fn at_once<T: Sync>(cases: &[T], check: impl Fn(&T) + Sync) {
    std::thread::scope(|scope| {
        for case in cases {
            scope.spawn(|| check(case));
        }
    });
}

/// Runs a script of bash on a D-Bus session of its own, whose daemon has words of its own on stderr.
pub const SESSION: &str = r#"exec dbus-run-session $BUS -- bash -c "exec 2>&3; $0" 3>&2 2>/dev/null"#;
/// A line of a shell on a D-Bus session of its own, after which the keyring is there, and unlocked.
pub const UNLOCKED: &str =
    "printf login | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n";

/// Whether there can be such a keyring; with `CI=true`, there must be.
pub fn has_keyring() -> bool {
    installed("gnome-keyring-daemon").is_some() && installed("dbus-run-session").is_some()
}

/// A program on PATH, or a word and `None`; with `CI=true`, a failure.
pub fn installed(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|dir| dir.join(program)).find(|path| path.is_file());
    if found.is_none() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{program} must be installed in CI");
        eprintln!("skipped: {program} is not installed");
    }
    found
}
