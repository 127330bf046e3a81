//! What is new for alerts, and what each of them finds.

use std::borrow::Cow;

use serde::ser::{Serialize, Serializer};

use super::super::model::{
    Answer, Cell, Column, Entry, Label, Line, Object, Page, Table, Told, object, told,
};
use super::hits::{FOUND_COLUMNS, PLACE_COLUMNS, entry, found_cells, place_cells, rewritten_words};
use crate::job::{AlertNews, AlertsCheck, AlertsReport, CheckedAlert, Standing};
use crate::language::{labels::columns, labels::parts, labels::tables, messages};
use crate::search::Hit;

impl Answer for AlertsReport {
    /// What is new, with the alert that finds it.
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.alerts.iter().flat_map(|alert| {
            let hits = alert.hits.hits.iter();
            hits.map(|hit| row(alert, hit))
        });
        let table = Table::new(tables::NEWS, &news_columns(), rows.collect());
        Some(Cow::Owned(table))
    }

    fn title(&self) -> String {
        let count = self.count();
        messages::output::alerts_title(&count).into()
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(Told(self))]
    }

    fn items(&self) -> Vec<Object<'_>> {
        let alerts = self.alerts.iter();
        let found =
            alerts.flat_map(|alert| alert.hits.hits.iter().map(move |hit| Found(alert, hit)));
        found.map(|found| Box::new(found) as Object<'_>).collect()
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        page_of(self).lines(width_cells)
    }

    fn page(&self) -> Option<Page<'_>> {
        Some(page_of(self))
    }
}

/// What is new on a page: the documents of each alert below its name.
fn page_of(report: &AlertsReport) -> Page<'_> {
    let notes = report
        .alerts
        .iter()
        .filter_map(|alert| match alert.standing {
            Standing::New { known } if known > 0 => Some(Line::of(
                Label::Faint,
                messages::output::alert_new_known(&alert.name, &known).text(),
            )),
            Standing::New { .. } if alert.hits.hits.is_empty() => Some(Line::of(
                Label::Faint,
                messages::output::alert_new(&alert.name).text(),
            )),
            Standing::New { .. } | Standing::Known => None,
        });
    let alerts = report.alerts.iter();
    Page {
        notes: notes.collect(),
        entries: alerts.flat_map(entries).collect(),
        ..Page::default()
    }
}

/// The documents that an alert finds, its name over the first.
fn entries(alert: &AlertNews) -> impl Iterator<Item = Entry> {
    let hits = alert.hits.hits.iter().enumerate();
    hits.map(|(place, hit)| {
        let count = alert.hits.hits.len();
        let heading = || {
            let about = messages::output::alert_heading(&count, &alert.query);
            Line::of(Label::Title, &alert.name).with(Label::Faint, about.text())
        };
        Entry {
            heading: (place == 0).then(heading),
            ..entry(hit)
        }
    })
}

fn news_columns() -> Vec<Column> {
    let alert = Column::new("alert", columns::ALERT);
    [&[alert][..], FOUND_COLUMNS, PLACE_COLUMNS].concat()
}

fn row(alert: &AlertNews, hit: &Hit) -> Vec<Cell> {
    let name = Cell::Text(alert.name.clone());
    let found = [name].into_iter().chain(found_cells(hit));
    found.chain(place_cells(hit)).collect()
}

told!(AlertsReport, report, {
    "reader": report.reader.as_str(),
    "total": report.count(),
    "alerts": Told(report.alerts.as_slice()),
    "bad_lines": report.bad_lines,
    "damaged": report.damaged,
});

told!(AlertNews, alert, {
    "name": alert.name,
    "query": alert.query,
    "line": alert.line,
    "new": alert.standing != Standing::Known,
    "known": match alert.standing {
        Standing::Known => None,
        Standing::New { known } => Some(known),
    },
    "hits": Told(alert.hits.hits.as_slice()),
    "error": alert.error,
});

/// A document that an alert finds, as a line of its own.
struct Found<'a>(&'a AlertNews, &'a Hit);

impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, { "alert": self.0.name, "hit": Told(self.1), })
    }
}

impl Answer for AlertsCheck {
    /// What each alert finds.
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.alerts.iter().map(|alert| {
            let meant = rewritten_words(&alert.meant);
            vec![
                Cell::Text(alert.name.clone()),
                Cell::Count(alert.total),
                Cell::Text(alert.query.clone()),
                Cell::Count(alert.line.into()),
                Cell::Texts(meant.collect()),
            ]
        });
        let table = Table::new(tables::ALERTS, CHECKED, rows.collect());
        Some(Cow::Owned(table))
    }

    fn title(&self) -> String {
        parts::ALERTS.text().to_owned()
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(Told(self))]
    }

    fn items(&self) -> Vec<Object<'_>> {
        let alerts = self.alerts.iter();
        alerts
            .map(|one| Box::new(Told(one)) as Object<'_>)
            .collect()
    }
}

const CHECKED: &[Column] = &[
    Column::new("name", columns::ALERT),
    Column::new("total", columns::COUNT),
    Column::new("query", columns::QUERY),
    Column::new("line", columns::LINE),
    Column::new("meant", columns::MEANT).where_filled(),
];

told!(AlertsCheck, check, {
    "alerts": Told(check.alerts.as_slice()),
    "bad_lines": check.bad_lines,
});

told!(CheckedAlert, alert, {
    "name": alert.name,
    "query": alert.query,
    "line": alert.line,
    "total": alert.total,
    "rewrites": Told(alert.meant.as_slice()),
});
