//! `digest alerts`: what is new for the queries of `alerts.txt`.

use std::io;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use jiff::Timestamp;

use crate::cli::arguments::bounds::BoundArgs;
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::arguments::tellings::TellingArgs;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::cli::{engine, whole_file};
use crate::job::{Alerts, AlertsCheck, AlertsJob, AlertsReport};
use crate::language::{Message, counts, messages};
use crate::output::{self, Format};
use crate::regular_file;
use crate::search::SearchEngine;

/// Tell what is new for the queries of alerts.txt
#[derive(Debug, Args)]
#[command(
    after_help = "alerts.txt in the corpus folder names queries, a line each: a name, a colon, \
        and a query as `digest search` takes it (`레드팀 동향: 레드팀 OR \"적대적 공격\" -게임`). \
        Lines that begin with # are passed over.\n\n\
        New is what came, or changed so that it fits, since this was last told. Words are \
        taken as they are typed, and synonyms count; nothing is guessed. Of an alert whose \
        line is new, what fits already counts as told. What was told is written down, beside \
        the index or, of one in a cluster, on this machine (~/.local/state/digest), once all of \
        it was written: where a run ends before, the next tells it again.\n\n\
        Exit codes: 0 something is new, 1 nothing is, 2 an error, 75 another run tells this \
        reader. With --check: 0 each finds something, 1 one does not or a line is wrong.\n\n\
        Examples:\n  \
        digest alerts\n  \
        digest alerts --check\n  \
        digest alerts --quiet --format html > news.html\n  \
        digest alerts --reader feed --feed ~/public/alerts.xml --quiet\n  \
        digest index --quiet --alerts"
)]
pub(in crate::cli) struct AlertsArgs {
    /// Show what each alert finds today, and tell nothing
    #[arg(long, conflicts_with_all = ["all", "quiet", "wait", "reader", "feed"])]
    check: bool,

    /// Tell what a new alert finds already, too
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    telling: TellingArgs,

    /// Write nothing for people where nothing is new
    #[arg(short, long)]
    quiet: bool,

    /// How long to wait for another run that tells this reader
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    wait: u64,

    #[command(flatten)]
    bounds: BoundArgs,

    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: AlertsArgs, session: &Session) -> anyhow::Result<Outcome> {
    // Before an index is built for it.
    let alerts = Alerts::read(&session.places()?.corpus)?;
    let engine = engine::open(session)?.with_bounds(args.bounds.or(session.settings.bounds()));
    if args.check {
        return check(&alerts, &engine, session, &args.format);
    }
    let manner = Manner {
        tells_all: args.all,
        wait: Duration::from_secs(args.wait),
        is_quiet: args.quiet,
        may_page: true,
    };
    let mut problem = |told: &Message| streams::tell(messages::command::problem(told));
    let report = tell(
        &alerts,
        &engine,
        session,
        &args.telling,
        &args.format,
        manner,
        &mut problem,
    )?;
    let failed = report.failed().count() as u64;
    if failed > 0 {
        bail!(messages::command::alerts_failed(&counts::alerts(failed)));
    }
    Ok(Outcome::of(report.count() > 0))
}

/// How alerts are told.
pub(in crate::cli) struct Manner {
    /// Whether what a new alert finds already is told.
    pub tells_all: bool,
    /// How long another run that tells the same reader is waited for.
    pub wait: Duration,
    /// Whether nothing is written for people where nothing is new.
    pub is_quiet: bool,
    /// Whether long text may go into a pager.
    pub may_page: bool,
}

/// Tells a reader what is new, and then writes down that it was told. `problem` takes what
/// somebody should look at.
///
/// # Errors
///
/// Where the index cannot be read, or what is new cannot be written, so that it is not told.
pub(in crate::cli) fn tell(
    alerts: &Alerts,
    engine: &SearchEngine,
    session: &Session,
    telling: &TellingArgs,
    format: &FormatArgs,
    manner: Manner,
    problem: &mut dyn FnMut(&Message),
) -> anyhow::Result<AlertsReport> {
    let places = session.places()?;
    let folder = places.alerts_folder()?;
    // Before anything is told.
    let feed_before = match &telling.feed {
        Some(path) => feed_before(path, &[&places.corpus, &folder])?,
        None => None,
    };
    let job = AlertsJob {
        folder,
        reader: telling.reader(),
        tells_all: manner.tells_all,
        wait: Some(manner.wait),
    };
    // A signal ends it at any moment: what is not written down by then is told again.
    let begun = job.begin(&|| false, &mut |_| {
        streams::tell(messages::command::waiting_for_alerts());
    })?;
    let now = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let news = begun.news(alerts, engine, &now)?;
    for told in news.report.problems() {
        problem(&told);
    }
    if let Some(path) = &telling.feed {
        let mut feed = Vec::new();
        output::feed(&mut feed, &news, &places.corpus.to_string_lossy())?;
        // What asks whether the file changed shall not be told so for nothing.
        if feed_before.as_ref() != Some(&feed) {
            whole_file::write(path, &feed)?;
        }
    }
    let report = news.report.clone();
    let is_for_programs = [Format::JSON, Format::JSON_LINES].contains(&format.format(session));
    let is_said = report.is_news() || is_for_programs || !manner.is_quiet;
    if !report.is_news() && !report.has_problems() && !manner.is_quiet {
        let alerts = report.alerts.len() as u64;
        streams::tell(messages::command::nothing_new(&counts::alerts(alerts)));
    }
    match () {
        () if !is_said => {}
        () if manner.may_page => {
            format.write_found(session, report.is_news(), &report)?;
        }
        () if report.is_news() || is_for_programs => format.report(session, &report)?,
        () => {}
    }
    begun
        .told(news)
        .context(messages::command::told_not_written())?;
    Ok(report)
}

/// The feed that is written anew; `None` where there is none yet.
///
/// # Errors
///
/// Where something else is there, which is not written over, or the feed would lie in one of
/// `folders`, which are no place for it.
fn feed_before(path: &Path, folders: &[&Path]) -> anyhow::Result<Option<Vec<u8>>> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let Ok(folder) = folder.canonicalize() else {
        bail!(messages::command::no_feed_folder(&folder.display()));
    };
    let is_inside = |taken: &&&Path| {
        let taken = taken.canonicalize();
        taken.is_ok_and(|taken| folder.starts_with(taken))
    };
    if let Some(taken) = folders.iter().find(is_inside) {
        bail!(messages::command::feed_in_taken(
            &path.display(),
            &taken.display()
        ));
    }
    match regular_file::read(path, LARGEST_FEED_BYTES) {
        Ok(bytes) if bytes.is_empty() => Ok(None),
        Ok(bytes) if output::is_feed(&bytes) => Ok(Some(bytes)),
        Ok(_) => bail!(messages::command::no_feed_of_ours(&path.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| {
            let path = path.display();
            messages::command::no_feed_written(&path)
        }),
    }
}

/// No feed is larger: it has so many documents, each in short.
const LARGEST_FEED_BYTES: u64 = 256 << 20;

/// Shows what each alert finds today.
fn check(
    alerts: &Alerts,
    engine: &SearchEngine,
    session: &Session,
    format: &FormatArgs,
) -> anyhow::Result<Outcome> {
    let check = AlertsCheck::of(alerts, engine)?;
    for problem in check.problems() {
        streams::tell(format!("digest: {problem}"));
    }
    for alert in check.alerts.iter().filter(|alert| alert.total == 0) {
        streams::tell(messages::command::alert_finds_nothing(
            &crate::corpus::ALERTS_FILE,
            &alert.line,
            &alert.name,
        ));
    }
    format.write_found(session, !check.alerts.is_empty(), &check)?;
    Ok(Outcome::of(check.is_sound()))
}
