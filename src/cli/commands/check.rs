//! `digest check`: whether the published index is whole, and says what its digest files
//! say.

use std::path::Path;

use anyhow::Context;
use clap::Args;
use clap::builder::RangedU64ValueParser;

use crate::cli::arguments::formats::FormatArgs;
use crate::cli::arguments::reach::ReachArgs;
use crate::cli::commands::index::{DEFAULT_MEMORY_MIB, MEMORY_MIB};
use crate::cli::outcome::{EXIT_ERROR, Outcome};
use crate::cli::session::Session;
use crate::cli::settings::places::{IndexPlace, Places};
use crate::cli::terminal::stop::Stop;
use crate::cli::terminal::streams;
use crate::cli::{advice, cluster_index};
use crate::job::CheckJob;
use crate::language::{Message, messages};
use crate::output::Format;

/// Check the index: its files, its articles against the digest files, its canaries
#[derive(Debug, Args)]
#[command(
    after_help = "Reads every byte of the index. Each article is looked for by its id and by a \
        word of its own, and compared with its digest file, which is parsed again; the queries \
        of canaries.txt in the corpus folder must find what they name. Nothing is changed.\n\n\
        Exit codes: 0 sound, 1 sound but there is something to look at (a digest file that \
        changed since or cannot be parsed, an older generation that is damaged), 2 wrong, \
        or there is no index; run `digest index --rebuild`.\n\n\
        Examples:\n  digest check\n  digest check --json | jq '.faults[]'"
)]
pub(in crate::cli) struct CheckArgs {
    /// The memory that the check may take: as much as the index was built with
    #[arg(
        long,
        value_name = "MIB",
        default_value_t = DEFAULT_MEMORY_MIB,
        value_parser = RangedU64ValueParser::<usize>::new().range(MEMORY_MIB)
    )]
    memory: usize,

    #[command(flatten)]
    reach: ReachArgs,

    #[command(flatten)]
    format: FormatArgs,
}

impl CheckArgs {
    /// The job as it is asked for.
    fn job<I>(&self, session: &Session, places: &Places, job: CheckJob<I>) -> CheckJob<I> {
        CheckJob {
            built_of: places.corpus_of_index().map(Path::to_owned),
            memory_bytes: self.memory << 20,
            reach: self.reach.reach(),
            bounds: session.settings.bounds(),
            fields: session.settings.fields(),
            pdf_program: session.pdf_program(),
            advice: advice::of_remedy,
            ..job
        }
    }
}

pub(in crate::cli) fn run(args: CheckArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = args.format.or(Format::TEXT);
    let stop = Stop::on_signals().context(messages::command::no_signals())?;
    let places = session.places()?;
    let stopped = || stop.is_asked_for();
    let checked = match &places.index {
        IndexPlace::Folder(folder) => {
            let job = CheckJob::new(&places.corpus, folder);
            args.job(session, places, job).run(&stopped)
        }
        IndexPlace::Cluster(address) => {
            let index = cluster_index::at(address, session, &stop)?;
            let job = CheckJob::over_cluster(&places.corpus, index);
            args.job(session, places, job).run(&stopped)
        }
    };
    let mut report = match checked {
        Ok(report) => report,
        Err(error) => {
            let error = stop.error_of(error);
            format.write_failure(session, advice::message(&error))?;
            return Err(error);
        }
    };
    for finding in report.faults.iter_mut().chain(&mut report.notes) {
        if let Some(advice) = advice::of_finding(finding) {
            finding.text = finding.text.with_advice(&advice);
        }
    }
    format.report(session, &report)?;
    if let Some(error) = &report.unopened {
        let told = Message::told_by(error);
        let told = match advice::of_unopened(error) {
            Some(advice) => told.with_advice(&advice),
            None => told,
        };
        streams::tell(messages::command::problem(&told));
    } else if report.is_damaged() {
        streams::tell(messages::command::index_damaged_rebuild());
    }
    Ok(if !report.sound {
        Outcome::Told(EXIT_ERROR)
    } else if !report.notes.is_empty() {
        Outcome::Lacking
    } else {
        Outcome::Good
    })
}
