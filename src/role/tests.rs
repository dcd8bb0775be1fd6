use super::*;

const PROVIDER_ARN: &str = "arn:aws:iam::111111111111:saml-provider/OneLogin";

fn role(arn: &str) -> Result<Role, NotARole> {
    Role::new(arn, PROVIDER_ARN)
}

#[test]
fn both_orders_are_read_and_space_is_trimmed() {
    let arn = "arn:aws:iam::111111111111:role/team/data/Admin";
    for value in [
        format!("{arn},{PROVIDER_ARN}"),
        format!("{PROVIDER_ARN},{arn}"),
        format!("\n  {arn} ,\t{PROVIDER_ARN}  \n"),
    ] {
        let role = Role::parse(&value).unwrap();
        assert_eq!((role.arn(), role.provider()), (arn, PROVIDER_ARN));
        assert_eq!((role.partition(), role.account()), ("aws", "111111111111"));
        assert_eq!(
            (role.path_and_name(), role.path(), role.name()),
            ("team/data/Admin", "team/data", "Admin")
        );
    }
}

#[test]
fn a_comma_in_the_name_is_part_of_it() {
    let arn = "arn:aws:iam::111111111111:role/a,b";
    assert_eq!(Role::parse(&format!("{arn},{PROVIDER_ARN}")).unwrap().name(), "a,b");
    assert_eq!(Role::parse(&format!("{PROVIDER_ARN},{arn}")).unwrap().name(), "a,b");
}

#[test]
fn the_partition_is_the_role_arns() {
    for partition in ["aws", "aws-us-gov", "aws-cn", "aws-iso", "aws-iso-b", "aws-eusc"] {
        let role = role(&format!("arn:{partition}:iam::111111111111:role/Admin")).unwrap();
        assert_eq!((role.partition(), role.path(), role.name()), (partition, "", "Admin"));
    }
}

#[test]
fn what_is_not_a_role_arn_is_refused() {
    for arn in [
        "",
        "Default",
        "arn:aws:iam::111111111111:role/",
        "arn:aws:iam::111111111111:role/team/",
        "arn:aws:iam::11111111111:role/Admin",
        "arn:aws:iam::1111111111111:role/Admin",
        "arn:aws:iam::11111111111a:role/Admin",
        "arn:aws:iam::11111111111é:role/Admin",
        "arn:aws:iam:eu-west-1:111111111111:role/Admin",
        "arn:aws:sts::111111111111:assumed-role/Admin/me",
        "arn:aws:iam::111111111111:user/me",
        "arn::iam::111111111111:role/Admin",
        "arn:evil.example/:iam::111111111111:role/Admin",
        "arn:aws.evil:iam::111111111111:role/Admin",
        "arn:aws:iam::111111111111:role/Ad\u{1b}[31mmin",
        "arn:aws:iam::111111111111:role/Ad\u{9b}min",
        "arn:aws:iam::111111111111:role/Ad\nmin",
        &format!("arn:aws:iam::111111111111:role/{}", "x".repeat(2048)),
    ] {
        assert_eq!(role(arn), Err(NotARole::RoleArn), "{arn:?}");
    }
}

#[test]
fn what_is_not_a_pair_is_told_apart() {
    let arn = "arn:aws:iam::111111111111:role/Admin";
    assert_eq!(Role::parse("Default"), Err(NotARole::NotAPair));
    assert_eq!(Role::parse(arn), Err(NotARole::NotAPair));
    assert_eq!(Role::parse(&format!("{arn},")), Err(NotARole::NotAPair));
    assert_eq!(Role::parse(&format!("{arn},{arn}")), Err(NotARole::ProviderArn));
    assert_eq!(Role::parse(&format!("{PROVIDER_ARN},{PROVIDER_ARN}")), Err(NotARole::RoleArn));
    assert_eq!(Role::parse(&",arn:".repeat(1 << 20)), Err(NotARole::NotAPair));
}

#[test]
fn roles_are_ordered_by_account_then_path_and_name() {
    let sorted = [
        "arn:aws-us-gov:iam::111111111111:role/Admin",
        "arn:aws:iam::111111111111:role/Reader",
        "arn:aws:iam::222222222222:role/Admin",
    ]
    .map(|arn| role(arn).unwrap());
    let mut roles = [sorted[2].clone(), sorted[1].clone(), sorted[0].clone()];
    roles.sort();
    assert_eq!(roles, sorted);
}

#[test]
fn a_cache_keeps_the_two_arns_and_checks_them_on_the_way_back() {
    let admin = role("arn:aws:iam::111111111111:role/Admin").unwrap();
    let json = serde_json::to_string(&admin).unwrap();
    assert_eq!(json, format!(r#"{{"role":"{}","provider":"{PROVIDER_ARN}"}}"#, admin.arn()));
    assert_eq!(serde_json::from_str::<Role>(&json).unwrap(), admin);
    assert!(serde_json::from_str::<Role>(&json.replace("role/Admin", "role/")).is_err());
}

#[test]
fn a_label_has_the_alias_only_where_it_leads_back() {
    let aliases = Aliases::from_iter([
        ("111111111111", " prod "),
        ("222222222222", "shared"),
        ("333333333333", "shared"),
        ("444444444444", "a/b"),
        ("555555555555", ""),
        ("666666666666", "111111111111"),
        ("777777777777", "arn:x"),
        ("12345678", "padded"),
        ("999999999999", "old"),
        ("999999999999", "new"),
    ]);
    let label = |account: &str| aliases.label(&role(&format!("arn:aws:iam::{account}:role/t/A")).unwrap());
    assert_eq!(label("111111111111"), "prod/t/A");
    assert_eq!(label("000012345678"), "padded/t/A");
    assert_eq!(label("999999999999"), "new/t/A");
    for digits in ["2", "3", "4", "5", "6", "7", "8"] {
        let digits = digits.repeat(12);
        assert_eq!(label(&digits), format!("{digits}/t/A"));
    }
    assert_eq!(aliases.alias_of("222222222222"), Some("shared"));
    assert_eq!(aliases.alias_of("444444444444"), Some("a/b"));
    assert_eq!(aliases.alias_of("666666666666"), None);
}
