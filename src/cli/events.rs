//! `digest events`: the events of all issues by their days, or as a calendar.

use std::io::Write;

use anyhow::{Context, bail};
use clap::Args;
use time::OffsetDateTime;

use super::formats::FormatArgs;
use super::places::Places;
use super::{Outcome, PlaceArgs, arguments, engine, pager, streams};
use crate::document::{Date, Document, Event};
use crate::output::{self, Cell, Column, Format, Table};

/// List events by their days, or write them as a calendar
#[derive(Debug, Args)]
#[command(
    after_help = "An event is in a range where one of its days is. Events without a valid day \
        are listed last where no range is asked for, and are told and left out otherwise.\n\n\
        Examples:\n  \
        digest events\n  \
        digest events --from 2024-07-01 --until 2024-07-31\n  \
        digest events --upcoming --ics > events.ics\n  \
        digest events --format json"
)]
pub(super) struct EventsArgs {
    /// Events that last until this day or longer, such as 2024-07-21
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<Date>,

    /// Events that begin on this day or before
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,

    /// Events that are not over: --from today, by the clock and time zone of this machine
    #[arg(long, conflicts_with = "from")]
    upcoming: bool,

    /// Write a calendar (iCalendar, RFC 5545) that other programs can take in
    #[arg(long, conflicts_with_all = ["format", "json"])]
    ics: bool,

    #[command(flatten)]
    format: FormatArgs,
}

fn day(text: &str) -> Result<Date, String> {
    let text = arguments::unmarked(text).trim();
    Date::from_iso(text).ok_or_else(|| "no day of the calendar; write it as 2024-07-21".to_owned())
}

pub(super) fn run(args: EventsArgs, places: &PlaceArgs) -> anyhow::Result<Outcome> {
    // Before anything starts a thread: then the time zone cannot be asked for any more.
    let from = if args.upcoming {
        Some(today()?)
    } else {
        args.from
    };
    if let (Some(from), Some(until)) = (from, args.until)
        && until < from
    {
        bail!("--until {until} is before {from}; no event can be in that range");
    }
    let places = Places::find(places)?;
    let index = engine::open_index(&places)?;
    let mut events = Vec::new();
    for document in index.documents()? {
        if let Document::Event(event) = document? {
            events.push(event);
        }
    }
    if events.is_empty() {
        streams::tell("the index holds no event");
        return Ok(Outcome::Lacking);
    }
    let has_range = from.is_some() || args.until.is_some();
    let mut without_day = Vec::new();
    events.retain(|event| {
        let Some((first, last)) = event.days() else {
            without_day.push(event.id.to_string());
            return !has_range && !args.ics;
        };
        from.is_none_or(|from| last >= from) && args.until.is_none_or(|until| first <= until)
    });
    if !without_day.is_empty() && (has_range || args.ics) {
        streams::tell(&format!(
            "left out, since no valid day is known of them: {}",
            without_day.join(", ")
        ));
    }
    if events.is_empty() {
        streams::tell("no event is in that range; `digest events` lists all");
        if args.ics || args.format.format() == Format::Text {
            return Ok(Outcome::Lacking);
        }
    }
    // Events without a day come last; those of the same days stay in the order of the
    // corpus.
    events.sort_by_key(|event| (event.first_day.is_none(), event.days()));
    let is_text = !args.ics && args.format.format() == Format::Text;
    let mut out = pager::output(is_text);
    let written = if args.ics {
        output::calendar(&mut out, &events)
    } else if is_text {
        output::events_text(&mut out, &events, &streams::style())
    } else {
        args.format.renderer().table(&mut out, &table(&events))
    };
    written
        .and_then(|()| out.flush())
        .context("cannot write the events")?;
    Ok(if events.is_empty() {
        Outcome::Lacking
    } else {
        Outcome::Good
    })
}

/// The day that it is here.
fn today() -> anyhow::Result<Date> {
    let now = OffsetDateTime::now_local()
        .context("cannot tell this machine's time zone; name the day with --from")?;
    let year = u16::try_from(now.year()).ok();
    let today = year.and_then(|year| Date::new(year, now.month().into(), now.day()));
    today.context("this machine's clock is wrong; name the day with --from")
}

const COLUMNS: [Column; 7] = [
    Column {
        name: "id",
        label: "ID",
    },
    Column {
        name: "first_day",
        label: "첫날",
    },
    Column {
        name: "last_day",
        label: "끝날",
    },
    Column {
        name: "name",
        label: "행사",
    },
    Column {
        name: "place",
        label: "장소",
    },
    Column {
        name: "homepage",
        label: "홈페이지",
    },
    Column {
        name: "period",
        label: "기간",
    },
];

fn table(events: &[Event]) -> Table {
    let text = |text: &str| Cell::optional(Some(text).filter(|text| !text.is_empty()));
    let rows = events.iter().map(|event| {
        vec![
            Cell::Text(event.id.to_string()),
            event.first_day.into(),
            event.last_day.into(),
            Cell::Text(event.name.clone()),
            text(&event.place),
            Cell::optional(event.homepage.as_deref()),
            text(&event.period),
        ]
    });
    Table {
        name: "events",
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
    }
}
