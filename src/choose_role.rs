//! Which role of the assertion: the one that the target names, else the only one, else the person picks.

use std::collections::HashSet;

use crate::choices::Choices;
use crate::config::Wanted;
use crate::error::{Error, Result, Status};
use crate::role::{Aliases, Role};
use crate::target::{matching, suggest};
use crate::ui::{Question, Ui};

/// How many candidates a message lists.
const LISTED: usize = 20;

/// The roles that are meant: by every one of the targets.
pub fn candidates<'a>(roles: &'a [Role], wanted: &Wanted, aliases: &Aliases) -> Vec<&'a Role> {
    let mut left: Vec<&Role> = roles.iter().collect();
    for target in &wanted.targets {
        let meant: HashSet<&Role> = matching(target, roles, aliases).into_iter().collect();
        left.retain(|role| meant.contains(role));
    }
    left
}

/// The one of the candidates, or the person's pick among several. There is at least one.
///
/// # Errors
/// There are several and nobody is there to pick: status 5, with the candidates.
pub fn pick<'a>(
    mut left: Vec<&'a Role>,
    wanted: &Wanted,
    aliases: &Aliases,
    ui: &dyn Ui,
    choices: impl FnOnce() -> Choices,
) -> Result<&'a Role> {
    if let [only] = left.as_slice() {
        return Ok(only);
    }
    if let Some(why) = ui.absent() {
        return Err(several(&left, wanted, aliases, why));
    }
    let choices = choices();
    left.sort_by_key(|role| (choices.rank(role.arn()).unwrap_or(usize::MAX), *role));
    let question = Question { what: "Role".to_owned(), ways: "TARGET".to_owned(), key: None };
    Ok(left[ui.pick(&question, rows(&left, aliases))?])
}

/// The label, as a target is typed, then what is not in it: digits, or an alias that two accounts share. The filter
/// works on all of it.
fn rows(roles: &[&Role], aliases: &Aliases) -> Vec<String> {
    let labels: Vec<String> = roles.iter().map(|role| aliases.label(role)).collect();
    let width = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    let row = |(role, label): (&&Role, &String)| {
        let account = role.account();
        let more = if aliases.account_label(account) == account {
            aliases.alias_of(account).unwrap_or_default()
        } else {
            account
        };
        format!("{label:width$}  {more}").trim_end().to_owned()
    };
    roles.iter().zip(&labels).map(row).collect()
}

/// That no role is meant: status 5, with the nearest.
pub fn none(roles: &[Role], wanted: &Wanted, aliases: &Aliases) -> Error {
    let error = Error::new(Status::Role, format!("no role matches `{}`", wanted.text))
        .because(format!("none of the {} roles of this user does", roles.len()));
    match suggest(&wanted.text, roles, aliases) {
        Some(near) => error.hint(format!("did you mean `{near}`? ol-aws roles lists what there is")),
        None => error.hint("ol-aws roles lists what there is"),
    }
}

/// That several roles are meant, and nobody is there to pick: status 5, with the candidates.
pub fn several(left: &[&Role], wanted: &Wanted, aliases: &Aliases, why: &str) -> Error {
    let mut labels: Vec<String> = left.iter().take(LISTED).map(|role| aliases.label(role)).collect();
    if left.len() > LISTED {
        labels.push(format!("and {} more", left.len() - LISTED));
    }
    let what = if wanted.text.is_empty() {
        format!("no role is named, and there are {}", left.len())
    } else {
        format!("`{}` leaves {} roles", wanted.text, left.len())
    };
    Error::new(Status::Role, what)
        .because(format!("{why}, to pick one of: {}", labels.join(", ")))
        .hint("name one as ACCOUNT/ROLE; ol-aws roles lists what there is")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_label_digits_and_any_alias() {
        let arn = |account: &str, kind: &str| format!("arn:aws:iam::{account}:{kind}");
        let roles = [("111111111111", "Admin"), ("222222222222", "team/data/View"), ("333333333333", "View")];
        let roles = roles.map(|(account, name)| {
            Role::new(&arn(account, &format!("role/{name}")), &arn(account, "saml-provider/x")).unwrap()
        });
        let aliases = [("111111111111", "prod"), ("333333333333", "twin"), ("444444444444", "twin")];
        let rows = rows(&roles.iter().collect::<Vec<_>>(), &aliases.into_iter().collect());
        let expected = [
            "prod/Admin                   111111111111",
            "222222222222/team/data/View",
            "333333333333/View            twin",
        ];
        assert_eq!(rows, expected);
    }
}
