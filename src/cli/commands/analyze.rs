//! `digest analyze`: what the analyzer does with a text, step by step.

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use clap::Args;

use crate::analysis::{
    self, Analyzer, Dropped, EojeolTrace, MorphemeTrace, SpelledWord, Terms, Trace,
};
use crate::cli::advice;
use crate::cli::arguments;
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::settings::places::{IndexPlace, Places, cache_folder};
use crate::cli::terminal::streams;
use crate::cluster::{ClusterAddress, ClusterOpenError, ClusterReader};
use crate::index::{IndexReader, OpenError};
use crate::job;
use crate::language::{Message, messages};
use crate::output::{
    AlternativeReport, AnalysisReport, BigramReport, CharRange, EojeolReport, MorphemeReport,
    NumberReport, PartReport, QueryReport, QueryWordReport, ReadingReport, StemReport, TermsReport,
    TermsSource, TokenReport,
};
use crate::search::{Alternative, AlternativeKind, Form, Query, QueryWord};

/// Show what a text is cut into, what becomes of it, and what it would look for
#[derive(Debug, Args)]
#[command(
    after_help = "Shows the normal form, the morphemes of each eojeol with their tags and what \
        became of them, the tokens, stems and pairs of characters that are indexed, amounts and \
        dates, and the words that a query would look for. Places count the characters of the \
        text as it was given.\n\n\
        The words of terms.txt are those that the index was built with; where there is no index, \
        those of the file. No index is built.\n\n\
        Examples:\n  \
        digest analyze 레드팀은\n  \
        digest analyze \"예산 2조 4,000억 원을 투자했다\"\n  \
        digest analyze 온디바이스 --json | jq '.tokens[].text'"
)]
pub(in crate::cli) struct AnalyzeArgs {
    /// The text, such as 레드팀은 or "인공지능을 투자했다"
    #[arg(value_name = "TEXT", required = true, num_args = 1..)]
    text: Vec<String>,

    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: AnalyzeArgs, session: &Session) -> anyhow::Result<Outcome> {
    let places = session.places()?;
    let (analyzer, terms) = match &places.index {
        IndexPlace::Folder(folder) => analyzer(folder, places)?,
        IndexPlace::Cluster(address) => analyzer_on_cluster(address, session)?,
    };
    let synonyms = job::synonyms(&places.corpus)?;
    let text = arguments::text(&args.text);
    let query = Query::plain(&text, &analyzer, &synonyms)?;
    let report = report(&text, terms, analyzer.trace(&text), &query);

    args.format.write_found(session, true, &report)
}

/// The analyzer of the index, else one with the shipped terms and the user's.
fn analyzer(folder: &Path, places: &Places) -> anyhow::Result<(Analyzer, TermsReport)> {
    let terms = job::terms(&places.corpus)?;
    match IndexReader::open(folder, places.corpus_of_index()) {
        Ok(index) => {
            let built_with = IndexReader::manifest(folder)?;
            let is_current = built_with
                .is_some_and(|(manifest, _)| manifest.sources.terms == terms.fingerprint());
            let report = report_of_index(is_current, places);
            return Ok((index.analyzer()?, report));
        }
        Err(OpenError::Missing | OpenError::OtherCorpus(_)) => {}
        Err(error) => tell_without_index(&error, advice::of_unopened(&error)),
    }
    of_files(&terms)
}

/// The same where a cluster keeps the index. One that does not answer is an error.
fn analyzer_on_cluster(
    address: &ClusterAddress,
    session: &Session,
) -> anyhow::Result<(Analyzer, TermsReport)> {
    let places = session.places()?;
    let terms = job::terms(&places.corpus)?;
    let client = Arc::new(session.settings.client(address, Arc::new(|| false))?);
    match ClusterReader::open(client, &cache_folder()?) {
        Ok(index) => {
            let is_current = index.manifest().sources.terms == terms.fingerprint();
            return Ok((index.analyzer()?, report_of_index(is_current, places)));
        }
        Err(ClusterOpenError::Missing) => {}
        Err(error @ ClusterOpenError::Misfit(_)) => {
            tell_without_index(&error, advice::of_unopened_cluster(&error));
        }
        Err(error) => return Err(error.into()),
    }
    of_files(&terms)
}

fn report_of_index(is_current: bool, places: &Places) -> TermsReport {
    TermsReport {
        from: TermsSource::Index,
        current: is_current || !places.corpus.is_dir(),
        advice: advice::OUTDATED_TERMS,
    }
}

fn tell_without_index(error: &dyn fmt::Display, advice: Option<Message>) {
    let told = Message::told_by(&error);
    let told = match advice {
        Some(advice) => told.with_advice(&advice),
        None => told,
    };
    streams::tell(messages::command::analysed_without_index(&told));
}

fn of_files(terms: &Terms) -> anyhow::Result<(Analyzer, TermsReport)> {
    let report = TermsReport {
        from: TermsSource::Files,
        current: true,
        advice: Message::verbatim(""),
    };
    Ok((Analyzer::with_terms(terms)?, report))
}

fn report(text: &str, terms: TermsReport, trace: Trace, query: &Query) -> AnalysisReport {
    let chars = CharOffsets::new(text);
    let tokens = trace.tokens.into_iter().map(|token| TokenReport {
        range: chars.range(&token.range),
        role: token.role.as_str(),
        known: token.known,
        text: token.text,
    });
    let stems = trace.stems.into_iter().map(|stem| StemReport {
        range: chars.range(&stem.range),
        text: stem.text,
    });
    let readings = trace.readings.into_iter().map(|reading| ReadingReport {
        range: chars.range(&reading.range),
        text: reading.text,
        kind: reading.kind.as_str(),
    });
    let bigrams = trace.bigrams.into_iter().map(|bigram| BigramReport {
        range: chars.range(&bigram.range),
        starts_run: bigram.starts_run,
        text: bigram.text,
    });
    let numbers = trace.numbers.into_iter().map(|number| NumberReport {
        text: text[number.range.clone()].to_owned(),
        range: chars.range(&number.range),
        values: number.terms,
    });
    let eojeols = trace.eojeols.into_iter();
    let words = query.words.iter().enumerate();
    AnalysisReport {
        text: text.to_owned(),
        terms,
        normal_form: trace.normal_form,
        eojeols: eojeols
            .map(|eojeol| eojeol_report(eojeol, &chars))
            .collect(),
        tokens: tokens.collect(),
        stems: stems.collect(),
        readings: readings.collect(),
        bigrams: bigrams.collect(),
        numbers: numbers.collect(),
        query: QueryReport {
            words: words
                .map(|(place, word)| {
                    let alternatives = query.alternatives_of(place);
                    word_report(word, alternatives, &chars)
                })
                .collect(),
        },
    }
}

fn eojeol_report(eojeol: EojeolTrace, chars: &CharOffsets) -> EojeolReport {
    let morphemes = eojeol.morphemes.into_iter();
    EojeolReport {
        range: chars.range(&eojeol.range),
        normal_form: eojeol.normal_form,
        morphemes: morphemes
            .map(|morpheme| morpheme_report(morpheme, chars))
            .collect(),
    }
}

fn morpheme_report(morpheme: MorphemeTrace, chars: &CharOffsets) -> MorphemeReport {
    let parts = morpheme.parts.into_iter().map(|part| {
        let (tokens, dropped) = outcome(part.outcome);
        PartReport {
            text: part.text,
            tag: part.tag,
            token: tokens.first().copied(),
            dropped,
        }
    });
    let (tokens, dropped) = outcome(morpheme.outcome);
    MorphemeReport {
        text: morpheme.text,
        range: chars.range(&morpheme.range),
        tag: morpheme.tag,
        known: morpheme.known,
        in_terms: morpheme.in_terms,
        structure: morpheme.structure.as_str(),
        tokens,
        dropped,
        parts: parts.collect(),
    }
}

fn outcome(outcome: analysis::TraceOutcome) -> (Vec<usize>, Option<&'static str>) {
    match outcome {
        analysis::TraceOutcome::Tokens(tokens) => (tokens, None),
        analysis::TraceOutcome::Dropped(reason) => (Vec::new(), Some(Dropped::as_str(reason))),
        analysis::TraceOutcome::DroppedByParts => (Vec::new(), None),
    }
}

fn word_report<'a>(
    word: &QueryWord,
    alternatives: impl Iterator<Item = &'a Alternative>,
    chars: &CharOffsets,
) -> QueryWordReport {
    QueryWordReport {
        text: word.text.clone(),
        range: chars.range(&word.range),
        terms: word.terms.iter().map(|term| term.text.clone()).collect(),
        characters: characters(&word.spelled),
        readings: word.spelled.iter().flat_map(SpelledWord::terms).collect(),
        trust: word.trust.as_str(),
        stem: word.stem.clone(),
        alternatives: alternatives.map(alternative_report).collect(),
    }
}

fn alternative_report(alternative: &Alternative) -> AlternativeReport {
    let (kind, terms, looked_at, value) = match &alternative.form {
        Form::Phrase { terms, spelled } => {
            let kind = match alternative.kind {
                // Guesses are of a search that found nothing; an analysis makes none.
                AlternativeKind::Synonym | AlternativeKind::Guess => "synonym",
                AlternativeKind::Spelling
                | AlternativeKind::Respelled
                | AlternativeKind::Joined => "spelling",
            };
            (kind, terms.clone(), characters(spelled), None)
        }
        Form::Number(value) => ("number", Vec::new(), None, Some(value.clone())),
    };
    AlternativeReport {
        kind,
        text: alternative.text.clone(),
        words: CharRange(alternative.words.start, alternative.words.end),
        terms,
        characters: looked_at,
        value,
    }
}

/// The letters by which a word is looked for where it is written apart.
fn characters(spelled: &[SpelledWord]) -> Option<String> {
    let mut apart = spelled.iter().filter(|spelled| spelled.may_be_apart);
    apart.next_back().map(SpelledWord::text)
}

/// The places of a text's characters in bytes.
struct CharOffsets {
    starts: Vec<usize>,
}

impl CharOffsets {
    fn new(text: &str) -> Self {
        CharOffsets {
            starts: text.char_indices().map(|(start, _)| start).collect(),
        }
    }

    /// The range of characters that are at these bytes, which are on their boundaries.
    fn range(&self, bytes: &Range<usize>) -> CharRange {
        let char_at = |byte: usize| self.starts.partition_point(|start| *start < byte);
        CharRange(char_at(bytes.start), char_at(bytes.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_count_characters() {
        let chars = CharOffsets::new("가a⼤");
        assert_eq!(chars.range(&(0..3)), CharRange(0, 1));
        assert_eq!(chars.range(&(3..7)), CharRange(1, 3));
        assert_eq!(chars.range(&(7..7)), CharRange(3, 3));
    }
}
