//! Hyperlinks of a terminal: OSC 8.
//!
//! Defines which addresses may be links, and the codes around the text that leads
//! there. An address comes from a digest file, which must not command a terminal.

use std::ops::Range;

/// The longest address that terminals take.
const MOST_BYTES: usize = 2000;

const BEGIN: &str = "\u{1b}]8;";
const END: &str = "\u{1b}\\";

/// Characters of a text that lead to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// Which characters of the text.
    pub chars: Range<usize>,
    /// Where they lead: printable ASCII.
    url: String,
}

impl Link {
    /// The address of a work on the web; `None` where it is none that may be opened.
    pub(crate) fn to_web(chars: Range<usize>, url: &str) -> Option<Self> {
        let scheme = url.split_once("://")?.0.to_ascii_lowercase();
        let is_web = matches!(scheme.as_str(), "http" | "https");
        is_web.then(|| Link::new(chars, percent_encoded(url)))?
    }

    /// A file below the folder with the address `folder_url`, which ends with `/`.
    pub(crate) fn to_file(chars: Range<usize>, folder_url: &str, file: &str) -> Option<Self> {
        Link::new(chars, format!("{folder_url}{}", encoded_path(file)))
    }

    fn new(chars: Range<usize>, url: String) -> Option<Self> {
        (url.len() <= MOST_BYTES && !chars.is_empty()).then_some(Link { chars, url })
    }

    /// `text`, which may have escape codes, as a link. Pieces of one link on several
    /// lines have the same id, so that a terminal shows them as one.
    pub(crate) fn around(&self, text: &str) -> String {
        let id = crc32fast::hash(self.url.as_bytes());
        let url = &self.url;
        format!("{BEGIN}id={id:08x};{url}{END}{text}{BEGIN};{END}")
    }
}

/// `text` without the codes of its links; what they are around stays.
pub fn without_links(text: &str) -> String {
    let mut without = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, code)) = rest.split_once(BEGIN) {
        without.push_str(before);
        rest = code.split_once(END).map_or("", |(_, rest)| rest);
    }
    without + rest
}

/// A path as a part of an address: what has a meaning there is encoded too.
pub fn encoded_path(path: &str) -> String {
    let path = percent_encoded(&path.replace('%', "%25"));
    path.replace('?', "%3F").replace('#', "%23")
}

/// `text` with every byte but printable ASCII as `%XX`.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'!'..=b'~' if !b"\"<>\\^`{|}".contains(&byte) => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_end_the_code() {
        let link = Link::to_web(0..1, "https://a.kr/\u{1b}]8;;\u{7}\u{9c}가 b").unwrap();
        assert_eq!(link.url, "https://a.kr/%1B]8;;%07%C2%9C%EA%B0%80%20b");
        assert!(Link::to_web(0..1, "javascript://x").is_none());
        assert!(Link::to_web(0..1, "file:///etc/passwd").is_none());
        assert!(Link::to_web(0..1, &format!("https://a.kr/{}", "a".repeat(2000))).is_none());
    }

    #[test]
    fn links_are_taken_off() {
        let link = Link::to_web(0..1, "https://a.kr/").unwrap();
        let text = format!("\u{1b}[1m가{}나\u{1b}[0m", link.around("다"));
        assert_eq!(without_links(&text), "\u{1b}[1m가다나\u{1b}[0m");
    }

    #[test]
    fn a_file_is_named_whole() {
        let link = Link::to_file(0..1, "file://h/c/", "하위/100%#?.txt").unwrap();
        assert_eq!(link.url, "file://h/c/%ED%95%98%EC%9C%84/100%25%23%3F.txt");
    }
}
