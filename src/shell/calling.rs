//! Which shell will read our output, when nobody says.
//!
//! Owns the walk through our parent processes; knows nothing of quoting.

use std::env;
use std::ffi::OsString;
use std::path::Path;

use super::Format;

/// The shell that called us: on Unix the nearest shell among our ancestors, else the one `$SHELL` names; on
/// Windows what the environment betrays. Else bash.
pub fn calling() -> Format {
    ancestor().or_else(|| from_environment(|name| env::var_os(name))).unwrap_or(Format::Bash)
}

/// The format for a program: a path, a file name, or a login shell's `-zsh`. `zsh-5.9`, `ksh93`,
/// `.fish-wrapped`, `pwsh-preview` and `bash (deleted)` count as what they begin with.
fn from_program(program: &Path) -> Option<Format> {
    let file = program.file_name()?.to_str()?.trim_start_matches(['-', '.']);
    let name = file.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    match name.to_ascii_lowercase().as_str() {
        "bash" | "rbash" | "sh" | "dash" | "ash" | "ksh" | "mksh" | "lksh" | "oksh" | "yash" | "busybox" => {
            Some(Format::Bash)
        }
        "zsh" => Some(Format::Zsh),
        "fish" => Some(Format::Fish),
        "pwsh" | "powershell" => Some(Format::PowerShell),
        "cmd" => Some(Format::Cmd),
        _ => None,
    }
}

/// `$SHELL` is set on Unix, and on Windows only by the shells of MSYS and Cygwin. There every process has
/// `PSModulePath`, but only PowerShell adds a directory of the user's to it (about_PSModulePath).
fn from_environment(var: impl Fn(&str) -> Option<OsString>) -> Option<Format> {
    if let Some(shell) = var("SHELL") {
        return from_program(Path::new(&shell));
    }
    let lower = |name| Some(var(name)?.to_str()?.to_ascii_lowercase());
    let home = lower("USERPROFILE")?;
    let of_user = |path: String| path.split(';').any(|directory| directory.starts_with(&home));
    Some(if lower("PSModulePath").is_some_and(of_user) { Format::PowerShell } else { Format::Cmd })
}

#[cfg(not(unix))]
fn ancestor() -> Option<Format> {
    None
}

/// Looks past a few wrappers (`timeout`, `sudo`'s two processes, a script's interpreter), but not up to the
/// shell that started the desktop.
#[cfg(unix)]
fn ancestor() -> Option<Format> {
    const GENERATIONS: usize = 5;
    let mut pid = std::os::unix::process::parent_id();
    for _ in 0..GENERATIONS {
        let process = Process::of(pid)?;
        let found = process.programs.iter().find_map(|program| from_program(program));
        if found.is_some() {
            return found;
        }
        pid = process.parent;
    }
    None
}

/// What is needed to know of a process.
#[cfg(unix)]
struct Process {
    parent: u32,
    /// What it may be called, the most trustworthy first.
    programs: Vec<std::path::PathBuf>,
}

#[cfg(unix)]
impl Process {
    #[cfg(target_os = "linux")]
    fn of(pid: u32) -> Option<Self> {
        Self::from_proc(pid)
    }

    #[cfg(not(target_os = "linux"))]
    fn of(pid: u32) -> Option<Self> {
        Self::from_ps(pid)
    }

    /// proc(5). A script's `comm` is the script, so `exe` comes first; that of another user cannot be read.
    #[cfg(target_os = "linux")]
    fn from_proc(pid: u32) -> Option<Self> {
        let proc = Path::new("/proc").join(pid.to_string());
        // `pid (comm) state ppid …`, where comm may itself hold spaces and parentheses.
        let stat = String::from_utf8_lossy(&std::fs::read(proc.join("stat")).ok()?).into_owned();
        let (start, rest) = stat.rsplit_once(')')?;
        let (_, comm) = start.split_once('(')?;
        let exe = std::fs::read_link(proc.join("exe")).ok();
        Some(Self {
            parent: rest.split_whitespace().nth(1)?.parse().ok()?,
            programs: exe.into_iter().chain([comm.into()]).collect(),
        })
    }

    /// ps(1), by POSIX: the way that needs no private interface of macOS.
    #[cfg(any(not(target_os = "linux"), test))]
    fn from_ps(pid: u32) -> Option<Self> {
        let ps = std::process::Command::new("ps")
            .args(["-o", "ppid=", "-o", "comm=", "-p", &pid.to_string()])
            .stdin(std::process::Stdio::null())
            .output()
            .ok()?;
        let line = String::from_utf8_lossy(&ps.stdout).trim().to_owned();
        let (parent, comm) = line.split_once(char::is_whitespace)?;
        Some(Self { parent: parent.parse().ok()?, programs: vec![comm.trim().into()] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs() {
        let all = [
            ("/bin/bash", Some(Format::Bash)),
            ("-bash", Some(Format::Bash)),
            ("bash (deleted)", Some(Format::Bash)),
            ("/bin/busybox", Some(Format::Bash)),
            ("/usr/bin/ksh93", Some(Format::Bash)),
            ("-zsh", Some(Format::Zsh)),
            ("/usr/local/bin/zsh-5.9", Some(Format::Zsh)),
            ("/nix/store/x-fish-4.0/bin/.fish-wrapped", Some(Format::Fish)),
            ("/opt/microsoft/powershell/7/pwsh", Some(Format::PowerShell)),
            ("pwsh-preview", Some(Format::PowerShell)),
            ("PowerShell.EXE", Some(Format::PowerShell)),
            ("cmd.exe", Some(Format::Cmd)),
            ("timeout", None),
            ("sshd: me@pts/0", None),
            ("python3.11", None),
            ("", None),
        ];
        for (program, format) in all {
            assert_eq!(from_program(Path::new(program)), format, "{program}");
        }
    }

    #[test]
    fn environments() {
        let of = |set: &[(&str, &str)]| {
            from_environment(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
        };
        assert_eq!(of(&[("SHELL", "/usr/bin/fish")]), Some(Format::Fish));
        assert_eq!(of(&[("SHELL", "/usr/bin/nu")]), None);
        assert_eq!(of(&[]), None);
        let home = ("USERPROFILE", r"C:\Users\me");
        let machine =
            r"C:\Program Files\WindowsPowerShell\Modules;C:\Windows\system32\WindowsPowerShell\v1.0\Modules";
        let user = format!(r"c:\users\Me\OneDrive\Documents\PowerShell\Modules;{machine}");
        assert_eq!(of(&[home]), Some(Format::Cmd));
        assert_eq!(of(&[home, ("PSModulePath", machine)]), Some(Format::Cmd));
        assert_eq!(of(&[home, ("PSModulePath", &user)]), Some(Format::PowerShell));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn both_ways_to_look_at_a_process_agree() {
        let pid = std::process::id();
        let (proc, ps) = (Process::from_proc(pid).unwrap(), Process::from_ps(pid).unwrap());
        assert_eq!(proc.parent, std::os::unix::process::parent_id());
        assert_eq!(proc.parent, ps.parent);
        assert!(proc.programs.contains(&ps.programs[0]), "{:?} {:?}", proc.programs, ps.programs);
    }
}
