//! The characters of a text that count, read eojeol by eojeol from where they are asked for.
//!
//! A word that is looked for by its letters stands in few places of a long text: only what
//! stands there is brought into normal form. What counts is `units`'s.

use super::normalization::{NormalChar, normalize};
use super::units::{Unit, for_each_unit_behind};

/// Reads the units of a text from some eojeol on, as far as they are asked for.
///
/// Within an eojeol they are those of the whole text: nothing goes over white space but
/// whether a mark stands before the first, which is not told where reading begins.
#[derive(Debug)]
pub(in crate::analysis) struct UnitReader<'a> {
    text: &'a str,
    normal: Vec<NormalChar>,
    units: Vec<Unit>,
    /// The byte up to which was read.
    read_to: usize,
    section_broken: bool,
}

impl<'a> UnitReader<'a> {
    /// Nothing of the text is read yet.
    pub(in crate::analysis) fn new(text: &'a str) -> Self {
        UnitReader {
            text,
            normal: Vec::new(),
            units: Vec::new(),
            read_to: 0,
            section_broken: true,
        }
    }

    /// The number of the first unit of the eojeol that begins at the byte `start`, at which no
    /// earlier one is asked for any more. There is none where nothing in it counts.
    pub(in crate::analysis) fn seek(&mut self, start: usize) -> usize {
        if start >= self.read_to {
            self.units.clear();
            self.section_broken = true;
            self.read_to = start;
            self.read_eojeol();
        }
        self.first_from(start)
    }

    /// The number of the first unit that begins at the byte `start` or behind it, of those that
    /// were read.
    pub(in crate::analysis) fn first_from(&self, start: usize) -> usize {
        self.units.partition_point(|unit| unit.range.start < start)
    }

    /// The unit of this number.
    pub(in crate::analysis) fn get(&mut self, number: usize) -> Option<&Unit> {
        while number >= self.units.len() && self.read_eojeol() {}
        self.units.get(number)
    }

    /// Reads the next eojeol; whether there is one.
    fn read_eojeol(&mut self) -> bool {
        let rest = &self.text[self.read_to..];
        let trimmed = rest.trim_start();
        if trimmed.is_empty() {
            self.read_to = self.text.len();
            return false;
        }
        let start = self.text.len() - trimmed.len();
        let end = start + trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
        normalize(&self.text[start..end], &mut self.normal);
        let units = &mut self.units;
        self.section_broken = for_each_unit_behind(self.section_broken, &self.normal, |unit| {
            units.push(Unit {
                range: start + unit.range.start..start + unit.range.end,
                ..unit
            });
        });
        self.read_to = end;
        true
    }
}
