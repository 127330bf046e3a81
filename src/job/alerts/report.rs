//! What a telling found: what is new, alert by alert, and what somebody should look at.

use super::alert::Alert;
use super::keeping::ReaderName;
use crate::corpus::ALERTS_FILE;
use crate::job::LineMessage;
use crate::language::{Message, messages};
use crate::search::Hits;

/// What is new for the alerts of a reader.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertsReport {
    /// Who is told.
    pub reader: ReaderName,
    /// Each alert that could be read, in the order of the file.
    pub alerts: Vec<AlertNews>,
    /// The lines that are no alerts, each with what to do.
    pub bad_lines: Vec<LineMessage>,
    /// Why nobody knows what the reader was told: then all that fits is told again.
    pub damaged: Option<Message>,
}

/// What is new for one alert.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertNews {
    /// Its name.
    pub name: String,
    /// Its query.
    pub query: String,
    /// Its line in the file, counted from 1.
    pub line: u32,
    /// Whether its reader was told of it before.
    pub standing: Standing,
    /// What came, or changed so that it fits now; the best first.
    pub hits: Hits,
    /// Why it could not be looked for now. The next run looks for what this one did not.
    pub error: Option<Message>,
}

/// Whether a reader was told of an alert before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// He was.
    Known,
    /// It is new to him, by another query or altogether.
    New {
        /// So many documents fit it already, and count as known to the reader.
        known: u64,
    },
}

impl AlertNews {
    pub(super) fn of(alert: &Alert, standing: Standing, hits: Hits) -> Self {
        AlertNews {
            name: alert.name.clone(),
            query: alert.query.clone(),
            line: alert.line,
            standing,
            hits,
            error: None,
        }
    }
}

/// What is told of a file without alerts: it may have been emptied by mistake.
pub(super) const NO_ALERT: Message = messages::alerts::names_no_query();

impl AlertsReport {
    /// How many documents are new, each as often as alerts find it.
    pub fn count(&self) -> usize {
        self.alerts.iter().map(|alert| alert.hits.hits.len()).sum()
    }

    /// Whether there is anything that the reader should see: documents, or alerts that are new.
    pub fn is_news(&self) -> bool {
        let mut alerts = self.alerts.iter();
        self.count() > 0 || alerts.any(|alert| alert.standing != Standing::Known)
    }

    /// What somebody should look at, a text each: lines that are no alerts, alerts that could not
    /// be looked for.
    pub fn problems(&self) -> Vec<Message> {
        let lines = self.bad_lines.iter().map(|bad| bad.in_file(ALERTS_FILE));
        let failed = self.failed().filter_map(|alert| {
            let AlertNews { name, line, .. } = alert;
            let error = alert.error.as_ref()?;
            Some(messages::alerts::not_looked_for(
                &ALERTS_FILE,
                &line,
                &name,
                &error,
            ))
        });
        self.damaged
            .iter()
            .map(|why| messages::alerts::all_told_again(&why))
            .chain(lines)
            .chain(failed)
            .chain(self.is_empty().then_some(NO_ALERT))
            .collect()
    }

    /// Whether an alert could not be read or looked for, there is none, or nobody knows what
    /// was told.
    pub fn has_problems(&self) -> bool {
        self.damaged.is_some()
            || !self.bad_lines.is_empty()
            || self.is_empty()
            || self.failed().next().is_some()
    }

    /// The alerts that could not be looked for.
    pub fn failed(&self) -> impl Iterator<Item = &AlertNews> {
        self.alerts.iter().filter(|alert| alert.error.is_some())
    }

    /// Whether there is neither an alert nor a line that was meant to be one.
    fn is_empty(&self) -> bool {
        self.alerts.is_empty() && self.bad_lines.is_empty()
    }
}
