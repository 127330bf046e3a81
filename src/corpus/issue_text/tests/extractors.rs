//! One issue as other extractors would have given it is the same issue.

use std::collections::BTreeSet;
use std::fs;

use super::variants::{TableBreak, Variant, apply};
use crate::corpus::characters::compact;
use crate::corpus::tests::{
    check_conservation, check_same, outline, parse_text, real_issue, test_file,
};
use crate::corpus::{ParsedFile, Target};
use crate::document::Part;

fn dense_lines(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| compact(line)).collect()
}

/// Parses a file in each variant and compares with its parse as it is. Returns
/// the texts that were joined otherwise where trailing spaces are lost, at most.
fn check_variants(name: &str, text: &str, variants: impl Iterator<Item = Variant>) -> usize {
    let parsed = parse_text(name, text);
    let expected = outline(&parsed);
    let mut joined_otherwise = 0;
    for variant in variants {
        let changed = apply(text, &parsed, variant);
        let found = parse_text(name, &changed);
        check_conservation(&changed, &found);
        let found = outline(&found);
        let what = format!("{name} {variant:?}");
        // A cut within a word is no evidence of itself, nor is a lost space.
        if variant.no_trailing || variant.table == TableBreak::CutRows {
            check_same(&dense_lines(&found), &dense_lines(&expected), &what);
            let differ = found
                .iter()
                .zip(&expected)
                .filter(|(found, expected)| found != expected);
            joined_otherwise = joined_otherwise.max(differ.count());
        } else {
            check_same(&found, &expected, &what);
        }
    }
    joined_otherwise
}

fn variants() -> impl Iterator<Item = Variant> {
    let pages = [None, Some(1), Some(5), Some(23), Some(30)];
    let bits = (0..128u32).flat_map(move |bits| pages.map(|page_lines| (bits, page_lines)));
    let bits =
        bits.flat_map(|(bits, page_lines)| TableBreak::ALL.map(|table| (bits, page_lines, table)));
    bits.map(|(bits, page_lines, table)| {
        let bit = |n: u32| bits & (1 << n) != 0;
        Variant {
            no_blank_lines: bit(0),
            no_leading: bit(1),
            no_trailing: bit(2),
            key_first: bit(3),
            glued: bit(4) && !bit(5),
            respelled: bit(5),
            wrapped_titles: bit(6),
            page_lines,
            table,
        }
    })
}

#[test]
fn a_made_file_is_read_alike_from_every_extractor() {
    let text = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let joined_otherwise = check_variants("spaced.txt", &text, variants().step_by(11));
    assert!(joined_otherwise <= 8, "{joined_otherwise}");
}

#[test]
fn the_real_issue_is_read_alike_from_every_extractor() {
    let Some((name, text)) = real_issue() else {
        return;
    };
    // All of them take minutes without optimisation.
    let spread = variants().step_by(97);
    let joined_otherwise = check_variants(&name, &text, spread);
    assert!(joined_otherwise <= 8, "{joined_otherwise}");
}

/// Where one article has lost its sources, the next is found without them.
#[test]
fn articles_are_told_apart_without_sources() {
    let made = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let made = ("2031-04.txt".to_owned(), made);
    for (name, text) in [Some(made), real_issue()].into_iter().flatten() {
        let parsed = parse_text(&name, &text);
        let titles = |parsed: &ParsedFile| -> Vec<String> {
            let articles = parsed.issue.articles.iter();
            articles.map(|article| compact(&article.title)).collect()
        };
        let expected = titles(&parsed);
        // After the last article the table follows, which tells that it ends.
        let (mut all, mut halved) = (0, 0);
        // Some of them: all take half a minute without optimisation.
        let step = (expected.len() / 4).max(1);
        for lost in (0..expected.len() - 1).step_by(step) {
            let lines: BTreeSet<u32> = parsed
                .spans
                .iter()
                .filter(|span| matches!(span.target, Target::Article(number, Part::Citation, _) if number == lost))
                .map(|span| span.line)
                .collect();
            let numbered = (1u32..).zip(text.lines());
            let kept = numbered.map(|(number, line)| {
                let is_lost = lines.contains(&number);
                if is_lost { "" } else { line }
            });
            let text = kept.collect::<Vec<_>>().join("\n");
            for bits in 0..16 {
                let bit = |n: u32| bits & (1 << n) != 0;
                let variant = Variant {
                    no_blank_lines: true,
                    no_leading: bit(0),
                    no_trailing: bit(1),
                    key_first: bit(2),
                    wrapped_titles: bit(3),
                    ..Variant::default()
                };
                let changed = apply(&text, &parsed, variant);
                let found = parse_text(&name, &changed);
                check_conservation(&changed, &found);
                let what = format!("{name} {lost} {variant:?}");
                let found_titles = titles(&found);
                assert_eq!(found_titles.len(), expected.len(), "{what}");
                for (nth, (found, expected)) in found_titles.iter().zip(&expected).enumerate() {
                    all += usize::from(nth == lost + 1 && variant.wrapped_titles);
                    if found != expected {
                        assert!(nth == lost + 1, "{what}");
                        // Where the bullet before ends in a full line, or the title's
                        // first line is short, no sign tells where the title starts.
                        halved += 1;
                    }
                }
                for (number, article) in found.issue.articles.iter().enumerate() {
                    assert_eq!(article.citations.is_empty(), number == lost, "{what}");
                    assert_eq!(article.summary.len(), 2, "{what}");
                }
                let start = found.issue.articles[lost + 1].source.line;
                let is_said = found.warnings.iter().any(|warning| {
                    warning.line == start && warning.message.english().contains("check its title")
                });
                // A space before the title is evidence enough.
                assert!(is_said || !variant.no_leading, "{what}");
            }
        }
        assert!(halved * 5 <= all, "{name}: {halved} of {all}");
    }
}
