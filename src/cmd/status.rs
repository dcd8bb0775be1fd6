//! `status`: the sessions that are kept. Never signs in, never asks.

use serde::Serialize;

use super::setup::{self, About};
use super::table;
use crate::aws::partition;
use crate::cli::Status as Args;
use crate::error::{Error, Result, Status};
use crate::flow::{self, Run};
use crate::output;
use crate::session::{KeptSession, Kind, left};

/// One session of `--json`.
#[derive(Serialize)]
struct Row {
    target: String,
    account: String,
    role: String,
    region: Option<String>,
    /// RFC 3339, UTC.
    expires_at: String,
    seconds_left: u64,
    active: bool,
    /// It has a session policy.
    #[serde(skip)]
    narrowed: bool,
}

/// # Errors
/// A target is named and no session of it is kept: status 1.
pub fn run(args: Args) -> Result<()> {
    let named = args.target.clone();
    let about = args.target.map_or(About::Everything, |target| About::Role(Some(target)));
    let run = setup::run(args.options, about)?;
    let rows: Vec<Row> = match &named {
        Some(target) => {
            let kept = flow::kept_session(&run)?.ok_or_else(|| {
                Error::new(Status::Failure, format!("no session of `{target}` is kept"))
                    .hint(format!("ol-aws login {}", shell_words::quote(target)))
            })?;
            vec![row(&run, &kept)]
        }
        None => all(&run),
    };
    output::answer(&if args.json { output::json(&rows)? } else { text(&rows) })
}

fn all(run: &Run) -> Vec<Row> {
    let kept: Vec<KeptSession> = run.store.as_ref().map(|store| store.all(Kind::Session)).unwrap_or_default();
    let mut kept: Vec<KeptSession> =
        kept.into_iter().filter(|kept| !left(kept.expires_at).is_zero()).collect();
    kept.sort_by(|a, b| a.role.cmp(&b.role).then(a.expires_at.cmp(&b.expires_at)));
    kept.iter().map(|kept| row(run, kept)).collect()
}

fn row(run: &Run, kept: &KeptSession) -> Row {
    let target = run.settings.aliases.label(&kept.role);
    let expires_at = kept.expires_at.as_second().to_string();
    let is = |variable, value: &str| run.env.get(variable) == Some(value);
    Row {
        active: is("OL_AWS_ROLE", &target) && is("OL_AWS_EXPIRES_AT", &expires_at),
        account: kept.role.account().to_owned(),
        role: kept.role.path_and_name().to_owned(),
        region: run
            .settings
            .region()
            .map(|region| partition::region_for(kept.role.partition(), Some(region)).0),
        expires_at: kept.expires_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        seconds_left: left(kept.expires_at).as_secs(),
        narrowed: kept.narrowed,
        target,
    }
}

fn text(rows: &[Row]) -> String {
    let cells = |row: &Row| {
        [
            if row.active { "*" } else { "" }.to_owned(),
            format!("{}{}", row.target, if row.narrowed { " (narrowed)" } else { "" }),
            row.region.clone().unwrap_or_else(|| "-".to_owned()),
            time_left(row.seconds_left),
        ]
    };
    table::render(["", "TARGET", "REGION", "LEFT"], &rows.iter().map(cells).collect::<Vec<_>>())
}

fn time_left(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => "under 1m".to_owned(),
        (0, minutes) => format!("{minutes}m"),
        (hours, minutes) => format!("{hours}h{minutes:02}m"),
    }
}
