//! JSON Lines: an article a line, for corpora that come from elsewhere.

#[cfg(test)]
mod tests;

use super::allowance::Meter;
use super::characters::trim;
use super::error::CorpusError;
use super::format::{Format, Unit};
use super::json::fields_of;
use super::parsed::ParsedFile;
use super::records::Records;
use super::records::object::is_object;
use super::source::Source;
use super::word_judge::WordJudge;
use crate::language::Name;

/// So many lines are looked at for one that is an object: the first ones may be bad.
const LOOKED_AT: usize = 20;

/// One JSON object a line.
pub(super) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> Name {
        Name::same("JSON Lines")
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".jsonl", ".ndjson"]
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let Ok(text) = source.text() else {
            return Ok(false);
        };
        let mut filled = text.lines().filter(|line| !trim(line).is_empty());
        let first = filled.clone().next().unwrap_or_default();
        let is_named = self.has_ending(source.name);
        if !trim(first).starts_with('{') {
            // A digest, a list or a feed may have been given the wrong ending.
            let first = trim(first);
            let is_other = first.starts_with(['[', '<']) || text.contains("KEY Contents");
            return Ok(is_named && !is_other);
        }
        // An object that is spread over lines has others inside, each on a line further in.
        let is_record = |line: &str| line.starts_with('{') && is_object(trim(line));
        let mut lines = filled.clone().take(LOOKED_AT);
        let has_record = is_record(trim(first)) || lines.any(is_record);
        let second = trim(filled.clone().nth(1).unwrap_or("{"));
        let is_spread = !has_record && !second.starts_with('{');
        // A single object may hold the records, where the name does not say otherwise.
        let is_single = filled.nth(1).is_none();
        Ok(if is_named {
            !is_spread
        } else {
            has_record && !(is_single && source.name.to_ascii_lowercase().ends_with(".json"))
        })
    }

    fn unit(&self) -> Unit {
        Unit::Record
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        let issue = Records::issue_of(source);
        let mut records = Records::new(source, &issue, words, meter);
        for (number, text) in (1u32..).zip(source.text()?.split('\n')) {
            let text = trim(text);
            if !text.is_empty() {
                let fields = fields_of(&mut records, number, text, source.means.fields);
                records.add(number, text, fields)?;
            }
        }
        records.finish()
    }
}
