//! The flags that bound a search, and what they come to beside the configuration.

use std::time::Duration;

use clap::Args;
use clap::builder::RangedU64ValueParser;

use crate::language::{Message, messages};
use crate::search::Bounds;

/// The memory that may be said, in MiB.
pub(in crate::cli) const SEARCH_MEMORY_MIB: std::ops::RangeInclusive<u64> = 1..=1 << 20;

/// What a search may take
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Bounds")]
pub(in crate::cli) struct BoundArgs {
    /// How long a search may take until its hits are known; then it is stopped, with an error
    /// [default: 120]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,

    /// How much memory the lists of one search may take; beyond it is stopped, with an error
    /// [default: 1024]
    #[arg(
        long,
        value_name = "MIB",
        value_parser = RangedU64ValueParser::<usize>::new().range(SEARCH_MEMORY_MIB)
    )]
    search_memory: Option<usize>,
}

impl BoundArgs {
    /// What the flags say, and where they say nothing the settings.
    pub(in crate::cli) fn or(&self, settings: Bounds) -> Bounds {
        let memory = self.search_memory.map(|mib| mib << 20);
        Bounds {
            time: self.timeout.unwrap_or(settings.time),
            memory_bytes: memory.unwrap_or(settings.memory_bytes),
        }
    }
}

/// Seconds as they are typed, with a fraction or not.
pub(in crate::cli) fn seconds(text: &str) -> Result<Duration, Message> {
    let wrong = || messages::command::write_seconds();
    let seconds: f64 = text.parse().map_err(|_| wrong())?;
    let duration = Duration::try_from_secs_f64(seconds).map_err(|_| wrong())?;
    (!duration.is_zero()).then_some(duration).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_more_than_none() {
        assert_eq!(seconds("10"), Ok(Duration::from_secs(10)));
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for text in ["", "0", "-1", "1s", "NaN", "inf", "1e300", "1e-30"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
