//! `roles`: what the user may assume, as a table or as JSON.

use serde::Serialize;

use super::setup::{self, About};
use super::table;
use crate::choose_role::none;
use crate::cli::Roles;
use crate::config::Wanted;
use crate::error::Result;
use crate::role::{Aliases, Role};
use crate::target::{Target, matching};
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
    let mut run = setup::run(args.options, About::Everything)?;
    let roles = flow::roles(&mut run, args.refresh)?;
    let aliases = &run.settings.aliases;
    let mut left = meant(&roles, glob, aliases)?;
    if args.by_role {
        left.sort_by_key(|role| (role.name(), *role));
    }
    let text = if args.json { json(&left, aliases)? } else { text(&left, aliases) };
    output::answer(&text)
}

/// The roles that a glob leaves; without one, all.
///
/// # Errors
/// It leaves none.
pub fn meant<'r>(roles: &'r [Role], glob: Option<Target>, aliases: &Aliases) -> Result<Vec<&'r Role>> {
    let Some(target) = glob else { return Ok(roles.iter().collect()) };
    let left = matching(&target, roles, aliases);
    if left.is_empty() {
        let wanted = Wanted { text: target.to_string(), targets: vec![target] };
        return Err(none(roles, &wanted, aliases));
    }
    Ok(left)
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
    output::json(&rows.collect::<Vec<_>>())
}
