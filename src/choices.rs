//! What a person chose last: factors and roles, to be offered first. No secrets, and nothing depends on it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::config::paths;
use crate::files;

/// How many roles are remembered for a user.
const ROLES: usize = 50;

/// The choices of one user of one tenant, and those of the others, kept as they are.
pub struct Choices {
    path: Option<PathBuf>,
    user: String,
    all: BTreeMap<String, OfUser>,
}

#[derive(Clone, Default, Deserialize, Eq, PartialEq, Serialize)]
struct OfUser {
    /// The id of the factor chosen last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    factor: Option<String>,
    /// Role ARNs, what was used last first.
    #[serde(default)]
    roles: Vec<String>,
}

impl Choices {
    /// Reads what is kept; a file that is damaged or missing is as good as none.
    pub fn of(subdomain: &str, username: &str) -> Self {
        let path = paths::choices_file().ok();
        Self { all: read(path.as_ref()), path, user: format!("{subdomain}/{username}") }
    }

    /// No choices, and none are kept.
    pub fn none() -> Self {
        Self { path: None, user: String::new(), all: BTreeMap::new() }
    }

    pub fn factor(&self) -> Option<&str> {
        self.all.get(&self.user)?.factor.as_deref()
    }

    pub fn chose_factor(&mut self, id: &str) {
        self.change(|user| user.factor = Some(id.to_owned()));
    }

    /// How long ago a role was used, in uses: 0 for the last; none for one that is not remembered.
    pub fn rank(&self, arn: &str) -> Option<usize> {
        self.all.get(&self.user)?.roles.iter().position(|used| used == arn)
    }

    pub fn used_role(&mut self, arn: &str) {
        self.change(|user| {
            user.roles.retain(|used| used != arn);
            user.roles.insert(0, arn.to_owned());
            user.roles.truncate(ROLES);
        });
    }

    /// Keeps a choice. A disk that is full or read-only spoils nothing that a person asked for.
    fn change(&mut self, change: impl FnOnce(&mut OfUser)) {
        // What another process has kept meanwhile stays.
        self.all = read(self.path.as_ref());
        let before = self.all.get(&self.user).cloned();
        let user = self.all.entry(self.user.clone()).or_default();
        change(user);
        if before.as_ref() != Some(user)
            && let (Some(path), Ok(text)) = (&self.path, serde_json::to_vec(&self.all))
        {
            let _ = files::write_whole(path, &text);
        }
    }
}

fn read(path: Option<&PathBuf>) -> BTreeMap<String, OfUser> {
    let text = path.and_then(|path| std::fs::read_to_string(path).ok());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}
