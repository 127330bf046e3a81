//! What happens during a run of the index job, as lines of a log.
//!
//! A line an event: text for people, JSON for what collects logs. The report at the end
//! of a run is `report`'s.

use std::io::{self, Write};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde::Serialize;

use super::model::{FORMAT_VERSION, harmless_text, write_line};
use crate::job::{JobEvent, LineMessage};
use crate::language::labels::parts;
use crate::language::{counts, messages};

#[derive(Serialize)]
struct EventJson<'a> {
    format_version: u32,
    time: String,
    #[serde(flatten)]
    event: &'a JobEvent<'a>,
}

/// An event as JSON on a line, with its time in UTC by RFC 3339.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn event_json(out: &mut dyn Write, event: &JobEvent<'_>, time: SystemTime) -> io::Result<()> {
    let time = Timestamp::try_from(time).map_err(io::Error::other)?;
    let json = EventJson {
        format_version: FORMAT_VERSION,
        time: time.to_string(),
        event,
    };
    write_line(out, &json)
}

/// An event as a line of text; none for those that only a machine wants.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn event_text(out: &mut dyn Write, event: &JobEvent<'_>) -> io::Result<()> {
    let seconds = |duration: &Duration| format!("{:.1}", duration.as_secs_f64());
    let message = match event {
        JobEvent::Waiting => messages::output::waiting(),
        JobEvent::Started { corpus, files, .. } => {
            messages::output::started(&counts::digest_files(*files), corpus)
        }
        JobEvent::Rebuilding { reason } => messages::output::rebuilding(reason),
        JobEvent::Progress {
            done,
            of,
            left,
            articles,
            ..
        } => {
            let (files, articles) = (counts::files(*of), counts::articles(*articles));
            match left {
                Some(left) => {
                    messages::output::progress_left(done, &files, &articles, &seconds(left))
                }
                None => messages::output::progress(done, &files, &articles),
            }
        }
        // The report at the end tells of what was not read.
        JobEvent::File { .. } | JobEvent::Phase { .. } | JobEvent::Ignored { .. } => return Ok(()),
        JobEvent::Warnings { file, warnings } => return warnings_text(out, file, warnings),
        JobEvent::Problem { message } => (*message).clone(),
        JobEvent::Verified {
            documents,
            canaries,
        } => {
            let documents = counts::documents(*documents);
            messages::output::verified(&documents, &counts::canaries(*canaries))
        }
        JobEvent::Published {
            articles,
            generation,
            elapsed,
        } => {
            let articles = counts::articles(*articles);
            messages::output::published(generation, &articles, &seconds(elapsed))
        }
        JobEvent::Unchanged {
            generation,
            elapsed,
        } => messages::output::nothing_changed(generation, &seconds(elapsed)),
        JobEvent::Failed { error } => {
            return writeln!(out, "{}: {}", parts::ERROR, harmless_text(error.text()));
        }
    };
    writeln!(out, "digest: {}", harmless_text(message.text()))
}

/// How many warnings of a file are told as text: the rest is alike.
const WARNINGS_TOLD: usize = 20;

fn warnings_text(out: &mut dyn Write, file: &str, warnings: &[LineMessage]) -> io::Result<()> {
    for warning in warnings.iter().take(WARNINGS_TOLD) {
        writeln!(out, "digest: {}", harmless_text(&warning.in_file(file)))?;
    }
    match warnings.len().checked_sub(WARNINGS_TOLD) {
        None | Some(0) => Ok(()),
        Some(more) => {
            let told = messages::output::more_warnings(&file, &more);
            writeln!(out, "digest: {}", harmless_text(&told))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    #[test]
    fn an_event_is_a_line_of_json_with_its_time() {
        let event = JobEvent::Progress {
            done: 3,
            of: 5,
            bytes_done: 300,
            bytes: 600,
            left: Some(Duration::from_millis(1500)),
            articles: 40,
        };
        let mut out = Vec::new();
        let time = UNIX_EPOCH + Duration::from_millis(1_700_000_000_250);
        event_json(&mut out, &event, time).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"format_version\":1,\"time\":\"2023-11-14T22:13:20.25Z\",\"event\":\"progress\",\
             \"done\":3,\"of\":5,\"left_ms\":1500,\"articles\":40}\n"
        );
        let mut out = Vec::new();
        event_text(&mut out, &event).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "digest: 3/5 files, 40 articles, 1.5 s left\n"
        );
    }
}
