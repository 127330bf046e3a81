//! What is told of a run at its end: of the whole, and of each digest file.

use std::collections::BTreeMap;

use crate::corpus::CorpusError;
use crate::index::{Base, FileRecord, Totals};
use crate::output::{FileReport, FileStatus, IndexReport, LineMessage};

/// The report of a run that found nothing to do.
pub(super) fn unchanged(base: &Base, problems: Vec<CorpusError>) -> IndexReport {
    let records = base.records().iter();
    let mut reports: Vec<FileReport> = records
        .map(|record| report_of(record, FileStatus::Unchanged, None))
        .collect();
    reports.extend(problems.into_iter().map(report_of_problem));
    reports.sort_by(|a, b| a.file.cmp(&b.file));
    IndexReport {
        generation: Some(base.name()),
        ..report(Totals::of(base.records()), reports)
    }
}

/// The report of a run that published nothing, with the totals of the index.
pub(super) fn report(totals: Totals, files: Vec<FileReport>) -> IndexReport {
    IndexReport {
        issues: totals.issues,
        articles: totals.articles,
        events: totals.events,
        citations: totals.citations,
        generation: None,
        published: false,
        unconfirmed: None,
        rebuilt: None,
        files,
    }
}

/// The report of a digest file that is gone.
pub(super) fn removed(name: &str) -> FileReport {
    FileReport {
        status: FileStatus::Removed,
        ..empty_report(name.to_owned())
    }
}

/// A folder of the corpus that cannot be read.
pub(super) fn report_of_problem(problem: CorpusError) -> FileReport {
    FileReport {
        warnings: vec![LineMessage {
            line: problem.line,
            message: problem.message,
        }],
        ..empty_report(problem.file)
    }
}

fn empty_report(file: String) -> FileReport {
    FileReport {
        file,
        status: FileStatus::Failed,
        stale: false,
        renamed_from: None,
        articles: 0,
        events: 0,
        citations: 0,
        lines: BTreeMap::new(),
        warnings: Vec::new(),
    }
}

/// The report of a digest file that is in the index.
pub(super) fn report_of(
    record: &FileRecord,
    status: FileStatus,
    renamed_from: Option<String>,
) -> FileReport {
    let warnings = record.warnings.iter();
    FileReport {
        file: record.file.clone(),
        // What failed before fails again until it changes.
        status: if record.stale {
            FileStatus::Failed
        } else {
            status
        },
        stale: record.stale && record.issue.is_some(),
        renamed_from,
        articles: record.articles,
        events: record.events,
        citations: record.citations,
        lines: record.lines.clone(),
        warnings: warnings
            .map(|(line, message)| LineMessage {
                line: *line,
                message: message.clone(),
            })
            .collect(),
    }
}
