//! `digest related`: articles that are like one, with the words they share.

use clap::Args;

use crate::cli::arguments::filters::FilterArgs;
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::commands::show;
use crate::cli::engine;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::language::messages;
use crate::output::{Format, Related};

/// Show articles like one, with the rare words they share
#[derive(Debug, Args)]
#[command(
    after_help = "Articles are alike by the nouns of title, summary and body, and a noun counts \
        the more the fewer articles hold it. What shares little or a single rare word is left \
        out. An event has related articles too.\n\n\
        Examples:\n  \
        digest related 2024-05/12\n  \
        digest related 2024-05/12 --since 2024-04 --limit 3 --format json"
)]
pub(in crate::cli) struct RelatedArgs {
    /// The id as a search shows it, such as 2024-05/12
    #[arg(value_name = "ID")]
    id: String,

    /// How many articles to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    limit: usize,

    #[command(flatten)]
    filters: FilterArgs,

    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: RelatedArgs, session: &Session) -> anyhow::Result<Outcome> {
    let constraints = args.filters.constraints()?;
    let engine = engine::open(session)?;
    let Some(document) = show::find(&args.id, |id| engine.document(id))? else {
        return args
            .format
            .write_found(session, false, &Related(Vec::new()));
    };
    let articles = engine.related(&document, &constraints, args.limit)?;
    let found = !articles.is_empty() || args.limit == 0;
    if !found && args.format.format(session) == Format::TEXT {
        streams::tell(match args.filters.is_empty() {
            true => messages::command::nothing_related(&document.id()),
            false => messages::command::nothing_related_of_filters(&document.id()),
        });
    }
    args.format.write_found(session, found, &Related(articles))
}
