//! `digest related`: articles that are like one, with the words they share.

use std::io::Write;

use anyhow::Context;
use clap::Args;

use super::filters::FilterArgs;
use super::formats::FormatArgs;
use super::places::Places;
use super::{Outcome, PlaceArgs, engine, show, streams};
use crate::output::{self, Cell, Column, Format, Table};
use crate::search::RelatedArticle;

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
pub(super) struct RelatedArgs {
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

pub(super) fn run(args: RelatedArgs, places: &PlaceArgs) -> anyhow::Result<Outcome> {
    let constraints = args.filters.constraints()?;
    let engine = engine::open(&Places::find(places)?)?;
    let Some(document) = show::find(engine.index(), &args.id)? else {
        return Ok(Outcome::Lacking);
    };
    let articles = engine.related(&document, &constraints, args.limit)?;
    let mut out = args.format.stdout();
    let written = if args.format.format() != Format::Text {
        args.format.renderer().table(&mut out, &table(&articles))
    } else if articles.is_empty() && args.limit > 0 {
        streams::tell(&format!(
            "no article shares enough rare words with {}",
            document.id()
        ));
        Ok(())
    } else {
        output::related_text(&mut out, &articles, &streams::style())
    };
    written
        .and_then(|()| out.flush())
        .context("cannot write the related articles")?;
    Ok(if articles.is_empty() && args.limit > 0 {
        Outcome::Lacking
    } else {
        Outcome::Good
    })
}

const COLUMNS: [Column; 5] = [
    Column {
        name: "id",
        label: "ID",
    },
    Column {
        name: "date",
        label: "날짜",
    },
    Column {
        name: "title",
        label: "제목",
    },
    Column {
        name: "similarity_percent",
        label: "닮음(%)",
    },
    Column {
        name: "words",
        label: "함께 쓴 낱말",
    },
];

fn table(articles: &[RelatedArticle]) -> Table {
    let rows = articles.iter().map(|article| {
        let document = &article.document;
        vec![
            Cell::Text(document.id().to_string()),
            document.date().into(),
            Cell::Text(document.title().to_owned()),
            Cell::Count(u64::from(output::percent_of(article.similarity))),
            Cell::Texts(article.words.clone()),
        ]
    });
    Table {
        name: "related",
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
    }
}
