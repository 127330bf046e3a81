//! `digest sources`: who published what articles cite, and the works of one publisher.

use clap::Args;

use crate::cli::arguments::filters::FilterArgs;
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::cli::{arguments, engine};
use crate::language::messages;
use crate::output::{self, PublisherWorks};
use crate::search::{CitedWorks, Publishers};

/// List the publishers that articles cite, or the works of one and who cites them
#[derive(Debug, Args)]
#[command(
    after_help = "Spellings of a publisher are one: upper and lower case, spaces, and what \
        synonyms.txt says is the same (OpenAI = 오픈AI). The commonest spelling is shown.\n\n\
        Examples:\n  \
        digest sources\n  \
        digest sources --limit 5 --format csv\n  \
        digest sources --since 2024-04 --kind article\n  \
        digest sources OpenAI\n  \
        digest sources 과기정통부 --format json\n\n\
        Exit codes: 0 found, 1 no such publisher, 2 an error."
)]
pub(in crate::cli) struct SourcesArgs {
    /// A publisher in any spelling, such as OpenAI or 과기정통부
    #[arg(value_name = "PUBLISHER")]
    publisher: Vec<String>,

    /// How many to show; all where it is not given
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    filters: FilterArgs,

    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: SourcesArgs, session: &Session) -> anyhow::Result<Outcome> {
    let constraints = args.filters.constraints()?;
    let engine = engine::open(session)?;
    let publishers = engine.publishers(&constraints)?;
    if args.publisher.is_empty() {
        return all(session, &args, &publishers);
    }
    let name = arguments::text(&args.publisher);
    let works = engine.cited_works(&publishers, &name, &constraints)?;
    one(session, &args, &publishers, &name, works)
}

/// Shows every publisher.
fn all(session: &Session, args: &SourcesArgs, publishers: &Publishers) -> anyhow::Result<Outcome> {
    let mut all = publishers.all();
    let found = !all.is_empty();
    if !found {
        streams::tell(if args.filters.is_empty() {
            messages::command::no_sources()
        } else {
            messages::command::no_sources_of_filters()
        });
    }
    all.truncate(args.limit.unwrap_or(usize::MAX));
    args.format
        .write_found(session, found, &output::publishers_table(&all))
}

/// Shows the works of the publisher called `name`.
fn one(
    session: &Session,
    args: &SourcesArgs,
    publishers: &Publishers,
    name: &str,
    works: CitedWorks,
) -> anyhow::Result<Outcome> {
    let Some(publisher) = publishers.find(name) else {
        let near = publishers.near(name);
        let advice = if near.is_empty() {
            messages::command::sources_lists_all()
        } else {
            messages::command::publishers_near(&near.join(", "))
        };
        streams::tell(messages::command::no_such_publisher(&name, &advice));
        return args
            .format
            .write_found(session, false, &output::works_table(&[]));
    };
    let mut works = works.newest_first();
    works.truncate(args.limit.unwrap_or(usize::MAX));
    args.format
        .write_found(session, true, &PublisherWorks { publisher, works })
}
