//! How long programs take, start to end, as whoever calls them waits.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Result;

/// One run; it must succeed.
pub fn time(command: &mut Command) -> Result<Duration> {
    let began = Instant::now();
    let status = command.status()?;
    let took = began.elapsed();
    if !status.success() {
        let told = command.stderr(Stdio::piped()).output()?;
        let (told, program) = (String::from_utf8_lossy(&told.stderr), command.get_program().display());
        return Err(format!("{program} {:?}: {status}\n{told}", command.get_args()).into());
    }
    Ok(took)
}

/// The times of several runs.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn of(times: usize, mut run: impl FnMut() -> Result<Duration>) -> Result<Self> {
        (0..times).map(|_| run()).collect::<Result<_>>().map(Self)
    }

    pub fn median(&self) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted[sorted.len() / 2]
    }

    pub fn min(&self) -> Duration {
        self.0.iter().min().copied().unwrap_or_default()
    }
}

/// Runs of all commands by turns, so that whatever else the machine does slows all alike.
pub fn interleaved<const N: usize>(times: usize, mut commands: [Command; N]) -> Result<[Times; N]> {
    let mut all = [const { Times(Vec::new()) }; N];
    for _ in 0..times {
        for (command, taken) in commands.iter_mut().zip(&mut all) {
            taken.0.push(time(command)?);
        }
    }
    Ok(all)
}
