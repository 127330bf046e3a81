//! `digest search`: ranked hits with passages and sources, for one query or a batch.

mod batch;
mod query_text;

use std::time::Instant;

use anyhow::bail;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args};

use crate::cli::arguments::bounds::BoundArgs;
use crate::cli::arguments::citations::CitationArgs;
use crate::cli::arguments::filters::{self, FilterArgs};
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::engine;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::{pager, streams};
use crate::language::{Message, counts, messages};
use crate::output::{self, Format, HitCount, HitsPage, Line, ReadQuery, Shape, Style};
use crate::search::{
    Constraints, Facet, Hits, QueryOutline, SNIPPETS_A_HIT, Scope, SearchEngine, SearchOptions,
    Show, Sort,
};
use batch::search_batch;
use query_text::query_text;

/// Search for words; articles that hold more of them, and nearer, come first
#[derive(Debug, Args)]
#[command(
    after_help = "Plain words just work, and what looks like syntax and is not is text. What is \
        syntax:\n  \
        \"생성 AI\"        these words side by side\n  \
        -규제            not this, where something else is asked for\n  \
        AI OR 로봇       one of these; ( ) groups\n  \
        제목:규제        in the title: also 요약: 본문: 출처: (summary: body: source:)\n  \
        호:2024-05       of this issue; issue:2024-01..2024-06\n  \
        날짜:2024-04     of this day, month or year; date:2024-03-15.. date:..2024-04-01\n  \
        종류:행사        kind:article or kind:event\n  \
        규제* 레드틤~    words that begin so; misspellings too\n\n\
        The shell takes quotation marks and brackets for itself: put such a query into '…'. \
        Write `--` before words that look like flags.\n\n\
        A word that no article holds is taken for the one that was probably meant: typed with \
        the keyboard in the other language (fpemxla), by its initials (ㄹㄷㅌ), mistyped \
        (래드팀), half typed (레드ㅌ), or spelled otherwise (Anthropic, 앤트로픽).\n\n\
        Examples:\n  \
        digest search 레드팀\n  \
        digest search '\"생성 AI\" 제목:규제 -중국' --since 2024-04\n  \
        digest search AI: 규제 --limit 3 --sort -date\n  \
        digest search 레드팀 --cite --style bibtex\n  \
        digest search --json -- --dry-run\n  \
        digest search 투자 --format csv --bom > 투자.csv\n  \
        digest search 투자 -l | xargs -d '\\n' -n 1 digest show\n  \
        digest search --batch < queries.txt > hits.jsonl",
    // What a search answers is one thing.
    group = ArgGroup::new("mode").args(["ids", "count", "cite", "explain_query", "batch"]),
    group = ArgGroup::new("of_hits").multiple(true).args([
        "format", "json", "explain", "facets", "snippets"
    ])
)]
pub(in crate::cli) struct SearchArgs {
    /// The words to look for, such as 레드팀 or '"생성 AI" -규제'; `-` reads them from
    /// standard input, and so does a pipe where there are none
    #[arg(value_name = "QUERY", num_args = 0..)]
    query: Vec<String>,

    /// How many hits to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// How many of the first hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Show all hits
    #[arg(long, conflicts_with = "limit")]
    all: bool,

    /// The order of hits: the best, the oldest (date) or the newest (-date) first
    #[arg(
        long,
        value_name = "ORDER",
        default_value = "relevance",
        allow_hyphen_values = true,
        value_parser = PossibleValuesParser::new(SORTS.map(|(name, _)| name)).map(|name| sort_of(&name))
    )]
    sort: Sort,

    /// Leave out hits that lack a word of the query
    #[arg(long)]
    all_words: bool,

    /// Take words as they are typed, and never for others
    #[arg(long)]
    exact: bool,

    /// Look for words in this part of articles, where the query names none
    #[arg(long, value_name = "FIELD", value_parser = filters::scopes(), help_heading = "Filters")]
    field: Option<Scope>,

    #[command(flatten)]
    filters: FilterArgs,

    /// Count all hits by these, parted by commas
    #[arg(
        long,
        value_name = "FACETS",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(Facet::ALL.map(Facet::name)).map(|name| facet_of(&name))
    )]
    facets: Vec<Option<Facet>>,

    /// Show how each hit got its score
    #[arg(long)]
    explain: bool,

    /// Show how the query was read, and search for nothing
    #[arg(long)]
    explain_query: bool,

    /// How many passages to show of each hit
    #[arg(long, value_name = "N", default_value_t = SNIPPETS_A_HIT)]
    snippets: usize,

    #[command(flatten)]
    bounds: BoundArgs,

    #[command(flatten)]
    format: FormatArgs,

    /// Write the ids of the hits and nothing else, one a line
    #[arg(short = 'l', long, conflicts_with = "of_hits")]
    ids: bool,

    /// Write how many hits there are on all pages, with every word or with some, and
    /// nothing else; with --json the two apart
    #[arg(long, conflicts_with_all = ["explain", "facets", "snippets", "limit", "offset"])]
    count: bool,

    /// Print citations of the hits instead of the hits
    #[arg(long, conflicts_with = "of_hits")]
    cite: bool,

    #[command(flatten)]
    citations: CitationArgs,

    /// Read queries from standard input, one a line, plain or as {"qid":…,"text":…};
    /// write the JSON of each on a line, in order
    #[arg(long, conflicts_with = "query")]
    batch: bool,
}

/// The orders of hits by their names.
pub(in crate::cli) const SORTS: [(&str, Sort); 3] = [
    ("relevance", Sort::Relevance),
    ("date", Sort::Oldest),
    ("-date", Sort::Newest),
];

/// The order of this name, which is one of them.
pub(in crate::cli) fn sort_of(name: &str) -> Sort {
    let found = SORTS.iter().find(|(known, _)| *known == name);
    found.map_or(Sort::Relevance, |(_, sort)| *sort)
}

pub(in crate::cli) fn facet_of(name: &str) -> Option<Facet> {
    Facet::ALL.into_iter().find(|facet| facet.name() == name)
}

/// What a search answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// A page of hits.
    Hits,
    /// The ids of such a page.
    Ids,
    /// How many hits there are on all pages.
    Count,
    /// Citations of the hits of a page.
    Cite,
    /// How the query was read.
    ReadQuery,
    /// A page of hits for each of many queries.
    Batch,
}

impl SearchArgs {
    /// What was asked for: of these flags one is given at most.
    fn mode(&self) -> Mode {
        let flags = [
            (self.ids, Mode::Ids),
            (self.count, Mode::Count),
            (self.cite, Mode::Cite),
            (self.explain_query, Mode::ReadQuery),
            (self.batch, Mode::Batch),
        ];
        let given = flags.iter().find(|(given, _)| *given);
        given.map_or(Mode::Hits, |(_, mode)| *mode)
    }

    fn options(&self, mode: Mode) -> anyhow::Result<SearchOptions> {
        Ok(SearchOptions {
            limit: match self.limit {
                _ if mode == Mode::Count => 0,
                _ if self.all => usize::MAX,
                limit => limit,
            },
            offset: self.offset,
            all_words: self.all_words,
            exact: self.exact,
            explain: self.explain,
            constraints: Constraints {
                scope: self.field,
                ..self.filters.constraints()?
            },
            sort: self.sort,
            facets: self.facets.iter().copied().flatten().collect(),
            show: match mode {
                Mode::Ids | Mode::Cite => Show::Nothing,
                _ => Show::passages(self.snippets),
            },
            within: None,
        })
    }
}

pub(in crate::cli) fn run(args: SearchArgs, session: &Session) -> anyhow::Result<Outcome> {
    let mode = args.mode();
    if let Some(flag) = args.citations.given().filter(|_| mode != Mode::Cite) {
        bail!(messages::command::flag_needs_cite(&flag));
    }
    check_formats(session, &args, mode)?;
    let text = match mode {
        Mode::Batch => String::new(),
        _ => query_text(
            &args.query,
            args.field.is_some() || !args.filters.is_empty(),
        )?,
    };
    let engine = engine::open(session)?.with_bounds(args.bounds.or(session.settings.bounds()));
    let options = args.options(mode)?;
    match mode {
        Mode::Batch => return search_batch(&engine, &options),
        Mode::ReadQuery => return read_query(session, &engine, &text, &options, &args.format),
        Mode::Hits | Mode::Ids | Mode::Count | Mode::Cite => {}
    }
    let started = Instant::now();
    let hits = engine.search(&text, &options)?;
    let elapsed = started.elapsed();

    let found = hits.total + hits.partial > 0;
    let shows_hits = mode == Mode::Hits;
    if !shows_hits || !args.format.format(session).tells_notes() {
        for note in output::notes(&hits) {
            streams::tell(&note);
        }
    }
    // What is there for people alone is left out where there is nothing.
    let is_text = match mode {
        Mode::Hits => args.format.format(session) == Format::TEXT,
        Mode::Count => false,
        _ => true,
    };
    if is_text && !found {
        streams::tell(nothing_found(&hits, &args));
        return Ok(Outcome::Lacking);
    }
    match mode {
        Mode::Cite if !hits.hits.is_empty() => {
            let documents = hits.hits.iter().map(|hit| hit.document.without_blocks());
            return args.citations.write(session, documents);
        }
        Mode::Cite => {}
        Mode::Count => {
            let (total, partial) = (hits.total, hits.partial);
            let count = HitCount { total, partial };
            args.format.or(Format::TEXT).write(session, &count)?;
        }
        Mode::Ids => {
            let ids = hits.hits.iter().map(|hit| hit.document.id().as_str());
            show_lines(session, &ids.map(Line::plain).collect::<Vec<_>>())?;
        }
        _ => args.format.write(
            session,
            &HitsPage {
                hits: &hits,
                elapsed,
                qid: None,
            },
        )?,
    }
    if found && hits.hits.is_empty() && is_text {
        streams::tell(messages::command::page_empty(
            &counts::hits((hits.total + hits.partial) as u64),
            &args.offset,
            &args.limit,
        ));
    }
    Ok(Outcome::of(found))
}

fn show_lines(session: &Session, lines: &[Line]) -> anyhow::Result<()> {
    pager::show(session, lines, &Style::default())
}

/// Shows how the query was read, and which words of it would be taken for others.
fn read_query(
    session: &Session,
    engine: &SearchEngine,
    text: &str,
    options: &SearchOptions,
    format: &FormatArgs,
) -> anyhow::Result<Outcome> {
    let no_hits = SearchOptions {
        limit: 0,
        facets: Vec::new(),
        ..options.clone()
    };
    let answer = engine.answer(text, &no_hits)?;
    let read = ReadQuery {
        query: text.to_owned(),
        outline: QueryOutline::new(&answer.typed),
        rewrites: answer.hits.rewrites,
    };
    format.write_found(session, true, &read)
}

/// Refuses what the format cannot hold, before anything is searched for. A batch is JSON
/// whatever the user's configuration says, but not where another format is asked for.
fn check_formats(session: &Session, args: &SearchArgs, mode: Mode) -> anyhow::Result<()> {
    match mode {
        Mode::Batch => match args.format.asked() {
            None => Ok(()),
            Some(format) if [Format::JSON, Format::JSON_LINES].contains(&format) => Ok(()),
            Some(format) => bail!(messages::command::batch_writes_json(&format.name())),
        },
        Mode::ReadQuery => {
            args.format
                .check(session, Shape::Prose, &Message::verbatim("--explain-query"))
        }
        Mode::Count => {
            args.format
                .or(Format::TEXT)
                .check(session, Shape::Prose, &Message::verbatim("--count"))
        }
        _ if args.explain => {
            args.format
                .check(session, Shape::Prose, &Message::verbatim("--explain"))
        }
        _ => Ok(()),
    }
}

fn nothing_found(hits: &Hits, args: &SearchArgs) -> Message {
    let words = &hits.words;
    let filtered = hits.is_filtered;
    if words.is_empty() {
        return if filtered {
            messages::command::nothing_of_filters()
        } else {
            messages::command::nothing_to_look_for(&hits.query)
        };
    }
    if filtered {
        return messages::command::no_document_holds_there(&words.join(", "));
    }
    if hits.leaves_out_words {
        return messages::command::no_document_holds_without(&words.join(", "));
    }
    if args.all_words && words.len() > 1 {
        return messages::command::no_document_holds_all(&words.join(", "));
    }
    messages::command::no_document_holds(&words.join(", "))
}
