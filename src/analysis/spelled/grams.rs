//! Pairs of neighbouring characters, for `digest analyze`. They are not indexed.
//!
//! Defines the pairs across spaces and hyphens, and where a run of characters begins.

use std::ops::Range;

use crate::analysis::letters::normalization::normalize;
use crate::analysis::letters::units::{Unit, for_each_unit};

/// Marks a bigram that stands where a run of characters begins. No normal form of
/// a counted character is this.
const RUN_START: char = '^';

/// A pair of neighbouring characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gram {
    pub text: String,
    pub range: Range<usize>,
    pub position: usize,
}

/// The bigrams of `text`, as [`for_each_gram`] gives them.
pub(crate) fn grams(text: &str) -> Vec<Gram> {
    let mut grams = Vec::new();
    for_each_gram(text, |text, range, position| {
        let text = text.to_owned();
        grams.push(Gram {
            text,
            range,
            position,
        });
    });
    grams
}

/// Calls `sink` with each bigram of `text`: its text, its bytes in the
/// original and its position. Where a run begins, the pair comes twice at one position:
/// marked, and as it is.
///
/// Grams of neighbouring pairs have neighbouring positions; a section starts two further
/// on, so that no phrase goes across.
pub(crate) fn for_each_gram(text: &str, mut sink: impl FnMut(&str, Range<usize>, usize)) {
    let mut normal = Vec::with_capacity(text.len() / 2);
    normalize(text, &mut normal);
    let mut position = 0;
    let mut gram = String::new();
    let mut before: Option<Unit> = None;
    for_each_unit(&normal, |unit| {
        if let Some(first) = &before {
            if unit.starts_section {
                position += 2;
            } else {
                gram.clear();
                gram.extend([RUN_START, first.value, unit.value]);
                let range = first.range.start..unit.range.end;
                if first.starts_run {
                    sink(&gram, range.clone(), position);
                }
                sink(&gram[RUN_START.len_utf8()..], range, position);
                position += 1;
            }
        }
        before = Some(unit);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, usize)> {
        grams(text)
            .into_iter()
            .map(|gram| (gram.text, gram.position))
            .collect()
    }

    #[test]
    fn pairs_cross_spaces_but_no_marks() {
        let expected = [("^레드", 0), ("레드", 0), ("드팀", 1)];
        assert_eq!(texts("레드팀"), expected.map(|(t, p)| (t.to_owned(), p)));
        let expected = [("^레드", 0), ("레드", 0), ("드팀", 1)];
        assert_eq!(texts("레드 팀"), expected.map(|(t, p)| (t.to_owned(), p)));
        let expected = [("^가나", 0), ("가나", 0), ("^다라", 3), ("다라", 3)];
        assert_eq!(
            texts("가나, 다라"),
            expected.map(|(t, p)| (t.to_owned(), p))
        );
    }
}
