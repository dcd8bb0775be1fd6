//! Where settings come from, how mistakes are told, what is asked for, and what is kept.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::standin::{CLIENT_SECRET, PASSWORD, StandIn};
use crate::support::{Case, config};

const ENV: &str = "env prod/Admin --shell json";

#[test]
fn config_show_tells_values_and_origins_but_no_secret() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.env("AWS_REGION", "")
        .env("OL_AWS_OTP", "314159")
        .line("config show --json -p dev -z 45m --ip 192.0.2.7");
    let ran = case.run();
    let shown = ran.quietly().json();
    let file = case.config_path().display().to_string();
    for (name, value, origin) in [
        ("onelogin.subdomain", "acme", file.as_str()),
        ("onelogin.client_secret", "********", &file),
        ("onelogin.username", "plain@acme.test", "OL_AWS_USERNAME"),
        ("onelogin.region", "us", "default"),
        ("onelogin.ip", "192.0.2.7", "--ip"),
        ("otp", "********", "OL_AWS_OTP"),
        ("password", "********", "OL_AWS_PASSWORD"),
        ("account", "dev", "profile dev"),
        ("aws.region", "us-west-2", "profile dev"),
        ("aws.duration", "45m", "--duration"),
    ] {
        let got = (shown[name]["value"].as_str(), shown[name]["origin"].as_str());
        assert_eq!(got, (Some(value), Some(origin)), "{name}\n{ran}");
    }
    ran.made(0, 0, 0, 0);
    let ran = case.line("config show").run();
    let out = ran.quietly().out();
    assert!(
        out.starts_with("SETTING ") && out.contains("onelogin.client_secret") && out.contains("********")
    );
    for secret in [PASSWORD, CLIENT_SECRET, "314159"] {
        assert!(!out.contains(secret), "{ran}");
    }
}

#[test]
fn config_path() {
    let mut case = Case::bare();
    let path = case.config_path().display().to_string();
    case.line("config path").run().prints(&format!("{path}\n"));
    case.line("config path --config /x/y.toml").run().prints("/x/y.toml\n");
    case.line("config path").env("OL_AWS_CONFIG", "/z.toml").run().prints("/z.toml\n");
    case.without("OL_AWS_CONFIG").without("XDG_CONFIG_HOME");
    let path = case.path(".config/ol-aws/config.toml").display().to_string();
    if cfg!(target_os = "linux") {
        case.run().prints(&format!("{path}\n"));
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    for (text, place, says) in [
        ("[onelogin]\nsubdomian = \"acme\"\n", "2:1", "did you mean `subdomain`?"),
        ("[onelogins]\n", "1:2", "did you mean `onelogin`?"),
        ("[aws]\n  region = 3\n", "2:12", "wanted text in quotes, found a number"),
        ("[aws]\nregion = \"eu-west-1\nduration = 3\n", "2:", ""),
        ("[aws]\nduration = \"2d\"\n", "2:12", "from 15m to 12h"),
        ("[onelogin]\nregion = \"moon\"\n", "2:10", "`us` or `eu`"),
        ("[onelogin]\nsubdomain = \"evil.example/x\"\n", "2:13", "no subdomain"),
        ("[profile.dev]\nrol = \"Admin\"\n", "2:1", "did you mean `role`?"),
        ("[accounts]\n\"12\" = \"prod\"\n", "2:1", "12 digits"),
        ("[accounts]\n\"111111111111\" = { alais = \"prod\" }\n", "2:20", "did you mean `alias`?"),
        ("[onelogin]\npassword_command = \"'open\"\n", "2:20", "cannot be split"),
    ] {
        let mut case = Case::bare();
        let path = case.config_path().display().to_string();
        for line in ["config show", "env x --shell json", "roles"] {
            let ran = case.config(text).line(line).run();
            ran.fails(2, &[&format!("ol-aws: error: {path}:{place}"), says]);
        }
    }
    let mut case = Case::bare();
    case.line("roles --config nowhere.toml").run().fails(2, &["there is no nowhere.toml"]);
    case.line("roles").env("OL_AWS_CONFIG", "nowhere.toml").run().fails(2, &["OL_AWS_CONFIG"]);
}

#[test]
fn a_file_that_holds_a_secret_is_for_its_owner_alone() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let path = case.config_path();
    for mode in [0o644, 0o640, 0o604, 0o660] {
        let ran = case.mode(&path, mode).line(ENV).run();
        ran.fails(2, &["holds a secret", &format!("chmod 600 {}", path.display())]).made(0, 0, 0, 0);
    }
    case.mode(&path, 0o400).line("exec prod/Admin -- true").run().prints("");
    // One without a secret may be anybody's to read.
    case.config(&config().replace("client_secret", "# client_secret")).mode(&path, 0o644);
    case.env("OL_AWS_CLIENT_SECRET", CLIENT_SECRET).run().prints("");
}

#[test]
fn the_python_tools_files() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    fs::remove_file(case.config_path()).unwrap();
    case.without("OL_AWS_USERNAME");
    case.file(
        "old/onelogin.sdk.json",
        &format!(
            r#"{{"client_id": "client", "client_secret": "{CLIENT_SECRET}", "region": "eu", "ip": ""}}"#
        ),
    );
    case.file(
        "old/onelogin.aws.json",
        r#"{"app_id": 123456, "subdomain": "acme", "username": "plain@acme.test", "duration": 99999,
            "aws_region": "eu-central-1", "host": "evil.example", "aws_account_id": "",
            "profiles": {"work": {"aws_account_id": "222222222222", "aws_role_name": "Deploy", "duration": 60}}}"#,
    );
    case.file("old/accounts.yaml", "accounts:\n  111111111111: live\n  \"222222222222\": 'dev'\n");
    let script = "exec live/Admin -c ../old -- sh -c 'echo $OL_AWS_ROLE $AWS_REGION'";
    let ran = case.line(script).run();
    ran.prints("live/Admin eu-central-1\n").made(1, 1, 0, 1);
    assert_eq!(ran.sts()[0]["DurationSeconds"], "43200", "clamped as the Python tool does");
    let ran = case.line("exec -c ../old -p work -- sh -c 'echo $OL_AWS_ROLE'").run();
    ran.prints("dev/Deploy\n");
    assert_eq!(ran.sts()[0]["DurationSeconds"], "900");
    // The file only gets a warning, and loses to everything else.
    let sdk = case.path("old/onelogin.sdk.json");
    case.mode(&sdk, 0o644).line(script).run().succeeds(&["warning: ", "chmod 600 "]);
    case.config("[onelogin]\nusername = \"locked@acme.test\"\n").line(script);
    case.run().fails(125, &["locked", "(exit status 3)"]);
    // Without -c they are nobody's but assume-role's.
    let mut alone = Case::bare();
    alone.file("work/onelogin.aws.json", "{\"username\": \"x\"}").file(".onelogin/onelogin.aws.json", "{}");
    alone.line("roles").run().fails(8, &["OneLogin user name is needed"]);
    for (file, text) in [
        ("onelogin.sdk.json", "{\"region\": \"evil.example/\"}"),
        ("onelogin.aws.json", "{oops"),
        ("onelogin.aws.json", "{\"subdomain\": [\"acme\"]}"),
        ("onelogin.aws.json", "{\"subdomain\": \"acme.evil.example\"}"),
        ("accounts.yaml", "accounts: ["),
    ] {
        let mut case = Case::bare();
        case.file(&format!("old/{file}"), text).line("roles -c ../old").run().fails(2, &[file]);
    }
}

#[test]
fn a_secrets_command_is_run_without_a_shell() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.file("work/give secret", "#!/bin/sh\n[ \"$1\" = '$(touch pwned)' ] && [ -z \"$OL_AWS_OTP$OL_AWS_PASSWORD\" ] || exit 3\necho \"$2\"; echo more\n");
    let command = case.path("work/give secret");
    case.mode(&command, 0o700).without("OL_AWS_PASSWORD").env("OL_AWS_OTP", "000000");
    let line = |secret: &str| {
        let words = [command.to_str().unwrap(), "$(touch pwned)", secret];
        shell_words::join(words)
    };
    let toml = |key: &str, line: String| format!("{key} = {}\n[aws]", serde_json::json!(line));
    let with_commands = config()
        .replace("client_secret =", "client_secret_command = \"x\" #")
        .replace(
            "client_secret_command = \"x\"",
            &toml("client_secret_command", line(CLIENT_SECRET)).replace("\n[aws]", ""),
        )
        .replace("[aws]", &toml("password_command", line(PASSWORD)));
    case.config(&with_commands).line("exec prod/Admin -- true").run().prints("").made(1, 1, 0, 1);
    case.args(["exec", "prod/Admin", "--password-command", &line("wrong"), "--", "true"]);
    case.run().fails(125, &["(exit status 3)"]).made(1, 1, 0, 0);
    case.env("OL_AWS_PASSWORD_COMMAND", line(PASSWORD)).config(&config()).line("exec prod/Admin -- true");
    case.run().prints("");
    assert!(!case.path("work/pwned").exists());
    for command in ["false", "no-such-command", "true", "sh -c 'echo half; exit 1'"] {
        case.args(["env", "prod/Admin", "--shell", "json", "--password-command", command]);
        case.run().fails(2, &["gave no secret", command.split(' ').next().unwrap()]).made(0, 0, 0, 0);
    }
    case.args(["env", "prod/Admin", "--shell", "json", "--password-command", "'open"])
        .run()
        .fails(2, &["split"]);
}

#[test]
fn the_nearest_source_wins() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let script = "sh -c 'echo ${AWS_REGION-none}'";
    let region = |case: &mut Case, words: &str, expected: &str| {
        case.line(&format!("exec {words} -- {script}")).run().prints(&format!("{expected}\n"));
    };
    region(&mut case, "prod/Admin", "eu-west-1");
    region(&mut case, "dev", "us-west-2");
    region(&mut case, "prod/Admin -p dev --aws-account-id prod", "us-west-2");
    case.env("AWS_DEFAULT_REGION", "eu-north-1");
    region(&mut case, "dev", "eu-north-1");
    case.env("AWS_REGION", "eu-south-1");
    region(&mut case, "dev", "eu-south-1");
    region(&mut case, "dev --region sa-east-1", "sa-east-1");
    case.env("OL_AWS_DURATION", "30m").line("exec prod/Admin -- true");
    assert_eq!(case.run().sts()[0]["DurationSeconds"], "1800");
    case.line("exec prod/Admin -z 20m -- true");
    assert_eq!(case.run().sts()[0]["DurationSeconds"], "1200");
    let ran = case.line("exec prod/Admin -u locked@acme.test -- true").run();
    ran.fails(125, &["locked"]);
    // In a shell where a role is active, its region is not that of another role.
    for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
        case.env(name, "ap-south-1");
    }
    case.env("OL_AWS_ROLE", "prod/Admin");
    region(&mut case, "dev", "us-west-2");
    region(&mut case, "", "ap-south-1");
}

#[test]
fn variables_of_nonsense_are_refused() {
    let stand = StandIn::start();
    for (name, value) in [
        ("OL_AWS_SUBDOMAIN", "acme.onelogin.com"),
        ("OL_AWS_ONELOGIN_REGION", "moon"),
        ("OL_AWS_SAML_API_VERSION", "3"),
        ("OL_AWS_DURATION", "soon"),
        ("OL_AWS_LOG", "loud"),
        ("AWS_REGION", "evil.example/"),
        ("OL_AWS_PASSWORD_COMMAND", "'"),
        ("OL_AWS_PROFILE", "nobody"),
        ("OL_AWS_ONELOGIN_URL", "http://acme.onelogin.com"),
        ("OL_AWS_ONELOGIN_URL", "http://192.0.2.1:80"),
        ("OL_AWS_ONELOGIN_URL", "https://user:word@acme.onelogin.com"),
        ("OL_AWS_ONELOGIN_URL", "https://acme.onelogin.com/elsewhere"),
        ("OL_AWS_ONELOGIN_URL", "ftp://127.0.0.1"),
        ("OL_AWS_ONELOGIN_URL", "nonsense"),
    ] {
        let shown = if name == "OL_AWS_PROFILE" { value } else { name };
        let ran = Case::new(&stand).env(name, value).line(ENV).run();
        ran.fails(2, &[shown]).made(0, 0, 0, 0);
    }
    let url = stand.onelogin_url().replace("127.0.0.1", "localhost") + "/";
    let ran = Case::new(&stand).env("OL_AWS_ONELOGIN_URL", url).line("exec prod/Admin -- true").run();
    ran.prints("").made(1, 1, 0, 1);
}

#[test]
fn what_is_missing_is_named_in_three_ways() {
    let stand = StandIn::start();
    let full = config().replace("[onelogin]", "[onelogin]\nusername = \"plain@acme.test\"");
    for (key, says) in [
        ("username", &["--onelogin-username", "OL_AWS_USERNAME", "`username`"][..]),
        ("app_id", &["--onelogin-app-id", "OL_AWS_APP_ID", "`app_id`"]),
        ("subdomain", &["--onelogin-subdomain", "OL_AWS_SUBDOMAIN", "`subdomain`"]),
        ("client_id", &["OL_AWS_CLIENT_ID", "`client_id`"]),
        ("client_secret", &["OL_AWS_CLIENT_SECRET", "`client_secret"]),
    ] {
        let mut case = Case::new(&stand);
        case.without("OL_AWS_USERNAME").config(&full.replace(&format!("{key} ="), "# "));
        case.line(ENV).run().fails(8, &[says, &["no terminal"]].concat()).made(0, 0, 0, 0);
        // --no-input and the variable, also with a terminal.
        case.line(&format!("{ENV} --no-input"));
        case.on_terminal().ends().fails(8, &[says, &["asking is off"]].concat()).made(0, 0, 0, 0);
        case.line(ENV).env("OL_AWS_NO_INPUT", "1").on_terminal().ends().fails(8, says);
    }
    let mut case = Case::new(&stand);
    case.without("OL_AWS_PASSWORD").line(ENV);
    case.run().fails(8, &["--password-stdin", "OL_AWS_PASSWORD", "password_command"]).made(0, 0, 0, 0);
}

#[test]
fn everything_missing_is_asked_and_kept_if_the_person_likes() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.without("OL_AWS_PASSWORD").without("OL_AWS_USERNAME");
    case.line("exec prod/Admin -- sh -c 'echo $OL_AWS_ACCOUNT_ID'");
    case.line("exec 111111111111/Admin -- sh -c 'echo $OL_AWS_ROLE'");
    fs::remove_file(case.config_path()).unwrap();
    let ask = |case: &Case, keep: &str| {
        let mut screen = case.on_terminal();
        screen.sees("OneLogin user name:").types("plain@acme.test\r");
        screen.sees("OneLogin password of plain@acme.test:").types(PASSWORD).types("\r");
        screen.sees("App id").types("123456\r").sees("subdomain").types("acme\r");
        screen.sees("Client id").types("client\r");
        screen.sees("Client secret").types(CLIENT_SECRET).types("\r");
        screen.sees("Keep these answers, no secrets, in").types(keep).types("\r");
        // Neither secret was drawn: the audit of every run looks for them on the screen.
        let ran = screen.ends();
        ran.succeeds(&[]).made(1, 1, 0, 1);
        assert_eq!(ran.out(), "111111111111/Admin\n");
    };
    ask(&case, "n");
    assert!(!case.config_path().exists(), "nobody wanted to keep them");

    case.config("# mine\ndefault = \"prod/Admin\" # and this\n\n[aws]\nregion = \"eu-west-1\"\n");
    let path = case.config_path();
    case.mode(&path, 0o644);
    ask(&case, "y");
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with("# mine\ndefault = \"prod/Admin\" # and this\n\n[aws]\nregion = \"eu-west-1\"\n"),
        "{text}"
    );
    for line in [
        "username = \"plain@acme.test\"",
        "app_id = \"123456\"",
        "subdomain = \"acme\"",
        "client_id = \"client\"",
    ] {
        assert!(text.contains(line), "{text}");
    }
    assert!(!text.contains("secret") && !text.contains("password"), "{text}");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

    // The next time, only the secrets are asked for, and nothing is offered.
    let mut screen = case.on_terminal();
    screen.sees("OneLogin password of plain@acme.test:").types(PASSWORD).types("\r");
    screen.sees("Client secret").types(CLIENT_SECRET).types("\r");
    let ran = screen.ends();
    assert!(!ran.succeeds(&[]).stderr.contains("Keep these"), "{ran}");
}

/// What was had is not lost because it cannot be kept.
#[test]
fn answers_that_cannot_be_kept_spoil_nothing() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.without("OL_AWS_USERNAME").line("exec prod/Admin -- echo done");
    let folder = case.path("config/ol-aws");
    let mut screen = case.on_terminal();
    screen.sees("OneLogin user name:").types("plain@acme.test\r").sees("Keep these answers");
    // The settings cannot be read back, whoever runs this test.
    fs::rename(case.config_path(), case.path("work/config.toml")).unwrap();
    fs::create_dir(folder.join("config.toml")).unwrap();
    let ran = screen.types("y\r").ends();
    assert_eq!(ran.succeeds(&["warning: "]).out(), "done\n");
}

#[test]
fn an_answer_that_cannot_be_is_asked_for_again() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.config(&config().replace("subdomain =", "# ")).line("exec prod/Admin -- true");
    let mut screen = case.on_terminal();
    screen
        .sees("subdomain")
        .types("acme.onelogin.com\r")
        .sees("bare label")
        .sees("subdomain")
        .types("acme\r");
    screen.sees("Keep these answers").types("n\r").ends().succeeds(&[]).made(1, 1, 0, 1);
}

#[test]
fn ctrl_c_leaves_at_any_point() {
    const CTRL_C: &str = "\u{3}";
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.line(ENV).without("OL_AWS_USERNAME");
    case.on_terminal().sees("user name:").types(CTRL_C).ends().fails(130, &["interrupted"]).made(0, 0, 0, 0);
    case.user("plain").without("OL_AWS_PASSWORD");
    case.on_terminal().sees("password").types("half").types(CTRL_C).ends().fails(130, &[]).made(0, 0, 0, 0);
    case.env("OL_AWS_PASSWORD", PASSWORD).line("exec -- true");
    case.on_terminal().sees("Role:").types(CTRL_C).ends().fails(130, &[]).made(1, 1, 0, 0);
    case.user("push-never").line(ENV);
    case.on_terminal().sees("Approve").types(CTRL_C).ends().fails(130, &["interrupted"]);
    case.user("hang").line("env prod/Admin --shell bash -v");
    let mut screen = case.on_terminal();
    let ran = screen.sees("/token").types(CTRL_C).ends();
    ran.fails(130, &[]);
    assert_eq!(ran.out(), "false\n");
}

#[test]
fn prompts_are_drawn_on_the_terminal_wherever_stderr_goes() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.line(ENV).without("OL_AWS_PASSWORD").stderr_to_file();
    let mut screen = case.on_terminal();
    let ran = screen.sees("OneLogin password").types(PASSWORD).types("\r").ends();
    assert_eq!(ran.succeeds(&[]).json()["OL_AWS_ROLE"], "prod/Admin");
    assert_eq!(fs::read_to_string(case.path("stderr")).unwrap(), "");
}

/// Answers come from the terminal: stdin is the command's.
#[test]
fn prompts_leave_stdin_alone() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let bytes: Vec<u8> = (1..=255).cycle().take(100_000).collect();
    case.line("exec -- cat").without("OL_AWS_PASSWORD").user("totp").stdin(&bytes);
    let mut screen = case.on_terminal();
    screen.sees("OneLogin password").types(PASSWORD).types("\r").sees("Code of").types("123456\r");
    let ran = screen.sees("Role:").types("Deploy\r").ends();
    assert!(ran.succeeds(&[]).stdout == bytes, "stdin was not handed on whole");
    case.line("exec --password-stdin -- cat").stdin([PASSWORD.as_bytes(), b"\nmine"].concat());
    let mut screen = case.on_terminal();
    let ran = screen.sees("Code of").types("123456\r").sees("Role:").types("prod Admin\r").ends();
    assert_eq!(ran.succeeds(&[]).out(), "mine");
}

#[test]
fn a_proxy_is_asked_unless_the_host_is_exempt() {
    let stand = StandIn::builder().tls().start();
    let mut case = Case::new(&stand);
    case.env("SSL_CERT_FILE", stand.ca_pem().unwrap()).env("HTTPS_PROXY", "http://127.0.0.1:1");
    case.line(ENV).run().fails(7, &["OneLogin cannot be reached", "HTTPS_PROXY"]).made(0, 0, 0, 0);
    case.line("exec prod/Admin -- true").env("NO_PROXY", "127.0.0.1").run().prints("").made(1, 1, 0, 1);
    // Only STS behind the proxy: OneLogin's host is exempt by its name.
    let url = stand.onelogin_url().replace("127.0.0.1", "localhost");
    case.line(ENV).env("NO_PROXY", "localhost").env("OL_AWS_ONELOGIN_URL", url);
    case.run().fails(7, &["AWS STS cannot be reached"]).made(1, 1, 0, 0);
}

#[test]
fn levels_of_talk() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.user("push+gov").line("exec Admin -q -- true").run().prints("");
    let ran = case.line("exec Admin -v -- true").run();
    ran.succeeds(&["debug: ", "/api/2/saml_assertion", "warning: ", "Approve"]);
    let ran = case.env("OL_AWS_LOG", "warn").line("exec Admin -- true").run();
    assert!(!ran.succeeds(&["warning: "]).stderr.contains("Approve"), "{ran}");
    case.line("env Admin --shell json -q").env("OL_AWS_PASSWORD", "wrong").run().fails(3, &[]);
}
