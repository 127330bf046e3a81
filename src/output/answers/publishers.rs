//! Publishers with their counts, and the works of one with the articles that cite them.

use std::borrow::Cow;

use super::super::model::{Answer, Cell, Column, Label, Line, Table};
use super::dated::{DATED_COLUMNS, Dated};
use super::place::address_line;
use crate::document::DateOrigin;
use crate::language::{counts, labels::columns, labels::tables, messages};
use crate::search::{CitedWork, Publisher};

/// Publishers, a row each.
pub fn publishers_table(publishers: &[Publisher]) -> Table {
    let columns = [
        Column::new("publisher", columns::PUBLISHER),
        Column::new("articles", columns::ARTICLES),
        Column::new("citations", columns::CITATIONS),
        Column::new("first", columns::FIRST),
        Column::new("last", columns::LAST),
        Column::new("spellings", columns::OTHER_SPELLINGS).where_filled(),
        // As the rows of issues name theirs.
        Column::new("first_date", columns::FIRST).for_programs(),
        Column::new("last_date", columns::LAST).for_programs(),
    ];
    let rows = publishers.iter().map(|publisher| {
        vec![
            Cell::Text(publisher.name.clone()),
            Cell::Count(publisher.articles as u64),
            Cell::Count(publisher.citations as u64),
            publisher.first.into(),
            publisher.last.into(),
            Cell::Texts(publisher.other_spellings.clone()),
            publisher.first.into(),
            publisher.last.into(),
        ]
    });
    Table::new(tables::SOURCES, &columns, rows.collect())
}

/// A publisher and its works, each with the articles that cite it.
#[derive(Debug, Clone)]
pub struct PublisherWorks {
    /// The publisher.
    pub publisher: Publisher,
    /// Its works.
    pub works: Vec<CitedWork>,
}

impl Answer for PublisherWorks {
    fn table(&self) -> Option<Cow<'_, Table>> {
        Some(Cow::Owned(works_table(&self.works)))
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let Publisher {
            name,
            articles,
            citations,
            first,
            last,
            other_spellings,
        } = &self.publisher;
        let mut lines = Line::of(Label::Title, name).wrapped("", "", width_cells);
        if !other_spellings.is_empty() {
            let others = messages::output::publisher_spellings(&other_spellings.join(", "));
            lines.extend(Line::of(Label::Faint, others.text()).wrapped("", "  ", width_cells));
        }
        let articles = counts::articles(*articles as u64);
        let mut counts =
            messages::output::publisher_counts(&articles, &counts::times_cited(*citations as u64))
                .text()
                .to_owned();
        match (first, last) {
            (Some(first), Some(last)) if first == last => counts.push_str(&format!(", {first}")),
            (Some(first), Some(last)) => counts.push_str(&format!(", {first} – {last}")),
            _ => {}
        }
        lines.extend(Line::of(Label::Faint, &counts).wrapped("", "  ", width_cells));
        for work in &self.works {
            lines.push(Line::default());
            let about = [
                Some(work.title.clone()),
                work.date.map(|date| date.to_string()),
            ];
            let about: Vec<String> = about.into_iter().flatten().collect();
            let mut line = Line::plain(&about.join(", "));
            if let Some(url) = &work.url {
                line = line.with(Label::Plain, ", ").and(address_line(url));
            }
            lines.extend(line.wrapped("", "  ", width_cells));
            for (id, title) in &work.articles {
                let article = Line::of(Label::Faint, &format!("{id} · {title}"));
                lines.extend(article.wrapped("  ", "    ", width_cells));
            }
        }
        lines
    }
}

/// The works of a publisher, a row each.
pub fn works_table(works: &[CitedWork]) -> Table {
    let columns = [
        Column::new("publisher", columns::PUBLISHER),
        Column::new("title", columns::TITLE),
        Column::new("date", columns::DATE),
        Column::new("url", columns::ADDRESS),
        Column::new("articles", columns::ARTICLES),
        Column::new("article_titles", columns::ARTICLE_TITLES),
        DATED_COLUMNS[0],
        DATED_COLUMNS[1],
        // Elsewhere `articles` is a count.
        Column::new("article_ids", columns::ARTICLES).for_programs(),
    ];
    let rows = works.iter().map(|work| {
        let articles = work.articles.iter();
        let dated = Dated::of_date(work.date);
        let (ids, titles): (Vec<String>, _) = articles
            .map(|(id, title)| (id.to_string(), title.clone()))
            .unzip();
        vec![
            Cell::Text(work.publisher.clone()),
            Cell::Text(work.title.clone()),
            work.date.map(|date| (date, DateOrigin::Own)).into(),
            Cell::optional(work.url.as_deref()),
            Cell::Texts(ids.clone()),
            Cell::Texts(titles),
            Cell::optional(dated.known_date.as_deref()),
            Cell::optional(dated.date_precision),
            Cell::Texts(ids),
        ]
    });
    Table::new(tables::WORKS, &columns, rows.collect())
}
