//! `digest issues`: what each issue holds, a row each.

use clap::Args;

use crate::cli::arguments::formats::FormatArgs;
use crate::cli::commands::list::newest_first;
use crate::cli::open_index;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::index::IssueContent;
use crate::language::{labels::columns, labels::tables, messages};
use crate::output::{Cell, Column, Table};

/// List the issues with what they hold, the newest first
#[derive(Debug, Args)]
#[command(
    after_help = "The first and the last date are those of the issue's articles.\n\n\
        Examples:\n  \
        digest issues\n  \
        digest issues --format json"
)]
pub(in crate::cli) struct IssuesArgs {
    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: IssuesArgs, session: &Session) -> anyhow::Result<Outcome> {
    let index = open_index::open(session)?;
    let mut issues = index.issue_contents()?;
    if issues.is_empty() {
        streams::tell(messages::command::no_issue());
    }
    let found = !issues.is_empty();
    issues.sort_by(|one, other| newest_first(&one.issue, &other.issue));
    let rows = issues.into_iter().map(row).collect();
    args.format
        .write_found(session, found, &Table::new(tables::ISSUES, COLUMNS, rows))
}

const COLUMNS: &[Column] = &[
    Column::new("issue", columns::ISSUE),
    Column::new("file", columns::FILE),
    Column::new("articles", columns::ARTICLES),
    Column::new("events", columns::EVENTS),
    Column::new("citations", columns::SOURCES),
    Column::new("first_date", columns::FIRST_DATE),
    Column::new("last_date", columns::LAST_DATE),
];

fn row(issue: IssueContent) -> Vec<Cell> {
    let (first_date, last_date) = issue.days.unzip();
    vec![
        Cell::Text(issue.issue),
        Cell::Text(issue.file),
        Cell::Count(issue.articles),
        Cell::Count(issue.events),
        Cell::Count(issue.citations),
        first_date.into(),
        last_date.into(),
    ]
}
