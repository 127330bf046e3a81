//! Events for people: a few lines each, by their days.

use std::io::{self, Write};

use super::style::{Role, Style};
use super::text::write_lines;
use super::wrap::wrapped;
use crate::document::Event;

/// Events in the order given: name, days and place, id and homepage.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn events_text(out: &mut dyn Write, events: &[Event], style: &Style) -> io::Result<()> {
    for event in events {
        let days = match event.days() {
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) => format!("{first} – {last}"),
            None => event.period.clone(),
        };
        let homepage = event.homepage.as_deref().unwrap_or_default();
        let lines = [
            (Role::Strong, "", vec![event.name.as_str()]),
            (Role::Plain, "  ", vec![days.as_str(), &event.place]),
            (Role::Faint, "  ", vec![event.id.as_str(), homepage]),
        ];
        for (role, indent, mut parts) in lines {
            parts.retain(|part| !part.is_empty());
            if !parts.is_empty() {
                let line = parts.join(" · ");
                write_lines(out, &wrapped(&line, &[], role, indent, indent, style))?;
            }
        }
        writeln!(out)?;
    }
    writeln!(
        out,
        "{}",
        style.paint(Role::Faint, &format!("{}건", events.len()))
    )
}
