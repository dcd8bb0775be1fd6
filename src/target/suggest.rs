//! The nearest label to a text that named nothing: "did you mean".

use strsim::osa_distance;

use crate::role::{Aliases, Role};

/// Texts longer than this are no slip of the finger.
const LONGEST: usize = 128;

/// The label of the role whose label, name or account is nearest to the text, if one is near at all: one
/// slip in three letters, case aside.
pub fn suggest(text: &str, roles: &[Role], aliases: &Aliases) -> Option<String> {
    let text = text.trim().to_lowercase();
    let length = text.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let allowed = (length / 3).max(1);
    let distance = |name: &str| {
        let worth_a_look = name.chars().count().abs_diff(length) <= allowed;
        worth_a_look.then(|| osa_distance(&text, &name.to_lowercase())).filter(|&slips| slips <= allowed)
    };
    let nearest = |role: &Role| {
        let account = aliases.alias_of(role.account()).unwrap_or(role.account());
        let label = aliases.label(role);
        let digits_label = format!("{}/{}", role.account(), role.path_and_name());
        let short_label = format!("{account}/{}", role.name());
        [&label, &digits_label, &short_label, role.path_and_name(), role.name(), account]
            .into_iter()
            .filter_map(distance)
            .min()
            .map(|slips| (slips, label.clone()))
    };
    roles.iter().filter_map(nearest).min_by_key(|(slips, _)| *slips).map(|(_, label)| label)
}
