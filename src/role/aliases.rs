//! Friendly names of accounts, and the label that a role gets by them.

use std::collections::HashMap;

use super::{Role, is_account};

/// Account digits → alias, from `[accounts]` and the Python tool's `accounts.yaml`.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    by_account: HashMap<String, Alias>,
}

#[derive(Clone, Debug)]
struct Alias {
    name: String,
    /// Whether the alias leads back to this account and no other, so that it may stand in a label.
    telling: bool,
}

impl Aliases {
    /// The alias of an account, also one that it shares with another account.
    pub fn alias_of(&self, account: &str) -> Option<&str> {
        self.by_account.get(account).map(|alias| alias.name.as_str())
    }

    /// The digits of the account that has an alias, where it is one account's.
    pub fn id_of(&self, alias: &str) -> Option<&str> {
        let named = self.by_account.iter().find(|(_, of)| of.telling && of.name == alias)?;
        Some(named.0)
    }

    /// The name that a role goes by: `alias/path/Name`, or with the account's digits.
    ///
    /// A label must be a good target (contract §1), so an alias stands in it only where it leads to
    /// one account: not if two accounts share it, if it holds a slash, or could be read as an ARN.
    pub fn label(&self, role: &Role) -> String {
        format!("{}/{}", self.account_label(role.account()), role.path_and_name())
    }

    /// The part of a label before the first slash.
    pub fn account_label<'a>(&'a self, account: &'a str) -> &'a str {
        match self.by_account.get(account) {
            Some(alias) if alias.telling => &alias.name,
            _ => account,
        }
    }
}

/// Pairs of digits and alias; of two for one account the last one counts.
///
/// An empty alias is none, and twelve digits are an account, never an alias. Digits that YAML read as a
/// number have lost their leading zeros, and get them back.
impl<D: AsRef<str>, A: AsRef<str>> FromIterator<(D, A)> for Aliases {
    fn from_iter<I: IntoIterator<Item = (D, A)>>(pairs: I) -> Self {
        let names: HashMap<String, String> = pairs
            .into_iter()
            .map(|(digits, alias)| {
                (format!("{:0>12}", digits.as_ref().trim()), alias.as_ref().trim().to_owned())
            })
            .filter(|(_, alias)| !alias.is_empty() && !is_account(alias))
            .collect();
        let mut owners = HashMap::<String, usize>::new();
        for alias in names.values() {
            *owners.entry(alias.clone()).or_default() += 1;
        }
        let by_account = names.into_iter().map(|(digits, name)| {
            let telling = owners[&name] == 1
                && !name.contains(|c: char| c == '/' || c.is_control())
                && !name.starts_with("arn:");
            (digits, Alias { name, telling })
        });
        Self { by_account: by_account.collect() }
    }
}
