//! AWS STS: AssumeRoleWithSAML, AssumeRole from its sessions, GetCallerIdentity. A role's name selects its trouble.

mod reply;
mod trouble;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use quick_xml::escape::escape;

use self::reply::{denied, error, invalid, success};
pub use self::trouble::ROLES;
use self::trouble::trouble;
use super::answer::Answer;
use super::assertion::utc;
use super::state::{Recorded, State};

/// A session in somebody's hands.
pub struct Session {
    arn: String,
    account: String,
}

/// What AssumeRole and AssumeRoleWithSAML have in common.
struct Request {
    role: String,
    session_name: String,
    duration: i64,
}

type Form = HashMap<String, String>;
type Outcome<T> = Result<T, Answer>;

pub fn answer(state: &mut State, request: &Recorded) -> Answer {
    let form = request.form();
    let Some(action) = form.get("Action") else {
        return error(400, "MissingAction", "No action was given");
    };
    state.counts.sts_calls += 1;
    let reply = match action.as_str() {
        "AssumeRoleWithSAML" => assume_role_with_saml(state, &form),
        "AssumeRole" => assume_role(state, request, &form),
        "GetCallerIdentity" => get_caller_identity(state, request),
        _ => Err(error(400, "InvalidAction", &format!("Could not find operation {action}"))),
    };
    reply.unwrap_or_else(|answer| answer)
}

fn assume_role_with_saml(state: &mut State, form: &Form) -> Outcome<Answer> {
    let assertion = field(form, "SAMLAssertion");
    if assertion.len() > 100_000 {
        return Err(invalid("Value at 'sAMLAssertion' must have length less than or equal to 100000"));
    }
    let mut request = Request::read(form)?;
    let issued = state.issued.get(assertion).ok_or_else(|| {
        error(400, "InvalidIdentityToken", "Response signature invalid (Service: AWSSecurityTokenService)")
    })?;
    if issued.expires <= Timestamp::now() {
        return Err(error(
            400,
            "ExpiredTokenException",
            "Token must be redeemed within 5 minutes of issuance",
        ));
    }
    let provider = field(form, "PrincipalArn");
    if !issued.pairs.iter().any(|(r, p)| *r == request.role && p == provider) {
        return Err(denied("Not authorized to perform sts:AssumeRoleWithSAML"));
    }
    request.session_name.clone_from(&issued.session_name);
    let shortened = issued.session_duration.map_or(request.duration, |most| most.min(request.duration));
    trouble(&request, &state.sts_url)?;
    request.duration = shortened;
    let extra = format!(
        "<Subject>{}</Subject><SubjectType>persistent</SubjectType><Issuer>stand-in</Issuer>\
         <Audience>https://signin.aws.amazon.com/saml</Audience><NameQualifier>c3RhbmQtaW4=</NameQualifier>",
        escape(request.session_name.as_str()),
    );
    Ok(request.grant(state, "AssumeRoleWithSAML", &extra))
}

fn assume_role(state: &mut State, request: &Recorded, form: &Form) -> Outcome<Answer> {
    caller(state, request)?;
    let mut wanted = Request::read(form)?;
    field(form, "RoleSessionName").clone_into(&mut wanted.session_name);
    if wanted.session_name.len() < 2 {
        return Err(invalid("Value at 'roleSessionName' must have length greater than or equal to 2"));
    }
    if wanted.duration > 3600 {
        return Err(invalid(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
        ));
    }
    if wanted.name() == "Audit" && field(form, "ExternalId") != "ext-1" {
        return Err(denied(&format!("Not authorized to perform sts:AssumeRole on {}", wanted.role)));
    }
    trouble(&wanted, &state.sts_url)?;
    Ok(wanted.grant(state, "AssumeRole", ""))
}

fn get_caller_identity(state: &State, request: &Recorded) -> Outcome<Answer> {
    let session = caller(state, request)?;
    let body = format!(
        "<Arn>{}</Arn><UserId>AROASTANDIN:session</UserId><Account>{}</Account>",
        escape(session.arn.as_str()),
        session.account
    );
    Ok(success("GetCallerIdentity", &body))
}

/// Who signed: the access key id alone decides, signatures are not checked.
fn caller<'a>(state: &'a State, request: &Recorded) -> Outcome<&'a Session> {
    let key = request
        .header("authorization")
        .and_then(|header| header.split_once("Credential="))
        .and_then(|(_, rest)| rest.split('/').next());
    key.and_then(|key| state.sessions.get(key)).ok_or_else(|| {
        error(403, "InvalidClientTokenId", "The security token included in the request is invalid.")
    })
}

impl Request {
    fn read(form: &Form) -> Outcome<Self> {
        let duration = form.get("DurationSeconds").map_or(Ok(3600), |text| text.parse());
        let duration = duration.map_err(|_| invalid("DurationSeconds is not a number"))?;
        if !(900..=43200).contains(&duration) {
            return Err(invalid("Value at 'durationSeconds' must be between 900 and 43200"));
        }
        let role = field(form, "RoleArn").to_owned();
        if role.split(':').count() < 6 || !role.contains(":role/") {
            return Err(invalid(&format!("{role} is invalid")));
        }
        session_policy(form)?;
        Ok(Self { role, session_name: String::new(), duration })
    }

    fn name(&self) -> &str {
        self.role.rsplit('/').next().unwrap_or_default()
    }

    fn account(&self) -> &str {
        self.role.split(':').nth(4).unwrap_or_default()
    }

    fn grant(&self, state: &mut State, action: &str, extra: &str) -> Answer {
        let mut hasher = DefaultHasher::new();
        (&self.role, state.sessions.len()).hash(&mut hasher);
        let seed = hasher.finish();
        let key = format!("ASIA{seed:016X}");
        let mut secret = format!("/+{}", &STANDARD.encode(format!("{seed:030x}"))[2..]);
        let mut token =
            format!("IQoJ{}//+=", STANDARD.encode(format!("{} {seed:x} {}", self.role, ">?~".repeat(60))));
        if self.account() == "999999999999" && self.name() == "HostileKeys" {
            secret += "'; touch pwned; \"$(touch pwned)\"`touch pwned`";
            token += "'; touch pwned; \"$(touch pwned)\"`touch pwned`\u{2019}; touch pwned";
        }
        let partition = self.role.split(':').nth(1).unwrap_or("aws");
        let account = self.account().to_owned();
        let arn =
            format!("arn:{partition}:sts::{account}:assumed-role/{}/{}", self.name(), self.session_name);
        let expiration = utc(Timestamp::now() + SignedDuration::from_secs(self.duration));
        let body = format!(
            "<Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>{}</SecretAccessKey>\
             <SessionToken>{}</SessionToken><Expiration>{expiration}</Expiration></Credentials>\
             <AssumedRoleUser><Arn>{}</Arn><AssumedRoleId>AROASTANDIN:{}</AssumedRoleId></AssumedRoleUser>{extra}",
            escape(secret.as_str()),
            escape(token.as_str()),
            escape(arn.as_str()),
            escape(self.session_name.as_str()),
        );
        state.remember(&secret);
        state.remember(&token);
        state.sessions.insert(key, Session { arn, account });
        success(action, &body)
    }
}

/// The limits on `Policy` and `PolicyArns.member.N.arn`.
fn session_policy(form: &Form) -> Outcome<()> {
    if let Some(policy) = form.get("Policy") {
        if policy.len() > 2048 {
            return Err(invalid("Value at 'policy' must have length less than or equal to 2048"));
        }
        serde_json::from_str::<serde_json::Value>(policy)
            .map_err(|_| error(400, "MalformedPolicyDocument", "This policy contains invalid Json"))?;
    }
    let arns: Vec<_> = form.iter().filter(|(key, _)| key.starts_with("PolicyArns.member.")).collect();
    if arns.len() > 10 || arns.iter().any(|(_, arn)| !arn.starts_with("arn:")) {
        return Err(invalid("Value at 'policyArns' failed to satisfy constraint"));
    }
    Ok(())
}

fn field<'a>(form: &'a Form, name: &str) -> &'a str {
    form.get(name).map_or("", String::as_str)
}
