//! The XML of a SAML response: one pass over its events, no tree, nothing kept but what AWS is about.
//!
//! Elements count in the SAML assertion namespace, whatever its prefix, and also without any namespace;
//! the same names in another namespace do not.

use std::collections::HashSet;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::SamlError;
use crate::role::Role;

const SAML: Namespace = Namespace("urn:oasis:names:tc:SAML:2.0:assertion");
const SAML_PROTOCOL: Namespace = Namespace("urn:oasis:names:tc:SAML:2.0:protocol");

/// The ends of the attributes' names; what comes before differs between AWS and AWS China.
const ROLE: &str = "/SAML/Attributes/Role";
const SESSION_DURATION: &str = "/SAML/Attributes/SessionDuration";

/// Far more than a signed SAML response needs, which is about ten.
const DEEPEST: usize = 64;

/// How many values that are no roles are kept to be shown, and how much of each.
const MOST_NOT_ROLES: usize = 5;
const LONGEST_NOT_ROLE: usize = 200;

/// What a response says about AWS.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) roles: Vec<Role>,
    pub(super) not_roles: Vec<String>,
    pub(super) has_role_attribute: bool,
    pub(super) not_on_or_after: Option<Timestamp>,
    pub(super) assertion_issued: Option<Timestamp>,
    pub(super) response_issued: Option<Timestamp>,
    pub(super) session_duration: Option<Duration>,
}

/// Reads a whole document, or says why it is none.
pub(super) fn contents(xml: &[u8]) -> Result<Contents, SamlError> {
    let xml = str::from_utf8(xml).map_err(|_| SamlError::NotUtf8)?;
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk::default();
    loop {
        let at = reader.buffer_position();
        let (namespace, event) = match reader.read_resolved_event() {
            Ok(read) => read,
            Err(why) => return Err(SamlError::NotXml { why: reason(&why), at: reader.error_position() }),
        };
        let more = walk.event(&namespace, event).map_err(|stop| match stop {
            Stop::Saml(why) => why,
            Stop::Xml(why) => SamlError::NotXml { why, at },
        })?;
        if !more {
            return walk.finish();
        }
    }
}

/// quick-xml's own messages may quote the document, which must not get into ours.
fn reason(why: &quick_xml::Error) -> &'static str {
    use quick_xml::Error;
    match why {
        Error::Syntax(_) => "markup that does not end",
        Error::IllFormed(_) => "tags that do not fit together",
        Error::Namespace(_) => "a namespace that cannot be declared so",
        _ => "markup that cannot be read",
    }
}

/// Why the walk stops: it has no position to tell, its caller has.
enum Stop {
    Saml(SamlError),
    Xml(&'static str),
}

impl From<SamlError> for Stop {
    fn from(why: SamlError) -> Self {
        Self::Saml(why)
    }
}

/// The attributes of interest.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Attribute {
    Role,
    SessionDuration,
}

/// Where in the document we are, and what was found so far.
#[derive(Default)]
struct Walk {
    found: Contents,
    seen: HashSet<String>,
    has_root: bool,
    has_assertion: bool,
    has_encrypted: bool,
    depth: usize,
    /// The attribute we are in, and its depth.
    attribute: Option<(Attribute, usize)>,
    /// The text so far of the value we are in, and its depth.
    value: Option<(String, usize)>,
}

impl Walk {
    /// Takes one event; false at the end of the document.
    fn event(&mut self, namespace: &ResolveResult, event: Event) -> Result<bool, Stop> {
        match event {
            Event::Start(element) => self.start(namespace, &element)?,
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content())?,
            Event::CData(text) => self.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => self.reference(&reference)?,
            Event::Decl(declaration) => encoding_is_utf8(&declaration)?,
            Event::DocType(_) => return Err(SamlError::Doctype.into()),
            Event::Eof if self.depth > 0 => return Err(Stop::Xml("an end before the last tag is closed")),
            Event::Eof => return Ok(false),
            // A comment inside a value must not cut it, so it is passed over. Empty elements are expanded.
            Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
        }
        Ok(true)
    }

    fn start(&mut self, namespace: &ResolveResult, element: &BytesStart) -> Result<(), Stop> {
        if self.depth == 0 && self.has_root {
            return Err(Stop::Xml("a second root element"));
        }
        self.has_root = true;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(SamlError::TooDeep.into());
        }
        if let ResolveResult::Bound(namespace) = namespace
            && ![SAML, SAML_PROTOCOL].contains(namespace)
        {
            return Ok(());
        }
        match element.local_name().as_ref() {
            "Response" if self.depth == 1 => self.found.response_issued = time(element, "IssueInstant")?,
            "Assertion" => {
                self.has_assertion = true;
                self.found.assertion_issued =
                    earlier(self.found.assertion_issued, time(element, "IssueInstant")?);
            }
            "EncryptedAssertion" => self.has_encrypted = true,
            "Conditions" => {
                self.found.not_on_or_after =
                    earlier(self.found.not_on_or_after, time(element, "NotOnOrAfter")?);
            }
            "Attribute" if self.attribute.is_none() => {
                self.attribute = attribute_of(element)?.map(|attribute| (attribute, self.depth));
                self.found.has_role_attribute |= matches!(self.attribute, Some((Attribute::Role, _)));
            }
            "AttributeValue" if self.attribute.is_some() && self.value.is_none() => {
                self.value = Some((String::new(), self.depth));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self) {
        let here = self.depth;
        // quick-xml has refused an end tag that no start tag fits.
        self.depth = self.depth.saturating_sub(1);
        if let Some((attribute, _)) = self.attribute
            && let Some((text, _)) = self.value.take_if(|(_, depth)| *depth == here)
        {
            self.value_of(attribute, text.trim());
        }
        self.attribute.take_if(|(_, depth)| *depth == here);
    }

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        if self.depth == 0 && !text.trim_ascii().is_empty() {
            return Err(Stop::Xml("text outside the root element"));
        }
        if let Some((value, _)) = &mut self.value {
            value.push_str(text);
        }
        Ok(())
    }

    /// `&amp;` and `&#38;`. Entities of a DOCTYPE are the way to read files and fill memory: refused.
    fn reference(&mut self, reference: &BytesRef) -> Result<(), Stop> {
        if let Some(letter) = reference.resolve_char_ref().map_err(|_| SamlError::Entity)? {
            return self.text(letter.encode_utf8(&mut [0; 4]));
        }
        self.text(resolve_predefined_entity(reference).ok_or(SamlError::Entity)?)
    }

    fn value_of(&mut self, attribute: Attribute, text: &str) {
        match attribute {
            Attribute::Role => match Role::parse(text) {
                Ok(role) => {
                    if self.seen.insert(role.arn().to_owned()) {
                        self.found.roles.push(role);
                    }
                }
                Err(_) if is_placeholder(text) || self.found.not_roles.len() == MOST_NOT_ROLES => {}
                Err(_) => self.found.not_roles.push(text.chars().take(LONGEST_NOT_ROLE).collect()),
            },
            Attribute::SessionDuration => {
                let seconds = text.parse().ok().filter(|seconds| (900..=43_200).contains(seconds));
                self.found.session_duration = seconds.map(Duration::from_secs);
            }
        }
    }

    fn finish(mut self) -> Result<Contents, SamlError> {
        if self.has_assertion {
            self.found.roles.sort_unstable();
            Ok(self.found)
        } else if self.has_encrypted {
            Err(SamlError::Encrypted)
        } else {
            Err(SamlError::NoAssertion)
        }
    }
}

/// What OneLogin sends for a user without roles: `Default`, nothing, or a pair with an empty half.
fn is_placeholder(value: &str) -> bool {
    value.split(',').any(|half| {
        let half = half.trim();
        half.is_empty() || half.eq_ignore_ascii_case("default")
    })
}

/// XML is UTF-8 if nothing else is declared (XML 1.0, §4.3.3), and nothing else is read here.
fn encoding_is_utf8(declaration: &BytesDecl) -> Result<(), SamlError> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(name)) if ["utf-8", "us-ascii"].iter().any(|known| name.eq_ignore_ascii_case(known)) => {
            Ok(())
        }
        Some(_) => Err(SamlError::NotUtf8),
    }
}

fn attribute_of(element: &BytesStart) -> Result<Option<Attribute>, Stop> {
    let name = xml_attribute(element, "Name")?.unwrap_or_default();
    let known = [(ROLE, Attribute::Role), (SESSION_DURATION, Attribute::SessionDuration)];
    Ok(known.into_iter().find(|(end, _)| name.trim_ascii().ends_with(end)).map(|(_, attribute)| attribute))
}

fn xml_attribute(element: &BytesStart, name: &str) -> Result<Option<String>, Stop> {
    let unreadable = Stop::Xml("an attribute that cannot be read");
    let Ok(attribute) = element.try_get_attribute(name) else { return Err(unreadable) };
    attribute
        .map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned()))
        .transpose()
        .map_err(|why| match why {
            quick_xml::Error::Escape(_) => SamlError::Entity.into(),
            _ => unreadable,
        })
}

/// An `xs:dateTime`. SAML's are in UTC, also where no zone is written (SAML core 2.0, §1.3.3). One that
/// cannot be read is as good as absent: STS judges the time in any case.
fn time(element: &BytesStart, name: &str) -> Result<Option<Timestamp>, Stop> {
    let Some(text) = xml_attribute(element, name)? else { return Ok(None) };
    let text = text.trim_ascii();
    let in_utc = || Offset::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok();
    Ok(text.parse().ok().or_else(in_utc))
}

fn earlier(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.into_iter().chain(other).min()
}
