//! Lines that begin as sources do in a file of which no article got a citation.

use super::draft::Draft;
use super::line::Line;
use crate::corpus::characters::is_space;
use crate::language::{counts, messages};

/// Says so where no article has sources although lines begin with a sign of them.
pub(super) fn tell(lines: &[Line<'_>], draft: &mut Draft<'_>) {
    let has_sources = |draft: &Draft<'_>| {
        let mut articles = draft.articles.iter();
        articles.any(|article| !article.citations.is_empty())
    };
    if has_sources(draft) {
        return;
    }
    let mut signed = lines
        .iter()
        .filter_map(|line| Some((line.number, sign(line.text)?)));
    let Some((first, sign)) = signed.next() else {
        return;
    };
    let count = 1 + signed.count();
    let message = match count {
        1 => messages::issues::one_source_unread(&sign),
        _ => messages::issues::sources_unread(&counts::lines(count as u64), &sign),
    };
    draft.warn(first, message);
    draft.is_misread = true;
}

/// What a line begins with that tells sources: `출처` between signs.
fn sign(text: &str) -> Option<&str> {
    const WORD: &str = "출처";
    let is_sign = |c: char| !c.is_alphanumeric() && !is_space(c);
    // Round brackets and quotes are signs of running text.
    let before = |c: char| is_sign(c) && !"(（‘“「『'\"".contains(c) || is_space(c);
    let word = text.trim_start_matches(before);
    let rest = word.strip_prefix(WORD)?.trim_start_matches(is_space);
    let after = rest.trim_start_matches(is_sign);
    let end = text.len() - after.len();
    (after.len() < rest.len())
        .then(|| text.get(..end))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn a_sign_of_sources_is_the_word_between_signs() {
        assert_eq!(sign("출처 ∥ 기관, 보고서"), Some("출처 ∥"));
        assert_eq!(sign("☞ 출처 : 기관"), Some("☞ 출처 :"));
        assert_eq!(sign("출처 | 기관"), Some("출처 |"));
        assert_eq!(sign("출처 표시를 의무로 함"), None);
        assert_eq!(sign("(출처: 기관)"), None);
        assert_eq!(sign("출처"), None);
    }
}
