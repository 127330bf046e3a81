//! JSON: one object on one line, with its `format_version`.

use std::io::{self, Write};

use super::super::model::{Answer, Versioned, write_line};
use super::{Renderer, Style};

/// Writes JSON.
pub(super) struct Json;

impl Renderer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn write(&self, out: &mut dyn Write, answer: &dyn Answer, _: &Style<'_>) -> io::Result<()> {
        let mut objects = answer.objects().into_iter();
        objects.try_for_each(|object| write_line(out, &Versioned(object)))
    }
}
