//! JSON: a list of records, an object that holds one, or objects one behind the other, on
//! lines as they come.

mod columns;
mod elements;
#[cfg(test)]
mod tests;

use super::allowance::Meter;
use super::characters::trim;
use super::editor_lines::LineCounter;
use super::error::CorpusError;
use super::format::Format;
use super::parsed::ParsedFile;
use super::records::fields::FieldNames;
use super::records::object::{Fields, fields, recovered_id};
use super::records::{BadRecord, Records};
use super::source::Source;
use super::word_judge::WordJudge;
use crate::language::{Name, messages};
use elements::{Elements, empty_list, records_at};

/// A list of objects, or what holds one.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> Name {
        Name::same("JSON")
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".json"]
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let Ok(text) = source.text() else {
            return Ok(false);
        };
        let text = trim(text);
        let inside = text.strip_prefix(['[', '{']).map(trim);
        let begins = |starts: &[char]| inside.is_some_and(|inside| inside.starts_with(starts));
        // Words in brackets begin many a text.
        let is_list = text.starts_with('[') && begins(&['{', '[', ']']);
        let is_object = text.starts_with('{') && begins(&['"', '}']);
        Ok(is_list || is_object || self.has_ending(source.name) && begins(&['"']))
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        let text = source.text()?;
        let issue = Records::issue_of(source);
        let mut records = Records::new(source, &issue, words, meter);
        let mut lines = LineCounter::new(text.as_bytes());
        let place = records_at(text, source.means.fields);
        for other in &place.others {
            let message = messages::records::other_list(&other);
            records.tell(1, message);
        }
        if place.is_alone
            && let Some(rows) = columns::records_of(text, source.means.fields)
        {
            for row in rows {
                records.add(1, "", Ok(row))?;
            }
            return records.finish();
        }
        let mut elements = Elements::new(text, place.from);
        while let Some(element) = elements.next() {
            let line = lines.line_of(element.at);
            let fields = fields_of(&mut records, line, element.text, source.means.fields);
            if fields.is_err() {
                // What is cut may have taken the next records with it.
                let element = elements.cut_short(element);
                let fields = fields_of(&mut records, line, element.text, source.means.fields);
                records.add(line, element.text, fields)?;
            } else {
                records.add(line, element.text, fields)?;
            }
        }
        if place.is_enclosed && elements.is_at_end() {
            let line = lines.line_of(text.trim_end().len().saturating_sub(1));
            records.lose_rest(line);
        }
        if place.is_alone
            && records.is_empty()
            && let Some(list) = empty_list(text, source.means.fields)
        {
            let message = messages::records::list_empty(&format_args!("{list:.80}"));
            return Err(CorpusError::new(source.name, None, message));
        }
        if elements.gave_up() {
            let line = lines.line_of(elements.at());
            let message = messages::records::rest_no_json();
            records.tell_misread(line, message.clone());
        }
        records.finish()
    }
}

/// The fields of the object in a text that begins on this line.
pub(super) fn fields_of(
    records: &mut Records<'_, '_, '_>,
    line: u32,
    text: &str,
    names: &FieldNames,
) -> Result<Fields, BadRecord> {
    // Before anything is made of it.
    records.check_length(line, text)?;
    match fields(text, names) {
        Ok((fields, has_no_character)) => {
            if has_no_character {
                let told = messages::records::half_surrogate();
                records.tell(line, told.clone());
            }
            Ok(fields)
        }
        Err(message) => Err(BadRecord::new(message).with_id(recovered_id(text))),
    }
}
