//! What commands cost that list and count, beside a cold search of the same corpus; and what
//! a key costs in the view over the whole terminal.

use std::time::Duration;

use super::articles::Shape;
use super::corpora::{Corpus, lexicon, temporary_folder};
use super::program::Digest;
use super::questions::{Kind, Questioner};
use super::samples::{Samples, Table, grouped, mib, millis, seconds_of, times, verdict};
use super::stopwatch::{Run, Stopwatch, Task};
use super::terminal::Terminal;

/// What each command may cost, of a cold search.
const AIM: f64 = 3.0;

/// How long a key may wait for its frame, 99 of a hundred: a screen shows sixty a second.
const AIM_KEY: Duration = Duration::from_millis(16);

/// The size of the view, in cells.
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// How many queries of each kind are typed into the view, key by key, and taken back.
const TYPED: usize = 20;
const BACKSPACE: &str = "\x7f";

pub struct Settings {
    /// How many articles the commands list.
    pub articles: usize,
    /// How many articles the view searches.
    pub view: usize,
    /// How often each command is measured.
    pub rounds: usize,
}

pub fn run(settings: &Settings) {
    let mut stopwatch = Stopwatch::start();
    print_commands(&mut stopwatch, settings);
    print_view(&mut stopwatch, settings.view);
}

fn print_commands(stopwatch: &mut Stopwatch, settings: &Settings) {
    let lexicon = lexicon();
    let corpus = Corpus::made_of(Shape::Cited, settings.articles);
    let digest = Digest::of(stopwatch, &corpus);
    let engine = digest.engine();
    let word = Questioner::new(&lexicon, &corpus, &engine).common_word();
    drop(engine);
    let related = "00001/1";
    let facets = "issue,source,year,month";
    let commands: [(&str, &str, &[&str]); 12] = [
        ("`search`, a page of ten", "search", &[&word]),
        (
            "`search --facets`, all four",
            "search",
            &[&word, "--facets", facets],
        ),
        ("`list -n 20`", "list", &["-n", "20"]),
        ("`list`, all", "list", &[]),
        ("`issues`", "issues", &[]),
        ("`sources -n 20`", "sources", &["-n", "20"]),
        ("`sources`, all", "sources", &[]),
        ("`sources`, one", "sources", &["매체 1"]),
        (
            "`events --from`, the last year",
            "events",
            &["--from", "2024-01-01"],
        ),
        ("`events`, all", "events", &[]),
        ("`trend`", "trend", &[&word]),
        ("`related`", "related", &[related]),
    ];
    let folder = temporary_folder();
    let mut runs: Vec<(&str, Task, Vec<Run>, u64)> = Vec::new();
    for (place, (name, command, args)) in commands.into_iter().enumerate() {
        let file = folder.path().join(place.to_string());
        let argv = digest.argv(command, &[args, &["--json"]].concat());
        let task = Task::new(argv).into_file(file.clone());
        // The first run brings the pages into memory.
        stopwatch.run(&task);
        let bytes = file.metadata().map_or(0, |metadata| metadata.len());
        assert!(bytes > 0, "{name} tells nothing");
        runs.push((name, task, Vec::new(), bytes));
    }
    for _ in 0..settings.rounds {
        for (_, task, runs, _) in &mut runs {
            runs.push(stopwatch.run(task));
        }
    }
    let median = |runs: &[Run], measure: fn(&Run) -> f64| {
        runs.iter().map(measure).collect::<Samples>().median()
    };
    let wall = |runs: &[Run]| median(runs, |run| seconds_of(run.wall));
    let mut table = Table::new(&["Command", "of a search", "wall", "peak MiB", "KiB written"]);
    let search = wall(&runs[0].2);
    for (name, _, runs, bytes) in &runs {
        table.row([
            (*name).to_owned(),
            times(wall(runs), search),
            millis(wall(runs)),
            mib(median(runs, |run| run.peak_bytes as f64)),
            grouped(bytes >> 10),
        ]);
    }
    println!(
        "A process over {} articles with publishers, and {} events; {} runs of each, in turn, \
         medians; {} cores\n\n{table}",
        grouped(settings.articles as u64),
        grouped(super::articles::EVENTS as u64),
        settings.rounds,
        super::cores()
    );
    for (name, _, runs, _) in &runs[1..] {
        println!(
            "- {name}: {} a search; the aim, at most {AIM}, is {}.",
            times(wall(runs), search),
            verdict(wall(runs) <= AIM * search)
        );
    }
    println!();
}

fn print_view(stopwatch: &mut Stopwatch, articles: usize) {
    let lexicon = lexicon();
    let corpus = Corpus::made(articles);
    let digest = Digest::of(stopwatch, &corpus);
    let engine = digest.engine();
    let mut questioner = Questioner::new(&lexicon, &corpus, &engine);
    let mut questions = questioner.of_kind(Kind::Word);
    questions.truncate(TYPED);
    questions.extend(questioner.of_kind(Kind::ThreeWords).into_iter().take(TYPED));
    drop(engine);
    let mut terminal = Terminal::start(&digest.argv("browse", &[]), COLUMNS, ROWS);
    let (mut typed, mut taken_back) = (Vec::new(), Vec::new());
    // One that is not counted brings the pages into memory.
    for (place, question) in questions.iter().enumerate() {
        let text = question.text();
        for key in text.chars() {
            let time = terminal.type_key(key.encode_utf8(&mut [0; 4]));
            typed.extend((place > 0).then_some(seconds_of(time)));
        }
        for _ in text.chars() {
            let time = terminal.type_key(BACKSPACE);
            taken_back.extend((place > 0).then_some(seconds_of(time)));
        }
    }
    let mut table = Table::new(&[
        "A key in `browse`",
        "median",
        "95% within",
        "99% within",
        "slowest",
    ]);
    let all: Vec<f64> = typed.iter().chain(&taken_back).copied().collect();
    for (name, of_it) in [
        ("that adds a letter", typed),
        ("that takes one back", taken_back),
    ] {
        let of_it: Samples = of_it.into_iter().collect();
        let at = |percent| millis(of_it.percentile(percent));
        table.row([name.to_owned(), at(50), at(95), at(99), at(100)]);
    }
    println!(
        "{} queries typed key by key over {} articles, until the frame is drawn, {COLUMNS} by {ROWS} \
         cells\n\n{table}",
        questions.len(),
        grouped(articles as u64)
    );
    let all: Samples = all.into_iter().collect();
    let slow = all.percentile(99);
    println!(
        "- 99% of keys within {}; the aim, {}, is {}.",
        millis(slow),
        millis(seconds_of(AIM_KEY)),
        verdict(slow <= seconds_of(AIM_KEY))
    );
}
