//! From the corpus to a published generation: the one place where digest files
//! meet the index.
//!
//! Defines the steps of a run, and what is done where one fails. Serves `index`, and the
//! first search of a corpus that has no index. What changed is told in `changes`, what
//! is refused in `guards`, what is reported in `reports`; a generation is made in `job`.

mod changes;
mod guards;
mod job;
mod order;
mod reports;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::address_space::AddressSpace;
use super::canaries::{self, Canary};
use super::log::{Log, LogFormat, Verbosity};
use super::places::Places;
use super::stop::Stop;
use super::{streams, word_files};
use crate::analysis::{Analyzer, Spacing, Terms};
use crate::corpus::{self, Allowance, CorpusError, CorpusFile, CorpusListing, ParsedFile, Reach};
use crate::index::{
    self, Base, Effort, FileRecord, GenerationWriter, IndexLock, IndexReader, NotFinished,
    OpenError, Sources, Totals,
};
use crate::output::{FileReport, IndexReport, JobEvent};
use crate::search::Synonyms;
use changes::Changes;
use job::{Job, owners};
use reports::{removed, report, report_of_problem, unchanged};

/// How a run is done.
#[derive(Debug, Clone)]
pub(super) struct ReindexOptions {
    /// Build anew even where nothing changed.
    pub rebuild: bool,
    /// Publish an index without any article where the corpus has none.
    pub allow_empty: bool,
    /// Publish although more than a tenth of the articles go.
    pub allow_shrink: bool,
    /// Build only where nothing is, or what another run has built of this corpus.
    pub only_first: bool,
    /// The memory that the run may take, in bytes.
    pub memory_bytes: usize,
    /// Which files of the corpus folder are read.
    pub reach: Reach,
    /// How many threads analyse; `None` for as many as the work is worth.
    pub threads: Option<usize>,
    /// How long to wait for another run; `None` without end.
    pub wait: Option<Duration>,
    /// Whether to stop.
    pub stop: Stop,
}

impl Default for ReindexOptions {
    fn default() -> Self {
        ReindexOptions {
            rebuild: false,
            allow_empty: false,
            allow_shrink: false,
            only_first: false,
            memory_bytes: DEFAULT_MEMORY_MIB << 20,
            reach: Reach::default(),
            threads: None,
            wait: None,
            stop: Stop::default(),
        }
    }
}

/// The memory that a run may take where nobody says, in MiB, and what may be said.
pub(super) const DEFAULT_MEMORY_MIB: usize = 512;
pub(super) const MEMORY_MIB: std::ops::RangeInclusive<u64> = 64..=1 << 20;

/// So much of digest files is worth a thread, in bytes. Each thread makes a segment of its
/// own, and searches open every one.
const BYTES_A_THREAD: u64 = 2 << 20;

/// How many threads digest files of so many bytes are worth, of those that the machine
/// runs at once for this process.
fn threads_for(bytes: u64) -> usize {
    let worth = usize::try_from(bytes / BYTES_A_THREAD).unwrap_or(usize::MAX);
    let all = std::thread::available_parallelism().map_or(1, usize::from);
    worth.clamp(1, all)
}

/// Another run holds the lock of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Busy;

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "another job writes this index; nothing was done. Wait for it with --wait SECONDS",
        )
    }
}

impl std::error::Error for Busy {}

/// Opens the index of the corpus; builds it first where there is none.
pub(super) fn open_or_build(places: &Places) -> anyhow::Result<IndexReader> {
    let is_there = places.corpus.is_dir();
    match IndexReader::open(&places.index, places.corpus_of_index()) {
        Ok(index) => return Ok(index),
        // Only where nothing is: whatever else is there was wanted by somebody.
        Err(OpenError::Missing) if is_there => {}
        Err(OpenError::Missing) => bail!(
            "there is no index in {} and no corpus folder {} to build it from; \
             name the folder of digest files with --corpus",
            places.index.display(),
            places.corpus.display()
        ),
        Err(OpenError::OtherCorpus(other)) if !is_there => bail!(
            "there is no corpus folder {}, and the index in {} was built of {other}; \
             name one of the two with --corpus",
            places.corpus.display(),
            places.index.display()
        ),
        Err(error) => return Err(error.into()),
    }
    streams::tell(&format!(
        "digest: building the index of {}",
        places.corpus.display()
    ));
    let mut log = Log::new(LogFormat::Text, Verbosity::Waiting);
    let options = ReindexOptions {
        stop: Stop::on_signals().context("cannot take signals")?,
        only_first: true,
        ..ReindexOptions::default()
    };
    let report = refresh(places, &options, &mut log);
    log.clear();
    let report = report?;
    options.stop.let_go()?;
    streams::tell(&format!(
        "digest: {} articles and {} events in {}",
        report.articles,
        report.events,
        places.index.display()
    ));
    Ok(IndexReader::open(&places.index, places.corpus_of_index())?)
}

/// Brings the index up to date with the corpus and tells what was done.
///
/// Nothing is published where nothing changed. A file that cannot be parsed keeps
/// the articles of its last good state.
pub(super) fn refresh(
    places: &Places,
    options: &ReindexOptions,
    log: &mut Log,
) -> anyhow::Result<IndexReport> {
    let started = Instant::now();
    AddressSpace::of_process().check_before(options.memory_bytes)?;
    // Before anything is made: a mistyped corpus must leave no index folder behind.
    list(places, options)?;
    let lock = take_lock(places, options, log)?;
    if options.only_first {
        match IndexReader::open(&places.index, places.corpus_of_index()) {
            Ok(_) | Err(OpenError::Missing) => {}
            // It came while this run waited for the lock.
            Err(error) => return Err(error.into()),
        }
    }
    index::remove_leftovers(&lock)?;
    let terms = word_files::terms(places)?;
    let synonyms = word_files::synonyms(places)?;
    let run = Run {
        places,
        options,
        lock: &lock,
        sources: Sources {
            corpus: places.corpus.to_string_lossy().into_owned(),
            parser: corpus::PARSER_VERSION,
            terms: terms.fingerprint(),
            synonyms: synonyms.fingerprint(),
        },
        canaries: canaries::read(&places.corpus)?,
        terms,
        synonyms,
        started,
    };
    let mut distrusted = Vec::new();
    loop {
        let go_on = || options.stop.check();
        let base = Base::find(&lock, &distrusted, &go_on, |reason| {
            log.problem(&format!("{reason}; it is passed over"));
        })?;
        if let Some((base, flaw)) = base.as_ref().and_then(|base| Some((base, base.flaw()?))) {
            log.problem(&format!(
                "{} is damaged: {flaw}; it is passed over, but for articles that only it has",
                base.folder().display()
            ));
        }
        let folder = base.as_ref().map(|base| base.folder().to_owned());
        // What was listed before another job ended may have changed meanwhile.
        let listing = list(places, options)?;
        match (run.once(base, listing, log), folder) {
            (Ok(report), _) => return Ok(report),
            (Err(NotFinished::BaseDamaged(reason)), Some(folder)) => {
                distrusted.push((folder, reason));
            }
            (Err(NotFinished::BaseDamaged(reason)), None) => bail!(reason),
            (Err(NotFinished::Failed(error)), _) => return Err(error),
        }
    }
}

/// What stays the same however often a run has to begin anew.
struct Run<'a> {
    places: &'a Places,
    options: &'a ReindexOptions,
    lock: &'a IndexLock,
    sources: Sources,
    terms: Terms,
    synonyms: Synonyms,
    canaries: Vec<Canary>,
    started: Instant,
}

impl Run<'_> {
    /// Builds on `base` what changed since, or all.
    fn once(
        &self,
        base: Option<Base>,
        listing: CorpusListing,
        log: &mut Log,
    ) -> Result<IndexReport, NotFinished> {
        let Run {
            places, options, ..
        } = self;
        if let Some(base) = base.as_ref().filter(|base| base.is_newer()) {
            return Err(newer(places, base).into());
        }
        let stop = &options.stop;
        let records = base.as_ref().map_or(&[][..], Base::records);
        let by_name: HashMap<&str, &FileRecord> = records
            .iter()
            .map(|record| (record.file.as_str(), record))
            .collect();
        let CorpusListing {
            mut files,
            mut problems,
            passed_over,
        } = listing;
        let mut hidden = hidden_files(places, &problems, records, &files);
        hidden.retain(|file| {
            !passed_over
                .iter()
                .any(|told| lies_in(&file.name, &told.file))
        });
        files.extend(hidden);
        files.sort();
        problems.extend(passed_over);
        if files.is_empty() && !options.allow_empty {
            return Err(empty_corpus(places, &problems).into());
        }
        let corpus_name = places.corpus.display().to_string();
        let index_name = places.index.display().to_string();
        log.tell(&JobEvent::Started {
            corpus: &corpus_name,
            index: &index_name,
            files: files.len() as u64,
        });
        for problem in &problems {
            log.problem(&problem.to_string());
        }
        let allowance = Allowance::of_memory(options.memory_bytes);
        let changes = Changes::find(files, &by_name, allowance.file_bytes, stop, log)?;
        let names: Vec<&str> = changes.files.iter().map(|f| f.0.name.as_str()).collect();
        let known = by_name.iter().map(|(name, record)| (*name, record.place));
        let mut rebuilt = self.rebuild_reason(base.as_ref());
        let known: HashMap<&str, u64> = match rebuilt {
            Some(_) => HashMap::new(),
            None => known.collect(),
        };
        let places_of_files = match order::places(&names, &known) {
            Some(numbers) => numbers,
            None => {
                rebuilt.get_or_insert_with(|| {
                    "the digest files need new numbers for their order".to_owned()
                });
                order::places(&names, &HashMap::new()).context("too many digest files")?
            }
        };
        if let Some(base) = &base
            && rebuilt.is_none()
            && changes.is_empty()
            && self.is_as_built(base)
        {
            log.tell(&JobEvent::Unchanged {
                generation: &base.name(),
                elapsed: self.started.elapsed(),
            });
            return Ok(unchanged(base, problems));
        }
        if let Some(reason) = &rebuilt {
            log.tell(&JobEvent::Rebuilding { reason });
        }
        self.build(base, &changes, &places_of_files, rebuilt, problems, log)
    }

    /// Why nothing of `base` can be taken over; `None` where it can.
    fn rebuild_reason(&self, base: Option<&Base>) -> Option<String> {
        let Some(base) = base else {
            return Some("there is no index yet".to_owned());
        };
        if self.options.rebuild {
            return Some("--rebuild says so".to_owned());
        }
        if let Some(misfit) = base.misfit() {
            return Some(misfit.to_owned());
        }
        if let Some(flaw) = base.flaw() {
            return Some(format!("{} is damaged: {flaw}", base.name()));
        }
        let built_of = base.manifest().map(|manifest| &manifest.sources)?;
        if built_of.parser != self.sources.parser {
            return Some("this program parses digest files otherwise".to_owned());
        }
        (built_of.terms != self.sources.terms).then(|| "the terms have changed".to_owned())
    }

    /// Whether the generation need not be written again where the digest files did not
    /// change: it is whole, and searches find it so.
    fn is_as_built(&self, base: &Base) -> bool {
        let sources = base.manifest().map(|manifest| &manifest.sources);
        base.is_published() && sources == Some(&self.sources) && base.looks_whole()
    }

    fn build(
        &self,
        base: Option<Base>,
        changes: &Changes,
        file_places: &[u64],
        rebuilt: Option<String>,
        problems: Vec<CorpusError>,
        log: &mut Log,
    ) -> Result<IndexReport, NotFinished> {
        let Run {
            places, options, ..
        } = self;
        let analyzer = Arc::new(Analyzer::with_terms(&self.terms).map_err(anyhow::Error::from)?);
        let space = AddressSpace::of_process();
        let go_on = || options.stop.check().and_then(|()| space.check(0));
        let shared = base.as_ref().filter(|_| rebuilt.is_none());
        let effort = Effort {
            threads: options
                .threads
                .unwrap_or_else(|| threads_for(changes.bytes(shared.is_some()))),
            memory_bytes: options.memory_bytes,
        };
        let mut job = Job {
            owners: owners(base.as_ref().map_or(&[], Base::records), changes),
            shares_base: shared.is_some(),
            writer: GenerationWriter::start(self.lock, &analyzer, shared, effort, &go_on)?,
            base,
            analyzer: &analyzer,
            allowance: Allowance::of_memory(options.memory_bytes),
            stop: &options.stop,
            space,
            records: BTreeMap::new(),
            reports: problems.into_iter().map(report_of_problem).collect(),
        };
        job.run(changes, file_places, log)?;
        let Job {
            base,
            shares_base,
            writer,
            records,
            mut reports,
            ..
        } = job;
        let totals = Totals::of(records.values());
        if totals.articles + totals.events == 0 && !options.allow_empty {
            return Err(no_article(places, &reports).into());
        }
        if let Some(base) = base.as_ref().filter(|_| !self.may_shrink(totals)) {
            let now: Vec<&FileRecord> = records.values().collect();
            guards::check_shrinking(base.records(), &now, &changes.renamed().collect())?;
        }
        for name in &changes.gone {
            if !changes.renamed().any(|(_, from)| from == name) {
                reports.push(removed(name));
                log.tell(&JobEvent::File(&removed(name)));
            }
        }
        let records: Vec<FileRecord> = records.into_values().collect();
        let shared = base.as_ref().filter(|_| shares_base);
        log.phase("verifying");
        let built = writer.finish(shared, self.sources.clone(), &self.terms, &records)?;
        let unasked = canaries::check(&self.canaries, built.open()?, &analyzer, &self.synonyms)?;
        unasked
            .iter()
            .for_each(|told| log.problem(&told.to_string()));
        reports.extend(unasked.into_iter().map(report_of_problem));
        reports.sort_by(|a, b| a.file.cmp(&b.file));
        log.tell(&JobEvent::Verified {
            documents: totals.articles + totals.events,
            canaries: self.canaries.len() as u64,
        });
        let built = match &base {
            Some(base) => built.beside(base.to_go_back_to(&go_on)?),
            None => built,
        };
        options.stop.check()?;
        let published = built.publish()?;
        let unconfirmed = published.unconfirmed.map(|error| unconfirmed(&error));
        if let Some(message) = &unconfirmed {
            log.problem(message);
        }
        let generation = published.name;
        log.tell(&JobEvent::Published {
            generation: &generation,
            articles: totals.articles,
            elapsed: self.started.elapsed(),
        });
        Ok(IndexReport {
            generation: Some(generation),
            published: true,
            unconfirmed,
            // That there was none before is no news.
            rebuilt: rebuilt.filter(|_| base.is_some()),
            ..report(totals, reports)
        })
    }

    fn may_shrink(&self, totals: Totals) -> bool {
        let becomes_empty = totals.articles == 0;
        self.options.allow_shrink || (self.options.allow_empty && becomes_empty)
    }
}

/// The digest files of the corpus; none where it is missing and that is allowed.
fn list(places: &Places, options: &ReindexOptions) -> anyhow::Result<CorpusListing> {
    let stop = || options.stop.is_asked_for();
    let listed = corpus::digest_files(&places.corpus, options.reach, &stop);
    options.stop.check()?;
    match listed {
        Ok(listing) => Ok(listing),
        Err(_) if options.allow_empty && !places.corpus.exists() => Ok(CorpusListing::default()),
        Err(error) => Err(error.into()),
    }
}

/// The files below folders that cannot be read now, or only in part, and that are not
/// among those `listed`. They are there as far as anybody knows, so they fail and keep
/// their articles, and are not removed.
fn hidden_files(
    places: &Places,
    problems: &[CorpusError],
    records: &[FileRecord],
    listed: &[CorpusFile],
) -> Vec<CorpusFile> {
    let is_hidden = |name: &str| {
        let mut folders = problems.iter().map(|problem| problem.file.as_str());
        folders.any(|folder| folder == corpus::WHOLE_FOLDER || name.starts_with(folder))
    };
    let listed: HashSet<&str> = listed.iter().map(|file| file.name.as_str()).collect();
    let names = records.iter().map(|record| record.file.as_str());
    names
        .filter(|name| is_hidden(name) && !listed.contains(name))
        .map(|name| CorpusFile {
            name: name.to_owned(),
            path: places.corpus.join(name),
            may_be_link: false,
        })
        .collect()
}

/// Whether a digest file is what was passed over, or lies in it.
fn lies_in(file: &str, passed_over: &str) -> bool {
    let rest = file.strip_prefix(passed_over);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn newer(places: &Places, base: &Base) -> anyhow::Error {
    anyhow::anyhow!(
        "the index in {} was made by a newer digest and is left as it is: {}; \
         use that program, or another folder with --index",
        places.index.display(),
        base.misfit().unwrap_or_default()
    )
}

fn empty_corpus(places: &Places, problems: &[CorpusError]) -> anyhow::Error {
    let mut message = format!(
        "{} holds no digest file ({}); the index was left as it is. \
         If it is to be empty, run `digest index --allow-empty`",
        places.corpus.display(),
        corpus::told_endings()
    );
    for problem in problems {
        message.push_str(&format!("\n{problem}"));
    }
    anyhow::Error::msg(message)
}

fn no_article(places: &Places, reports: &[FileReport]) -> anyhow::Error {
    let messages: Vec<String> = reports.iter().flat_map(FileReport::messages).collect();
    anyhow::anyhow!(
        "no article was found in {}; the index was left as it is\n{}",
        places.corpus.display(),
        messages.join("\n")
    )
}

fn take_lock(
    places: &Places,
    options: &ReindexOptions,
    log: &mut Log,
) -> anyhow::Result<IndexLock> {
    let mut told = false;
    let mut stopped = Ok(());
    let lock = IndexLock::take(&places.index, |waited| {
        stopped = options.stop.check();
        let is_patient = options.wait.is_none_or(|wait| waited < wait);
        if is_patient && !told {
            log.tell(&JobEvent::Waiting);
            told = true;
        }
        is_patient && stopped.is_ok()
    })?;
    stopped?;
    lock.map_err(|_| Busy.into())
}

/// Parses a digest file of these bytes.
pub(super) fn parse(
    file: &CorpusFile,
    bytes: &[u8],
    analyzer: &Analyzer,
    allowance: &Allowance,
) -> Result<ParsedFile, CorpusError> {
    let spacing = Spacing::new(analyzer);
    let judge = |left: &str, right: &str| spacing.is_space_between(left, right);
    corpus::parse_within(&file.name, bytes, &judge, allowance)
}

/// What is told where a generation is published and the disk did not confirm it.
pub(super) fn unconfirmed(error: &anyhow::Error) -> String {
    format!("published, but the disk did not confirm it: {error:#}; look after the disk")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::FileContent;

    #[test]
    fn what_a_folder_hides_is_there_as_far_as_anybody_knows() {
        let places = Places {
            corpus: "/corpus".into(),
            index: "/index".into(),
            corpus_is_named: false,
        };
        let record = |name: &str| {
            let content = FileContent::default();
            FileRecord::new(name, String::new(), 0, None, content)
        };
        let records = ["a.txt", "b/1.txt", "b/2.txt", "bc.txt"].map(record);
        let listed = [CorpusFile {
            name: "b/2.txt".to_owned(),
            path: "/corpus/b/2.txt".into(),
            may_be_link: false,
        }];
        let hidden = |folder: &str| -> Vec<String> {
            let problem = CorpusError {
                file: folder.to_owned(),
                line: None,
                message: String::new(),
            };
            let files = hidden_files(&places, &[problem], &records, &listed);
            files.into_iter().map(|file| file.name).collect()
        };
        assert_eq!(hidden("b/"), ["b/1.txt"]);
        assert_eq!(hidden("./"), ["a.txt", "b/1.txt", "bc.txt"]);
        assert_eq!(hidden("c/"), Vec::<String>::new());
    }
}
