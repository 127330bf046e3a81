//! How text is set off on a terminal.
//!
//! Defines the few styles in use. Marks are bold, or underlined where all is bold,
//! before they are coloured, so that they show without colour too.

/// Whether text is set off, and how wide it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Whether escape codes may be written.
    pub ansi: bool,
    /// How wide a line may be, in terminal cells; a Hangul syllable takes two.
    pub width_cells: usize,
    /// The links that may be made; `None` for none.
    pub links: Option<Links>,
}

/// Where links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Links {
    /// The address of the corpus folder, with `/` at its end, where digest files lie;
    /// `None` makes links to the web only.
    pub corpus_url: Option<&'static str>,
}

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Plain,
    /// A title or a heading.
    Strong,
    /// A word of the query.
    Mark,
    /// A word of the query in a title, which is bold already.
    StrongMark,
    /// What a reader may pass over.
    Faint,
}

impl Role {
    /// The escape code that begins it; empty for plain text.
    fn begin(self) -> &'static str {
        match self {
            Role::Plain => "",
            Role::Strong => "\u{1b}[1m",
            Role::Mark => "\u{1b}[1;33m",
            Role::StrongMark => "\u{1b}[1;4;33m",
            Role::Faint => "\u{1b}[2m",
        }
    }
}

const END: &str = "\u{1b}[0m";

impl Style {
    /// `text` in `role`, with escape codes where they are allowed.
    pub(crate) fn paint(&self, role: Role, text: &str) -> String {
        if !self.ansi || role == Role::Plain || text.is_empty() {
            return text.to_owned();
        }
        format!("{}{text}{END}", role.begin())
    }
}
