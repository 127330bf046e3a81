//! The items of a feed, each with its fields.
//!
//! Nothing is made but the item that is read; what is no XML costs the item that it is in,
//! and reading goes on with the next.

use crate::language::{Message, messages};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What items are called.
const ITEMS: [&str; 2] = ["item", "entry"];

/// Prefixes whose elements are fields like those without one.
const PLAIN_PREFIXES: [&str; 6] = ["content", "dc", "dcterms", "atom", "a10", "rss"];

/// Fields in which a name is an element of its own.
const NAMED_INSIDE: [&str; 3] = ["source", "author", "publisher"];

/// Links that are not the article.
const OTHER_LINKS: [&str; 6] = ["self", "enclosure", "related", "replies", "edit", "via"];

/// What an item holds at most; an article is shorter by far, so that more is told.
const FIELDS: usize = 1000;
const FIELD_BYTES: usize = 4 << 20;
const DEEPEST: usize = 100;

/// A text may be gone through so many times over, where it is no XML.
const TIMES_OVER: usize = 8;

/// So many events are looked at for the root.
const EVENTS_ABOVE: usize = 200;

/// The name of a field that is not looked at, which no element has.
const PASSED_OVER: &str = "";

/// What was found in a feed.
pub(super) enum Found<'t> {
    /// Who publishes it.
    Publisher(String),
    /// An item: where it begins, itself, and its fields, or what is wrong with it.
    Item {
        at: usize,
        text: &'t str,
        fields: Result<Vec<(String, String)>, Message>,
    },
    /// A place from which on nothing can be read.
    Broken { at: usize, message: Message },
}

/// The name of the root, without its prefix.
pub(super) fn root_of(text: &str) -> Option<String> {
    let mut reader = reader_of(text);
    for _ in 0..EVENTS_ABOVE {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                return Some(local_name(&start).to_owned());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
    None
}

fn reader_of(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// The items of a text.
pub(super) struct Items<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// Where the text that the reader has begins.
    base: usize,
    /// The elements around, as far as they matter.
    around: Vec<String>,
    depth: usize,
    /// The text of the publisher, while it is read.
    publisher: Option<String>,
    item: Option<Item>,
    budget: usize,
    is_over: bool,
}

/// An item that is being read.
struct Item {
    at: usize,
    name: String,
    fields: Vec<(String, String)>,
    field: Option<Field>,
}

/// A field that is being read.
struct Field {
    name: String,
    text: String,
    /// The elements inside of it that are open, and how many more there are inside of those.
    inside: Vec<String>,
    deeper: usize,
}

impl Field {
    /// Whether it holds a name in an element of its own.
    fn is_named_inside(&self) -> bool {
        NAMED_INSIDE.contains(&self.name.as_str())
    }

    /// Whether what is read now is text of the field.
    fn takes(&self) -> bool {
        match self.inside.last() {
            Some(inner) if self.is_named_inside() => matches!(inner.as_str(), "name" | "title"),
            _ => true,
        }
    }
}

impl<'t> Items<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Items {
            text,
            reader: reader_of(text),
            base: 0,
            around: Vec::new(),
            depth: 0,
            publisher: None,
            item: None,
            budget: text.len().saturating_mul(TIMES_OVER),
            is_over: false,
        }
    }

    pub(super) fn next(&mut self) -> Option<Found<'t>> {
        while !self.is_over {
            let at = self.place();
            let found = match self.reader.read_event() {
                Ok(Event::Start(start)) => self.open(&start, at),
                Ok(Event::Empty(empty)) => {
                    let found = self.open(&empty, at);
                    // Only what is open can be closed, so one of the two found nothing.
                    let name = local_name(&empty).to_owned();
                    found.or(self.close(&name))
                }
                Ok(Event::End(end)) => {
                    let name = end.name().into_inner();
                    let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
                    let name = name.to_owned();
                    self.close(&name)
                }
                Ok(Event::Text(text)) => {
                    self.take(&text.into_inner());
                    None
                }
                Ok(Event::CData(text)) => {
                    self.take(&text.into_inner());
                    None
                }
                Ok(Event::GeneralRef(entity)) => {
                    let text = resolved(&entity);
                    self.take(&text);
                    None
                }
                Ok(Event::Eof) => {
                    self.is_over = true;
                    self.lose(messages::records::item_not_closed_cut())
                }
                Ok(_) => None,
                Err(error) => self.go_on_behind(&error.to_string()),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn place(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.base.saturating_add(read).min(self.text.len())
    }

    fn open(&mut self, start: &BytesStart<'_>, at: usize) -> Option<Found<'t>> {
        let local = local_name(start).to_owned();
        let is_item = ITEMS.contains(&local.as_str());
        if is_item && self.item.as_ref().is_none_or(|item| item.name == local) {
            let lost = self.lose_until(at, messages::records::item_not_closed());
            self.item = Some(Item {
                at,
                name: local,
                fields: Vec::new(),
                field: None,
            });
            return lost;
        }
        let Some(item) = &mut self.item else {
            self.depth += 1;
            if self.depth <= 4 {
                let parent = self.around.last().map(String::as_str);
                if local == "title" && matches!(parent, Some("channel" | "feed")) {
                    self.publisher = Some(String::new());
                }
                self.around.push(local);
            }
            return None;
        };
        match &mut item.field {
            Some(field) if field.inside.len() >= DEEPEST => field.deeper += 1,
            Some(field) => {
                // Text with tags of its own, as Atom has it.
                if !field.is_named_inside() {
                    field.text.push_str(&format!("<{local}>"));
                }
                field.inside.push(local);
            }
            None => {
                let name = field_name(start);
                let attribute = |name: &str| {
                    let found = start.try_get_attribute(name).ok().flatten();
                    found.map(|found| found.value.to_string())
                };
                let mut text = String::new();
                let mut name = name;
                if name == "link" {
                    let rel = attribute("rel").unwrap_or_default();
                    if OTHER_LINKS.contains(&rel.as_str()) {
                        name = PASSED_OVER.to_owned();
                    } else {
                        text = attribute("href").unwrap_or_default();
                    }
                }
                item.field = Some(Field {
                    name,
                    text,
                    inside: Vec::new(),
                    deeper: 0,
                });
            }
        }
        None
    }

    fn close(&mut self, local: &str) -> Option<Found<'t>> {
        let Some(item) = &mut self.item else {
            self.depth = self.depth.saturating_sub(1);
            if self.depth < 4 {
                self.around.truncate(self.depth);
            }
            return self.publisher.take().map(Found::Publisher);
        };
        if local == item.name {
            if let Some(field) = &item.field {
                let message = messages::records::field_not_closed(&field.name);
                return self.lose(message);
            }
            let end = self.place();
            let item = self.item.take()?;
            return Some(Found::Item {
                at: item.at,
                text: self.text.get(item.at..end).unwrap_or_default(),
                fields: Ok(item.fields),
            });
        }
        let field = item.field.as_mut()?;
        if field.deeper > 0 {
            field.deeper -= 1;
            return None;
        }
        match field.inside.pop() {
            Some(inner) => {
                if !field.is_named_inside() {
                    field.text.push_str(&format!("</{inner}>"));
                }
            }
            None => {
                let field = item.field.take()?;
                if field.name != PASSED_OVER && item.fields.len() < FIELDS {
                    item.fields.push((field.name, field.text));
                }
            }
        }
        None
    }

    fn take(&mut self, text: &str) {
        if let Some(item) = &mut self.item {
            if let Some(field) = item.field.as_mut().filter(|field| field.takes())
                && field.text.len() + text.len() <= FIELD_BYTES
            {
                field.text.push_str(text);
            }
        } else if let Some(publisher) = &mut self.publisher {
            publisher.push_str(text);
        }
    }

    /// The item that is being read, as one that is none.
    fn lose(&mut self, message: Message) -> Option<Found<'t>> {
        let end = self.place();
        self.lose_until(end, message)
    }

    fn lose_until(&mut self, end: usize, message: Message) -> Option<Found<'t>> {
        let item = self.item.take()?;
        Some(Found::Item {
            at: item.at,
            text: self.text.get(item.at..end).unwrap_or_default(),
            fields: Err(message),
        })
    }

    /// Goes on with the next item behind what is no XML.
    fn go_on_behind(&mut self, error: &str) -> Option<Found<'t>> {
        let failed = self.place();
        let from = self.item.as_ref().map_or(self.base, |item| item.at);
        let from = (from + 1..=self.text.len()).find(|&at| self.text.is_char_boundary(at))?;
        let message = messages::records::no_xml(&error);
        let lost = self.lose_until(failed.max(from), message.clone());
        self.budget = self.budget.saturating_sub(failed.saturating_sub(self.base));
        let rest = self.text.get(from..).unwrap_or_default();
        let starts = ITEMS.iter().filter_map(|name| {
            let opening = format!("<{name}");
            let mut found = rest.match_indices(&opening);
            let is_whole = |at: usize| {
                let behind = rest.get(at + 1 + name.len()..).unwrap_or_default();
                behind.starts_with(|c: char| c.is_whitespace() || c == '>')
            };
            found.find(|(at, _)| is_whole(*at)).map(|(at, _)| at)
        });
        let broken = |message: Message| Found::Broken {
            at: failed.min(self.text.len()),
            message,
        };
        match starts.min().filter(|_| self.budget > 0) {
            Some(next) => {
                self.base = from + next;
                self.reader = reader_of(self.text.get(self.base..).unwrap_or_default());
                lost
            }
            None => {
                self.is_over = true;
                lost.or_else(|| Some(broken(message)))
            }
        }
    }
}

/// An entity as the character that it stands for, or as it is written.
fn resolved(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let name = entity.clone().into_inner();
    match quick_xml::escape::resolve_xml_entity(&name) {
        Some(meant) => meant.to_owned(),
        None => format!("&{name};"),
    }
}

fn local_name<'a>(start: &'a BytesStart<'_>) -> &'a str {
    let name = start.name().into_inner();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What a field is called: with its prefix, where that makes it something else.
fn field_name(start: &BytesStart<'_>) -> String {
    let name = start.name().into_inner();
    match name.split_once(':') {
        Some((prefix, local)) if PLAIN_PREFIXES.contains(&prefix) => local.to_owned(),
        _ => name.to_owned(),
    }
}
