use proptest::prelude::*;

use super::*;

const PROVIDER: &str = "arn:aws:iam::111111111111:saml-provider/OneLogin";

fn role(account: &str, path_and_name: &str) -> Role {
    Role::new(&format!("arn:aws:iam::{account}:role/{path_and_name}"), PROVIDER).unwrap()
}

const PROD: &str = "111111111111";
const DEV: &str = "222222222222";
const TEAM: &str = "333333333333";

/// prod, dev, team and one account without alias.
fn world() -> (Vec<Role>, Aliases) {
    let roles = vec![
        role(PROD, "Admin"),
        role(PROD, "ReadOnly"),
        role(PROD, "team/data/Admin"),
        role(DEV, "Admin"),
        role(DEV, "ops/Deploy"),
        role(DEV, "team"),
        role(TEAM, "ReadOnly"),
        role("444444444444", "Only"),
    ];
    (roles, Aliases::from_iter([(PROD, "prod"), (DEV, "dev"), (TEAM, "team")]))
}

/// The labels that a target leaves in [`world`].
fn left(text: &str) -> Vec<String> {
    let (roles, aliases) = world();
    let target = Target::parse(text).unwrap();
    matching(&target, &roles, &aliases).into_iter().map(|role| aliases.label(role)).collect()
}

#[test]
fn an_account_and_a_role() {
    assert_eq!(left("prod/ReadOnly"), ["prod/ReadOnly"]);
    assert_eq!(left("111111111111/ReadOnly"), ["prod/ReadOnly"]);
    assert_eq!(left("dev/Deploy"), ["dev/ops/Deploy"]);
    assert_eq!(left("dev/ops/Deploy"), ["dev/ops/Deploy"]);
    assert_eq!(left("444444444444/Only"), ["444444444444/Only"]);
    assert_eq!(left("dev/ReadOnly"), [""; 0]);
}

#[test]
fn a_label_means_its_own_role_and_no_other() {
    assert_eq!(left("prod/Admin"), ["prod/Admin"]);
    assert_eq!(left("111111111111/Admin"), ["prod/Admin"]);
    assert_eq!(left("prod/team/data/Admin"), ["prod/team/data/Admin"]);
}

#[test]
fn an_account_or_a_role_alone() {
    assert_eq!(left("444444444444"), ["444444444444/Only"]);
    assert_eq!(left("Only"), ["444444444444/Only"]);
    assert_eq!(left("Deploy"), ["dev/ops/Deploy"]);
    assert_eq!(left("team/data/Admin"), ["prod/team/data/Admin"]);
    assert_eq!(left("ReadOnly"), ["prod/ReadOnly", "team/ReadOnly"]);
    assert_eq!(left("prod"), ["prod/Admin", "prod/ReadOnly", "prod/team/data/Admin"]);
}

#[test]
fn a_word_that_is_an_account_and_a_role_leaves_both() {
    assert_eq!(left("team"), ["dev/team", "team/ReadOnly"]);
}

#[test]
fn in_one_account_a_path_hides_the_bare_name() {
    assert_eq!(left("Admin"), ["prod/Admin", "dev/Admin"]);
    let (roles, aliases) = world();
    let target = Target::from_parts(Some("prod"), Some("Admin")).unwrap();
    assert_eq!(matching(&target, &roles, &aliases), [&roles[0]]);
}

#[test]
fn a_role_arn() {
    assert_eq!(left("arn:aws:iam::111111111111:role/team/data/Admin"), ["prod/team/data/Admin"]);
    assert_eq!(left("ARN:aws:iam::111111111111:role/admin"), ["prod/Admin"]);
    assert_eq!(left("arn:aws:iam::111111111111:role/Nobody"), [""; 0]);
    assert_eq!(left("arn:aws:iam::*:role/Admin"), ["prod/Admin", "dev/Admin"]);
}

#[test]
fn an_account_before_a_slash_comes_before_a_path() {
    let roles = [role(PROD, "ops/Admin"), role(DEV, "prod/Admin"), role(DEV, "ops/Reader")];
    let aliases = Aliases::from_iter([(PROD, "prod")]);
    let left = |text: &str| matching(&Target::parse(text).unwrap(), &roles, &aliases);
    assert_eq!(left("prod/Admin"), [&roles[0]]);
    assert_eq!(left("p*/Admin"), [&roles[0]]);
    assert_eq!(left("ops/Reader"), [&roles[2]]);
    assert_eq!(left("o*/Reader"), [&roles[2]]);
}

#[test]
fn globs_in_either_part() {
    assert_eq!(left("*/Admin"), ["prod/Admin", "prod/team/data/Admin", "dev/Admin"]);
    assert_eq!(left("p*/ReadOnly"), ["prod/ReadOnly"]);
    assert_eq!(left("1*/Read*"), ["prod/ReadOnly"]);
    assert_eq!(left("prod/team/*"), ["prod/team/data/Admin"]);
    assert_eq!(left("[dt]e*/?*n*"), ["dev/Admin", "team/ReadOnly"]);
    assert_eq!(left("p*d"), ["prod/Admin", "prod/ReadOnly", "prod/team/data/Admin"]);
    assert_eq!(left("*").len(), world().0.len());
    assert_eq!(left("*/*").len(), world().0.len());
    // A star in the account's part stays there, though it takes slashes in the role's.
    assert_eq!(left("p*/data/Admin"), [""; 0]);
}

#[test]
fn case_is_ignored_only_when_nothing_matches_exactly() {
    let roles = [role(PROD, "Admin"), role(PROD, "admin"), role(PROD, "Reader")];
    let aliases = Aliases::from_iter([(PROD, "Prod")]);
    let left = |text: &str| matching(&Target::parse(text).unwrap(), &roles, &aliases);
    assert_eq!(left("Prod/admin"), [&roles[1]]);
    assert_eq!(left("admin"), [&roles[1]]);
    assert_eq!(left("prod/READER"), [&roles[2]]);
    assert_eq!(left("PROD/ADMIN"), [&roles[0], &roles[1]]);
    assert_eq!(left("prod/r*"), [&roles[2]]);
}

#[test]
fn odd_aliases() {
    let roles = [role(PROD, "Admin"), role(DEV, "Admin"), role(TEAM, "Admin")];
    let left = |text: &str, aliases: [(&str, &str); 2]| {
        matching(&Target::parse(text).unwrap(), &roles, &Aliases::from_iter(aliases))
    };
    let shared = [(PROD, "main"), (DEV, "main")];
    assert_eq!(left("main/Admin", shared), [&roles[0], &roles[1]]);
    assert_eq!(left("222222222222/Admin", shared), [&roles[1]]);
    let slash = [(PROD, "eu/main"), (DEV, "eu")];
    assert_eq!(left("eu/main/Admin", slash), [&roles[0]]);
    let digits = [(PROD, DEV), (DEV, "x")];
    assert_eq!(left("222222222222/Admin", digits), [&roles[1]]);
    let bracket = [(PROD, "prod [eu]"), (DEV, "prod e")];
    assert_eq!(left("prod [eu]", bracket), [&roles[0], &roles[1]]);
    assert_eq!(left("prod [eu]/Admin", bracket), [&roles[0]]);
}

#[test]
fn one_role_by_two_providers_is_one_role() {
    let other = Role::new(role(PROD, "Admin").arn(), "arn:aws:iam::111111111111:saml-provider/Z").unwrap();
    let roles = [role(PROD, "Admin"), other];
    let target = Target::parse("Admin").unwrap();
    assert_eq!(matching(&target, &roles, &Aliases::default()), [&roles[0]]);
}

#[test]
fn parts_named_apart() {
    let (roles, aliases) = world();
    let left = |account, role| {
        let target = Target::from_parts(account, role).unwrap();
        matching(&target, &roles, &aliases).into_iter().map(|role| aliases.label(role)).collect::<Vec<_>>()
    };
    assert_eq!(left(Some("dev"), Some("Deploy")), ["dev/ops/Deploy"]);
    assert_eq!(left(Some(DEV), Some("ops/Deploy")), ["dev/ops/Deploy"]);
    assert_eq!(left(Some("team"), None), ["team/ReadOnly"]);
    assert_eq!(left(Some(""), Some("team")), ["dev/team"]);
    assert_eq!(left(None, Some("arn:aws:iam::222222222222:role/Admin")), ["dev/Admin"]);
    assert_eq!(Target::from_parts(None, Some(" ")), None);
}

#[test]
fn what_cannot_name_a_role_is_refused_with_a_hint() {
    for (text, why) in [
        ("", BadTarget::Empty),
        (" \t", BadTarget::Empty),
        ("/Admin", BadTarget::NoAccount),
        ("/", BadTarget::NoAccount),
        ("prod/", BadTarget::NoRole),
        ("arn:aws:iam::111111111111:user/me", BadTarget::NotARoleArn),
        ("arn:aws:sts::111111111111:assumed-role/Admin/me", BadTarget::NotARoleArn),
    ] {
        assert_eq!(Target::parse(text), Err(why), "{text:?}");
        assert!(Error::from(why).hint.is_some());
    }
}

#[test]
fn only_globs_are_globs() {
    for (text, is_glob) in
        [("prod/Admin", false), ("*/Admin", true), ("a?", true), ("[ab]", true), ("a[b", false)]
    {
        assert_eq!(Target::parse(text).unwrap().is_glob(), is_glob, "{text}");
    }
    assert!(Target::from_parts(Some("prod-*"), None).unwrap().is_glob());
    assert!(Target::from_parts(None, Some("Read*")).unwrap().is_glob());
}

#[test]
fn the_nearest_label_is_suggested() {
    let (roles, aliases) = world();
    let near = |text: &str| suggest(text, &roles, &aliases);
    assert_eq!(near("prod/Readonli").as_deref(), Some("prod/ReadOnly"));
    assert_eq!(near("dev/Deplyo").as_deref(), Some("dev/ops/Deploy"));
    assert_eq!(near("111111111112/ReadOnly").as_deref(), Some("prod/ReadOnly"));
    assert_eq!(near("prdo").as_deref(), Some("prod/Admin"));
    assert_eq!(near("Onyl").as_deref(), Some("444444444444/Only"));
    for far in ["", "something else", &"prod/Admin".repeat(1000)] {
        assert_eq!(near(far), None, "{far:.20}");
    }
}

/// Few words, so that accounts, aliases, paths and names collide; some of them hostile.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(vec!["prod", "Prod", "dev", "team", "Admin", "admin", "*", "[a]", "a b", "arn:aws", PROD])
            .prop_map(str::to_owned),
        1 => "[^/\\pC]{1,4}".prop_filter("has a letter", |word| !word.trim().is_empty()),
    ]
}

fn any_roles() -> impl Strategy<Value = Vec<Role>> {
    let account = prop::sample::select(vec![PROD, DEV, TEAM]);
    let path = prop::collection::vec(word(), 1..4).prop_map(|words| words.join("/"));
    prop::collection::vec((account, path), 1..12)
        .prop_map(|roles| roles.iter().map(|(account, path)| role(account, path)).collect())
}

fn any_aliases() -> impl Strategy<Value = Aliases> {
    let alias = prop_oneof![4 => word(), 1 => (word(), word()).prop_map(|(a, b)| format!("{a}/{b}"))];
    prop::collection::vec((prop::sample::select(vec![PROD, DEV, TEAM]), alias), 0..4)
        .prop_map(Aliases::from_iter)
}

proptest! {
    #[test]
    fn every_label_and_every_arn_selects_exactly_its_role(roles in any_roles(), aliases in any_aliases()) {
        for role in &roles {
            let digits = format!("{}/{}", role.account(), role.path_and_name());
            for text in [aliases.label(role), digits, role.arn().to_owned()] {
                let target = Target::parse(&text).unwrap();
                let left = matching(&target, &roles, &aliases);
                prop_assert_eq!(left.iter().map(|role| role.arn()).collect::<Vec<_>>(), [role.arn()], "{}", text);
            }
        }
    }

    #[test]
    fn account_and_path_named_apart_select_that_role(roles in any_roles()) {
        let plain = |name: &str| name == name.trim() && !Glob::new(name).is_glob();
        for role in roles.iter().filter(|role| plain(role.path_and_name())) {
            let target = Target::from_parts(Some(role.account()), Some(role.path_and_name())).unwrap();
            let left = matching(&target, &roles, &Aliases::default());
            prop_assert_eq!(left.iter().map(|role| role.arn()).collect::<Vec<_>>(), [role.arn()]);
        }
    }

    #[test]
    fn nothing_panics_and_a_star_leaves_every_role(
        text in ".{0,20}", roles in any_roles(), aliases in any_aliases(),
    ) {
        if let Ok(target) = Target::parse(&text) {
            matching(&target, &roles, &aliases);
        }
        suggest(&text, &roles, &aliases);
        let distinct: HashSet<_> = roles.iter().map(Role::arn).collect();
        let all = matching(&Target::parse("*").unwrap(), &roles, &aliases);
        prop_assert_eq!(all.len(), distinct.len());
    }

    #[test]
    fn case_is_ignored_only_on_failure(roles in any_roles(), aliases in any_aliases(), text in word()) {
        let Ok(target) = Target::parse(&text) else { return Ok(()) };
        let exact = select(&target, &roles, &aliases, Case::Counts);
        let left = matching(&target, &roles, &aliases);
        if exact.is_empty() {
            prop_assert_eq!(left, select(&target.to_lowercase(), &roles, &aliases, Case::Ignored));
        } else {
            prop_assert_eq!(left, exact);
        }
    }
}
