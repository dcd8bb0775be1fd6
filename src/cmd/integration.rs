//! What the binary and the scripts of `shell/` agree on.
//!
//! The function `ol-aws` calls the binary for `use` and `unset` with three variables in the environment of that call
//! alone: `OL_AWS_SHELL`, the shell; `OL_AWS_BENEATH` and `OL_AWS_PREVIOUS`, what the shell keeps. What comes
//! back is evaluated: the changes, and the variables below, which no child gets.
//!
//! Each call of the binary has [`INTEGRATION`](crate::handover::INTEGRATION): which scripts the function is from.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::config::{self, ConfigFile, Key, Settings};
use crate::shell::Shell;

/// What is the person's own, beneath the role.
pub const BENEATH: &str = "__ol_aws_beneath";
/// The label and the region of the role before, for `use -`.
pub const PREVIOUS: &str = "__ol_aws_previous";
/// Where the binary was when the shell started.
pub const PATH: &str = "__ol_aws_path";
/// The shell, a space, and the [`fingerprint`] of the scripts that it runs.
pub const CALLER: &str = "__ol_aws_integration";
/// The region that the prompt does not mention.
pub const USUAL_REGION: &str = "__ol_aws_usual_region";
/// The accounts that have a colour: ` 111111111111=31 222222222222=33 `, the number being the SGR one (ECMA-48).
pub const MARKS: &str = "__ol_aws_marks";

/// The function `ol-aws`, its completion, and the prompt.
pub fn scripts(shell: Shell) -> [&'static str; 3] {
    match shell {
        Shell::Bash => [
            include_str!("../../shell/init.bash"),
            include_str!("../../shell/complete.bash"),
            include_str!("../../shell/prompt.bash"),
        ],
        Shell::Zsh => [
            include_str!("../../shell/init.zsh"),
            include_str!("../../shell/complete.zsh"),
            include_str!("../../shell/prompt.zsh"),
        ],
        Shell::Fish => [
            include_str!("../../shell/init.fish"),
            include_str!("../../shell/complete.fish"),
            include_str!("../../shell/prompt.fish"),
        ],
        Shell::PowerShell => [
            include_str!("../../shell/init.ps1"),
            include_str!("../../shell/complete.ps1"),
            include_str!("../../shell/prompt.ps1"),
        ],
    }
}

/// What tells the scripts of this binary from those of another version: the first eight hexadecimal digits of SHA-256
/// over [`scripts`]. A shell that was started before an update has the old one.
pub fn fingerprint(shell: Shell) -> String {
    let mut hash = Sha256::new();
    scripts(shell).iter().for_each(|script| hash.update(script));
    hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// How the prompt looks, by the configuration file. One that is missing or wrong is the business of other commands.
pub struct Look {
    pub usual_region: String,
    pub marks: String,
}

impl Look {
    /// Of a shell as it starts; `active` is the label and the account of the role that it was started with.
    pub fn at_start(config: &Path, active: Option<(&str, &str)>) -> Self {
        let config = config::file::read(config).unwrap_or_default();
        let look = Self::of(&config);
        let profile =
            active.and_then(|(label, account)| Some((account, config::profile_of(&config, label)?)));
        match profile {
            Some((account, profile)) => look.with(account, profile.color.as_deref(), profile.confirm),
            None => look,
        }
    }

    /// Where a role of this account is active, by the profile that was chosen.
    pub fn in_use(settings: &Settings, account: &str) -> Self {
        let config = config::file::read(&settings.config_path).unwrap_or_default();
        Self::of(&config).with(account, settings.color.as_deref(), settings.confirm)
    }

    fn of(config: &ConfigFile) -> Self {
        let usual_region = config.layer.get(Key::Region).map(|(value, _)| value.expose().to_owned());
        let mark = |account: &config::Account| {
            let colour = account.color.as_deref().and_then(sgr).or(account.confirm.then_some(RED))?;
            Some(format!("{}={colour} ", account.id))
        };
        let marks: String = config.accounts.iter().filter_map(mark).collect();
        Self { usual_region: usual_region.unwrap_or_default(), marks: format!(" {marks}") }
    }

    /// The colour of a profile is the one that counts for its account, in this shell.
    fn with(mut self, account: &str, colour: Option<&str>, confirm: bool) -> Self {
        let has_one = self.marks.contains(&format!(" {account}="));
        if let Some(colour) = colour.and_then(sgr).or((confirm && !has_one).then_some(RED)) {
            // The first mark of an account is the one that is looked at.
            self.marks = format!(" {account}={colour}{}", self.marks);
        }
        self
    }
}

/// What wants to be confirmed is red, unless it is given another colour.
const RED: u8 = 31;

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
            "[aws]\nregion = \"eu-west-1\"\n[accounts]\n111111111111 = { alias = \"prod\", color = \"red\" }\n\
             222222222222 = \"dev\"\n333333333333 = { color = \"Blue\" }\n444444444444 = { color = \"$(id)\" }\n\
             555555555555 = { confirm = true }\n666666666666 = { confirm = true, color = \"cyan\" }\n\
             [profile.dev]\naccount = \"dev\"\nrole = \"Admin\"\ncolor = \"green\"\n\
             [profile.careful]\naccount = \"dev\"\nrole = \"Deploy\"\nconfirm = true\n\
             [profile.careful-prod]\naccount = \"prod\"\nrole = \"Admin\"\nconfirm = true\n\
             [profile.wrong]\naccount = \"dev\"\nrole = \"Wrong\"\ncolor = \"$(id)\"\n",
        )
        .unwrap();
        let all = " 111111111111=31 333333333333=34 555555555555=31 666666666666=36 ";
        let look = Look::at_start(&path, None);
        assert_eq!((&*look.usual_region, &*look.marks), ("eu-west-1", all));
        for (label, account, first) in [
            ("dev/Admin", "222222222222", " 222222222222=32"),
            ("222222222222/Admin", "222222222222", " 222222222222=32"),
            ("dev/Deploy", "222222222222", " 222222222222=31"),
            // The account's own colour is one.
            ("prod/Admin", "111111111111", ""),
            ("dev/Wrong", "222222222222", ""),
            ("dev/Other", "222222222222", ""),
        ] {
            let look = Look::at_start(&path, Some((label, account)));
            assert_eq!(look.marks, format!("{first}{all}"), "{label}");
        }
        std::fs::write(&path, "[aws\n").unwrap();
        let look = Look::at_start(&path, Some(("dev/Admin", "222222222222")));
        assert_eq!((&*look.usual_region, &*look.marks), ("", " "));
    }
}
