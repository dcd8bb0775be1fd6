//! `config import`: three tools' files, as those tools write them, become settings of ours.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::standin::{CLIENT_SECRET, PASSWORD, StandIn};
use crate::support::{Case, SESSION, UNLOCKED, has_keyring, installed};

fn python(case: &mut Case<'_>, folder: &str) {
    let sdk =
        format!(r#"{{"client_id": "client", "client_secret": "{CLIENT_SECRET}", "region": "us", "ip": ""}}"#);
    case.file(&format!("{folder}/onelogin.sdk.json"), &sdk);
    case.file(
        &format!("{folder}/onelogin.aws.json"),
        r#"{"app_id": "123456", "subdomain": "acme", "username": "plain@acme.test", "duration": 7200,
            "aws_region": "eu-central-1", "aws_account_id": "", "aws_role_name": "", "profiles": {
            "work": {"aws_account_id": "222222222222", "aws_role_name": "Deploy", "aws_region": "us-west-2", "app_id": ""},
            "home": {"aws_account_id": "111111111111", "aws_role_name": "Admin", "duration": 60}}}"#,
    );
    case.file(
        &format!("{folder}/accounts.yaml"),
        "accounts:\n  \"111111111111\": live\n  222222222222: 'dev'\n  333: none\n",
    );
}

const OF_PYTHON: &str = r#"[onelogin]
subdomain = "acme"
region = "us"
username = "plain@acme.test"
app_id = "123456"
client_id = "client"

[aws]
region = "eu-central-1"
duration = "7200"

[accounts]
111111111111 = "live"
222222222222 = "dev"

[profile.home]
account = "111111111111"
role = "Admin"
duration = "900"

[profile.work]
account = "222222222222"
role = "Deploy"
region = "us-west-2"
"#;

const SAML2AWS: &str = "\
[default]
name                    = default
app_id                  = 123456
url                     = https://acme.onelogin.com/portal
username                = plain@acme.test
provider                = OneLogin
mfa                     = OLP
mfa_ip_address          =
skip_verify             = false
timeout                 = 0
aws_urn                 = urn:amazon:webservices
aws_session_duration    = 3600
aws_profile             = saml
resource_id             =
subdomain               = acme
role_arn                = arn:aws:iam::111111111111:role/Admin
region                  = eu-west-1
http_attempts_count     =

[other]
app_id               = 654321 # the second app
url                  = https://acme.onelogin.com
username             = plain@acme.test
provider             = OneLogin
mfa                  = Auto
aws_session_duration = 50000
aws_profile          = other
subdomain            = acme
role_arn             = \"arn:aws:iam::222222222222:role/team/data/Admin\"
region               = us-east-1

[corp]
url      = https://corp.okta.example
username = me
provider = Okta
mfa      = Auto
";

const OF_SAML2AWS: &str = r#"default = "111111111111/Admin"

[onelogin]
subdomain = "acme"
host = "subdomain"
username = "plain@acme.test"
app_id = "123456"
mfa_device = "OneLogin Protect"

[aws]
region = "eu-west-1"
duration = "3600"

[profile.other]
app_id = "654321"
account = "222222222222"
role = "team/data/Admin"
region = "us-east-1"
duration = "43200"
"#;

fn onelogin_aws_cli() -> String {
    format!(
        "[defaults]\nbase_uri = https://api.eu.onelogin.com/\nsubdomain = acme\nusername = plain@acme.test\n\
         save_password = yes\nclient_id = client\nclient_secret = {CLIENT_SECRET}\nprofile = acme\nduration_seconds = 3600\n\
         auto_determine_ip_address = yes\notp_device = Google Authenticator\n\n[testing]\naws_app_id = 123456\n\n\
         ; the other app\n[live-admin]\naws_app_id: 654321\nrole_arn = arn:aws:iam::555555555555:role/Admin\nduration_seconds = 1800\n"
    )
}

const OF_ONELOGIN_AWS_CLI: &str = r#"[onelogin]
subdomain = "acme"
region = "eu"
username = "plain@acme.test"
client_id = "client"
mfa_device = "Google Authenticator"

[aws]
duration = "3600"

[profile.live-admin]
app_id = "654321"
account = "555555555555"
role = "Admin"
duration = "1800"

[profile.testing]
app_id = "123456"
"#;

/// Without settings of its own, but with services.
fn case(stand: &StandIn) -> Case<'_> {
    let mut case = Case::new(stand);
    fs::remove_file(case.config_path()).unwrap();
    case.without("OL_AWS_USERNAME").line("config import");
    case
}

fn config(case: &Case<'_>) -> String {
    fs::read_to_string(case.config_path()).unwrap_or_default()
}

#[test]
fn the_python_tools_settings_are_shown_then_written_then_work() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    python(&mut case, ".onelogin");
    let ran = case.run();
    ran.succeeds(&[
        "found onelogin-aws-assume-role: ",
        ".onelogin/accounts.yaml",
        "accounts.yaml: `333` is no AWS account",
        "nothing is written: ol-aws config import --write",
    ]);
    assert_eq!(ran.out(), OF_PYTHON);
    assert!(!case.config_path().exists(), "{ran}");

    let ran = case.line("config import --write").run();
    ran.succeeds(&[
        "the client secret goes into ",
        "is written",
        "onelogin.sdk.json holds the client secret as before",
    ]);
    assert_eq!(ran.out(), OF_PYTHON);
    let secret = format!("client_id = \"client\"\nclient_secret = \"{CLIENT_SECRET}\"\n");
    assert_eq!(config(&case), OF_PYTHON.replace("client_id = \"client\"\n", &secret));
    assert_eq!(fs::metadata(case.config_path()).unwrap().permissions().mode() & 0o777, 0o600);
    fs::remove_dir_all(case.path(".onelogin")).unwrap();
    case.line("exec home -- sh -c 'echo $OL_AWS_ROLE $AWS_REGION'").run().prints("live/Admin eu-central-1\n");
    case.line("exec work -- sh -c 'echo $OL_AWS_ROLE $AWS_REGION'").run().prints("dev/Deploy us-west-2\n");

    // Again, from another folder.
    python(&mut case, "old");
    let written = config(&case);
    let ran = case.line("config import --write -c ../old").run();
    ran.succeeds(&["there is nothing to add to ", "there is a profile home"]);
    assert_eq!((ran.out(), config(&case)), ("", written));
}

#[test]
fn saml2aws_settings() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    case.file(".saml2aws", SAML2AWS);
    let ran = case.line("config import --write").run();
    ran.succeeds(&[
        "found saml2aws: ",
        "[corp] is of Okta, not of OneLogin, and is left out",
        "keeps client id, client secret and password in its own keyring",
    ]);
    assert_eq!((ran.out(), config(&case)), (OF_SAML2AWS, OF_SAML2AWS.to_owned()));
    case.env("OL_AWS_CLIENT_ID", "client").env("OL_AWS_CLIENT_SECRET", CLIENT_SECRET);
    case.line("exec -- sh -c 'echo $OL_AWS_ROLE $AWS_REGION'").run().prints("111111111111/Admin eu-west-1\n");
    // Credentials go to OneLogin alone, whatever the file says.
    let mut case = self::case(&stand);
    case.file(
        "elsewhere",
        "[a]\nprovider = OneLogin\nurl = https://acme.onelogin.com.evil.example/\napp_id = 1\nmfa=Auto\n",
    );
    case.env("SAML2AWS_CONFIGFILE", case.path("elsewhere"));
    let ran = case.run();
    ran.succeeds(&["the url of [a] is no address of OneLogin's"]);
    assert_eq!(ran.out(), "[onelogin]\napp_id = \"1\"\n\n[profile.a]\n");
}

#[test]
fn onelogin_aws_cli_settings() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    case.file(".onelogin-aws.config", &onelogin_aws_cli());
    let ran = case.line("config import --write").run();
    ran.succeeds(&["found onelogin-aws-cli: ", "the client secret goes into "]);
    assert_eq!(ran.out(), OF_ONELOGIN_AWS_CLI);
    case.line("exec live-admin -- sh -c 'echo $OL_AWS_ROLE'").run().prints("555555555555/Admin\n");
    // configparser's own way to write a percent sign.
    case.file("config/ol-aws/config.toml", "");
    case.file(".onelogin-aws.config", "[defaults]\nclient_id = 50%%off\nusername = a%(b)s\n");
    case.line("config import").run().fails(2, &[".onelogin-aws.config:3: username: `%` is not understood"]);
    case.file(".onelogin-aws.config", "[defaults]\nclient_id = 50%%off\n").run().succeeds(&[]);
    assert_eq!(case.run().out(), "[onelogin]\nclient_id = \"50%off\"\n");
}

#[test]
fn what_is_there_stays_as_it_is_and_is_told() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    let mine = "# mine\n[onelogin]   # tenant\nusername = 'me@acme.test'\nclient_id = \"mine\"\n\n[profile.work]\nrole=\"Mine\"\n\n\
                [accounts]\n111111111111 = \"prod\" # careful\n\n# the end";
    case.config(mine);
    python(&mut case, ".onelogin");
    case.file(".saml2aws", SAML2AWS).file(".onelogin-aws.config", &onelogin_aws_cli());
    let ran = case.line("config import --write").run();
    ran.succeeds(&[
        "kept as it is: onelogin.username is me@acme.test, and onelogin-aws-assume-role says plain@acme.test",
        "kept as it is: account 111111111111 is `prod`, and onelogin-aws-assume-role says live",
        "kept as it is: there is a profile work, and onelogin-aws-assume-role has one too",
        "kept as it is: onelogin.region is us, and onelogin-aws-cli says eu",
        "kept as it is: the OneLogin host is set, and saml2aws says the subdomain's own",
        "kept as it is: aws.region is eu-central-1, and saml2aws says eu-west-1",
    ]);
    let text = config(&case);
    let mut lines = text.lines();
    for line in mine.lines() {
        assert!(lines.any(|other| other == line), "`{line}` is not where it was:\n{text}");
    }
    // A profile has what differs from what holds for all, its secret with its client id.
    for (name, secret) in [("home", true), ("testing", true), ("other", false)] {
        let profile = text.split(&format!("[profile.{name}]\n")).nth(1).unwrap().split("\n[").next().unwrap();
        assert!(
            profile.contains("username = \"plain@acme.test\"") && !profile.contains("subdomain = "),
            "{text}"
        );
        assert_eq!(
            profile.contains(&format!("client_id = \"client\"\nclient_secret = \"{CLIENT_SECRET}\"")),
            secret,
            "{text}"
        );
    }
    case.line("config import --write").run().succeeds(&["there is nothing to add to "]);
    assert_eq!(config(&case), text);
    case.line("exec home -- sh -c 'echo $OL_AWS_ROLE'").run().prints("prod/Admin\n");
}

#[test]
fn a_person_is_asked() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    python(&mut case, ".onelogin");
    let mut screen = case.on_terminal();
    screen.sees("[profile.work]").sees("Add this to ").types("n\r");
    let ran = screen.ends();
    ran.succeeds(&["nothing is written"]);
    assert_eq!((ran.out(), case.config_path().exists()), (OF_PYTHON, false));

    let mut screen = case.on_terminal();
    screen.sees("Add this to ").types("y\r").sees("Write the client secret into ").types("\r");
    screen.ends().succeeds(&["`client_secret_command` in config.toml gets it", "is written"]);
    assert_eq!(config(&case), OF_PYTHON);
    // What was declined is offered again.
    let mut screen = case.on_terminal();
    screen.sees("Do that?").types("\r").sees("Write the client secret into ").types("\u{3}");
    let ran = screen.ends();
    assert_eq!((ran.status.code(), config(&case)), (Some(130), OF_PYTHON.to_owned()), "{ran}");
    let mut screen = case.on_terminal();
    screen.sees("Do that?").types("\r").sees("Write the client secret into ").types("y\r");
    screen.ends().succeeds(&["is written"]);
    assert!(config(&case).contains(CLIENT_SECRET));

    // It is not said twice.
    fs::remove_file(case.config_path()).unwrap();
    case.args(["ol-aws config import >/dev/tty"]);
    let mut screen = case.script_on_terminal(&["sh", "-c"]);
    screen.sees("Add this to ").types("n\r");
    let ran = screen.ends();
    assert_eq!(ran.stderr.matches("[profile.work]").count(), 1, "{ran}");
}

#[test]
fn damaged_files_are_named_with_the_line() {
    let good = onelogin_aws_cli();
    for (file, text, says) in [
        (".onelogin/onelogin.sdk.json", "{\n \"client_id\": \"x\",\n oops }", "line 3"),
        (".onelogin/onelogin.aws.json", "{\"subdomain\": \"acme.evil.example\"}", "subdomain: "),
        (".onelogin/accounts.yaml", "accounts:\n  a: b\n c: d\n", "line 3"),
        (".saml2aws", "[default]\nprovider = OneLogin\nnonsense\n", ".saml2aws:3: this is neither"),
        (".saml2aws", "app_id = 1\n", ".saml2aws:1: this stands in no [section]"),
        (".saml2aws", "[default\n", ".saml2aws:1: the section's name"),
        (".saml2aws", "[a]\nprovider = OneLogin\nrole_arn = Admin\n", ".saml2aws:3: role_arn: "),
        (".saml2aws", "[a]\nprovider = OneLogin\nregion = moon\n", ".saml2aws:3: region: "),
        (
            ".onelogin-aws.config",
            &good.replace("api.eu.onelogin.com", "evil.example"),
            ".onelogin-aws.config:2: base_uri: ",
        ),
        (
            ".onelogin-aws.config",
            &good.replace("1800", "soon"),
            ".onelogin-aws.config:20: duration_seconds: ",
        ),
        (
            ".onelogin-aws.config",
            &good.replace("acme\nuser", "\u{1b}[2J\nuser"),
            ".onelogin-aws.config:3: subdomain: ",
        ),
        (".onelogin-aws.config", "[defaults]\nusername = a\u{202e}b\n", "control characters"),
    ] {
        let mut case = Case::bare();
        let ran = case.file(file, text).line("config import --write").run();
        ran.fails(2, &[file, says]);
        assert!(!case.config_path().exists(), "{ran}");
    }
}

#[test]
fn nothing_found_is_told_with_what_was_looked_for() {
    let mut case = Case::bare();
    case.line("config import").run().fails(
        1,
        &[
            "no other tool's settings",
            ".onelogin/onelogin.sdk.json",
            ".saml2aws",
            ".onelogin-aws.config",
            "config init",
        ],
    );
    case.line("config import -c nowhere").run().fails(2, &["there is no nowhere"]);
    // Another provider's account is none.
    case.file(".saml2aws", "[a]\nprovider = Okta\n").line("config import").run().fails(1, &[".saml2aws"]);
}

#[cfg(target_os = "linux")]
#[test]
fn secrets_go_to_the_keyring_where_there_is_one() {
    if !has_keyring() || installed("secret-tool").is_none() {
        return;
    }
    let stand = StandIn::start();
    let mut case = case(&stand);
    case.keeping().without("OL_AWS_PASSWORD").file(".onelogin-aws.config", &onelogin_aws_cli());
    // As Python's keyring keeps it.
    let store = format!(
        "{UNLOCKED}printf '{PASSWORD}' | \
         secret-tool store --label x service onelogin-aws-cli username plain@acme.test application 'Python keyring library'\n"
    );
    let script =
        "ol-aws config import --write && ol-aws config import && ol-aws exec live-admin --no-input -- true";
    let ran = case.args([format!("{store}{script}")]).script(&["bash", "-c", SESSION]);
    ran.succeeds(&[
        "the client secret of client is for the operating system's keyring",
        "the password of plain@acme.test, which onelogin-aws-cli keeps there, is for the operating system's keyring",
        "there is nothing to add to ",
    ])
    .made(1, 1, 0, 1);
    assert_eq!((ran.out(), config(&case)), (OF_ONELOGIN_AWS_CLI, OF_ONELOGIN_AWS_CLI.to_owned()));
}
