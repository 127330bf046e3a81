//! How fast the program is, beside what a user would pick instead.
//!
//! `cargo bench --bench speed -- cold`, `warm`, `pages`, `listing`, `indexing`, `growth` or
//! `corpus`: each prints tables in Markdown, as they stand in `benches/speed.md`. Machines are noisy:
//! compare within one run.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a bench tells its figures"
)]
#![allow(
    unreachable_pub,
    reason = "nothing reaches into a program: `pub` is for its files"
)]

mod articles;
mod chart;
mod cold;
mod corpora;
mod eojeols;
mod floor;
mod from_disk;
mod growth;
mod indexing;
mod lexicon;
mod lindera_lines;
mod listing;
mod pages;
mod peers;
mod program;
mod questions;
mod samples;
mod shared_engine;
mod stopwatch;
mod terminal;
mod throughput;
mod warm;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use stopwatch::Stopwatch;

/// Measure how fast `digest` is, beside what a user would pick instead
#[derive(Parser)]
#[command(
    name = "speed",
    bin_name = "cargo bench --bench speed --",
    disable_help_subcommand = true
)]
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
    /// What a page of hits costs beside its ranking alone, over short and long articles
    Pages(Pages),
    /// What commands cost that list and count, and a key of the view
    Listing(Listing),
    /// From digest files to an index, beside the peers and segmentation alone
    Indexing(Common),
    /// How each cost grows from a thousand articles to a million; draws benches/growth.svg
    Growth(Growth),
    /// How many different words made texts hold, beside real ones
    Corpus {
        /// Texts to count beside them: .jsonl, .txt, or folders of .jsonl
        files: Vec<PathBuf>,
    },
    /// Start and measure processes: what this program does for itself
    #[command(name = Stopwatch::COMMAND, hide = true)]
    Stopwatch,
    /// Segment texts and do nothing else: what `indexing` measures beside
    #[command(name = SEGMENT, hide = true)]
    Segment { corpus: PathBuf },
}

const SEGMENT: &str = "segment";

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

#[derive(Args)]
struct Pages {
    /// How many characters each corpus has
    #[arg(long, value_name = "N", default_value_t = 4_000_000, value_parser = at_least_an_article)]
    characters: usize,

    /// How often each is measured
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,

    /// Leave out the programs of others
    #[arg(long)]
    no_peers: bool,
}

#[derive(Args)]
struct Listing {
    /// How many articles the commands list
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    articles: usize,

    /// How many articles the view searches
    #[arg(long, value_name = "N", default_value_t = 200_000)]
    view: usize,

    /// How often each command is measured
    #[arg(long, value_name = "N", default_value_t = 11, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

#[derive(Args)]
struct Growth {
    /// The most articles
    #[arg(long, value_name = "N", default_value_t = 1_000_000, value_parser = at_least_two_sizes)]
    up_to: usize,

    /// How often each search is measured
    #[arg(long, value_name = "N", default_value_t = 21, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

/// A line needs two points.
fn at_least_two_sizes(text: &str) -> Result<usize, String> {
    let number: usize = text.parse().map_err(|error| format!("{error}"))?;
    let least = growth::SIZES[1];
    if number < least {
        return Err(format!("growth shows from {least} articles on"));
    }
    Ok(number)
}

/// The longest articles need so many for some queries to be drawn.
fn at_least_an_article(text: &str) -> Result<usize, String> {
    let number: usize = text.parse().map_err(|error| format!("{error}"))?;
    let least = 2 * pages::LONGEST;
    if number < least {
        return Err(format!("pages need {least} characters or more"));
    }
    Ok(number)
}

fn main() {
    match Arguments::parse().what {
        What::Cold(common) => cold::run(&common.settings(15, 11), from_disk::print),
        What::Warm(common) => warm::run(&common.settings(5, 2), throughput::print),
        What::Pages(pages) => pages::run(&pages::Settings {
            characters: pages.characters,
            rounds: pages.rounds as usize,
            peers: has_peers(pages.no_peers),
        }),
        What::Listing(listing) => listing::run(&listing::Settings {
            articles: listing.articles,
            view: listing.view,
            rounds: listing.rounds as usize,
        }),
        What::Indexing(common) => indexing::run(&common.settings(3, 1)),
        What::Growth(Growth { up_to, rounds }) => growth::run(&growth::Settings {
            up_to,
            rounds: rounds as usize,
        }),
        What::Corpus { files } => eojeols::run(&files),
        What::Segment { corpus } => indexing::segment(&corpus),
        What::Stopwatch => stopwatch::serve().expect("a stopwatch"),
    }
}

/// From so many articles on a run is long enough to be repeated less often.
const LARGE: usize = 100_000;

/// What is measured, how often, and beside whom.
pub struct Settings {
    /// How many articles the made corpora have.
    pub sizes: Vec<usize>,
    /// How often each is measured, of small corpora and of large ones.
    rounds: [usize; 2],
    /// Whether the programs of others are measured too.
    pub peers: bool,
}

impl Settings {
    /// How often each is measured over so many articles.
    pub fn rounds(&self, articles: usize) -> usize {
        let [small, large] = self.rounds;
        if articles < LARGE { small } else { large }
    }
}

impl Common {
    fn settings(self, small: usize, large: usize) -> Settings {
        let rounds = self.rounds.map(|rounds| rounds as usize);
        Settings {
            rounds: [small, large].map(|default| rounds.unwrap_or(default)),
            peers: has_peers(self.no_peers),
            sizes: self.articles,
        }
    }
}

/// Whether the peers are measured; if not, that is told.
fn has_peers(are_left_out: bool) -> bool {
    if are_left_out {
        println!("The peers were left out (`--no-peers`).\n");
    } else {
        peers::install();
    }
    !are_left_out
}

/// How many threads there are to use.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
