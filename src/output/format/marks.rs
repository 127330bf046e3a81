//! Text cut where marks begin and end, for the formats that write marks as tags.

use std::ops::Range;

use super::super::harmless::{harmless_text, is_harmless};

/// The runs of `text`, each with whether it is marked, in order and none empty. `marks`
/// are ranges of characters, in order; what reaches beyond the text marks nothing there.
pub(super) fn runs(text: &str, marks: &[Range<usize>]) -> Vec<(String, bool)> {
    let mut marks = marks.iter().peekable();
    let mut runs: Vec<(String, bool)> = Vec::new();
    for (index, c) in harmless_text(text).chars().enumerate() {
        while marks.next_if(|mark| mark.end <= index).is_some() {}
        let marked = marks.peek().is_some_and(|mark| mark.start <= index);
        match runs.last_mut() {
            Some((run, same)) if *same == marked => run.push(c),
            _ => runs.push((c.to_string(), marked)),
        }
    }
    runs
}

/// Whether `url` is one that a reader may be sent to: of the web, and one word.
pub(super) fn is_web(url: &str) -> bool {
    let scheme_ends = url.find("://").unwrap_or(0);
    let scheme = url.get(..scheme_ends).unwrap_or_default();
    let is_known = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let is_odd = |c: char| c.is_whitespace() || "<>\"'`\\".contains(c);
    is_known && url.len() > scheme_ends + 3 && is_harmless(url) && !url.contains(is_odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_at_its_marks() {
        let cut = |marks: &[Range<usize>]| -> Vec<(String, bool)> { runs("가나 다라", marks) };
        let run = |text: &str, marked| (text.to_owned(), marked);
        assert_eq!(cut(&[]), [run("가나 다라", false)]);
        assert_eq!(
            cut(&[0..1, 3..9]),
            [run("가", true), run("나 ", false), run("다라", true)]
        );
        assert_eq!(runs("", &[0..1]), []);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for url in ["https://example.org/가", "HTTP://example.org"] {
            assert!(is_web(url), "{url}");
        }
        for url in [
            "",
            "https://",
            "javascript:alert(1)//http://",
            "ftp://example.org",
            "//example.org",
            "https://a b",
            "https://a\"onclick=",
            "https://a\u{202e}b",
            "https://a\u{1b}b",
            "data:text/html,https://",
        ] {
            assert!(!is_web(url), "{url}");
        }
    }
}
