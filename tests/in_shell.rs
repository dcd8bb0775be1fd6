//! `use`, `unset`, `init` and `prompt` in the real shells: what they change, what they give back, what they leave alone.
//!
//! The scripts run with strict flags, and nothing may be on stderr. What a terminal is needed for is in
//! `at_the_prompt`.

use std::fs;

use sha2::{Digest as _, Sha256};

use crate::standin::{PASSWORD, StandIn};
use crate::support::{Case, Ran, config, installed};

/// A shell in which the integration is started, and started again.
pub struct Shell {
    pub name: &'static str,
    pub words: &'static [&'static str],
    /// What stands before each script.
    start: &'static str,
}

const BASH: Shell = Shell {
    name: "bash",
    words: &["bash", "--norc", "-c"],
    start: r#"set -euo pipefail; IFS=:; shopt -s nullglob failglob extglob
        eval "$(ol-aws init bash)"; eval "$(ol-aws init bash)"
        show() { printf '%s\n' "$*=${OL_AWS_ROLE-none} ${AWS_REGION-none} ${AWS_PROFILE-none} ${AWS_ACCESS_KEY_ID-none}"; }
        "#,
};

const ZSH: Shell = Shell {
    name: "zsh",
    words: &["zsh", "-f", "-c"],
    start: r#"set -euo pipefail; IFS=:
        setopt ksh_arrays sh_word_split glob_subst warn_create_global all_export ignore_braces rc_quotes ksh_glob
        setopt csh_junkie_quotes extended_glob sh_glob prompt_subst no_short_loops err_return
        eval "$(ol-aws init zsh)"; eval "$(ol-aws init zsh)"
        show() { printf '%s\n' "$*=${OL_AWS_ROLE-none} ${AWS_REGION-none} ${AWS_PROFILE-none} ${AWS_ACCESS_KEY_ID-none}"; }
        "#,
};

const FISH: Shell = Shell {
    name: "fish",
    words: &["fish", "--no-config", "-c"],
    start: r#"ol-aws init fish | source; ol-aws init fish | source
        function show
            for name in OL_AWS_ROLE AWS_REGION AWS_PROFILE AWS_ACCESS_KEY_ID
                set -q $name; and set -a argv $$name; or set -a argv none
            end
            echo (string replace ' ' = "$argv")
        end
        "#,
};

impl Shell {
    /// Runs a script; the other shells' `; and` and `$status` are written as bash has them.
    fn run(&self, case: &Case, script: &str) -> Ran {
        let script = if self.name == "fish" {
            script.replace(" && ", "; and ").replace(" || ", "; or ").replace("$?", "$status")
        } else {
            script.to_owned()
        };
        let script = format!("{}{script}\n", self.start);
        case.script(&[self.words, &[script.as_str()]].concat())
    }
}

/// Runs for each shell that there is.
pub fn for_each_shell(run: impl Fn(&Shell)) {
    for shell in [&BASH, &ZSH, &FISH] {
        if installed(shell.name).is_some() {
            run(shell);
        }
    }
}

/// The keys differ from run to run: these are ours.
fn told(ran: &Ran) -> Vec<String> {
    let key = |word: &str| if word.starts_with("ASIA") { "ours".to_owned() } else { word.to_owned() };
    ran.quietly().out().lines().map(|line| line.split(' ').map(key).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn roles_come_and_go_and_come_back() {
    let stand = StandIn::start();
    for_each_shell(|shell| {
        let mut case = Case::new(&stand);
        let ran = shell.run(
            case.args([""; 0]).keeping(),
            "show 0
             ol-aws use prod/Admin; show 1
             ol-aws use dev; show 2
             ol-aws use -; show 3
             ol-aws use - && show 4
             ol-aws use dev/Admin --force; show 4a
             ol-aws use dev/Deploy --region sa-east-1; show 5
             ol-aws use data/Admin; show 6
             ol-aws unset; show 7
             ol-aws use -; show 8
             ol-aws unset && ol-aws unset && show 9
             ol-aws use dev/Admin; show 10
             ol-aws use dev/Admin; show 11
             ol-aws use prod/Admin --region sa-east-1; ol-aws use -; show 12
             ol-aws use -; show 13
             ol-aws use prod/Admin --region us-east-1; ol-aws unset; ol-aws use -; show 14",
        );
        let expected = [
            "0=none none none none",
            "1=prod/Admin eu-west-1 none ours",
            "2=dev/Admin us-west-2 none ours",
            "3=prod/Admin eu-west-1 none ours",
            "4=dev/Admin us-west-2 none ours",
            "4a=dev/Admin us-west-2 none ours",
            "5=dev/Deploy sa-east-1 none ours",
            // Our own region is not the person's.
            "6=data/team/data/Admin eu-west-1 none ours",
            "7=none none none none",
            "8=data/team/data/Admin eu-west-1 none ours",
            "9=none none none none",
            // A role keeps its region, although a profile that stands for it has another one.
            "10=dev/Admin eu-west-1 none ours",
            "11=dev/Admin eu-west-1 none ours",
            "12=dev/Admin eu-west-1 none ours",
            "13=prod/Admin sa-east-1 none ours",
            "14=prod/Admin us-east-1 none ours",
        ];
        assert_eq!(told(&ran), expected, "{}", shell.name);
    });
}

/// A role without a region has none when it is renewed, or gone back to.
#[test]
fn no_region_is_kept_as_well() {
    let stand = StandIn::start();
    for_each_shell(|shell| {
        let mut case = Case::new(&stand);
        case.config(&config().replace("region = \"eu-west-1\"\n", ""));
        let ran = shell.run(
            case.args([""; 0]).keeping(),
            "ol-aws use dev/Admin; show 1
             ol-aws use dev/Admin; show 2
             ol-aws use prod/Admin; ol-aws use -; show 3
             ol-aws use dev/Admin --region sa-east-1; show 4
             ol-aws use dev; show 5
             ol-aws use prod/Admin; show 6
             ol-aws use -; show 7",
        );
        let expected = [
            "1=dev/Admin none none ours",
            "2=dev/Admin none none ours",
            "3=dev/Admin none none ours",
            "4=dev/Admin sa-east-1 none ours",
            "5=dev/Admin us-west-2 none ours",
            "6=prod/Admin none none ours",
            "7=dev/Admin us-west-2 none ours",
        ];
        assert_eq!(told(&ran), expected, "{}", shell.name);
    });
}

#[test]
fn what_the_person_had_set_comes_back() {
    let stand = StandIn::start();
    for_each_shell(|shell| {
        let mut case = Case::new(&stand);
        case.env("AWS_PROFILE", "it's \"mine\" $HOME").env("AWS_REGION", "eu-south-1");
        case.env("AWS_ACCESS_KEY_ID", "AKIAMINE").env("AWS_SECRET_ACCESS_KEY", "a'b\\c");
        let (region, default, forget) = match shell.name {
            "fish" => ("set -gx AWS_REGION ", "set -gx AWS_DEFAULT_REGION ", "set -e "),
            _ => ("export AWS_REGION=", "export AWS_DEFAULT_REGION=", "unset "),
        };
        let ran = shell.run(
            case.args([""; 0]).keeping(),
            &format!(
                "show 0
                 ol-aws use prod/Admin; show 1
                 ol-aws use dev; show 2
                 ol-aws unset; show 3
                 ol-aws use prod/Admin
                 {region}af-south-1
                 ol-aws use dev; show 4
                 ol-aws unset; show 5
                 ol-aws use prod/Admin
                 {default}ca-central-1; {region}ca-central-1
                 ol-aws use dev; show 6; ol-aws use dev/Admin; show 6; ol-aws use -; show 6
                 {region}sa-east-1; {default}sa-east-1; ol-aws use -; show 7; ol-aws unset; show 7
                 {forget}AWS_REGION; {forget}AWS_DEFAULT_REGION
                 ol-aws use prod/Admin; {default}sa-east-1; ol-aws use dev/Deploy; show 8; ol-aws unset; show 8
                 {forget}AWS_DEFAULT_REGION
                 sh -c 'printenv AWS_SECRET_ACCESS_KEY; env | grep -c OL_AWS_.*= ; env | grep __ol_aws_beneath; :'"
            ),
        );
        let mine = "it's \"mine\" $HOME";
        let expected = [
            format!("0=none eu-south-1 {mine} AKIAMINE"),
            // The person's own region counts before the settings and the profile, for each role.
            "1=prod/Admin eu-south-1 none ours".to_owned(),
            "2=dev/Admin eu-south-1 none ours".to_owned(),
            format!("3=none eu-south-1 {mine} AKIAMINE"),
            // So does one that was set since.
            "4=dev/Admin af-south-1 none ours".to_owned(),
            format!("5=none af-south-1 {mine} AKIAMINE"),
            // And by both names, or by the other one.
            "6=dev/Admin ca-central-1 none ours".to_owned(),
            "6=dev/Admin ca-central-1 none ours".to_owned(),
            "6=prod/Admin ca-central-1 none ours".to_owned(),
            "7=dev/Admin sa-east-1 none ours".to_owned(),
            format!("7=none sa-east-1 {mine} AKIAMINE"),
            "8=dev/Deploy sa-east-1 none ours".to_owned(),
            format!("8=none none {mine} AKIAMINE"),
            "a'b\\c".to_owned(),
            // Those of the test itself.
            case.environment().keys().filter(|name| name.starts_with("OL_AWS_")).count().to_string(),
        ];
        assert_eq!(told(&ran), expected, "{}", shell.name);
    });
}

#[test]
fn a_failing_use_changes_nothing() {
    let stand = StandIn::start();
    for_each_shell(|shell| {
        let mut case = Case::new(&stand);
        let ran = shell.run(
            case.args([""; 0]).keeping(),
            "ol-aws use - 2>err || echo $?
             ol-aws use prod/Admin && show 1
             ol-aws use nobody 2>>err || echo $?
             ol-aws use 2>>err || echo $?
             ol-aws use --no-such-option 2>>err || echo $?
             ol-aws unset x 2>>err || echo $?
             show 2",
        );
        let same = "prod/Admin eu-west-1 none ours";
        assert_eq!(
            told(&ran),
            ["2", &format!("1={same}"), "5", "5", "2", "2", &format!("2={same}")],
            "{}",
            shell.name
        );
        let stderr = fs::read_to_string(case.path("work/err")).unwrap();
        for says in
            ["no other role was active", "no role matches `nobody`", "no role is named, and there are 8"]
        {
            assert!(stderr.contains(says), "{stderr}");
        }
        // Under `set -e` it ends a script, as any command does.
        if shell.name != "fish" {
            let ran = shell.run(&case, "ol-aws use nobody 2>/dev/null; echo went on");
            assert_eq!((ran.status.code(), ran.out()), (Some(5), ""), "{ran}");
        }
    });
}

#[test]
fn a_traced_shell_shows_no_key() {
    let stand = StandIn::start();
    for_each_shell(|shell| {
        if shell.name == "fish" {
            return;
        }
        let mut case = Case::new(&stand);
        case.env("AWS_SECRET_ACCESS_KEY", "of the person").args([""; 0]).keeping();
        // Each run is held against the secrets of the stand-in.
        let script =
            "set -x; ol-aws use prod/Admin; ol-aws use dev; ol-aws unset; ol-aws use nobody || : $?; set +x";
        let ran = shell.run(&case, script);
        ran.succeeds(&["ol-aws use dev", "ol-aws unset", ": 5\n", "set +x\n"]);
        assert!(!ran.stderr.contains("of the person"), "{ran}");
        // What is kept has such a key in it.
        let ran =
            shell.run(&case, "set -a; ol-aws use prod/Admin; sh -c 'env | grep of.the.person || echo none'");
        ran.prints("none\n");
    });
}

#[test]
fn all_else_is_the_binarys() {
    let stand = StandIn::start();
    for_each_shell(|shell| {
        let mut case = Case::new(&stand);
        case.stdin("in\n");
        let ran = shell.run(
            case.args([""; 0]).keeping(),
            r#"ol-aws exec prod/Admin -- cat
               ol-aws exec prod/Admin -- printf '<%s>' 'a  b' '' '*' '$HOME' -- --help
               ol-aws exec prod/Admin -- sh -c 'exit 42' || echo $?
               ol-aws --version | grep -c .
               ol-aws use --help | grep -c Usage
               ol-aws unset -h | grep -c Usage
               ol-aws 2>/dev/null || echo $?
               show end"#,
        );
        let expected =
            "in\n<a  b><><*><$HOME><--><--help>42\n1\n1\n1\n2\nend=none none none none\n".to_owned();
        assert_eq!(ran.quietly().out(), expected, "{}", shell.name);
        // So does stdin, to `use` as well.
        case.stdin(format!("{PASSWORD}\n")).without("OL_AWS_PASSWORD");
        let ran = shell.run(&case, "ol-aws use --force --password-stdin prod/Admin; show 1");
        assert_eq!(told(&ran), ["1=prod/Admin eu-west-1 none ours"], "{}", shell.name);
        // Help that the function does not see coming is shown, and not evaluated.
        let ran = shell.run(&case, "ol-aws use -vh; show end");
        assert_eq!((ran.status.code(), ran.out()), (Some(0), "end=none none none none\n"), "{ran}");
        assert!(ran.stderr.contains("Usage: ol-aws use"), "{ran}");
    });
}

#[test]
fn a_hostile_name_is_a_name() {
    let stand = StandIn::start();
    for_each_shell(|shell| {
        for role in
            ["$(touch pwned)", "`touch pwned`", "a'; touch pwned; '", "two words", "*", "%PATH%", "-rf"]
        {
            let mut case = Case::new(&stand);
            case.user("plain+hostile").env("ROLE", format!("arn:aws:iam::888888888888:role/{role}"));
            let ran = shell.run(
                case.args([""; 0]).keeping(),
                r#"ol-aws use "$ROLE"; ol-aws unset; ol-aws use -; show 1"#,
            );
            assert_eq!(told(&ran), [format!("1=888888888888/{role} eu-west-1 none ours")], "{}", shell.name);
            assert!(!case.path("work/pwned").exists(), "{} ran {role}", shell.name);
        }
    });
}

#[test]
fn an_account_that_wants_to_be_confirmed_is() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let text = config()
        .replace("\"111111111111\" = \"prod\"", "\"111111111111\" = { alias = \"prod\", confirm = true }");
    case.config(&text).env("OL_AWS_SHELL", "bash").line("use prod/Admin").run().fails(8, &["confirm"]);
    let mut screen = case.on_terminal();
    screen.sees("Use, in this shell, prod/Admin?").types("n\r");
    screen.ends().fails(130, &[]).made(0, 0, 0, 0);
    let mut screen = case.on_terminal();
    screen.sees("Use, in this shell, prod/Admin?").types("y\r");
    assert!(screen.ends().out().contains("export OL_AWS_ROLE='prod/Admin';\n"));
}

#[test]
fn use_asks_although_a_role_is_active_and_a_default_is_set() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.config(&format!("default = \"prod/Admin\"\n{}", config()));
    case.env("OL_AWS_SHELL", "zsh").env("OL_AWS_ROLE", "dev/Admin").line("use");
    let mut screen = case.on_terminal();
    screen.sees("Role:").types("bill").sees("BillingView").types("\r");
    let ran = screen.ends();
    assert!(ran.out().contains("export OL_AWS_ROLE='444444444444/BillingView';\n"), "{ran}");
    assert!(ran.out().contains("__ol_aws_previous='dev/Admin ';\n"), "{ran}");
}

#[test]
fn the_picker_finds_what_a_target_would_name_and_each_part() {
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    case.keeping().env("OL_AWS_SHELL", "bash").line("use");
    for (typed, label) in [
        ("prod/Ad", "prod/Admin"),
        ("prod Ad", "prod/Admin"),
        ("Deploy dev", "dev/Deploy"),
        ("222222222222 dmin", "dev/Admin"),
        ("4444", "444444444444/BillingView"),
        ("team", "data/team/data/Admin"),
        ("readonly", "prod/ReadOnly"),
    ] {
        let mut screen = case.on_terminal();
        screen.sees("Role:").types(typed).sees(&format!("> {label}")).types("\r");
        let ran = screen.ends();
        assert!(ran.succeeds(&[]).out().contains(&format!("OL_AWS_ROLE='{label}'")), "{typed}\n{ran}");
    }
}

/// In POSIX mode bash takes no function of such a name, and ends the script that tries.
#[test]
fn bash_in_posix_mode_has_it_all() {
    let Some(_) = installed("bash") else { return };
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    let posix = Shell { words: &["bash", "--norc", "--posix", "-c"], ..BASH };
    let script = "ol-aws use prod/Admin; show 1
                  ol-aws exec -- sh -c 'exit 42' || echo $?
                  ol-aws use dev; ol-aws use -; show 2
                  ol-aws unset; show 3
                  ol-aws use nobody 2>/dev/null || echo $?";
    let ran = posix.run(case.args([""; 0]).keeping(), script);
    let same = "prod/Admin eu-west-1 none ours";
    assert_eq!(told(&ran), [&format!("1={same}"), "42", &format!("2={same}"), "3=none none none none", "5"]);
}

/// fish's universal variables belong to every session: they stay, and that is told once.
#[test]
fn a_universal_profile_of_fish_is_told_of() {
    let Some(_) = installed("fish") else { return };
    let stand = StandIn::start();
    let mut case = Case::new(&stand);
    // Where fish keeps them is no file of ours.
    let (config, own) = (case.config_path(), case.path("own"));
    case.env("OL_AWS_CONFIG", config).env("XDG_CONFIG_HOME", own);
    case.args([""; 0]).keeping();
    // With --no-config there are none.
    let fish = Shell { words: &["fish", "-c"], ..FISH };
    let ran = fish.run(
        &case,
        "set -Ux AWS_PROFILE mine; set -U AWS_ROLE_ARN unseen
         ol-aws use -q dev/Admin; echo quiet >&2
         ol-aws use prod/Admin && ol-aws use dev/Admin && ol-aws unset && show 1; set -eU AWS_PROFILE",
    );
    assert_eq!(ran.succeeds(&[]).out(), "1=none none mine none\n", "{ran}");
    let expected = "quiet\nol-aws: warning: AWS_PROFILE is a universal variable, so every command still gets it beside \
                    the role\n  hint: set -eU AWS_PROFILE\n";
    assert_eq!(ran.stderr, expected, "{ran}");
}

/// Each call has which scripts it comes from, whether the binary is found where it was or on PATH; nobody else has.
#[test]
fn the_binary_is_told_which_scripts_call_it() {
    let stand = StandIn::start();
    for_each_shell(|shell| {
        let mut case = Case::new(&stand);
        let init = case.args(["init", shell.name]).run().out().to_owned();
        let (_, told) = init.split_once("__ol_aws_integration").unwrap();
        let told = told.trim_start_matches(['=', ' ']).split('\'').nth(1).unwrap().to_owned();
        let script = |part| fs::read(format!("{}/shell/{part}.{}", env!("CARGO_MANIFEST_DIR"), shell.name));
        let scripts = ["init", "complete", "prompt"].map(|part| script(part).unwrap()).concat();
        let digits: String =
            Sha256::digest(scripts).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(told, format!("{} {digits}", shell.name));
        let tell = "#!/bin/sh\nprintf '%s\\n' \"$1 $OL_AWS_INTEGRATION\" >>\"$HOME/calls\"\n";
        let fake = case.path("bin/ol-aws");
        case.file("bin/ol-aws", tell).mode(&fake, 0o700);
        let (moved, gone) = match shell.name {
            "fish" => (
                "set -g __ol_aws_path $HOME/bin/ol-aws",
                "set -g __ol_aws_path /gone; set -x PATH $HOME/bin $PATH",
            ),
            _ => ("__ol_aws_path=$HOME/bin/ol-aws", "__ol_aws_path=/gone; PATH=$HOME/bin:$PATH"),
        };
        case.args([""; 0]).keeping();
        let ran = shell.run(
            &case,
            &format!(
                "ol-aws exec prod/Admin -- sh -c 'echo ${{OL_AWS_INTEGRATION-none}}'
                 {moved}
                 ol-aws a; ol-aws use b; ol-aws unset; ol-aws use --help
                 {gone}
                 ol-aws c; ol-aws use d
                 sh -c 'echo ${{OL_AWS_INTEGRATION-none}}'"
            ),
        );
        assert_eq!(ran.quietly().out(), "none\nnone\n", "{}", shell.name);
        let calls = fs::read_to_string(case.path("calls")).unwrap();
        let expected = ["a", "use", "unset", "use", "c", "use"].map(|word| format!("{word} {told}\n"));
        assert_eq!(calls, expected.concat(), "{}", shell.name);
    });
}

/// Started before zsh's completion is, and again: it waits for it once.
#[test]
fn zsh_waits_for_its_completion_once() {
    let Some(_) = installed("zsh") else { return };
    let ran = ZSH.run(Case::bare().args([""; 0]), "print -l ${(o)precmd_functions[@]}");
    ran.prints("__ol_aws_compdef\n__ol_aws_prompt\n");
}

#[test]
fn the_prompt_command_prints_one_line_or_nothing() {
    let mut case = Case::bare();
    case.line("prompt").run().prints("");
    // No settings are read, good or bad.
    case.config("[[broken").env("OL_AWS_ROLE", "prod/Admin").line("prompt").run().prints("prod/Admin \n");
    case.env("OL_AWS_ACCOUNT_ID", "111111111111")
        .env("AWS_REGION", "eu-west-1")
        .env("OL_AWS_EXPIRES_AT", "1");
    let all = ["prompt", "--format", "{state}|{role}|{account}|{region}|{left}"];
    case.args(all).run().prints("expired|prod/Admin|111111111111|eu-west-1|expired\n");
    let at = jiff::Timestamp::now().as_second() + 600;
    case.env("OL_AWS_EXPIRES_AT", at.to_string()).args(all);
    let ran = case.run();
    assert!(ran.quietly().out().starts_with("expiring|prod/Admin|"), "{ran}");
    case.env("OL_AWS_ROLE", "a\u{1b}[31m\u{202e}b").args(["prompt", "--format", "{role}"]);
    case.run().prints("a\u{fffd}[31m\u{fffd}b\n");
    case.args(["prompt", "--format", "{who}"]).run().fails(2, &["{who}", "{role}"]);
    assert!(!case.path("cache").exists() && !case.path("state").exists());
}
