//! `digest list`: every article and event, a row each.

use std::cmp::Ordering;

use clap::Args;

use crate::cli::arguments::filters::FilterArgs;
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::engine;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::document::{Document, Month};
use crate::language::{labels::columns, labels::tables, messages};
use crate::output::{Cell, Column, DATED_COLUMNS, Table, dated_cells};

/// List articles and events, those of the newest issue first
#[derive(Debug, Args)]
#[command(
    after_help = "Issues that are called by a month come first, the newest before the others; \
        articles stand as in their issue, its events behind them.\n\n\
        Examples:\n  \
        digest list\n  \
        digest list --issue 2024-05 --kind article\n  \
        digest list --source OpenAI --limit 20\n  \
        digest list --format json"
)]
pub(in crate::cli) struct ListArgs {
    /// How many to list; all where it is not given
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    filters: FilterArgs,

    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: ListArgs, session: &Session) -> anyhow::Result<Outcome> {
    let constraints = args.filters.constraints()?;
    let engine = engine::open(session)?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let listed = engine.documents_by_issue(&constraints, newest_first, 0, limit)?;
    let listed: Vec<Vec<Cell>> = listed
        .map(|document| Ok(row(&document?)))
        .collect::<anyhow::Result<_>>()?;
    let is_lacking = listed.is_empty() && args.limit != Some(0);
    if is_lacking {
        streams::tell(if args.filters.is_empty() {
            messages::command::index_holds_nothing()
        } else {
            messages::command::nothing_of_filters()
        });
    }
    let table = Table::new(tables::DOCUMENTS, COLUMNS, listed);
    args.format.write_found(session, !is_lacking, &table)
}

/// The columns; people see the first four, since ids tell the rest.
const COLUMNS: &[Column] = &[
    Column::new("id", columns::ID),
    Column::new("date", columns::DATE),
    Column::new("title", columns::TITLE),
    Column::new("publishers", columns::PUBLISHER),
    Column::new("kind", columns::KIND).for_programs(),
    Column::new("issue", columns::ISSUE).for_programs(),
    DATED_COLUMNS[0],
    DATED_COLUMNS[1],
    DATED_COLUMNS[2],
];

fn row(document: &Document) -> Vec<Cell> {
    let mut publishers: Vec<String> = Vec::new();
    for citation in document.citations() {
        if !citation.publisher.is_empty() && !publishers.contains(&citation.publisher) {
            publishers.push(citation.publisher.clone());
        }
    }
    let mut row = vec![
        Cell::Text(document.id().to_string()),
        document.dated().into(),
        Cell::Text(document.title().to_owned()),
        Cell::Texts(publishers),
        Cell::Text(document.kind().as_str().to_owned()),
        Cell::Text(document.issue().to_owned()),
    ];
    row.extend(dated_cells(document));
    row
}

/// The order of issues: those called by a month, the newest first, then the others by
/// their ids.
pub(in crate::cli) fn newest_first(one: &str, other: &str) -> Ordering {
    let (one_month, other_month) = (Month::of_issue(one), Month::of_issue(other));
    // `None` is the least, and comes last.
    other_month.cmp(&one_month).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_come_before_other_issues() {
        let mut issues = ["news", "2024-05", "blog", "2023-12", "2024-11"];
        issues.sort_by(|one, other| newest_first(one, other));
        assert_eq!(issues, ["2024-11", "2024-05", "2023-12", "blog", "news"]);
    }
}
