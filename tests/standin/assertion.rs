//! The SAML assertion of a user: its roles and its shape come from the user's modifiers.
//!
//! Role sets: `one`, any number (`200`, `10000`), `cn`, `gov`, `hostile`, `escape`, `sts`; eight roles in four
//! accounts without one, two in a fifth for the app `654321`. Shapes: `none`, `empty`, `default`, `reversed`, `odd`,
//! `china-attr`, `doctype`, `xxe`, `saml2`, `noprefix`, `notxml`, `notbase64`. Times: `stale`, `soon`, `session8h`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use quick_xml::escape::escape;

use super::sts::ROLES;
use super::users::User;

/// What STS needs to know about an assertion to redeem it.
pub struct Issued {
    /// Role ARN, provider ARN.
    pub pairs: Vec<(String, String)>,
    pub session_name: String,
    pub session_duration: Option<i64>,
    pub expires: Timestamp,
}

const ATTRIBUTES: &str = "https://aws.amazon.com/SAML/Attributes";
const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
const ASSERTION: &str = "urn:oasis:names:tc:SAML:2.0:assertion";

/// The base64 that OneLogin sends, and what it stands for.
pub fn issue(user: &User, app: &str, serial: usize, sts_url: &str) -> (String, Issued) {
    let now = Timestamp::now();
    let valid = match user.modifiers.iter().find(|m| matches!(m.as_str(), "stale" | "soon")) {
        Some(modifier) if modifier == "stale" => -60,
        Some(_) => 5,
        None => 300,
    };
    let issued = Issued {
        pairs: pairs(user, app),
        session_name: user.email.clone(),
        session_duration: user.session_duration(),
        expires: now + SignedDuration::from_secs(valid),
    };
    let encoded = if user.has("notbase64") {
        "%% this is not base64 %%".to_owned()
    } else if user.has("notxml") {
        STANDARD.encode("this is not XML")
    } else {
        STANDARD.encode(xml(user, &issued, now, serial, sts_url))
    };
    (encoded, issued)
}

pub fn utc(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn pairs(user: &User, app: &str) -> Vec<(String, String)> {
    if user.has("none") || user.has("empty") {
        return Vec::new();
    }
    let set = user.modifiers.iter().find_map(|modifier| role_set(modifier));
    set.unwrap_or_else(|| if app == "654321" { other_app() } else { everyday() })
}

fn role_set(modifier: &str) -> Option<Vec<(String, String)>> {
    let named = |partition, account, names: &[&str]| {
        names.iter().map(|name| pair(partition, account, name)).collect::<Vec<_>>()
    };
    Some(match modifier {
        "one" => named("aws", 111_111_111_111, &["Admin"]),
        "cn" => named("aws-cn", 666_666_666_666, &["Admin", "ReadOnly"]),
        "gov" => named("aws-us-gov", 777_777_777_777, &["Admin", "ReadOnly"]),
        "hostile" => named("aws", 888_888_888_888, HOSTILE),
        "escape" => named("aws", 888_888_888_888, &["Admin", "\u{1b}[31mRed\u{1b}]0;title\u{7}"]),
        "sts" => named("aws", 999_999_999_999, ROLES),
        _ => {
            let count: u64 = modifier.parse().ok()?;
            (0..count).map(|i| pair("aws", 100_000_000_000 + i / 10, &format!("Role{i:05}"))).collect()
        }
    })
}

fn everyday() -> Vec<(String, String)> {
    [
        (111_111_111_111, "Admin"),
        (111_111_111_111, "ReadOnly"),
        (222_222_222_222, "Admin"),
        (222_222_222_222, "ReadOnly"),
        (222_222_222_222, "Deploy"),
        (333_333_333_333, "team/data/Admin"),
        (333_333_333_333, "ReadOnly"),
        (444_444_444_444, "BillingView"),
    ]
    .map(|(account, name)| pair("aws", account, name))
    .into()
}

fn other_app() -> Vec<(String, String)> {
    ["Admin", "ReadOnly"].map(|name| pair("aws", 555_555_555_555, name)).into()
}

/// Names IAM would refuse and a hostile service could send.
const HOSTILE: &[&str] = &[
    "Admin",
    "$(touch pwned)",
    "`touch pwned`",
    "a'; touch pwned; '",
    "a\"; touch pwned; \"",
    "%PATH%",
    "!history",
    "two words",
    "-rf",
    "*",
    "\u{9b}31mCsi",
    "\u{202e}nimdA",
    "\u{2019}; touch pwned; \u{2018}",
    "Überprüfer-管理者",
];

fn pair(partition: &str, account: u64, name: &str) -> (String, String) {
    (
        format!("arn:{partition}:iam::{account}:role/{name}"),
        format!("arn:{partition}:iam::{account}:saml-provider/OneLogin"),
    )
}

/// The attribute values, as XML.
fn values(user: &User, issued: &Issued) -> Vec<String> {
    let mut values = Vec::new();
    for (index, (role, provider)) in issued.pairs.iter().enumerate() {
        let (role, provider) = (text(role), text(provider));
        if user.has("odd") {
            values.extend(oddly(index, &role, &provider));
        } else if user.has("reversed") {
            values.push(format!("{provider},{role}"));
        } else {
            values.push(format!("{role},{provider}"));
        }
    }
    if user.has("default") {
        values.push("Default".to_owned());
        values.push("arn:aws:iam::111111111111:role/Orphan,".to_owned());
    }
    if user.has("doctype") || user.has("xxe") {
        values.push("&inject;".to_owned());
    }
    values
}

/// The same pair, written as the wild writes it.
fn oddly(index: usize, role: &str, provider: &str) -> Vec<String> {
    let (front, back) = role.split_at(role.len() / 2);
    match index % 4 {
        0 => vec![format!("  {role} , {provider}  ")],
        1 => vec![format!("{front}<!-- cut here? -->{back},{provider}<!---->")],
        2 => vec![format!("\n\t{role},\n\t{provider}\n")],
        _ => vec![format!("{role},{provider}"), format!("{provider},<![CDATA[{role}]]>")],
    }
}

fn text(raw: &str) -> String {
    let written = escape(raw).into_owned();
    // XML allows no control characters, not even written like this: a hostile service would not mind.
    written.replace('\u{1b}', "&#27;").replace('\u{7}', "&#7;")
}

fn xml(user: &User, issued: &Issued, now: Timestamp, serial: usize, sts_url: &str) -> String {
    let (protocol, assertion) = if user.has("saml2") {
        ("saml2p", "saml2")
    } else if user.has("noprefix") {
        ("", "")
    } else {
        ("samlp", "saml")
    };
    let (p, a) = (qualify(protocol), qualify(assertion));
    let (declare_p, declare_a) = (declare(protocol, PROTOCOL), declare(assertion, ASSERTION));
    let (issue_instant, not_after) = (utc(now), utc(issued.expires));
    let not_before = utc(now - SignedDuration::from_secs(180));
    let issuer = "https://app.onelogin.com/saml/metadata/stand-in";
    let email = text(&user.email);
    let attributes = attributes(user, issued, &a);
    let doctype = if user.has("doctype") {
        let (role, provider) = pair("aws", 111_111_111_111, "Injected");
        format!("<!DOCTYPE Response [<!ENTITY inject \"{role},{provider}\">]>\n")
    } else if user.has("xxe") {
        format!("<!DOCTYPE Response [<!ENTITY inject SYSTEM \"{sts_url}/followed\">]>\n")
    } else {
        String::new()
    };
    format!(
        r#"{doctype}<{p}Response {declare_p} ID="R{serial:040x}" Version="2.0" IssueInstant="{issue_instant}" Destination="https://signin.aws.amazon.com/saml">
<{a}Issuer {declare_a}>{issuer}</{a}Issuer>
<{p}Status><{p}StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></{p}Status>
<{a}Assertion {declare_a} xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Version="2.0" ID="A{serial:040x}" IssueInstant="{issue_instant}">
<{a}Issuer>{issuer}</{a}Issuer>
<{a}Subject><{a}NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">{email}</{a}NameID><{a}SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><{a}SubjectConfirmationData NotOnOrAfter="{not_after}" Recipient="https://signin.aws.amazon.com/saml"/></{a}SubjectConfirmation></{a}Subject>
<{a}Conditions NotBefore="{not_before}" NotOnOrAfter="{not_after}"><{a}AudienceRestriction><{a}Audience>https://signin.aws.amazon.com/saml</{a}Audience></{a}AudienceRestriction></{a}Conditions>
<{a}AuthnStatement AuthnInstant="{issue_instant}" SessionIndex="_{serial}"><{a}AuthnContext><{a}AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</{a}AuthnContextClassRef></{a}AuthnContext></{a}AuthnStatement>
<{a}AttributeStatement>
{attributes}</{a}AttributeStatement>
</{a}Assertion>
</{p}Response>
"#
    )
}

fn attributes(user: &User, issued: &Issued, a: &str) -> String {
    let attribute = |name: &str, values: &[String]| {
        let values: String = values
            .iter()
            .map(|v| format!("<{a}AttributeValue xsi:type=\"xs:string\">{v}</{a}AttributeValue>\n"))
            .collect();
        format!("<{a}Attribute Name=\"{name}\">{values}</{a}Attribute>\n")
    };
    let mut all = attribute(&format!("{ATTRIBUTES}/RoleSessionName"), &[text(&issued.session_name)]);
    if !user.has("none") {
        let china = "http://www.amazonaws.cn/SAML/Attributes";
        let base = if user.has("china-attr") { china } else { ATTRIBUTES };
        all += &attribute(&format!("{base}/Role"), &values(user, issued));
    }
    if let Some(seconds) = issued.session_duration {
        all += &attribute(&format!("{ATTRIBUTES}/SessionDuration"), &[seconds.to_string()]);
    }
    all
}

fn qualify(prefix: &str) -> String {
    if prefix.is_empty() { String::new() } else { format!("{prefix}:") }
}

fn declare(prefix: &str, namespace: &str) -> String {
    if prefix.is_empty() {
        format!("xmlns=\"{namespace}\"")
    } else {
        format!("xmlns:{prefix}=\"{namespace}\"")
    }
}
