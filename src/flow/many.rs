//! Many sessions from one assertion, fetched concurrently.

use std::collections::BTreeMap;

use futures_util::StreamExt as _;
use futures_util::stream;

use super::Run;
use super::work::{Work, redeem};
use crate::aws::{Sts, StsError};
use crate::choose_role::none;
use crate::config::Wanted;
use crate::error::{Error, Result};
use crate::role::Role;
use crate::session::Kept;
use crate::sign_in::settle;
use crate::target::{Target, matching};

/// How many exchanges are under way at a time: enough to hide the network's latency, few enough for AWS.
const AT_ONCE: usize = 24;

/// What became of one role.
pub struct Fetched {
    pub role: Role,
    /// None: a session that is still fresh was kept already.
    pub outcome: Option<Result<()>>,
}

/// Sees to it that fresh sessions are kept of all roles that a target matches, or without targets of all there are.
/// `told` hears how many there are to fetch, and then of each that is done.
///
/// # Errors
/// A target matches nothing, or there is no assertion to be had; that a role refuses is no error here.
pub fn fetch(run: &mut Run, targets: &[Target], told: &dyn Fn(usize, usize)) -> Result<Vec<Fetched>> {
    settle(&mut run.settings, run.ui.as_ref())?;
    let run = &*run;
    let kept = run.kept();
    if let Some(roles) = kept.roles()
        && let Ok(meant) = meant(run, targets, &roles)
        && meant.iter().all(|role| is_fresh(run, &kept, role))
    {
        return Ok(meant.into_iter().map(|role| Fetched { role, outcome: None }).collect());
    }
    Work::go(run, &kept, async |work| {
        let roles = work.assertion().await?.some_roles()?.to_vec();
        let (fresh, missing): (Vec<_>, Vec<_>) =
            meant(run, targets, &roles)?.into_iter().partition(|role| is_fresh(run, &kept, role));
        let mut all: Vec<Fetched> = fresh.into_iter().map(|role| Fetched { role, outcome: None }).collect();
        all.extend(exchange(work, missing, told).await?);
        all.sort_by(|a, b| a.role.cmp(&b.role));
        Ok(all)
    })
}

fn meant(run: &Run, targets: &[Target], roles: &[Role]) -> Result<Vec<Role>> {
    let aliases = &run.settings.aliases;
    let mut meant = if targets.is_empty() { roles.to_vec() } else { Vec::new() };
    for target in targets {
        let matching = matching(target, roles, aliases);
        if matching.is_empty() {
            let wanted = Wanted { targets: vec![target.clone()], text: target.to_string() };
            return Err(none(roles, &wanted, aliases));
        }
        meant.extend(matching.into_iter().cloned());
    }
    meant.sort();
    meant.dedup();
    Ok(meant)
}

fn is_fresh(run: &Run, kept: &Kept<'_>, role: &Role) -> bool {
    let found = kept.session(&run.session_id(role.account(), role.path_and_name()));
    !run.force && found.is_some_and(|found| found.is_fresh(run.settings.min_ttl()))
}

async fn exchange(
    work: &mut Work<'_>,
    roles: Vec<Role>,
    told: &dyn Fn(usize, usize),
) -> Result<Vec<Fetched>> {
    let mut partitions: BTreeMap<String, Sts> = BTreeMap::new();
    for role in &roles {
        if !partitions.contains_key(role.partition()) {
            partitions.insert(role.partition().to_owned(), work.sts(role).await);
        }
    }
    let mut redeemed = redeem_all(work, &partitions, roles, told).await?;
    let expired =
        |(_, outcome): &(Role, Outcome)| outcome.as_ref().is_err_and(StsError::is_expired_assertion);
    if redeemed.iter().any(expired) && work.discard_kept() {
        let again = redeemed.extract_if(.., |redeemed| expired(redeemed)).map(|(role, _)| role).collect();
        redeemed.extend(redeem_all(work, &partitions, again, told).await?);
    }
    let fetched =
        |(role, outcome): (Role, Outcome)| Fetched { role, outcome: Some(outcome.map_err(Error::from)) };
    Ok(redeemed.into_iter().map(fetched).collect())
}

type Outcome = std::result::Result<(), StsError>;

/// One assertion for all of them, a few at a time.
async fn redeem_all(
    work: &mut Work<'_>,
    partitions: &BTreeMap<String, Sts>,
    roles: Vec<Role>,
    told: &dyn Fn(usize, usize),
) -> Result<Vec<(Role, Outcome)>> {
    let (run, kept) = (work.run, work.kept);
    let assertion = work.assertion().await?;
    let total = roles.len();
    told(0, total);
    let one = |role: Role| async move {
        let outcome =
            redeem(run, kept, &partitions[role.partition()], &role, assertion).await.map(|credentials| {
                let id = run.session_id(role.account(), role.path_and_name());
                kept.keep_session(&id, &role, &credentials);
            });
        (role, outcome)
    };
    let mut under_way = stream::iter(roles.into_iter().map(one)).buffer_unordered(AT_ONCE);
    let mut done = Vec::with_capacity(total);
    while let Some(redeemed) = under_way.next().await {
        done.push(redeemed);
        told(done.len(), total);
    }
    Ok(done)
}
