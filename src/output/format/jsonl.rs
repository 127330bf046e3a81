//! JSON Lines: an object on each line, with its `format_version`.

use std::io::{self, Write};

use super::super::model::{Answer, Versioned, write_line};
use super::{Renderer, Style};

/// Writes JSON Lines: a line for each thing that an answer lists.
pub(super) struct JsonLines;

impl Renderer for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn tells_notes(&self) -> bool {
        false
    }

    fn write(&self, out: &mut dyn Write, answer: &dyn Answer, _: &Style<'_>) -> io::Result<()> {
        let mut items = answer.items().into_iter();
        items.try_for_each(|item| write_line(out, &Versioned(item)))
    }
}
