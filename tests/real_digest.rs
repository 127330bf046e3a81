//! A real issue, where it lies beside the checkout: by counts and by hashes of
//! fields, so that none of its sentences stands here.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use digest::analysis::{Analyzer, Spacing};
use digest::corpus::{self, ParsedFile};
use digest::document::BlockKind;

use crate::util::{Dir, ids, project};

const NAME: &str = "000_d1e09330fba9aa98.txt";

fn real_digest() -> Option<PathBuf> {
    let path = project().join("../shared/digests").join(NAME);
    if path.is_file() {
        return Some(path);
    }
    // Written past the capture of the test harness, so that it is seen.
    let message = format!(
        "skipped: there is no {} beside the checkout",
        path.display()
    );
    let mut stderr = std::io::stderr();
    writeln!(stderr, "{message}").unwrap();
    None
}

fn parse(path: &PathBuf) -> ParsedFile {
    let analyzer = Analyzer::new().unwrap();
    let spacing = Spacing::new(&analyzer);
    let bytes = std::fs::read(path).unwrap();
    corpus::parse(NAME, &bytes, &|left: &str, right: &str| {
        spacing.is_space_between(left, right)
    })
    .unwrap()
}

#[test]
fn every_line_is_accounted_for() {
    let Some(path) = real_digest() else { return };
    let parsed = parse(&path);
    let issue = &parsed.issue;
    assert_eq!((issue.articles.len(), issue.events.len()), (18, 3));
    let citations: usize = issue.articles.iter().map(|a| a.citations.len()).sum();
    assert_eq!(citations, 25);
    assert_eq!(parsed.line_counts().values().sum::<usize>(), 565);
    assert_eq!(parsed.warnings, []);
    let count = |kind: BlockKind| {
        let blocks = issue
            .articles
            .iter()
            .flat_map(|a| a.summary.iter().chain(&a.body));
        blocks.filter(|block| block.kind == kind).count()
    };
    assert_eq!(count(BlockKind::Heading), 25);
    assert_eq!(count(BlockKind::Bullet), 99);
    assert_eq!(count(BlockKind::Subbullet), 109);
    assert_eq!(count(BlockKind::Footnote), 6);
    assert_eq!(count(BlockKind::Caption), 2);
    assert_eq!(count(BlockKind::Paragraph), 0);
    let text = std::fs::read_to_string(&path).unwrap();
    let without_spaces: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(corpus::rebuild(&parsed).unwrap(), without_spaces);
}

#[test]
fn events_have_every_field() {
    let Some(path) = real_digest() else { return };
    let parsed = parse(&path);
    let days: Vec<String> = parsed
        .issue
        .events
        .iter()
        .map(|event| format!("{}..{}", event.first_day.unwrap(), event.last_day.unwrap()))
        .collect();
    assert_eq!(
        days,
        [
            "2024-07-21..2024-07-27",
            "2024-07-26..2024-07-28",
            "2024-06-19..2024-06-21"
        ]
    );
    assert!(
        parsed
            .issue
            .events
            .iter()
            .all(|event| event.homepage.is_some())
    );
}

#[test]
fn the_red_team_is_first() {
    let Some(path) = real_digest() else { return };
    let dir = Dir::new();
    dir.digest_file(NAME, std::fs::read(path).unwrap());
    let hits = dir.digest(&["search", "레드팀", "--json"]).json();
    assert_eq!(ids(&hits)[0], "000_d1e09330fba9aa98/12");
    let citation = &hits["hits"][0]["citations"][0];
    assert_eq!(citation["publisher"], "과학기술정보통신부");
    assert_eq!(citation["date"], "2024-04-11");
}

#[test]
fn lost_spaces_are_judged_by_the_words() {
    let Some(path) = real_digest() else { return };
    let analyzer = Arc::new(Analyzer::new().unwrap());
    let spacing = Spacing::new(&analyzer);
    let judge = |left: &str, right: &str| spacing.is_space_between(left, right);
    let text = std::fs::read_to_string(&path).unwrap();
    // A title's own space tells where it starts: only those at ends are taken.
    let stripped: String = text
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    let whole = corpus::parse(NAME, text.as_bytes(), &judge).unwrap();
    let judged = corpus::parse(NAME, stripped.as_bytes(), &judge).unwrap();
    let texts = |parsed: &ParsedFile| -> Vec<String> {
        let articles = parsed.issue.articles.iter();
        articles
            .flat_map(|a| {
                a.summary
                    .iter()
                    .chain(&a.body)
                    .map(|block| block.text.trim().to_owned())
            })
            .collect()
    };
    let (whole, judged) = (texts(&whole), texts(&judged));
    assert_eq!(whole.len(), judged.len());
    let wrong = whole.iter().zip(&judged).filter(|(a, b)| a != b).count();
    // Two of a hundred blocks may differ by a space: nobody can tell them all.
    assert!(
        wrong * 50 <= whole.len(),
        "{wrong} of {} blocks differ",
        whole.len()
    );
}
