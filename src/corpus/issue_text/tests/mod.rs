//! Whole digest files, parsed and checked.
//!
//! The files in tests/corpus are made up; each has a golden file beside it with
//! what is read from it. After a change that is meant to read more, or better:
//!
//!     UPDATE_GOLDEN=1 cargo test corpus
//!
//! and look through the difference. Of the real issue, which is not in this
//! repository, only counts and hashes are kept (tests/corpus/real.hashes).

mod spellings;
mod variants;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::corpus::characters::compact;
use crate::corpus::encoding::compose;
use crate::corpus::{ParsedFile, Part, Reach, SpacesEverywhere, digest_files, parse, rebuild};
use crate::document::{Block, BlockKind};
use variants::{Table, Variant, apply};

const MADE: [&str; 5] = [
    "spaced.txt",
    "paged.txt",
    "glued.txt",
    "columns.txt",
    "leftovers.txt",
];

/// A readable picture of a parse, for golden files.
fn dump(parsed: &ParsedFile) -> String {
    let mut out = String::new();
    let issue = &parsed.issue;
    let _ = writeln!(out, "issue {} from {}", issue.id, issue.file);
    let write_blocks = |out: &mut String, name: &str, blocks: &[Block]| {
        for block in blocks {
            let _ = writeln!(
                out,
                "  {name} {} :{} {}",
                block.kind.as_str(),
                block.line,
                block.text
            );
        }
    };
    for article in &issue.articles {
        let date = article
            .date
            .map(|date| date.to_string())
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "\narticle {} :{} {date}\n  title {}",
            article.id, article.source.line, article.title
        );
        write_blocks(&mut out, "summary", &article.summary);
        write_blocks(&mut out, "body", &article.body);
        for citation in &article.citations {
            let date = citation
                .date
                .map(|date| date.to_string())
                .unwrap_or_default();
            let url = citation.url.as_deref().unwrap_or_default();
            let _ = writeln!(
                out,
                "  citation :{} [{}] [{}] [{date}] [{url}]",
                citation.line, citation.publisher, citation.title
            );
        }
    }
    for event in &issue.events {
        let first = event
            .first_day
            .map(|date| date.to_string())
            .unwrap_or_default();
        let last = event
            .last_day
            .map(|date| date.to_string())
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "\nevent {} :{} [{}]\n  [{}] [{first}] [{last}] [{}] [{}]",
            event.id,
            event.source.line,
            event.name,
            event.period,
            event.place,
            event.homepage.as_deref().unwrap_or_default()
        );
        write_blocks(&mut out, "description", &event.description);
    }
    out.push('\n');
    for (kind, lines) in parsed.line_counts() {
        let _ = writeln!(out, "lines {kind} {lines}");
    }
    for span in parsed
        .spans
        .iter()
        .filter(|span| span.part == Part::Furniture)
    {
        let _ = writeln!(
            out,
            "furniture :{} {} {}",
            span.line,
            span.kind.as_str(),
            span.marker
        );
    }
    for warning in &parsed.warnings {
        let _ = writeln!(out, "warning :{} {}", warning.line, warning.message);
    }
    out
}

/// What must be the same in every variant: no lines, no issue, no spaces.
fn outline(parsed: &ParsedFile) -> Vec<String> {
    let mut out = Vec::new();
    let blocks = |out: &mut Vec<String>, name: &str, blocks: &[Block]| {
        for block in blocks {
            out.push(format!("{name} {} {}", block.kind.as_str(), block.text));
        }
    };
    for article in &parsed.issue.articles {
        out.push(format!(
            "article {} {:?} {}",
            article.ordinal, article.date, article.title
        ));
        blocks(&mut out, "summary", &article.summary);
        blocks(&mut out, "body", &article.body);
        for citation in &article.citations {
            out.push(format!(
                "citation {}|{}|{:?}|{:?}",
                citation.publisher, citation.title, citation.date, citation.url
            ));
        }
    }
    for event in &parsed.issue.events {
        out.push(format!(
            "event {}|{:?}|{:?}|{}|{}|{:?}",
            event.name, event.first_day, event.last_day, event.period, event.place, event.homepage
        ));
        blocks(&mut out, "item", &event.description);
    }
    out
}

fn dense_lines(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| compact(line)).collect()
}

#[track_caller]
fn check_same(found: &[String], expected: &[String], what: &str) {
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected, "{what}");
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

/// The checks that every parse of a digest must stand.
#[track_caller]
pub(super) fn check_conservation(text: &str, parsed: &ParsedFile) {
    let text = &compose(text.into());
    assert_eq!(rebuild(parsed).as_deref(), Ok(compact(text).as_str()));
    let lines = text
        .split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    let filled = lines.filter(|line| !compact(line).is_empty()).count();
    assert_eq!(parsed.line_counts().values().sum::<usize>(), filled);
    for article in &parsed.issue.articles {
        for citation in &article.citations {
            let rest = citation
                .printed
                .split_once(&citation.publisher)
                .map(|(_, rest)| rest);
            assert!(
                rest.is_some_and(|rest| rest.contains(&citation.title)),
                "{}",
                citation.printed
            );
        }
    }
}

fn test_file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(name)
}

fn parse_text(name: &str, text: &str) -> ParsedFile {
    parse(name, text.as_bytes(), &SpacesEverywhere).unwrap()
}

/// Compares with a golden file, or writes it.
#[track_caller]
fn check_golden(name: &str, found: &str) {
    let path = test_file(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, found).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    for (line, (golden, found)) in (1..).zip(golden.lines().zip(found.lines())) {
        assert_eq!(found, golden, "{name}:{line}");
    }
    assert_eq!(
        found.lines().count(),
        golden.lines().count(),
        "{name} has other lines at its end"
    );
}

/// The real issue, where it lies beside the repository.
fn real_issue() -> Option<(String, String)> {
    let name = "000_d1e09330fba9aa98.txt";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/digests")
        .join(name);
    match fs::read_to_string(path) {
        Ok(text) => Some((name.to_owned(), text)),
        Err(_) => {
            // Not println: what a test that passes prints is not shown.
            let message = "skipped: the real issue is not beside this repository";
            let _ = writeln!(std::io::stderr(), "{message}");
            None
        }
    }
}

/// FNV-1a, whose values are the same everywhere and always.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn made_files_are_read_as_their_golden_files_say() {
    for name in MADE {
        let text = fs::read_to_string(test_file(name)).unwrap();
        let parsed = parse_text(name, &text);
        check_conservation(&text, &parsed);
        check_golden(&name.replace(".txt", ".golden"), &dump(&parsed));
    }
    let name = "elsewhere.jsonl";
    let text = fs::read_to_string(test_file(name)).unwrap();
    check_golden("elsewhere.golden", &dump(&parse_text(name, &text)));
}

#[test]
fn the_real_issue_is_read_whole() {
    let Some((name, text)) = real_issue() else {
        return;
    };
    let parsed = parse_text(&name, &text);
    check_conservation(&text, &parsed);
    assert_eq!(parsed.warnings, []);
    assert_eq!(parsed.line_counts().values().sum::<usize>(), 565);
    let articles = &parsed.issue.articles;
    assert_eq!((articles.len(), parsed.issue.events.len()), (18, 3));
    assert!(
        articles
            .iter()
            .all(|article| article.summary.len() == 2 && article.date.is_some())
    );
    let citations = articles.iter().flat_map(|article| &article.citations);
    assert!(citations.clone().all(|citation| {
        let date = citation.date.is_some();
        date && !citation.publisher.is_empty() && !citation.title.is_empty()
    }));
    assert_eq!(citations.count(), 25);
    let blocks = articles
        .iter()
        .flat_map(|article| article.summary.iter().chain(&article.body));
    let count = |kind: BlockKind| blocks.clone().filter(|block| block.kind == kind).count();
    assert_eq!(BlockKind::ALL.map(count), [25, 99, 109, 0, 6, 2]);
    let items: usize = parsed
        .issue
        .events
        .iter()
        .map(|event| event.description.len())
        .sum();
    assert_eq!(items, 6);
    let mut hashes = String::new();
    for (kind, lines) in parsed.line_counts() {
        let _ = writeln!(hashes, "lines {kind} {lines}");
    }
    for field in outline(&parsed) {
        let _ = writeln!(
            hashes,
            "{} {:016x}",
            field.split(' ').next().unwrap_or_default(),
            hash(&field)
        );
    }
    check_golden("real.hashes", &hashes);
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
        if variant.no_trailing || variant.table == Table::CutRows {
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
        bits.flat_map(|(bits, page_lines)| Table::ALL.map(|table| (bits, page_lines, table)));
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
                .filter(|span| matches!(span.part, Part::Citation(number, _) if number == lost))
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
                    warning.line == start && warning.message.contains("check its title")
                });
                // A space before the title is evidence enough.
                assert!(is_said || !variant.no_leading, "{what}");
            }
        }
        assert!(halved * 5 <= all, "{name}: {halved} of {all}");
    }
}

#[test]
fn encodings_are_recognised() {
    let text = fs::read_to_string(test_file("glued.txt"))
        .unwrap()
        .replace(['∙', '☞', '£'], "");
    let text = format!("{text}\nKEY Contents\n");
    let expected = outline(&parse_text("a.txt", &text));
    let (cp949, _, had_errors) = encoding_rs::EUC_KR.encode(&text);
    assert!(!had_errors);
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(to_bytes).collect::<Vec<u8>>()
    };
    let with_bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for (bytes, encoding) in [
        (cp949.into_owned(), Some("CP949")),
        (utf16(u16::to_le_bytes), Some("UTF-16LE")),
        (utf16(u16::to_be_bytes), Some("UTF-16BE")),
        (with_bom, None),
        (text.replace('\n', "\r\n").into_bytes(), None),
        (text.replace('\n', "\r").into_bytes(), None),
    ] {
        let parsed = parse("a.txt", &bytes, &SpacesEverywhere).unwrap();
        let note = parsed.warnings.iter().find(|warning| warning.line == 1);
        let note = note.map(|warning| warning.message.as_str());
        let said = encoding.map(|name| format!("the file is in {name} and was read as that; "));
        assert_eq!(note.is_some(), said.is_some(), "{encoding:?}");
        assert!(note.is_none_or(|note| note.starts_with(said.as_deref().unwrap_or_default())));
        assert_eq!(outline(&parsed), expected, "{encoding:?}");
    }
}

#[test]
fn a_decomposed_file_is_read_as_a_composed_one() {
    let made = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let made = ("2031-04.txt".to_owned(), made);
    for (name, text) in [Some(made), real_issue()].into_iter().flatten() {
        let decomposed: String = text.nfd().collect();
        assert_ne!(decomposed, text);
        let parsed = parse_text(&name, &decomposed);
        check_conservation(&decomposed, &parsed);
        assert_eq!(parsed, parse_text(&name, &text));
    }
}

/// What a converter to CP949 writes for the characters that CP949 lacks.
fn for_cp949(text: &str) -> String {
    text.replace('£', "￡")
        .replace(['∙', '‧', '․'], "·")
        .replace('⼤', "大")
}

#[test]
fn a_file_in_cp949_is_read_as_one_in_utf_8() {
    let made = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let made = ("2031-04.txt".to_owned(), made);
    for (name, text) in [Some(made), real_issue()].into_iter().flatten() {
        let spelled = for_cp949(&text);
        let (bytes, _, had_errors) = encoding_rs::EUC_KR.encode(&spelled);
        assert!(!had_errors, "{name}");
        let parsed = parse(&name, &bytes, &SpacesEverywhere).unwrap();
        let lines: Vec<u32> = parsed.warnings.iter().map(|warning| warning.line).collect();
        assert_eq!(lines, [1], "{name}");
        let expected = outline(&parse_text(&name, &text));
        let expected: Vec<String> = expected.iter().map(|field| for_cp949(field)).collect();
        check_same(&outline(&parsed), &expected, &name);
    }
}

#[track_caller]
fn check_refused(name: &str, bytes: &[u8], message: &str) {
    let error = parse(name, bytes, &SpacesEverywhere)
        .unwrap_err()
        .to_string();
    assert!(error.starts_with(message), "{error}\nis not\n{message}");
}

#[test]
fn bad_files_are_refused_with_file_and_line() {
    let mut broken = "첫째 줄\n둘째 줄\n".as_bytes().to_vec();
    broken.extend(b"\xC7\xFF\xFF\n");
    check_refused(
        "a.txt",
        &broken,
        "a.txt:3: the text is neither UTF-8 nor EUC-KR/CP949",
    );
    check_refused("a.txt", b"", "a.txt: the file is empty; ");
    check_refused(
        "a.txt",
        " \n\u{FEFF}\u{C}\n".as_bytes(),
        "a.txt: the file is empty; ",
    );
    check_refused(
        "a.txt",
        b"ab\ncd\0ef",
        "a.txt:2: the file is binary (it holds a zero byte); ",
    );
    check_refused(
        "a.txt",
        b"\x01\x02\x03ab",
        "a.txt:1: the file is binary (it is full of control",
    );
    check_refused(
        "a.txt",
        b"%PDF-1.7 ...",
        "a.txt: the file is a PDF; extract its text",
    );
    check_refused(
        "a.txt",
        b"\xFF\xFE\x00\xD8\x61\x00",
        "a.txt: the file starts as UTF-16 but",
    );
    check_refused(
        "b/a.txt",
        "장보기 목록\n- 사과\n".as_bytes(),
        "b/a.txt: this is no digest file: ",
    );
}

#[test]
fn bad_json_lines_are_refused_with_file_and_line() {
    let good = r#"{"id": 1, "title": "제목", "body": "글"}"#;
    for (line, message) in [
        ("not json", "this is no JSON ("),
        (r#"{"id": 2, "title": "#, "this is no JSON ("),
        (r#"[1]"#, "this line is no JSON object; "),
        (
            r#"{"title": "a", "body": "b"}"#,
            "the article has no `id`; ",
        ),
        (
            r#"{"id": "a  b", "title": "a", "body": "b"}"#,
            "the `id` \"a  b\" cannot be typed as it is seen: ",
        ),
        (
            r#"{"id": " a", "title": "a", "body": "b"}"#,
            "the `id` \" a\" cannot be typed as it is seen: ",
        ),
        (
            r#"{"id": "a\u202eb", "title": "a", "body": "b"}"#,
            "the `id` \"a\\u{202e}b\" cannot be typed as it is seen: ",
        ),
        (
            r#"{"id": true, "title": "a", "body": "b"}"#,
            "the `id` is neither",
        ),
        (r#"{"id": 2, "body": "b"}"#, "the article has no `title`; "),
        (
            r#"{"id": 2, "title": 3, "body": "b"}"#,
            "the `title` is no string; ",
        ),
        (
            r#"{"id": 2, "title": " ", "body": "b"}"#,
            "the `title` is empty; ",
        ),
        (r#"{"id": 2, "title": "a"}"#, "the article has no `body`; "),
        (
            r#"{"id": 2, "title": "a", "body": 5}"#,
            "the `body` is neither",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "date": 5}"#,
            "the article's date is no string; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [1]}"#,
            "a citation is neither",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [{}]}"#,
            "a citation is empty; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [{"date": "2024-05-01"}]}"#,
            "a citation is empty; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [" "]}"#,
            "a citation is empty; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "body": "c"}"#,
            "`body` is given twice in one object; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [{"url": "b", "url": "c"}]}"#,
            "`url` is given twice in one object; ",
        ),
        (
            r#"{"id": "1", "title": "a", "body": "b"}"#,
            "the id a/1 already stands on line 1; ",
        ),
    ] {
        check_refused(
            "a.jsonl",
            format!("{good}\n\n{line}\n").as_bytes(),
            &format!("a.jsonl:3: {message}"),
        );
    }
    check_refused("a.jsonl", b"not json\n", "a.jsonl:1: this is no JSON (");
}

#[test]
fn formats_are_told_by_content_and_ending() {
    let good = r#"{"id": 1, "title": "제목", "body": "글"}"#;
    assert_eq!(
        parse_text("x/a.txt", good).issue.articles[0].id.as_str(),
        "a/1"
    );
    let digest = fs::read_to_string(test_file("spaced.txt")).unwrap();
    assert_eq!(parse_text("2031-04.jsonl", &digest).issue.id, "2031-04");
}

#[test]
fn folders_give_their_digest_files_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("b/c")).unwrap();
    fs::create_dir_all(root.join(".hidden")).unwrap();
    for name in [
        "z.txt",
        "a.TXT",
        "b/c/d.jsonl",
        "terms.txt",
        "README.md",
        "x.json",
        ".e.txt",
        ".hidden/f.txt",
        "g.txt~",
        "#h.txt#",
        "~$i.txt",
        "txt",
    ] {
        fs::write(root.join(name), "x").unwrap();
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root, root.join("b/loop")).unwrap();
        std::os::unix::fs::symlink(root.join("nowhere"), root.join("gone.txt")).unwrap();
    }
    let reach = Reach {
        follows_links: true,
        ..Reach::default()
    };
    let listing = digest_files(root, reach, &|| false).unwrap();
    assert_eq!(listing.passed_over, []);
    let names: Vec<&str> = listing
        .files
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(listing.problems, []);
    let expected = ["a.TXT", "b/c/d.jsonl", "gone.txt", "terms.txt", "z.txt"];
    let expected: Vec<&str> = expected
        .into_iter()
        .filter(|name| cfg!(unix) || *name != "gone.txt")
        .collect();
    assert_eq!(names, expected);
    #[cfg(unix)]
    {
        let listing = digest_files(root, Reach::default(), &|| false).unwrap();
        let passed_over = listing.passed_over.iter().map(|error| error.file.as_str());
        assert!(passed_over.eq(["b/loop", "gone.txt"]), "{listing:?}");
        assert_eq!(listing.files.len(), expected.len() - 1);
    }
    let none = digest_files(&root.join("none"), Reach::default(), &|| false);
    let error = none.unwrap_err().to_string();
    assert!(
        error.contains("the corpus folder cannot be read ("),
        "{error}"
    );
}

/// One folder that may not be read must not hide the others.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_a_problem_of_its_own() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in ["closed", "sealed/inner", "open"] {
        fs::create_dir_all(root.join(name)).unwrap();
        fs::write(root.join(name).join("a.txt"), "x").unwrap();
    }
    let set_mode = |name: &str, mode| {
        fs::set_permissions(root.join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    set_mode("closed", 0o000);
    set_mode("sealed", 0o444);
    let is_closed = fs::read_dir(root.join("closed")).is_err();
    let listing = digest_files(root, Reach::default(), &|| false);
    set_mode("closed", 0o755);
    set_mode("sealed", 0o755);
    if !is_closed {
        let message = "skipped: this user may read every folder";
        let _ = writeln!(std::io::stderr(), "{message}");
        return;
    }
    let listing = listing.unwrap();
    let names: Vec<&str> = listing
        .files
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(names, ["open/a.txt"]);
    let problems: Vec<&str> = listing
        .problems
        .iter()
        .map(|problem| problem.file.as_str())
        .collect();
    assert_eq!(problems, ["closed/", "sealed/inner/"]);
    let message = &listing.problems[0].message;
    assert!(
        message.starts_with("this folder cannot be read ("),
        "{message}"
    );
}

#[test]
fn a_judge_is_asked_only_where_spaces_are_lost() {
    let digest = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let never = |left: &str, right: &str| -> bool { panic!("asked for {left} {right}") };
    parse("a.txt", digest.as_bytes(), &never).unwrap();
    let stripped: Vec<&str> = digest.lines().map(str::trim_end).collect();
    let judged = parse(
        "a.txt",
        stripped.join("\n").as_bytes(),
        &|left: &str, _: &str| left != "것으",
    )
    .unwrap();
    assert!(
        judged.issue.articles[1].body[3]
            .text
            .ends_with("나아질 것으로 기대")
    );
}

/// Lines of all kinds, whole and cut, in any order.
fn any_line() -> impl Strategy<Value = String> {
    let made = MADE.map(|name| fs::read_to_string(test_file(name)).unwrap_or_default());
    let lines: Vec<String> = made.join("\n").split('\n').map(str::to_owned).collect();
    let part = prop::sample::select(lines);
    prop_oneof![
        6 => part.clone(),
        1 => (part, any::<prop::sample::Index>(), any::<bool>()).prop_map(|(line, at, is_head)| {
            let chars: Vec<char> = line.chars().collect();
            let at = at.index(chars.len() + 1);
            let chars = if is_head { &chars[..at] } else { &chars[at..] };
            chars.iter().collect()
        }),
        1 => r"[n£∙*☞<>\-()., \t\r\u{b}\u{c}\u{85}\u{200b}\u{2028}가-힣A-Za-z0-9~·…]{0,24}",
        1 => "[0-9]{1,4}[.년/-][0-9]{1,3}[.월~-][0-9]{0,3}[.일]?",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_lost_whatever_the_lines(lines in prop::collection::vec(any_line(), 0..60)) {
        let text = lines.join("\n");
        if let Ok(parsed) = parse("2024-05.txt", text.as_bytes(), &SpacesEverywhere)
            && parsed.spans.iter().all(|span| !matches!(span.part, Part::Record(_)))
        {
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
            check_conservation(text, &parsed);
        }
    }

    #[test]
    fn no_bytes_are_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse("a.txt", &bytes, &SpacesEverywhere);
        let _ = parse("a.jsonl", &bytes, &SpacesEverywhere);
    }
}

/// Parsing takes time in proportion to the text, whatever it repeats: a square
/// shows at this length.
#[test]
#[ignore = "takes minutes without optimisation: cargo test --release corpus -- --ignored"]
fn long_files_take_no_more_than_their_share() {
    let spaced = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let stripped: String = spaced
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    let repeated = [
        spaced.as_str(),
        &stripped,
        "n 줄\n",
        "∙ 줄이 \n이어짐\n",
        "KEY Contents\n",
        "기간\n",
        "기간 장소 홈페이지\n",
        "2031.5.30~6.2 가온시, https://a.example/b\n",
        "- 항목\n이름 2031\n",
        "☞ 출처 : 가, 나, 2031.03.04.\n",
        "가, 나, 2031.03.04. ",
        "가(나, 2031.03.04. ",
        "<그림\n",
        "12\n",
        "제목\n",
        "* 주\n",
        "Ⅱ. 주요 행사 일정\n",
    ];
    for unit in repeated {
        for (head, tail) in [
            ("☞ 출처 : ", ""),
            ("제목\nn 줄\nKEY Contents\n", ""),
            ("☞ 출처 : 가\n행사명\n", "n 줄\n"),
        ] {
            let text = format!("{head}{}{tail}", unit.repeat(3_000_000 / unit.len()));
            let start = std::time::Instant::now();
            let _ = parse("a.txt", text.as_bytes(), &SpacesEverywhere);
            assert!(
                start.elapsed().as_secs() < 6,
                "{unit:?} after {head:?}: {:?}",
                start.elapsed()
            );
        }
    }
}
