//! What the binary and the scripts of `shell/` agree on.
//!
//! The function `ol-aws` calls the binary for `use` and `unset` with three variables in the environment of that call
//! alone: `OL_AWS_SHELL`, the shell; `OL_AWS_BENEATH` and `OL_AWS_PREVIOUS`, what the shell keeps. What comes
//! back is evaluated: the changes, and the variables below, which no child gets.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::config::{self, Key};
use crate::shell::Shell;

/// What the function says of itself, in the environment of each call: `SHELL FINGERPRINT`, the latter of its scripts.
pub const INTEGRATION: &str = "OL_AWS_INTEGRATION";
/// What is the person's own, beneath the role.
pub const BENEATH: &str = "__ol_aws_beneath";
/// The label of the role before, for `use -`.
pub const PREVIOUS: &str = "__ol_aws_previous";
/// Where the binary was when the shell started.
pub const PATH: &str = "__ol_aws_path";
/// The region that the prompt does not mention.
pub const USUAL_REGION: &str = "__ol_aws_usual_region";
/// The accounts that have a colour: ` 111111111111=31 222222222222=33 `, the number being the SGR one (ECMA-48).
pub const MARKS: &str = "__ol_aws_marks";

/// The function `ol-aws`, and the prompt.
pub fn scripts(shell: Shell) -> (&'static str, &'static str) {
    match shell {
        Shell::Bash => (include_str!("../../shell/init.bash"), include_str!("../../shell/prompt.bash")),
        Shell::Zsh => (include_str!("../../shell/init.zsh"), include_str!("../../shell/prompt.zsh")),
        Shell::Fish => (include_str!("../../shell/init.fish"), include_str!("../../shell/prompt.fish")),
        Shell::PowerShell => (include_str!("../../shell/init.ps1"), include_str!("../../shell/prompt.ps1")),
    }
}

/// The completion of `ol-aws`, evaluated after the function.
pub fn completion(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../shell/complete.bash"),
        Shell::Zsh => include_str!("../../shell/complete.zsh"),
        Shell::Fish => include_str!("../../shell/complete.fish"),
        Shell::PowerShell => include_str!("../../shell/complete.ps1"),
    }
}

/// The version of the integration: the first 8 hex digits of the SHA-256 of all that `init SHELL` prints of `shell/`.
pub fn fingerprint(shell: Shell) -> String {
    let (function, prompt) = scripts(shell);
    let hash =
        Sha256::new().chain_update(function).chain_update(completion(shell)).chain_update(prompt).finalize();
    hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// How the prompt looks, by the configuration file. One that is missing or wrong is the business of other commands.
pub struct Look {
    pub usual_region: String,
    pub marks: String,
}

impl Look {
    /// Where the colour of a profile is the one that counts for its account, in this shell.
    pub fn with(mut self, account: &str, colour: Option<&str>) -> Self {
        if let Some(colour) = colour.and_then(sgr) {
            // The first mark of an account is the one that is looked at.
            self.marks = format!(" {account}={colour}{}", self.marks);
        }
        self
    }

    pub fn of(config: &Path) -> Self {
        let config = config::file::read(config).unwrap_or_default();
        let usual_region = config.layer.get(Key::Region).map(|(value, _)| value.expose().to_owned());
        let mark = |account: &config::Account| {
            let colour = account.color.as_deref().and_then(sgr)?;
            Some(format!("{}={colour} ", account.id))
        };
        let marks: String = config.accounts.iter().filter_map(mark).collect();
        Self { usual_region: usual_region.unwrap_or_default(), marks: format!(" {marks}") }
    }
}

/// The eight colours that every terminal has.
fn sgr(colour: &str) -> Option<u8> {
    const COLOURS: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
    (30..).zip(COLOURS).find(|(_, name)| name.eq_ignore_ascii_case(colour)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_look_comes_from_the_file_and_a_wrong_one_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(
            &path,
            "[aws]\nregion = \"eu-west-1\"\n[accounts]\n111111111111 = { color = \"red\" }\n\
             222222222222 = \"dev\"\n333333333333 = { color = \"Blue\" }\n444444444444 = { color = \"$(id)\" }\n",
        )
        .unwrap();
        let look = Look::of(&path);
        assert_eq!(look.usual_region, "eu-west-1");
        assert_eq!(look.marks, " 111111111111=31 333333333333=34 ");
        assert_eq!(
            look.with("222222222222", Some("green")).marks,
            " 222222222222=32 111111111111=31 333333333333=34 "
        );
        let look = Look::of(&path).with("222222222222", Some("$(id)"));
        assert_eq!(look.marks, " 111111111111=31 333333333333=34 ");
        std::fs::write(&path, "[aws\n").unwrap();
        let look = Look::of(&path);
        assert_eq!((&*look.usual_region, &*look.marks), ("", " "));
    }
}
