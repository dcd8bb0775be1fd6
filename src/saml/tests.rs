use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

use super::*;

const ADMIN: &str = "arn:aws:iam::111111111111:role/Admin";
const PROVIDER: &str = "arn:aws:iam::111111111111:saml-provider/OneLogin";
const ROLE_NAME: &str = "https://aws.amazon.com/SAML/Attributes/Role";

fn parse(xml: impl AsRef<[u8]>) -> Result<Assertion, SamlError> {
    Assertion::parse(STANDARD.encode(xml).into())
}

/// `Assertion` has no Debug, so its errors are taken out by hand.
fn refusal(xml: impl AsRef<[u8]>) -> Option<SamlError> {
    parse(xml).err()
}

/// A response whose assertion holds `inside`, in OneLogin's own prefixes.
fn response(inside: &str) -> String {
    format!(
        r#"<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="R1" IssueInstant="2026-11-01T10:00:00Z">
          <saml:Issuer>https://app.onelogin.com/saml/metadata/1</saml:Issuer>
          <saml:Assertion ID="A1" IssueInstant="2026-11-01T10:00:01Z">
            <saml:Conditions NotBefore="2026-11-01T09:57:01Z" NotOnOrAfter="2026-11-01T10:03:01Z"/>
            <saml:AttributeStatement>{inside}</saml:AttributeStatement>
          </saml:Assertion>
        </samlp:Response>"#
    )
}

fn attribute(name: &str, values: &[&str]) -> String {
    let values: String = values
        .iter()
        .map(|value| {
            format!(
                r#"<saml:AttributeValue xsi:type="xs:string" xmlns:xsi="x">{value}</saml:AttributeValue>"#
            )
        })
        .collect();
    format!(r#"<saml:Attribute Name="{name}">{values}</saml:Attribute>"#)
}

/// The ARNs of the roles in a Role attribute with these values.
fn arns(values: &[&str]) -> Vec<String> {
    let assertion = parse(response(&attribute(ROLE_NAME, values))).ok().unwrap();
    assertion.roles().iter().map(|role| role.arn().to_owned()).collect()
}

fn none(values: &[&str]) -> Option<NoRoles> {
    parse(response(&attribute(ROLE_NAME, values))).ok().unwrap().some_roles().err()
}

#[test]
fn roles_are_sorted_and_each_is_there_once() {
    let reader = ADMIN.replace("Admin", "a/Reader");
    let other = ADMIN.replace('1', "2");
    let values = [
        format!("{other},{PROVIDER}"),
        format!("{PROVIDER},{reader}"),
        format!("{ADMIN},{PROVIDER}"),
        format!("{ADMIN},{PROVIDER}Old"),
        format!(" {PROVIDER} ,\n{ADMIN} "),
    ];
    let assertion =
        parse(response(&attribute(ROLE_NAME, &values.each_ref().map(String::as_str)))).ok().unwrap();
    let roles: Vec<_> =
        assertion.some_roles().unwrap().iter().map(|role| (role.arn(), role.provider())).collect();
    assert_eq!(roles, [(ADMIN, PROVIDER), (&reader, PROVIDER), (&other, PROVIDER)]);
}

#[test]
fn any_prefix_will_do_and_none() {
    let saml = response(&attribute(ROLE_NAME, &[&format!("{ADMIN},{PROVIDER}")]));
    let renamed = saml.replace("samlp:", "saml2p:").replace(":samlp=", ":saml2p=");
    let renamed = renamed.replace("saml:", "saml2:").replace(":saml=", ":saml2=");
    let default = saml.replace("saml:", "").replace("xmlns:saml=", "xmlns=");
    let without = saml.replace("saml:", "").replace("samlp:", "").replace("xmlns:", "x");
    for xml in [saml, renamed, default, without] {
        assert_eq!(parse(&xml).ok().unwrap().roles().len(), 1, "{xml}");
    }
}

#[test]
fn the_same_names_in_another_namespace_are_something_else() {
    let inside = attribute(ROLE_NAME, &[&format!("{ADMIN},{PROVIDER}")]);
    let xml =
        response(&inside.replace("saml:", "other:").replace("Name=", r#"xmlns:other="urn:other" Name="#));
    assert_eq!(parse(xml).ok().unwrap().some_roles().err(), Some(NoRoles::NoAttribute));
}

#[test]
fn only_the_role_attribute_holds_roles() {
    let value = format!("{ADMIN},{PROVIDER}");
    let roles = |name: &str| parse(response(&attribute(name, &[&value]))).ok().unwrap().roles().len();
    assert_eq!(roles("http://www.amazonaws.cn/SAML/Attributes/Role"), 1);
    assert_eq!(roles("https://aws.amazon.com/SAML/Attributes/RoleSessionName"), 0);
    assert_eq!(roles("https://aws.amazon.com/SAML/Attributes/role"), 0);
    assert_eq!(roles("Role"), 0);
    // A value outside the attribute is none of its values.
    let stray = attribute(ROLE_NAME, &[]) + &format!("<saml:AttributeValue>{value}</saml:AttributeValue>");
    assert_eq!(parse(response(&stray)).ok().unwrap().roles().len(), 0);
}

#[test]
fn a_value_is_all_of_its_text() {
    for value in [
        format!("{ADMIN}<!-- cut -->,{PROVIDER}"),
        format!("arn:aws:iam::111111111111:role/Ad<!-- , -->min,{PROVIDER}"),
        format!("<![CDATA[{ADMIN},]]>{PROVIDER}"),
        format!("arn:aws:iam::111111111111:role/Ad<![CDATA[m]]>in,{PROVIDER}"),
        format!("arn:aws:iam::111111111111:role/Ad<?pi ?>min,{PROVIDER}"),
        format!("arn:aws:iam::111111111111:role/&#65;&#x64;min,{PROVIDER}"),
        format!("<b>{ADMIN}<i>,</i></b>{PROVIDER}"),
        format!("&#10;\r\n\t {ADMIN},{PROVIDER} &#32;"),
    ] {
        assert_eq!(arns(&[&value]), [ADMIN], "{value}");
    }
    let odd = format!("arn:aws:iam::111111111111:role/R&amp;D&lt;&gt;&quot;&apos;é,{PROVIDER}");
    assert_eq!(arns(&[&odd]), ["arn:aws:iam::111111111111:role/R&D<>\"'é"]);
}

#[test]
fn the_reasons_for_no_role_are_told_apart() {
    let empty = parse(response("")).ok().unwrap();
    assert!(!empty.has_role_attribute());
    assert_eq!(empty.some_roles(), Err(NoRoles::NoAttribute));
    for placeholder in ["Default", " default ", "", &format!("{ADMIN},"), &format!(",{PROVIDER}"), ","] {
        assert_eq!(none(&[placeholder]), Some(NoRoles::Placeholder), "{placeholder:?}");
    }
    assert_eq!(none(&[]), Some(NoRoles::Placeholder));
    assert_eq!(none(&["Default", "nonsense"]), Some(NoRoles::Unusable(vec!["nonsense".into()])));
    assert_eq!(none(&[ADMIN]), Some(NoRoles::Unusable(vec![ADMIN.into()])));
    assert_eq!(none(&["Default", &format!("{ADMIN},{PROVIDER}")]), None);
    let long = "x".repeat(5000);
    let Some(NoRoles::Unusable(shown)) = none(&[long.as_str(); 100]) else { panic!() };
    assert!(shown.len() == 5 && shown.iter().all(|value| value.len() == 200));
    for why in [NoRoles::NoAttribute, NoRoles::Placeholder, NoRoles::Unusable(shown)] {
        let error = Error::from(why);
        assert_eq!(error.status, Status::Role);
        assert!(error.because.is_some() && error.hint.is_some());
    }
}

#[test]
fn a_control_character_makes_no_role() {
    let value = format!("arn:aws:iam::111111111111:role/&#27;[31m,{PROVIDER}");
    assert!(matches!(none(&[&value]), Some(NoRoles::Unusable(_))));
}

#[test]
fn times_are_read() {
    let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    let assertion = parse(response("")).ok().unwrap();
    assert_eq!(assertion.issued_at(), at("2026-11-01T10:00:01Z"));
    assert_eq!(assertion.not_on_or_after(), at("2026-11-01T10:03:01Z"));
    assert_eq!(assertion.redeemable_until(), at("2026-11-01T10:03:01Z"));

    let later = parse(response("").replace("10:03:01Z", "11:00:00.123Z")).ok().unwrap();
    assert_eq!(later.not_on_or_after(), at("2026-11-01T11:00:00.123Z"));
    assert_eq!(later.redeemable_until(), at("2026-11-01T10:05:01Z"));

    let two = parse(response(r#"<saml:Conditions NotOnOrAfter="2026-11-01T10:02:00Z"/>"#)).ok().unwrap();
    assert_eq!(two.not_on_or_after(), at("2026-11-01T10:02:00Z"));

    let zoneless = parse(response("").replace("10:03:01Z", "10:03:01")).ok().unwrap();
    assert_eq!(zoneless.not_on_or_after(), at("2026-11-01T10:03:01Z"));

    let bare =
        response("").replace(r#"IssueInstant="2026-11-01T10:00:01Z""#, "").replace("NotOnOrAfter", "x");
    let bare = parse(bare).ok().unwrap();
    assert_eq!((bare.issued_at(), bare.not_on_or_after()), (at("2026-11-01T10:00:00Z"), None));

    let unreadable = parse(response("").replace("2026-11-01", "someday ")).ok().unwrap();
    assert_eq!((unreadable.issued_at(), unreadable.redeemable_until()), (None, None));
}

#[test]
fn the_session_duration_counts_within_its_bounds() {
    let name = "https://aws.amazon.com/SAML/Attributes/SessionDuration";
    for (value, seconds) in [
        ("3600", Some(3600)),
        (" 900 ", Some(900)),
        ("43200", Some(43_200)),
        ("899", None),
        ("43201", None),
        ("-3600", None),
        ("1h", None),
        ("", None),
        ("99999999999999999999999", None),
    ] {
        let assertion = parse(response(&attribute(name, &[value]))).ok().unwrap();
        assert_eq!(assertion.session_duration(), seconds.map(Duration::from_secs), "{value:?}");
        assert!(!assertion.has_role_attribute());
    }
}

#[test]
fn a_doctype_is_refused_wherever_it_stands() {
    let bomb = r#"<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>"#;
    assert_eq!(refusal(format!("{bomb}{}", response(""))), Some(SamlError::Doctype));
    assert_eq!(refusal(response("<!DOCTYPE r>")), Some(SamlError::Doctype));
    assert_eq!(refusal(format!("{}<!doctype r>", response(""))), Some(SamlError::Doctype));
}

#[test]
fn entities_that_xml_does_not_define_are_refused() {
    for inside in ["&xxe;", "&nbsp;", "&#0;", "&#xD800;", "&#x110000;", "&#;", "&AMP;"] {
        assert_eq!(refusal(response(inside)), Some(SamlError::Entity), "{inside}");
        assert_eq!(refusal(response(&attribute(ROLE_NAME, &[inside]))), Some(SamlError::Entity), "{inside}");
        assert_eq!(refusal(response(&attribute(inside, &[]))), Some(SamlError::Entity), "{inside}");
    }
}

#[test]
fn only_utf_8_is_read() {
    let declared = |encoding: &str| format!(r#"<?xml version="1.0" encoding="{encoding}"?>{}"#, response(""));
    for fine in ["UTF-8", "utf-8", "US-ASCII"] {
        assert_eq!(refusal(declared(fine)), None, "{fine}");
    }
    for other in ["UTF-16", "ISO-8859-1", "utf-7", ""] {
        assert_eq!(refusal(declared(other)), Some(SamlError::NotUtf8), "{other}");
    }
    assert_eq!(refusal(format!("\u{feff}{}", response(""))), None);
    let utf_16: Vec<u8> = response("").encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert!(refusal([b"\xfe\xff", &utf_16[..]].concat()).is_some());
    assert_eq!(refusal(b"<a>\xff</a>"), Some(SamlError::NotUtf8));
}

#[test]
fn what_is_not_a_saml_response_is_told() {
    let is_not_xml = |xml: &str| matches!(refusal(xml), Some(SamlError::NotXml { .. }));
    let whole = response(&attribute(ROLE_NAME, &["x"]));
    for broken in [
        "not xml at all",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a/>text",
        "<a",
        "<a><![CDATA[",
        "<Attribute Name=x/>",
        &whole[..whole.len() - 5],
        &whole[..whole.len() / 2],
    ] {
        assert!(is_not_xml(broken), "{broken}: {:?}", refusal(broken));
    }
    assert_eq!(refusal(""), Some(SamlError::NoAssertion));
    assert_eq!(refusal("<html><body>Sign in</body></html>"), Some(SamlError::NoAssertion));
    let encrypted = response("").replace("saml:Assertion", "saml:EncryptedAssertion");
    assert_eq!(refusal(encrypted), Some(SamlError::Encrypted));
    assert_eq!(refusal("<a>".repeat(100_000)), Some(SamlError::TooDeep));
    assert_eq!(refusal(response(&("<b>".repeat(50) + &"</b>".repeat(50)))), None);
    assert_eq!(Assertion::parse("no base64!".into()).err(), Some(SamlError::NotBase64));
}

#[test]
fn errors_hold_nothing_of_the_assertion_and_say_what_to_do() {
    for xml in [
        "<sEcReT></SeCrEt>",
        "<a sEcReT></a>",
        "<a>&sEcReT;</a>",
        "sEcReT",
        "<a xmlns:xml='sEcReT'/>",
        "<a><sEcReT",
    ] {
        let error = Error::from(refusal(xml).unwrap());
        assert_eq!(error.status, Status::Network);
        assert!(error.hint.is_some());
        assert!(!format!("{error:?}").to_lowercase().contains("secret"), "{error:?}");
    }
}

#[test]
fn what_sts_is_sent_has_no_space_in_it() {
    let encoded = STANDARD.encode(response(""));
    let wrapped: String =
        encoded.as_bytes().chunks(76).map(|line| format!(" {}\r\n", str::from_utf8(line).unwrap())).collect();
    for given in [&wrapped, &encoded] {
        let assertion = Assertion::parse(given.as_str().into()).ok().unwrap();
        assert_eq!(assertion.encoded().expose_secret(), encoded);
        assert_eq!(assertion.for_sts().ok().unwrap().expose_secret(), encoded);
    }
    let unpadded = STANDARD.encode("<Assertion/>a".replace('a', " ")).replace('=', "");
    assert!(Assertion::parse(unpadded.into()).is_ok());
}

#[test]
fn a_response_too_long_for_sts_can_still_be_read() {
    let room = |length: usize| {
        let xml = format!(
            "<Assertion>{}</Assertion>",
            " ".repeat(length / 4 * 3 - "<Assertion></Assertion>".len())
        );
        parse(xml).ok().unwrap()
    };
    assert!(room(100_000).for_sts().is_ok());
    let long = room(100_004);
    let Err(why) = long.for_sts() else { panic!("sent") };
    assert_eq!(why, SamlError::TooLong { length: 100_004 });
    assert_eq!(Error::from(why).status, Status::Aws);
}

#[test]
fn ten_thousand_roles_are_read() {
    let values: Vec<String> = (0..10_000)
        .map(|n| {
            format!(
                "arn:aws:iam::{:012}:role/team/Role-{n},arn:aws:iam::{:012}:saml-provider/P",
                n % 97,
                n % 97
            )
        })
        .collect();
    let encoded = STANDARD
        .encode(response(&attribute(ROLE_NAME, &values.iter().map(String::as_str).collect::<Vec<_>>())));
    let assertion = Assertion::parse(encoded.into()).ok().unwrap();
    assert_eq!(assertion.roles().len(), 10_000);
    assert!(assertion.roles().is_sorted());
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[a-zA-Z0-9+/= \n]{0,80}") {
        let _ = parse(&bytes);
        let _ = Assertion::parse(text.into());
        let _ = parse([b"<Assertion><Attribute Name='/SAML/Attributes/Role'><AttributeValue>", &bytes[..]].concat());
    }

    #[test]
    fn no_markup_panics(parts in prop::collection::vec(prop::sample::select(vec![
        "<", ">", "/", "&", ";", "#", "x", "'", "\"", "=", " ", "]]>", "<!--", "-->", "<![CDATA[", "<?xml", "?>", "<!DOCTYPE",
        "<Assertion>", "</Assertion>", "<Attribute Name='/SAML/Attributes/Role'>", "</Attribute>", "<AttributeValue>",
        "</AttributeValue>", "<AttributeValue/>", "xmlns:a='b'", "a:", "é", "\0",
    ]), 0..40)) {
        let _ = parse(parts.concat());
    }

    /// Whatever a name holds, it comes out of the XML as it went in.
    #[test]
    fn a_role_survives_xml(name in "[^/\\pC\\s]{1,20}", as_cdata: bool, reversed: bool) {
        let arn = format!("arn:aws:iam::111111111111:role/{name}");
        let pair = if reversed { format!("{PROVIDER},{arn}") } else { format!("{arn},{PROVIDER}") };
        let value = match as_cdata {
            true => format!("<![CDATA[{}]]>", pair.replace("]]>", "]]]]><![CDATA[>")),
            false => quick_xml::escape::escape(pair).into_owned(),
        };
        prop_assert_eq!(arns(&[&value]), [arn]);
    }
}
