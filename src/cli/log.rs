//! Tells what happens during a run of the index job, on standard error.
//!
//! On a terminal a bar with counts and the time left, elsewhere a line now and then, or
//! every event as JSON. How an event looks is `output`'s.

use std::time::{Duration, Instant, SystemTime};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::streams;
use crate::output::{self, JobEvent};

/// How often progress is told where there is no bar.
const PROGRESS_INTERVAL: Duration = Duration::from_secs(5);

/// How the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    /// A line of text for what people want to know
    Text,
    /// A line of JSON for every event
    Json,
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verbosity {
    /// Everything.
    All,
    /// Problems, and what a search waits for that builds its index first.
    Waiting,
    /// Problems, and no bar.
    Problems,
}

/// Where events are told.
pub(super) struct Log {
    format: LogFormat,
    verbosity: Verbosity,
    bar: Option<ProgressBar>,
    told: Instant,
    work: Work,
}

/// What has to be read, and what was.
#[derive(Debug, Clone, Copy)]
struct Work {
    started: Instant,
    files: u64,
    files_done: u64,
    bytes: u64,
    bytes_done: u64,
    articles: u64,
}

impl Work {
    fn of(files: u64, bytes: u64) -> Self {
        Work {
            started: Instant::now(),
            files,
            files_done: 0,
            bytes,
            bytes_done: 0,
            articles: 0,
        }
    }

    /// How long the rest takes, if it goes on as it did: by bytes, since files differ.
    fn left(&self) -> Option<Duration> {
        let elapsed = self.started.elapsed();
        if self.bytes_done == 0 || elapsed < Duration::from_millis(500) {
            return None;
        }
        let rest = self.bytes.saturating_sub(self.bytes_done) as f64 / self.bytes_done as f64;
        Some(elapsed.mul_f64(rest))
    }
}

impl Log {
    /// A log in this format.
    pub(super) fn new(format: LogFormat, verbosity: Verbosity) -> Self {
        let has_bar = verbosity != Verbosity::Problems
            && format == LogFormat::Text
            && streams::stderr_is_terminal();
        Log {
            format,
            verbosity,
            bar: has_bar.then(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())),
            told: Instant::now(),
            work: Work::of(0, 0),
        }
    }

    /// Tells an event.
    pub(super) fn tell(&mut self, event: &JobEvent<'_>) {
        let is_told = match self.verbosity {
            Verbosity::All => true,
            Verbosity::Waiting => event.is_problem() || *event == JobEvent::Waiting,
            Verbosity::Problems => event.is_problem(),
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

    /// Tells something that somebody should look at.
    pub(super) fn problem(&mut self, message: &str) {
        self.tell(&JobEvent::Problem { message });
    }

    /// So many files of so many bytes have to be read from now on.
    pub(super) fn begin(&mut self, files: u64, bytes: u64) {
        self.work = Work::of(files, bytes);
        self.told = Instant::now();
        if let Some(bar) = &self.bar {
            bar.disable_steady_tick();
            bar.set_style(style(BAR));
            bar.set_message(format!("0/{files} files"));
            bar.reset();
            bar.set_length(bytes);
        }
    }

    /// A file of so many bytes was read and gave so many articles.
    pub(super) fn advance(&mut self, bytes: u64, articles: u64) {
        self.work.files_done += 1;
        self.work.bytes_done += bytes;
        self.work.articles += articles;
        let work = self.work;
        if let Some(bar) = &self.bar {
            bar.set_position(work.bytes_done);
            bar.set_message(format!(
                "{}/{} files, {} articles",
                work.files_done, work.files, work.articles
            ));
        } else if self.told.elapsed() >= PROGRESS_INTERVAL {
            self.told = Instant::now();
            self.tell(&JobEvent::Progress {
                done: work.files_done,
                of: work.files,
                articles: work.articles,
                left: work.left(),
            });
        }
    }

    /// What is done from now on has no measure.
    pub(super) fn phase(&mut self, name: &'static str) {
        if let Some(bar) = &self.bar {
            bar.set_style(style(PHASE));
            bar.set_message(name);
            bar.enable_steady_tick(TICK);
        }
    }

    /// Takes the bar away.
    pub(super) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

/// While digest files are read, by their bytes.
const BAR: &str = "{bar:24} {percent:>3}% {msg}, {eta} left";

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
        for template in [BAR, PHASE] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
