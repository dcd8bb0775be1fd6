//! This machine's clock against the services'.

use jiff::SignedDuration;

use super::report::Row;

/// AWS takes an assertion for five minutes, and a signature that is off by no more.
const FAILS: SignedDuration = SignedDuration::from_mins(5);
/// A clock that is kept right by the network is never off by this.
const WARNS: SignedDuration = SignedDuration::from_mins(1);

/// How far it is ahead of each service that told the time: the worst counts.
pub fn row(told: &[(&str, SignedDuration)]) -> Row {
    let Some((service, ahead)) = told.iter().max_by_key(|(_, ahead)| ahead.abs()) else {
        return Row::warn("clock", "not compared: no service told the time", "see to the network first");
    };
    let seconds = ahead.abs().as_secs();
    let side = if ahead.is_positive() { "ahead of" } else { "behind" };
    let remedy = "set the clock; on Linux: timedatectl set-ntp true";
    if ahead.abs() > FAILS {
        let detail = format!("{seconds} s {side} {service}'s: AWS refuses over 300 s");
        Row::fail("clock", detail, remedy)
    } else if ahead.abs() > WARNS {
        Row::warn("clock", format!("{seconds} s {side} {service}'s"), remedy)
    } else {
        let services: Vec<&str> = told.iter().map(|(service, _)| *service).collect();
        Row::ok("clock", format!("agrees with {}", services.join(" and ")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::State;
    use super::*;

    #[test]
    fn the_worst_difference_counts() {
        let seconds = SignedDuration::from_secs;
        for (told, state, says) in [
            (&[("A", seconds(1)), ("B", seconds(-60))][..], State::Ok, "agrees with A and B"),
            (&[("A", seconds(1)), ("B", seconds(-61))], State::Warn, "61 s behind B's"),
            (&[("A", seconds(300))], State::Warn, "300 s ahead of A's"),
            (&[("A", seconds(301)), ("B", seconds(0))], State::Fail, "301 s ahead of A's: AWS"),
            (&[], State::Warn, "not compared"),
        ] {
            let row = row(told);
            assert!(row.state == state && row.detail.starts_with(says), "{row:?}");
        }
    }
}
