//! Which role: targets, the picker, the list, and assertions of every odd shape.

use serde_json::json;

use crate::standin::StandIn;
use crate::support::{Case, config};

/// The label of the role that the words lead to.
const LABEL: [&str; 4] = ["--", "sh", "-c", "echo \"$OL_AWS_ROLE\""];

#[test]
fn a_target_leads_to_its_role() {
    let stand = StandIn::start();
    for (words, label) in [
        (&["prod/Admin"][..], "prod/Admin"),
        (&["111111111111/Admin"], "prod/Admin"),
        (&["data/team/data/Admin"], "data/team/data/Admin"),
        (&["data/Admin"], "data/team/data/Admin"),
        (&["team/data/Admin"], "data/team/data/Admin"),
        (&["arn:aws:iam::222222222222:role/Deploy"], "dev/Deploy"),
        (&["dev/D*"], "dev/Deploy"),
        (&["d[e]v/Deplo?"], "dev/Deploy"),
        (&["444444444444"], "444444444444/BillingView"),
        (&["444444444444/BillingView"], "444444444444/BillingView"),
        (&["Deploy"], "dev/Deploy"),
        (&["PROD/admin"], "prod/Admin"),
        (&["DEPLOY"], "dev/Deploy"),
        (&["dev"], "dev/Admin"),
        (&["-p", "dev"], "dev/Admin"),
        (&["--aws-account-id", "222222222222", "--aws-role-name", "Deploy"], "dev/Deploy"),
        (&["--aws-account-id", "dev", "--aws-role-name", "Deploy"], "dev/Deploy"),
        (&["--aws-account-id", "444444444444"], "444444444444/BillingView"),
        (&["--aws-role-name", "Deploy"], "dev/Deploy"),
        (&["Admin", "--aws-account-id", "prod"], "prod/Admin"),
    ] {
        let ran = Case::new(&stand).args(["exec"].iter().chain(words).chain(&LABEL)).run();
        ran.prints(&format!("{label}\n")).made(1, 1, 0, 1);
    }
}

#[test]
fn without_a_target() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.args(["exec"].iter().chain(&LABEL));
    // The variable, then the role active in this shell, then the default, then the only one.
    case.config(&format!("default = \"prod/ReadOnly\"\n{}", config()));
    case.run().prints("prod/ReadOnly\n");
    case.env("OL_AWS_ROLE", "dev/Deploy").run().prints("dev/Deploy\n");
    case.env("OL_AWS_PROFILE", "dev").run().prints("dev/Admin\n");
    case.without("OL_AWS_PROFILE").without("OL_AWS_ROLE").config(&config());
    case.user("plain+one").run().prints("prod/Admin\n");
    case.user("plain").line("env --shell json");
    case.run().fails(5, &["no role is named, and there are 8", "prod/Admin", "444444444444/BillingView"]);
}

#[test]
fn several_or_none_are_listed_or_suggested() {
    let stand = StandIn::start();
    for (target, says) in [
        ("Admin", &["`Admin` leaves 3 roles", "prod/Admin", "dev/Admin", "data/team/data/Admin"][..]),
        ("prod", &["`prod` leaves 2 roles", "prod/Admin", "prod/ReadOnly"]),
        ("*/ReadOnly", &["leaves 3 roles", "prod/ReadOnly, dev/ReadOnly, data/ReadOnly"]),
        ("prod/Admn", &["no role matches `prod/Admn`", "did you mean `prod/Admin`?"]),
        ("Deplyo", &["did you mean `dev/Deploy`?"]),
        ("no-such-thing", &["no role matches", "ol-aws roles"]),
    ] {
        let ran = Case::new(&stand).args(["env", "--shell", "json", target]).run();
        ran.fails(5, says).made(1, 1, 0, 0);
    }
    let ran = Case::new(&stand).user("plain+200").line("env --shell json").run();
    ran.fails(5, &["there are 200", "and 180 more"]);
    for (target, says) in
        [("/Admin", "no account before"), ("prod/", "no role after"), ("arn:aws:s3:::x", "not a role's")]
    {
        Case::new(&stand).args(["env", "--shell", "json", target]).run().fails(2, &[says]).made(0, 0, 0, 0);
    }
    let ran = Case::new(&stand).line("env -p deev --shell json").run();
    ran.fails(2, &["there is no profile `deev`", "did you mean `dev`?"]).made(0, 0, 0, 0);
}

#[test]
fn nobody_has_no_role_without_being_told_why() {
    let stand = StandIn::start();
    for user in ["plain+none", "plain+empty", "plain+empty+default"] {
        for line in ["env --shell json", "env prod/Admin --shell json", "roles", "roles --json"] {
            Case::new(&stand).user(user).line(line).run().fails(5, &[]).made(1, 1, 0, 0);
        }
    }
}

#[test]
fn odd_assertions_are_read_and_forged_ones_refused() {
    let stand = StandIn::start();
    let table = |user: &str| Case::new(&stand).user(user).line("roles --json").run().quietly().json();
    let plain = table("plain");
    for shape in ["odd", "reversed", "default", "saml2", "noprefix", "china-attr", "odd+noprefix"] {
        assert_eq!(table(&format!("plain+{shape}")), plain, "{shape}");
        let ran = Case::new(&stand).user(&format!("plain+{shape}")).line("exec prod/Admin -- true").run();
        ran.prints("").made(1, 1, 0, 1);
    }
    for shape in ["doctype", "xxe", "notxml", "notbase64"] {
        for line in ["env prod/Admin --shell json", "roles"] {
            let ran = Case::new(&stand).user(&format!("plain+{shape}")).line(line).run();
            ran.fails(7, &[]).made(1, 1, 0, 0);
        }
    }
    assert_eq!(stand.counts().redirects_followed, 0, "an external entity was fetched");
    let ran = Case::new(&stand).user("plain+stale").line("env prod/Admin --shell json").run();
    ran.fails(6, &["clock"]).made(1, 1, 0, 1);
}

#[test]
fn another_partition_has_regions_of_its_own() {
    let stand = StandIn::start();
    let script = ["--", "sh", "-c", "echo $OL_AWS_ACCOUNT_ID ${AWS_REGION-none} ${AWS_DEFAULT_REGION-none}"];
    let mut case = Case::new(&stand);
    let mut run = |user: &str, options: &[&str]| {
        case.user(user).args(["exec", "Admin"].iter().chain(options).chain(&script)).run()
    };
    for (user, account, region) in
        [("plain+gov", "777777777777", "us-gov-west-1"), ("plain+cn", "666666666666", "cn-north-1")]
    {
        let ran = run(user, &[]);
        ran.succeeds(&["warning: ", "eu-west-1", region]);
        assert_eq!(ran.out(), format!("{account} {region} {region}\n"));
    }
    run("plain+gov", &["--region", "us-gov-east-1"]).prints("777777777777 us-gov-east-1 us-gov-east-1\n");
    run("plain+one", &["--aws-region", "us-gov-east-1"]).succeeds(&["us-gov-east-1", "us-east-1"]);
    case.config(&config().replace("region = \"eu-west-1\"", ""));
    let mut run = |user: &str| case.user(user).args(["exec", "Admin"].iter().chain(&script)).run();
    run("plain+one").prints("111111111111 none none\n");
    run("plain+gov").prints("777777777777 none none\n");
}

const TABLE: &str = "\
ACCOUNT       ALIAS  ROLE
111111111111  prod   Admin
111111111111  prod   ReadOnly
222222222222  dev    Admin
222222222222  dev    Deploy
222222222222  dev    ReadOnly
333333333333  data   ReadOnly
333333333333  data   team/data/Admin
444444444444  -      BillingView
";

const BY_ROLE: &str = "\
ACCOUNT       ALIAS  ROLE
111111111111  prod   Admin
222222222222  dev    Admin
333333333333  data   team/data/Admin
444444444444  -      BillingView
222222222222  dev    Deploy
111111111111  prod   ReadOnly
222222222222  dev    ReadOnly
333333333333  data   ReadOnly
";

#[test]
fn the_list() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.line("roles").run().prints(TABLE).made(1, 1, 0, 0);
    case.line("roles --by-role").run().prints(BY_ROLE);
    case.line("roles '*/Deploy'").run().prints("ACCOUNT       ALIAS  ROLE\n222222222222  dev    Deploy\n");
    case.line("roles prod").run();
    case.line("roles 'prod/*' --json");
    let row = |role| {
        json!({
            "account": "111111111111", "alias": "prod", "role": role, "path": "",
            "arn": format!("arn:aws:iam::111111111111:role/{role}"),
            "provider": "arn:aws:iam::111111111111:saml-provider/OneLogin",
        })
    };
    assert_eq!(case.run().quietly().json(), json!([row("Admin"), row("ReadOnly")]));
    let deep = case.line("roles data/Admin --json").run().json();
    assert_eq!((&deep[0]["role"], &deep[0]["path"]), (&json!("Admin"), &json!("team/data")));
    assert_eq!(case.line("roles 4444* --json").run().json()[0]["alias"], json!(null));
    case.line("roles 'x*'").run().fails(5, &["no role matches `x*`"]);
    case.line("roles prdo/Admin").run().fails(5, &["did you mean `prod/Admin`?"]);
    case.line("roles -a 654321")
        .run()
        .prints("ACCOUNT       ALIAS  ROLE\n555555555555  -      Admin\n555555555555  -      ReadOnly\n");
    // A listing spoils no choice, and 10,000 roles are no trouble.
    let ran = case.user("plain+10000").line("roles --json").run();
    assert_eq!(ran.json().as_array().map(Vec::len), Some(10_000));
}

#[test]
fn what_a_service_calls_a_role_cannot_move_the_cursor() {
    let stand = StandIn::start();
    for user in ["plain+hostile", "plain+escape"] {
        let stray = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        for line in ["roles", "roles --json"] {
            let ran = Case::new(&stand).user(user).line(line).run();
            assert!(!ran.quietly().out().contains(stray), "{ran}");
        }
    }
    let mut case = Case::new(&stand);
    let roles = case.user("plain+hostile").line("roles --json").run().json();
    assert!(
        roles.as_array().unwrap().iter().any(|row| row["role"] == "\u{202e}nimdA"),
        "written, but escaped"
    );
    case.user("plain+hostile").line("env --shell json").run().fails(5, &["Admin"]);
    let mut screen = case.on_terminal();
    let ran = screen.sees("Role:").sees("Admin").types("Csi").types("\u{1b}").ends();
    ran.fails(130, &[]);
    for stray in ["\u{9b}", "\u{202e}"] {
        assert!(!screen.drawn().contains(stray), "{stray:?} was drawn:\n{ran}");
    }
}

#[test]
fn a_person_picks_and_the_last_pick_comes_first() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.args(["exec"].iter().chain(&LABEL));
    // The filter works on role, alias and account.
    for (typed, label) in [
        ("Deploy", "dev/Deploy"),
        ("data Read", "data/ReadOnly"),
        ("4444", "444444444444/BillingView"),
        ("", "444444444444/BillingView"),
    ] {
        let mut screen = case.on_terminal();
        screen.sees("Role:").sees("111111111111");
        let ran = screen.types(typed).types("\r").ends();
        ran.succeeds(&[]);
        assert_eq!(ran.out(), format!("{label}\n"), "{typed}\n{ran}");
    }
    let mut screen = case.on_terminal();
    screen.sees("Role:").sees("BillingView").sees("data").sees("ReadOnly").sees("Deploy").sees("Admin");
    screen.types("\u{1b}").ends().fails(130, &["interrupted"]).made(1, 1, 0, 0);
}

#[test]
fn one_of_hundreds_is_picked() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.user("plain+200").args(["exec"].iter().chain(&LABEL));
    let mut screen = case.on_terminal();
    let ran = screen.sees("Role:").sees("Role00000").types("Role00198").types("\r").ends();
    assert_eq!(ran.succeeds(&[]).out(), "100000000019/Role00198\n");
}

/// STS takes no assertion of over 100,000 characters: nobody should wait for it to say so.
#[test]
fn too_many_roles_for_sts() {
    let stand = StandIn::start();
    let ran = Case::new(&stand).user("plain+10000").line("env Role00001 --shell json").run();
    ran.fails(6, &["too long", "administrator"]).made(1, 1, 0, 0);
}
