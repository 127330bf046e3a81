//! Alerts: queries of which a reader is told what is new.
//!
//! A run reads the alerts, compares the index with what the reader was told, and gives what is
//! new as values. Only when whoever asked has told it is that written down ([`Telling::told`]):
//! what a run was killed before, or could not write, is told again by the next. So everything
//! is told at least once, and a second time only where a run ended between the two.

mod alert;
mod check;
mod fields;
mod keeping;
mod known;
mod news;
mod report;
mod state;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use super::{JobError, LineMessage, Sink, Stop};
use crate::corpus::CorpusError;
use crate::document::Document;
use crate::language::Message;
use crate::search::SearchEngine;

pub use alert::{Alert, Alerts};
pub use check::{AlertsCheck, CheckedAlert};
pub use keeping::{BadReaderName, ReaderName};
pub use report::{AlertNews, AlertsReport, Standing};
pub use state::FedDocument;

use keeping::{Found, Keeping};
use news::{Comparison, Outcome};
use state::{AlertState, State};

/// Tells a reader what is new.
#[derive(Debug, Clone)]
pub struct AlertsJob {
    /// The folder that holds what readers were told: that of the index, where it is in one.
    pub folder: PathBuf,
    /// Who is told.
    pub reader: ReaderName,
    /// Tell what a new alert finds already, and not only how much that is.
    pub tells_all: bool,
    /// How long to wait for another run of this reader; `None` without end.
    pub wait: Option<Duration>,
}

/// A telling that has begun: no other of this reader begins until it is dropped.
pub struct Telling {
    keeping: Keeping,
    before: State,
    damaged: Option<Message>,
    reader: ReaderName,
    tells_all: bool,
}

/// What is to be told, with what is to be written down once it is.
pub struct News {
    /// What is new.
    pub report: AlertsReport,
    /// What was told last, with what is new now, each document with when and by which alerts;
    /// the newest first.
    pub fed: Vec<(FedDocument, Document)>,
    /// When the reader was first told anything, in UTC by RFC 3339.
    pub begun: String,
    next: State,
    is_changed: bool,
}

impl AlertsJob {
    /// Takes the reader's lock, and reads what he was told.
    ///
    /// # Errors
    ///
    /// Where another run tells this reader ([`JobError::AlertsLocked`]), or the index folder
    /// cannot be written to.
    pub fn begin(&self, stop: Stop<'_>, tell: Sink<'_>) -> Result<Telling, JobError> {
        let keeping = Keeping::begin(&self.folder, &self.reader, self.wait, stop, tell)?;
        let (before, damaged) = match keeping.read()? {
            Found::Nothing => (State::default(), None),
            Found::State(state) => (state, None),
            Found::Damaged(why) => (State::default(), Some(why)),
        };
        Ok(Telling {
            keeping,
            before,
            // Told again rather than never.
            tells_all: self.tells_all || damaged.is_some(),
            damaged,
            reader: self.reader.clone(),
        })
    }
}

impl Telling {
    /// What is new for these alerts in the index of `engine`; `now` is the time, in UTC by
    /// RFC 3339.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn news(&self, alerts: &Alerts, engine: &SearchEngine, now: &str) -> anyhow::Result<News> {
        let mut next = self.before.clone();
        let mut states = std::mem::take(&mut next.alerts);
        let mut comparison = Comparison::begin(engine, &mut next)?;
        let mut bad_lines: Vec<CorpusError> = alerts.bad_lines.clone();
        let mut told = Vec::with_capacity(alerts.alerts.len());
        let names: BTreeSet<&str> = alerts.alerts.iter().map(|a| a.name.as_str()).collect();
        for alert in &alerts.alerts {
            let state = take_state(&mut states, alert, &names);
            let (outcome, state) = comparison.news(alert, state, self.tells_all)?;
            next.alerts.extend(state);
            match outcome {
                Outcome::News(news) => told.push(*news),
                Outcome::BadLine(bad) => bad_lines.push(bad),
            }
        }
        bad_lines.sort_by_key(|bad| bad.line);
        if !bad_lines.is_empty() || alerts.alerts.is_empty() {
            // A line that cannot be read may be one of these, and a file without any may be
            // half written: nothing of them is lost.
            for mut state in states {
                state.pending.extend(comparison.changed().iter().cloned());
                next.alerts.push(state);
            }
        }
        news::feed(&mut next.feed, &told, now);
        if next.begun.is_empty() {
            now.clone_into(&mut next.begun);
        }
        let mut fed = Vec::new();
        for entry in next.feed.iter().rev() {
            // What has left the index has nothing that could be shown.
            if let Some(document) = engine.document(&entry.id)? {
                fed.push((entry.clone(), document));
            }
        }
        Ok(News {
            report: AlertsReport {
                reader: self.reader.clone(),
                alerts: told,
                bad_lines: bad_lines.iter().map(LineMessage::from).collect(),
                damaged: self.damaged.clone(),
            },
            fed,
            begun: next.begun.clone(),
            is_changed: next != self.before || self.damaged.is_some(),
            next,
        })
    }

    /// Writes down that all of `news` was told.
    ///
    /// # Errors
    ///
    /// Where that cannot be written: the next run tells it again.
    pub fn told(self, news: News) -> anyhow::Result<()> {
        match news.is_changed {
            true => self.keeping.write(&news.next),
            false => Ok(()),
        }
    }
}

/// What a reader was told of an alert: of its name and query, else of its query under a name that
/// no alert has any more.
fn take_state(
    states: &mut Vec<AlertState>,
    alert: &Alert,
    names: &BTreeSet<&str>,
) -> Option<AlertState> {
    let is_of_query = |state: &&AlertState| state.query == alert.query;
    let by_name = states
        .iter()
        .filter(is_of_query)
        .find(|state| state.name == alert.name);
    let renamed = || {
        let mut of_query = states.iter().filter(is_of_query);
        of_query.find(|state| !names.contains(state.name.as_str()))
    };
    let found = by_name.or_else(renamed)?;
    let place = states.iter().position(|state| std::ptr::eq(state, found))?;
    Some(states.remove(place))
}
