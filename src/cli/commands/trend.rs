//! `digest trend`: how many articles a month hold what words, as a chart.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use crate::cli::arguments::bounds::BoundArgs;
use crate::cli::arguments::filters::FilterArgs;
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::cli::{arguments, engine, whole_file};
use crate::document::Month;
use crate::language::messages;
use crate::output::{self, Format, Line, Style, TrendChart, TrendSeries};
use crate::regular_file;
use crate::search::{MonthCounts, Trend};

/// Show how many articles a month hold a word, as a chart
#[derive(Debug, Args)]
#[command(
    after_help = "Each argument is a query of its own, and counts the articles that hold every \
        word of it. An article counts in the month of its date; without one, in its issue's. \
        Months run from the first to the last that has any article, of those that filters let \
        through.\n\n\
        With --format csv or json there is a row for each query and month, with the count \
        (articles) and how many articles the month has in all (articles_in_all).\n\n\
        Examples:\n  \
        digest trend 레드팀\n  \
        digest trend \"생성 AI\" 규제 반도체 --share\n  \
        digest trend 규제 --svg trend.svg\n  \
        digest trend 규제 반도체 --csv > trend.csv"
)]
pub(in crate::cli) struct TrendArgs {
    /// What to look for, each by itself, such as 레드팀 or "생성 AI"
    #[arg(value_name = "QUERY", required = true, num_args = 1..)]
    queries: Vec<String>,

    /// Draw each month's share of its articles, and not their number
    #[arg(long)]
    share: bool,

    /// Take words as they are typed, and never for others
    #[arg(long)]
    exact: bool,

    /// Draw the chart into FILE as well, as SVG; a file that is there is replaced. With
    /// `-`, write the SVG alone
    #[arg(long, value_name = "FILE", value_parser = arguments::file)]
    svg: Option<PathBuf>,

    /// Write the numbers as CSV: --format csv
    #[arg(long, conflicts_with_all = ["format", "json"])]
    csv: bool,

    #[command(flatten)]
    filters: FilterArgs,

    #[command(flatten)]
    bounds: BoundArgs,

    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: TrendArgs, session: &Session) -> anyhow::Result<Outcome> {
    let format = if args.csv {
        args.format.or(Format::CSV)
    } else {
        args.format
    };
    let constraints = args.filters.constraints()?;
    let engine = engine::open(session)?.with_bounds(args.bounds.or(session.settings.bounds()));
    let queries = args.queries.iter().map(|query| arguments::unmarked(query));
    let trends: Vec<Trend> = queries
        .map(|query| engine.months(query, &constraints, args.exact))
        .collect::<anyhow::Result<_>>()?;
    // A query of filters alone has no word and finds articles all the same.
    let is_empty =
        |trend: &&Trend| trend.words.is_empty() && trend.counts == MonthCounts::default();
    if let Some(trend) = trends.iter().find(is_empty) {
        streams::tell(messages::command::nothing_to_look_for(&trend.query));
        let nothing = chart(&[], &MonthCounts::default(), args.share);
        return format.write_found(session, false, &nothing);
    }
    tell_rewrites(session, &trends)?;
    let all = engine.months_of_all(&constraints)?;
    if all.undated > 0 {
        streams::tell(messages::command::undated_not_counted(&all.undated));
    }
    let found = trends.iter().any(|trend| !trend.counts.months.is_empty());
    let chart = chart(&trends, &all, args.share);
    let drawn = args
        .svg
        .as_ref()
        .is_some_and(|path| path.as_os_str() == "-");
    if let Some(path) = &args.svg {
        let mut svg = Vec::new();
        output::trend_svg(&mut svg, &chart)?;
        if drawn {
            let mut out = streams::stdout();
            out.write_all(&svg)
                .and_then(|()| out.flush())
                .context(messages::command::no_trend_written())?;
            return Ok(Outcome::of(found));
        }
        check_replaced(path)?;
        whole_file::write(path, &svg)?;
    }
    if !found && format.format(session) == Format::TEXT {
        let queries: Vec<&str> = trends.iter().map(|trend| trend.query.as_str()).collect();
        streams::tell(messages::command::nothing_with_month(&queries.join("; ")));
    }
    format.write_found(session, found, &chart)
}

/// Tells which words were taken for others, beside the chart and not in it.
fn tell_rewrites(session: &Session, trends: &[Trend]) -> anyhow::Result<()> {
    let style = Style {
        width_cells: session.style().width_cells,
        ..Style::default()
    };
    let rewritten = trends
        .iter()
        .flat_map(|trend| output::rewritten_words(&trend.rewrites));
    let lines: Vec<Line> = rewritten
        .flat_map(|rewritten| Line::plain(&rewritten).wrapped("", "  ", style.width_cells))
        .collect();
    let mut text = Vec::new();
    output::write_lines(&mut text, &lines, &style)?;
    streams::tell_lines(&text);
    Ok(())
}

/// The counts over all months from the first to the last that has an article.
pub(in crate::cli) fn chart(trends: &[Trend], all: &MonthCounts, shares: bool) -> TrendChart {
    let ends = all
        .months
        .first_key_value()
        .zip(all.months.last_key_value());
    let months: Vec<Month> = match ends {
        Some(((first, _), (last, _))) => {
            let months = std::iter::successors(Some(*first), |month| Some(month.next()));
            months.take(first.months_until(*last) + 1).collect()
        }
        None => Vec::new(),
    };
    let counts = |counted: &MonthCounts| -> Vec<u64> {
        let counts = months.iter().map(|month| counted.months.get(month));
        counts.map(|count| count.copied().unwrap_or(0)).collect()
    };
    TrendChart {
        in_all: counts(all),
        series: trends
            .iter()
            .map(|trend| TrendSeries {
                name: trend.query.clone(),
                counts: counts(&trend.counts),
            })
            .collect(),
        months,
        shares,
    }
}

/// Checks that a drawing takes the place of nothing but another one, by name or by content.
fn check_replaced(path: &Path) -> anyhow::Result<()> {
    let is_named_so = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    if is_named_so {
        return Ok(());
    }
    let mut beginning = Vec::new();
    // What is no file, or cannot be opened, is told where it is written.
    let Ok(file) = regular_file::open(path) else {
        return Ok(());
    };
    file.take(SVG_BEGINS_WITHIN)
        .read_to_end(&mut beginning)
        .with_context(|| messages::command::no_drawing_of_ours(&path.display()))?;
    let is_svg = memchr::memmem::find(&beginning, b"<svg").is_some();
    if !is_svg && !beginning.is_empty() {
        bail!(messages::command::no_drawing_of_ours(&path.display()));
    }
    Ok(())
}

/// A drawing says within so many bytes that it is one.
const SVG_BEGINS_WITHIN: u64 = 1_000;
