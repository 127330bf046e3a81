//! The parts of a document that a query can name.

use crate::index::TextSlot;

use super::snippet_field::SnippetField;

/// A part of a document that a word can be asked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// An article's title, an event's name: `제목:`, `title:`.
    Title,
    /// The bullets of a summary: `요약:`, `summary:`.
    Summary,
    /// Headings, bullets, footnotes and captions; of an event all but its name:
    /// `본문:`, `body:`.
    Body,
    /// The cited works, their publishers and titles: `출처:`, `source:`.
    Source,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 4] = [Scope::Title, Scope::Summary, Scope::Body, Scope::Source];

    /// The name on the command line and in output.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Title => "title",
            Scope::Summary => "summary",
            Scope::Body => "body",
            Scope::Source => "source",
        }
    }

    /// Whether the slot belongs to it.
    pub(super) fn has_slot(self, slot: TextSlot) -> bool {
        match slot {
            TextSlot::Title => self == Scope::Title,
            TextSlot::Summary => self == Scope::Summary,
            TextSlot::Headings | TextSlot::Body | TextSlot::Footnotes | TextSlot::Event => {
                self == Scope::Body
            }
            TextSlot::Citations => self == Scope::Source,
        }
    }

    /// Whether text shown as this field belongs to it.
    pub(super) fn has_field(self, field: SnippetField) -> bool {
        match field {
            SnippetField::Title => self == Scope::Title,
            SnippetField::Summary => self == Scope::Summary,
            SnippetField::Heading
            | SnippetField::Body
            | SnippetField::Footnote
            | SnippetField::Caption
            | SnippetField::Description
            | SnippetField::Details => self == Scope::Body,
            SnippetField::Citation => self == Scope::Source,
        }
    }
}
