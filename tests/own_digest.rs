//! The parse of the project's own digest files, pinned in `golden/own_digest.txt` and
//! `golden/own_pdf.txt`.
//!
//! Where a change of it is meant: `UPDATE_GOLDEN=1 cargo test own_digest`, and read
//! the difference.

use std::fmt::Write;

use digest::analysis::{Analyzer, Spacing};
use digest::corpus::{self, Allowance, Means, ParsedFile, SpacesEverywhere, WordJudge};
use digest::document::{Block, BlockKind, Document, PartialDate};

use crate::library::pdf_program;
use crate::util::{assert_golden, project};

#[test]
fn the_parse_is_pinned() {
    let bytes = std::fs::read(project().join("corpus/2024-05.txt")).unwrap();
    let parsed = corpus::parse("2024-05.txt", &bytes, &SpacesEverywhere).unwrap();
    assert!(parsed.warnings.is_empty(), "{:?}", parsed.warnings);
    assert_golden("own_digest.txt", &dump(parsed.documents()));
}

/// `corpus/2025-08.pdf`, which `tests/own_issue` makes.
fn parsed_pdf(judge: &dyn WordJudge) -> ParsedFile {
    let bytes = std::fs::read(project().join("corpus/2025-08.pdf")).unwrap();
    let program = pdf_program();
    let means = Means {
        pdf: program.as_ref(),
        stop: &|| false,
        ..Means::NONE
    };
    corpus::parse_with("2025-08.pdf", &bytes, judge, &Allowance::default(), means).unwrap()
}

#[test]
fn the_parse_of_the_pdf_is_pinned() {
    let parsed = parsed_pdf(&SpacesEverywhere);
    assert!(parsed.warnings.is_empty(), "{:?}", parsed.warnings);
    assert_golden("own_pdf.txt", &dump(parsed.documents()));
    corpus::rebuild(&parsed).unwrap();
}

#[test]
fn the_pdf_says_what_it_was_made_of() {
    let parsed = parsed_pdf(&SpacesEverywhere);
    let folder = project().join("tests/own_issue");
    let source = std::fs::read_to_string(folder.join("issue.txt")).unwrap();
    let texts_of = |sign: &str| -> Vec<String> {
        let lines = source.lines();
        let texts = lines.filter_map(|line| line.strip_prefix(sign));
        texts.map(|text| text.trim().to_owned()).collect()
    };
    let articles = &parsed.issue.articles;
    let titles: Vec<&str> = articles.iter().map(|a| a.title.as_str()).collect();
    assert_eq!(titles, texts_of("+"));
    let blocks_of = |kind: BlockKind| -> Vec<&str> {
        let blocks = articles
            .iter()
            .flat_map(|a| a.summary.iter().chain(&a.body));
        let blocks = blocks.filter(|block| block.kind == kind);
        blocks.map(|block| block.text.as_str()).collect()
    };
    assert_eq!(blocks_of(BlockKind::Heading), texts_of("□"));
    assert_eq!(blocks_of(BlockKind::Bullet), texts_of("■"));
    assert_eq!(blocks_of(BlockKind::Subbullet), texts_of("•"));
    assert_eq!(blocks_of(BlockKind::Footnote), texts_of("*"));
    let cited = articles.iter().flat_map(|a| &a.citations);
    let cited: Vec<&str> = cited.map(|citation| citation.printed.as_str()).collect();
    assert_eq!(cited, texts_of(">"));
    let events = std::fs::read_to_string(folder.join("events.tsv")).unwrap();
    let names = events
        .lines()
        .map(|line| line.split('\t').nth(2).unwrap().replace(" / ", " "));
    let read: Vec<&str> = parsed
        .issue
        .events
        .iter()
        .map(|e| e.name.as_str())
        .collect();
    assert_eq!(read, names.collect::<Vec<String>>());
}

#[test]
fn no_character_is_lost() {
    let bytes = std::fs::read(project().join("corpus/2024-05.txt")).unwrap();
    let parsed = corpus::parse("2024-05.txt", &bytes, &SpacesEverywhere).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let without_spaces: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(corpus::rebuild(&parsed).unwrap(), without_spaces);
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    assert_eq!(parsed.line_counts().values().sum::<usize>(), lines);
}

#[test]
fn spaces_lost_at_line_ends_are_found_again() {
    let text = std::fs::read_to_string(project().join("corpus/2024-05.txt")).unwrap();
    let stripped: String = text
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    let analyzer = Analyzer::new().unwrap();
    let spacing = Spacing::new(&analyzer);
    let judge = |left: &str, right: &str| spacing.is_space_between(left, right);
    let dump_of = |text: &str| {
        let parsed = corpus::parse("2024-05.txt", text.as_bytes(), &judge).unwrap();
        dump(parsed.documents())
    };
    let (whole, judged) = (dump_of(&text), dump_of(&stripped));
    assert_eq!(whole.lines().count(), judged.lines().count());
    let pairs = whole.lines().zip(judged.lines());
    let wrong: Vec<_> = pairs
        .filter(|(a, b)| a.trim_end() != b.trim_end())
        .collect();
    // A narrow column may be cut between two words that also make one.
    assert!(wrong.len() <= 4, "{wrong:#?}");
}

fn dump(documents: impl Iterator<Item = Document>) -> String {
    let mut out = String::new();
    let date = |date: Option<PartialDate>| date.map_or("-".to_owned(), |date| date.to_string());
    let blocks = |out: &mut String, label: &str, blocks: &[Block]| {
        for block in blocks {
            let kind = if label.is_empty() {
                block.kind.as_str()
            } else {
                label
            };
            writeln!(out, "  {kind}@{} {}", block.line, block.text).unwrap();
        }
    };
    for document in documents {
        match document {
            Document::Article(article) => {
                let (id, line) = (&article.id, article.source.line);
                writeln!(
                    out,
                    "{id}@{line} {} {}",
                    date(article.dated().map(|(date, _)| date)),
                    article.title
                )
                .unwrap();
                blocks(&mut out, "summary", &article.summary);
                blocks(&mut out, "", &article.body);
                for citation in &article.citations {
                    writeln!(
                        out,
                        "  citation@{} {} | {} | {} | {}",
                        citation.line,
                        citation.publisher,
                        citation.title,
                        date(citation.date),
                        citation.url.as_deref().unwrap_or("-")
                    )
                    .unwrap();
                }
            }
            Document::Event(event) => {
                let (id, line) = (&event.id, event.source.line);
                writeln!(out, "{id}@{line} {}", event.name).unwrap();
                writeln!(
                    out,
                    "  {}..{} | {} | {} | {}",
                    date(event.first_day.map(Into::into)),
                    date(event.last_day.map(Into::into)),
                    event.period,
                    event.place,
                    event.homepage.as_deref().unwrap_or("-")
                )
                .unwrap();
                blocks(&mut out, "description", &event.description);
            }
        }
    }
    out
}
