//! What was told for alerts as a feed: Atom, RFC 4287, which readers of feeds take in.
//!
//! An entry keeps its id whatever becomes of its document, so that no reader shows it twice.
//! The same news give the same bytes.

use std::io::{self, Write};

use super::answers::cited_text;
use super::model::escaped_xml;
use crate::document::{Document, is_web_address};
use crate::job::{News, ReaderName};

/// How each feed begins.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
    <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ko\">\n";

/// Who wrote it, in front of its entries.
const AUTHOR: &str = "<author><name>digest</name></author>";

/// Whether a file of these bytes is a feed that [`feed`] wrote.
pub fn is_feed(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(HEAD.as_bytes()) else {
        return false;
    };
    let head = String::from_utf8_lossy(rest);
    let front = head.split("<entry>").next().unwrap_or_default();
    front.contains(AUTHOR)
}

/// A feed of what was told a reader last and is told now, the newest first. `corpus` is the
/// corpus folder: documents of another may be called alike.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn feed(out: &mut dyn Write, news: &News, corpus: &str) -> io::Result<()> {
    let reader = &news.report.reader;
    let title = match *reader == ReaderName::default() {
        true => "digest 알림".to_owned(),
        false => format!("digest 알림: {reader}"),
    };
    let newest = news.fed.iter().map(|(entry, _)| entry.at.as_str()).max();
    out.write_all(HEAD.as_bytes())?;
    element(out, "id", &urn(&["feed", corpus, reader.as_str()]))?;
    element(out, "title", &title)?;
    element(out, "updated", newest.unwrap_or(&news.begun))?;
    writeln!(out, "{AUTHOR}")?;
    for (entry, document) in &news.fed {
        writeln!(out, "<entry>")?;
        element(out, "id", &urn(&["entry", corpus, entry.id.as_str()]))?;
        element(out, "title", document.title())?;
        element(out, "updated", &entry.at)?;
        for alert in &entry.alerts {
            writeln!(out, "<category term=\"{}\"/>", escaped_xml(alert))?;
        }
        if let Some(address) = address(document) {
            let address = escaped_xml(address);
            writeln!(out, "<link rel=\"alternate\" href=\"{address}\"/>")?;
        }
        // HTML within XML is escaped once more.
        let content = escaped_xml(&content(document));
        writeln!(out, "<content type=\"html\">{content}</content>")?;
        writeln!(out, "</entry>")?;
    }
    writeln!(out, "</feed>")
}

fn element(out: &mut dyn Write, name: &str, text: &str) -> io::Result<()> {
    writeln!(out, "<{name}>{}</{name}>", escaped_xml(text))
}

/// A name that no other thing has, the same for the same parts: a UUID of a hash.
fn urn(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut digits: Vec<u8> = hasher.finalize().to_hex().as_bytes()[..32].to_vec();
    // Of the eighth version, whose bits are whoever makes them's, and the usual variant.
    digits[12] = b'8';
    digits[16] = b'a';
    let digits = String::from_utf8_lossy(&digits);
    let (first, second, third) = (&digits[..8], &digits[8..12], &digits[12..16]);
    let (fourth, fifth) = (&digits[16..20], &digits[20..]);
    format!("urn:uuid:{first}-{second}-{third}-{fourth}-{fifth}")
}

/// Where a reader of the feed goes from a document: to the first work that it cites, or to the
/// homepage of an event.
fn address(document: &Document) -> Option<&str> {
    let cited = document
        .citations()
        .iter()
        .filter_map(|one| one.url.as_deref());
    let homepage = match document {
        Document::Event(event) => event.homepage.as_deref(),
        Document::Article(_) => None,
    };
    // What stands in an address of a feed is an IRI.
    let is_plain = |c: char| !"^{|}[]".contains(c);
    let mut all = cited.chain(homepage);
    all.find(|url| is_web_address(url) && url.chars().all(is_plain))
}

/// What a document says in short, and where it is from, as HTML.
fn content(document: &Document) -> String {
    let mut html = String::new();
    let mut list = |items: &mut dyn Iterator<Item = String>| {
        let items: Vec<String> = items.map(|item| format!("<li>{item}</li>")).collect();
        if !items.is_empty() {
            html.push_str(&format!("<ul>{}</ul>", items.concat()));
        }
    };
    match document {
        Document::Article(article) => {
            let shown = match article.summary.is_empty() {
                true => &article.body,
                false => &article.summary,
            };
            let mut blocks = shown.iter().take(MOST_BLOCKS);
            list(&mut blocks.by_ref().map(|block| escaped_xml(&block.text)));
            list(
                &mut article
                    .citations
                    .iter()
                    .map(|one| escaped_xml(&cited_text(one))),
            );
        }
        Document::Event(event) => {
            let days = [event.period.as_str(), event.place.as_str()];
            let blocks = event.description.iter().map(|block| block.text.as_str());
            let mut all = days
                .into_iter()
                .chain(blocks)
                .filter(|text| !text.is_empty());
            list(&mut all.by_ref().take(MOST_BLOCKS).map(escaped_xml));
        }
    }
    html.push_str(&format!("<p>{}</p>", escaped_xml(document.id().as_str())));
    html
}

/// So many paragraphs are shown of a document.
const MOST_BLOCKS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_for_the_same_and_for_nothing_else() {
        let name = urn(&["entry", "/corpus", "2024-05/1"]);
        assert_eq!(name, urn(&["entry", "/corpus", "2024-05/1"]));
        for other in [
            ["entry", "/corpus", "2024-05/2"],
            ["entry", "/corpus2", "024-05/1"],
            ["feed", "/corpus", "2024-05/1"],
        ] {
            assert_ne!(name, urn(&other));
        }
        assert_eq!(name.len(), "urn:uuid:".len() + 36, "{name}");
        assert_eq!(name.as_bytes()["urn:uuid:".len() + 14], b'8', "{name}");
    }
}
