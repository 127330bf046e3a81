//! No word of a Markdown text or a page is lost: each is in a text of an article, or in a line
//! that is named as left out.

use proptest::prelude::*;

use crate::corpus::{ParsedFile, SpacesEverywhere, parse, rebuild};
use crate::document::Document;

/// A block of a document, whose words are given to it when it is written.
#[derive(Debug, Clone)]
enum Block {
    Heading(u8),
    Strong,
    Paragraph,
    Linked,
    Items(Vec<u8>),
    Table(u8, u8),
    Quote,
    Code,
    Source,
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        (1..5u8).prop_map(Block::Heading),
        Just(Block::Strong),
        Just(Block::Paragraph),
        Just(Block::Linked),
        prop::collection::vec(0..3u8, 1..5).prop_map(Block::Items),
        (1..4u8, 1..4u8).prop_map(|(rows, columns)| Block::Table(rows, columns)),
        Just(Block::Quote),
        Just(Block::Code),
        Just(Block::Source),
    ]
}

/// Words that stand nowhere else.
struct Words(u32);

impl Words {
    fn some(&mut self, count: u32) -> String {
        let words: Vec<String> = (self.0..self.0 + count)
            .map(|n| format!("낱말{n}끝"))
            .collect();
        self.0 += count;
        words.join(" ")
    }
}

fn markdown(blocks: &[Block]) -> (String, u32) {
    let mut words = Words(0);
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Heading(level) => {
                text += &format!("{} {}", "#".repeat(usize::from(*level)), words.some(3));
            }
            Block::Strong => text += &format!("**{}**\n{}", words.some(3), words.some(4)),
            Block::Paragraph => text += &format!("{}\n{}", words.some(4), words.some(4)),
            Block::Linked => {
                let (said, linked) = (words.some(6), words.some(2));
                text += &format!("{said} [{linked}](https://a.example/{})", words.0);
            }
            Block::Items(depths) => {
                let mut last = 0;
                for depth in depths {
                    last = (*depth).min(last + 1);
                    let indent = "    ".repeat(usize::from(last));
                    text += &format!("{indent}- {}\n", words.some(3));
                }
            }
            Block::Table(rows, columns) => {
                for row in 0..=*rows {
                    let cells: Vec<String> = (0..*columns).map(|_| words.some(2)).collect();
                    text += &format!("| {} |\n", cells.join(" | "));
                    if row == 0 {
                        text += &format!("|{}\n", "---|".repeat(usize::from(*columns)));
                    }
                }
            }
            Block::Quote => text += &format!("> {}", words.some(5)),
            Block::Code => text += &format!("```\n{}\n```", words.some(5)),
            Block::Source => {
                text += &format!("출처: {}, {}, 2031.02.03.", words.some(1), words.some(3));
            }
        }
        text += "\n\n";
    }
    (text, words.0)
}

fn page(blocks: &[Block]) -> (String, u32) {
    let mut words = Words(0);
    let mut text = "<html><body>\n".to_owned();
    for block in blocks {
        text += &match block {
            Block::Heading(level) => format!("<h{level}>{}</h{level}>", words.some(3)),
            Block::Strong => format!("<p><b>{}</b><br>{}</p>", words.some(3), words.some(4)),
            Block::Paragraph => format!("<p>{}\n{}", words.some(4), words.some(4)),
            Block::Linked => {
                let (said, linked) = (words.some(6), words.some(2));
                let number = words.0;
                format!("<div>{said} <a href='https://a.example/{number}'>{linked}</a></div>")
            }
            Block::Items(depths) => {
                let items = depths.iter().map(|depth| match depth {
                    0 => format!("<li>{}", words.some(3)),
                    _ => format!("<li>{}<ul><li>{}</ul>", words.some(2), words.some(2)),
                });
                format!("<ul>{}</ul>", items.collect::<String>())
            }
            Block::Table(rows, columns) => {
                let mut table = "<table>".to_owned();
                for _ in 0..*rows {
                    let cells: String = (0..*columns)
                        .map(|_| format!("<td>{}", words.some(2)))
                        .collect();
                    table += &format!("<tr>{cells}\n");
                }
                table + "</table>"
            }
            Block::Quote => format!("<blockquote>{}</blockquote>", words.some(5)),
            Block::Code => format!("<pre>{}\n{}</pre>", words.some(2), words.some(3)),
            Block::Source => format!(
                "<p>출처: {}, {}, 2031.02.03.</p>",
                words.some(1),
                words.some(3)
            ),
        };
        text.push('\n');
    }
    (text + "</body></html>", words.0)
}

fn check(name: &str, text: &str, words: u32) {
    let parsed: ParsedFile = parse(name, text.as_bytes(), &SpacesEverywhere).unwrap();
    rebuild(&parsed).unwrap();
    let documents: Vec<Document> = parsed.documents().collect();
    let mut kept = String::new();
    for text in documents.iter().flat_map(Document::texts) {
        kept.push_str(text.text);
        kept.push('\n');
    }
    for span in &parsed.spans {
        kept.push_str(&span.marker);
        kept.push('\n');
    }
    for word in 0..words {
        let word = format!("낱말{word}끝");
        assert!(kept.contains(&word), "{word} is lost of\n{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_markdown_text_is_lost(blocks in prop::collection::vec(block(), 1..12)) {
        let (text, words) = markdown(&blocks);
        check("2031-03-15.md", &text, words);
        check("memo.md", &text, words);
    }

    #[test]
    fn no_word_of_a_page_is_lost(blocks in prop::collection::vec(block(), 1..12)) {
        let (text, words) = page(&blocks);
        check("2031-03-15.html", &text, words);
    }
}
