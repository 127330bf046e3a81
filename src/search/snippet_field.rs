//! The parts of a document that its text is shown from.

/// The part of a document that a snippet is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SnippetField {
    /// The title; only where no other part holds a word.
    Title,
    /// A bullet of the summary.
    Summary,
    /// A heading.
    Heading,
    /// A bullet, sub-bullet or paragraph of the body.
    Body,
    /// A footnote.
    Footnote,
    /// A figure's caption.
    Caption,
    /// A citation as printed.
    Citation,
    /// An event's description.
    Description,
    /// An event's days, place and homepage.
    Details,
}

impl SnippetField {
    /// The field's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            SnippetField::Title => "title",
            SnippetField::Summary => "summary",
            SnippetField::Heading => "heading",
            SnippetField::Body => "body",
            SnippetField::Footnote => "footnote",
            SnippetField::Caption => "caption",
            SnippetField::Citation => "citation",
            SnippetField::Description => "description",
            SnippetField::Details => "details",
        }
    }

    /// Between passages that hold the same words, the telling part comes first.
    pub(super) fn score(self) -> u32 {
        match self {
            SnippetField::Summary | SnippetField::Description => 5,
            SnippetField::Body | SnippetField::Details => 4,
            SnippetField::Footnote | SnippetField::Caption => 3,
            SnippetField::Heading => 2,
            SnippetField::Citation => 1,
            SnippetField::Title => 0,
        }
    }
}
