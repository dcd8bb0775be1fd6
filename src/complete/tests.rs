use super::*;
use crate::role::{Aliases, Role};

fn known(roles: &[(&str, &str)]) -> Known {
    let role = |(account, name): &(&str, &str)| {
        let arn = |kind: &str| format!("arn:aws:iam::{account}:{kind}");
        Role::new(&arn(&format!("role/{name}")), &arn("saml-provider/x")).unwrap()
    };
    Known {
        profiles: vec!["dev".to_owned(), "prod-audit".to_owned()],
        roles: roles.iter().map(role).collect(),
        aliases: Aliases::from_iter([("111111111111", "prod"), ("222222222222", "dev")]),
    }
}

fn few() -> Known {
    known(&[
        ("111111111111", "Admin"),
        ("111111111111", "ReadOnly"),
        ("222222222222", "Admin"),
        ("333333333333", "team/data/Admin"),
    ])
}

/// What a shell without descriptions gets, by spaces.
fn offers(line: &str) -> String {
    offers_of(line, few())
}

fn offers_of(line: &str, known: Known) -> String {
    let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
    complete(Shell::Bash, &words, |_| Some(known)).trim_end().replace('\n', " ")
}

#[test]
fn words_of_the_command_line_come_from_its_types() {
    assert_eq!(offers("ex"), "exec");
    assert_eq!(offers("EX"), "exec");
    assert_eq!(offers("config "), "import init path show");
    assert_eq!(offers("exec --pro"), "--profile");
    assert_eq!(offers("exec -p dev --pro"), "", "an option is given once");
    assert_eq!(offers("exec --policy-arn x --policy-a"), "--policy-arn", "but for those that take several");
    assert_eq!(offers("exec --regi"), "--region");
    assert_eq!(offers("env --shell p"), "powershell");
    assert_eq!(offers("env --shell=f"), "--shell=fish");
    assert_eq!(offers("exec -qz 1"), "12h 15m 1h");
    assert_eq!(offers("exec --saml-api-version "), "1 2");
    assert_eq!(offers("exec --otp "), "");
    assert_eq!(offers("no-such --"), "--help --version");
    assert!(!offers("").contains("__complete"));
}

#[test]
fn files_and_the_command_behind_dashes_are_others_business() {
    for (line, answer) in [
        ("exec --config ", "\tfiles"),
        ("exec --config=", "\tfiles"),
        ("exec --policy x", "\tfiles"),
        ("exec -c ", "\tfolders"),
        ("man ", "\tfolders"),
        ("exec prod/Admin -- ", "\tcommand"),
        ("exec -- git -- --p", "\tcommand"),
        ("exec prod/Admin ", "--"),
        ("roles -- ", ""),
        ("status prod/Admin ", ""),
    ] {
        assert_eq!(offers(line), answer, "{line}");
    }
}

#[test]
fn targets_are_profiles_labels_and_what_the_first_letters_ask_for() {
    for (typed, offered) in [
        ("", "333333333333/team/data/Admin dev dev/Admin prod-audit prod/Admin prod/ReadOnly"),
        ("prod/Re", "prod/ReadOnly"),
        ("PROD/re", "prod/ReadOnly"),
        ("111", "111111111111/Admin 111111111111/ReadOnly"),
        ("arn:aws:iam::2", "arn:aws:iam::222222222222:role/Admin"),
        ("pr*", ""),
        ("prod/?", ""),
        ("nothing", ""),
    ] {
        for command in ["exec", "env -q", "login", "status --json", "roles"] {
            assert_eq!(offers(&format!("{command} {typed}")), offered, "{command} {typed}");
        }
    }
    assert_eq!(offers("login prod/Admin prod/"), "prod/ReadOnly", "each once");
    assert_eq!(offers("exec -p p"), "prod-audit");
    assert_eq!(offers("exec --profile=d"), "--profile=dev");
    assert_eq!(offers("exec --aws-account-id "), "333333333333 dev prod");
    assert_eq!(offers("exec --aws-account-id 1"), "111111111111");
    assert_eq!(offers("exec --aws-role-name "), "Admin ReadOnly");
}

#[test]
fn many_roles_are_offered_by_account() {
    let names: Vec<String> = (0..150).map(|i| format!("Role{i}")).collect();
    let roles: Vec<(&str, &str)> =
        names.iter().flat_map(|name| [("111111111111", name.as_str()), ("222222222222", name)]).collect();
    assert_eq!(offers_of("exec ", known(&roles)), "dev dev/ prod-audit prod/");
    assert_eq!(offers_of("exec prod/Role14", known(&roles)).split(' ').count(), 11);
    // A single account is no step.
    assert_eq!(offers_of("exec p", known(&roles)).split(' ').count(), 151);
}

#[test]
fn other_shells_show_what_a_candidate_is() {
    let words = ["exec".to_owned(), "prod/R.".to_owned()];
    assert_eq!(complete(Shell::PowerShell, &words, |_| Some(few())), "prod/ReadOnly\t111111111111\n");
}

#[test]
fn what_could_move_the_cursor_is_left_out() {
    let roles = known(&[("333333333333", "\u{202e}nimdA"), ("333333333333", "$(id)")]);
    assert_eq!(offers_of("exec 3", roles), "333333333333/$(id)");
}
