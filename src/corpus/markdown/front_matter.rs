//! What stands between `---` lines before a Markdown text: title, day, author and source.

use crate::corpus::characters::trim;
use crate::corpus::date_text::marked_date;
use crate::corpus::outline::{About, LeftOut, Told};
use crate::corpus::parsed::LineKind;

/// Reads the lines of front matter, of which the first is on `first_line`. Only what is plain
/// is read, `key: value` and `key = value`; the rest is named as left out.
pub(super) fn read(text: &str, first_line: u32, about: &mut About, left_out: &mut Vec<LeftOut>) {
    let mut author = None;
    for (line, printed) in (first_line..).zip(text.lines()) {
        if trim(printed).is_empty() {
            continue;
        }
        let told = |text: &str| {
            Some(Told {
                text: text.to_owned(),
                line,
            })
        };
        let (key, value) = key_and_value(printed);
        let is_top = !printed.starts_with([' ', '\t', '-']);
        let is_address = value.starts_with("http://") || value.starts_with("https://");
        match key.to_lowercase().as_str() {
            _ if value.is_empty() || !is_top => {}
            "title" | "제목" => {
                about.title = told(value);
                continue;
            }
            "description" | "summary" | "요약" | "설명" => {
                about.summary = told(value);
                continue;
            }
            "date" | "published" | "publish_date" | "pubdate" | "created" | "날짜" | "일자"
            | "발행일" | "작성일" => {
                about.date = marked_date(value);
            }
            "source" | "출처" | "url" | "link" | "원문" | "canonical_url" if is_address => {
                about.url = Some(value.to_owned());
            }
            "source" | "출처" | "publisher" | "매체" | "발행처" | "press" => {
                about.publisher = told(value);
                continue;
            }
            "author" | "authors" | "작성자" | "저자" | "기자" => {
                author = told(value);
                continue;
            }
            _ => {}
        }
        left_out.push(LeftOut {
            line,
            kind: LineKind::FrontMatter,
            text: trim(printed).to_owned(),
        });
    }
    // Who wrote it stands in for who published it.
    match (author, &about.publisher) {
        (Some(author), None) => about.publisher = Some(author),
        (Some(author), Some(_)) => left_out.push(LeftOut {
            line: author.line,
            kind: LineKind::FrontMatter,
            text: author.text,
        }),
        (None, _) => {}
    }
}

fn key_and_value(line: &str) -> (&str, &str) {
    let Some(at) = line.find([':', '=']) else {
        return (trim(line), "");
    };
    let (key, value) = line.split_at(at);
    let value = trim(value.get(1..).unwrap_or_default());
    let quotes = ['"', '\''];
    let bare = quotes.into_iter().find_map(|quote| {
        let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
        Some(inner)
    });
    let bare = bare.unwrap_or(value);
    let listed = bare
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    (trim(key), trim(listed.unwrap_or(bare)))
}
