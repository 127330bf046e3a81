//! RSS and Atom: an article an item.

mod items;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::allowance::Meter;
use super::characters::trim;
use super::editor_lines::LineCounter;
use super::error::CorpusError;
use super::format::Format;
use super::parsed::ParsedFile;
use super::records::object::Fields;
use super::records::{BadRecord, Records};
use super::source::Source;
use super::web_address::starts_with_url;
use super::word_judge::WordJudge;
use crate::language::{Name, labels::file_formats, messages};
use items::{Found, Items, root_of};

/// What the root of a feed is called.
const ROOTS: [&str; 3] = ["rss", "feed", "RDF"];

/// The items of a feed.
pub(super) struct Feeds;

impl Format for Feeds {
    fn name(&self) -> Name {
        file_formats::FEEDS
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".xml", ".rss", ".atom"]
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let Ok(text) = source.text() else {
            return Ok(false);
        };
        if !trim(text).starts_with('<') {
            return Ok(false);
        }
        let root = root_of(text);
        let root = root.as_deref().unwrap_or_default();
        let is_page = root.eq_ignore_ascii_case("html");
        Ok(is_root(root) || self.has_ending(source.name) && !is_page)
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        let text = source.text()?;
        let root = root_of(text).unwrap_or_default();
        if !is_root(&root) {
            let message = messages::records::no_feed(&root.chars().take(40).collect::<String>());
            return Err(CorpusError::new(source.name, Some(1), message));
        }
        let issue = Records::issue_of(source);
        let mut records = Records::new(source, &issue, words, meter);
        let mut lines = LineCounter::new(text.as_bytes());
        let mut items = Items::new(text);
        while let Some(found) = items.next() {
            match found {
                Found::Publisher(name) => records.publish_by(&name),
                Found::Item { at, text, fields } => {
                    let line = lines.line_of(at);
                    let fields = fields.map(with_address).map_err(BadRecord::new);
                    records.add(line, text, fields)?;
                }
                Found::Broken { at, message } => {
                    let line = lines.line_of(at);
                    records.tell_misread(line, message);
                }
            }
        }
        // What closes the feed stands behind its last item.
        let end = text.trim_end();
        if ["</item>", "</entry>"].iter().any(|tag| end.ends_with(tag)) {
            records.lose_rest(lines.line_of(end.len().saturating_sub(1)));
        }
        records.finish()
    }
}

fn is_root(name: &str) -> bool {
    ROOTS.iter().any(|root| root.eq_ignore_ascii_case(name))
}

/// The fields of an item; where it has no link, the name that it has in the feed may be one.
fn with_address(fields: Vec<(String, String)>) -> Fields {
    let mut taken = Fields::new();
    for (name, text) in fields {
        let text = trim(&text);
        if !text.is_empty() && !taken.contains_key(&name) {
            taken.insert(name, Value::String(text.to_owned()));
        }
    }
    let named = taken.get("guid").or_else(|| taken.get("id"));
    let named = named
        .and_then(Value::as_str)
        .filter(|name| starts_with_url(name));
    if let Some(address) = named.map(str::to_owned)
        && !taken.contains_key("link")
    {
        taken.insert("link".to_owned(), Value::String(address));
    }
    taken
}
