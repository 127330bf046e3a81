//! The signs that lines of Korean documents start with: bullets of several ranks, and notes.

use crate::corpus::characters::{is_hangul, is_space};

/// What the sign before a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    Box,
    Circle,
    Dash,
    Note,
}

const BOXES: &str = "□■▣◆◇❏❑☐◈▶▷▲●\u{F06E}\u{F0A7}";
const CIRCLES: &str = "ㅇ○◦•∙‣▪▸►·ㆍ・∘\u{F09F}\u{F0B7}";
const DASHES: &str = "-–—―";

/// The sign that a text starts with, and the bytes before what follows it.
pub(super) fn sign_of(text: &str) -> Option<(Sign, usize)> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    let next = rest.chars().next()?;
    let is_apart = is_space(next);
    let sign = match first {
        '※' => Sign::Note,
        '*' | '＊' => {
            let bare = rest.trim_start_matches(['*', '＊']);
            let is_note = bare.starts_with(|c: char| is_space(c) || is_hangul(c));
            let bytes = text.len() - bare.trim_start_matches(is_space).len();
            return is_note.then_some((Sign::Note, bytes));
        }
        c if BOXES.contains(c) && next != first => Sign::Box,
        c if CIRCLES.contains(c) && next != first && (is_apart || "○◦•∙▪".contains(c)) => {
            Sign::Circle
        }
        c if DASHES.contains(c) && is_apart => Sign::Dash,
        _ => return None,
    };
    let bytes = text.len() - rest.trim_start_matches(is_space).len();
    (bytes < text.len()).then_some((sign, bytes))
}

/// Whether a text starts with a sign of the publication's own, or of sources.
pub(super) fn is_own(text: &str) -> bool {
    text.starts_with("n ")
        || text.starts_with(['£', '￡', '☞', '☛', '∙', '•', '\u{F0A3}', '\u{F046}'])
        || text.starts_with("출처")
        || sign_of(text).is_some()
}

/// The bytes of a number before a title: `1. `, `2) `, `①`, `[3] `, `3️⃣ `.
pub(super) fn number_bytes(text: &str) -> usize {
    let first = text.chars().next().unwrap_or(' ');
    let rest = if ('①'..='⑳').contains(&first) {
        text.get(first.len_utf8()..).unwrap_or_default()
    } else {
        let bare = text.trim_start_matches(['[', '(', '#']);
        let after = bare.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = bare.len() - after.len();
        if !(1..=3).contains(&digits) {
            return 0;
        }
        let closed = after.trim_start_matches(['.', ')', ']', '\u{FE0F}', '\u{20E3}', ':']);
        // `3D`, `2.5배`, `5억` are no numbers of titles.
        if closed.len() == after.len() || !closed.starts_with(is_space) {
            return 0;
        }
        closed
    };
    let rest = rest.trim_start_matches(is_space);
    if rest.is_empty() {
        0
    } else {
        text.len() - rest.len()
    }
}

/// Whether a text says that there is nothing to tell: `해당 없음 (금주 기사 없음)`.
pub(super) fn is_nothing(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let dense: String = bare.chars().filter(|&c| !is_space(c)).collect();
    let lower = dense.to_ascii_lowercase();
    bare.chars().count() <= 60
        && ([
            "해당없음",
            "해당사항없음",
            "관련기사없음",
            "관련소식없음",
            "특이사항없음",
        ]
        .iter()
        .any(|words| dense.starts_with(words))
            || matches!(lower.as_str(), "없음" | "none" | "n/a" | "nothing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_told_from_words() {
        for (text, sign, rest) in [
            ("□ 개방", Sign::Box, "개방"),
            ("ㅇ 개방", Sign::Circle, "개방"),
            ("•개방", Sign::Circle, "개방"),
            ("- 개방", Sign::Dash, "개방"),
            ("※ 참고", Sign::Note, "참고"),
            ("* 참고", Sign::Note, "참고"),
            ("**참고", Sign::Note, "참고"),
        ] {
            let (found, bytes) = sign_of(text).unwrap();
            assert_eq!((found, &text[bytes..]), (sign, rest), "{text}");
        }
        for text in ["○○시", "-5도", "개방", "*", "□", "ㅇㅇ", "*bold"] {
            assert_eq!(sign_of(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_titles_are_told_from_amounts() {
        for (text, rest) in [
            ("1. 개방", "개방"),
            ("12) 개방", "개방"),
            ("[3] 개방", "개방"),
            ("① 개방", "개방"),
            ("3D 지도", "3D 지도"),
            ("2.5배 성장", "2.5배 성장"),
            ("2026년", "2026년"),
            ("1.", "1."),
        ] {
            assert_eq!(&text[number_bytes(text)..], rest, "{text}");
        }
    }

    #[test]
    fn nothing_to_tell_is_no_text() {
        for text in [
            "_해당 없음 (금주 관련 기사 없음)_",
            "해당없음",
            "- 없음",
            "(해당 사항 없음)",
        ] {
            assert!(is_nothing(text), "{text}");
        }
        assert!(!is_nothing("없음이 늘어남"));
    }
}
