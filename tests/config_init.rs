//! `config init`: every answer is tried as it is given, only a wrong one is asked for again, and nothing is written
//! before the end.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::standin::{CLIENT_SECRET, PASSWORD, StandIn};
use crate::support::{Case, DOWN, Ran, Screen, UNLOCKED, has_keyring, submissions};

/// Without settings of its own, but with services.
fn case(stand: &StandIn) -> Case<'_> {
    let mut case = Case::new(stand);
    fs::remove_file(case.config_path()).unwrap();
    case.keeping().without("OL_AWS_USERNAME").without("OL_AWS_PASSWORD").line("config init");
    case
}

fn config(case: &Case<'_>) -> String {
    fs::read_to_string(case.config_path()).unwrap_or_default()
}

fn tenant(screen: &mut Screen<'_>) {
    screen.sees("Ctrl-C leaves everything as it was").sees("OneLogin subdomain").types("acme\r");
    screen.sees("OneLogin's API is at").sees("acme.onelogin.com").types("\r");
}

fn credential(screen: &mut Screen<'_>) {
    screen.sees("Client id").types("client\r").sees("Client secret").types(CLIENT_SECRET).types("\r");
    screen.sees("OneLogin takes the client id and secret");
}

fn user(screen: &mut Screen<'_>) {
    screen.sees("OneLogin user name:").types("plain@acme.test\r");
    screen.sees("OneLogin password of plain@acme.test:").types(PASSWORD).types("\r");
    screen.sees("App id").types("123456\r").sees("Signed in: 8 roles in 4 accounts.");
}

/// The region is left open, and so is the role.
fn aws(screen: &mut Screen<'_>) {
    screen.sees("AWS region").types("\r").sees("Default role").sees("444444444444/BillingView").types("\r");
}

fn without_keyring(screen: &mut Screen<'_>, write_secret: &str) {
    screen.sees("No keyring of the operating system can be used: there is no D-Bus session.");
    screen.sees("Write the client secret into config.toml").types(write_secret).types("\r");
    screen.sees("`password_command` in the file gets it");
}

fn writes(screen: &mut Screen<'_>) -> Ran {
    screen.sees("Write this to ").types("\r").sees("is written. To go on:");
    let ran = screen.ends();
    ran.succeeds(&[]);
    assert_eq!(ran.out(), "", "{ran}");
    ran
}

const WRITTEN: &str = r#"[onelogin]
subdomain = "acme"
region = "us"
username = "plain@acme.test"
app_id = "123456"
client_id = "client"
"#;

#[test]
fn the_straight_way() {
    let stand = StandIn::start();
    let case = case(&stand);
    let mut screen = case.on_terminal();
    tenant(&mut screen);
    credential(&mut screen);
    user(&mut screen);
    screen
        .sees("AWS region")
        .types("moon\r")
        .sees("`moon` is no AWS region")
        .sees("AWS region")
        .types("eu-west-1\r");
    screen.sees("Default role").types("222222222222/Adm\r");
    without_keyring(&mut screen, "y");
    let shown = format!("default = \"222222222222/Admin\"\n\n{WRITTEN}\n[aws]\nregion = \"eu-west-1\"\n");
    screen.sees(&shown).sees("# and the client secret, which is not shown");
    let ran = writes(&mut screen);
    ran.says(&[
        "\n  ol-aws roles\n  ol-aws exec -- aws sts get-caller-identity\n",
        "eval \"$(ol-aws init bash)\"\n",
    ]);
    ran.made(1, 1, 0, 0);
    let secret = format!("client_id = \"client\"\nclient_secret = \"{CLIENT_SECRET}\"\n");
    assert_eq!(config(&case), shown.replace("client_id = \"client\"\n", &secret));
    assert_eq!(fs::metadata(case.config_path()).unwrap().permissions().mode() & 0o777, 0o600);

    // What the sign-in has brought is enough: one request, and nothing asked.
    let mut case = case;
    let ran = case.line("exec --no-input -- sh -c 'echo $OL_AWS_ROLE $AWS_REGION'").run();
    ran.prints("222222222222/Admin eu-west-1\n").made(0, 0, 0, 1);

    // Again, and Enter all the way: there is nothing to write.
    let written = config(&case);
    case.line("config init");
    let mut screen = case.on_terminal();
    screen.sees("OneLogin subdomain").sees("[acme]:").types("\r").sees("OneLogin's API").types("\r");
    screen.sees("Client id").sees("[client]:").types("\r").sees("OneLogin takes");
    screen.sees("user name [plain@acme.test]:").types("\r").sees("password").types(PASSWORD).types("\r");
    screen.sees("App id").sees("[123456]:").types("\r").sees("AWS region [eu-west-1]:").types("\r");
    screen.sees("222222222222/Admin, as it is").types("\r").sees("`password_command` in the file gets it");
    screen.sees("says all of it already");
    assert!(!screen.ends().succeeds(&[]).stderr.contains("Write "));
    assert_eq!(config(&case), written);
}

#[test]
fn a_wrong_client_secret_is_told_at_once() {
    let stand = StandIn::start();
    let case = case(&stand);
    let mut screen = case.on_terminal();
    tenant(&mut screen);
    screen.sees("Client id").types("client\r").sees("Client secret").types("nope\r");
    screen.sees("OneLogin refused the API credential: Authentication Failure\nOnce more: the host");
    screen.sees("OneLogin's API is at").types("\r").sees("Client id").sees("[client]:").types("\r");
    screen.sees("Client secret").types(CLIENT_SECRET).types("\r").sees("OneLogin takes");
    user(&mut screen);
    aws(&mut screen);
    without_keyring(&mut screen, "y");
    writes(&mut screen).made(2, 1, 0, 0);
    assert!(config(&case).contains(CLIENT_SECRET));
}

#[test]
fn a_refused_password_is_asked_for_again_and_never_sent_twice() {
    let stand = StandIn::start();
    for keeps in [true, false] {
        let mut case = case(&stand);
        if !keeps {
            // No folder can be made here: nobody else remembers a refusal.
            case.file("cache", "").without("XDG_RUNTIME_DIR");
        }
        let mut screen = case.on_terminal();
        tenant(&mut screen);
        credential(&mut screen);
        screen
            .sees("OneLogin user name:")
            .types("plain@acme.test\r")
            .sees("OneLogin password")
            .types("wrong\r");
        screen
            .sees("App id")
            .types("123456\r")
            .sees("Invalid user credentials\nOnce more: the user name and the password.");
        screen
            .sees("OneLogin user name [plain@acme.test]:")
            .types("\r")
            .sees("OneLogin password")
            .types("wrong\r");
        screen
            .sees("has refused this password, and it is not sent again.")
            .sees("OneLogin password")
            .types(PASSWORD);
        // The app id was not wrong.
        screen.types("\r").sees("Signed in: 8 roles in 4 accounts.");
        aws(&mut screen);
        without_keyring(&mut screen, "n");
        let ran = writes(&mut screen);
        assert_eq!((submissions(&ran), ran.stderr.matches("> App id").count()), (2, 1), "{ran}");
        assert_eq!(config(&case), WRITTEN);
    }
}

#[test]
fn a_wrong_app_and_a_wrong_subdomain_are_asked_for_again_alone() {
    let stand = StandIn::start();
    let case = case(&stand);
    let mut screen = case.on_terminal();
    screen
        .sees("OneLogin subdomain")
        .types("https://acme.onelogin.com\r")
        .sees("write the bare label, such as `acme`");
    screen.sees("OneLogin subdomain").types("acmee\r").sees("OneLogin's API is at").types(DOWN).types("\r");
    credential(&mut screen);
    screen
        .sees("OneLogin user name:")
        .types("plain@acme.test\r")
        .sees("OneLogin password")
        .types(PASSWORD)
        .types("\r");
    screen.sees("App id").types("999\r");
    screen
        .sees("Invalid subdomain\nOnce more: the subdomain.")
        .sees("OneLogin subdomain")
        .sees("[acmee]:")
        .types("acme\r");
    screen
        .sees("App could not be found\nOnce more: the app id.")
        .sees("App id")
        .sees("[999]:")
        .types("123456\r");
    screen.sees("Signed in: 8 roles in 4 accounts.");
    aws(&mut screen);
    without_keyring(&mut screen, "\r");
    let ran = writes(&mut screen);
    ran.made(1, 3, 0, 0);
    assert_eq!(ran.stderr.matches("> OneLogin password").count(), 1, "{ran}");
    assert_eq!(config(&case), WRITTEN.replace("\"us\"", "\"eu\""));
}

#[test]
fn an_app_without_roles_is_asked_for_again() {
    let stand = StandIn::start();
    let case = case(&stand);
    let mut screen = case.on_terminal();
    tenant(&mut screen);
    credential(&mut screen);
    screen
        .sees("OneLogin user name:")
        .types("plain+none@acme.test\r")
        .sees("OneLogin password")
        .types(PASSWORD);
    screen
        .types("\r")
        .sees("App id")
        .types("123456\r")
        .sees("Once more: the app id.")
        .sees("[123456]:")
        .types("\u{3}");
    assert_eq!(screen.ends().status.code(), Some(130));
}

#[test]
fn the_rest_of_the_file_stays_as_it_is() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    let old = "# mine\ndefault = \"prod/Admin\"\n\n[onelogin]   # the tenant\nsubdomain = 'acme'\nhost = \"subdomain\"\n\
               username = \"plain@acme.test\"\napp_id = \"999\" # which?\nclient_id = \"old\"\nclient_secret_command = \"false\"\n\n\
               [accounts]\n111111111111 = \"prod\" # careful\n\n[profile.dev]\nrole = 'Admin'\n# the end\n";
    case.config(old);
    let mut screen = case.on_terminal();
    screen.sees("[acme]:").types("\r").sees("OneLogin's API is at").types(DOWN).types("\r");
    screen
        .sees("Client id")
        .sees("[old]:")
        .types("client\r")
        .sees("Client secret")
        .types(CLIENT_SECRET)
        .types("\r");
    screen.sees("[plain@acme.test]:").types("\r").sees("OneLogin password").types(PASSWORD).types("\r");
    screen.sees("[999]:").types("123456\r").sees("Signed in").sees("AWS region").types("\r");
    screen.sees("prod/Admin, as it is").types("\r");
    without_keyring(&mut screen, "n");
    screen.sees("[onelogin]\nregion = \"us\"\napp_id = \"123456\"\nclient_id = \"client\"\n");
    screen.sees("`onelogin.host` is taken out").sees("`onelogin.client_secret_command` is taken out");
    writes(&mut screen);
    let new = old
        .replace("host = \"subdomain\"\n", "")
        .replace("\"999\"", "\"123456\"")
        .replace("\"old\"\nclient_secret_command = \"false\"\n", "\"client\"\nregion = \"us\"\n");
    assert_eq!(config(&case), new);
}

#[test]
fn a_named_file_is_made() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    case.line("config init --config ../elsewhere/new.toml -u plain+one@acme.test");
    let mut screen = case.on_terminal();
    tenant(&mut screen);
    credential(&mut screen);
    screen.sees("[plain+one@acme.test]:").types("\r").sees("OneLogin password").types(PASSWORD).types("\r");
    screen
        .sees("App id")
        .types("123456\r")
        .sees("Signed in: 1 role in 1 account.")
        .sees("AWS region")
        .types("\r");
    without_keyring(&mut screen, "n");
    assert!(!writes(&mut screen).stderr.contains("Default role"));
    let written = fs::read_to_string(case.path("elsewhere/new.toml")).unwrap();
    assert_eq!(written, WRITTEN.replace("plain@", "plain+one@"));
}

#[test]
fn a_factor_that_is_refused_may_be_tried_again() {
    let stand = StandIn::start();
    let case = case(&stand);
    let mut screen = case.on_terminal();
    tenant(&mut screen);
    credential(&mut screen);
    screen
        .sees("OneLogin user name:")
        .types("push-denied@acme.test\r")
        .sees("OneLogin password")
        .types(PASSWORD);
    screen.types("\r").sees("App id").types("123456\r").sees("OneLogin Protect denied the sign-in");
    screen.sees("Try again?").types("\r").sees("denied the sign-in").sees("Try again?").types("n\r");
    let ran = screen.ends();
    assert_eq!(
        (ran.status.code(), submissions(&ran), case.config_path().exists()),
        (Some(4), 2, false),
        "{ran}"
    );
    // A network that fails is nobody's answer.
    let mut offline = self::case(&stand);
    offline.env("OL_AWS_ONELOGIN_URL", "http://127.0.0.1:1");
    let mut screen = offline.on_terminal();
    tenant(&mut screen);
    screen.sees("Client id").types("client\r").sees("Client secret").types(CLIENT_SECRET).types("\r");
    screen.sees("OneLogin cannot be reached").sees("Try again?").types("y\r").sees("[acme]:").types("\r");
    screen.sees("OneLogin's API").types("\r").sees("[client]:").types("\r").sees("Try again?").types("n\r");
    screen.ends().fails(7, &["OneLogin cannot be reached"]);
    // Who is kept out has no answer to correct.
    let mut screen = case.on_terminal();
    tenant(&mut screen);
    credential(&mut screen);
    screen.sees("OneLogin user name:").types("locked@acme.test\r").sees("OneLogin password").types(PASSWORD);
    screen.types("\r").sees("App id").types("123456\r");
    screen.ends().fails(3, &["User is locked", "wait until OneLogin unlocks"]);
}

#[test]
fn ctrl_c_leaves_the_old_file() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    let old = "# mine\n[aws]\nregion='eu-west-1'";
    case.config(old);
    let steps: [fn(&mut Screen<'_>); 5] =
        [tenant, credential, user, aws, |screen| without_keyring(screen, "y")];
    for count in 0..=steps.len() {
        let mut screen = case.on_terminal();
        for step in &steps[..count] {
            step(&mut screen);
        }
        let next = [
            "OneLogin subdomain",
            "Client id",
            "user name",
            "AWS region",
            "Write the client",
            "Write this to",
        ];
        screen.sees(next[count]).types("\u{3}");
        let ran = screen.ends();
        assert_eq!((ran.status.code(), config(&case)), (Some(130), old.to_owned()), "{ran}");
    }
    // Nor does a no write anything.
    let mut screen = case.on_terminal();
    steps.iter().for_each(|step| step(&mut screen));
    screen.sees("Write this to").types("n\r").sees("Nothing is written.");
    screen.ends().succeeds(&[]);
    assert_eq!(config(&case), old);
}

#[test]
fn without_a_terminal_it_names_the_other_ways() {
    let stand = StandIn::start();
    let mut case = case(&stand);
    let path = case.config_path().display().to_string();
    let says = [
        "config init has questions to ask",
        &path,
        "config path",
        "OL_AWS_SUBDOMAIN",
        "OL_AWS_CLIENT_SECRET",
    ];
    case.run().fails(8, &says).made(0, 0, 0, 0);
    case.line("config init --no-input").on_terminal().ends().fails(8, &["asking is off"]);
    case.config("[onelogin]\nregion = \"moon\"\n").line("config init");
    case.on_terminal().ends().fails(2, &["config.toml:2:10"]);
}

#[cfg(target_os = "linux")]
#[test]
fn the_keyring_keeps_the_secrets_where_the_person_likes() {
    if !has_keyring() {
        return;
    }
    let stand = StandIn::start();
    let mut case = case(&stand);
    let with_keyring = ["dbus-run-session", "--", "bash", "-c"];
    for (keeps, says) in
        [("n", "`client_secret_command` in the file gets it"), ("y", "Keep the password there?")]
    {
        case.args([format!("{UNLOCKED}exec ol-aws config init")]);
        let mut screen = case.script_on_terminal(&with_keyring);
        screen.sees("OneLogin subdomain").types("acme\r").sees("OneLogin's API").types("\r");
        screen.sees("Client id").types("client\r").sees("Client secret").types(CLIENT_SECRET).types("\r");
        screen
            .sees("user name")
            .types("plain@acme.test\r")
            .sees("OneLogin password")
            .types(PASSWORD)
            .types("\r");
        screen.sees("App id").types("123456\r");
        aws(&mut screen);
        screen
            .sees("Keep the client secret in the operating system's keyring?")
            .types(keeps)
            .types("\r")
            .sees(says);
        if keeps == "n" {
            screen.sees("Keep the password there?");
        }
        screen.types(keeps).types("\r");
        // The second time, the file says all of it.
        if keeps == "n" {
            screen.sees("Write this to ").types("\r");
        }
        screen.sees(if keeps == "n" { "is written" } else { "To go on:" });
        screen.ends().succeeds(&[]);
        assert_eq!(config(&case), WRITTEN);
        // All of it is there for a new sign-in, or none of it.
        case.forget(&["assertion", "token", "roles"])
            .args([format!("{UNLOCKED}exec ol-aws roles --no-input")]);
        let ran = case.script_on_terminal(&with_keyring).ends();
        assert_eq!(ran.status.code(), Some(if keeps == "y" { 0 } else { 8 }), "{ran}");
    }
    // What is known is not asked for.
    case.args([format!("{UNLOCKED}exec ol-aws config init")]);
    let mut screen = case.script_on_terminal(&with_keyring);
    screen.sees("[acme]:").types("\r").sees("OneLogin's API").types("\r").sees("[client]:").types("\r");
    screen.sees("[plain@acme.test]:").types("\r").sees("[123456]:").types("\r").sees("Signed in");
    aws(&mut screen);
    screen.sees("says all of it already");
    screen.ends().succeeds(&[]);
}
