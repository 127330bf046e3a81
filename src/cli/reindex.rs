//! From the corpus to a published generation: the one place where digest files
//! meet the index.
//!
//! Defines what is done with files that changed, failed or went. Serves `index`,
//! and the first search of a corpus that has no index.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::places::Places;
use super::streams;
use crate::analysis::{Analyzer, Spacing};
use crate::corpus::{self, CorpusError, CorpusFile, ParsedFile};
use crate::document::Document;
use crate::index::{
    FileRecord, GenerationWriter, IndexLock, IndexReader, Manifest, OpenError, Totals,
};
use crate::output::{FileReport, FileStatus, IndexReport, LineMessage};

/// How often progress is redrawn at most.
const REDRAW_INTERVAL: Duration = Duration::from_millis(100);

/// Opens the index of the corpus; builds it first where there is none.
pub(super) fn open_or_build(places: &Places) -> anyhow::Result<IndexReader> {
    // An index can be searched where its corpus is not at hand.
    let corpus = places.corpus.is_dir().then_some(places.corpus.as_path());
    match IndexReader::open(&places.index, corpus) {
        Ok(index) => return Ok(index),
        Err(OpenError::Missing | OpenError::OtherCorpus(_)) if corpus.is_some() => {}
        Err(OpenError::Missing) => bail!(
            "there is no index in {} and no corpus folder {} to build it from; \
             name the folder of digest files with --corpus",
            places.index.display(),
            places.corpus.display()
        ),
        Err(error) => return Err(error.into()),
    }
    streams::tell(&format!(
        "digest: building the index of {}",
        places.corpus.display()
    ));
    let report = refresh(places, false)?;
    for file in &report.files {
        for warning in &file.warnings {
            let line = warning
                .line
                .map(|line| format!(":{line}"))
                .unwrap_or_default();
            streams::tell(&format!("digest: {}{line}: {}", file.file, warning.message));
        }
    }
    streams::tell(&format!(
        "digest: {} articles and {} events in {}",
        report.articles,
        report.events,
        places.index.display()
    ));
    Ok(IndexReader::open(&places.index, corpus)?)
}

/// Brings the index up to date with the corpus and tells what was done.
///
/// Nothing is published where nothing changed. A file that cannot be parsed keeps
/// the articles of its last good state.
pub(super) fn refresh(places: &Places, rebuild: bool) -> anyhow::Result<IndexReport> {
    let files = corpus::digest_files(&places.corpus)?;
    if files.is_empty() {
        bail!(
            "{} holds no digest file (.txt or .jsonl); the index was left as it is",
            places.corpus.display()
        );
    }
    let lock = take_lock(&places.index)?;
    let before = Before::read(places, rebuild)?;
    let same = |file: &CorpusFile| {
        let record = before.files.get(&file.name);
        matches!((record, hash_of(&file.path)), (Some(record), Ok(hash)) if record.hash == hash)
    };
    let removed: Vec<String> = before
        .files
        .keys()
        .filter(|name| !files.iter().any(|file| &&file.name == name))
        .cloned()
        .collect();
    if before.fits && removed.is_empty() && files.iter().all(same) {
        let records: Vec<FileRecord> = files
            .iter()
            .filter_map(|file| before.files.get(&file.name).cloned())
            .collect();
        let reports = records
            .iter()
            .map(|record| report_of(record, FileStatus::Unchanged))
            .collect();
        return Ok(report(totals(&records), reports));
    }

    let analyzer = Arc::new(Analyzer::new()?);
    let mut job = Job {
        old: before.reader(places),
        before,
        analyzer: &analyzer,
        writer: GenerationWriter::start(&places.index, lock, &analyzer)?,
        issues: HashMap::new(),
        records: Vec::new(),
        reports: Vec::new(),
    };
    let mut progress = Progress::new(files.len());
    for (place, file) in files.iter().enumerate() {
        progress.show(place, &file.name);
        job.add_file(file)?;
    }
    progress.clear();
    job.finish(places, removed)
}

/// What the published generation tells, before it is replaced.
struct Before {
    /// Whether it is of this corpus and this program.
    fits: bool,
    /// Its digest files by name; empty where it is of another corpus.
    files: HashMap<String, FileRecord>,
}

impl Before {
    fn read(places: &Places, rebuild: bool) -> anyhow::Result<Self> {
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
            fits: manifest.misfit().is_none() && !rebuild,
            files: records
                .into_iter()
                .map(|record| (record.file.clone(), record))
                .collect(),
        })
    }

    /// The old documents, for files that fail now; `None` where they cannot be
    /// read, which is told.
    fn reader(&self, places: &Places) -> Option<IndexReader> {
        if self.files.is_empty() {
            return None;
        }
        match IndexReader::open(&places.index, None) {
            Ok(reader) => Some(reader),
            Err(error) => {
                streams::tell(&format!("digest: the old index cannot be used: {error}"));
                None
            }
        }
    }
}

struct Job<'a> {
    before: Before,
    old: Option<IndexReader>,
    analyzer: &'a Arc<Analyzer>,
    writer: GenerationWriter,
    /// Which file holds which issue.
    issues: HashMap<String, String>,
    records: Vec<FileRecord>,
    reports: Vec<FileReport>,
}

impl Job<'_> {
    fn add_file(&mut self, file: &CorpusFile) -> anyhow::Result<()> {
        // Read once more: what is recorded is the hash of what is indexed, even
        // where the file changes meanwhile.
        let bytes = std::fs::read(&file.path);
        let parsed = match &bytes {
            Ok(bytes) => {
                let spacing = Spacing::new(self.analyzer);
                corpus::parse(&file.name, bytes, &|left: &str, right: &str| {
                    spacing.is_space_between(left, right)
                })
            }
            Err(error) => Err(CorpusError {
                file: file.name.clone(),
                line: None,
                message: format!("cannot be read: {error}"),
            }),
        };
        let hash = bytes.as_deref().map(hash).unwrap_or_default();
        match parsed.and_then(|parsed| self.claim_issue(parsed)) {
            Ok(parsed) => self.add_parsed(file, hash, &parsed),
            Err(error) => self.keep_old(file, hash, error),
        }
    }

    /// Two files of one issue would give the same ids to different articles.
    fn claim_issue(&mut self, parsed: ParsedFile) -> Result<ParsedFile, CorpusError> {
        let issue = &parsed.issue;
        if let Some(other) = self.issues.get(&issue.id) {
            return Err(CorpusError {
                file: issue.file.clone(),
                line: Some(1),
                message: format!(
                    "this is issue {}, and so is {other}: their articles would have the same ids; \
                     remove one of the files, or name them for their issues",
                    issue.id
                ),
            });
        }
        self.issues.insert(issue.id.clone(), issue.file.clone());
        Ok(parsed)
    }

    fn add_parsed(
        &mut self,
        file: &CorpusFile,
        hash: String,
        parsed: &ParsedFile,
    ) -> anyhow::Result<()> {
        for document in parsed.documents() {
            self.writer.add(&document)?;
        }
        let status = match self.before.files.get(&file.name) {
            None => FileStatus::Added,
            Some(record) if record.hash == hash => FileStatus::Unchanged,
            Some(_) => FileStatus::Replaced,
        };
        let issue = &parsed.issue;
        let citations: usize = issue.articles.iter().map(|a| a.citations.len()).sum();
        self.push(
            FileRecord {
                file: file.name.clone(),
                hash,
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
            },
            status,
        );
        Ok(())
    }

    fn keep_old(
        &mut self,
        file: &CorpusFile,
        hash: String,
        error: CorpusError,
    ) -> anyhow::Result<()> {
        let mut record = FileRecord {
            file: file.name.clone(),
            hash,
            articles: 0,
            events: 0,
            citations: 0,
            lines: BTreeMap::new(),
            warnings: vec![(error.line, error.message)],
            stale: true,
        };
        if self.before.files.contains_key(&file.name)
            && let Some(old) = &self.old
        {
            for document in old.documents_of(&file.name)? {
                // Another file may hold these articles by now, under its own name.
                if self.writer.holds(document.id()) {
                    continue;
                }
                self.issues
                    .insert(document.issue().to_owned(), file.name.clone());
                match &document {
                    Document::Article(article) => {
                        record.articles += 1;
                        record.citations += article.citations.len() as u64;
                    }
                    Document::Event(_) => record.events += 1,
                }
                self.writer.add(&document)?;
            }
        }
        self.push(record, FileStatus::Failed);
        Ok(())
    }

    fn push(&mut self, record: FileRecord, status: FileStatus) {
        self.reports.push(report_of(&record, status));
        self.records.push(record);
    }

    fn finish(mut self, places: &Places, removed: Vec<String>) -> anyhow::Result<IndexReport> {
        let totals = totals(&self.records);
        if totals.articles + totals.events == 0 {
            let told: Vec<String> = self
                .reports
                .iter()
                .flat_map(|file| file.warnings.iter().map(move |w| (file, w)))
                .map(|(file, warning)| match warning.line {
                    Some(line) => format!("{}:{line}: {}", file.file, warning.message),
                    None => format!("{}: {}", file.file, warning.message),
                })
                .collect();
            bail!(
                "no article was found in {}; the index was left as it is\n{}",
                places.corpus.display(),
                told.join("\n")
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
        let manifest = Manifest::new(&places.corpus, totals);
        self.writer.publish(&manifest, &self.records)?;
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

fn totals(records: &[FileRecord]) -> Totals {
    let mut totals = Totals::default();
    for record in records {
        totals.issues += u64::from(record.articles + record.events > 0);
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
