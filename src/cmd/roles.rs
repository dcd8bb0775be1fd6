//! `roles`: what the user may assume, as a table or as JSON.

use serde::Serialize;

use super::{setup, table};
use crate::cli::Roles;
use crate::error::{Error, Result, Status};
use crate::role::{Aliases, Role};
use crate::target::{Target, matching, suggest};
use crate::{flow, output};

/// One role of `--json`.
#[derive(Serialize)]
struct Row<'a> {
    account: &'a str,
    alias: Option<&'a str>,
    role: &'a str,
    path: &'a str,
    arn: &'a str,
    provider: &'a str,
}

/// # Errors
/// Whatever keeps the roles from being had; that none matches is one.
pub fn run(args: Roles) -> Result<()> {
    let glob = args.glob.as_deref().map(Target::parse).transpose()?;
    let run = setup::run(args.options, None)?;
    let aliases = &run.settings.aliases;
    let roles = flow::roles(&run)?;
    let mut left: Vec<&Role> = match &glob {
        Some(target) => matching(target, &roles, aliases),
        None => roles.iter().collect(),
    };
    if left.is_empty() {
        let text = args.glob.unwrap_or_default();
        let error = Error::new(Status::Role, format!("no role matches `{text}`"));
        return Err(match suggest(&text, &roles, aliases) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("ol-aws roles lists what there is"),
        });
    }
    if args.by_role {
        left.sort_by_key(|role| (role.name(), *role));
    }
    let text = if args.json { json(&left, aliases)? } else { text(&left, aliases) };
    output::answer(&text).map_err(|error| {
        Error::new(Status::Failure, "cannot write to stdout")
            .because(error)
            .hint("make room where stdout goes, or send it elsewhere")
    })
}

fn text(roles: &[&Role], aliases: &Aliases) -> String {
    let alias = |role: &Role| aliases.alias_of(role.account()).unwrap_or("-").to_owned();
    let rows: Vec<_> = roles
        .iter()
        .map(|role| [role.account().to_owned(), alias(role), role.path_and_name().to_owned()])
        .collect();
    table::render(["ACCOUNT", "ALIAS", "ROLE"], &rows)
}

fn json(roles: &[&Role], aliases: &Aliases) -> Result<String> {
    let rows = roles.iter().copied().map(|role| Row {
        account: role.account(),
        alias: aliases.alias_of(role.account()),
        role: role.name(),
        path: role.path(),
        arn: role.arn(),
        provider: role.provider(),
    });
    serde_json::to_string_pretty(&rows.collect::<Vec<_>>())
        .map(|text| text + "\n")
        .map_err(|error| Error::new(Status::Failure, "cannot write JSON").because(error))
}
