//! Publishers with their counts, and the works of one with the articles that cite them.

use std::io::{self, Write};

use super::hyperlink::Link;
use super::style::{Role, Style};
use super::table::{Cell, Column, Table};
use super::text::{link_at_end, write_lines};
use super::wrap::{wrapped, wrapped_with_links};
use crate::search::{CitedWork, Publisher};

/// Publishers, a row each.
pub fn publishers_table(publishers: &[Publisher]) -> Table {
    let columns = [
        ("publisher", "출처"),
        ("articles", "기사"),
        ("citations", "인용"),
        ("first", "처음"),
        ("last", "마지막"),
        ("spellings", "다른 표기"),
    ];
    let rows = publishers.iter().map(|publisher| {
        vec![
            Cell::Text(publisher.name.clone()),
            Cell::Count(publisher.articles as u64),
            Cell::Count(publisher.citations as u64),
            publisher.first.into(),
            publisher.last.into(),
            Cell::Texts(publisher.other_spellings.clone()),
        ]
    });
    Table {
        name: "sources",
        columns: columns.map(column).to_vec(),
        rows: rows.collect(),
    }
}

/// The works of a publisher, a row each.
pub fn cited_works_table(works: &[CitedWork]) -> Table {
    let columns = [
        ("publisher", "출처"),
        ("title", "제목"),
        ("date", "날짜"),
        ("url", "주소"),
        ("articles", "기사"),
        ("article_titles", "기사 제목"),
    ];
    let rows = works.iter().map(|work| {
        let articles = work.articles.iter();
        let (ids, titles) = articles
            .map(|(id, title)| (id.to_string(), title.clone()))
            .unzip();
        vec![
            Cell::Text(work.publisher.clone()),
            Cell::Text(work.title.clone()),
            work.date.into(),
            Cell::optional(work.url.as_deref()),
            Cell::Texts(ids),
            Cell::Texts(titles),
        ]
    });
    Table {
        name: "works",
        columns: columns.map(column).to_vec(),
        rows: rows.collect(),
    }
}

fn column((name, label): (&'static str, &'static str)) -> Column {
    Column { name, label }
}

/// A publisher and its works for people, each with the articles that cite it.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn cited_works_text(
    out: &mut dyn Write,
    publisher: &Publisher,
    works: &[CitedWork],
    style: &Style,
) -> io::Result<()> {
    let name = wrapped(&publisher.name, &[], Role::Strong, "", "", style);
    write_lines(out, &name)?;
    if !publisher.other_spellings.is_empty() {
        let others = publisher.other_spellings.join(", ");
        let others = format!("다른 표기: {others}");
        write_lines(out, &wrapped(&others, &[], Role::Faint, "", "  ", style))?;
    }
    let mut counts = format!(
        "기사 {}건, 인용 {}건",
        publisher.articles, publisher.citations
    );
    match (publisher.first, publisher.last) {
        (Some(first), Some(last)) if first == last => counts.push_str(&format!(", {first}")),
        (Some(first), Some(last)) => counts.push_str(&format!(", {first} – {last}")),
        _ => {}
    }
    write_lines(out, &wrapped(&counts, &[], Role::Faint, "", "  ", style))?;
    for work in works {
        writeln!(out)?;
        let date = work.date.map(|date| date.to_string());
        let parts = [Some(work.title.clone()), date, work.url.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let line = parts.join(", ");
        let links: Vec<Link> = link_at_end(&line, work.url.as_deref())
            .into_iter()
            .collect();
        let lines = wrapped_with_links(&line, &[], &links, Role::Plain, "", "  ", style);
        write_lines(out, &lines)?;
        for (id, title) in &work.articles {
            let article = format!("{id} · {title}");
            let lines = wrapped(&article, &[], Role::Faint, "  ", "    ", style);
            write_lines(out, &lines)?;
        }
    }
    Ok(())
}
