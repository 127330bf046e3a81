//! What happens during a run of the index job, as lines of a log.
//!
//! A line an event: text for people, JSON for what collects logs. The report at the end
//! of a run is `report`'s.

use std::io::{self, Write};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::harmless::harmless_text;
use super::json::{FORMAT_VERSION, write_line};
use super::report::FileReport;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum JobEvent<'a> {
    /// Another run holds the lock.
    Waiting,
    /// The run has begun with so many digest files.
    Started {
        /// The corpus folder.
        corpus: &'a str,
        /// The index folder.
        index: &'a str,
        /// How many digest files there are.
        files: u64,
    },
    /// All is built anew, for this reason.
    Rebuilding {
        /// Why.
        reason: &'a str,
    },
    /// So much is done of what has to be read.
    Progress {
        /// How many digest files were indexed.
        done: u64,
        /// Of so many.
        of: u64,
        /// Articles indexed so far.
        articles: u64,
        /// How long the rest takes, as it looks.
        left: Option<Duration>,
    },
    /// A digest file was added, replaced, renamed, removed, or cannot be parsed.
    File(&'a FileReport),
    /// Something that somebody should look at.
    Problem {
        /// What is wrong.
        message: &'a str,
    },
    /// The new generation was verified, with so many canaries.
    Verified {
        /// Articles and events in it.
        documents: u64,
        /// Queries of `canaries.txt` that found what they must.
        canaries: u64,
    },
    /// A generation was published.
    Published {
        /// Its name.
        generation: &'a str,
        /// Its articles.
        articles: u64,
        /// How long the run took.
        elapsed: Duration,
    },
    /// Nothing changed, and nothing was published.
    Unchanged {
        /// The generation that stays.
        generation: &'a str,
        /// How long the run took.
        elapsed: Duration,
    },
    /// The run failed and published nothing.
    Failed {
        /// Why.
        error: &'a str,
    },
}

#[derive(Serialize)]
struct EventJson<'a> {
    format_version: u32,
    time: String,
    event: &'static str,
    #[serde(flatten)]
    fields: FieldsJson<'a>,
}

/// The fields of an event; those that it has not are left out.
#[derive(Default, Serialize)]
#[serde(default)]
struct FieldsJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    corpus: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    renamed_from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    articles: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canaries: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    generation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    elapsed_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

impl JobEvent<'_> {
    /// Whether it is told even where only problems are.
    pub fn is_problem(&self) -> bool {
        matches!(self, JobEvent::Problem { .. } | JobEvent::Failed { .. })
    }

    fn name(&self) -> &'static str {
        match self {
            JobEvent::Waiting => "waiting",
            JobEvent::Started { .. } => "started",
            JobEvent::Rebuilding { .. } => "rebuilding",
            JobEvent::Progress { .. } => "progress",
            JobEvent::File(_) => "file",
            JobEvent::Problem { .. } => "problem",
            JobEvent::Verified { .. } => "verified",
            JobEvent::Published { .. } => "published",
            JobEvent::Unchanged { .. } => "unchanged",
            JobEvent::Failed { .. } => "failed",
        }
    }

    fn fields(&self) -> FieldsJson<'_> {
        let mut fields = FieldsJson::default();
        match self {
            JobEvent::Waiting => {}
            JobEvent::Started {
                corpus,
                index,
                files,
            } => {
                fields.corpus = Some(corpus);
                fields.index = Some(index);
                fields.files = Some(*files);
            }
            JobEvent::Rebuilding { reason } => fields.reason = Some(reason),
            JobEvent::Progress {
                done,
                of,
                articles,
                left,
            } => {
                fields.done = Some(*done);
                fields.of = Some(*of);
                fields.articles = Some(*articles);
                fields.left_ms = left.map(milliseconds);
            }
            JobEvent::File(file) => {
                fields.file = Some(&file.file);
                fields.status = Some(file.status.as_str());
                fields.stale = Some(file.stale);
                fields.renamed_from = file.renamed_from.as_deref();
                fields.articles = Some(file.articles);
                fields.events = Some(file.events);
            }
            JobEvent::Problem { message } => fields.message = Some(message),
            JobEvent::Verified {
                documents,
                canaries,
            } => {
                fields.documents = Some(*documents);
                fields.canaries = Some(*canaries);
            }
            JobEvent::Published {
                generation,
                articles,
                elapsed,
            } => {
                fields.generation = Some(generation);
                fields.articles = Some(*articles);
                fields.elapsed_ms = Some(milliseconds(*elapsed));
            }
            JobEvent::Unchanged {
                generation,
                elapsed,
            } => {
                fields.generation = Some(generation);
                fields.elapsed_ms = Some(milliseconds(*elapsed));
            }
            JobEvent::Failed { error } => fields.error = Some(error),
        }
        fields
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// An event as JSON on a line, with its time in UTC by RFC 3339.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn event_json(out: &mut dyn Write, event: &JobEvent<'_>, time: SystemTime) -> io::Result<()> {
    let time = OffsetDateTime::from(time).format(&Rfc3339);
    let json = EventJson {
        format_version: FORMAT_VERSION,
        time: time.map_err(io::Error::other)?,
        event: event.name(),
        fields: event.fields(),
    };
    write_line(out, &json)
}

/// An event as a line of text; none for those that only a machine wants.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn event_text(out: &mut dyn Write, event: &JobEvent<'_>) -> io::Result<()> {
    let seconds = |duration: &Duration| format!("{:.1} s", duration.as_secs_f64());
    let text = match event {
        JobEvent::Waiting => "waiting for another job that writes this index".to_owned(),
        JobEvent::Started { corpus, files, .. } => format!("{files} digest files in {corpus}"),
        JobEvent::Rebuilding { reason } => format!("building all anew: {reason}"),
        JobEvent::Progress {
            done,
            of,
            articles,
            left,
        } => {
            let left = left
                .as_ref()
                .map(|left| format!(", {} left", seconds(left)));
            let left = left.unwrap_or_default();
            format!("{done}/{of} files, {articles} articles{left}")
        }
        JobEvent::File(_) => return Ok(()),
        JobEvent::Problem { message } => (*message).to_owned(),
        JobEvent::Verified {
            documents,
            canaries,
        } => format!("verified {documents} articles and events, {canaries} canaries"),
        JobEvent::Published {
            generation,
            articles,
            elapsed,
        } => format!(
            "published {generation}, {articles} articles, after {}",
            seconds(elapsed)
        ),
        JobEvent::Unchanged {
            generation,
            elapsed,
        } => format!(
            "nothing changed since {generation}, after {}",
            seconds(elapsed)
        ),
        JobEvent::Failed { error } => {
            return writeln!(out, "error: {}", harmless_text(error));
        }
    };
    writeln!(out, "digest: {}", harmless_text(&text))
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
            articles: 40,
            left: Some(Duration::from_millis(1500)),
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
