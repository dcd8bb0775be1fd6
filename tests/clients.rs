//! AWS's own tools with the credentials that ol-aws hands over: against the stand-in, and against moto.

use std::ffi::OsString;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::standin::StandIn;
use crate::support::Case;

/// The folder of programs of the tests' virtual environment (`tests/run` makes it); with `CI=true` it must be there.
pub fn venv() -> Option<PathBuf> {
    let root = std::env::var_os("OL_AWS_TEST_VENV").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join(".venv"),
        |named: OsString| PathBuf::from(named),
    );
    let bin = root.join("bin");
    if bin.join("aws").is_file() && bin.join("moto_server").is_file() {
        return Some(bin);
    }
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{} lacks aws or moto_server", bin.display());
    eprintln!("skipped: {} lacks aws or moto_server; tests/run installs them", bin.display());
    None
}

pub fn case<'a>(stand: &'a StandIn, bin: &Path) -> Case<'a> {
    let mut case = Case::new(stand);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = [bin.to_owned()].into_iter().chain(std::env::split_paths(&path));
    case.env("PATH", std::env::join_paths(path).unwrap());
    case
}

/// Everything that would be taken before the session's keys is in the way.
fn with_obstacles<'c, 'a>(case: &'c mut Case<'a>) -> &'c mut Case<'a> {
    case.env("AWS_PROFILE", "nobody").env("AWS_SECURITY_TOKEN", "stale").env("AWS_ACCESS_KEY_ID", "AKIAOLD")
}

#[test]
fn the_aws_cli_is_who_we_say() {
    let Some(bin) = venv() else { return };
    let stand = StandIn::start();
    let mut case = case(&stand, &bin);
    with_obstacles(&mut case).line("exec data/Admin -- aws sts get-caller-identity --output json");
    let ran = case.run();
    let who = ran.quietly().json();
    assert_eq!(who["Arn"], "arn:aws:sts::333333333333:assumed-role/Admin/plain@acme.test");
    assert_eq!(who["Account"], "333333333333");
    assert_eq!(ran.requests.len(), 5, "token, assertion, warm-up, exchange, identity\n{ran}");
    case.line("exec audit -- aws sts get-caller-identity --output text --query Account");
    case.run().prints("333333333333\n");
}

#[test]
fn boto3_is_who_we_say() {
    let Some(bin) = venv() else { return };
    let stand = StandIn::start();
    let mut case = case(&stand, &bin);
    let script = "import boto3; c = boto3.client('sts'); print(c.get_caller_identity()['Account'], c.meta.region_name)";
    with_obstacles(&mut case).args(["exec", "dev", "--", "python3", "-c", script]);
    case.run().prints("222222222222 us-west-2\n");
}

/// moto, until dropped.
pub struct Moto {
    server: Child,
    pub url: String,
}

impl Moto {
    pub fn start(bin: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Command::new(bin.join("moto_server"))
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(60);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "moto does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { server, url: format!("http://127.0.0.1:{port}") }
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// An STS and an EC2 that are not ours. moto takes assertions of one role.
#[test]
fn moto_takes_the_assertion_and_the_credentials() {
    let Some(bin) = venv() else { return };
    let moto = Moto::start(&bin);
    let stand = StandIn::start();
    let mut case = case(&stand, &bin);
    with_obstacles(&mut case).user("plain+one").env("AWS_ENDPOINT_URL_STS", &moto.url);
    let mut aws = |words: &[&str]| {
        let aws = ["exec", "--", "aws", "--endpoint-url", &moto.url, "--output", "json"];
        case.args(aws.iter().chain(words)).run().quietly().json()
    };
    assert_eq!(aws(&["ec2", "describe-instances"])["Reservations"], serde_json::json!([]));
    let regions = aws(&["ec2", "describe-regions"]);
    assert!(regions["Regions"].as_array().unwrap().iter().any(|region| region["RegionName"] == "eu-west-1"));
    // moto knows the account from the key that it has given out; its own is another.
    assert_eq!(aws(&["sts", "get-caller-identity"])["Account"], "111111111111");
}
