//! The documents of which a reader knows that they fit an alert, and which of those that fit
//! now are news.
//!
//! A document is known by its id and by what it says. It is no news where it is the same under
//! its id, where only some of it changed, or where it merely moved to another id, as all do
//! behind one that is put into an issue.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use super::fields::{escaped, unescaped};
use crate::document::{Document, DocumentId};

/// What a document says, in short: its title and the rest, each by a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Content {
    title: u64,
    rest: u64,
}

impl Content {
    /// That of a document, wherever it stands.
    pub(super) fn of(document: &Document) -> Self {
        let mut rest = blake3::Hasher::new();
        let mut add = |name: &str, text: &str| {
            rest.update(name.as_bytes());
            rest.update(&(text.len() as u64).to_le_bytes());
            rest.update(text.as_bytes());
        };
        // The first is the title.
        for text in document.texts().iter().skip(1) {
            add(text.part.name(), text.text);
        }
        for citation in document.citations() {
            add("url", citation.url.as_deref().unwrap_or_default());
        }
        Content {
            title: short(&blake3::hash(document.title().as_bytes())),
            rest: short(&rest.finalize()),
        }
    }

    /// Whether one may have become the other by a change, and not by another document's coming
    /// in its place.
    fn is_akin(self, other: Content) -> bool {
        self.title == other.title || self.rest == other.rest
    }
}

/// The beginning of a hash: two documents of a corpus are not alike by chance.
fn short(hash: &blake3::Hash) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_be_bytes(first)
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}{:016x}", self.title, self.rest)
    }
}

impl FromStr for Content {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let is_hash = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let half = |text: Option<&str>| u64::from_str_radix(text.ok_or(())?, 16).map_err(|_| ());
        if !is_hash {
            return Err(());
        }
        Ok(Content {
            title: half(text.get(..16))?,
            rest: half(text.get(16..))?,
        })
    }
}

/// A document that fits, in short.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    pub id: DocumentId,
    pub content: Content,
}

impl Identity {
    /// That of a document.
    pub(super) fn of(document: &Document) -> Self {
        Identity {
            id: document.id().clone(),
            content: Content::of(document),
        }
    }
}

/// The documents of which a reader knows, in the order in which they were last seen.
///
/// They are kept as they are written, a line each: there may be a hundred thousand of them, and
/// of most alerts none is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Known(String);

impl Known {
    /// These.
    pub(super) fn of<'i>(identities: impl IntoIterator<Item = &'i Identity>) -> Self {
        let mut known = Known::default();
        for Identity { id, content } in identities {
            known.0.push_str(&content.to_string());
            known.0.push('\t');
            known.0.push_str(&escaped(id.as_str()));
            known.0.push('\n');
        }
        known
    }

    /// Adds a line that was written.
    pub(super) fn push_line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// The lines as they are written.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }

    /// Those that have an id or a content of one of `fitting`: no other tells anything of them.
    /// Of a line that nobody wrote so none is known: what it may have been is told again.
    fn akin_to(&self, fitting: &[Identity]) -> Vec<Identity> {
        let ids: HashSet<String> = fitting.iter().map(|one| escaped(one.id.as_str())).collect();
        let contents: HashSet<String> = fitting.iter().map(|one| one.content.to_string()).collect();
        let lines = self.0.lines().filter_map(|line| line.split_once('\t'));
        let akin = lines.filter(|(content, id)| ids.contains(*id) || contents.contains(*content));
        let parsed = akin.filter_map(|(content, id)| {
            Some(Identity {
                id: DocumentId::from_text(&unescaped(id)?),
                content: content.parse().ok()?,
            })
        });
        parsed.collect()
    }

    /// Puts these behind all others.
    fn put_last(&mut self, identities: &[Identity]) {
        let last = Known::of(identities);
        let again: HashSet<&str> = last.lines().collect();
        if self.lines().any(|line| again.contains(line)) {
            let mut others = Known::default();
            let lines = self.lines().filter(|line| !again.contains(line));
            lines.for_each(|line| others.push_line(line));
            *self = others;
        }
        self.0.push_str(&last.0);
    }
}

impl Known {
    /// Makes these known; tells which of them are news, by their places. `now` tells what the
    /// document of an id says now, where there is one.
    pub(super) fn take(
        &mut self,
        fitting: &[Identity],
        mut now: impl FnMut(&DocumentId) -> anyhow::Result<Option<Content>>,
    ) -> anyhow::Result<Vec<usize>> {
        let mut contents: HashMap<&DocumentId, Vec<Content>> = HashMap::new();
        let mut ids: HashMap<Content, Vec<&DocumentId>> = HashMap::new();
        let akin = self.akin_to(fitting);
        for Identity { id, content } in &akin {
            contents.entry(id).or_default().push(*content);
            ids.entry(*content).or_default().push(id);
        }
        // What is known stands under these ids now, where it did not stand.
        let mut moved: HashSet<Content> = HashSet::new();
        let mut adopted: HashSet<Content> = HashSet::new();
        let mut rest = Vec::new();
        for (place, Identity { id, content }) in fitting.iter().enumerate() {
            if let Some(under) = contents.get(id).filter(|under| under.contains(content)) {
                if under.last() != Some(content) {
                    moved.insert(*content);
                }
                continue;
            }
            let others = ids.get(content).map_or(&[][..], Vec::as_slice);
            let mut is_copy = others.is_empty() || !adopted.insert(*content);
            for other in others {
                // While it is there too, this is another.
                is_copy |= now(other)? == Some(*content);
            }
            if is_copy {
                rest.push(place);
            } else {
                moved.insert(*content);
            }
        }
        rest.retain(|&place| {
            let Identity { id, content } = &fitting[place];
            let last = contents.get(id).and_then(|under| under.last());
            !last.is_some_and(|last| last.is_akin(*content) && !moved.contains(last))
        });
        // What an id stands for now is the last that is known of it.
        let is_last = |fits: &&Identity| {
            let last = contents.get(&fits.id).and_then(|under| under.last());
            last == Some(&fits.content)
        };
        let new: Vec<Identity> = fitting.iter().filter(|f| !is_last(f)).cloned().collect();
        if !new.is_empty() {
            self.put_last(&new);
        }
        Ok(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, title: u64, rest: u64) -> Identity {
        Identity {
            id: DocumentId::from_text(id),
            content: Content { title, rest },
        }
    }

    /// Which of the documents that are there and fit are news to whom the others are known.
    fn news(known: &mut Known, there: &[Identity]) -> Vec<String> {
        let now = |id: &DocumentId| {
            let found = there.iter().find(|document| document.id == *id);
            Ok(found.map(|document| document.content))
        };
        let places = known.take(there, now).unwrap();
        let ids = places.into_iter().map(|place| there[place].id.to_string());
        ids.collect()
    }

    #[test]
    fn what_is_told_is_no_news_whatever_becomes_of_it() {
        let mut known = Known::default();
        assert_eq!(news(&mut known, &[document("a/1", 1, 1)]), ["a/1"]);
        for there in [
            document("a/1", 1, 1),
            // Its text changed, and then its title.
            document("a/1", 1, 2),
            document("a/1", 3, 2),
            // It has another id, and that it had again.
            document("b/7", 3, 2),
            document("a/1", 3, 2),
            // It is as it was at first.
            document("a/1", 1, 1),
        ] {
            let told = news(&mut known, std::slice::from_ref(&there));
            assert_eq!(told, Vec::<String>::new(), "{there:?}");
        }
        // It left, and came again.
        assert_eq!(news(&mut known, &[]), Vec::<String>::new());
        assert_eq!(
            news(&mut known, &[document("a/1", 1, 1)]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn another_in_the_place_of_one_is_news() {
        let mut known = Known::default();
        news(&mut known, &[document("a/1", 1, 1)]);
        assert_eq!(news(&mut known, &[document("a/1", 2, 2)]), ["a/1"]);
    }

    #[test]
    fn one_that_is_put_in_front_is_the_only_news() {
        let mut known = Known::default();
        // All of them say the same but for their titles.
        let before = [
            document("a/1", 1, 9),
            document("a/2", 2, 9),
            document("a/3", 3, 9),
        ];
        assert_eq!(news(&mut known, &before).len(), 3);
        let after = [
            document("a/1", 7, 9),
            document("a/2", 1, 9),
            document("a/3", 2, 9),
            document("a/4", 3, 9),
        ];
        assert_eq!(news(&mut known, &after), ["a/1"]);
        // Back and forth, as by a rollback.
        assert_eq!(news(&mut known, &before), Vec::<String>::new());
        assert_eq!(news(&mut known, &after), Vec::<String>::new());
        assert_eq!(news(&mut known, &before), Vec::<String>::new());
        let other = [
            document("a/1", 8, 9),
            document("a/2", 1, 9),
            document("a/3", 2, 9),
            document("a/4", 3, 9),
        ];
        assert_eq!(news(&mut known, &other), ["a/1"]);
    }

    #[test]
    fn a_copy_is_another_document_while_the_first_is_there() {
        let mut known = Known::default();
        news(&mut known, &[document("a/1", 1, 1)]);
        let both = [document("a/1", 1, 1), document("b/1", 1, 1)];
        assert_eq!(news(&mut known, &both), ["b/1"]);
        // The first goes and comes back; of two copies that come for one that left, one is it.
        let moved = [document("b/1", 1, 1), document("c/1", 1, 1)];
        assert_eq!(news(&mut known, &moved), ["c/1"]);
        assert_eq!(news(&mut known, &both), Vec::<String>::new());
        let two = [document("d/1", 1, 1), document("d/2", 1, 1)];
        assert_eq!(news(&mut known, &two), ["d/2"]);
    }

    #[test]
    fn a_content_is_written_and_read() {
        let content = Content {
            title: 7,
            rest: u64::MAX,
        };
        assert_eq!(content.to_string().parse(), Ok(content));
        for text in ["", "7", &"g".repeat(32), &"+".repeat(32), &"가".repeat(11)] {
            assert_eq!(text.parse::<Content>(), Err(()), "{text}");
        }
    }
}
