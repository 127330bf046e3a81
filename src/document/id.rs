//! The stable name of a document, and the one grammar of its two halves.
//!
//! Defines what may stand in an id. Which names a digest file gives is `corpus`'s.

use std::fmt;

use super::characters::{is_blank, steers};

/// What stands between an issue's name and what tells it from another of that name:
/// `2024-05@naver`.
pub const APART: char = '@';

/// The stable name of an article (`2024-05/12`) or an event (`2024-05/e1`).
///
/// It is made of the issue and the place in it, so it survives a rebuild of the
/// index. It is not the index's own number for a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentId(String);

impl DocumentId {
    /// The id of the article `ordinal` (from 1) of `issue`.
    pub fn article(issue: &str, ordinal: u32) -> Self {
        DocumentId(format!("{issue}/{ordinal}"))
    }

    /// The id of the event `ordinal` (from 1) of `issue`.
    pub fn event(issue: &str, ordinal: u32) -> Self {
        DocumentId(format!("{issue}/e{ordinal}"))
    }

    /// The id of an article that came with a name of its own.
    pub fn named(issue: &str, name: &str) -> Self {
        DocumentId(format!("{issue}/{name}"))
    }

    /// The same document's id in an issue of another name; an id of another issue stays.
    #[must_use]
    pub fn moved(&self, from: &str, to: &str) -> Self {
        let name = self
            .0
            .strip_prefix(from)
            .filter(|name| name.starts_with('/'));
        name.map_or_else(|| self.clone(), |name| DocumentId(format!("{to}{name}")))
    }

    /// An id as it was typed or stored.
    pub fn from_text(text: &str) -> Self {
        DocumentId(text.to_owned())
    }

    /// The id's text, `ISSUE/NAME`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether `text` may be a half of an id, the issue or the name in it: something that is
/// seen whole on one line and can be typed as it is seen.
///
/// It is not empty, holds no character that steers what shows it, and of blank characters
/// none but spaces, each alone between two others. So no id is taken for two, and none
/// changes when a reader or a line's end takes the spaces around it away.
pub fn is_half_of_id(text: &str) -> bool {
    !text.is_empty() && places(text).all(|(_, fits)| fits)
}

/// `text` as a half of an id: every character that may not stand in one as `\u{A}`, with its
/// number in hexadecimal digits. What is one already stays as it is.
pub fn half_of_id(text: &str) -> String {
    let mut half = String::with_capacity(text.len());
    for (c, fits) in places(text) {
        if fits {
            half.push(c);
        } else {
            half.push_str(&escape(c));
        }
    }
    half
}

/// A character that must not stand as it is, by its number: `\u{A}`.
pub fn escape(c: char) -> String {
    format!("\\u{{{:X}}}", u32::from(c))
}

/// Each character of `text` with whether it may stand there in a half of an id.
fn places(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = None;
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        let fits = match c {
            ' ' => before.is_some_and(|c| c != ' ') && chars.peek().is_some_and(|c| *c != ' '),
            c => !steers(c) && !is_blank(c),
        };
        before = Some(c);
        Some((c, fits))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_name_issue_and_place() {
        assert_eq!(DocumentId::article("2024-05", 12).as_str(), "2024-05/12");
        assert_eq!(DocumentId::event("2024-05", 1).as_str(), "2024-05/e1");
        assert_eq!(DocumentId::named("news", "a7").as_str(), "news/a7");
    }

    #[test]
    fn ordinary_names_are_halves_as_they_are() {
        for name in [
            "2024-05",
            "e1",
            "2024년 1호",
            "news.2",
            "a\\b",
            "a/b",
            "\\xFF",
            "(주) 가_나",
            "é한😀\u{200d}",
        ] {
            assert!(is_half_of_id(name), "{name:?}");
            assert_eq!(half_of_id(name), name);
        }
    }

    #[test]
    fn what_cannot_be_seen_or_typed_is_escaped() {
        for (name, half) in [
            ("news\n2024-05", "news\\u{A}2024-05"),
            ("a\r\t\u{1b}b", "a\\u{D}\\u{9}\\u{1B}b"),
            ("a\u{85}b\u{2028}\u{202e}", "a\\u{85}b\\u{2028}\\u{202E}"),
            (" news", "\\u{20}news"),
            ("news ", "news\\u{20}"),
            ("a  b", "a\\u{20}\\u{20}b"),
            (" ", "\\u{20}"),
            ("a\u{a0}b\u{3000}", "a\\u{A0}b\\u{3000}"),
            ("\u{feff}a\u{200b}", "\\u{FEFF}a\\u{200B}"),
        ] {
            assert!(!is_half_of_id(name), "{name:?}");
            assert_eq!(half_of_id(name), half);
            assert!(is_half_of_id(half), "{half:?}");
        }
        assert!(!is_half_of_id(""));
    }

    proptest! {
        #[test]
        fn any_name_becomes_a_half(name in "(\\PC|[\\s\\x00-\\x1f]|\u{202e}|\u{85}){1,12}") {
            let half = half_of_id(&name);
            prop_assert!(is_half_of_id(&half), "{half:?}");
            prop_assert_eq!(half_of_id(&half), half);
            prop_assert_eq!(is_half_of_id(&name), half_of_id(&name) == name);
        }
    }
}
