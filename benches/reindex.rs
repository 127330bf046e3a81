//! What a run of `digest index` costs over a large corpus, and what searches pay meanwhile.
//!
//! `cargo bench --bench reindex` makes 500 digest files of the project's own text and
//! prints, from one run: what one changed file costs beside a rebuild, how long a search
//! takes while a rebuild goes on, and how much memory rebuilds take as the corpus grows.
//! `-- --large` rebuilds 2,000 files too. Machines are noisy: compare within one run.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a bench tells its figures"
)]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use digest::corpus::{self, SpacesEverywhere};
use digest::document::{Article, BlockKind};
use serde_json::Value;

const FILES: usize = 500;
const ARTICLES_A_FILE: usize = 18;

/// How often all is built anew, and how many nights follow each time.
const REBUILDS: usize = 3;
const NIGHTS: usize = 3;

/// How many searches are timed before each of the rebuilds that others run beside.
const IDLE_SEARCHES: usize = 250;

/// How often a run's memory is looked at.
const MEMORY_INTERVAL: Duration = Duration::from_millis(4);

/// What `digest index --help` names as the default of `--memory`.
const DEFAULT_MEMORY: &str = "512";

/// What one changed file may cost beside a rebuild.
const AIM_CHANGED: f64 = 1.0 / 20.0;

/// What a search may cost beside a rebuild that goes on.
const AIM_BUSY: f64 = 1.5;

const QUERIES: [&str; 5] = ["레드팀", "개발도상국", "컨소시엄", "생산성", "일자리 변화"];

fn main() {
    let large = std::env::args().any(|argument| argument == "--large");
    let source = SourceText::read();
    let place = Place::new(&source, FILES);
    print_corpus(&place);
    let rebuilds = print_costs(&place, &source);
    print_searches(&place);
    print_memory(&place, &source, &rebuilds, large);
}

// What is measured.

fn print_corpus(place: &Place) {
    let mut distinct = HashSet::new();
    let mut bodies = HashSet::new();
    let (mut bytes, mut eojeols) = (0, 0);
    for number in 0..FILES {
        let text = fs::read_to_string(place.file(number)).expect("a digest file");
        bytes += text.len();
        let of_articles = text.split("KEY Contents").skip(1);
        bodies.extend(of_articles.map(str::to_owned));
        for eojeol in text.split_whitespace() {
            eojeols += 1;
            if !distinct.contains(eojeol) {
                distinct.insert(eojeol.to_owned());
            }
        }
    }
    assert_eq!(bodies.len(), FILES * ARTICLES_A_FILE, "all are different");
    println!(
        "{FILES} digest files, {} articles, {:.1} MB, {eojeols} eojeols, {} of them distinct",
        bodies.len(),
        bytes as f64 / 1e6,
        distinct.len()
    );
}

/// Prints what runs cost, and returns the rebuilds.
fn print_costs(place: &Place, source: &SourceText) -> Vec<Run> {
    let (mut rebuilds, mut changed) = (Vec::new(), Vec::new());
    let (mut added, mut nothing) = (Vec::new(), Vec::new());
    for round in 0..REBUILDS {
        let run = place.index(&["--rebuild"]);
        let report = run.report();
        assert_eq!(report["issues"], FILES);
        assert_eq!(report["articles"], FILES * ARTICLES_A_FILE);
        let status = if round == 0 { "added" } else { "unchanged" };
        assert_eq!(statuses(&report), [(status, FILES)]);
        rebuilds.push(run);

        let nights = round * NIGHTS..(round + 1) * NIGHTS;
        for (others, night) in (FILES..).zip(nights.clone()) {
            place.change_a_word(night * FILES / (REBUILDS * NIGHTS));
            let run = place.index(&[]);
            assert_eq!(run.report()["rebuilt"], Value::Null);
            let expected = [("replaced", 1), ("unchanged", others - 1)];
            assert_eq!(statuses(&run.report()), expected);
            changed.push(run);

            place.write(source, FILES + night);
            let run = place.index(&[]);
            assert_eq!(run.report()["rebuilt"], Value::Null);
            let expected = [("added", 1), ("unchanged", others)];
            assert_eq!(statuses(&run.report()), expected);
            added.push(run);

            let run = place.index(&[]);
            assert_eq!(run.report()["published"], false);
            nothing.push(run);
        }
        // So that each rebuild is of as many files.
        for night in nights {
            fs::remove_file(place.file(FILES + night)).expect("the added file");
        }
        place.index(&[]);
    }

    println!("\na run, in turn               median (least to most)  of a rebuild  {PEAKS}");
    let seconds = |runs: &[Run]| Spread::of(runs.iter().map(|run| run.wall.as_secs_f64()));
    let of_rebuild = |runs: &[Run]| seconds(runs).median / seconds(&rebuilds).median;
    for (name, runs) in [
        ("rebuild", &rebuilds),
        ("one file changed", &changed),
        ("one file added", &added),
        ("nothing changed", &nothing),
    ] {
        let spread = seconds(runs);
        let range = format!("({:.3} to {:.3})", spread.least, spread.most);
        println!(
            "{name:16} {:4} runs  {:7.3} s {range:20}  {:9.4}  {}",
            runs.len(),
            spread.median,
            of_rebuild(runs),
            peaks(runs)
        );
    }
    let ratio = of_rebuild(&changed);
    println!(
        "one changed file costs 1/{:.0} of a rebuild; the aim, under 1/{:.0}, is {}",
        1.0 / ratio,
        1.0 / AIM_CHANGED,
        verdict(ratio < AIM_CHANGED)
    );
    rebuilds
}

fn print_searches(place: &Place) {
    let (mut idle, mut busy) = (Vec::new(), Vec::new());
    for _ in 0..REBUILDS {
        for query in QUERIES.iter().cycle().take(IDLE_SEARCHES) {
            idle.push(place.search(query));
        }
        let mut rebuild = place.command("index", &["--rebuild", "--quiet"]);
        let mut rebuild = rebuild.spawn().expect("digest runs");
        let mut is_over = || rebuild.try_wait().expect("a run").is_some();
        for query in QUERIES.iter().cycle() {
            let time = place.search(query);
            if is_over() {
                break;
            }
            busy.push(time);
        }
        assert!(rebuild.wait().expect("a run").success());
    }
    println!("\na search, in turn                  median  95% within");
    let [idle, busy] = [("idle", idle), ("during a rebuild", busy)].map(|(name, times)| {
        let spread = Spread::of(times.iter().map(|time| time.as_secs_f64() * 1e3));
        let (count, median, p95) = (times.len(), spread.median, spread.p95);
        println!("{name:16} {count:4} searches  {median:5.2} ms    {p95:5.2} ms");
        spread
    });
    let ratio = busy.median / idle.median;
    println!(
        "a search takes {ratio:.2} times as long during a rebuild ({:.2} times at 95%); the aim, \
         at most {AIM_BUSY}, is {}",
        busy.p95 / idle.p95,
        verdict(ratio <= AIM_BUSY)
    );
}

fn print_memory(place: &Place, source: &SourceText, rebuilds: &[Run], large: bool) {
    println!("\na rebuild                                                   {PEAKS}");
    let print = |files: usize, memory: &str, runs: &[Run]| {
        for run in runs {
            assert_eq!(run.report()["issues"], files);
        }
        println!(
            "{files:5} files, --memory {memory:4}                               {}",
            peaks(runs)
        );
    };
    let rebuild = |place: &Place, memory: &str| [place.index(&["--rebuild", "--memory", memory])];
    let few = Place::new(source, 100);
    print(100, "128", &rebuild(&few, "128"));
    print(FILES, "128", &rebuild(place, "128"));
    let many = large.then(|| Place::new(source, 2000));
    if let Some(many) = &many {
        print(2000, "128", &rebuild(many, "128"));
    }
    print(100, DEFAULT_MEMORY, &rebuild(&few, DEFAULT_MEMORY));
    print(FILES, DEFAULT_MEMORY, rebuilds);
    if let Some(many) = &many {
        print(2000, DEFAULT_MEMORY, &rebuild(many, DEFAULT_MEMORY));
    }
}

fn verdict(is_met: bool) -> &'static str {
    if is_met { "met" } else { "missed" }
}

const PEAKS: &str = "peak MiB: all  anonymous";

/// The most memory that any of the runs had, under the head `PEAKS`.
fn peaks(runs: &[Run]) -> String {
    let memory = runs.iter().filter_map(|run| run.memory);
    let Some(most) = memory.reduce(Memory::or_more) else {
        return "not known on this system".to_owned();
    };
    let Memory {
        resident_kib,
        anonymous_kib,
    } = most;
    format!("{:13}  {:9}", resident_kib >> 10, anonymous_kib >> 10)
}

struct Spread {
    least: f64,
    median: f64,
    p95: f64,
    most: f64,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let last = values.len() - 1;
        Spread {
            least: values[0],
            median: values[values.len() / 2],
            p95: values[last * 95 / 100],
            most: values[last],
        }
    }
}

// Where it is measured.

/// A corpus and its index.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// A corpus of so many files. It lies where builds do: a folder for temporary files may
    /// be in memory, where waiting for the disk costs nothing.
    fn new(source: &SourceText, files: usize) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        fs::create_dir(folder.path().join("corpus")).expect("a folder");
        let place = Place { folder };
        for number in 0..files {
            place.write(source, number);
        }
        place
    }

    fn file(&self, number: usize) -> PathBuf {
        let (year, month) = month(number);
        let name = format!("{year:04}-{month:02}.txt");
        self.folder.path().join("corpus").join(name)
    }

    fn write(&self, source: &SourceText, number: usize) {
        fs::write(self.file(number), source.digest_file(number)).expect("a digest file");
    }

    fn change_a_word(&self, number: usize) {
        let text = fs::read_to_string(self.file(number)).expect("a digest file");
        let changed = text.replacen("AI", "로봇", 1);
        assert_ne!(changed, text);
        fs::write(self.file(number), changed).expect("a digest file");
    }

    fn command(&self, command: &str, args: &[&str]) -> Command {
        let mut digest = Command::new(env!("CARGO_BIN_EXE_digest"));
        digest
            .arg(command)
            .args(args)
            .arg("--corpus")
            .arg(self.folder.path().join("corpus"))
            .arg("--index")
            .arg(self.folder.path().join("index"));
        digest
    }

    fn index(&self, args: &[&str]) -> Run {
        let mut command = self.command("index", &[&["--quiet", "--json"], args].concat());
        let started = Instant::now();
        let child = command.stdout(Stdio::piped()).spawn().expect("digest runs");
        let (output, memory) = watch(child);
        let wall = started.elapsed();
        assert!(output.status.success(), "{args:?}: {}", output.status);
        Run {
            wall,
            memory,
            output,
        }
    }

    /// How long a whole process takes that searches.
    fn search(&self, query: &str) -> Duration {
        let mut command = self.command("search", &[query, "--json"]);
        let started = Instant::now();
        let output = command.output().expect("digest runs");
        let time = started.elapsed();
        assert!(output.status.success(), "{query}: {}", output.status);
        let found: Value = serde_json::from_slice(&output.stdout).expect("hits");
        assert!(found["total"].as_u64() > Some(0), "{query}");
        time
    }
}

struct Run {
    wall: Duration,
    /// None where the system does not tell.
    memory: Option<Memory>,
    output: Output,
}

impl Run {
    fn report(&self) -> Value {
        serde_json::from_slice(&self.output.stdout).expect("a report")
    }
}

/// How many digest files have which status, in the order of these.
fn statuses(report: &Value) -> Vec<(&str, usize)> {
    let mut counts = BTreeMap::new();
    for file in report["files"].as_array().expect("files") {
        *counts
            .entry(file["status"].as_str().expect("a status"))
            .or_default() += 1;
    }
    counts.into_iter().collect()
}

/// The most memory that a process had.
#[derive(Clone, Copy)]
struct Memory {
    /// All pages, with those of the program, its dictionary and the index that it read.
    resident_kib: u64,
    /// What the process itself took, as far as it was seen.
    anonymous_kib: u64,
}

impl Memory {
    fn or_more(self, other: Memory) -> Memory {
        Memory {
            resident_kib: self.resident_kib.max(other.resident_kib),
            anonymous_kib: self.anonymous_kib.max(other.anonymous_kib),
        }
    }
}

/// Waits for a process and looks at its memory meanwhile.
fn watch(child: Child) -> (Output, Option<Memory>) {
    let status_file = PathBuf::from(format!("/proc/{}/status", child.id()));
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut most: Option<Memory> = None;
            while !is_over.load(Ordering::Relaxed) {
                if let Some(now) = memory(&status_file) {
                    most = Some(most.map_or(now, |before| before.or_more(now)));
                }
                thread::sleep(MEMORY_INTERVAL);
            }
            most
        });
        let output = child.wait_with_output().expect("digest runs");
        is_over.store(true, Ordering::Relaxed);
        (output, watcher.join().expect("the watcher"))
    })
}

/// What Linux tells of a process; `None` elsewhere, and of one that has ended.
fn memory(status_file: &Path) -> Option<Memory> {
    let text = fs::read_to_string(status_file).ok()?;
    let kib = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    };
    Some(Memory {
        resident_kib: kib("VmHWM:")?,
        anonymous_kib: kib("RssAnon:")?,
    })
}

// What the corpus is made of.

/// The project's own digest file, as what others are made of.
struct SourceText {
    articles: Vec<Article>,
    summaries: Vec<String>,
    blocks: HashMap<BlockKind, Vec<String>>,
    /// The eojeols that are all Hangul, each as often as it is there.
    words: Vec<String>,
}

impl SourceText {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/2024-05.txt");
        let bytes = fs::read(path).expect("the project's corpus");
        let parsed = corpus::parse("2024-05.txt", &bytes, &SpacesEverywhere).expect("an issue");
        let articles = parsed.issue.articles;
        let mut summaries = Vec::new();
        let mut blocks: HashMap<BlockKind, Vec<String>> = HashMap::new();
        for article in &articles {
            summaries.extend(article.summary.iter().map(|block| block.text.clone()));
            for block in &article.body {
                blocks
                    .entry(block.kind)
                    .or_default()
                    .push(block.text.clone());
            }
        }
        let texts = summaries.iter().chain(blocks.values().flatten());
        let eojeols = texts.flat_map(|text| text.split_whitespace());
        let mut words: Vec<String> = eojeols
            .filter(|eojeol| is_hangul(eojeol))
            .map(str::to_owned)
            .collect();
        // A map tells its values in another order each time.
        words.sort();
        SourceText {
            articles,
            summaries,
            blocks,
            words,
        }
    }

    /// The digest file of that number: the same whenever it is made.
    fn digest_file(&self, number: usize) -> String {
        let mut random = Random(number as u64);
        let mut file = String::new();
        for _ in 0..ARTICLES_A_FILE {
            self.write_article(&mut file, month(number), &mut random);
        }
        file
    }

    /// Writes an article that has the parts of one of the source's, each taken from any of
    /// its kind and reworded.
    fn write_article(&self, file: &mut String, (year, month): (usize, usize), random: &mut Random) {
        let model = random.pick(&self.articles);
        file.push_str(&format!(" {}\n\n", self.reworded(&model.title, random)));
        for _ in &model.summary {
            let text = random.pick(&self.summaries);
            let text = self.reworded(text, random);
            write_wrapped(file, &format!("n {text}"));
        }
        file.push_str("KEY Contents\n\n");
        for block in &model.body {
            let mark = match block.kind {
                BlockKind::Heading => "£",
                BlockKind::Bullet => "n ",
                BlockKind::Subbullet => "∙ ",
                BlockKind::Paragraph | BlockKind::Footnote | BlockKind::Caption => continue,
            };
            let text = random.pick(&self.blocks[&block.kind]);
            let text = self.reworded(text, random);
            write_wrapped(file, &format!("{mark}{text}"));
        }
        let cited = random.pick(&model.citations);
        let title = self.reworded(&cited.title, random);
        let day = 1 + random.below(28);
        file.push_str(&format!(
            "☞ 출처 : {}, {title}, {year}.{month:02}.{day:02}.\n",
            cited.publisher
        ));
    }

    /// The text with a third of its Hangul words exchanged: two of three of these for others
    /// of the source, by how often they are there, and one for a word that is made of two.
    fn reworded(&self, text: &str, random: &mut Random) -> String {
        let words = text.split(' ').map(|word| match random.below(9) {
            0 | 1 if is_hangul(word) => random.pick(&self.words).clone(),
            2 if is_hangul(word) => {
                let (first, second) = (random.pick(&self.words), random.pick(&self.words));
                let (begins, ends) = (first.chars().count(), second.chars().count());
                let head = first.chars().take(begins.div_ceil(2));
                head.chain(second.chars().skip(ends / 2)).collect()
            }
            _ => word.to_owned(),
        });
        let words: Vec<String> = words.collect();
        words.join(" ")
    }
}

/// As wide as a line is in the publication, in characters.
const LINE_CHARS: usize = 50;

/// Writes text in lines as the publication has them: with the space at which they are
/// broken, and a blank line after each.
fn write_wrapped(file: &mut String, text: &str) {
    let mut chars = 0;
    for (place, word) in text.split(' ').enumerate() {
        // What begins a line with a sign may be taken for the mark of something.
        let may_begin = place > 1 && word.starts_with(char::is_alphabetic);
        if place > 0 {
            file.push(' ');
        }
        if may_begin && chars + word.chars().count() > LINE_CHARS {
            file.push_str("\n\n");
            chars = 0;
        }
        file.push_str(word);
        chars += word.chars().count() + 1;
    }
    file.push_str("\n\n");
}

fn is_hangul(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| ('가'..='힣').contains(&c))
}

/// Year and month of a file: monthly issues since 1980.
fn month(number: usize) -> (usize, usize) {
    (1980 + number / 12, 1 + number % 12)
}

/// SplitMix64: the same numbers from the same seed, on any machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % bound as u64) as usize
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
