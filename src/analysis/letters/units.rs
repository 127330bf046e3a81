//! The characters of a text that count, one by one: what a word is spelled with.
//!
//! Defines which characters count and where words begin among them. What a word is by its
//! letters is `readings`'.

use std::ops::Range;

use super::characters::{CharKind, Parting, is_point_in_number, is_sign_of_name, kind_of, parting};
use super::normalization::{MIDDLE_DOT, NormalChar, normalize};

/// A character that counts, in normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The character's normal form.
    pub value: char,
    /// The bytes of the original it stands for, on character boundaries.
    pub range: Range<usize>,
    /// Whether a run of one kind of characters begins here: after a space, a
    /// mark, or where Latin, digits and Hangul meet.
    pub starts_run: bool,
    /// Whether a word begins here: after a space or a mark that parts words.
    pub starts_word: bool,
    /// Whether a separating mark stands before it. No match goes across one.
    pub starts_section: bool,
    /// Whether nothing but a middle dot between names of one syllable stands before it, which is
    /// left out where they are written as one word: 한·미.
    pub is_behind_dot: bool,
    /// Whether it is of a name that one Hanja stands for, and not its first: 국 of 美. In other
    /// names (미중) it is left out.
    pub is_inner: bool,
}

/// The characters of `text` that count, in order. Spaces and joiners (`-`) are
/// passed over, points between digits count; marks part words and sections as
/// [`Parting`](super::characters::Parting) tells.
pub fn units(text: &str) -> Vec<Unit> {
    let mut normal = Vec::new();
    normalize(text, &mut normal);
    let mut units: Vec<Unit> = Vec::with_capacity(normal.len());
    for_each_unit(&normal, |unit| units.push(unit));
    units
}

/// Calls `sink` with the units of a text in normal form, in order.
pub(in crate::analysis) fn for_each_unit(normal: &[NormalChar], sink: impl FnMut(Unit)) {
    for_each_unit_behind(true, normal, sink);
}

/// The same of the rest of a text, behind white space; `section_broken` tells whether a mark
/// stands between its first unit and the one before. Tells the same of what follows.
pub(in crate::analysis) fn for_each_unit_behind(
    mut section_broken: bool,
    normal: &[NormalChar],
    mut sink: impl FnMut(Unit),
) -> bool {
    let at = |index: usize| normal.get(index).map(|entry| entry.value);
    let mut run: Option<CharKind> = None;
    let mut word_broken = true;
    let mut behind_dot = false;
    for (index, &NormalChar { value, start, end }) in normal.iter().enumerate() {
        let kind = if is_point_in_number(at, index) {
            CharKind::Digit
        } else if is_sign_of_name(at, index) {
            CharKind::Latin
        } else {
            kind_of(value)
        };
        match kind {
            CharKind::Separator if value.is_whitespace() => {
                run = None;
                word_broken = true;
            }
            CharKind::Separator | CharKind::Joiner => {
                let parting = parting(normal, index);
                behind_dot = parting == Parting::Word && value == MIDDLE_DOT;
                if kind == CharKind::Joiner || parting != Parting::Joined {
                    run = None;
                }
                word_broken |= parting != Parting::Joined;
                section_broken |= parting == Parting::Section;
                // A full stop parts, a point within a word joins.
                section_broken |=
                    value == '.' && at(index + 1).is_none_or(|next| next.is_whitespace());
            }
            CharKind::Letter | CharKind::Latin | CharKind::Digit => {
                sink(Unit {
                    value,
                    range: start..end,
                    starts_run: run != Some(kind),
                    starts_word: std::mem::take(&mut word_broken),
                    starts_section: std::mem::take(&mut section_broken),
                    is_behind_dot: std::mem::take(&mut behind_dot),
                    is_inner: run == Some(kind) && normal[index - 1].start == start,
                });
                run = Some(kind);
            }
        }
    }
    section_broken
}

/// The characters of `text` that count, in normal form and without what is between
/// them: one text for all spacings of a word, with hyphens or without.
pub fn spelling(text: &str) -> String {
    units(text).into_iter().map(|unit| unit.value).collect()
}
