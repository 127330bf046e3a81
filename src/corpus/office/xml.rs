//! A walk through XML that forgives what it can: names without their prefixes, text without
//! entities.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::blocks::Refusal;
use crate::language::{Message, messages};

/// What is met in XML.
pub(super) enum Met<'e> {
    Start(&'e str, &'e Attributes),
    End(&'e str),
    Text(&'e str),
}

/// The attributes of a tag, by their names without prefixes.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut found = self.0.iter();
        found
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }
}

/// Tags within tags up to here; a document has a few dozen.
const MOST_DEPTH: usize = 1000;

/// Gives what is met to `take`, in order. An empty tag is met as a start and an end.
pub(super) fn walk(
    text: &str,
    take: &mut dyn FnMut(Met<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0usize;
    loop {
        let event = reader
            .read_event()
            .map_err(|error| Refusal::Broken(Message::verbatim(error.to_string())))?;
        match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > MOST_DEPTH {
                    return Err(Refusal::Broken(messages::office::nested_too_deep()));
                }
                let name = local(tag.name().as_ref());
                take(Met::Start(&name, &attributes(&tag)))?;
            }
            Event::Empty(tag) => {
                let name = local(tag.name().as_ref());
                take(Met::Start(&name, &attributes(&tag)))?;
                take(Met::End(&name))?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                take(Met::End(&local(tag.name().as_ref())))?;
            }
            Event::Text(text) => take(Met::Text(&text.xml10_content()))?,
            Event::CData(text) => take(Met::Text(&text.xml10_content()))?,
            Event::GeneralRef(entity) => {
                let resolved = entity.resolve_char_ref().ok().flatten();
                let c = resolved.or_else(|| named(&entity.xml10_content()));
                if let Some(c) = c {
                    take(Met::Text(c.encode_utf8(&mut [0; 4])))?;
                }
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn named(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn local<N: AsRef<[u8]> + ?Sized>(name: &N) -> String {
    let name = String::from_utf8_lossy(name.as_ref());
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn attributes(tag: &BytesStart<'_>) -> Attributes {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten().map(|attribute| {
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map(|value| value.into_owned());
        (local(attribute.key.as_ref()), value.unwrap_or_default())
    });
    Attributes(found.collect())
}
