//! Alerts: what is new for standing queries.
//!
//! - `news`: what is news and what is none, by the library
//! - `fitting`: what fits of some documents, and that nothing is guessed
//! - `program`: the command in a pipe, on a terminal and under cron, and its formats
//! - `feed`: what readers of feeds get
//! - `kills`: runs that are killed between publishing and telling

mod feed;
mod fitting;
#[cfg(unix)]
mod kills;
mod news;
#[cfg(unix)]
mod program;

use std::fs;
use std::sync::Arc;

use digest::index::IndexReader;
use digest::job::{
    Alerts, AlertsJob, AlertsReport, JobError, ReaderName, Standing, Telling, synonyms,
};
use digest::search::SearchEngine;

use crate::util::{Dir, article};

/// When it is in these tests.
const NOW: &str = "2024-06-01T00:00:00Z";

const CITATION: &str = "기관, 보고서, 2024.04.01.";

/// A digest file of articles with these titles, each with a text that tells it from others.
fn issue(titles: &[&str]) -> String {
    let articles = titles.iter().map(|title| {
        let body = format!("{title} 이야기를 길게 씀");
        article(title, "요약", &body, CITATION)
    });
    articles.collect()
}

/// A corpus with these alerts.
fn dir_with(alerts: &str) -> Dir {
    let dir = Dir::new();
    write_alerts(&dir, alerts);
    dir
}

fn write_alerts(dir: &Dir, alerts: &str) {
    fs::write(dir.path().join("corpus/alerts.txt"), alerts).unwrap();
}

fn engine(dir: &Dir) -> SearchEngine {
    let root = dir.path().canonicalize().unwrap();
    let (corpus, index) = (root.join("corpus"), root.join("index"));
    let reader = IndexReader::open(&index, Some(&corpus)).unwrap();
    let analyzer = Arc::new(reader.analyzer().unwrap());
    SearchEngine::new(reader, analyzer, synonyms(&corpus).unwrap())
}

fn job(dir: &Dir, reader: &str) -> AlertsJob {
    AlertsJob {
        folder: dir.path().canonicalize().unwrap().join("index"),
        reader: reader.parse::<ReaderName>().unwrap(),
        tells_all: false,
        wait: Some(std::time::Duration::from_secs(60)),
    }
}

fn begin(job: &AlertsJob) -> Result<Telling, JobError> {
    job.begin(&|| false, &mut |_| {})
}

/// Tells a reader what is new, and writes it down where `told` says so.
fn telling(dir: &Dir, job: &AlertsJob, told: bool) -> AlertsReport {
    let alerts = Alerts::read(&dir.path().join("corpus")).unwrap();
    let telling = begin(job).unwrap();
    let news = telling.news(&alerts, &engine(dir), NOW).unwrap();
    let report = news.report.clone();
    if told {
        telling.told(news).unwrap();
    }
    report
}

/// Tells the usual reader what is new.
fn tell(dir: &Dir) -> AlertsReport {
    telling(dir, &job(dir, "default"), true)
}

/// Each document that is new, with the alert that finds it.
fn news(report: &AlertsReport) -> Vec<String> {
    let alerts = report.alerts.iter();
    let found = alerts.flat_map(|alert| {
        let hits = alert.hits.hits.iter();
        hits.map(|hit| format!("{}: {}", alert.name, hit.document.title()))
    });
    let mut found: Vec<String> = found.collect();
    found.sort();
    found
}

/// What is new after the index was brought up to date.
fn tonight(dir: &Dir) -> Vec<String> {
    crate::library::run(&dir.shrink()).unwrap();
    let report = tell(dir);
    assert!(!report.has_problems(), "{report:?}");
    news(&report)
}

/// How many documents count as known of each alert that is new.
fn known(report: &AlertsReport) -> Vec<Option<u64>> {
    let standing = report.alerts.iter().map(|alert| alert.standing);
    let known = standing.map(|standing| match standing {
        Standing::New { known } => Some(known),
        Standing::Known => None,
    });
    known.collect()
}

const NOTHING: [&str; 0] = [];
