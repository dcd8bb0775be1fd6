//! `use` and `unset`: code that the shell integration evaluates, so that the role becomes part of the shell.
//!
//! `use` looks at the world as it is without the active role: that one is not meant where none is named, and its region
//! is not the person's. Only what goes back to the role before, or renews the active one by its label, takes that one
//! for active: so the profile that it came from counts as well, and the region is the one that it had.

use std::ffi::OsString;

use clap::ValueEnum as _;

use super::confirm;
use super::integration::{BENEATH, Look, MARKS, PREVIOUS, USUAL_REGION};
use super::setup::{self, About};
use crate::cli::Use;
use crate::config::{Key, Origin};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::handover::{Own, Values};
use crate::shell::{self, Change, Shell};
use crate::{flow, output};

/// The shell whose function calls us.
const SHELL: &str = "OL_AWS_SHELL";

/// # Errors
/// There is no integration, or no role to go back to, or whatever keeps a session from being had.
pub fn run(args: Use) -> Result<()> {
    let env = Env::current();
    let shell = integrated(&env, "use")?;
    let (active, previous) = (Place::active(&env), Place::previous(&env));
    let own = Own::of(&env);
    let mut env = own.without_role(env);
    let back = match args.target.as_deref() {
        Some("-") => Some(previous.as_ref().ok_or_else(|| {
            Error::usage("no other role was active in this shell").hint("name one: ol-aws use TARGET")
        })?),
        Some(target) => active.as_ref().filter(|active| active.label == target),
        None => None,
    };
    let about = match (back, args.target) {
        (Some(place), _) => place.as_active(&mut env, &own),
        (None, None) => About::Everything,
        (None, target) => About::Role(target),
    };
    let mut run = setup::run_in(env, args.options, about)?;
    let mut session = flow::session(&mut run, &confirm::before("Use, in this shell,"))?;
    let of_profile = matches!(run.settings.find(Key::Region), Some((_, Origin::Profile(_))));
    if of_profile && !own.region_by_hand && back.is_some_and(|place| place.region.is_empty()) {
        // It had none, although a profile that stands for it has.
        session.region = None;
    }

    let previous = [active, previous].into_iter().flatten().find(|place| place.label != session.label);
    let previous = previous.as_ref().map(Place::kept).unwrap_or_default();
    let look = Look::in_use(&run.settings, &session.account);
    let beneath = own.kept_beneath(&session);
    let values = Values::of(session);
    let mut changes = values.changes();
    changes.extend([
        Change::Keep(BENEATH, &beneath),
        Change::Keep(PREVIOUS, &previous),
        Change::Keep(USUAL_REGION, &look.usual_region),
        Change::Keep(MARKS, &look.marks),
    ]);
    output::answer(&shell.format().render(&changes)?)
}

/// A role that is or was active in this shell, and its region, which may be another than its profile's.
struct Place {
    label: String,
    /// Empty: it had none.
    region: String,
}

impl Place {
    fn active(env: &Env) -> Option<Self> {
        let region = env.get("AWS_REGION").or_else(|| env.get("AWS_DEFAULT_REGION")).unwrap_or_default();
        // No region has a space in it.
        let region = if region.contains(char::is_whitespace) { "" } else { region };
        Some(Self { label: env.get("OL_AWS_ROLE")?.to_owned(), region: region.to_owned() })
    }

    fn previous(env: &Env) -> Option<Self> {
        let (label, region) = env.get("OL_AWS_PREVIOUS")?.rsplit_once(' ')?;
        Some(Self { label: label.to_owned(), region: region.to_owned() })
    }

    /// As the shell keeps it, for [`Place::previous`].
    fn kept(&self) -> String {
        format!("{} {}", self.label, self.region)
    }

    /// The role that no target names, and no profile either, is the active one (contract §1). A region that was set
    /// by hand meanwhile counts before the one that it had.
    fn as_active(&self, env: &mut Env, own: &Own) -> About {
        env.set("OL_AWS_ROLE", &self.label);
        env.remove("OL_AWS_PROFILE");
        if !own.region_by_hand && !self.region.is_empty() {
            env.set("AWS_REGION", &self.region);
            env.set("AWS_DEFAULT_REGION", &self.region);
        }
        About::Role(None)
    }
}

/// # Errors
/// There is no integration.
pub fn unset() -> Result<()> {
    let env = Env::current();
    let shell = integrated(&env, "unset")?;
    let own = Own::of(&env);
    let previous = Place::active(&env).or_else(|| Place::previous(&env)).as_ref().map(Place::kept);
    let mut changes = own.changes();
    changes
        .extend([Change::Keep(BENEATH, ""), Change::Keep(PREVIOUS, previous.as_deref().unwrap_or_default())]);
    output::answer(&shell.format().render(&changes)?)
}

/// Whether the shell evaluates what is printed for this command line.
pub fn is_evaluated(words: &[OsString]) -> bool {
    std::env::var_os(SHELL).is_some_and(|shell| !shell.is_empty())
        && words.get(1).is_some_and(|word| word == "use" || word == "unset")
}

/// The shell, by its own word.
fn integrated(env: &Env, command: &str) -> Result<Shell> {
    let named = env.get(SHELL).and_then(|name| Shell::from_str(name, false).ok());
    named.ok_or_else(|| {
        let error = Error::usage(format!("`ol-aws {command}` needs the shell integration"))
            .because("a program cannot change the shell that called it");
        match Shell::of(shell::calling()) {
            Some(shell) => {
                let (line, file) = shell.start();
                error.hint(format!("add this line to {file}, and start a new shell: {line}"))
            }
            None => error.hint("ol-aws exec TARGET starts a shell with the role"),
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_kept_of_a_role_comes_back(label in "\\PC+", region in "[a-z0-9-]*") {
            let kept = Place { label: label.clone(), region: region.clone() }.kept();
            let env = [("OL_AWS_PREVIOUS".to_owned(), kept)].into_iter().collect();
            let back = Place::previous(&env).unwrap();
            prop_assert_eq!((back.label, back.region), (label, region));
        }
    }
}
