//! How fast digest files become an index, beside the peers and beside plain segmentation.
//!
//! Each is measured in turn, round by round, from files to an index that can be searched.

use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::cores;
use super::corpora::{Corpus, temporary_folder};
use super::lindera_lines::count_morphemes;
use super::peers::Peer;
use super::program::Digest;
use super::samples::{
    NOTHING, Samples, Table, grouped, mib, seconds_of, three_digits, times, verdict,
};
use super::stopwatch::{Run, Stopwatch, Task};

/// What all cores shall do beside all of Lucene's, and beside plain segmentation in one
/// thread, in documents a second.
const AIM_LUCENE: f64 = 2.0;
const AIM_LINDERA: f64 = 0.5;

/// Who indexes, with how many threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Indexer {
    Digest(usize),
    Peer(Peer, usize),
    /// The segmentation alone: what no index can be made without.
    Lindera,
}

/// One run of an indexer.
struct Indexed {
    seconds: f64,
    process: Run,
    /// None where nothing is kept.
    index_bytes: Option<u64>,
}

/// What the process that only segments tells.
#[derive(Serialize, Deserialize)]
struct Segmented {
    seconds: f64,
    morphemes: usize,
}

pub fn run(settings: &super::Settings) {
    let mut stopwatch = Stopwatch::start();
    for size in &settings.sizes {
        let indexers = indexers(settings.peers, *size);
        let corpus = Corpus::made(*size);
        let mut runs: Vec<(Indexer, Vec<Indexed>)> = indexers
            .iter()
            .map(|&indexer| (indexer, Vec::new()))
            .collect();
        let rounds = settings.rounds(*size);
        for round in 1..=rounds {
            for (indexer, runs) in &mut runs {
                eprintln!("round {round}: {} …", indexer.name());
                runs.push(indexer.index(&mut stopwatch, &corpus));
            }
        }
        println!(
            "\n### {} articles\n\n{} MB of text, {} bytes an article; rounds: {}, medians; {} cores\n",
            grouped(*size as u64),
            three_digits(corpus.text_bytes as f64 / 1e6),
            corpus.text_bytes / *size as u64,
            rounds,
            cores()
        );
        print_tables(&corpus, &runs);
        print_aims(&runs);
    }
}

/// What the hidden subcommand does: segments all texts of a corpus, line by line.
pub fn segment(corpus: &std::path::Path) {
    let texts: Vec<String> = Corpus::at(corpus)
        .articles()
        .flat_map(|article| [article.title, article.body])
        .collect();
    let started = Instant::now();
    let morphemes = count_morphemes(texts.iter().map(String::as_str));
    let seconds = seconds_of(started.elapsed());
    let segmented = Segmented { seconds, morphemes };
    println!("{}", serde_json::to_string(&segmented).expect("a report"));
}

/// Who indexes so many articles: of large corpora, what could use all cores and does not is
/// left out, since it tells no more than of small ones and takes longest.
fn indexers(peers: bool, articles: usize) -> Vec<Indexer> {
    let all = cores();
    let with_one = articles < super::LARGE;
    let mut indexers = vec![Indexer::Digest(all)];
    if with_one {
        indexers.push(Indexer::Digest(1));
    }
    indexers.push(Indexer::Lindera);
    if peers {
        for peer in Peer::ALL {
            if with_one || !peer.has_threads() {
                indexers.push(Indexer::Peer(peer, 1));
            }
            if peer.has_threads() {
                indexers.push(Indexer::Peer(peer, all));
            }
        }
    }
    indexers.dedup();
    indexers
}

impl Indexer {
    fn name(self) -> String {
        let threads = |threads| match threads {
            1 => "1 thread".to_owned(),
            threads => format!("{threads} threads"),
        };
        match self {
            Indexer::Digest(count) => format!("digest, {}", threads(count)),
            Indexer::Peer(peer, count) if peer.has_threads() => {
                format!("{}, {}", peer.name(), threads(count))
            }
            Indexer::Peer(peer, _) => peer.name().to_owned(),
            Indexer::Lindera => "lindera alone, 1 thread".to_owned(),
        }
    }

    fn index(self, stopwatch: &mut Stopwatch, corpus: &Corpus) -> Indexed {
        match self {
            Indexer::Digest(threads) => {
                let (digest, process) = Digest::index(stopwatch, corpus, Some(threads));
                Indexed {
                    // A published generation is there when the process ends.
                    seconds: seconds_of(process.wall),
                    process,
                    index_bytes: Some(digest.index_bytes()),
                }
            }
            Indexer::Peer(peer, threads) => {
                let folder = temporary_folder();
                let index = folder.path().join("index");
                let (report, process) = peer.index(stopwatch, &corpus.folder, &index, threads);
                assert_eq!(report.documents, corpus.documents, "{}", peer.name());
                Indexed {
                    seconds: report.seconds,
                    process,
                    index_bytes: Some(report.index_bytes),
                }
            }
            Indexer::Lindera => {
                let program = std::env::current_exe().expect("this program");
                let argv = [program.as_path(), super::SEGMENT.as_ref(), &corpus.folder];
                let argv = argv.map(|part| part.to_str().expect("a path in UTF-8"));
                let process = stopwatch.run(&Task::new(argv).with_memory());
                let segmented: Segmented = serde_json::from_str(&process.output).expect("a report");
                assert!(segmented.morphemes > corpus.documents);
                Indexed {
                    seconds: segmented.seconds,
                    process,
                    index_bytes: None,
                }
            }
        }
    }
}

fn median(runs: &[Indexed], measure: impl Fn(&Indexed) -> f64) -> f64 {
    runs.iter().map(measure).collect::<Samples>().median()
}

fn seconds(runs: &[Indexed]) -> f64 {
    median(runs, |run| run.seconds)
}

fn print_tables(corpus: &Corpus, runs: &[(Indexer, Vec<Indexed>)]) {
    let own: Vec<_> = runs
        .iter()
        .filter(|(indexer, _)| matches!(indexer, Indexer::Digest(_)))
        .collect();
    let mut heads = vec!["Documents a second, of those of …".to_owned()];
    heads.extend(own.iter().map(|(indexer, _)| indexer.name()));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut ratios = Table::new(&heads);
    let mut details = Table::new(&[
        "",
        "documents a second",
        "MB of text a second",
        "seconds",
        "of processors",
        "peak MiB",
        "of its own",
        "index of text",
    ]);
    for (indexer, of_it) in runs {
        let ratio = own
            .iter()
            .map(|(_, own)| times(seconds(of_it), seconds(own)));
        ratios.row([indexer.name()].into_iter().chain(ratio));
        let wall = seconds(of_it);
        let index = median(of_it, |run| run.index_bytes.unwrap_or(0) as f64);
        details.row([
            indexer.name(),
            grouped((corpus.documents as f64 / wall) as u64),
            three_digits(corpus.text_bytes as f64 / 1e6 / wall),
            three_digits(wall),
            three_digits(median(of_it, |run| {
                seconds_of(run.process.user + run.process.system)
            })),
            mib(median(of_it, |run| run.process.peak_bytes as f64)),
            mib(median(of_it, |run| run.process.own_bytes as f64)),
            if index > 0.0 {
                times(index, corpus.text_bytes as f64)
            } else {
                NOTHING.to_owned()
            },
        ]);
    }
    println!("{ratios}\n{details}");
}

fn print_aims(runs: &[(Indexer, Vec<Indexed>)]) {
    // The first is the program with all cores.
    let (_, own) = &runs[0];
    for (indexer, of_it) in &runs[1..] {
        let ratio = seconds(of_it) / seconds(own);
        let aim = match indexer {
            Indexer::Peer(Peer::Lucene, threads) if *threads == cores() => AIM_LUCENE,
            Indexer::Lindera => AIM_LINDERA,
            Indexer::Digest(_) | Indexer::Peer(..) => continue,
        };
        println!(
            "- {ratio:.2} times the documents a second of {}; the aim, at least {aim}, is {}.",
            indexer.name(),
            verdict(ratio >= aim)
        );
    }
}
