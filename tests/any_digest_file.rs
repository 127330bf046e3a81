//! Any bytes as a digest file: the seeds of the readers' fuzz target, the digest files of
//! the tests, and pieces of the layouts put together at random.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::select;

use crate::util::project;

#[path = "fuzz/reader_checks.rs"]
mod reader_checks;

#[test]
fn every_seed_of_the_readers_is_read_or_refused() {
    let mut seeds: Vec<PathBuf> = Vec::new();
    for folder in ["tests/fuzz/reader_seeds", "tests/corpus"] {
        let entries = fs::read_dir(project().join(folder)).unwrap();
        seeds.extend(entries.map(|entry| entry.unwrap().path()));
    }
    seeds.sort();
    assert!(seeds.len() >= 30, "the test has lost sight of the seeds");
    for seed in seeds {
        // Shown where the check fails.
        println!("{}", seed.display());
        reader_checks::check_bytes(&fs::read(seed).unwrap());
    }
}

/// Pieces that mean something to a reader.
const PIECES: [&str; 70] = [
    "제목",
    "n ",
    "£",
    "∙ ",
    "- ",
    "KEY Contents",
    "☞ 출처 : ",
    "기관, 글, 2024.04.01.",
    "\n",
    "\r\n",
    "\n\n",
    "\u{c}",
    "\u{2028}",
    "1. ",
    "Ⅰ. ",
    "행사명",
    "기간",
    "장소",
    "홈페이지",
    "2024.7.21~27",
    "https://example.com/",
    "{",
    "}",
    "\"id\":",
    "\"title\":\"t\",",
    "\"body\":",
    "\"citations\":[",
    "]",
    ",",
    "\\u0000",
    "# ",
    "## ",
    "**",
    "[글](https://a.kr/b)",
    "](",
    "| ",
    "|---|",
    "> ",
    "---",
    "`",
    "[^1]",
    "해당 없음",
    "<html>",
    "<p>",
    "<br>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "<article>",
    "</article>",
    "<a href=\"https://a.kr/c\">",
    "<nav>",
    "<script>",
    "[",
    "\\ud83d",
    "\"articles\":[",
    "제목,본문\n",
    ";",
    "\t",
    "\"",
    "<rss><channel>",
    "<feed>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<![CDATA[",
    "]]>",
    "&nbsp;",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_the_layouts_are_read_or_refused(pieces in prop::collection::vec(select(&PIECES), 0..60)) {
        reader_checks::check_bytes(pieces.concat().as_bytes());
    }
}
