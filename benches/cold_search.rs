//! What one whole `digest search` process costs over the project's corpus.
//!
//! `cargo bench --bench cold_search` runs searches and, in turn with them, the
//! program doing nothing (`--version`), and prints medians and ratios. Machines are
//! noisy: compare within one run.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 41;

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let index = tempfile::tempdir().expect("a folder for the index");
    let run = |args: &[&str]| {
        let started = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_digest"))
            .args(args)
            .env("DIGEST_CORPUS", &corpus)
            .env("DIGEST_INDEX", index.path())
            .stdout(Stdio::null())
            .status()
            .expect("digest runs");
        assert!(status.success(), "{args:?}");
        started.elapsed()
    };
    run(&["index"]);

    let commands: [(&str, &[&str]); 5] = [
        ("nothing (--version)", &["--version"]),
        ("show 2024-05/12", &["show", "2024-05/12"]),
        ("search 레드팀: one hit", &["search", "레드팀", "--json"]),
        ("search AI: a page of ten", &["search", "AI", "--json"]),
        (
            "search 생성 AI 보이스 엔진",
            &["search", "생성 AI 보이스 엔진"],
        ),
    ];
    let mut times: [Vec<Duration>; 5] = Default::default();
    for _ in 0..RUNS {
        for ((_, args), times) in commands.iter().zip(&mut times) {
            times.push(run(args));
        }
    }
    let medians = times.map(|mut times| {
        times.sort();
        times[RUNS / 2].as_secs_f64() * 1e3
    });
    println!("whole process, median of {RUNS}:");
    for ((name, _), median) in commands.iter().zip(medians) {
        println!(
            "{median:8.2} ms  {:5.1} x nothing  {name}",
            median / medians[0]
        );
    }
}
