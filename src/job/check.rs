//! Whether the published index is whole, and says what its digest files say.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::anyhow;

use super::address_space::AddressSpace;
use super::check_report::{CheckReport, Finding, GenerationReport};
use super::claims::is_name_of;
use super::{
    Account, ClusterIndex, DEFAULT_MEMORY_BYTES, JobError, Stop, canaries, check_stop, listing,
    parse, word_files,
};
use crate::analysis::Analyzer;
use crate::cluster::{
    ClusterOpenError, GenerationOnCluster, check_all_rows, read_generations_on_cluster,
};
use crate::corpus::{self, Advice, Allowance, FieldNames, Means, PdfProgram, Reach};
use crate::index::{
    self, Effort, FileContent, FileRecord, GenerationFiles, IndexReader, Manifest, OpenError,
    Totals,
};
use crate::language::{Message, counts, messages};
use crate::search::{Bounds, SearchEngine};

/// Reads every byte of an index, and compares it with the corpus that it was built of.
#[derive(Debug, Clone)]
pub struct CheckJob<I = PathBuf> {
    /// The folder of digest files, absolute. Where it is not there nothing is compared with it.
    pub corpus: PathBuf,
    /// The folder of the index, or the index on a cluster.
    pub index: I,
    /// The corpus that the index must be of; `None` checks an index of any.
    pub built_of: Option<PathBuf>,
    /// The memory that the job may take, in bytes.
    pub memory_bytes: usize,
    /// Which files of the corpus folder are read.
    pub reach: Reach,
    /// What the search for a canary may take.
    pub bounds: Bounds,
    /// What fields of records are, beside those whose names are known.
    pub fields: FieldNames,
    /// The program that reads PDFs; without it they cannot be read.
    pub pdf_program: Option<PdfProgram>,
    /// What is told of what would let a digest file be read that was not.
    pub advice: Advice,
}

impl CheckJob {
    /// The check of an index of this corpus, as it is done where nothing else is asked for.
    pub fn new(corpus: impl Into<PathBuf>, index: impl Into<PathBuf>) -> Self {
        CheckJob::of(corpus.into(), index.into())
    }

    /// Does it. Nothing is changed.
    ///
    /// # Errors
    ///
    /// Where there is no index of this corpus, or it cannot be read at all. What is wrong with
    /// one that is there is in the report.
    pub fn run(&self, stop: Stop<'_>) -> Result<CheckReport, JobError> {
        let started = Instant::now();
        AddressSpace::of_process().check_before(self.memory_bytes)?;
        // Held while it is read, so that no job removes it meanwhile.
        let opened = match IndexReader::open(&self.index, self.built_of.as_deref()) {
            Err(
                error @ (OpenError::Missing | OpenError::Foreign(_) | OpenError::OtherCorpus(_)),
            ) => return Err(error.into()),
            opened => opened,
        };
        let generations = match index::read_generations(&self.index) {
            Ok(generations) => generations,
            // That of a search says what it is.
            Err(error) => return Err(opened.err().map_or(error.into(), Into::into)),
        };
        let Some((published, others)) = generations.split_first() else {
            let index = self.index.display();
            return Err(anyhow!(messages::job::no_generation(&index)).into());
        };
        let mut found = Found {
            faults: damages_of(published).collect(),
            notes: published.strays.iter().cloned().map(Finding::of).collect(),
            ..Found::default()
        };
        for other in others {
            let damages = damages_of(other).chain(other.strays.iter().cloned().map(Finding::of));
            let notes = damages.map(|damage| damage.elsewhere(&other.name));
            found.notes.extend(notes);
        }
        let manifest = published.manifest.as_ref();
        let unopened = match (manifest, opened) {
            // What is in damaged files is not read: it could be anything.
            (Some(manifest), Ok(index)) if found.faults.is_empty() => {
                let check = Check {
                    job: self,
                    manifest,
                    records: &published.records,
                    allowance: Allowance::of_memory(self.memory_bytes),
                    stop,
                };
                check.content(index, &mut found)?;
                None
            }
            (_, Err(error)) => {
                if found.faults.is_empty() {
                    found.faults.push(Finding::of_unopened(&error));
                }
                Some(error)
            }
            _ => None,
        };
        let generations = generations.iter().map(GenerationReport::of).collect();
        Ok(found.into_report(&published.name, manifest, generations, unopened, started))
    }
}

impl CheckJob<ClusterIndex> {
    /// The same where the index is on a cluster.
    pub fn over_cluster(corpus: impl Into<PathBuf>, index: ClusterIndex) -> Self {
        CheckJob::of(corpus.into(), index)
    }

    /// Reads every document and every file back, and compares them as where the index is in a
    /// folder. Nothing is changed.
    ///
    /// # Errors
    ///
    /// Where nothing is published, or the cluster does not answer. What is wrong with an index
    /// that is there is in the report.
    pub fn run(&self, stop: Stop<'_>) -> Result<CheckReport, JobError> {
        let started = Instant::now();
        AddressSpace::of_process().check_before(self.memory_bytes)?;
        let client = &self.index.client;
        client.check_server().map_err(anyhow::Error::from)?;
        let go_on = || Ok(check_stop(stop)?);
        // What is kept of files here says nothing of those on the cluster.
        let cache = tempfile::tempdir().map_err(anyhow::Error::from)?;
        let generations = read_generations_on_cluster(client, cache.path(), &go_on)?;
        let Some((published, others)) = generations.split_first() else {
            return Err(ClusterOpenError::Missing.into());
        };
        let manifest = published.reader.as_ref().map(|reader| reader.manifest());
        if let (Some(built_of), Some(manifest)) = (&self.built_of, manifest)
            && built_of.to_string_lossy() != manifest.sources.corpus
        {
            return Err(OpenError::OtherCorpus(manifest.sources.corpus.clone()).into());
        }
        let mut found = Found {
            faults: damages_on_cluster(published).collect(),
            ..Found::default()
        };
        for other in others {
            let damages = damages_on_cluster(other);
            let notes = damages.map(|damage| damage.elsewhere(&other.name));
            found.notes.extend(notes);
        }
        let reader = published.reader.as_ref();
        let reader = reader.filter(|_| found.faults.is_empty());
        if let Some(reader) = reader {
            let analyzer = Arc::new(reader.analyzer()?);
            let faults = check_all_rows(reader, &analyzer, &published.records, &go_on)?;
            let faults = faults.iter();
            found
                .faults
                .extend(faults.map(|fault| Finding::of(Message::told_by(fault))));
            let check = Check {
                job: self,
                manifest: reader.manifest(),
                records: &published.records,
                allowance: Allowance::of_memory(self.memory_bytes),
                stop,
            };
            let synonyms = word_files::synonyms(&self.corpus)?;
            let engine =
                SearchEngine::over_cluster(Arc::clone(reader), Arc::clone(&analyzer), synonyms)?;
            check.sources(engine, &analyzer, &mut found)?;
        }
        let unopened = published.misfit.clone().map(OpenError::Misfit);
        let generations = generations.iter();
        let generations = generations.map(GenerationReport::of_cluster).collect();
        Ok(found.into_report(&published.name, manifest, generations, unopened, started))
    }
}

impl<I> CheckJob<I> {
    fn of(corpus: PathBuf, index: I) -> Self {
        CheckJob {
            built_of: Some(corpus.clone()),
            corpus,
            index,
            memory_bytes: DEFAULT_MEMORY_BYTES,
            reach: Reach::default(),
            bounds: Bounds::default(),
            fields: FieldNames::default(),
            pdf_program: None,
            advice: |_| None,
        }
    }
}

/// What is wrong with a generation on a cluster.
fn damages_on_cluster(generation: &GenerationOnCluster) -> impl Iterator<Item = Finding> {
    let damages = generation.damages.iter().cloned().map(Finding::of);
    damages.chain(generation.misfit.as_ref().map(Finding::of_misfit))
}

/// What is wrong with the files of a generation.
fn damages_of(generation: &GenerationFiles) -> impl Iterator<Item = Finding> {
    let damages = generation.damages.iter().cloned().map(Finding::of);
    damages.chain(generation.misfit.as_ref().map(Finding::of_misfit))
}

/// What is told of a file that has articles of an older state in the place of bad records.
fn kept_note(record: &FileRecord) -> Finding {
    Finding::of(messages::job::kept_of_last_good(
        &record.file,
        &counts::articles(record.kept),
    ))
}

/// What was found so far.
#[derive(Default)]
struct Found {
    canaries: u64,
    compared: u64,
    faults: Vec<Finding>,
    notes: Vec<Finding>,
    account: Account,
}

impl Found {
    /// The report of a check that began then, of the published generation of that name.
    fn into_report(
        self,
        generation: &str,
        manifest: Option<&Manifest>,
        generations: Vec<GenerationReport>,
        unopened: Option<OpenError>,
        started: Instant,
    ) -> CheckReport {
        CheckReport {
            sound: self.faults.is_empty(),
            generation: generation.to_owned(),
            program: manifest.map(|manifest| manifest.program.clone()),
            totals: manifest.map_or(Totals::default(), |manifest| manifest.totals),
            canaries: self.canaries,
            compared: self.compared,
            elapsed: started.elapsed(),
            generations,
            faults: self.faults,
            notes: self.notes,
            account: self.account,
            unopened,
        }
    }
}

/// A check of what a generation holds, whose files are whole.
struct Check<'a, I> {
    job: &'a CheckJob<I>,
    manifest: &'a Manifest,
    records: &'a [FileRecord],
    /// What a digest file may take.
    allowance: Allowance,
    stop: Stop<'a>,
}

impl Check<'_, PathBuf> {
    /// Compares what the generation holds with its records, the digest files and the canaries.
    fn content(&self, index: IndexReader, found: &mut Found) -> Result<(), JobError> {
        let Check { job, stop, .. } = *self;
        let analyzer = Arc::new(index.analyzer()?);
        let go_on = || Ok(check_stop(stop)?);
        // As much as a run of this memory takes: each thread remembers what it met.
        let effort = Effort {
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            memory_bytes: job.memory_bytes,
        };
        let faults = index::check_all_documents(&index, &analyzer, self.records, effort, &go_on)?;
        let faults = faults
            .iter()
            .map(|fault| Finding::of(Message::told_by(fault)));
        found.faults.extend(faults);
        let synonyms = word_files::synonyms(&job.corpus)?;
        let engine = SearchEngine::new(index, Arc::clone(&analyzer), synonyms);
        self.sources(engine, &analyzer, found)
    }
}

impl<I> Check<'_, I> {
    /// Compares the records with the digest files, and searches for the canaries.
    fn sources(
        &self,
        engine: SearchEngine,
        analyzer: &Analyzer,
        found: &mut Found,
    ) -> Result<(), JobError> {
        let Check { job, .. } = *self;
        if job.corpus.is_dir() {
            self.compare_with_corpus(analyzer, found)?;
        } else {
            found
                .notes
                .push(Finding::of(messages::job::corpus_not_compared(
                    &job.corpus.display(),
                )));
        }
        if word_files::terms(&job.corpus)?.fingerprint() != self.manifest.sources.terms {
            let note = Finding::outdated(messages::job::terms_changed_since());
            found.notes.push(note);
        }
        let canaries = canaries::read(&job.corpus)?;
        let flown = canaries::fly(&canaries, engine, job.bounds)?;
        found.canaries = canaries.len() as u64;
        found
            .faults
            .extend(flown.failing.into_iter().map(Finding::of));
        let unasked = flown
            .unasked
            .iter()
            .map(|told| Finding::of(Message::told_by(told)));
        found.notes.extend(unasked);
        Ok(())
    }

    fn compare_with_corpus(&self, analyzer: &Analyzer, found: &mut Found) -> Result<(), JobError> {
        let CheckJob { corpus, reach, .. } = self.job;
        let advice = self.job.advice;
        let listing = listing::list(corpus, *reach, false, advice, self.stop)?;
        found.account = Account::with_copies(listing.ignored.clone(), self.records);
        let parses_alike = self.manifest.sources.parser == corpus::PARSER_VERSION;
        let notes = &mut found.notes;
        if !parses_alike {
            let note = Finding::outdated(messages::job::parses_otherwise());
            notes.push(note);
        }
        let names_alike = self.manifest.sources.fields == self.job.fields.fingerprint();
        if !names_alike {
            let note = Finding::outdated(messages::job::fields_changed_since());
            notes.push(note);
        }
        let told = listing.problems.iter().chain(&listing.passed_over);
        notes.extend(told.map(|told| Finding::of(Message::told_by(told))));
        let files = listing.files.iter();
        let names: HashSet<&str> = files.map(|file| file.name.as_str()).collect();
        for record in self.records {
            if !names.contains(record.file.as_str()) {
                let note = Finding::outdated(messages::job::file_gone(&record.file));
                notes.push(note);
            }
        }
        for file in &listing.files {
            check_stop(self.stop)?;
            let name = &file.name;
            let at = self
                .records
                .binary_search_by(|record| record.file.cmp(name));
            let Some(record) = at.ok().map(|at| &self.records[at]) else {
                notes.push(Finding::outdated(messages::job::file_not_in_index(&name)));
                continue;
            };
            if record.stale {
                let state = match record.issue {
                    Some(_) => messages::job::articles_last_good(),
                    None => messages::job::no_article_in_index(),
                };
                let told = match record.warnings.first() {
                    Some((_, reason)) => messages::job::file_state_why(&name, &state, reason),
                    None => messages::job::about(&name, &state),
                };
                notes.push(Finding::of(told));
                continue;
            }
            let read = corpus::read(file, self.allowance.file_bytes, self.stop);
            check_stop(self.stop)?;
            let read = match read {
                Ok(read) => read,
                Err(error) => {
                    notes.push(Finding::of(Message::told_by(&error.advised(advice))));
                    continue;
                }
            };
            if read.hash != record.hash {
                notes.push(Finding::outdated(messages::job::file_changed(&name)));
                continue;
            }
            if !parses_alike || !names_alike || record.copy_of.is_some() {
                continue;
            }
            let means = Means {
                pdf: self.job.pdf_program.as_ref(),
                fields: &self.job.fields,
                stop: self.stop,
            };
            let parsed = parse(file, &read.bytes, analyzer, &self.allowance, means);
            check_stop(self.stop)?;
            match parsed {
                Ok(mut parsed) => {
                    found.compared += 1;
                    // Another file holds the issue of the name that it claims.
                    if let Some(issue) = &record.issue
                        && is_name_of(issue, &parsed.issue.id)
                    {
                        parsed.issue.rename(issue);
                    }
                    let content = FileContent::count(parsed.documents())?;
                    if record.kept > 0 {
                        notes.push(kept_note(record));
                    }
                    let alone = match record.kept {
                        0 => &record.documents,
                        _ => &record.parsed,
                    };
                    if content.hash != *alone {
                        let fault = messages::job::articles_differ();
                        found
                            .faults
                            .push(Finding::of(messages::job::about(&name, &fault)));
                    }
                }
                Err(error) => found
                    .faults
                    .push(Finding::of(messages::job::could_be_parsed(
                        &error.advised(advice),
                    ))),
            }
        }
        Ok(())
    }
}
