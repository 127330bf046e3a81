//! What one whole search process costs, beside the processes of the peers.
//!
//! Each query is asked of all programs in turn.

use rand::prelude::*;
use rand_chacha::ChaCha8Rng;

use super::corpora::{Corpus, KeptIndex, lexicon, temporary_folder};
use super::lexicon::Lexicon;
use super::peers::Peer;
use super::program::{Digest, PROGRAM};
use super::questions::{Question, Questioner};
use super::samples::{NOTHING, Samples, Table, grouped, mib, millis, seconds_of, times, verdict};
use super::stopwatch::{Run, Stopwatch, Task};

/// How tables name what is no peer.
pub const JSON: &str = "digest, JSON";
pub const JSON_TO_FILE: &str = "digest, JSON to a file";
pub const TEXT: &str = "digest, text";
const RIPGREP: &str = "rg -c";

/// What a page of ten over the project's own articles may cost beside SQLite's.
const AIM_TRIGRAM: f64 = 2.0;

/// A corpus with its indexes.
pub struct Place {
    pub corpus: Corpus,
    pub digest: Digest,
    peers: Vec<(Peer, KeptIndex)>,
    /// What each query is called, and its word.
    pub words: [(&'static str, String); 2],
    folder: tempfile::TempDir,
}

/// A program with its runs of one query.
pub struct Asked {
    pub name: &'static str,
    pub task: Task,
    pub runs: Vec<Run>,
}

/// Measures and prints; `more` asks the programs for what else is told of each place.
pub fn run(settings: &super::Settings, more: impl Fn(&mut Stopwatch, &[Place])) {
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
    let rounds = settings.rounds(0);
    print_own_commands(&mut stopwatch, &places[0], rounds);
    let mut aim = None;
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
            let asked = place.ask(
                &mut stopwatch,
                word,
                settings.rounds(place.corpus.documents),
            );
            let own = asked[0].median(wall);
            let trigram = asked
                .iter()
                .find(|asked| asked.name == Peer::Trigram.name());
            if let Some(trigram) = trigram
                && place.is_own()
            {
                aim = Some((name, own / trigram.median(wall)));
            }
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
    // The last of its words is that of a whole page.
    if let Some((name, ratio)) = aim {
        println!(
            "- A page of ten over the project's own articles, of a word that is {name}: {ratio:.2} \
             times SQLite's with trigram; the aim, at most {AIM_TRIGRAM}, is {}.\n",
            verdict(ratio <= AIM_TRIGRAM)
        );
    }
    println!(
        "The medians of {rounds} runs, in turn; user and system time, which the system may count in \
         steps of milliseconds, are means\n"
    );
    println!("{details}");
    more(&mut stopwatch, &places);
}

/// What the program is measured beside.
fn others() -> impl Iterator<Item = &'static str> {
    [RIPGREP].into_iter().chain(Peer::ALL.map(Peer::name))
}

/// Whether a corpus is the project's own: made ones are larger.
fn is_own(corpus: &Corpus) -> bool {
    corpus.documents < super::articles::ARTICLES_A_FILE
}

pub fn wall(run: &Run) -> f64 {
    seconds_of(run.wall)
}

impl Place {
    fn new(stopwatch: &mut Stopwatch, lexicon: &Lexicon, corpus: Corpus, peers: bool) -> Self {
        let digest = Digest::of(stopwatch, &corpus);
        let folder = temporary_folder();
        let peers = if peers { &Peer::ALL[..] } else { &[] };
        let peers = peers
            .iter()
            .map(|&peer| (peer, peer.index_of(stopwatch, &corpus)));
        let peers = peers.collect();
        let words = if is_own(&corpus) {
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

    fn is_own(&self) -> bool {
        is_own(&self.corpus)
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

    /// Each program that is asked for a word, without runs.
    pub fn programs(&self, word: &str) -> Vec<Asked> {
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
            let question = Question::word(word);
            let argv = peer.argv(&index.folder, &question).expect("a command");
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

    pub fn median(&self, measure: impl Fn(&Run) -> f64) -> f64 {
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
