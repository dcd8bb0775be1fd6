//! `doctor`: a healthy home, a bare one, and each fault that is seeded, found with what mends it; what fails does not
//! keep the rest from being looked at.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use std::time::Duration;

use jiff::SignedDuration;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use crate::standin::{CLIENT_SECRET, PASSWORD, StandIn};
use crate::store::WITHOUT_KEYS;
use crate::support::{Case, Ran, UNLOCKED, config, has_keyring, installed};

const DOCTOR: &str = "doctor --json";

/// A home where all is well, whatever the machine that the test runs on has or has not.
fn healthy(stand: &StandIn) -> Case<'_> {
    let mut case = Case::new(stand);
    case.keeping().line(DOCTOR).file("bin/aws", "#!/bin/sh\n");
    let path = format!("{}:{}", case.path("bin").display(), std::env::var("PATH").unwrap());
    case.env("PATH", path).env("OL_AWS_INTEGRATION", "bash 00000000");
    if let Some(ca) = stand.ca_pem() {
        case.env("AWS_CA_BUNDLE", ca);
    }
    // What the function would say of itself.
    let stale = row(&case.run(), "integration");
    let current = stale["detail"].as_str().unwrap().rsplit(' ').next().unwrap().to_owned();
    case.env("OL_AWS_INTEGRATION", format!("bash {current}"));
    case
}

#[track_caller]
fn row(ran: &Ran, check: &str) -> Value {
    let rows = ran.json();
    let mut rows = rows.as_array().unwrap().iter().filter(|row| row["check"] == check);
    let row = rows.next().unwrap_or_else(|| panic!("no {check}\n{ran}"));
    assert!(rows.next().is_none(), "two of {check}\n{ran}");
    row.clone()
}

/// The checks that are not ok, with their states. A machine without a keyring is no fault of the home.
fn not_ok(ran: &Ran) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = ran.json();
    let rows = rows.as_array().unwrap().iter().filter(|row| row["state"] != "ok");
    let mut found: Vec<_> = rows.map(|row| (text(&row["check"]), text(&row["state"]))).collect();
    found.retain(|(check, state)| (check.as_str(), state.as_str()) != ("session key", "warn"));
    found
}

/// This check alone is in this state, and says so; the exit status fits. No secret is told.
#[track_caller]
fn finds(ran: &Ran, check: &str, state: &str, says: &[&str], remedy: &str) {
    assert_eq!(not_ok(ran), [(check.to_owned(), state.to_owned())], "{ran}");
    tells(ran, check, state, says, remedy);
}

#[track_caller]
fn tells(ran: &Ran, check: &str, state: &str, says: &[&str], remedy: &str) {
    let row = row(ran, check);
    assert_eq!(row["state"], state, "{ran}");
    let detail = row["detail"].as_str().unwrap();
    for says in says {
        assert!(detail.contains(says), "`{says}` is not in {detail}");
    }
    let mends = row["remedy"].as_str().unwrap();
    assert!(mends.contains(remedy), "`{remedy}` is not in {mends}");
    let fails = not_ok(ran).iter().any(|(_, state)| state == "fail");
    assert_eq!(ran.status.code(), Some(i32::from(fails)), "{ran}");
    assert_eq!(ran.stderr, "", "{ran}");
    no_secret(ran);
}

#[track_caller]
fn no_secret(ran: &Ran) {
    for secret in [PASSWORD, CLIENT_SECRET, "hush"] {
        assert!(!ran.out().contains(secret), "{ran}");
    }
}

/// Paths of the requests, in their order but for the services': no password, no assertion.
fn paths(ran: &Ran) -> Vec<String> {
    let mut paths: Vec<_> =
        ran.requests.iter().map(|request| format!("{} {}", request.method, request.path)).collect();
    paths.sort();
    paths
}

const HEALTHY: [&str; 3] = ["GET /", "GET /", "POST /auth/oauth2/v2/token"];

#[test]
fn a_healthy_home_is_well_and_asks_little() {
    for stand in [StandIn::start(), StandIn::builder().tls().start()] {
        let mut case = healthy(&stand);
        let ran = case.run();
        assert_eq!(not_ok(&ran), [], "{ran}");
        ran.quietly();
        no_secret(&ran);
        assert_eq!(paths(&ran), HEALTHY, "{ran}");
        assert!(case.kept().is_empty() || case.kept().keys().all(|name| name == "key"), "{:?}", case.kept());
        for (check, says) in [
            ("onelogin.subdomain", "acme, from config.toml"),
            ("onelogin.username", "plain@acme.test, from OL_AWS_USERNAME"),
            ("onelogin.client_secret", "********, from config.toml"),
            ("onelogin.url", ", from OL_AWS_ONELOGIN_URL"),
            ("OneLogin", "connection "),
            ("AWS STS", " ms"),
            ("clock", "agrees with OneLogin and AWS STS"),
        ] {
            let row = row(&ran, check);
            assert!(row["detail"].as_str().unwrap().contains(says), "{row}");
            assert!(row["remedy"].is_null(), "{row}");
        }
        let text = case.line("doctor").run();
        let out = text.quietly().out();
        assert!(out.starts_with("settings\n  ok    config.toml "), "{text}");
        assert!(out.contains("\nnetwork\n  ok    OneLogin ") && !out.contains('\u{1b}'), "{text}");
        no_secret(&text);
    }
}

#[test]
fn a_bare_home_is_told_what_to_do_first() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    fs::remove_file(case.config_path()).unwrap();
    case.without("OL_AWS_USERNAME").without("OL_AWS_PASSWORD").line(DOCTOR);
    let ran = case.run();
    let missing = ["subdomain, username, app_id, client_id, client_secret"];
    tells(&ran, "not set", "warn", &missing, "run `ol-aws config init`");
    assert!(row(&ran, "config.toml")["detail"].as_str().unwrap().starts_with("none yet: "), "{ran}");
    assert_eq!(paths(&ran), ["GET /", "GET /"], "{ran}");
    // Of one setting that is missing, the ways to set it.
    case.config(&config().replace("app_id", "# app_id")).user("plain");
    tells(&case.run(), "not set", "warn", &["app_id"], "--onelogin-app-id, OL_AWS_APP_ID or `app_id`");
}

#[test]
fn a_closed_port() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    let ran = case.env("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1").run();
    finds(&ran, "AWS STS", "fail", &["http://127.0.0.1:1", "refused"], "firewall");
    assert_eq!(paths(&ran), HEALTHY[1..], "{ran}");
    case.env("AWS_ENDPOINT_URL_STS", stand.sts_url()).env("OL_AWS_ONELOGIN_URL", "http://127.0.0.1:1");
    let ran = case.run();
    tells(&ran, "OneLogin", "fail", &["http://127.0.0.1:1", "refused"], "firewall");
    tells(&ran, "API credential", "warn", &["not tried"], "network");
    assert_eq!(paths(&ran), HEALTHY[..1], "{ran}");
}

#[test]
fn a_name_that_is_none() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    // This one is: how long it took to look it up is told.
    case.env("OL_AWS_ONELOGIN_URL", stand.onelogin_url().replace("127.0.0.1", "localhost"));
    let ran = case.env("AWS_ENDPOINT_URL_STS", "https://nowhere.invalid").run();
    finds(&ran, "AWS STS", "fail", &["the name nowhere.invalid is not found"], "DNS, and aws.region");
    assert!(row(&ran, "OneLogin")["detail"].as_str().unwrap().contains(": DNS "), "{ran}");
}

#[test]
fn a_wrong_authority() {
    let (stand, other) = (StandIn::builder().tls().start(), StandIn::builder().tls().start());
    let mut case = healthy(&stand);
    let ran = case.env("AWS_CA_BUNDLE", other.ca_pem().unwrap()).run();
    for service in ["OneLogin", "AWS STS"] {
        tells(
            &ran,
            service,
            "fail",
            &["https://127.0.0.1:", "certificate"],
            "AWS_CA_BUNDLE or SSL_CERT_FILE",
        );
    }
    assert!(ran.requests.is_empty(), "{ran}");
    let ran = case.env("AWS_CA_BUNDLE", "/nowhere.pem").run();
    tells(&ran, "TLS", "fail", &["AWS_CA_BUNDLE", "/nowhere.pem"], "point AWS_CA_BUNDLE at a PEM file");
    assert_eq!(row(&ran, "integration")["state"], "ok", "{ran}");
}

#[test]
fn a_clock_that_is_off() {
    for (seconds, state, says) in
        [(-400, "fail", " s ahead of "), (400, "fail", " s behind "), (90, "warn", " s behind ")]
    {
        let stand = StandIn::builder().clock(SignedDuration::from_secs(seconds)).start();
        finds(&healthy(&stand).run(), "clock", state, &[says], "set the clock");
    }
}

#[test]
fn files_that_are_open_to_others() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    let path = case.config_path();
    let chmod = format!("chmod 600 {}", path.display());
    for mode in [0o644, 0o660] {
        let ran = case.mode(&path, mode).run();
        finds(&ran, "mistake", "fail", &["holds a secret and others can read it"], &chmod);
        assert_eq!(paths(&ran), HEALTHY, "the rest is looked at\n{ran}");
    }
    case.config(&config().replace("client_secret", "# client_secret")).mode(&path, 0o666);
    case.env("OL_AWS_CLIENT_SECRET", CLIENT_SECRET);
    finds(&case.run(), "config mode", "fail", &["mode 0666"], &chmod);
    assert_eq!(not_ok(case.mode(&path, 0o644).run().quietly()), []);

    let folder = case.path("cache/ol-aws");
    let chmod = format!("chmod 700 {}", folder.display());
    for (mode, state) in [(0o755, "warn"), (0o777, "fail")] {
        finds(&case.mode(&folder, mode).run(), "cache", state, &[&format!("mode {mode:04o}")], &chmod);
    }
    case.mode(&folder, 0o700).file("cache/ol-aws/session-1", "").mode(&folder.join("session-1"), 0o644);
    finds(&case.run(), "cache", "warn", &["1 file"], "chmod 600 ");
    fs::remove_file(folder.join("session-1")).unwrap();

    let key = folder.join("key");
    case.file("cache/ol-aws/key", &"k".repeat(32)).mode(&key, 0o644);
    finds(&case.run(), "key", "fail", &["mode 0644"], &format!("rm {}", key.display()));
    assert_eq!(fs::metadata(&key).map(|meta| meta.permissions().mode() & 0o777).unwrap_or(0o600) & !0o644, 0);
}

#[test]
fn the_python_tools_file_is_only_warned_of() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    case.file("old/onelogin.sdk.json", r#"{"client_secret": "hush"}"#).line("doctor --json -c ../old");
    let path = case.path("old/onelogin.sdk.json");
    let ran = case.mode(&path, 0o644).run();
    finds(&ran, "Python tool", "warn", &["onelogin.sdk.json"], "chmod 600 ");
}

#[test]
fn a_hook_of_another_version_and_none_at_all() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    for stale in ["bash 00000000", "bash", "zsh 1"] {
        let ran = case.env("OL_AWS_INTEGRATION", stale).run();
        finds(&ran, "integration", "fail", &["stale"], "start a new shell");
    }
    finds(&case.env("OL_AWS_INTEGRATION", "nu 1").run(), "integration", "fail", &["not ours"], "a new shell");
    case.without("OL_AWS_INTEGRATION");
    for (shell, line) in [("bash", "~/.bashrc"), ("zsh", "~/.zshrc"), ("fish", "ol-aws init fish | source")] {
        if installed(shell).is_some() {
            let status = if shell == "fish" { "$status" } else { "$?" };
            let ran = case.script(&[shell, "-c", &format!("ol-aws doctor --json; exit {status}")]);
            finds(&ran, "integration", "warn", &["not in this shell"], line);
        }
    }
}

#[test]
fn a_missing_keyring() {
    let known = cfg!(target_os = "linux") && (cfg!(target_arch = "x86_64") || cfg!(target_arch = "aarch64"));
    if !known || installed("python3").is_none() {
        println!("skipped: no way to take the key rings away");
        return;
    }
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    let file = case.path("cache/ol-aws/key").display().to_string();
    let run = |case: &Case<'_>| case.script(&["python3", "-c", WITHOUT_KEYS, "ol-aws", "doctor", "--json"]);
    case.args::<&str>([]);
    tells(&run(&case), "session key", "warn", &[&file], "keyctl(2)");
    // Where nothing can be kept at all: a file stands where the folder should be.
    fs::remove_dir_all(case.path("cache")).unwrap();
    case.file("cache", "");
    let ran = run(&case);
    tells(&ran, "session key", "fail", &["nothing can be kept"], "XDG_CACHE_HOME");
    assert_eq!(row(&ran, "API credential")["state"], "ok", "{ran}");
}

#[test]
fn a_keyring_that_could_keep_the_password() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    case.without("OL_AWS_PASSWORD");
    finds(&case.run(), "saved password", "warn", &["no D-Bus session"], "password_command");
    if !has_keyring() {
        return;
    }
    for (words, says) in [
        ("exec ol-aws doctor --json", "none is kept"),
        (
            "echo pw | ol-aws password set -q --password-stdin; exec ol-aws doctor --json",
            "plain@acme.test at acme",
        ),
    ] {
        let ran = case.args([format!("{UNLOCKED}{words}")]).script(&["dbus-run-session", "--", "bash", "-c"]);
        let row = row(&ran, "saved password");
        assert!(
            row["state"] == "ok" && row["detail"].as_str().is_some_and(|detail| detail.contains(says)),
            "{row}"
        );
    }
}

#[test]
fn variables_that_shadow_a_role() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    case.env("AWS_PROFILE", "work");
    finds(&case.run(), "AWS_PROFILE", "warn", &["where no role is active"], "AWS_PROFILE");
    let ran = case.env("OL_AWS_ROLE", "prod/Admin").run();
    finds(&ran, "AWS_PROFILE", "fail", &["beside prod/Admin"], "here and where it is set");
    case.without("AWS_PROFILE").env("AWS_SECURITY_TOKEN", "hush");
    finds(&case.run(), "AWS_SECURITY_TOKEN", "fail", &["before the role's own token"], "AWS_SECURITY_TOKEN");
    case.without("AWS_SECURITY_TOKEN").without("OL_AWS_ROLE");
    let universal = "# This file contains fish universal variable definitions.\n# VERSION: 3.0\n\
                     SETUVAR --export AWS_PROFILE:hush\nSETUVAR AWS_ROLE_ARN:hush\nSETUVAR --export EDITOR:vi\n";
    case.file("config/fish/fish_variables", universal);
    finds(&case.run(), "AWS_PROFILE", "warn", &["in every fish"], "set -eU AWS_PROFILE");
}

#[test]
fn a_real_universal_variable_of_fish() {
    if installed("fish").is_none() {
        return;
    }
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    case.env("OL_AWS_ROLE", "prod/Admin");
    // fish's own files are held against our modes.
    let fish = |case: &Case<'_>, first: &str| {
        let script = format!("{first} AWS_PROFILE work; ol-aws doctor --json; exit $status");
        case.script(&["sh", "-c", r#"umask 077; exec fish -c "$0""#, &script])
    };
    let ran = fish(&case, "set -Ux");
    finds(&ran, "AWS_PROFILE", "fail", &["beside prod/Admin"], "in fish: set -eU AWS_PROFILE");
    assert_eq!(not_ok(&fish(&case, "set -eU")), []);
}

#[test]
fn a_bad_key_in_the_settings() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    case.config(&config().replace("[aws]\n", "[aws]\nregoin = \"eu-west-1\"\n"));
    let ran = case.run();
    let place = format!("{}:7:1: unknown key `regoin`", case.config_path().display());
    finds(&ran, "mistake", "fail", &[&place], "did you mean `region`?");
    assert_eq!(paths(&ran), HEALTHY, "what is left is looked at\n{ran}");
    assert!(row(&ran, "onelogin.subdomain")["detail"].as_str().unwrap().starts_with("acme"), "{ran}");
    // Every mistake has a row.
    case.env("OL_AWS_DURATION", "soon").env("OL_AWS_LOG", "loud").line("doctor -p nobody");
    let ran = case.run();
    assert_eq!(ran.status.code(), Some(1), "{ran}");
    for says in ["fail  mistake", ":7:1: ", "OL_AWS_DURATION: ", "OL_AWS_LOG: ", "no profile `nobody`"] {
        assert!(ran.out().contains(says), "{says}\n{ran}");
    }
    assert!(ran.out().ends_with("4 checks fail\n"), "{ran}");
    // No TOML at all leaves the variables.
    case.without("OL_AWS_DURATION").without("OL_AWS_LOG").config("[aws\n").line(DOCTOR);
    let ran = case.run();
    tells(&ran, "mistake", "fail", &["config.toml:1:5: "], "correct it there");
    assert!(row(&ran, "onelogin.username")["detail"].as_str().unwrap().starts_with("plain@"), "{ran}");
}

#[test]
fn a_proxy_that_cannot_be_reached() {
    let stand = StandIn::builder().tls().start();
    let mut case = healthy(&stand);
    let ran = case.env("HTTPS_PROXY", "http://me:hush@127.0.0.1:1").run();
    for service in ["OneLogin", "AWS STS"] {
        tells(
            &ran,
            service,
            "fail",
            &["the proxy http://127.0.0.1:1 takes no connection"],
            "correct or unset HTTPS_PROXY",
        );
    }
    assert!(ran.requests.is_empty(), "{ran}");
    assert_eq!(not_ok(case.env("NO_PROXY", "127.0.0.1").run().quietly()), []);
}

#[test]
fn a_client_secret_that_is_refused() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    let ran = case.env("OL_AWS_CLIENT_SECRET", "hush").run();
    finds(
        &ran,
        "API credential",
        "fail",
        &["refused", "Authentication Failure"],
        "check client_id and client_secret",
    );
    assert_eq!(paths(&ran), HEALTHY, "{ran}");
    // What OneLogin says of it moves no cursor.
    case.env("OL_AWS_CLIENT_ID", "client-control").env("OL_AWS_CLIENT_SECRET", CLIENT_SECRET).line("doctor");
    let ran = case.run();
    assert!(ran.out().contains("ol-aws: all is well") && ran.out().contains("fail  API credential"), "{ran}");
    assert!(!ran.out().contains(|c: char| c.is_control() && c != '\n'), "{ran}");
    assert!(!ran.out().lines().any(|line| line.starts_with("ol-aws: ")), "{ran}");
    case.without("OL_AWS_CLIENT_ID").line(DOCTOR);
    // One that a command prints, or should.
    let command =
        |line: &str| config().replace("client_secret = ", &format!("client_secret_command = \"{line}\" #"));
    case.without("OL_AWS_CLIENT_SECRET").config(&command(&format!("echo {CLIENT_SECRET}")));
    assert_eq!(row(&case.run(), "API credential")["state"], "ok");
    let ran = case.config(&command("false")).run();
    finds(&ran, "API credential", "fail", &["the command `false` gave no secret"], "run it by hand");
    assert_eq!(paths(&ran), HEALTHY[..2], "{ran}");
}

#[test]
fn a_service_that_does_not_answer_is_not_waited_for() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    let ran = case.env("OL_AWS_CLIENT_ID", "client-hang").run();
    finds(&ran, "API credential", "fail", &["no token within 5 s"], "try again");
    assert!(ran.took < Duration::from_secs(15), "{:?}", ran.took);
    // A listener that takes connections and says nothing.
    let silent = || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        (listener, url)
    };
    let (_held, url) = silent();
    let ran = case.env("OL_AWS_CLIENT_ID", "client").env("AWS_ENDPOINT_URL_STS", url).run();
    finds(&ran, "AWS STS", "fail", &["no reply", "nothing within 5 s"], "try again");
    assert!(ran.took < Duration::from_secs(15), "{:?}", ran.took);
    // And a person need not wait that long.
    let (listener, url) = silent();
    case.env("AWS_ENDPOINT_URL_STS", url);
    let mut command = Command::new(env!("CARGO_BIN_EXE_ol-aws"));
    command.arg("doctor");
    case.prepare(&mut command);
    let ran = case.watched_while(command, |pid| {
        drop(listener.accept().unwrap());
        let _held = listener.accept().unwrap();
        kill(Pid::from_raw(pid.cast_signed()), Signal::SIGINT).unwrap();
    });
    ran.fails(130, &["interrupted"]);
    assert!(ran.out().is_empty() && ran.took < Duration::from_secs(4), "{ran}");
}

#[test]
fn colours_are_for_a_terminal_that_wants_them() {
    let stand = StandIn::start();
    let mut case = healthy(&stand);
    case.env("OL_AWS_CLIENT_SECRET", "hush");
    let drawn = |case: &Case<'_>| {
        let mut screen = case.shell_on_terminal(&["sh", "-c", "ol-aws doctor"]);
        screen.closes();
        (screen.drawn(), screen.text())
    };
    let (coloured, text) = drawn(&case);
    assert!(
        coloured.contains("\u{1b}[32mok  \u{1b}[m") && coloured.contains("\u{1b}[31mfail\u{1b}[m"),
        "{coloured}"
    );
    assert!(text.contains("fail  API credential  OneLogin refused the API credential"), "{text}");
    // Lines are as long as the terminal's, but for a hint: a command in it can be copied.
    let long: Vec<&str> = text
        .lines()
        .filter(|line| line.len() > 80 && !line.contains("hint: ") && !line.contains("config.toml"))
        .collect();
    assert!(long.is_empty(), "{long:?}");
    assert!(text.contains("\n                        "), "{text}");
    let (plain, text) = drawn(case.env("NO_COLOR", "1"));
    assert!(!plain.contains('\u{1b}') && text.contains("fail  API credential"), "{plain}");
}
