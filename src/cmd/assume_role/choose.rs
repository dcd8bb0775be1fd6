//! Which role and which region, by the Python tool's rules: account and role in full, the only one, else the person's.

use crate::choose_role::{candidates, none, several};
use crate::config::Key;
use crate::error::{Result, Status};
use crate::flow::Run;
use crate::output;
use crate::role::Role;
use crate::sign_in::valid;
use crate::ui::Question;

/// Where nobody says another.
const REGION: &str = "us-west-2";
/// A dash is the Python tool's word for it.
pub fn or_default(region: &str) -> String {
    if region == "-" { REGION } else { region }.to_owned()
}

/// The region that is set, else the person's; where nobody answers, the default.
///
/// # Errors
/// Ctrl-C.
pub fn region(run: &Run) -> Result<String> {
    if let Some(region) = run.settings.region() {
        return Ok(region.to_owned());
    }
    let question =
        Question { what: "AWS Region".to_owned(), ways: "--aws-region".to_owned(), key: Some(Key::Region) };
    valid(Key::Region, || match run.ui.text_or(&question, REGION) {
        Err(error) if error.status == Status::Ask => Ok(REGION.to_owned()),
        answer => answer.map(|region| or_default(&region)),
    })
}

/// The role that is named, the only one, else the person's. Where a first choice leaves none, the person has all.
///
/// # Errors
/// None is meant or several are, and nobody is there to choose: status 5; or Ctrl-C.
pub fn choose(run: &Run, roles: &[Role], by_role: bool, first: bool) -> Result<Role> {
    let (settings, ui) = (&run.settings, run.ui.as_ref());
    let aliases = &settings.aliases;
    let is_named = first && !settings.wanted.targets.is_empty();
    let left = if is_named { candidates(roles, &settings.wanted, aliases) } else { Vec::new() };
    if let [only] = roles {
        if is_named && left.is_empty() {
            output::warn(&format!("`{}` is not the one role there is: {}", settings.wanted.text, only.arn()));
        }
        return Ok(only.clone());
    }
    // Account and role, in full: else the person chooses, with what was named marked.
    let both = settings.text(Key::Account).zip(settings.text(Key::Role)).filter(|_| is_named);
    if let Some((account, name)) = both {
        let account = aliases.id_of(account).unwrap_or(account);
        let is_it = |role: &&Role| role.account() == account && role.path_and_name() == name;
        if let Some(role) = roles.iter().find(is_it) {
            return Ok(role.clone());
        }
    }
    if is_named && left.is_empty() && ui.present() {
        output::warn(&none(roles, &settings.wanted, aliases).in_a_line());
    }
    let mut all: Vec<&Role> = roles.iter().collect();
    if by_role {
        all.sort_by_key(|role| (role.path_and_name(), role.account()));
    } else {
        all.sort_by_key(|role| (role.account(), role.path_and_name()));
    }
    let row = |role: &&Role| {
        let mark = if left.contains(role) { " *" } else { "" };
        match aliases.alias_of(role.account()) {
            Some(alias) => format!("{} (Account: {} - {alias}){mark}", role.path_and_name(), role.account()),
            None => format!("{} (Account {}){mark}", role.path_and_name(), role.account()),
        }
    };
    let rows = all.iter().map(row).collect();
    let question = Question {
        what: "AWS Role".to_owned(),
        ways: "--aws-account-id and --aws-role-name".to_owned(),
        key: None,
    };
    match ui.pick(&question, rows) {
        Ok(picked) => Ok(all[picked].clone()),
        Err(error) if error.status == Status::Ask => {
            let why = error.because.unwrap_or_default();
            match left.as_slice() {
                [only] => Ok((*only).clone()),
                [] if is_named => Err(none(roles, &settings.wanted, aliases)),
                [] => Err(several(&all, &settings.wanted, aliases, &why)),
                left => Err(several(left, &settings.wanted, aliases, &why)),
            }
        }
        Err(error) => Err(error),
    }
}
