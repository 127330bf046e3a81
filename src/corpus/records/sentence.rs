//! The first sentence of a text, which stands in for a title.

use crate::corpus::characters::{is_space, trim};

/// The longest that a sentence may be in the place of a title.
const MOST_CHARS: usize = 120;

/// The first sentence, cut between words where it is long.
pub(in crate::corpus) fn first_sentence(text: &str) -> String {
    let text = trim(text);
    let whole = text.get(..sentence_end(text)).unwrap_or(text);
    let Some((most, _)) = whole.char_indices().nth(MOST_CHARS) else {
        return whole.to_owned();
    };
    let cut = whole.get(..most).unwrap_or(whole);
    let cut = cut.rsplit_once(is_space).map_or(cut, |(before, _)| before);
    format!("{}…", trim(cut))
}

/// The byte behind the sign that ends the first sentence, and the marks that close it.
fn sentence_end(text: &str) -> usize {
    for (at, c) in text.char_indices() {
        let behind = at + c.len_utf8();
        let rest = text.get(behind..).unwrap_or_default();
        let bare = rest.trim_start_matches(|c: char| "\"'”’」』)］]》〉".contains(c));
        let is_apart = bare.is_empty() || bare.starts_with(is_space);
        let ends = match c {
            '\n' => return at,
            '。' | '？' | '！' => true,
            '?' | '!' => is_apart,
            // `2024. 5. 1.`, `J. Kim` and `1. 개요` go on.
            '.' => {
                let before = text.get(..at).unwrap_or_default();
                let word = before.rsplit(is_space).next().unwrap_or_default();
                let is_short =
                    word.chars().count() < 2 || word.ends_with(|c: char| c.is_ascii_digit());
                is_apart && (!is_short || bare.is_empty())
            }
            _ => false,
        };
        if ends {
            return behind + rest.len() - bare.len();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_sign() {
        for (text, first) in [
            ("물값이 내렸다. 전기값도 내렸다.", "물값이 내렸다."),
            ("“물값이 내렸다.” 시가 밝혔다.", "“물값이 내렸다.”"),
            (
                "2024. 5. 1. 물값이 내렸다. 끝.",
                "2024. 5. 1. 물값이 내렸다.",
            ),
            ("값이 2.5배로? 그렇다.", "값이 2.5배로?"),
            ("제목 같은 줄\n둘째 줄", "제목 같은 줄"),
            ("물값", "물값"),
        ] {
            assert_eq!(first_sentence(text), first);
        }
        let long = first_sentence(&"가나다 ".repeat(100));
        assert!(
            long.ends_with("가나다…") && long.chars().count() <= MOST_CHARS + 1,
            "{long}"
        );
    }
}
