//! What one whole search process costs, beside the processes of the peers.
//!
//! Each query is asked of all programs in turn. Then the pages of what they read are
//! dropped, to see what the disk has to give for one query.

use std::fs::File;
use std::num::NonZeroU64;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use rand::prelude::*;
use rand_chacha::ChaCha8Rng;
use rustix::fs::{Advice, fadvise};

use super::corpora::{Corpus, files_below, lexicon, temporary_folder};
use super::lexicon::Lexicon;
use super::peers::Peer;
use super::program::{Digest, PROGRAM};
use super::questions::{Question, Questioner};
use super::samples::{
    NOTHING, Samples, Table, grouped, mib, millis, seconds_of, three_digits, times,
};
use super::stopwatch::{Run, Stopwatch, Task};

/// How often the pages are dropped for each program.
const DROPS: usize = 5;

/// How tables name what is no peer.
const JSON: &str = "digest, JSON";
const JSON_TO_FILE: &str = "digest, JSON to a file";
const TEXT: &str = "digest, text";
const RIPGREP: &str = "rg -c";

/// A corpus with its indexes.
struct Place {
    corpus: Corpus,
    digest: Digest,
    peers: Vec<(Peer, PathBuf)>,
    /// What each query is called, and its word.
    words: [(&'static str, String); 2],
    folder: tempfile::TempDir,
}

/// A program with its runs of one query.
struct Asked {
    name: &'static str,
    task: Task,
    runs: Vec<Run>,
}

pub fn run(settings: &super::Settings) {
    let mut stopwatch = Stopwatch::start();
    let lexicon = lexicon();
    let mut places = vec![Place::new(
        &mut stopwatch,
        &lexicon,
        Corpus::own(),
        settings.peers,
    )];
    for size in &settings.sizes {
        let corpus = Corpus::made(*size);
        places.push(Place::new(&mut stopwatch, &lexicon, corpus, settings.peers));
    }
    print_own_commands(&mut stopwatch, &places[0], settings.rounds);
    let mut first_medians: Vec<f64> = Vec::new();
    let heads = ["Articles", "Query"].into_iter().chain(others());
    let heads: Vec<&str> = heads.chain(["its own at 18 articles"]).collect();
    let mut ratios = Table::new(&heads);
    let mut details = Table::new(&[
        "Articles",
        "Query",
        "Program",
        "wall",
        "user",
        "system",
        "minor faults",
        "major faults",
        "peak MiB",
        "read by calls, KiB",
    ]);
    for place in &places {
        for (number, (name, word)) in place.words.iter().enumerate() {
            let asked = place.ask(&mut stopwatch, word, settings.rounds);
            let own = asked[0].median(wall);
            first_medians.push(own);
            let articles = grouped(place.corpus.documents as u64);
            let query = format!("{word}, {name}");
            let mut row = vec![articles.clone(), query.clone()];
            row.extend(others().map(|other| {
                let found = asked.iter().find(|asked| asked.name == other);
                found.map_or(NOTHING.to_owned(), |asked| times(own, asked.median(wall)))
            }));
            row.push(times(own, first_medians[number]));
            ratios.row(row);
            for program in &asked {
                details.row(program.row(&articles, &query));
            }
        }
    }
    println!("\nThe wall time of a `digest search --json` process, of that of …\n");
    println!("{ratios}");
    println!(
        "The medians of {} runs, in turn; user and system time, which the system may count in \
         steps of milliseconds, are means\n",
        settings.rounds
    );
    println!("{details}");
    print_from_disk(&mut stopwatch, &places);
}

/// What the program is measured beside.
fn others() -> impl Iterator<Item = &'static str> {
    [RIPGREP].into_iter().chain(Peer::ALL.map(Peer::name))
}

fn wall(run: &Run) -> f64 {
    seconds_of(run.wall)
}

impl Place {
    fn new(stopwatch: &mut Stopwatch, lexicon: &Lexicon, corpus: Corpus, peers: bool) -> Self {
        let is_own = corpus.documents < super::articles::ARTICLES_A_FILE;
        eprintln!("indexing {} articles …", grouped(corpus.documents as u64));
        let (digest, _) = Digest::index(stopwatch, &corpus, None);
        let folder = temporary_folder();
        let peers = if peers { &Peer::ALL[..] } else { &[] };
        let peers = peers.iter().map(|&peer| {
            let index = folder.path().join(format!("{peer:?}"));
            peer.index(stopwatch, &corpus.folder, &index, super::cores());
            (peer, index)
        });
        let peers = peers.collect();
        let words = if is_own {
            ["레드팀", "AI"].map(str::to_owned)
        } else {
            let engine = digest.engine();
            let mut questioner = Questioner::new(lexicon, &corpus, &engine);
            [questioner.rare_word(), questioner.common_word()]
        };
        let [rare, common] = words;
        Place {
            corpus,
            digest,
            peers,
            words: [("rare", rare), ("common", common)],
            folder,
        }
    }

    /// Asks all programs in turn; the first is `digest search --json`.
    fn ask(&self, stopwatch: &mut Stopwatch, word: &str, rounds: usize) -> Vec<Asked> {
        let mut asked = self.programs(word);
        // What ran before leaves its traces in the processor's caches: each comes behind
        // each other now and then.
        let mut order: Vec<usize> = (0..asked.len()).collect();
        let mut rng = ChaCha8Rng::seed_from_u64(rounds as u64);
        for round in 0..=rounds {
            order.shuffle(&mut rng);
            for &place in &order {
                let program = &mut asked[place];
                let run = stopwatch.run(&program.task);
                let is_file = program.name == JSON_TO_FILE;
                assert!(
                    is_file || !run.output.is_empty(),
                    "{} finds nothing",
                    program.name
                );
                // The first run brings the pages into memory.
                if round > 0 {
                    program.runs.push(run);
                }
            }
        }
        asked
    }

    fn programs(&self, word: &str) -> Vec<Asked> {
        let json = self.digest.argv("search", &[word, "--json"]);
        let text = self.digest.argv("search", &[word]);
        let file = self.folder.path().join("hits.json");
        let mut programs = vec![
            Asked::new(JSON, Task::new(json.clone())),
            Asked::new(JSON_TO_FILE, Task::new(json).into_file(file)),
            Asked::new(TEXT, Task::new(text)),
        ];
        if !self.peers.is_empty() {
            let folder = self.corpus.folder.to_str().expect("a path in UTF-8");
            programs.push(Asked::new(RIPGREP, Task::new(["rg", "-c", word, folder])));
        }
        for (peer, index) in &self.peers {
            let argv = peer.argv(index, &Question::word(word)).expect("a command");
            programs.push(Asked::new(peer.name(), Task::new(argv)));
        }
        programs
    }
}

impl Asked {
    fn new(name: &'static str, task: Task) -> Self {
        Asked {
            name,
            task,
            runs: Vec::new(),
        }
    }

    fn median(&self, measure: impl Fn(&Run) -> f64) -> f64 {
        self.runs.iter().map(measure).collect::<Samples>().median()
    }

    fn mean(&self, measure: impl Fn(&Run) -> f64) -> f64 {
        self.runs.iter().map(measure).collect::<Samples>().mean()
    }

    fn row(&self, articles: &str, query: &str) -> Vec<String> {
        let whole =
            |measure: fn(&Run) -> u64| grouped(self.median(|run| measure(run) as f64) as u64);
        vec![
            articles.to_owned(),
            query.to_owned(),
            self.name.to_owned(),
            millis(self.median(wall)),
            millis(self.mean(|run| seconds_of(run.user))),
            millis(self.mean(|run| seconds_of(run.system))),
            whole(|run| run.minor_faults),
            whole(|run| run.major_faults),
            mib(self.median(|run| run.peak_bytes as f64)),
            whole(|run| run.call_bytes >> 10),
        ]
    }
}

/// What other commands cost, beside the program doing nothing.
fn print_own_commands(stopwatch: &mut Stopwatch, place: &Place, rounds: usize) {
    let commands: [(&str, &[&str]); 5] = [
        ("nothing (`--version`)", &[]),
        ("`show`, an article", &["show", "2024-05/12"]),
        ("`search 레드팀`, one hit", &["search", "레드팀", "--json"]),
        ("`search AI`, a page of ten", &["search", "AI", "--json"]),
        (
            "`search 생성 AI 보이스 엔진`",
            &["search", "생성 AI 보이스 엔진", "--json"],
        ),
    ];
    let mut asked: Vec<Asked> = commands
        .into_iter()
        .map(|(name, args)| {
            let argv = match args.split_first() {
                Some((command, args)) => place.digest.argv(command, args),
                None => vec![PROGRAM.to_owned(), "--version".to_owned()],
            };
            Asked::new(name, Task::new(argv))
        })
        .collect();
    for _ in 0..rounds {
        for program in &mut asked {
            program.runs.push(stopwatch.run(&program.task));
        }
    }
    let mut table = Table::new(&["A process over 18 articles", "of nothing", "wall"]);
    let nothing = asked[0].median(wall);
    for program in &asked {
        let median = program.median(wall);
        table.row([
            program.name.to_owned(),
            times(median, nothing),
            millis(median),
        ]);
    }
    println!(
        "{} runs of each, in turn; {} cores\n",
        rounds,
        super::cores()
    );
    println!("{table}");
}

// From the disk.

fn print_from_disk(stopwatch: &mut Stopwatch, places: &[Place]) {
    let mut table = Table::new(&[
        "Articles",
        "Program",
        "read from the disk, KiB",
        "of all its files",
        "major faults",
        "wall",
    ]);
    let mut touched = Table::new(&[
        "Articles",
        "File of the index",
        "KiB",
        "in memory after a query",
    ]);
    let mut is_dropped = false;
    for place in places {
        let articles = grouped(place.corpus.documents as u64);
        let (_, word) = &place.words[0];
        for mut program in place.programs(word) {
            if [JSON_TO_FILE, TEXT].contains(&program.name) {
                continue;
            }
            let files = files_of(program.task.argv());
            for _ in 0..DROPS {
                for file in &files {
                    drop_pages(file);
                }
                program.runs.push(stopwatch.run(&program.task));
            }
            if program.name == JSON {
                note_touched(&mut touched, &articles, place.digest.folder());
            }
            let all_bytes: u64 = files
                .iter()
                .filter_map(|file| Some(file.metadata().ok()?.len()))
                .sum();
            let disk_bytes = program.median(|run| run.disk_bytes as f64);
            is_dropped |= disk_bytes > 0.0;
            table.row([
                articles.clone(),
                program.name.to_owned(),
                grouped((disk_bytes / 1024.0) as u64),
                format!("{} %", three_digits(100.0 * disk_bytes / all_bytes as f64)),
                grouped(program.median(|run| run.major_faults as f64) as u64),
                millis(program.median(wall)),
            ]);
        }
    }
    if !is_dropped {
        println!(
            "This system keeps the pages of files in memory: what a query reads is not known."
        );
        return;
    }
    println!(
        "The rare word with nothing of the program and its index in memory{}\n",
        read_ahead().map_or(String::new(), |kib| format!(
            "; the system reads {} KiB ahead of a mapped page",
            grouped(kib)
        ))
    );
    println!("{table}");
    println!("What one query left in memory of the index\n");
    println!("{touched}");
}

/// The program's file and what its arguments name: what is its own, and not the system's.
fn files_of(argv: &[String]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let program = Command::new("sh")
        .args(["-c", "readlink -f \"$(command -v \"$0\")\"", &argv[0]])
        .output();
    let program = program.expect("a shell").stdout;
    let program = PathBuf::from(String::from_utf8_lossy(&program).trim());
    // A JVM lies beside what it loads.
    let home = program.parent().and_then(Path::parent);
    if let Some(library) = home.map(|home| home.join("lib/modules"))
        && library.is_file()
    {
        files.extend(files_below(library.parent().expect("a folder")));
    }
    files.push(program);
    let parts = argv[1..].iter().flat_map(|arg| arg.split([':', '=']));
    for part in parts.filter(|part| part.starts_with('/')) {
        files.extend(files_below(Path::new(part)));
    }
    files.sort();
    files.dedup();
    files
}

/// How much the system reads around a page of the disk that the program lies on.
fn read_ahead() -> Option<u64> {
    let device = std::fs::metadata(PROGRAM).ok()?.dev();
    let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
    let file = format!("/sys/class/bdi/{major}:{minor}/read_ahead_kb");
    std::fs::read_to_string(file).ok()?.trim().parse().ok()
}

/// Asks the system to forget a file's pages; it keeps those that a process has mapped.
fn drop_pages(file: &Path) {
    let Ok(file) = File::open(file) else {
        return;
    };
    // What was not written yet cannot be forgotten.
    let _ = file.sync_all();
    let _ = fadvise(&file, 0, None::<NonZeroU64>, Advice::DontNeed);
}

/// Notes how much of each kind of file is in memory, where `fincore` can tell.
fn note_touched(table: &mut Table, articles: &str, index: &Path) {
    let mut endings: std::collections::BTreeMap<String, (u64, u64)> = Default::default();
    for file in files_below(index) {
        let told = Command::new("fincore")
            .args(["--bytes", "--noheadings", "--output", "RES"])
            .arg(&file)
            .output();
        let Ok(told) = told else {
            return;
        };
        let Ok(resident) = String::from_utf8_lossy(&told.stdout).trim().parse::<u64>() else {
            return;
        };
        let name = file.file_name().expect("a name").to_string_lossy();
        // Files of segments have names of their own; the others are told by theirs.
        let name = match file.extension() {
            Some(ending) if name.len() > 32 => format!("*.{}", ending.to_string_lossy()),
            _ => name.into_owned(),
        };
        let (bytes, in_memory) = endings.entry(name).or_default();
        *bytes += file.metadata().map_or(0, |metadata| metadata.len());
        *in_memory += resident;
    }
    for (name, (bytes, resident)) in endings {
        let size = three_digits(bytes as f64 / 1024.0);
        let resident = three_digits(resident as f64 / 1024.0);
        table.row([articles.to_owned(), format!("`{name}`"), size, resident]);
    }
}
