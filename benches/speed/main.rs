//! How fast the program is, beside what a user would pick instead.
//!
//! `cargo bench --bench speed -- cold`, `warm`, `indexing`, `growth` or `corpus`: each
//! prints tables in Markdown, as they stand in `benches/speed.md`. Machines are noisy:
//! compare within one run.

mod articles;
mod cold;
mod corpora;
mod floor;
mod lexicon;
mod lindera_lines;
mod peers;
mod program;
mod questions;
mod samples;
mod stopwatch;
mod warm;

use clap::{Args, Parser, Subcommand};

use stopwatch::Stopwatch;

/// Measure how fast `digest` is, beside what a user would pick instead
#[derive(Parser)]
#[command(name = "speed", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    what: What,

    /// What `cargo bench` passes to every bench
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

#[derive(Subcommand)]
enum What {
    /// A whole search process, beside the peers'
    Cold(Common),
    /// Queries in a process that stays, beside the peers'
    Warm(Common),
    /// Start and measure processes: what this program does for itself
    #[command(name = Stopwatch::COMMAND, hide = true)]
    Stopwatch,
}

#[derive(Args)]
struct Common {
    /// How many articles the made corpora have
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = [20_000, 200_000])]
    articles: Vec<usize>,

    /// How often each is measured
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    rounds: Option<u32>,

    /// Leave out the programs of others
    #[arg(long)]
    no_peers: bool,
}

fn main() {
    match Arguments::parse().what {
        What::Cold(common) => cold::run(&cold::Settings {
            rounds: common.rounds_or(21),
            peers: common.has_peers(),
            sizes: common.articles,
        }),
        What::Warm(common) => warm::run(&warm::Settings {
            rounds: common.rounds_or(5),
            peers: common.has_peers(),
            sizes: common.articles,
        }),
        What::Stopwatch => stopwatch::serve().expect("a stopwatch"),
    }
}

impl Common {
    fn rounds_or(&self, default: usize) -> usize {
        self.rounds.map_or(default, |rounds| rounds as usize)
    }

    /// Whether the peers are measured; if not, that is told.
    fn has_peers(&self) -> bool {
        if self.no_peers {
            println!("The peers were left out (`--no-peers`).\n");
        }
        !self.no_peers
    }
}

/// How many threads there are to use.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
