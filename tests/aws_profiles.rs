//! `config aws-profiles`: the block in AWS's config file, and what botocore makes of it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use ol_aws::ini::Ini;
use serde_json::Value;

use crate::clients::{self, venv};
use crate::standin::StandIn;
use crate::support::{Case, config};

const FILE: &str = ".aws/config";
const BIN: &str = env!("CARGO_BIN_EXE_ol-aws");
const BEGIN: &str =
    "# ol-aws begin: made by `ol-aws config aws-profiles --write`, which replaces all down to the end mark";

/// A case whose roles are kept, so that what follows needs no sign-in.
fn keeping(stand: &StandIn) -> Case<'_> {
    let mut case = Case::new(stand);
    case.keeping().line("roles").run().quietly();
    case
}

/// A profile as it stands in the block.
fn profile(name: &str, label: &str) -> String {
    format!("[profile {name}]\ncredential_process = {BIN} credential-process {label}\nregion = eu-west-1\n")
}

fn block(profiles: &[(&str, &str)]) -> String {
    let profiles: Vec<String> = profiles.iter().map(|(name, label)| profile(name, label)).collect();
    format!("{BEGIN}\n{}# ol-aws end\n", profiles.join("\n"))
}

fn file(case: &Case<'_>) -> String {
    fs::read_to_string(case.path(FILE)).unwrap()
}

const ALL: [(&str, &str); 8] = [
    ("444444444444-BillingView", "444444444444/BillingView"),
    ("data-ReadOnly", "data/ReadOnly"),
    ("data-team-data-Admin", "data/team/data/Admin"),
    ("dev-Admin", "dev/Admin"),
    ("dev-Deploy", "dev/Deploy"),
    ("dev-ReadOnly", "dev/ReadOnly"),
    ("prod-Admin", "prod/Admin"),
    ("prod-ReadOnly", "prod/ReadOnly"),
];

#[test]
fn a_profile_a_role_is_printed_or_written() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let ran = case.env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null").line("config aws-profiles").run();
    assert!(ran.requests.is_empty(), "{ran}");
    ran.prints(&block(&ALL));
    assert!(!case.path(FILE).exists());
    case.line("config aws-profiles '*/ReadOnly'").run().prints(&block(&[ALL[1], ALL[5], ALL[7]]));
    case.line("config aws-profiles 'nothing*'").run().fails(5, &["no role matches `nothing*`"]);

    let ran = case.line("config aws-profiles --write").run();
    ran.succeeds(&["ol-aws: profiles in ", "/.aws/config: 8 added\n"]);
    assert_eq!((ran.out(), file(&case)), ("", block(&ALL)));
    assert_eq!(fs::metadata(case.path(FILE)).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_is_outside_the_block_stays() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let own = "\u{feff}# mine\r\n[default]\r\nregion=x\r\n[profile  'my own']\r\ns3 =\r\n  a = b";
    case.file(FILE, own);
    let path = case.path(FILE);
    case.mode(&path, 0o644).line("config aws-profiles 'prod/*' --write").run().succeeds(&[": 2 added\n"]);
    let dos = |text: &str| text.replace('\n', "\r\n");
    let expected = format!("{own}\r\n\r\n{}", dos(&block(&ALL[6..])));
    assert_eq!(file(&case), expected);
    // Nothing in it is a secret.
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o644);
    case.run().succeeds(&[": 2 kept\n"]);
    assert_eq!(file(&case), expected, "the second time changes nothing");
    // What was added below stays below.
    let below = "\r\n[profile below]\r\nx = 1\r\n";
    fs::write(&path, format!("{expected}{below}")).unwrap();
    case.line("config aws-profiles '*/ReadOnly' --write").run().succeeds(&[": 2 added, 1 removed, 1 kept\n"]);
    let block = dos(&block(&[ALL[1], ALL[5], ALL[7]]));
    assert_eq!(file(&case), format!("{own}\r\n\r\n{block}{below}"));
}

#[test]
fn a_profile_of_ones_own_is_left_alone() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    let own = "[profile \"prod-Admin\"]\nregion = mine\n\n";
    case.file(FILE, own);
    for line in ["config aws-profiles 'prod/*' --write", "config aws-profiles 'prod/*'"] {
        let ran = case.line(line).run();
        ran.succeeds(&["warning: ", "has a profile prod-Admin of your own: ours is left out"]);
    }
    assert_eq!(file(&case), format!("{own}{}", block(&ALL[7..])));
    // Once it is gone, ours is there.
    fs::write(case.path(FILE), file(&case).replace(own, "")).unwrap();
    case.line("config aws-profiles 'prod/*' --write").run().succeeds(&[": 1 added, 1 kept\n"]);
    assert_eq!(file(&case), block(&ALL[6..]));
}

#[test]
fn keys_that_come_before_a_profile_are_told() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.line("save dev/Admin --profile dev-Admin").run().succeeds(&[]);
    let ran = case.line("config aws-profiles --write").run();
    ran.succeeds(&["warning: [dev-Admin] in ", "/.aws/credentials comes before our profile of that name"]);
    assert_eq!((ran.stderr.lines().count(), file(&case)), (2, block(&ALL)), "{ran}");
}

#[test]
fn a_damaged_block_is_told_and_left() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    for (text, says) in [
        ("# mine\n# ol-aws begin\n[profile x]\n", "line 2 begins it, and no line ends it"),
        ("# ol-aws end\n", "line 1 ends it, and no line begins it"),
        ("# ol-aws begin: a\n# ol-aws begin: b\n# ol-aws end\n", "line 2 begins another one"),
        ("# ol-aws begin\n# ol-aws end\n# ol-aws begin\n# ol-aws end\n", "line 3 begins another one"),
    ] {
        case.file(FILE, text);
        for line in ["config aws-profiles --write", "config aws-profiles"] {
            case.line(line).run().fails(1, &["the block of ol-aws in ", " is damaged", says]);
        }
        assert_eq!(file(&case), text);
    }
    // What only looks like a mark is a comment.
    case.file(FILE, "# ol-aws beginners\n")
        .line("config aws-profiles prod/Admin --write")
        .run()
        .succeeds(&[]);
    assert_eq!(file(&case), format!("# ol-aws beginners\n\n{}", block(&ALL[6..7])));
}

#[test]
fn names_are_such_as_aws_takes_and_tell_one_role() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.config(
        &config()
            .replace("\"prod\"", "\"a b\"")
            .replace("\"dev\"\n", "\"a-b\"\n")
            .replace("\"dev\"", "\"a-b\""),
    );
    let names = |case: &mut Case<'_>| {
        let ran = case.line("config aws-profiles").run();
        let ini = Ini::parse(ran.quietly().out().as_bytes());
        let names: Vec<String> =
            ini.sections().map(|header| header.strip_prefix("profile ").unwrap().to_owned()).collect();
        (names, ran.out().to_owned())
    };
    let (found, text) = names(&mut case);
    assert_eq!(
        found,
        [
            "111111111111-Admin",
            "111111111111-ReadOnly",
            "222222222222-Admin",
            "222222222222-ReadOnly",
            "444444444444-BillingView",
            "a-b-Deploy",
            "data-ReadOnly",
            "data-team-data-Admin",
        ]
    );
    assert!(text.contains(" credential-process 'a b/Admin'\n"), "{text}");
}

#[test]
fn a_name_that_would_confuse_a_terminal_is_left_out() {
    let stand = StandIn::start();
    let ran = Case::new(&stand).user("plain+hostile").line("config aws-profiles").run();
    ran.succeeds(&["warning: the role 888888888888/\u{fffd}nimdA is left out"]);
    assert!(ran.out().contains("8-Admin]\n") && !ran.out().contains("nimdA"), "{ran}");
}

/// Whoever signs in here signs in there.
#[test]
fn options_that_say_who_are_handed_on() {
    let stand = StandIn::start();
    let mut case = keeping(&stand);
    case.line(
        "config aws-profiles prod/Admin -u plain@acme.test -a 123456 -p dev --region us-east-2 \
         --config ../config/ol-aws/config.toml",
    );
    let ran = case.run();
    let text = ran.quietly().out();
    let work = case.path("work");
    let words = format!(
        "credential-process '--profile=dev' '--config={}/../config/ol-aws/config.toml' \
         '--onelogin-username=plain@acme.test' '--onelogin-app-id=123456' prod/Admin\nregion = us-east-2\n",
        work.display()
    );
    assert!(text.contains(&words), "{text}");
}

/// botocore reads every profile, and splits every command into the very words, whatever a service calls its roles.
#[test]
fn botocore_reads_the_words() {
    let Some(bin) = venv() else { return };
    const READER: &str = r#"
import json, sys
import botocore.session
from botocore.compat import compat_shell_split
profiles = botocore.session.Session().full_config["profiles"]
json.dump({name: compat_shell_split(it["credential_process"]) for name, it in profiles.items()}, sys.stdout)
"#;
    let stand = StandIn::start();
    for user in ["plain", "plain+hostile", "plain+200", "plain+gov", "plain+cn"] {
        let mut case = clients::case(&stand, &bin);
        case.keeping().user(user);
        let roles = case.line("roles --json").run().json();
        // A path with space, and one that PATH leads to.
        for (folder, word) in [("pro grams", None), ("on-path", Some("ol-aws"))] {
            let own = case.path(folder).join("ol-aws");
            fs::create_dir_all(own.parent().unwrap()).unwrap();
            fs::hard_link(BIN, &own).or_else(|_| fs::copy(BIN, &own).map(drop)).unwrap();
            let script = "[ -z \"$1\" ] || PATH=$2:$PATH; \"$2/ol-aws\" config aws-profiles --write -q; exec python3 -c \"$3\"";
            let folder = own.parent().unwrap().to_str().unwrap().to_owned();
            let ran = case.args([""; 0]).script(&[
                "sh",
                "-c",
                script,
                "sh",
                word.unwrap_or_default(),
                &folder,
                READER,
            ]);
            let read = ran.quietly().json();
            let read = read.as_object().unwrap();
            let mut labels: Vec<&str> = read
                .values()
                .map(|words| {
                    let words: Vec<&str> =
                        words.as_array().unwrap().iter().filter_map(Value::as_str).collect();
                    let [program, "credential-process", label] = words[..] else { panic!("{words:?}") };
                    assert_eq!(program, word.unwrap_or(own.to_str().unwrap()), "{ran}");
                    label
                })
                .collect();
            labels.sort_unstable();
            let mut expected: Vec<String> = roles
                .as_array()
                .unwrap()
                .iter()
                .map(|role| {
                    let text = |key: &str| role[key].as_str();
                    let path = text("path")
                        .filter(|path| !path.is_empty())
                        .map(|path| format!("{path}/"))
                        .unwrap_or_default();
                    format!("{}/{path}{}", text("alias").or(text("account")).unwrap(), text("role").unwrap())
                })
                .collect();
            // One that turns the direction of writing is no name to be shown.
            expected.retain(|label| !label.contains('\u{202e}'));
            expected.sort_unstable();
            assert_eq!(labels, expected, "{user}");
            assert!(
                read.keys().all(|name| name.is_ascii() && !name.contains([' ', '/', '$', '\''])),
                "{ran}"
            );
        }
    }
}
