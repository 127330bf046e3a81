//! `digest check`: whether the published index is whole, and says what its digest files
//! say.

use std::collections::HashSet;
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Args;
use clap::builder::RangedU64ValueParser;

use super::address_space::AddressSpace;
use super::places::Places;
use super::reach::ReachArgs;
use super::reindex::{DEFAULT_MEMORY_MIB, MEMORY_MIB};
use super::stop::Stop;
use super::{Outcome, PlaceArgs, canaries, reindex, streams, word_files};
use crate::analysis::Analyzer;
use crate::corpus::{self, Allowance, Reach};
use crate::index::{
    self, Effort, FileContent, FileRecord, GenerationFiles, IndexReader, Manifest, OpenError,
};
use crate::output::{self, CheckReport, GenerationReport};

/// Check the index: its files, its articles against the digest files, its canaries
#[derive(Debug, Args)]
#[command(
    after_help = "Reads every byte of the index. Each article is looked for by its id and by a \
        word of its own, and compared with its digest file, which is parsed again; the queries \
        of canaries.txt in the corpus folder must find what they name. Nothing is changed.\n\n\
        Exit codes: 0 sound, 1 sound but there is something to look at (a digest file that \
        changed since or cannot be parsed, an older generation that is damaged), 2 wrong, \
        or there is no index; run `digest index --rebuild`.\n\n\
        Examples:\n  digest check\n  digest check --json | jq '.faults[]'"
)]
pub(super) struct CheckArgs {
    /// The memory that the check may take: as much as the index was built with
    #[arg(
        long,
        value_name = "MIB",
        default_value_t = DEFAULT_MEMORY_MIB,
        value_parser = RangedU64ValueParser::<usize>::new().range(MEMORY_MIB)
    )]
    memory: usize,

    #[command(flatten)]
    reach: ReachArgs,

    /// Write JSON (format_version 1) instead of text
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: CheckArgs, places: &PlaceArgs) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let stop = Stop::on_signals().context("cannot take signals")?;
    let places = Places::find(places)?;
    let mut out = streams::stdout();
    let how = How {
        memory_bytes: args.memory << 20,
        allowance: Allowance::of_memory(args.memory << 20),
        reach: args.reach.reach(),
        stop,
    };
    let (report, advice) = match check(&places, &how) {
        Ok(checked) => checked,
        Err(error) => {
            if args.json {
                output::failure_json(&mut out, &format!("{error:#}"))
                    .and_then(|()| out.flush())
                    .context("cannot write the report")?;
            }
            return Err(error);
        }
    };
    let elapsed = started.elapsed();
    let written = if args.json {
        output::check_json(&mut out, &report, elapsed)
    } else {
        output::check_text(&mut out, &report, elapsed, &streams::style())
    };
    written
        .and_then(|()| out.flush())
        .context("cannot write the report")?;
    if let Some(advice) = advice {
        streams::tell(&format!("digest: {advice}"));
    }
    Ok(if !report.faults.is_empty() {
        Outcome::Told(super::EXIT_ERROR)
    } else if !report.notes.is_empty() {
        Outcome::Lacking
    } else {
        Outcome::Good
    })
}

/// How a check is done.
struct How {
    /// What all of it may take, in bytes.
    memory_bytes: usize,
    /// What a digest file may take.
    allowance: Allowance,
    /// Which files of the corpus folder are read.
    reach: Reach,
    stop: Stop,
}

/// The report, and what to do where the index is wrong.
fn check(places: &Places, how: &How) -> anyhow::Result<(CheckReport, Option<String>)> {
    AddressSpace::of_process().check_before(how.memory_bytes)?;
    // Held while it is read, so that no job removes it meanwhile.
    let opened = IndexReader::open(&places.index, places.corpus_of_index());
    let opened = match opened {
        Err(error @ (OpenError::Missing | OpenError::Foreign(_) | OpenError::OtherCorpus(_))) => {
            return Err(error.into());
        }
        opened => opened,
    };
    let generations = match index::read_generations(&places.index) {
        Ok(generations) => generations,
        // That of a search says what to do.
        Err(error) => return Err(opened.err().map_or(error, Into::into)),
    };
    let Some((published, others)) = generations.split_first() else {
        bail!("there is no generation in {}", places.index.display());
    };
    let mut report = CheckReport {
        generation: published.name.clone(),
        program: None,
        counts: [0; 4],
        canaries: 0,
        compared: 0,
        generations: generations.iter().map(generation_report).collect(),
        faults: published.damages.clone(),
        notes: published.strays.clone(),
    };
    for other in others {
        let damages = other.damages.iter().chain(&other.strays);
        let notes = damages.map(|damage| format!("{}: {damage}", other.name));
        report.notes.extend(notes);
    }
    if let Some(manifest) = &published.manifest {
        let totals = manifest.totals;
        report.program = Some(manifest.program.clone());
        report.counts = [
            totals.issues,
            totals.articles,
            totals.events,
            totals.citations,
        ];
    }
    let unopened = opened.as_ref().err().map(ToString::to_string);
    match (&published.manifest, opened) {
        // What is in damaged files is not read: it could be anything.
        (Some(manifest), Ok(index)) if report.faults.is_empty() => {
            check_content(
                places,
                manifest,
                &published.records,
                index,
                how,
                &mut report,
            )?;
        }
        (_, Err(error)) if report.faults.is_empty() => report.faults.push(error.to_string()),
        _ => {}
    }
    // A canary that fails says itself what it lacks.
    let is_canary = |fault: &String| fault.starts_with(corpus::CANARIES_FILE);
    let advice = unopened.or_else(|| {
        let is_wrong = !report.faults.iter().all(is_canary);
        is_wrong.then(|| {
            "the index is damaged; run `digest index --rebuild`, which builds it anew".to_owned()
        })
    });
    Ok((report, advice))
}

fn generation_report(generation: &GenerationFiles) -> GenerationReport {
    let (files, bytes) = generation.read;
    GenerationReport {
        name: generation.name.clone(),
        files,
        bytes,
        whole: generation.damages.is_empty(),
    }
}

/// Compares what a generation holds with its records, the digest files and the canaries.
fn check_content(
    places: &Places,
    manifest: &Manifest,
    records: &[FileRecord],
    index: IndexReader,
    how: &How,
    report: &mut CheckReport,
) -> anyhow::Result<()> {
    let analyzer = Arc::new(index.analyzer()?);
    let go_on = || how.stop.check();
    // As much as a run of this memory takes: each thread remembers what it met.
    let effort = Effort {
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        memory_bytes: how.memory_bytes,
    };
    let faults = index::check_all_documents(&index, &analyzer, records, effort, &go_on)?;
    report.faults.extend(faults.iter().map(ToString::to_string));
    if places.corpus.is_dir() {
        compare_with_corpus(places, manifest, records, &analyzer, how, report)?;
    } else {
        report.notes.push(format!(
            "{} is not there: articles were not compared with their digest files",
            places.corpus.display()
        ));
    }
    if word_files::terms(places)?.fingerprint() != manifest.sources.terms {
        let note = "the terms have changed since; run `digest index`";
        report.notes.push(note.to_owned());
    }
    let synonyms = word_files::synonyms(places)?;
    let canaries = canaries::read(&places.corpus)?;
    let flown = canaries::fly(&canaries, index, &analyzer, &synonyms)?;
    report.canaries = canaries.len() as u64;
    report.faults.extend(flown.failing);
    let unasked = flown.unasked.iter().map(ToString::to_string);
    report.notes.extend(unasked);
    Ok(())
}

fn compare_with_corpus(
    places: &Places,
    manifest: &Manifest,
    records: &[FileRecord],
    analyzer: &Analyzer,
    how: &How,
    report: &mut CheckReport,
) -> anyhow::Result<()> {
    let stop = || how.stop.is_asked_for();
    let listing = corpus::digest_files(&places.corpus, how.reach, &stop)?;
    let parses_alike = manifest.sources.parser == corpus::PARSER_VERSION;
    if !parses_alike {
        let note = "this program parses digest files otherwise; run `digest index`";
        report.notes.push(note.to_owned());
    }
    let told = listing.problems.iter().chain(&listing.passed_over);
    report.notes.extend(told.map(ToString::to_string));
    let mut note = |file: &str, message: &str| report.notes.push(format!("{file}: {message}"));
    let names: HashSet<&str> = listing
        .files
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    for record in records {
        if !names.contains(record.file.as_str()) {
            note(&record.file, "is gone since; run `digest index`");
        }
    }
    for file in &listing.files {
        how.stop.check()?;
        let at = records.binary_search_by(|record| record.file.cmp(&file.name));
        let Some(record) = at.ok().map(|at| &records[at]) else {
            note(&file.name, "is not in the index; run `digest index`");
            continue;
        };
        if record.stale {
            let state = match record.issue {
                Some(_) => "its articles are those of its last good state",
                None => "none of its articles is in the index",
            };
            let reason = record.warnings.first().map_or("", |(_, message)| message);
            note(&file.name, &format!("{state}: {reason}"));
            continue;
        }
        let read = corpus::read(file, how.allowance.file_bytes, &stop);
        how.stop.check()?;
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                note(&file.name, &error.message);
                continue;
            }
        };
        if read.hash != record.hash {
            note(&file.name, "has changed since; run `digest index`");
            continue;
        }
        if !parses_alike {
            continue;
        }
        match reindex::parse(file, &read.bytes, analyzer, &how.allowance) {
            Ok(parsed) => {
                report.compared += 1;
                let content = FileContent::count(parsed.documents())?;
                if content.hash != record.documents {
                    let fault = "the articles in the index are not those of the digest file";
                    report.faults.push(format!("{}: {fault}", file.name));
                }
            }
            Err(error) => report.faults.push(format!(
                "{error}; it could be parsed when the index was built"
            )),
        }
    }
    Ok(())
}
