//! One generation in the making: each digest file parsed, taken over, or kept as it was
//! when it could last be parsed.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::address_space::AddressSpace;
use super::changes::{Change, Changes};
use super::claims::{Claims, Copied};
use super::lost_records;
use super::place::{BaseGeneration, Writer};
use super::progress::Work;
use super::{FileReport, FileStatus, JobEvent, Sink, Stop, check_stop, parse};
use crate::analysis::Analyzer;
use crate::corpus::{
    self, Advice, Allowance, CorpusError, CorpusFile, FileState, Means, ParsedFile, is_of_records,
};
use crate::document::Article;
use crate::index::{FileContent, FileRecord, Kept};
use crate::language::{Message, counts, labels::states, messages};

/// What is made of a digest file takes about so many times its bytes, where its lines are
/// not much shorter than usual.
const MADE_TIMES: u64 = 6;

/// A generation in the making.
pub(super) struct NewGeneration<'a, W: Writer> {
    pub base: Option<W::Base>,
    /// Whether the generation was started from `base`, so that what did not change is in
    /// it already.
    pub shares_base: bool,
    /// Which file holds which issue. Stable ids must not come to mean other articles
    /// because a second file of the same month appears.
    pub claims: Claims,
    pub analyzer: &'a Arc<Analyzer>,
    pub writer: W,
    /// What a digest file may take.
    pub allowance: Allowance,
    /// What reads a digest file beside this process.
    pub means: Means<'a>,
    /// What is told of what would let a digest file be read that was not.
    pub advice: Advice,
    pub stop: Stop<'a>,
    pub space: AddressSpace,
    /// By the files' names: the manifest's order.
    pub records: BTreeMap<String, FileRecord>,
    pub reports: Vec<FileReport>,
}

impl<W: Writer<Base: BaseGeneration>> NewGeneration<'_, W> {
    /// Brings every file into the generation. `places` are the files' numbers.
    pub(super) fn fill(
        &mut self,
        changes: &Changes,
        places: &[u64],
        tell: Sink<'_>,
    ) -> anyhow::Result<()> {
        if self.shares_base {
            for name in &changes.gone {
                self.remove(name)?;
            }
        }
        let mut files: Vec<(&CorpusFile, &Change, u64)> = changes
            .files
            .iter()
            .zip(places)
            .map(|((file, change), place)| (file, change, *place))
            .collect();
        // Of files of one issue that which is read comes first: the state that its name tells,
        // then one that holds an issue, so that one that has become another issue gives its own
        // up before it is claimed, then issues of the publication before records.
        files.sort_by_cached_key(|(file, change, _)| {
            let is_new = self.held(file, change).is_none();
            (
                Reverse(FileState::of(&file.name)),
                is_new,
                is_of_records(&file.name),
            )
        });
        let is_read =
            |(file, change, _): &&(&CorpusFile, &Change, u64)| !self.is_taken_over(file, change);
        let sizes: Vec<u64> = files.iter().filter(is_read).map(|f| size_of(f.0)).collect();
        let mut work = Work::of(sizes.len() as u64, sizes.iter().sum());
        tell(&work.progress());
        for (file, change, place) in files {
            if self.is_taken_over(file, change) {
                self.take_over(file, place);
                if let Some(report) = self.reports.last().filter(|report| report.needs_a_look()) {
                    report.tell_warnings(tell);
                }
                continue;
            }
            self.read_file(file, change, place)?;
            if let Some(report) = self.reports.last() {
                tell(&JobEvent::from(report));
                if report.status == FileStatus::Failed {
                    for message in report.messages() {
                        tell(&JobEvent::Problem { message: &message });
                    }
                } else {
                    report.tell_warnings(tell);
                }
                work.done += 1;
                work.bytes_done += size_of(file);
                work.articles += report.articles;
                tell(&work.progress());
            }
        }
        tell(&JobEvent::Phase {
            name: states::FINISHING,
        });
        Ok(())
    }

    /// What the generation before says of the file, by the name that it had.
    fn record(&self, file: &CorpusFile, change: &Change) -> Option<&FileRecord> {
        let name = match change {
            Change::Renamed(from) => from,
            _ => &file.name,
        };
        let records = self.base.as_ref()?.records();
        let at = records.binary_search_by(|record| record.file.cmp(name));
        at.ok().map(|at| &records[at])
    }

    /// The same where it holds documents of it.
    fn held(&self, file: &CorpusFile, change: &Change) -> Option<&FileRecord> {
        let record = self.record(file, change);
        record.filter(|record| record.issue.is_some())
    }

    /// Whether the file's documents are in the generation already, and stay. A file that failed
    /// or was left out is tried again in every run that publishes: what it failed of, or was a
    /// copy of, may have gone.
    fn is_taken_over(&self, file: &CorpusFile, change: &Change) -> bool {
        let is_ours = |record: &FileRecord| {
            let issue = record.issue.as_deref();
            issue.is_some_and(|issue| self.claims.holds(&file.name, issue))
        };
        let record = self.record(file, change);
        self.shares_base
            && *change == Change::Unchanged
            && record.is_some_and(|record| !record.stale && is_ours(record))
    }

    fn take_over(&mut self, file: &CorpusFile, place: u64) {
        if let Some(record) = self.record(file, &Change::Unchanged) {
            let record = FileRecord {
                place,
                ..record.clone()
            };
            self.claims.add_read(&file.name, &record.hash);
            self.push(record, FileStatus::Unchanged, None);
        }
    }

    fn read_file(&mut self, file: &CorpusFile, change: &Change, place: u64) -> anyhow::Result<()> {
        let limit_bytes = self.allowance.file_bytes;
        let most_bytes = limit_bytes + self.allowance.made_bytes as u64;
        let file_bytes = size_of(file).saturating_mul(MADE_TIMES);
        self.space.check(file_bytes.min(most_bytes))?;
        let read = corpus::read(file, limit_bytes, self.stop);
        // Of a file that did not hold still the hash may be told all the same: so the next
        // run knows whether it changed.
        let hash = match &read {
            Ok(read) => read.hash.clone(),
            Err(_) => corpus::hash(file, limit_bytes, self.stop).unwrap_or_default(),
        };
        check_stop(self.stop)?;
        if read.is_ok()
            && let Some(copied) = self.claims.same_bytes(&hash)
        {
            return self.leave_out(file, change, place, hash, copied);
        }
        let (allowance, means) = (&self.allowance, self.means);
        let parsed = read
            .and_then(|read| parse(file, &read.bytes, self.analyzer, allowance, means))
            .map_err(|error| error.advised(self.advice));
        // What was stopped says nothing of the file.
        check_stop(self.stop)?;
        let held = self.held(file, change).and_then(|held| held.issue.clone());
        match parsed {
            Ok(mut parsed) => {
                let base = self.base.as_mut();
                match self.claims.claim(&mut parsed, held.as_deref(), base)? {
                    Ok(()) => {
                        self.claims.add_read(&file.name, &hash);
                        self.add_parsed(file, change, place, hash, parsed)
                    }
                    Err(copied) => self.leave_out(file, change, place, hash, copied),
                }
            }
            Err(error) => self.keep_old(file, change, place, hash, error),
        }
    }

    /// Leaves a file out in whose place another is read.
    fn leave_out(
        &mut self,
        file: &CorpusFile,
        change: &Change,
        place: u64,
        hash: String,
        copied: Copied,
    ) -> anyhow::Result<()> {
        if self.shares_base && self.held(file, change).is_some() {
            self.remove(&file.name)?;
        }
        let (status, from) = self.status(file, change);
        let record = FileRecord {
            warnings: vec![(None, copied.message)],
            copy_of: Some(copied.of),
            ..FileRecord::new(&file.name, hash, place, None, FileContent::count([])?)
        };
        self.push(record, status, from);
        Ok(())
    }

    /// What became of a file that was read, and the name that it had before.
    fn status(&self, file: &CorpusFile, change: &Change) -> (FileStatus, Option<String>) {
        let was_stale = self.record(file, change).is_some_and(|record| record.stale);
        match change {
            Change::Added => (FileStatus::Added, None),
            Change::Unchanged if !was_stale => (FileStatus::Unchanged, None),
            Change::Unchanged | Change::Replaced => (FileStatus::Replaced, None),
            Change::Renamed(from) => (FileStatus::Renamed, Some(from.clone())),
        }
    }

    fn add_parsed(
        &mut self,
        file: &CorpusFile,
        change: &Change,
        place: u64,
        hash: String,
        mut parsed: ParsedFile,
    ) -> anyhow::Result<()> {
        let kept = self.keep_lost(file, change, &parsed)?;
        if self.shares_base && self.held(file, change).is_some() {
            self.remove(&file.name)?;
        }
        let alone = match kept.is_empty() {
            true => String::new(),
            false => FileContent::count(parsed.documents())?.hash,
        };
        let kept_count = kept.len() as u64;
        if kept_count > 0 {
            // In the order in which they will be found in the index and verified.
            let articles = &mut parsed.issue.articles;
            articles.extend(kept);
            articles.sort_by_key(|article| article.ordinal);
        }
        let content = self.writer.add_file(place, parsed.documents())?;
        let (status, from) = self.status(file, change);
        let counts = parsed.line_counts().into_iter();
        let warnings = std::mem::take(&mut parsed.warnings).into_iter();
        let warnings = warnings.map(|warning| warning.advised(self.advice));
        let mut warnings: Vec<(Option<u32>, Message)> = warnings
            .map(|warning| (Some(warning.line), warning.message))
            .collect();
        if kept_count > 0 {
            let told = messages::job::records_kept(&counts::articles(kept_count));
            warnings.push((None, told));
        }
        let record = FileRecord {
            lines: counts
                .map(|(kind, count)| (kind.to_owned(), count as u64))
                .collect(),
            warnings,
            misread: parsed.is_misread,
            kept: kept_count,
            parsed: alone,
            ..FileRecord::new(
                &file.name,
                hash,
                place,
                Some(parsed.issue.id.clone()),
                content,
            )
        };
        self.push(record, status, from);
        Ok(())
    }

    /// The articles of the file's last good state in the place of the records that are none
    /// now.
    fn keep_lost(
        &mut self,
        file: &CorpusFile,
        change: &Change,
        parsed: &ParsedFile,
    ) -> anyhow::Result<Vec<Article>> {
        if parsed.lost.is_empty() {
            return Ok(Vec::new());
        }
        let before = match change {
            Change::Renamed(from) => from,
            _ => &file.name,
        };
        // Whose issue they are was settled when the file claimed it.
        let Some(base) = &mut self.base else {
            return Ok(Vec::new());
        };
        let old = base.kept(before)?;
        Ok(old.map_or_else(Vec::new, |old| lost_records::kept(old, &file.name, parsed)))
    }

    /// Keeps the documents of the file's last good state, all of them.
    fn keep_old(
        &mut self,
        file: &CorpusFile,
        change: &Change,
        place: u64,
        hash: String,
        error: CorpusError,
    ) -> anyhow::Result<()> {
        let mut warnings = vec![(error.line, error.message)];
        let from = match change {
            Change::Renamed(from) => Some(from.clone()),
            _ => None,
        };
        let held = self.held(file, change).cloned();
        let mut kept = (None, FileContent::count([])?);
        let is_ours = |held: &FileRecord| {
            let issue = held.issue.as_deref();
            issue.is_none_or(|issue| self.claims.holds(&file.name, issue))
        };
        match held {
            // Another state of the issue is read by now.
            Some(held) if !is_ours(&held) => {
                if self.shares_base && from.is_none() {
                    self.remove(&file.name)?;
                }
            }
            Some(held) if self.shares_base && from.is_none() => {
                kept = (held.issue.clone(), content_of(&held));
            }
            held => {
                let name = from.as_ref().unwrap_or(&file.name);
                if let Some(old) = self.kept(name, &file.name)? {
                    let documents = old.documents.into_iter();
                    let renamed = documents.map(|document| document.with_file(&file.name));
                    kept = (Some(old.issue), self.writer.add_file(place, renamed)?);
                } else if held.is_some() {
                    let lost = messages::job::articles_lost();
                    warnings.push((None, lost.clone()));
                }
            }
        }
        let record = FileRecord {
            warnings,
            stale: true,
            ..FileRecord::new(&file.name, hash, place, kept.0, kept.1)
        };
        self.push(record, FileStatus::Failed, from);
        Ok(())
    }

    /// What is kept of the digest file that had the name `before`, and has `now`. Nothing
    /// where another file holds their issue by now: ids would have two meanings.
    fn kept(&mut self, before: &str, now: &str) -> anyhow::Result<Option<Kept>> {
        let kept = match &mut self.base {
            Some(base) => base.kept(before)?,
            None => None,
        };
        Ok(kept.filter(|kept| self.claims.take(now, &kept.issue)))
    }

    fn remove(&mut self, name: &str) -> anyhow::Result<()> {
        match &mut self.base {
            Some(base) => self.writer.remove_file(name, base),
            None => Ok(()),
        }
    }

    fn push(&mut self, record: FileRecord, status: FileStatus, renamed_from: Option<String>) {
        let report = FileReport::of_record(&record, status, renamed_from);
        self.reports.push(report);
        self.records.insert(record.file.clone(), record);
    }
}

fn content_of(record: &FileRecord) -> FileContent {
    FileContent {
        articles: record.articles,
        events: record.events,
        citations: record.citations,
        hash: record.documents.clone(),
    }
}

fn size_of(file: &CorpusFile) -> u64 {
    std::fs::metadata(&file.path).map_or(0, |metadata| metadata.len())
}
