//! What each alert finds today, whoever was told what.

use super::alert::Alerts;
use super::report::NO_ALERT;
use crate::corpus::ALERTS_FILE;
use crate::job::LineMessage;
use crate::language::{Message, messages};
use crate::search::{OverBounds, QueryError, Rewrite, SearchEngine, SearchOptions, Show};

/// What the alerts of a corpus folder find.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertsCheck {
    /// Each alert that could be read, in the order of the file.
    pub alerts: Vec<CheckedAlert>,
    /// The lines that are no alerts, each with what to do.
    pub bad_lines: Vec<LineMessage>,
}

/// What one alert finds.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedAlert {
    /// Its name.
    pub name: String,
    /// Its query.
    pub query: String,
    /// Its line in the file, counted from 1.
    pub line: u32,
    /// How many documents fit it.
    pub total: u64,
    /// What its words may have been meant to be, where it finds nothing for them. An alert is
    /// never searched for by these.
    pub meant: Vec<Rewrite>,
}

impl AlertsCheck {
    /// Searches for each of `alerts`.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn of(alerts: &Alerts, engine: &SearchEngine) -> anyhow::Result<Self> {
        let mut check = AlertsCheck {
            alerts: Vec::new(),
            bad_lines: alerts.bad_lines.iter().map(LineMessage::from).collect(),
        };
        for alert in &alerts.alerts {
            match checked(&alert.query, engine) {
                Ok((total, meant)) => check.alerts.push(CheckedAlert {
                    name: alert.name.clone(),
                    query: alert.query.clone(),
                    line: alert.line,
                    total,
                    meant,
                }),
                Err(error) if error.is::<QueryError>() || error.is::<OverBounds>() => {
                    let message = messages::alerts::query_fails(&format_args!("{error:#}"));
                    let line = Some(alert.line);
                    check.bad_lines.push(LineMessage { line, message });
                }
                Err(error) => return Err(error),
            }
        }
        check.bad_lines.sort_by_key(|bad| bad.line);
        Ok(check)
    }

    /// The lines that are no alerts, a text each.
    pub fn problems(&self) -> impl Iterator<Item = Message> {
        let none = self.alerts.is_empty() && self.bad_lines.is_empty();
        let lines = self.bad_lines.iter().map(|bad| bad.in_file(ALERTS_FILE));
        lines.chain(none.then_some(NO_ALERT))
    }

    /// Whether there is an alert, and every line is one that finds something.
    pub fn is_sound(&self) -> bool {
        let finds_something = self.alerts.iter().all(|alert| alert.total > 0);
        self.bad_lines.is_empty() && !self.alerts.is_empty() && finds_something
    }
}

fn checked(query: &str, engine: &SearchEngine) -> anyhow::Result<(u64, Vec<Rewrite>)> {
    let total = engine.fitting_count(query)?;
    if total > 0 {
        return Ok((total, Vec::new()));
    }
    let options = SearchOptions {
        limit: 0,
        show: Show::Nothing,
        ..SearchOptions::default()
    };
    Ok((0, engine.search(query, &options)?.rewrites))
}
