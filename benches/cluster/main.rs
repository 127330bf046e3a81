//! What an index on a cluster costs, beside nori's on the same cluster and a folder.
//!
//! `cargo bench --bench cluster` starts three nodes on this machine, indexes the same made
//! articles in each, and prints tables in Markdown, as they stand in `benches/cluster.md`.
//! Machines are noisy: compare within one run.

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

mod asked;
mod disk;
mod folder;
mod machine;
mod night;
mod nori;
mod ours;
mod same;
mod searches;

#[allow(dead_code, reason = "the speed bench uses more of them")]
#[path = "../speed/articles.rs"]
mod articles;
#[allow(dead_code, reason = "the speed bench uses more of them")]
#[path = "../speed/corpora.rs"]
mod corpora;
#[allow(dead_code, reason = "the bench of relevance uses more of them")]
#[path = "../relevance/figures.rs"]
mod figures;
#[allow(dead_code, reason = "tests use more of it")]
#[path = "../../tests/cluster/http.rs"]
mod http;
#[allow(dead_code, reason = "the speed bench uses more of them")]
#[path = "../speed/lexicon.rs"]
mod lexicon;
#[allow(dead_code, reason = "tests use more of them")]
#[path = "../../tests/cluster/nodes.rs"]
mod nodes;
#[allow(dead_code, reason = "the speed bench uses more of them")]
#[path = "../speed/questions.rs"]
mod questions;
#[allow(dead_code, reason = "the speed bench uses more of them")]
#[path = "../speed/samples.rs"]
mod samples;

#[path = "../relevance/sets.rs"]
mod sets;
#[path = "../../tests/cluster/told.rs"]
mod told;

/// What the nodes of the tests ask for.
mod util {
    use std::path::Path;

    pub fn project() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }
}

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use digest::cluster::{Client, ClientOptions, ClusterAddress, Credentials, Spread};

use articles::Shape;
use corpora::{Corpus, lexicon, temporary_folder};
use disk::Disk;
use folder::Folder;
use machine::{Phase, load};
use nodes::Nodes;
use nori::Nori;
use ours::Ours;
use questions::Questioner;
use samples::{NOTHING, Table, grouped, mib, three_digits, times};
use searches::Searches;

/// How many characters an article has, about, where nobody says.
const ARTICLE_CHARS: usize = 1_500;

/// How many nodes the cluster has.
const NODES: usize = 3;

/// How long the nodes may take over an answer.
const PATIENCE: Duration = Duration::from_secs(600);

/// Measure an index on a cluster, beside nori's on the same cluster and a folder
#[derive(Parser)]
#[command(name = "cluster", bin_name = "cargo bench --bench cluster --")]
struct Arguments {
    /// How many articles are indexed
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = enough_articles)]
    articles: usize,

    /// Measure these alone
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_enum)]
    only: Vec<What>,

    /// How often each search is measured
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,

    /// How many queries of each kind are asked, 40 at most
    #[arg(long, value_name = "N", default_value_t = questions::OF_A_KIND)]
    queries: usize,

    /// In how many shards each index lies
    #[arg(long, value_name = "N", default_value_t = 3)]
    shards: u32,

    /// How many copies each shard has beside itself
    #[arg(long, value_name = "N", default_value_t = 1)]
    replicas: u32,

    /// The heap of each node, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 1_024)]
    heap: u32,

    /// Tell what the indexes on the cluster take once they are merged, and packed well
    #[arg(long)]
    packed: bool,

    /// Compare the answers to retrieval sets on the cluster with those in a folder, and measure
    /// nothing else: the sets of ../shared/relevance, or of the folder DIGEST_RELEVANCE
    #[arg(long)]
    sets: bool,

    /// How many characters an article has, about
    #[arg(long, value_name = "N", default_value_t = ARTICLE_CHARS)]
    chars: usize,

    /// What `cargo bench` passes to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

/// Who is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// This program's index on the cluster
    Digest,
    /// An index whose texts nori cuts, on the same cluster
    Nori,
    /// This program's index in a folder
    Folder,
}

/// Some queries could not be drawn of fewer.
fn enough_articles(text: &str) -> Result<usize, String> {
    let number: usize = text.parse().map_err(|error| format!("{error}"))?;
    if number < 100 {
        return Err("100 articles are needed, for queries to be drawn of them".to_owned());
    }
    Ok(number)
}

impl Arguments {
    fn has(&self, what: What) -> bool {
        self.only.is_empty() || self.only.contains(&what)
    }
}

fn main() {
    let arguments = Arguments::parse();
    assert!(
        arguments.has(What::Digest) || arguments.has(What::Folder),
        "queries are drawn with an index of this program: take `digest` or `folder` as well"
    );
    let spread = Spread {
        shards: arguments.shards,
        replicas: arguments.replicas,
    };
    let heap = arguments.heap;
    let options = vec![
        format!("-Xms{heap}m"),
        format!("-Xmx{heap}m"),
        "-XX:+UseG1GC".to_owned(),
    ];
    if arguments.sets {
        let nodes = Nodes::start_with(NODES, options).expect("nodes (see above)");
        same::print(&nodes, spread);
        return;
    }
    let corpus = Corpus::made_of(Shape::Long(arguments.chars), arguments.articles);
    let nodes = Nodes::start_with(NODES, options).expect("nodes (see above)");
    let client = client(&nodes, "digests");
    print_surroundings(&arguments, &corpus);

    // The jobs read the corpus under another name, where a night can add to it.
    let place = linked(&corpus);
    let ids = nodes.process_ids();
    let mut rows = Vec::new();
    let ours = arguments.has(What::Digest).then(|| {
        eprintln!("digest, on the cluster: indexing …");
        let ours = Ours::new(&client, spread);
        let (_, phase) = ours.index(place.path(), &ids);
        let disk = Disk::of_index(&client, &ours.generation());
        rows.push(Row {
            who: searches::OURS,
            phase,
            disk: Some(disk),
            bytes: None,
        });
        ours
    });
    let nori = arguments.has(What::Nori).then(|| {
        eprintln!("nori, on the cluster: indexing …");
        let (nori, phase) = Nori::index(&client, spread, &corpus, &ids);
        let disk = Disk::of_index(&client, nori::INDEX);
        rows.push(Row {
            who: searches::NORI,
            phase,
            disk: Some(disk),
            bytes: None,
        });
        nori
    });
    let folder = arguments.has(What::Folder).then(|| {
        eprintln!("digest, in a folder: indexing …");
        let (folder, phase) = Folder::index(place.path(), &ids);
        rows.push(Row {
            who: searches::FOLDER,
            phase,
            disk: None,
            bytes: Some(folder.bytes()),
        });
        folder
    });
    print_indexing(&corpus, &rows);
    if let Some(ours) = &ours {
        ours.print_files();
    }

    if arguments.packed {
        eprintln!("packing …");
        print_packed(
            &client,
            &corpus,
            ours.as_ref().map(Ours::generation),
            nori.as_ref(),
        );
    }

    eprintln!("drawing queries …");
    if folder.is_none() {
        // They are drawn on the cluster, which would refuse some.
        searches::take_larger_queries(&client);
    }
    let lexicon = lexicon();
    let questions = {
        let engine = match (&folder, &ours) {
            (Some(folder), _) => folder.engine(),
            (None, Some(ours)) => ours.engine(),
            (None, None) => unreachable!("one of them is measured"),
        };
        Questioner::new(&lexicon, &corpus, &engine).all()
    };
    let searches = Searches {
        client: &client,
        ours: ours.as_ref(),
        nori: nori.as_ref(),
        folder: folder.as_ref(),
        nodes: &ids,
    };
    searches.print(&questions, arguments.queries, arguments.rounds);
    if let Some(ours) = &ours {
        eprintln!("a night …");
        night::print(ours, &lexicon, place.path(), &ids);
    }
    println!("Load of the machine at the end: {}", load());
}

fn print_packed(client: &Client, corpus: &Corpus, generation: Option<String>, nori: Option<&Nori>) {
    let mut table = Table::new(&[
        "One segment a shard",
        "on disk, MiB",
        "stored rows, MiB",
        "bytes for an article",
    ]);
    let ours = generation.map(|generation| (searches::OURS, generation));
    let nori = nori.map(|_| (searches::NORI, nori::INDEX.to_owned()));
    for (who, index) in ours.into_iter().chain(nori) {
        for (how, disk) in disk::packed(client, &index) {
            table.row([
                format!("{who}, {how}"),
                mib(disk.bytes as f64),
                mib(disk.kinds.get(disk::ROWS).copied().unwrap_or(0) as f64),
                grouped(disk.bytes / corpus.documents as u64),
            ]);
        }
    }
    println!("{table}");
}

/// A client of the index `name` on the nodes.
fn client(nodes: &Nodes, name: &str) -> Arc<Client> {
    let address = format!("{}/{name}", nodes.url(0));
    let address = ClusterAddress::parse(&address).expect("an address");
    let address = address.expect("an address of a cluster");
    // The nodes and the bench share a machine, which others may use as well.
    let options = ClientOptions {
        time: PATIENCE,
        lines_time: PATIENCE,
        ..ClientOptions::default()
    };
    let client = Client::new(&address, &Credentials::none(), options);
    Arc::new(client.expect("a client"))
}

/// The digest files of a corpus in another folder, which shares them.
fn linked(corpus: &Corpus) -> tempfile::TempDir {
    let place = temporary_folder();
    for file in corpus.files() {
        let name = file.file_name().expect("a digest file");
        fs::hard_link(&file, place.path().join(name)).expect("a folder on the same disk");
    }
    place
}

fn print_surroundings(arguments: &Arguments, corpus: &Corpus) {
    let Arguments {
        shards,
        replicas,
        heap,
        ..
    } = arguments;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!(
        "{} articles, {} MiB of text; {NODES} nodes with a heap of {heap} MiB, {shards} shards, \
         {replicas} replica; {cores} cores for the nodes and the bench; load of the machine at \
         the start: {}\n",
        grouped(corpus.documents as u64),
        mib(corpus.text_bytes as f64),
        load(),
    );
}

/// What indexing took.
struct Row {
    who: &'static str,
    phase: Phase,
    /// What lies on the cluster.
    disk: Option<Disk>,
    /// What lies in the folder.
    bytes: Option<u64>,
}

impl Row {
    fn bytes(&self) -> f64 {
        let disk = self.disk.as_ref().map(|disk| disk.bytes);
        disk.or(self.bytes).unwrap_or(0) as f64
    }
}

fn print_indexing(corpus: &Corpus, rows: &[Row]) {
    let documents = corpus.documents as f64;
    let mut table = Table::new(&[
        "Indexing",
        "documents/s",
        "wall",
        "of digest's",
        "processors of the client",
        "of the nodes",
        "peak of the client, MiB",
        "of each node, MiB",
        "on disk, MiB",
        "bytes of disk for a byte of text",
        "bytes for an article",
    ]);
    let first = rows.first().map_or(0.0, |row| row.phase.wall);
    for row in rows {
        let phase = &row.phase;
        table.row([
            row.who.to_owned(),
            three_digits(documents / phase.wall),
            format!("{} s", three_digits(phase.wall)),
            times(phase.wall, first),
            format!("{} s", three_digits(phase.own.cpu)),
            format!("{} s", three_digits(phase.nodes_cpu())),
            mib(phase.own.peak_bytes as f64),
            phase.node_peaks(),
            mib(row.bytes()),
            three_digits(row.bytes() / corpus.text_bytes as f64),
            grouped((row.bytes() / documents).round() as u64),
        ]);
    }
    println!("{table}");
    for row in rows {
        println!("{}: {}", row.who, row.phase.told());
    }
    println!();
    let mut kinds: Vec<&str> = Vec::new();
    let disks = rows.iter().filter_map(|row| row.disk.as_ref());
    for kind in disks.flat_map(|disk| disk.kinds.keys()) {
        if !kinds.contains(&kind.as_str()) {
            kinds.push(kind);
        }
    }
    kinds.sort_unstable();
    let of_cluster: Vec<(&Row, &Disk)> = rows
        .iter()
        .filter_map(|row| Some((row, row.disk.as_ref()?)))
        .collect();
    let heads: Vec<String> = ["Primary shards, MiB".to_owned()]
        .into_iter()
        .chain(
            of_cluster
                .iter()
                .flat_map(|(row, _)| [row.who.to_owned(), "share".to_owned()]),
        )
        .collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new(&heads);
    for kind in kinds {
        let cells = of_cluster.iter().flat_map(|(_, disk)| {
            let all: u64 = disk.kinds.values().sum();
            match disk.kinds.get(kind) {
                Some(bytes) => {
                    let share = 100.0 * *bytes as f64 / all as f64;
                    [mib(*bytes as f64), format!("{} %", three_digits(share))]
                }
                None => [NOTHING.to_owned(), NOTHING.to_owned()],
            }
        });
        table.row([kind.to_owned()].into_iter().chain(cells));
    }
    println!("{table}");
}
