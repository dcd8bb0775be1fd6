//! The roles of account 999999999999, each named after the trouble it is in.

use super::reply::{denied, error, invalid};
use super::{Outcome, Request};
use crate::standin::answer::Answer;
use crate::standin::mischief;

/// The role set `sts`.
pub const ROLES: &[&str] = &[
    "Admin",
    "Denied",
    "Max1h",
    "Max4h",
    "Expired",
    "InvalidIdentity",
    "RegionDisabled",
    "BadArn",
    "Packed",
    "Malformed",
    "IdpClaim",
    "Throttled",
    "HostileMessage",
    "EscapeMessage",
    "HostileKeys",
    "Garbage",
    "Http500",
    "Redirect",
    "Giant",
    "Hang",
    "Reset",
];

pub fn trouble(request: &Request, elsewhere: &str) -> Outcome<()> {
    if request.account() != "999999999999" {
        return Ok(());
    }
    let most = |limit| {
        if request.duration <= limit {
            return Ok(());
        }
        Err(invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role."))
    };
    Err(match request.name() {
        "Max1h" => return most(3600),
        "Max4h" => return most(4 * 3600),
        "Denied" => denied("Not authorized to perform sts:AssumeRoleWithSAML"),
        "Expired" => {
            error(400, "ExpiredTokenException", "Token must be redeemed within 5 minutes of issuance")
        }
        "InvalidIdentity" => {
            error(400, "InvalidIdentityToken", "RoleSessionName is required in AuthnResponse")
        }
        "RegionDisabled" => {
            error(403, "RegionDisabledException", "STS is not activated in this region for account")
        }
        "BadArn" => invalid("Request ARN is invalid"),
        "Packed" => error(400, "PackedPolicyTooLarge", "Packed policy consumes 120% of allotted space"),
        "Malformed" => error(400, "MalformedPolicyDocument", "Syntax errors in policy."),
        "IdpClaim" => error(403, "IDPRejectedClaim", "The identity provider rejected the claim"),
        "Throttled" => error(400, "Throttling", "Rate exceeded"),
        // Everything XML allows; and what it does not.
        "HostileMessage" => denied("No \u{9b}31mway\nol-aws: all is well\u{85}\u{202e}drawkcab"),
        "EscapeMessage" => denied("No \u{1b}[31mway\u{1b}]0;title\u{7}"),
        "Garbage" => Answer::text(200, "text/xml", "<AssumeRoleWithSAMLResponse><Cred"),
        name => match mischief::named(&name.to_lowercase().replace("http", ""), elsewhere) {
            Some(answer) => answer,
            None => return Ok(()),
        },
    })
}
