//! Precedence and choice, with environments and files of the tests' own.

use std::fs;

use tempfile::TempDir;

use super::*;

const FILE: &str = r#"
default = "dev"
[onelogin]
subdomain = "acme"
username = "me@acme.com"
app_id = "1"
[aws]
region = "eu-west-1"
[accounts]
"111111111111" = "prod"
"222222222222" = { alias = "dev-account" }
[profile.dev]
account = "dev-account"
role = "Admin"
region = "us-west-2"
app_id = "2"
[profile.audit]
source = "dev"
role_arn = "arn:aws:iam::333333333333:role/Audit"
external_id = "x"
"#;

struct Setup {
    folder: TempDir,
    variables: Vec<(&'static str, &'static str)>,
}

impl Setup {
    fn new(variables: &[(&'static str, &'static str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("config.toml"), FILE).unwrap();
        Self { folder, variables: variables.to_vec() }
    }

    fn request(&self) -> Request {
        Request { config: Some(self.folder.path().join("config.toml")), ..Request::default() }
    }

    fn resolve(&self, request: Request) -> Result<Settings> {
        let env =
            self.variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        resolve(&env, request)
    }

    fn settings(&self, request: Request) -> Settings {
        self.resolve(request).unwrap_or_else(|error| panic!("{error}"))
    }
}

fn from(settings: &Settings, key: Key) -> (String, String) {
    let (value, origin) = settings.find(key).unwrap();
    (value.expose().to_owned(), origin.to_string())
}

#[test]
fn option_variable_profile_file_python_default() {
    let setup = Setup::new(&[]);
    let python = tempfile::tempdir().unwrap();
    fs::write(
        python.path().join("onelogin.aws.json"),
        r#"{"app_id": 5, "duration": 99999, "username": "py"}"#,
    )
    .unwrap();
    let mut request = setup.request();
    request.target = Some("dev".to_owned());
    request.python_folder = Some(python.path().to_owned());
    let settings = setup.settings(request);
    assert_eq!(from(&settings, Key::AppId), ("2".to_owned(), "profile dev".to_owned()));
    assert_eq!(from(&settings, Key::Username).0, "me@acme.com");
    assert_eq!(from(&settings, Key::Duration).0, "43200", "clamped, as the Python tool does");
    assert_eq!(from(&settings, Key::OneLoginRegion), ("us".to_owned(), "default".to_owned()));

    let setup = Setup::new(&[("OL_AWS_APP_ID", "3"), ("OL_AWS_USERNAME", "")]);
    let mut request = setup.request();
    request.options.set(Key::Region, "ap-south-1", Origin::Option("--aws-region"));
    let settings = setup.settings(request);
    assert_eq!(from(&settings, Key::AppId), ("3".to_owned(), "OL_AWS_APP_ID".to_owned()));
    assert_eq!(from(&settings, Key::Region), ("ap-south-1".to_owned(), "--aws-region".to_owned()));
    assert_eq!(from(&settings, Key::Username).0, "me@acme.com", "an empty variable is as good as none");
}

#[test]
fn the_order_in_which_a_target_is_found() {
    let parts = |account: Option<&str>, role: Option<&str>| Target::from_parts(account, role).unwrap();
    let targets = |variables: &[(&'static str, &'static str)], change: &dyn Fn(&mut Request)| {
        let setup = Setup::new(variables);
        let mut request = setup.request();
        change(&mut request);
        setup.settings(request).wanted.targets
    };
    let dev = parts(Some("dev-account"), Some("Admin"));
    assert_eq!(targets(&[], &|_| {}), std::slice::from_ref(&dev), "the config's default");
    let active = [("OL_AWS_ROLE", "prod/ReadOnly")];
    assert_eq!(targets(&active, &|_| {}), [Target::parse("prod/ReadOnly").unwrap()], "the active role");
    let option =
        |request: &mut Request| request.options.set(Key::Role, "X", Origin::Option("--aws-role-name"));
    assert_eq!(targets(&active, &option), [parts(None, Some("X"))], "options before the active role");
    let both = [active[0], ("OL_AWS_PROFILE", "dev")];
    assert_eq!(targets(&both, &|_| {}), [dev], "a profile before both");
    let named = |request: &mut Request| request.target = Some("prod/Admin".to_owned());
    assert_eq!(targets(&both, &named), [Target::parse("prod/Admin").unwrap()]);
}

#[test]
fn the_active_role_keeps_its_profile_and_its_region() {
    let ours = [
        ("OL_AWS_ROLE", "dev-account/Admin"),
        ("AWS_REGION", "us-west-2"),
        ("AWS_DEFAULT_REGION", "us-west-2"),
    ];
    let setup = Setup::new(&ours);
    let settings = setup.settings(setup.request());
    assert_eq!(from(&settings, Key::AppId), ("2".to_owned(), "profile dev".to_owned()));
    assert_eq!(from(&settings, Key::Region), ("us-west-2".to_owned(), "AWS_REGION".to_owned()));
    // Another role does not inherit it, ...
    let mut request = setup.request();
    request.target = Some("prod/Admin".to_owned());
    assert_eq!(from(&setup.settings(request), Key::Region).0, "eu-west-1");
    // ... but a region that the person set for one command counts.
    let setup = Setup::new(&[ours[0], ("AWS_REGION", "sa-east-1"), ours[2]]);
    let mut request = setup.request();
    request.target = Some("prod/Admin".to_owned());
    assert_eq!(from(&setup.settings(request), Key::Region).0, "sa-east-1");
}

#[test]
fn a_chain_starts_from_its_source() {
    let setup = Setup::new(&[]);
    let mut request = setup.request();
    request.profile = Some("audit".to_owned());
    let settings = setup.settings(request);
    assert_eq!(settings.wanted.targets, [Target::from_parts(Some("dev-account"), Some("Admin")).unwrap()]);
    assert_eq!(settings.chain.len(), 1);
    assert_eq!(settings.chain[0].external_id.as_deref(), Some("x"));
    assert_eq!(from(&settings, Key::AppId).0, "2");
}

#[test]
fn what_is_wrong_is_refused_before_anything_is_sent() {
    let refused = |variables: &[(&'static str, &'static str)], profile: Option<&str>| {
        let setup = Setup::new(variables);
        let mut request = setup.request();
        request.profile = profile.map(str::to_owned);
        setup.resolve(request).err().expect("refused")
    };
    assert_eq!(refused(&[], Some("dex")).hint.as_deref(), Some("did you mean `dev`?"));
    assert!(refused(&[("OL_AWS_DURATION", "5x")], None).what.starts_with("OL_AWS_DURATION: `5x`"));
    assert!(refused(&[("OL_AWS_ONELOGIN_URL", "http://example.com")], None).what.contains("is refused"));
    assert!(refused(&[("OL_AWS_SUBDOMAIN", "evil.example/")], None).what.contains("OL_AWS_SUBDOMAIN"));
}

#[test]
fn one_host_for_all_calls() {
    let url = |variables: &[(&'static str, &'static str)], text: &str| {
        let setup = Setup::new(variables);
        fs::write(setup.folder.path().join("config.toml"), text).unwrap();
        setup.settings(setup.request()).onelogin_url()
    };
    assert_eq!(url(&[], ""), "https://api.us.onelogin.com");
    assert_eq!(url(&[("OL_AWS_ONELOGIN_REGION", "eu")], ""), "https://api.eu.onelogin.com");
    let own = "[onelogin]\nsubdomain = \"acme\"\nhost = \"subdomain\"\n";
    assert_eq!(url(&[], own), "https://acme.onelogin.com");
    assert_eq!(url(&[("OL_AWS_ONELOGIN_URL", "http://127.0.0.1:9")], own), "http://127.0.0.1:9");
}

#[test]
fn mistakes_that_are_noted_leave_the_rest() {
    let setup =
        Setup::new(&[("OL_AWS_DURATION", "soon"), ("OL_AWS_ONELOGIN_URL", "ftp://x"), ("OL_AWS_IP", "1")]);
    let path = setup.folder.path().join("config.toml");
    let text = FILE
        .replace("app_id = \"1\"", "app_idd = \"1\"")
        .replace("\"111111111111\"", "\"1\"")
        .replace("role = \"Admin\"", "rol = \"Admin\"");
    fs::write(&path, text + "[other]\n").unwrap();
    let env = setup.variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let mut mistakes = Mistakes::Noted(Vec::new());
    let settings =
        resolve_past(&env, setup.request(), &mut mistakes).unwrap_or_else(|error| panic!("{error}"));
    for (key, value) in [
        (Key::Subdomain, "acme"),
        (Key::AppId, "2"),
        (Key::Account, "dev-account"),
        (Key::Region, "us-west-2"),
        (Key::Ip, "1"),
        (Key::Duration, "1h"),
    ] {
        assert_eq!(from(&settings, key).0, value, "{key:?}");
    }
    let Mistakes::Noted(noted) = mistakes else { panic!("they were noted") };
    let told: Vec<&str> = noted.iter().map(|error| error.what.as_str()).collect();
    let places =
        ["6:1: unknown key `app_idd`", ":10:1: ", "14:1: unknown key `rol`", ": unknown key `other`"];
    let variables = ["OL_AWS_DURATION: ", "OL_AWS_ONELOGIN_URL: "];
    for (told, says) in told.iter().zip(places.iter().chain(&variables)) {
        assert!(told.contains(says), "{told}");
    }
    assert_eq!(told.len(), 6, "{told:?}");
    assert!(setup.resolve(setup.request()).is_err_and(|error| error.what == told[0]), "the first is the end");
}
