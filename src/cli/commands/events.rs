//! `digest events`: the events of all issues by their days, or as a calendar.

use std::io::Write;

use anyhow::{Context, bail};
use clap::Args;
use jiff::Zoned;

use crate::cli::arguments::dates::{first_day, last_day};
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::open_index;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::document::{Date, Document, Event};
use crate::language::messages;
use crate::output::{self, Agenda};

/// List events by their days, or write them as a calendar
#[derive(Debug, Args)]
#[command(
    after_help = "An event is in a range where one of its days is. Events without a valid day \
        are listed last where no range is asked for, and are told and left out otherwise.\n\n\
        Examples:\n  \
        digest events\n  \
        digest events --from 2024-07 --until 2024-07\n  \
        digest events --upcoming --ics > events.ics\n  \
        digest events --format json"
)]
pub(in crate::cli) struct EventsArgs {
    /// Events that last until this day or longer, or into this month or year: 2024-07-21,
    /// 2024-07, 2024
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    from: Option<Date>,

    /// Events that begin on this day, in this month or year, or before
    #[arg(long, value_name = "DATE", value_parser = last_day)]
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

pub(in crate::cli) fn run(args: EventsArgs, session: &Session) -> anyhow::Result<Outcome> {
    let from = if args.upcoming {
        Some(today()?)
    } else {
        args.from
    };
    if let (Some(from), Some(until)) = (from, args.until)
        && until < from
    {
        bail!(messages::command::until_before_from(&until, &from));
    }
    let index = open_index::open(session)?;
    let Listed {
        events,
        without_day,
        holds_none,
    } = listed(index.events()?, from, args.until, args.ics)?;
    let has_range = from.is_some() || args.until.is_some();
    if !without_day.is_empty() && (has_range || args.ics) {
        streams::tell(messages::command::events_left_out(&without_day.join(", ")));
    }
    let found = !events.is_empty();
    if holds_none {
        streams::tell(messages::command::no_event_in_index());
    } else if !found {
        streams::tell(messages::command::no_event_in_range());
    }
    if !args.ics {
        return args.format.write_found(session, found, &Agenda(events));
    }
    if found {
        let mut out = streams::stdout();
        output::calendar(&mut out, &events)
            .and_then(|()| out.flush())
            .context(messages::command::no_events_written())?;
    }
    Ok(Outcome::of(found))
}

/// The events of a range.
pub(in crate::cli) struct Listed {
    /// Those of the range, by their days.
    pub events: Vec<Event>,
    /// The ids of all of which no valid day is known. They are in no range.
    pub without_day: Vec<String>,
    /// Whether the index has no event at all.
    pub holds_none: bool,
}

/// Of `all` events those that last until `from` or longer and begin on `until` or before; with
/// `days_only` those alone that have days, as a calendar needs them.
pub(in crate::cli) fn listed(
    all: impl Iterator<Item = anyhow::Result<Document>>,
    from: Option<Date>,
    until: Option<Date>,
    days_only: bool,
) -> anyhow::Result<Listed> {
    let mut events = Vec::new();
    for document in all {
        if let Document::Event(event) = document? {
            events.push(event);
        }
    }
    let holds_none = events.is_empty();
    let has_range = from.is_some() || until.is_some();
    let mut without_day = Vec::new();
    events.retain(|event| {
        let days = match days_only {
            true => event.days(),
            false => event.possible_days(),
        };
        let Some((first, last)) = days else {
            without_day.push(event.id.to_string());
            return !has_range && !days_only;
        };
        from.is_none_or(|from| last >= from) && until.is_none_or(|until| first <= until)
    });
    // A month stands before its days, events without a date come last; those of the same days
    // stay in the order of the corpus.
    events.sort_by_key(|event| {
        let date = event.date();
        (date.is_none(), date, event.days())
    });
    Ok(Listed {
        events,
        without_day,
        holds_none,
    })
}

/// The day that it is here.
pub(in crate::cli) fn today() -> anyhow::Result<Date> {
    let today = Date::of_calendar(Zoned::now().date());
    today.context(messages::command::clock_wrong())
}
