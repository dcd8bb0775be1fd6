//! One role that a person may assume, and the friendly names of accounts.
//!
//! Owns the grammar of a `role ARN, provider ARN` pair and the label a role goes by. Knows nothing of
//! XML ([`crate::saml`] finds the pairs), nor of how a user names a role ([`crate::target`]).
//! What a [`Role`] holds is data that a service sent: whoever prints or quotes it makes it safe there.

mod aliases;

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

pub use aliases::Aliases;

/// The longest ARN that STS takes (API reference, `AssumeRoleWithSAML`: `RoleArn`, `PrincipalArn`).
const LONGEST_ARN: usize = 2048;

/// What stands between the partition and the account: IAM has no region.
const SERVICE: &str = ":iam::";
const ROLE: &str = ":role/";
const PROVIDER: &str = ":saml-provider/";

/// A role ARN and the ARN of the SAML provider that vouches for it, both checked.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Pair", into = "Pair")]
pub struct Role {
    arn: String,
    provider: String,
    /// Where the account's digits start in `arn`.
    account_at: usize,
}

/// Why a value is not a role. The value itself is left to the caller to show.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NotARole {
    #[error("not a role ARN and a provider ARN with a comma between them")]
    NotAPair,
    #[error("not a role ARN, which reads arn:aws:iam::111111111111:role/NAME")]
    RoleArn,
    #[error("not a provider ARN, which reads arn:aws:iam::111111111111:saml-provider/NAME")]
    ProviderArn,
}

impl Role {
    /// Reads one value of the `Role` attribute: `role ARN,provider ARN`, or the reverse.
    ///
    /// AWS documents the first order (IAM, "Configure SAML assertions for the authentication
    /// response") and takes both; which is which is told by the ARNs themselves.
    pub fn parse(value: &str) -> Result<Self, NotARole> {
        // A bound, because what follows tries every comma. No two ARNs that STS takes are longer.
        if value.len() > 4 * LONGEST_ARN {
            return Err(NotARole::NotAPair);
        }
        // A role's name may hold a comma itself: the one between two ARNs is meant.
        let pairs = value
            .match_indices(',')
            .map(|(at, _)| (value[..at].trim(), value[at + 1..].trim()))
            .filter(|(_, second)| second.starts_with("arn:"));
        let mut failure = NotARole::NotAPair;
        for (first, second) in pairs {
            let (arn, provider) = if first.contains(PROVIDER) && second.contains(ROLE) {
                (second, first)
            } else {
                (first, second)
            };
            match Self::new(arn, provider) {
                Ok(role) => return Ok(role),
                Err(why) => failure = why,
            }
        }
        Err(failure)
    }

    /// Makes a role of its two ARNs. Space around them is dropped.
    pub fn new(arn: &str, provider: &str) -> Result<Self, NotARole> {
        let (arn, provider) = (arn.trim(), provider.trim());
        let account_at = account_in(arn, ROLE).ok_or(NotARole::RoleArn)?;
        account_in(provider, PROVIDER).ok_or(NotARole::ProviderArn)?;
        Ok(Self { arn: arn.to_owned(), provider: provider.to_owned(), account_at })
    }

    /// The role's ARN, with its path.
    pub fn arn(&self) -> &str {
        &self.arn
    }

    /// The ARN of the SAML provider: STS calls it `PrincipalArn`.
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// `aws`, `aws-us-gov`, `aws-cn`, …: it decides which hosts are asked.
    pub fn partition(&self) -> &str {
        &self.arn["arn:".len()..self.account_at - SERVICE.len()]
    }

    /// The account's 12 digits.
    pub fn account(&self) -> &str {
        &self.arn[self.account_at..self.account_at + 12]
    }

    /// What follows `role/`: `team/data/Admin`.
    pub fn path_and_name(&self) -> &str {
        &self.arn[self.account_at + 12 + ROLE.len()..]
    }

    /// What follows the last slash: `Admin`.
    pub fn name(&self) -> &str {
        self.path_and_name().rsplit('/').next().unwrap_or_default()
    }

    /// What comes before the name, without the slash between: `team/data`, or nothing.
    pub fn path(&self) -> &str {
        self.path_and_name().rsplit_once('/').map_or("", |(path, _)| path)
    }
}

/// Where the account starts in an ARN of that kind; `None` if it is not one.
///
/// Strict about the shape (IAM user guide, "IAM ARNs"), open about the letters of the name, but for
/// control characters and an empty name.
fn account_in(arn: &str, kind: &str) -> Option<usize> {
    let (partition, rest) = arn.strip_prefix("arn:")?.split_once(SERVICE)?;
    let name = rest.get(12..)?.strip_prefix(kind)?;
    let partition_is_one = partition.starts_with("aws")
        && partition.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let sound = partition_is_one
        && is_account(&rest[..12])
        && !name.is_empty()
        && !name.ends_with('/')
        && !arn.contains(char::is_control)
        && arn.len() <= LONGEST_ARN;
    sound.then_some(arn.len() - rest.len())
}

/// Account, and path with name, of a role's ARN; `None` if it is not one.
pub fn account_and_path(arn: &str) -> Option<(&str, &str)> {
    let at = account_in(arn, ROLE)?;
    Some((&arn[at..at + 12], &arn[at + 12 + ROLE.len()..]))
}

/// Whether a text is an AWS account's number: 12 digits.
pub fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is the whole ARN of a role.
pub fn is_role_arn(text: &str) -> bool {
    account_in(text, ROLE).is_some()
}

/// By account, then path and name: the order in which roles are listed.
impl Ord for Role {
    fn cmp(&self, other: &Self) -> Ordering {
        fn key(role: &Role) -> (&str, &str, &str, &str) {
            (role.account(), role.path_and_name(), &role.arn, &role.provider)
        }
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Role {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A role as a cache keeps it; reading it back checks it again.
#[derive(Serialize, Deserialize)]
struct Pair {
    role: String,
    provider: String,
}

impl TryFrom<Pair> for Role {
    type Error = NotARole;

    fn try_from(pair: Pair) -> Result<Self, NotARole> {
        Self::new(&pair.role, &pair.provider)
    }
}

impl From<Role> for Pair {
    fn from(role: Role) -> Self {
        Self { role: role.arn, provider: role.provider }
    }
}

#[cfg(test)]
mod tests;
