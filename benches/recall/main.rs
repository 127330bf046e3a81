//! Whether what stands in a text is found: words in all their surroundings, each word
//! asked for alone.
//!
//! `cargo bench --bench recall` makes documents that hold one word each, and counts for
//! `digest` and its peers which of them the word misses and which of another word's it
//! finds. `benches/recall.md` has the figures and tells what they mean.

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

mod dictionary;
mod kinds;
mod lists;
mod programs;
mod score;
mod surroundings;

use clap::Parser;

use dictionary::Dictionary;
use kinds::Kind;
use programs::{Corpus, Program};
use score::Score;

/// Count which words are not found though they stand in the text, and which are found
/// where they do not
#[derive(Parser)]
#[command(name = "recall", bin_name = "cargo bench --bench recall --")]
struct Arguments {
    /// Leave out the programs of others
    #[arg(long)]
    no_peers: bool,

    /// Show so many words of each kind that digest finds least or most wrongly
    #[arg(long, value_name = "N", default_value_t = 0)]
    show: usize,

    /// Measure those kinds alone whose names hold this text
    #[arg(long, value_name = "TEXT", default_value = "")]
    kind: String,

    /// Draw other words than those of benches/recall.md
    #[arg(long, value_name = "N", default_value_t = kinds::SEED)]
    seed: u64,

    /// What `cargo bench` passes to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let arguments = Arguments::parse();
    let programs = if arguments.no_peers {
        println!("The peers were left out (`--no-peers`).\n");
        &Program::OURS[..]
    } else {
        programs::install();
        &Program::ALL[..]
    };
    let dictionary = Dictionary::read();
    let mut kinds = Kind::all(&dictionary, arguments.seed);
    kinds.retain(|kind| kind.name.contains(&arguments.kind));
    for kind in kinds {
        let corpus = Corpus::of(&kind);
        println!(
            "{}: {} words, {} documents\n",
            kind.name,
            kind.words.len(),
            kind.documents.len()
        );
        println!(
            "| | documents missed | by words | wrong full hits | by words | parts of compounds |"
        );
        println!("| --- | --- | --- | --- | --- | --- |");
        let mut worst = None;
        for &program in programs {
            let score = Score::of(&kind, &dictionary, &program.find(&kind, &corpus));
            let cells = score.cells().map(|cell| cell.to_string());
            println!("| {} | {} |", program.name(), cells.join(" | "));
            if program == Program::Digest {
                worst = Some(score);
            }
        }
        println!();
        if let Some(score) = worst.filter(|_| arguments.show > 0) {
            score.print_worst(&kind, arguments.show);
        }
    }
}
