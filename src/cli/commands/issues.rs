//! `digest issues`: what each issue holds, a row each.

use clap::Args;

use crate::cli::arguments::formats::FormatArgs;
use crate::cli::commands::list::newest_first;
use crate::cli::engine;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::document::{Date, Document};
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

/// An issue, as far as it was counted.
#[derive(Debug, Default)]
struct Counted {
    issue: String,
    file: String,
    articles: u64,
    events: u64,
    citations: u64,
    first_date: Option<Date>,
    last_date: Option<Date>,
}

impl Counted {
    fn add(&mut self, document: &Document) {
        match document {
            Document::Article(article) => {
                self.articles += 1;
                if let Some(date) = article.dated().and_then(|(date, _)| date.day()) {
                    self.first_date = Some(self.first_date.map_or(date, |first| first.min(date)));
                    self.last_date = Some(self.last_date.map_or(date, |last| last.max(date)));
                }
            }
            Document::Event(_) => self.events += 1,
        }
        self.citations += document.citations().len() as u64;
    }
}

pub(in crate::cli) fn run(args: IssuesArgs, session: &Session) -> anyhow::Result<Outcome> {
    let index = engine::open_index(session)?;
    // The documents of a digest file follow each other.
    let mut issues: Vec<Counted> = Vec::new();
    for document in index.documents()? {
        let document = document?;
        let (issue, file) = (document.issue(), &document.source().file);
        match issues.last_mut() {
            Some(last) if last.issue == issue && last.file == *file => last.add(&document),
            _ => {
                let mut counted = Counted {
                    issue: issue.to_owned(),
                    file: file.clone(),
                    ..Counted::default()
                };
                counted.add(&document);
                issues.push(counted);
            }
        }
    }
    if issues.is_empty() {
        streams::tell("the index holds no issue; `digest index` tells why");
    }
    let found = !issues.is_empty();
    issues.sort_by(|one, other| newest_first(&one.issue, &other.issue));
    let rows = issues.into_iter().map(row).collect();
    args.format
        .write_found(session, found, &Table::new("issues", &COLUMNS, rows))
}

const COLUMNS: [Column; 7] = [
    Column::new("issue", "호"),
    Column::new("file", "파일"),
    Column::new("articles", "기사"),
    Column::new("events", "행사"),
    Column::new("citations", "출처"),
    Column::new("first_date", "첫 날짜"),
    Column::new("last_date", "끝 날짜"),
];

fn row(issue: Counted) -> Vec<Cell> {
    vec![
        Cell::Text(issue.issue),
        Cell::Text(issue.file),
        Cell::Count(issue.articles),
        Cell::Count(issue.events),
        Cell::Count(issue.citations),
        issue.first_date.into(),
        issue.last_date.into(),
    ]
}
