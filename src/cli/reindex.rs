//! From the corpus to a published generation: the one place where digest files
//! meet the index.
//!
//! Defines what is done with files that changed, failed or went. Serves `index`,
//! and the first search of a corpus that has no index.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::places::Places;
use super::{streams, word_files};
use crate::analysis::{Analyzer, Spacing, Terms};
use crate::corpus::{self, CorpusError, CorpusFile, CorpusListing, ParsedFile};
use crate::document::Document;
use crate::index::{
    FileRecord, GenerationWriter, IndexLock, IndexReader, Manifest, OpenError, Totals,
};
use crate::output::{FileReport, FileStatus, IndexReport, LineMessage};

/// How often progress is redrawn at most.
const REDRAW_INTERVAL: Duration = Duration::from_millis(100);

/// Opens the index of the corpus; builds it first where there is none.
pub(super) fn open_or_build(places: &Places) -> anyhow::Result<IndexReader> {
    let is_there = places.corpus.is_dir();
    match IndexReader::open(&places.index, places.corpus_of_index()) {
        Ok(index) => return Ok(index),
        Err(OpenError::Missing | OpenError::OtherCorpus(_)) if is_there => {}
        Err(OpenError::Missing) => bail!(
            "there is no index in {} and no corpus folder {} to build it from; \
             name the folder of digest files with --corpus",
            places.index.display(),
            places.corpus.display()
        ),
        Err(OpenError::OtherCorpus(other)) => bail!(
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
    let report = refresh(places, false)?;
    for line in messages(&report.files) {
        streams::tell(&format!("digest: {line}"));
    }
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
pub(super) fn refresh(places: &Places, rebuild: bool) -> anyhow::Result<IndexReport> {
    // Before anything is made: a mistyped corpus must leave no index folder behind.
    corpus::digest_files(&places.corpus)?;
    let lock = take_lock(&places.index)?;
    // What was listed before another job ended may have changed meanwhile.
    let CorpusListing {
        mut files,
        problems,
    } = corpus::digest_files(&places.corpus)?;
    let terms = word_files::terms(places)?;
    let before = Before::read(places, &terms, rebuild)?;
    files.extend(before.hidden_files(places, &problems));
    files.sort();
    if files.is_empty() {
        let mut message = format!(
            "{} holds no digest file (.txt or .jsonl); the index was left as it is",
            places.corpus.display()
        );
        for problem in problems {
            message.push_str(&format!("\n{problem}"));
        }
        bail!(message);
    }
    let names: HashSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let mut removed: Vec<String> = before.files.keys().cloned().collect();
    removed.retain(|name| !names.contains(name.as_str()));
    if before.fits && removed.is_empty() && files.iter().all(|file| before.is_as_read(file)) {
        let records: Vec<&FileRecord> = files
            .iter()
            .filter_map(|file| before.files.get(&file.name))
            .collect();
        let mut reports: Vec<FileReport> = records
            .iter()
            .map(|record| report_of(record, FileStatus::Unchanged))
            .collect();
        reports.extend(problems.into_iter().map(report_of_problem));
        return Ok(report(totals(records.into_iter()), reports));
    }

    let analyzer = Arc::new(Analyzer::with_terms(&terms)?);
    let mut job = Job {
        index: &places.index,
        old: None,
        owners: before.owners(&names),
        before,
        analyzer: &analyzer,
        writer: GenerationWriter::start(&places.index, lock, &analyzer)?,
        records: BTreeMap::new(),
        reports: problems.into_iter().map(report_of_problem).collect(),
    };
    let mut progress = Progress::new(files.len());
    for (place, file) in job.before.in_order(&files).into_iter().enumerate() {
        progress.show(place, &file.1.name);
        job.add_file(file.1, file.0)?;
    }
    progress.clear();
    job.finish(places, &terms, removed)
}

/// What the published generation tells, before it is replaced.
struct Before {
    /// Whether it is of this corpus and this program.
    fits: bool,
    /// Its digest files by name; empty where it is of another corpus.
    files: HashMap<String, FileRecord>,
}

impl Before {
    fn read(places: &Places, terms: &Terms, rebuild: bool) -> anyhow::Result<Self> {
        let none = Before {
            fits: false,
            files: HashMap::new(),
        };
        let (manifest, records) = match IndexReader::manifest(&places.index) {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(none),
            Err(error) => {
                streams::tell(&format!("digest: {error:#}; the index is built anew"));
                return Ok(none);
            }
        };
        if manifest.is_newer() {
            bail!(
                "the index in {} was made by a newer digest and is left as it is; \
                 use that program, or another folder with --index",
                places.index.display()
            );
        }
        if manifest.corpus != places.corpus.to_string_lossy() {
            return Ok(none);
        }
        Ok(Before {
            fits: manifest.misfit().is_none() && manifest.terms == terms.fingerprint() && !rebuild,
            files: records
                .into_iter()
                .map(|record| (record.file.clone(), record))
                .collect(),
        })
    }

    /// Whether the file is as it was when the generation was built: the same bytes,
    /// or unreadable then as now.
    fn is_as_read(&self, file: &CorpusFile) -> bool {
        self.files
            .get(&file.name)
            .is_some_and(|record| record.hash == hash_of(&file.path).unwrap_or_default())
    }

    /// The files below folders that cannot be read now. They are there as far as
    /// anybody knows, so they fail and keep their articles, and are not removed.
    fn hidden_files(&self, places: &Places, problems: &[CorpusError]) -> Vec<CorpusFile> {
        let is_hidden = |name: &str| {
            problems
                .iter()
                .any(|problem| name.starts_with(&problem.file))
        };
        let names = self.files.keys().filter(|name| is_hidden(name));
        names
            .map(|name| CorpusFile {
                name: name.clone(),
                path: places.corpus.join(name),
            })
            .collect()
    }

    /// Which file holds which issue, of the files that are still there.
    fn owners(&self, names: &HashSet<&str>) -> HashMap<String, String> {
        let still_there = self
            .files
            .values()
            .filter(|r| names.contains(r.file.as_str()));
        still_there
            .filter_map(|record| Some((record.issue.clone()?, record.file.clone())))
            .collect()
    }

    /// The files with their places in the corpus, those that hold an issue first: so
    /// one that has become another issue gives its own up before it is claimed.
    fn in_order<'f>(&self, files: &'f [CorpusFile]) -> Vec<(u32, &'f CorpusFile)> {
        let mut files: Vec<(u32, &CorpusFile)> = (0..).zip(files).collect();
        files.sort_by_key(|(_, file)| {
            let record = self.files.get(&file.name);
            record.is_none_or(|record| record.issue.is_none())
        });
        files
    }
}

/// Parses a digest file, of which `bytes` were read.
pub(super) fn parse(
    file: &CorpusFile,
    bytes: Result<&[u8], &std::io::Error>,
    analyzer: &Analyzer,
) -> Result<ParsedFile, CorpusError> {
    let bytes = bytes.map_err(|error| CorpusError {
        file: file.name.clone(),
        line: None,
        message: format!("cannot be read ({error}); check that it is there and readable"),
    })?;
    let spacing = Spacing::new(analyzer);
    corpus::parse(&file.name, bytes, &|left: &str, right: &str| {
        spacing.is_space_between(left, right)
    })
}

struct Job<'a> {
    before: Before,
    index: &'a Path,
    /// The generation before, opened where a file fails.
    old: Option<Result<IndexReader, OpenError>>,
    /// Which file holds which issue. Stable ids must not come to mean other articles
    /// because a second file of the same month appears.
    owners: HashMap<String, String>,
    analyzer: &'a Arc<Analyzer>,
    writer: GenerationWriter,
    /// By the files' names: the manifest's order.
    records: BTreeMap<String, FileRecord>,
    reports: Vec<FileReport>,
}

impl Job<'_> {
    fn add_file(&mut self, file: &CorpusFile, place: u32) -> anyhow::Result<()> {
        // Read once more: what is recorded is the hash of what is indexed, even
        // where the file changes meanwhile.
        let bytes = std::fs::read(&file.path);
        let parsed = parse(file, bytes.as_deref(), self.analyzer);
        let hash = bytes.as_deref().map(hash).unwrap_or_default();
        match parsed.and_then(|parsed| self.claim_issue(parsed)) {
            Ok(parsed) => self.add_parsed(file, place, hash, &parsed),
            Err(error) => self.keep_old(file, place, hash, error),
        }
    }

    /// Two files of one issue would give the same ids to different articles.
    fn claim_issue(&mut self, parsed: ParsedFile) -> Result<ParsedFile, CorpusError> {
        let issue = &parsed.issue;
        match self.owners.get(&issue.id) {
            Some(owner) if *owner != issue.file => Err(CorpusError {
                file: issue.file.clone(),
                line: Some(1),
                message: format!(
                    "this is issue {}, which {owner} holds: their articles would have the same \
                     ids; remove one of the files, or name them for their issues",
                    issue.id
                ),
            }),
            _ => {
                self.owners.retain(|_, owner| *owner != issue.file);
                self.owners.insert(issue.id.clone(), issue.file.clone());
                Ok(parsed)
            }
        }
    }

    fn add_parsed(
        &mut self,
        file: &CorpusFile,
        place: u32,
        hash: String,
        parsed: &ParsedFile,
    ) -> anyhow::Result<()> {
        for document in parsed.documents() {
            self.writer.add(&document, place)?;
        }
        let status = match self.before.files.get(&file.name) {
            None => FileStatus::Added,
            Some(record) if record.hash == hash && !record.stale => FileStatus::Unchanged,
            Some(_) => FileStatus::Replaced,
        };
        let issue = &parsed.issue;
        let citations: usize = issue.articles.iter().map(|a| a.citations.len()).sum();
        let record = FileRecord {
            file: file.name.clone(),
            hash,
            issue: Some(issue.id.clone()),
            articles: issue.articles.len() as u64,
            events: issue.events.len() as u64,
            citations: citations as u64,
            lines: parsed
                .line_counts()
                .into_iter()
                .map(|(kind, count)| (kind.to_owned(), count as u64))
                .collect(),
            warnings: parsed
                .warnings
                .iter()
                .map(|warning| (Some(warning.line), warning.message.clone()))
                .collect(),
            stale: false,
        };
        self.push(record, status);
        Ok(())
    }

    /// Keeps the documents of the file's last good state, all of them.
    fn keep_old(
        &mut self,
        file: &CorpusFile,
        place: u32,
        hash: String,
        error: CorpusError,
    ) -> anyhow::Result<()> {
        let mut record = FileRecord {
            file: file.name.clone(),
            hash,
            issue: None,
            articles: 0,
            events: 0,
            citations: 0,
            lines: BTreeMap::new(),
            warnings: vec![(error.line, error.message)],
            stale: true,
        };
        let held = self.before.files.get(&file.name);
        if let Some(issue) = held.and_then(|held| held.issue.clone()) {
            let index = self.index;
            let old = self
                .old
                .get_or_insert_with(|| IndexReader::open_documents(index));
            match old {
                Ok(old) => {
                    for document in old.documents_of(&file.name)? {
                        match &document {
                            Document::Article(article) => {
                                record.articles += 1;
                                record.citations += article.citations.len() as u64;
                            }
                            Document::Event(_) => record.events += 1,
                        }
                        self.writer.add(&document, place)?;
                    }
                    record.issue = Some(issue);
                }
                Err(error) => record.warnings.push((
                    None,
                    format!("its articles are lost until it is mended: {error}"),
                )),
            }
        }
        self.push(record, FileStatus::Failed);
        Ok(())
    }

    fn push(&mut self, record: FileRecord, status: FileStatus) {
        self.reports.push(report_of(&record, status));
        self.records.insert(record.file.clone(), record);
    }

    fn finish(
        mut self,
        places: &Places,
        terms: &Terms,
        removed: Vec<String>,
    ) -> anyhow::Result<IndexReport> {
        let totals = totals(self.records.values());
        if totals.articles + totals.events == 0 {
            bail!(
                "no article was found in {}; the index was left as it is\n{}",
                places.corpus.display(),
                messages(&self.reports).collect::<Vec<_>>().join("\n")
            );
        }
        for name in removed {
            self.reports.push(FileReport {
                file: name,
                status: FileStatus::Removed,
                articles: 0,
                events: 0,
                citations: 0,
                lines: BTreeMap::new(),
                warnings: Vec::new(),
            });
        }
        self.reports.sort_by(|a, b| a.file.cmp(&b.file));
        let manifest = Manifest::new(&places.corpus, terms, totals);
        let records: Vec<FileRecord> = self.records.into_values().collect();
        self.writer.publish(&manifest, terms, &records)?;
        Ok(report(totals, self.reports))
    }
}

fn take_lock(index: &Path) -> anyhow::Result<IndexLock> {
    if let Ok(lock) = IndexLock::take(index, false)? {
        return Ok(lock);
    }
    streams::tell("digest: waiting for another job that writes this index");
    IndexLock::take(index, true)?
        .ok()
        .context("the index is locked by another job")
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn hash_of(path: &Path) -> std::io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    std::io::copy(&mut std::fs::File::open(path)?, &mut hasher)?;
    Ok(hasher.finalize().to_hex().to_string())
}

fn totals<'a>(records: impl Iterator<Item = &'a FileRecord>) -> Totals {
    let mut totals = Totals::default();
    for record in records {
        totals.issues += u64::from(record.issue.is_some());
        totals.articles += record.articles;
        totals.events += record.events;
        totals.citations += record.citations;
    }
    totals
}

fn report(totals: Totals, files: Vec<FileReport>) -> IndexReport {
    IndexReport {
        issues: totals.issues,
        articles: totals.articles,
        events: totals.events,
        citations: totals.citations,
        files,
    }
}

fn report_of(record: &FileRecord, status: FileStatus) -> FileReport {
    FileReport {
        file: record.file.clone(),
        // What failed before fails again until it changes.
        status: if record.stale {
            FileStatus::Failed
        } else {
            status
        },
        articles: record.articles,
        events: record.events,
        citations: record.citations,
        lines: record.lines.clone(),
        warnings: record
            .warnings
            .iter()
            .map(|(line, message)| LineMessage {
                line: *line,
                message: message.clone(),
            })
            .collect(),
    }
}

/// A folder of the corpus that cannot be read.
fn report_of_problem(problem: CorpusError) -> FileReport {
    FileReport {
        file: problem.file,
        status: FileStatus::Failed,
        articles: 0,
        events: 0,
        citations: 0,
        lines: BTreeMap::new(),
        warnings: vec![LineMessage {
            line: problem.line,
            message: problem.message,
        }],
    }
}

/// Each warning of a report as `FILE:LINE: message`.
fn messages(files: &[FileReport]) -> impl Iterator<Item = String> {
    files.iter().flat_map(|file| {
        file.warnings.iter().map(move |warning| match warning.line {
            Some(line) => format!("{}:{line}: {}", file.file, warning.message),
            None => format!("{}: {}", file.file, warning.message),
        })
    })
}

/// A line on the terminal that tells how far the job is.
struct Progress {
    files: usize,
    drawn: Option<Instant>,
    terminal: bool,
}

impl Progress {
    fn new(files: usize) -> Self {
        Progress {
            files,
            drawn: None,
            terminal: streams::stderr_is_terminal(),
        }
    }

    fn show(&mut self, place: usize, name: &str) {
        let due = self
            .drawn
            .is_none_or(|drawn| drawn.elapsed() >= REDRAW_INTERVAL);
        if self.terminal && due {
            streams::redraw(&format!("{}/{} {name}", place + 1, self.files));
            self.drawn = Some(Instant::now());
        }
    }

    fn clear(&mut self) {
        if self.terminal && self.drawn.is_some() {
            streams::redraw("");
        }
    }
}
