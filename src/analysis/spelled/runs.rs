//! Which stretches of a text are analysed by themselves: eojeols, and the runs of each between
//! marks.

use std::ops::Range;

use crate::analysis::inflection::is_only_a_tail;
use crate::analysis::letters::characters::{
    CharKind, Parting, closes, ends_sentence, is_sign_of_name, kind_of, parting,
};
use crate::analysis::letters::normalization::{MIDDLE_DOT, NormalChar};
use crate::analysis::segmentation::eojeols::Edges;

/// Eojeols longer than this many characters are analysed in pieces. No word of
/// Korean comes near; text without spaces must not make one lattice of a megabyte.
const LONGEST_EOJEOL_CHARS: usize = 256;

/// The stretches of `text` between white space, with their places in bytes; very
/// long ones in pieces.
pub(crate) fn eojeol_pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().flat_map(move |eojeol| {
        let start = eojeol.as_ptr() as usize - text.as_ptr() as usize;
        let mut cuts: Vec<usize> = eojeol
            .char_indices()
            .step_by(LONGEST_EOJEOL_CHARS)
            .map(|(at, _)| at)
            .collect();
        cuts.push(eojeol.len());
        (0..cuts.len() - 1).map(move |piece| {
            let (from, to) = (cuts[piece], cuts[piece + 1]);
            (start + from, &eojeol[from..to])
        })
    })
}

/// A stretch of an eojeol's characters that holds something, between separators and freed
/// of joiners at its ends.
pub(in crate::analysis) struct Run {
    /// Its characters among those of the eojeol.
    pub chars: Range<usize>,
    /// Whether it is no word: what stands behind one that a mark closes (은 in ‘레드팀’은), or
    /// a legal form in brackets ((주)).
    pub is_tail: bool,
    /// Whether a space might stand in the place of what parts it from the one before.
    pub is_beside: bool,
    /// Whether that is a middle dot, which is left out where both are written as one word.
    pub is_behind_dot: bool,
}

/// The runs of an eojeol in normal form, in order.
pub(in crate::analysis) fn runs(normal: &[NormalChar]) -> Vec<Run> {
    let at = |index: usize| normal.get(index).map(|entry| entry.value);
    let mut runs: Vec<Run> = Vec::new();
    let mut start = None;
    let mut end = 0;
    // What parts the run that begins next from the one before.
    let mut parted = Parting::Joined;
    let mut add = |chars: Range<usize>, is_beside: bool| {
        let before = chars.start.checked_sub(1).and_then(at);
        let is_behind_dot = is_beside && before == Some(MIDDLE_DOT);
        let is_tail = !runs.is_empty()
            && before.is_some_and(closes)
            && chars.len() < LONGEST_LONE_TAIL_CHARS
            && is_only_a_tail(&values(&normal[chars.clone()]))
            || is_mark_of_company(normal, &chars);
        runs.push(Run {
            chars,
            is_tail,
            is_beside,
            is_behind_dot,
        });
    };
    let mut is_beside = false;
    for (index, entry) in normal.iter().enumerate() {
        match kind_of(entry.value) {
            CharKind::Joiner if is_sign_of_name(at, index) => {}
            CharKind::Separator | CharKind::Joiner => {
                let parting = parting(normal, index);
                if parting != Parting::Joined {
                    if let Some(start) = start.take() {
                        add(start..end, is_beside);
                        parted = Parting::Joined;
                    }
                    parted = parted.max(parting);
                }
                continue;
            }
            _ => {}
        }
        if start.is_none() {
            start = Some(index);
            is_beside = parted == Parting::Word;
        }
        end = index + 1;
    }
    if let Some(start) = start {
        add(start..end, is_beside);
    }
    runs
}

/// Whether `run` is what a company's legal form is shortened to, in its brackets: (주), ㈜.
fn is_mark_of_company(normal: &[NormalChar], run: &Range<usize>) -> bool {
    let at = |index: Option<usize>| Some(normal.get(index?)?.value);
    run.len() == 1
        && matches!(normal[run.start].value, '주' | '유' | '재' | '사')
        && at(run.start.checked_sub(1)) == Some('(')
        && at(Some(run.end)) == Some(')')
}

/// Particles that stand behind a mark have fewer characters than this.
const LONGEST_LONE_TAIL_CHARS: usize = 10;

pub(in crate::analysis) fn values(normal: &[NormalChar]) -> Vec<char> {
    normal.iter().map(|entry| entry.value).collect()
}

/// What stands around the words of an eojeol whose characters are `chars`.
pub(in crate::analysis) fn edges(chars: &[char]) -> Edges {
    let parts = |c: Option<&char>| c.is_some_and(|c| kind_of(*c) == CharKind::Separator);
    let closed = chars.iter().rev();
    let mut closed = closed.skip_while(|c| closes(**c) && !ends_sentence(**c));
    let ends_sentence = closed.next().is_some_and(|c| ends_sentence(*c))
        && closed.next().is_some_and(|c| ('가'..='힣').contains(c));
    Edges {
        opens: parts(chars.first()),
        closes: parts(chars.last()) || chars.last() == Some(&'.'),
        ends_sentence,
    }
}
