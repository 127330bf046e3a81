//! Tells what happens during a run of the index job, on standard error.
//!
//! On a terminal a bar with counts and the time left, elsewhere a line now and then, or
//! every event as JSON. How an event looks is `output`'s.

use std::time::{Duration, Instant, SystemTime};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::terminal::streams;
use crate::job::JobEvent;
use crate::language::{Message, counts, messages};
use crate::output;

/// How often progress is told where there is no bar.
const PROGRESS_INTERVAL: Duration = Duration::from_secs(5);

/// How the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LogFormat {
    /// A line of text for what people want to know
    Text,
    /// A line of JSON for every event
    Json,
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Verbosity {
    /// Everything.
    All,
    /// Problems, and what a search waits for that builds its index first.
    Waiting,
    /// Problems, and no bar.
    Problems,
}

/// Where events are told.
pub(in crate::cli) struct Log {
    format: LogFormat,
    verbosity: Verbosity,
    has_report: bool,
    bar: Option<ProgressBar>,
    told: Instant,
}

impl Log {
    /// A log in this format. Where people read a report behind it (`has_report`), that is what
    /// tells them the warnings of digest files.
    pub(in crate::cli) fn new(format: LogFormat, verbosity: Verbosity, has_report: bool) -> Self {
        let has_bar = verbosity != Verbosity::Problems
            && format == LogFormat::Text
            && streams::stderr_is_terminal();
        Log {
            format,
            verbosity,
            has_report,
            bar: has_bar.then(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())),
            told: Instant::now(),
        }
    }

    /// Tells an event.
    pub(in crate::cli) fn tell(&mut self, event: &JobEvent<'_>) {
        if let Some(bar) = &self.bar
            && draw(bar, event)
        {
            return;
        }
        let is_told = match event {
            // The reading begins.
            JobEvent::Progress { done: 0, .. } => {
                self.told = Instant::now();
                false
            }
            JobEvent::Progress { .. } => {
                let is_due = self.told.elapsed() >= PROGRESS_INTERVAL;
                if is_due {
                    self.told = Instant::now();
                }
                is_due && self.verbosity == Verbosity::All
            }
            JobEvent::Phase { .. } => false,
            JobEvent::Warnings { .. } => self.format == LogFormat::Json || !self.has_report,
            JobEvent::Waiting => self.verbosity != Verbosity::Problems,
            event => self.verbosity == Verbosity::All || event.is_problem(),
        };
        if !is_told {
            return;
        }
        let mut line = Vec::new();
        let rendered = match self.format {
            LogFormat::Text => output::event_text(&mut line, event),
            LogFormat::Json => output::event_json(&mut line, event, SystemTime::now()),
        };
        // A Vec takes what is written.
        if rendered.is_err() || line.is_empty() {
            return;
        }
        match &self.bar {
            Some(bar) => bar.suspend(|| streams::tell_lines(&line)),
            None => streams::tell_lines(&line),
        }
    }

    /// Takes the bar away.
    pub(in crate::cli) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

/// Shows an event in the bar, where it belongs there.
fn draw(bar: &ProgressBar, event: &JobEvent<'_>) -> bool {
    match *event {
        JobEvent::Progress {
            done,
            of,
            bytes_done,
            bytes,
            articles,
            ..
        } => {
            if done == 0 {
                bar.disable_steady_tick();
                bar.set_style(style(BAR.text()));
                bar.reset();
                bar.set_length(bytes);
            }
            bar.set_position(bytes_done);
            let (files, articles) = (counts::files(of), counts::articles(articles));
            bar.set_message(String::from(messages::output::progress(
                &done, &files, &articles,
            )));
            true
        }
        JobEvent::Phase { name } => {
            bar.set_style(style(PHASE));
            bar.set_message(name.text());
            bar.enable_steady_tick(TICK);
            true
        }
        _ => false,
    }
}

/// While digest files are read, by their bytes.
const BAR: Message = messages::command::progress_bar();

/// While something is done of which nobody knows how long it takes.
const PHASE: &str = "{spinner} {msg}";

/// How often what has no measure shows that it goes on.
const TICK: Duration = Duration::from_millis(100);

fn style(template: &str) -> ProgressStyle {
    // Both are constants, and a unit test reads them.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_are_such() {
        for template in [BAR.english(), BAR.korean(), PHASE] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
