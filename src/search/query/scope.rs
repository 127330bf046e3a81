//! The parts of a document that a query can name.

use crate::document::Part;
use crate::language::{Name, labels::fields};

/// A set of parts that a word can be asked for in, by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scope {
    name: Name,
    parts: &'static [Part],
}

impl Scope {
    /// An article's title, an event's name: `제목:`, `title:`.
    pub const TITLE: Scope = Scope {
        name: fields::TITLE,
        parts: &[Part::Title],
    };
    /// The bullets of a summary: `요약:`, `summary:`.
    pub const SUMMARY: Scope = Scope {
        name: fields::SUMMARY,
        parts: &[Part::Summary],
    };
    /// Headings, bullets, footnotes and captions; of an event all but its name:
    /// `본문:`, `body:`.
    pub const BODY: Scope = Scope {
        name: fields::BODY,
        parts: &[
            Part::Heading,
            Part::Body,
            Part::Footnote,
            Part::Caption,
            Part::Description,
            Part::Period,
            Part::Place,
            Part::Homepage,
        ],
    };
    /// The cited works, their publishers and titles: `출처:`, `source:`.
    pub const SOURCE: Scope = Scope {
        name: fields::SOURCE,
        parts: &[Part::Citation, Part::CitationPublisher, Part::CitationTitle],
    };

    /// Every scope: each part is in one.
    pub const ALL: [Scope; 4] = [Scope::TITLE, Scope::SUMMARY, Scope::BODY, Scope::SOURCE];

    /// The name on the command line and in output.
    pub fn name(self) -> &'static str {
        self.name.english()
    }

    /// The name as people read it.
    pub fn label(self) -> Name {
        self.name
    }

    /// Whether the part belongs to it.
    pub(in crate::search) fn has(self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}
