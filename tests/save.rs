//! `save`: what stands in AWS's credentials file afterwards, and what does not.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ol_aws::ini::Ini;

use crate::clients::{self, venv};
use crate::standin::{PASSWORD, StandIn};
use crate::support::{Case, Ran};

const FILE: &str = ".aws/credentials";

fn value(case: &Case<'_>, section: &str, key: &str) -> Option<String> {
    let ini = Ini::parse(&fs::read(case.path(FILE)).unwrap());
    ini.get(section, key).map(|value| value.to_string())
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// What lies in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// Success, nothing on stdout, one line on stderr with these words.
#[track_caller]
fn told<'r>(ran: &'r Ran, words: &[&str]) -> &'r Ran {
    ran.succeeds(words);
    assert_eq!((ran.out(), ran.stderr.lines().count()), ("", 1), "{ran}");
    ran
}

#[test]
fn a_file_is_made_for_its_owner_alone() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let ran = case.line("save prod/Admin --profile work").run();
    let path = case.path(FILE);
    let line = format!("ol-aws: prod/Admin is saved as work in {}, for 59 min\n", path.display());
    assert_eq!(told(&ran, &[]).made(1, 1, 0, 1).stderr, line, "{ran}");
    assert_eq!((mode(&path), mode(&case.path(".aws"))), (0o600, 0o700));
    let get = |key| value(&case, "work", key).unwrap();
    let token = get("aws_session_token");
    let until = get("aws_session_expiration");
    assert!(get("aws_access_key_id").starts_with("ASIA") && token.len() > 20);
    assert!(until.ends_with("+0000") && until.len() == "2026-11-24T17:00:00+0000".len(), "{until}");
    // Every key, in this order, and nothing else.
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        format!(
            "[work]\naws_access_key_id = {}\naws_secret_access_key = {}\naws_session_token = {token}\n\
             aws_session_expiration = {until}\naws_security_token = {token}\nregion = eu-west-1\n",
            get("aws_access_key_id"),
            get("aws_secret_access_key"),
        )
    );
    assert_eq!(names(&case.path(".aws")), BTreeSet::from(["credentials".to_owned()]));
}

#[test]
fn every_other_byte_stays_and_a_link_too() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let above = "# mine\r\n[default]\r\naws_access_key_id=AKIA # c\r\n  \r\n[dev]  ; odd\r\n  nested =\r\n    a = b\r\n";
    let below = "\r\n; of other\r\n[other]\r\nrole_arn: x\r\nkey = \u{fc}";
    case.file("dotfiles/aws", &format!("{above}  REGION: old  \r\n{below}"));
    fs::create_dir(case.path(".aws")).unwrap();
    symlink("../dotfiles/aws", case.path(FILE)).unwrap();
    let target = case.path("dotfiles/aws");
    for (had, has) in [(0o644, 0o600), (0o400, 0o400), (0o660, 0o600)] {
        case.mode(&target, had);
        told(&case.line("save dev/Admin --profile dev").run(), &["dev/Admin is saved as dev"]);
        assert_eq!(mode(&target), has, "{had:o}");
    }
    let text = fs::read_to_string(&target).unwrap();
    assert!(
        text.starts_with(&format!("{above}  REGION: eu-west-1  \r\n  aws_access_key_id = ASIA")),
        "{text}"
    );
    assert!(text.ends_with(below) && !text.replace("\r\n", "").contains('\n'), "{text}");
    assert_eq!(fs::read_link(case.path(FILE)).unwrap(), Path::new("../dotfiles/aws"));
    assert_eq!(names(&case.path("dotfiles")), BTreeSet::from(["aws".to_owned()]));
    // One that leads nowhere yet.
    fs::remove_file(&target).unwrap();
    told(&case.run(), &["is saved as dev"]);
    assert!(case.path(FILE).is_symlink() && mode(&target) == 0o600);
}

#[test]
fn an_owner_stays() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.file(FILE, "[a]\n");
    if std::os::unix::fs::chown(case.path(FILE), Some(12345), Some(12346)).is_err() {
        return eprintln!("skipped: only root gives files away");
    }
    told(&case.line("save prod/Admin --profile a").run(), &["is saved as a"]);
    let meta = fs::metadata(case.path(FILE)).unwrap();
    assert_eq!((meta.uid(), meta.gid(), mode(&case.path(FILE))), (12345, 12346, 0o600));
}

#[test]
fn what_is_taken_before_the_keys_is_told() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping();
    case.file(FILE, "[x]\naws_security_token = stale\noutput = json\nsource_profile = c\n");
    told(&case.line("save prod/Admin --profile x").run(), &[]);
    // Some clients read the older name first.
    assert_eq!(value(&case, "x", "aws_security_token"), value(&case, "x", "aws_session_token"));
    case.file(".aws/config", "[profile 'x']\nrole_arn = a\n[profile y]\nregion = r\n");
    case.run()
        .succeeds(&["warning: AWS's clients take role_arn of [profile 'x'] in ", "before what is saved"]);
    told(&case.line("save prod/Admin --profile y").run(), &[]);
    told(&case.line("save prod/Admin --profile x --file elsewhere").run(), &[]);
    // It is the person's, and stays.
    case.file("work/elsewhere", "[x]\nsso_role_name = b\n");
    case.run()
        .succeeds(&["warning: AWS's clients take sso_role_name of [x] in elsewhere before what is saved"]);
    let text = fs::read_to_string(case.path("work/elsewhere")).unwrap();
    assert!(text.starts_with("[x]\nsso_role_name = b\naws_access_key_id = "), "{text}");
}

#[test]
fn the_section_names_the_role_where_nothing_else_does() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping();
    for (line, label, section, region) in [
        ("save --profile dev", "dev/Admin", "dev", "us-west-2"),
        ("save -p audit", "data/Audit", "audit", "us-west-2"),
        // With a target it is a section and no more.
        ("save prod/Admin --profile dev", "prod/Admin", "dev", "eu-west-1"),
        ("save dev --profile 'a b'", "dev/Admin", "a b", "us-west-2"),
        ("save --aws-account-id prod --aws-role-name Admin -p x", "prod/Admin", "x", "eu-west-1"),
        ("save prod/Admin -p x --region us-east-2", "prod/Admin", "x", "us-east-2"),
    ] {
        told(&case.line(line).run(), &[&format!("{label} is saved as {section} in ")]);
        assert_eq!(value(&case, section, "region").as_deref(), Some(region), "{line}");
    }
    case.line("save --profile nothing-that-is-known").run().fails(5, &["no role is named"]);
    case.env("OL_AWS_ROLE", "dev/Admin");
    told(&case.line("save --profile x").run(), &["dev/Admin is saved as x"]);
    // Where none is set, what the section says stays.
    case.config(&crate::support::config().replace("region = \"eu-west-1\"", ""));
    told(&case.line("save prod/Admin --profile x").run(), &[]);
    assert_eq!(value(&case, "x", "region").as_deref(), Some("us-west-2"));
}

#[test]
fn the_file_is_where_aws_says_or_the_person() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping();
    for (variable, line, path) in [
        ("~/a/b", "save prod/Admin --profile x", "a/b"),
        ("~/a/b", "save prod/Admin --profile x --file c", "work/c"),
        ("", "save prod/Admin --profile x", FILE),
    ] {
        case.env("AWS_SHARED_CREDENTIALS_FILE", variable);
        told(&case.line(line).run(), &["is saved as x"]);
        assert!(fs::read_to_string(case.path(path)).unwrap().starts_with("[x]\n"), "{path}");
        assert_eq!(mode(&case.path(path)), 0o600);
    }
    // AWS's other file may be anything.
    case.env("AWS_CONFIG_FILE", "/dev/null");
    told(&case.run(), &["is saved as x"]);
    assert!(case.line("save prod/Admin --profile x --quiet").run().quietly().out().is_empty());
}

#[test]
fn what_cannot_be_done_is_told_and_changes_nothing() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.file(FILE, "[x]\nkey = 1\n");
    for (line, status, says) in [
        ("save prod/Admin --profile 'a]b'", 2, "an AWS profile cannot be named `a]b`"),
        ("save prod/Admin --profile DEFAULT", 2, "`DEFAULT`"),
        ("save prod/Admin --profile ''", 2, "``"),
        ("save prod/Admin --profile x --every 5x", 2, "--every: `5x` is no length of time"),
        ("save prod/Admin --profile x --every 0", 2, "--every: `0`"),
        ("save prod/Nobody --profile x", 5, "no role matches"),
        ("save prod/Admin --profile x --file .", 1, "it is no file"),
        ("save prod/Admin --profile x --file /dev/null", 1, "it is no file"),
        ("save prod/Admin --profile x --file /proc/none/x", 1, "cannot write /proc/none/x"),
        ("save prod/Admin --profile x --file loop", 1, "circle"),
    ] {
        let _ = symlink("loop", case.path("work/loop"));
        let ran = case.line(line).run();
        ran.fails(status, &[says]);
        assert!(status != 2 || ran.requests.is_empty(), "before anybody is asked\n{ran}");
    }
    for line in
        ["save prod/Admin", "save prod/Admin --profile x --times 2", "save --profile x --every 1h --times 0"]
    {
        let ran = case.line(line).run();
        assert_eq!((ran.status.code(), ran.out()), (Some(2), ""), "{ran}");
        ran.says(&["ol-aws: error: "]);
    }
    assert_eq!(fs::read(case.path(FILE)).unwrap(), b"[x]\nkey = 1\n");
    assert_eq!(names(&case.path(".aws")), BTreeSet::from(["credentials".to_owned()]));
}

#[test]
fn what_is_there_already_is_not_written_again() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping().line("save prod/Admin --profile x").run().succeeds(&[]);
    let path = case.path(FILE);
    let inode = || fs::metadata(case.path(FILE)).unwrap().ino();
    let before = (inode(), fs::metadata(&path).unwrap().modified().unwrap());
    let ran = case.run();
    assert!(told(&ran, &["is saved"]).requests.is_empty(), "{ran}");
    assert_eq!((inode(), fs::metadata(&path).unwrap().modified().unwrap()), before);
    // But others have no part in it.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    told(&case.run(), &["is saved"]);
    assert_eq!((inode(), mode(&path)), (before.0, 0o600));
}

#[test]
fn twenty_at_once_lose_nothing() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping().line("login --all").run().succeeds(&[]);
    case.file(FILE, "# mine\n[own]\nkey = 1\n");
    let script = "for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do \
                  ol-aws save prod/Admin --profile p$n & ol-aws save dev/Admin --profile p$n & done; wait";
    let ran = case.args([""; 0]).script(&["sh", "-c", script]);
    assert_eq!(ran.succeeds(&[]).stderr.matches("is saved as p").count(), 40, "{ran}");
    let file = fs::read(case.path(FILE)).unwrap();
    assert!(file.starts_with(b"# mine\n[own]\nkey = 1\n\n["), "{}", String::from_utf8_lossy(&file));
    let ini = Ini::parse(&file);
    assert_eq!(ini.sections().count(), 21, "each once");
    for n in 1..=20 {
        let key = ini.get(&format!("p{n}"), "aws_access_key_id").unwrap();
        assert!(key.starts_with("ASIA"), "p{n}");
    }
    assert_eq!(names(&case.path(".aws")), BTreeSet::from(["credentials".to_owned()]));
}

/// Killed at moments spread over a whole run: the file is the one before or the one after.
#[test]
fn whenever_it_is_killed_the_file_is_whole() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let mut long = String::from("# long\n[own]\n");
    (0..5_000).for_each(|n| long.push_str(&format!("key{n} = value\n")));
    case.keeping().file(FILE, &long);
    let mut contents = Vec::new();
    let mut took = Duration::ZERO;
    for target in ["prod/Admin", "dev/Admin", "prod/Admin"] {
        let ran = case.args(["save", target, "--profile", "x"]).run();
        ran.succeeds(&[]);
        contents.push(fs::read(case.path(FILE)).unwrap());
        took = ran.took;
    }
    assert!(contents[0] == contents[2] && contents[0] != contents[1], "two sessions, kept");
    const RUNS: u32 = 120;
    let (mut left_over, mut changed) = (0, 0);
    for run in 0..RUNS {
        let before = fs::read(case.path(FILE)).unwrap();
        let target = if before == contents[0] { "dev/Admin" } else { "prod/Admin" };
        let mut command = Command::new(env!("CARGO_BIN_EXE_ol-aws"));
        command.args(["save", target, "--profile", "x", "-q"]).stdin(Stdio::null());
        case.prepare(&mut command);
        let at = Instant::now() + took * 2 * run / RUNS;
        let mut child = command.spawn().unwrap();
        std::thread::sleep(at.saturating_duration_since(Instant::now()));
        child.kill().unwrap();
        child.wait().unwrap();
        let after = fs::read(case.path(FILE)).unwrap();
        assert!(contents[..2].contains(&after), "{} bytes, neither old nor new", after.len());
        assert_eq!(mode(&case.path(FILE)), 0o600);
        left_over = left_over.max(names(&case.path(".aws")).len() - 1);
        changed += usize::from(after != before);
    }
    assert!(left_over <= 1, "{left_over} temporary files at a time");
    assert!((1..RUNS as usize).contains(&changed), "{changed} of {RUNS} ran to the end of {took:?}");
    // The next one clears up.
    fs::write(case.path(".aws/.ol-aws-debris.tmp"), "").unwrap();
    let other = if fs::read(case.path(FILE)).unwrap() == contents[0] { "dev/Admin" } else { "prod/Admin" };
    case.args(["save", other, "--profile", "x"]).run().succeeds(&[]);
    assert_eq!(names(&case.path(".aws")), BTreeSet::from(["credentials".to_owned()]));
}

#[test]
fn rounds_renew_before_the_session_ends() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping();
    // Enough is left for the next round, and after that.
    let ran = case.line("save prod/Admin --profile x --every 1s --times 3").run();
    ran.succeeds(&[]).made(1, 1, 0, 1);
    assert_eq!(ran.stderr.matches("is saved as x").count(), 3, "{ran}");
    assert!((2..10).contains(&ran.took.as_secs()), "{:?}", ran.took);
    // 59 minutes are enough for one, but not until the next.
    case.line("save prod/Admin --profile x --every 1h --times 1").run().succeeds(&[]).made(0, 0, 0, 1);
    let first = value(&case, "x", "aws_access_key_id");
    let ran = case.line("save prod/Admin --profile x --every 1s --times 2 --min-ttl 2h").run();
    ran.succeeds(&[]).made(0, 0, 0, 2);
    assert_ne!(value(&case, "x", "aws_access_key_id"), first);
}

#[test]
fn a_round_that_fails_is_tried_again_while_something_valid_is_saved() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    // Nothing is kept, so each round signs in; the password is there for the first and the third.
    let script = "#!/bin/sh\necho x >>rounds\n[ \"$(wc -l <rounds)\" -eq 2 ] && exit 1\necho \"$WORD\"\n";
    case.file("work/password", script).without("OL_AWS_PASSWORD").env("WORD", PASSWORD);
    let password = case.path("work/password");
    case.mode(&password, 0o700)
        .env("XDG_CACHE_HOME", "/dev/null")
        .env("OL_AWS_PASSWORD_COMMAND", "./password");
    let ran = case.line("save prod/Admin --profile x --every 1s --times 3").run();
    ran.succeeds(&["warning: ", "; what is saved is valid for 59 min, and the next round tries again"]);
    assert_eq!(ran.stderr.matches("is saved as x").count(), 2, "{ran}");
    assert_eq!(ran.stderr.matches("tries again").count(), 1, "{ran}");
    // In the first round there is nothing to go on with.
    fs::write(case.path("work/rounds"), "x\n").unwrap();
    fs::remove_file(case.path(FILE)).unwrap();
    let ran = case.run();
    assert!(!ran.status.success() && ran.stderr.contains("ol-aws: error: "), "{ran}");
    assert!(!case.path(FILE).exists());
}

#[test]
fn ctrl_c_ends_the_rounds() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.line("save prod/Admin --profile x --every 45m");
    let mut screen = case.on_terminal();
    screen.sees("prod/Admin is saved as x").sees("next in 44 min").types("\u{3}");
    let ran = screen.ends();
    ran.fails(130, &["interrupted"]);
    assert!(value(&case, "x", "aws_access_key_id").is_some());
    case.line("save prod/Admin --profile x --every 1s --times 2 --quiet");
    let ran = case.on_terminal().ends();
    assert_eq!((ran.status.code(), ran.stderr.as_str()), (Some(0), ""), "{ran}");
}

#[test]
fn a_later_round_asks_nothing_again() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping().without("OL_AWS_USERNAME").line("save --profile x --every 1s --times 3 --min-ttl 2h");
    let mut screen = case.on_terminal();
    screen
        .sees("user name")
        .types("plain@acme.test\r")
        .sees("Role")
        .types("Deploy")
        .sees("Role: Deploy")
        .types("\r");
    screen.sees("Keep these answers").types("n\r");
    let ran = screen.ends();
    ran.succeeds(&[]).made(1, 1, 0, 3);
    assert_eq!(ran.stderr.matches("dev/Deploy is saved as x").count(), 3, "{ran}");
}

#[test]
fn aws_and_boto3_are_who_the_section_says() {
    let Some(bin) = venv() else { return };
    let stand = StandIn::start();
    let mut case = clients::case(&stand, &bin);
    case.file(FILE, "[work]\naws_security_token = stale\n");
    let script = "ol-aws save --profile dev -q && ol-aws save data/Admin -p work -q && \
                  aws --profile dev sts get-caller-identity --output text --query Account && \
                  aws --profile work sts get-caller-identity --output text --query Arn && \
                  AWS_PROFILE=dev python3 -c 'import boto3; c = boto3.client(\"sts\"); \
                  print(c.get_caller_identity()[\"Account\"], c.meta.region_name)'";
    let ran = case.args([""; 0]).script(&["sh", "-c", script]);
    ran.prints(
        "222222222222\narn:aws:sts::333333333333:assumed-role/Admin/plain@acme.test\n222222222222 us-west-2\n",
    );
}
