//! What lies on the disk: whatever becomes of it, no crash and nobody else's credentials (contract §4). That every
//! byte counts is tested where the files are written; here they are what a command kept.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use crate::standin::{CLIENT_SECRET, PASSWORD, StandIn};
use crate::support::{Case, Ran, config, files, installed};

const ENV: &str = "env 999999999999/Admin --shell json -z max";
const OTHER: &str = "env 999999999999/Max1h --shell json -z max";

fn key(ran: &Ran) -> String {
    ran.json()["AWS_ACCESS_KEY_ID"].as_str().expect("a key").to_owned()
}

/// A home where something of each kind is kept, and its two sessions.
fn stocked(stand: &StandIn) -> (Case<'_>, [String; 2]) {
    let mut case = Case::new(stand);
    case.keeping().user("plain+sts").env("OL_AWS_PASSWORD", "wrong horse").line(ENV);
    case.run().fails(3, &[]);
    let refused = snapshot(&case);
    case.env("OL_AWS_PASSWORD", PASSWORD);
    let keys = [ENV, OTHER].map(|line| key(&case.line(line).run()));
    // A success has taken it away.
    for (path, bytes) in refused.iter().filter(|(path, _)| !path.exists()) {
        write(path, bytes);
    }
    let kinds =
        case.kept().keys().filter_map(|name| Some(name.split_once('-')?.0.to_owned())).collect::<Vec<_>>();
    assert_eq!(kinds, ["assertion", "failure", "lengths", "refusal", "roles", "session", "session", "token"]);
    (case, keys)
}

type Snapshot = BTreeMap<PathBuf, Vec<u8>>;

fn snapshot(case: &Case<'_>) -> Snapshot {
    case.kept().into_values().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn remove(path: &Path) {
    let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

fn restore(case: &Case<'_>, snapshot: &Snapshot) {
    for path in case.kept().into_values().chain(snapshot.keys().cloned()) {
        remove(&path);
    }
    for (path, bytes) in snapshot {
        write(path, bytes);
    }
}

/// Both roles give what was kept, or what was made for them now; in the end all is well again.
#[track_caller]
fn gives_the_right_ones(case: &mut Case<'_>, keys: &[String; 2], what: &str) {
    let mut sign_ins = 0;
    for (line, role, right) in [(ENV, "Admin", &keys[0]), (OTHER, "Max1h", &keys[1])] {
        let ran = case.line(line).run();
        assert!(ran.status.success(), "{what}\n{ran}");
        let arn = format!("arn:aws:iam::999999999999:role/{role}");
        let made = ran.sts().iter().any(|form| form["RoleArn"] == arn);
        assert!(made || key(&ran) == *right, "{what}: not its session\n{ran}");
        assert!(ran.sts().iter().all(|form| form["RoleArn"] == arn), "{what}\n{ran}");
        assert_eq!(ran.json()["OL_AWS_ROLE"], format!("999999999999/{role}"), "{what}");
        sign_ins += ran.count("/saml_assertion");
    }
    assert!(sign_ins <= 1, "{what}: more than one sign-in");
    let ran = case.line("status --json").run();
    assert!(ran.status.success() && ran.requests.is_empty(), "{what}\n{ran}");
}

#[test]
fn whatever_becomes_of_a_file_the_right_session_is_given() {
    let stand = StandIn::start();
    let (mut case, keys) = stocked(&stand);
    let whole = snapshot(&case);
    gives_the_right_ones(&mut case, &keys, "untouched");
    let mut check = |what: &str, path: &Path, make: &dyn Fn(&Path)| {
        remove(path);
        make(path);
        gives_the_right_ones(&mut case, &keys, &format!("{what} as {}", path.display()));
        restore(&case, &whole);
    };
    for (path, bytes) in &whole {
        // A byte of each part: mark, nonce, text, tag.
        for at in [7, 8, bytes.len() / 2, bytes.len() - 1] {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            check("a flipped byte", path, &|path| fs::write(path, &flipped).unwrap());
        }
        for length in [0, 32, bytes.len() - 1] {
            check("a short one", path, &|path| fs::write(path, &bytes[..length]).unwrap());
        }
        let kind =
            |path: &Path| path.file_name().unwrap().to_str().unwrap().split('-').next().map(str::to_owned);
        let alike = whole.iter().filter(|(other, _)| *other != path && kind(other) == kind(path));
        for (_, bytes) in alike.chain(whole.iter().find(|(other, _)| kind(other) != kind(path))) {
            check("another one", path, &|path| fs::write(path, bytes).unwrap());
        }
        let noise: Vec<u8> = (0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        check("noise", path, &|path| fs::write(path, &noise).unwrap());
        check("a huge one", path, &|path| fs::File::create(path).unwrap().set_len(1 << 30).unwrap());
        check("a folder", path, &|path| fs::create_dir(path).unwrap());
        check("a pipe", path, &|path| nix::unistd::mkfifo(path, nix::sys::stat::Mode::S_IRWXU).unwrap());
        check("a loop", path, &|path| symlink(path, path).unwrap());
        check("nothing", path, &|_| {});
    }
}

#[test]
fn a_link_is_not_followed() {
    let stand = StandIn::start();
    let (mut case, keys) = stocked(&stand);
    let whole = snapshot(&case);
    case.file("work/mine", "mine");
    for path in whole.keys() {
        remove(path);
        symlink(case.path("work/mine"), path).unwrap();
    }
    gives_the_right_ones(&mut case, &keys, "links");
    assert_eq!(fs::read_to_string(case.path("work/mine")).unwrap(), "mine");
}

/// `grep` over all that a run leaves.
#[test]
fn what_is_kept_is_private_and_not_in_the_clear() {
    let stand = StandIn::start();
    let (mut case, keys) = stocked(&stand);
    case.user("push").line("exec prod/Admin -- true").run().succeeds(&[]);
    case.user("totp").env("OL_AWS_OTP", "123456").line("login --all").run().succeeds(&[]);
    let mut secrets = stand.secrets();
    secrets.extend([PASSWORD, CLIENT_SECRET, "wrong horse"].map(str::to_owned));
    secrets.extend(keys);
    assert!(secrets.len() > 30, "{}", secrets.len());
    case.config(&config().replace(CLIENT_SECRET, "it is elsewhere"));
    for file in files(&case.path("")) {
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        let name = file.display().to_string();
        let held =
            secrets.iter().find(|secret| text.contains(secret.as_str()) || name.contains(secret.as_str()));
        assert_eq!(held, None, "{name}");
        // No name of whose, or of what.
        let named = name.contains("acme") || name.contains("Admin");
        assert!(!named, "{name}");
    }
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&case.path("cache/ol-aws")), 0o700);
    for file in files(&case.path("cache")) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn where_nothing_can_be_kept_all_works() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping();
    for place in ["cache", "cache/ol-aws"] {
        let _ = fs::remove_file(case.path("cache"));
        case.file(place, "not a folder");
        case.line("exec prod/Admin -- true");
        case.run().prints("").made(1, 1, 0, 1);
        case.run().prints("").made(1, 1, 0, 1);
        case.line("exec prod/Admin -v -- true").run().succeeds(&["nothing is kept: "]);
        case.line("roles").run().quietly().made(1, 1, 0, 0);
        case.line("status --json").run().prints("[]\n");
        case.line("status prod/Admin").run().fails(1, &["no session"]);
        case.line("logout").run().fails(1, &["cannot be reached"]);
        assert_eq!(fs::read_to_string(case.path(place)).unwrap(), "not a folder");
    }
}

/// No file may grow: a disk that is full.
#[test]
fn a_full_disk_spoils_nothing() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping().args(["exec", "prod/Admin", "--", "true"]);
    let full = ["sh", "-c", "trap '' XFSZ; ulimit -f 0; exec ol-aws \"$@\"", "sh"];
    for _ in 0..2 {
        let ran = case.script(&full);
        ran.succeeds(&["warning: nothing can be kept in "]).made(1, 1, 0, 1);
        assert_eq!(ran.stderr.matches("nothing can be kept").count(), 1, "{ran}");
        assert_eq!(case.kept().len(), 0);
    }
    // What was kept before is as it was.
    case.run().quietly().made(1, 1, 0, 1);
    let before = snapshot(&case);
    assert!(case.script(&full).quietly().requests.is_empty());
    case.line("exec prod/Admin --force -- true");
    case.script(&full).succeeds(&["nothing can be kept"]);
    assert_eq!(snapshot(&case), before);
}

#[test]
fn two_hundred_sessions() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping().user("plain+200").line("login --all");
    case.run().succeeds(&["sessions: 200 new"]).made(1, 1, 0, 200);
    assert_eq!(case.kept().keys().filter(|name| name.starts_with("session-")).count(), 200);
    assert!(case.run().succeeds(&["sessions: 200 still fresh"]).requests.is_empty());
    let ran = case.line("status --json").run();
    assert_eq!(ran.quietly().json().as_array().unwrap().len(), 200);
    for target in ["Role00000", "100000000019/Role00199"] {
        case.args(["exec", target, "--", "true"]);
        assert!(case.run().prints("").requests.is_empty());
    }
    case.line("logout").run().succeeds(&["200 sessions forgotten"]);
    assert_eq!(case.kept().len(), 0, "{:?}", case.kept());
}

/// Runs what follows without the kernel's key rings, as in many containers.
pub const WITHOUT_KEYS: &str = r#"
import ctypes, os, platform, struct, sys
calls = {"x86_64": (248, 249, 250), "aarch64": (217, 218, 219)}[platform.machine()]
step = lambda code, yes, no, value: struct.pack("=HBBI", code, yes, no, value)
program = step(0x20, 0, 0, 0)
for left, call in zip((3, 2, 1), calls):
    program += step(0x15, left, 0, call)
program += step(0x06, 0, 0, 0x7FFF0000) + step(0x06, 0, 0, 0x50001)
buffer = ctypes.create_string_buffer(program)
filter = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, filter, 0, 0) == 0, ctypes.get_errno()
os.execvp(sys.argv[1], sys.argv[1:])
"#;

#[test]
fn without_a_keyring_the_key_is_a_private_file() {
    let known = cfg!(target_os = "linux") && (cfg!(target_arch = "x86_64") || cfg!(target_arch = "aarch64"));
    if !known || installed("python3").is_none() {
        println!("skipped: no way to take the key rings away");
        return;
    }
    let stand = StandIn::start();
    for (place, runtime) in [("cache/ol-aws/key", false), ("runtime/ol-aws/key", true)] {
        let mut case = Case::new(&stand);
        case.keeping();
        if runtime {
            fs::create_dir(case.path("runtime")).unwrap();
        }
        let path = case.path(place);
        let run = |case: &Case<'_>| case.script(&["python3", "-c", WITHOUT_KEYS, "ol-aws"]);
        let line = "exec prod/Admin -- true";
        run(case.line(line)).prints("").made(1, 1, 0, 1);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
        assert!(run(&case).prints("").requests.is_empty());
        run(case.line("exec prod/Admin -v -- true")).succeeds(&[&format!("is in {}", path.display())]);
        case.line(line);
        // Without its key, all that was kept is as good as absent.
        let damage: &[(&str, &dyn Fn())] = &[
            ("gone", &|| fs::remove_file(&path).unwrap()),
            ("another", &|| fs::write(&path, [7; 32]).unwrap()),
            ("short", &|| fs::write(&path, [7; 31]).unwrap()),
            ("long", &|| fs::write(&path, [7; 33]).unwrap()),
            ("a loop", &|| {
                remove(&path);
                symlink(&path, &path).unwrap();
            }),
            ("open to others", &|| fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap()),
            ("a pipe", &|| {
                remove(&path);
                nix::unistd::mkfifo(&path, nix::sys::stat::Mode::S_IRWXU).unwrap();
            }),
        ];
        for (what, damage) in damage {
            damage();
            run(&case).prints("").made(1, 1, 0, 1);
            assert!(run(&case).prints("").requests.is_empty(), "{what}");
            assert!(!fs::metadata(&path).unwrap().file_type().is_fifo());
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{what}");
        }
        // What is too old is not all that goes: nothing of this is opened by the machine's own key either.
        case.run().prints("").made(1, 1, 0, 1);
        case.line("logout --all").run().succeeds(&[]);
        assert!(case.kept().keys().all(|name| name == "key"), "{:?}", case.kept());
    }
}
