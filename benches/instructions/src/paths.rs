//! The paths that are counted, each a name and a command; and the corpus and the index
//! that they find in the folder. Counting is left to `callgrind.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use crate::analysed;
use crate::callgrind::{Callgrind, Command};

/// The checkout.
const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Queries in the words of the corpus, in the forms that people type.
const QUERIES: &str = include_str!("queries.txt");

/// The index that a run builds; the one that searches read is another.
const BUILT: &str = "built";

/// A corpus of long articles, and their index.
const LONG: &str = "long";
const LONG_INDEX: &str = "long-index";

/// How many long articles there are, of which each has the text of an issue: some 20,000
/// characters.
const LONG_ARTICLES: usize = 12;

/// Queries whose page of ten is of long articles.
const LONG_QUERIES: &str = "레드팀\nAI 안전 연구소\n투자를 늘린다\n생성 AI 보이스 엔진\n";

/// Prefixes in the words of the corpus.
const PREFIXES: &str = "인공*\n생성*\nAI*\n기*\n";

/// Something whose cost is guarded.
pub struct MeasuredPath {
    pub name: &'static str,
    pub command: Command,
    /// What is no part of the path: this command's count is taken off.
    pub without: Option<Command>,
}

/// Lays out the folder, and lists every path.
pub fn all(callgrind: &Callgrind) -> Result<Vec<MeasuredPath>, String> {
    let own = Path::new(PROJECT).join("corpus");
    let corpus = callgrind.folder().join("corpus");
    copy(&own, &corpus).map_err(|error| format!("{}: {error}", own.display()))?;
    let this = std::env::current_exe().map_err(|error| format!("this program: {error}"))?;
    let program = built_digest(&this)?;
    let digest = |arguments: &[&str]| Command {
        program: program.clone(),
        arguments: arguments.iter().map(ToString::to_string).collect(),
        input: String::new(),
    };
    callgrind.run(&digest(&["index"]))?;
    let long = callgrind.folder().join(LONG);
    write_long(&corpus.join("2024-05.txt"), &long)
        .map_err(|error| format!("{}: {error}", long.display()))?;
    let of_long = ["--corpus", LONG, "--index", LONG_INDEX];
    callgrind.run(&digest(&[&["index"][..], &of_long].concat()))?;

    let analysis = |way: &str| Command {
        program: this.clone(),
        arguments: vec!["--analyse".to_owned(), way.to_owned()],
        input: String::new(),
    };
    // One query before the others, so that these find everything open.
    let batch_of = |arguments: &[&str], more: &str| Command {
        input: format!("인공지능\n{more}"),
        ..digest(&[&["search", "--batch"], arguments].concat())
    };
    let batch = |more: &str| batch_of(&[], more);
    let alone = |name, arguments: &[&str]| MeasuredPath {
        name,
        command: digest(arguments),
        without: None,
    };
    Ok(vec![
        alone("start", &["--version"]),
        alone("cold search: one hit", &["search", "레드팀", "--json"]),
        alone("cold search: a page of ten", &["search", "AI", "--json"]),
        alone(
            "cold search: several words",
            &["search", "생성 AI 보이스 엔진"],
        ),
        alone("cold search: a typo", &["search", "래드팀"]),
        MeasuredPath {
            name: "warm searches: thirty",
            command: batch(QUERIES),
            without: Some(batch("")),
        },
        MeasuredPath {
            name: "warm searches: prefixes",
            command: batch(PREFIXES),
            without: Some(batch("")),
        },
        MeasuredPath {
            name: "warm searches: pages of long articles",
            command: batch_of(&of_long, LONG_QUERIES),
            without: Some(batch_of(&of_long, "")),
        },
        alone("list", &["list", "--json"]),
        alone("sources", &["sources", "--json"]),
        alone("trend", &["trend", "AI", "--json"]),
        alone("related", &["related", "2024-05/12", "--json"]),
        MeasuredPath {
            name: "segmentation: eojeols",
            command: analysis(analysed::EOJEOLS),
            without: Some(analysis(analysed::NOTHING)),
        },
        MeasuredPath {
            name: "analysis: every view",
            command: analysis(analysed::VIEWS),
            without: Some(analysis(analysed::NOTHING)),
        },
        alone(
            "index: a rebuild",
            &["--index", BUILT, "index", "--rebuild"],
        ),
    ])
}

/// The program that people run, built as they build it where it is not; it lies beside
/// `this` one.
fn built_digest(this: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = process::Command::new(cargo);
    build
        .args(["build", "--release", "--locked"])
        .current_dir(PROJECT);
    // What cargo tells this program of its package would make crates build anew.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            build.env_remove(&*name);
        }
    }
    let built = build.status().map_err(|error| format!("cargo: {error}"))?;
    let program = this.with_file_name("digest");
    if !built.success() || !program.is_file() {
        return Err(format!("{} was not built", program.display()));
    }
    Ok(program)
}

/// Writes the text of an issue as that of many articles.
fn write_long(issue: &Path, corpus: &Path) -> std::io::Result<()> {
    let text = fs::read_to_string(issue)?;
    let records = (1..=LONG_ARTICLES).map(|id| {
        let record = serde_json::json!({"id": id, "title": format!("긴 글 {id}"), "body": text});
        format!("{record}\n")
    });
    let records: String = records.collect();
    fs::create_dir(corpus)?;
    fs::write(corpus.join("long.jsonl"), records)
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        // A PDF is read by a process of its own, whose instructions are not counted.
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "pdf")
        {
            continue;
        }
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
