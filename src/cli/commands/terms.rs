//! `digest terms`: the words beside the dictionary's.

use std::cell::RefCell;
use std::collections::HashMap;

use anyhow::bail;
use clap::builder::RangedU64ValueParser;
use clap::{Args, Subcommand};

use crate::analysis::{Analyzer, Candidate, Terms, WordStatistics};
use crate::cli::advice;
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::corpus::{self, Allowance, CorpusError, CorpusListing, Means, Reach};
use crate::document::{Document, Part};
use crate::job;
use crate::language::messages;
use crate::output::{CandidateMorpheme, CandidateReport, Candidates, Format};

/// Work on the words beside the dictionary's (terms.txt)
#[derive(Debug, Args)]
#[command(
    after_help = "terms.txt beside the corpus folder names words that the dictionary cuts \
        wrongly, one a line: 레드팀, or 레드+팀 with the parts it is found by too, or a row in \
        ko-dic's 12 columns. It takes effect at the next `digest index`.\n\n\
        Examples:\n  \
        digest terms suggest\n  \
        digest terms suggest --limit 50 >> terms.txt"
)]
pub(in crate::cli) struct TermsArgs {
    #[command(subcommand)]
    command: TermsCommand,
}

#[derive(Debug, Subcommand)]
enum TermsCommand {
    Suggest(SuggestArgs),
}

/// Suggest words that the corpus uses and the dictionary lacks
#[derive(Debug, Args)]
#[command(
    after_help = "Reads the digest files, needs no index, and tells words by their statistics: \
        their characters hold together, and what stands beside them varies. What is printed is \
        content for terms.txt beside the corpus folder: a word a line, with what speaks for it \
        in comments. Take out what is no word, write 레드+팀 for one that is to be found by its \
        parts too, and run `digest index`.\n\n\
        Exit codes: 0 words were suggested, 1 none were or a digest file cannot be parsed.\n\n\
        Examples:\n  \
        digest terms suggest\n  \
        digest terms suggest --limit 50 >> terms.txt\n  \
        digest analyze 레드팀은"
)]
struct SuggestArgs {
    /// How many words to suggest
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        default_value_t = 20,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    limit: usize,

    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: TermsArgs, session: &Session) -> anyhow::Result<Outcome> {
    match args.command {
        TermsCommand::Suggest(args) => suggest(session, &args),
    }
}

fn suggest(session: &Session, args: &SuggestArgs) -> anyhow::Result<Outcome> {
    let places = session.places()?;
    let analyzer = Analyzer::with_terms(&job::terms(&places.corpus)?)?;
    let (statistics, problems) = read_corpus(session, &analyzer)?;
    let is_whole = problems.is_empty();
    for problem in problems {
        let problem = problem.advised(advice::of_settings);
        streams::tell(format!("digest: {problem}"));
    }
    let candidates: Vec<CandidateReport> = candidates(&statistics, &analyzer, args.limit)
        .into_iter()
        .map(|candidate| candidate_report(candidate, &analyzer))
        .collect();

    let found = !candidates.is_empty();
    // What is printed is put into a file of terms, where no format is asked for.
    let format = args.format.or(Format::TEXT);
    if !found && format.format(session) == Format::TEXT {
        streams::tell(messages::command::no_new_word());
    }
    format.write_found(session, found, &Candidates(candidates))?;
    Ok(Outcome::of(found && is_whole))
}

/// The statistics of all digest files, and what could not be read of them.
fn read_corpus(
    session: &Session,
    analyzer: &Analyzer,
) -> anyhow::Result<(WordStatistics, Vec<CorpusError>)> {
    let places = session.places()?;
    let program = session.pdf_program();
    let fields = session.settings.fields();
    let means = Means {
        pdf: program.as_ref(),
        fields: &fields,
        stop: &|| false,
    };
    let CorpusListing {
        files,
        mut problems,
        passed_over,
        ignored: _,
    } = corpus::digest_files(&places.corpus, Reach::default(), &|| false)?;
    problems.extend(passed_over);
    let allowance = Allowance::default();
    if files.is_empty() && problems.is_empty() {
        bail!(messages::command::no_digest_file_here(
            &places.corpus.display(),
            &corpus::told_endings()
        ));
    }
    let mut statistics = WordStatistics::new();
    for file in &files {
        let read = corpus::read(file, allowance.file_bytes, &|| false);
        let parsed =
            read.and_then(|read| job::parse(file, &read.bytes, analyzer, &allowance, means));
        match parsed {
            Ok(parsed) => {
                for document in parsed.documents() {
                    add_texts(&document, &mut statistics);
                }
                // What stands on a page or in a record that was not understood is not counted.
                if parsed.is_misread {
                    let told = parsed.warnings.into_iter();
                    problems.extend(told.map(|warning| CorpusError {
                        remedy: warning.remedy,
                        ..CorpusError::new(&file.name, Some(warning.line), warning.message)
                    }));
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    Ok((statistics, problems))
}

/// Adds what a document says; its citations are others' words.
fn add_texts(document: &Document, statistics: &mut WordStatistics) {
    for text in document.texts() {
        let is_own = matches!(
            text.part.list(),
            Part::Title | Part::Summary | Part::Body | Part::Description
        );
        if is_own {
            statistics.add(text.text);
        }
    }
}

/// The best candidates that a file of terms can hold.
fn candidates(statistics: &WordStatistics, analyzer: &Analyzer, limit: usize) -> Vec<Candidate> {
    // The same parts are asked for again and again.
    let asked: RefCell<HashMap<String, bool>> = RefCell::default();
    let is_known = |word: &str| {
        if let Some(&is_known) = asked.borrow().get(word) {
            return is_known;
        }
        let is_known = analyzer.has_word(word);
        asked.borrow_mut().insert(word.to_owned(), is_known);
        is_known
    };
    let mut candidates = statistics.candidates(is_known, limit);
    candidates.retain(|candidate| Terms::none().add(&candidate.word).is_ok());
    candidates
}

fn candidate_report(candidate: Candidate, analyzer: &Analyzer) -> CandidateReport {
    let eojeols = analyzer.morphemes(&candidate.word).into_iter();
    let morphemes = eojeols.flat_map(|(eojeol, morphemes)| {
        let morphemes = morphemes.into_iter();
        let shown = morphemes.map(move |morpheme| CandidateMorpheme {
            text: eojeol[morpheme.range].to_owned(),
            tag: morpheme.tag,
            known: morpheme.known,
        });
        shown.collect::<Vec<_>>()
    });
    CandidateReport {
        morphemes: morphemes.collect(),
        word: candidate.word,
        count: candidate.count,
        cohesion: candidate.cohesion,
        left_entropy: candidate.left_entropy,
        right_entropy: candidate.right_entropy,
        score: candidate.score,
        example: candidate.example,
    }
}
