//! Hyperlinks of a terminal: OSC 8.
//!
//! Defines the codes around the text that leads to an address, of which nothing may
//! command a terminal: printable ASCII. Which addresses may be links is `document`'s.

/// The longest address that terminals take.
const MOST_BYTES: usize = 2000;

const BEGIN: &str = "\u{1b}]8;";
const END: &str = "\u{1b}\\";

/// The address of a link to `url`; `None` where it is too long.
pub(super) fn of_web(url: &str) -> Option<String> {
    Some(percent_encoded(url)).filter(|url| url.len() <= MOST_BYTES)
}

/// The address of a file below the folder with the address `folder_url`, which ends with
/// `/`, at a page of it as RFC 8118 has them; `None` where it is too long.
pub(super) fn of_file(folder_url: &str, file: &str, page: Option<u32>) -> Option<String> {
    let page = page.map_or_else(String::new, |page| format!("#page={page}"));
    let url = format!("{folder_url}{}{page}", encoded_path(file));
    Some(url).filter(|url| url.len() <= MOST_BYTES)
}

/// `text`, which may have escape codes, as a link. Pieces of one link on several lines
/// have the same id, so that a terminal shows them as one.
pub(super) fn around(text: &str, url: &str) -> String {
    let id = crc32fast::hash(url.as_bytes());
    format!("{BEGIN}id={id:08x};{url}{END}{text}{BEGIN};{END}")
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
        assert_eq!(
            of_web("https://a.kr/\u{1b}]8;;\u{7}\u{9c}가 b").unwrap(),
            "https://a.kr/%1B]8;;%07%C2%9C%EA%B0%80%20b"
        );
        assert!(of_web(&format!("https://a.kr/{}", "a".repeat(2000))).is_none());
    }

    #[test]
    fn a_file_is_named_whole() {
        assert_eq!(
            of_file("file://h/c/", "하위/100%#?.txt", None).unwrap(),
            "file://h/c/%ED%95%98%EC%9C%84/100%25%23%3F.txt"
        );
        assert_eq!(
            of_file("file://h/c/", "a#b.pdf", Some(12)).unwrap(),
            "file://h/c/a%23b.pdf#page=12"
        );
    }
}
