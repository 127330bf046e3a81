//! `digest index`: builds or refreshes the index, or goes back to the one before.

use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use clap::builder::RangedU64ValueParser;

use super::alerts::{self, Manner};
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::arguments::reach::ReachArgs;
use crate::cli::arguments::tellings::TellingArgs;
use crate::cli::outcome::{Outcome, code_of};
use crate::cli::session::Session;
use crate::cli::settings::places::IndexPlace;
use crate::cli::terminal::log::{Log, LogFormat, Verbosity};
use crate::cli::terminal::stop::Stop;
use crate::cli::terminal::streams;
use crate::cli::{advice, cluster_index, engine};
use crate::cluster::{ClusterAddress, SpreadWanted};
use crate::job::{Alerts, ClusterIndex, DEFAULT_MEMORY_BYTES, IndexJob, JobEvent, RollbackJob};
use crate::language::{Message, messages};
use crate::output::{Answer, Format};

/// The memory that a job may take where nobody says, in MiB, and what may be said.
pub(in crate::cli) const DEFAULT_MEMORY_MIB: usize = DEFAULT_MEMORY_BYTES >> 20;
pub(in crate::cli) const MEMORY_MIB: std::ops::RangeInclusive<u64> = 64..=1 << 20;

/// How much a run steps back behind searches: the system's niceness, 0 to 19.
const NICENESS: i32 = 10;

/// Build the index, or refresh it where digest files changed
#[derive(Debug, Args)]
#[command(
    after_help = "Searches go on meanwhile, over the index as it was. A run verifies what \
        it built, and publishes it by one rename; whatever happens before leaves the index as \
        it was. Of what did not change nothing is parsed or segmented again.\n\n\
        Queries in canaries.txt of the corpus folder, a line each with the id that it must find \
        (`레드팀 2024-05/12`), are searched for before a new index is published. With --alerts \
        what is new for the queries of alerts.txt is the answer, as of `digest alerts --quiet`.\n\n\
        Exit codes: 0 done, 1 done but a digest file cannot be read or parsed (its articles of \
        before stay) or a page of it was not understood or an alert cannot be looked for, 2 an error, nothing \
        was published, or alerts were not told, \
        75 another run holds the lock, 129, 130 and 143 stopped by SIGHUP, Ctrl-C or SIGTERM, nothing was published.\n\n\
        Examples:\n  digest index\n  digest index --corpus ~/digests --json\n  \
        digest index --quiet --wait 600\n  digest index --quiet --alerts\n  \
        digest index --rollback",
    // Without alerts nobody is told, and no feed is written.
    mut_args(|arg| match arg.get_id().as_str() {
        "reader" | "feed" => arg.requires("alerts"),
        _ => arg,
    })
)]
pub(in crate::cli) struct IndexArgs {
    /// Build anew even where nothing changed
    #[arg(long)]
    rebuild: bool,

    /// Go back to the generation before, once it is verified
    #[arg(
        long,
        conflicts_with_all = ["rebuild", "allow_empty", "allow_shrink", "shards", "replicas"]
    )]
    rollback: bool,

    /// Publish an empty index where the corpus is missing or has no article
    #[arg(long)]
    allow_empty: bool,

    /// Publish although more than a tenth of the articles would go
    #[arg(long)]
    allow_shrink: bool,

    /// Tell what is new for the queries of alerts.txt once the index is up to date, in the place
    /// of a report, and nothing where nothing is new
    #[arg(long, conflicts_with = "rollback")]
    alerts: bool,

    #[command(flatten)]
    telling: TellingArgs,

    /// How long to wait for another run of this index
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    wait: u64,

    /// The memory that the run may take; a digest file may have an eighth of it, what is
    /// made of it a quarter
    #[arg(
        long,
        value_name = "MIB",
        default_value_t = DEFAULT_MEMORY_MIB,
        value_parser = RangedU64ValueParser::<usize>::new().range(MEMORY_MIB)
    )]
    memory: usize,

    #[command(flatten)]
    reach: ReachArgs,

    /// How many threads analyse texts at once, 8 at most and fewer where --memory is too
    /// little for them [default: as many as there are processors, fewer for little text]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    threads: Option<usize>,

    /// In how many shards an index on a cluster lies; others than before have it built anew
    /// [default: as it is, 1 for a new one]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    shards: Option<u32>,

    /// How many copies each shard has beside itself, on other nodes of the cluster [default: as
    /// it is, 1 for a new one]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100))]
    replicas: Option<u32>,

    /// Tell nothing but problems while the run goes on, and no report but JSON
    #[arg(short, long)]
    quiet: bool,

    /// How the run tells what happens, on standard error
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,

    #[command(flatten)]
    format: FormatArgs,
}

impl IndexArgs {
    /// How the report is written: as text where no format is asked for.
    fn format(&self) -> FormatArgs {
        self.format.or(Format::TEXT)
    }

    /// Writes a report, unless people are to be told of problems alone.
    fn tell(&self, session: &Session, report: &dyn Answer) -> anyhow::Result<()> {
        match self.quiet && self.is_for_people(session) {
            true => Ok(()),
            false => self.format().report(session, report),
        }
    }

    /// The job as it is asked for.
    fn job<I>(&self, session: &Session, job: IndexJob<I>) -> IndexJob<I> {
        IndexJob {
            rebuild: self.rebuild.then(messages::command::rebuild_asked),
            allow_empty: self.allow_empty,
            allow_shrink: self.allow_shrink,
            memory_bytes: self.memory << 20,
            reach: self.reach.reach(),
            threads: self.threads,
            wait: Some(Duration::from_secs(self.wait)),
            bounds: session.settings.bounds(),
            fields: session.settings.fields(),
            pdf_program: session.pdf_program(),
            advice: advice::of_remedy,
            ..job
        }
    }

    /// Refuses what only an index on a cluster has.
    fn check_folder(&self) -> anyhow::Result<()> {
        let given = [
            (self.shards.is_some(), "--shards"),
            (self.replicas.is_some(), "--replicas"),
        ];
        match given.iter().find(|(is_given, _)| *is_given) {
            Some((_, flag)) => bail!(messages::usage::only_on_cluster(flag)),
            None => Ok(()),
        }
    }

    /// The index at that address.
    fn on_cluster(
        &self,
        session: &Session,
        address: &ClusterAddress,
        stop: &Stop,
    ) -> anyhow::Result<ClusterIndex> {
        let index = cluster_index::at(address, session, stop)?;
        Ok(ClusterIndex {
            spread: SpreadWanted {
                shards: self.shards,
                replicas: self.replicas,
            },
            ..index
        })
    }

    /// Whether people read what is written.
    fn is_for_people(&self, session: &Session) -> bool {
        self.format().format(session) == Format::TEXT
    }
}

pub(in crate::cli) fn run(args: IndexArgs, session: &Session) -> anyhow::Result<Outcome> {
    let verbosity = if args.quiet {
        Verbosity::Problems
    } else {
        Verbosity::All
    };
    let has_report = !args.alerts && !args.quiet && args.is_for_people(session);
    let mut log = Log::new(args.log_format, verbosity, has_report);
    let ended = run_told(&args, session, &mut log);
    log.clear();
    let Err(error) = &ended else {
        return ended;
    };
    let message = advice::message(error);
    args.format().write_failure(session, message.clone())?;
    if args.log_format == LogFormat::Json {
        log.tell(&JobEvent::Failed { error: &message });
        return Ok(Outcome::Told(code_of(error)));
    }
    ended
}

fn run_told(args: &IndexArgs, session: &Session, log: &mut Log) -> anyhow::Result<Outcome> {
    let stop = Stop::on_signals().context(messages::command::no_signals())?;
    if args.rollback {
        return roll_back(args, session, &stop);
    }
    let places = session.places()?;
    if args.alerts {
        // Before a generation is published whose news nobody would be told.
        places.alerts_folder()?;
    }
    let why = places.why_this_corpus();
    if let Some(why) = why.filter(|_| !args.quiet && args.log_format == LogFormat::Text) {
        streams::tell(format!("digest: {why}"));
    }
    step_back();
    let stopped = || stop.is_asked_for();
    let mut tell = |event: &JobEvent<'_>| log.tell(event);
    let report = match &places.index {
        IndexPlace::Folder(folder) => {
            args.check_folder()?;
            let job = IndexJob::new(&places.corpus, folder);
            args.job(session, job).run(&stopped, &mut tell)
        }
        IndexPlace::Cluster(address) => {
            let index = args.on_cluster(session, address, &stop)?;
            let job = IndexJob::over_cluster(&places.corpus, index);
            args.job(session, job).run(&stopped, &mut tell)
        }
    };
    let report = report.map_err(|error| stop.error_of(error))?;
    log.clear();

    let is_told = if args.alerts {
        // A search is stopped by a signal as any other is.
        stop.let_go()?;
        tell_alerts(args, session, log).context(messages::command::alerts_not_told())?
    } else {
        args.tell(session, &report)?;
        true
    };
    Ok(if report.has_problems() || !is_told {
        Outcome::Lacking
    } else {
        Outcome::Good
    })
}

/// Tells what is new for the alerts of the corpus; whether all of them could be looked for.
fn tell_alerts(args: &IndexArgs, session: &Session, log: &mut Log) -> anyhow::Result<bool> {
    let places = session.places()?;
    let alerts = Alerts::read(&places.corpus)?;
    let engine = engine::open(session)?;
    let manner = Manner {
        tells_all: false,
        wait: Duration::from_secs(args.wait),
        is_quiet: true,
        may_page: false,
    };
    let format = args.format();
    let telling = &args.telling;
    let mut problem = |message: &Message| log.tell(&JobEvent::Problem { message });
    let told = alerts::tell(
        &alerts,
        &engine,
        session,
        telling,
        &format,
        manner,
        &mut problem,
    )?;
    Ok(!told.has_problems())
}

fn roll_back(args: &IndexArgs, session: &Session, stop: &Stop) -> anyhow::Result<Outcome> {
    let wait = Some(Duration::from_secs(args.wait));
    let stopped = || stop.is_asked_for();
    let done = match session.places()?.index.clone() {
        IndexPlace::Folder(index) => RollbackJob { index, wait }.run(&stopped, &mut |_| {}),
        IndexPlace::Cluster(address) => {
            let index = cluster_index::at(&address, session, stop)?;
            RollbackJob { index, wait }.run(&stopped, &mut |_| {})
        }
    };
    let done = done.map_err(|error| stop.error_of(error))?;
    args.tell(session, &done)?;
    let Some(message) = &done.unconfirmed else {
        return Ok(Outcome::Good);
    };
    streams::tell(format!("digest: {message}"));
    Ok(Outcome::Lacking)
}

/// Lets searches go first where they and this run want a processor at once.
fn step_back() {
    #[cfg(unix)]
    {
        // Where the system refuses, the run is as important as any other.
        let _ = rustix::process::nice(NICENESS);
    }
}
