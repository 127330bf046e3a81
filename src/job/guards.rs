//! What is refused although it could be built: a disk that is not mounted, or holds
//! something else, must not publish an index that lost its articles.

use std::collections::HashMap;

use super::Refusal;
use crate::index::FileRecord;
use crate::language::{counts, messages};

/// The share of the articles that a night may drop: one in so many.
const ONE_IN: u64 = 10;

/// How many digest files an error names.
const FILES_NAMED: usize = 5;

/// Refuses to drop more than a tenth of the articles of the generation before.
///
/// `renamed` gives the names that files had, by those that they have. Articles that
/// moved to another file of the same issue are not dropped.
pub(super) fn check_shrinking(
    before: &[FileRecord],
    after: &[&FileRecord],
    renamed: &HashMap<&str, &str>,
) -> Result<(), Refusal> {
    let mut of_issue: HashMap<&str, u64> = HashMap::new();
    let mut of_file: HashMap<&str, u64> = HashMap::new();
    // Of a copy the articles are those of the file that is read.
    let articles: HashMap<&str, u64> = after
        .iter()
        .map(|record| (record.file.as_str(), record.articles))
        .collect();
    for record in after {
        if let Some(issue) = &record.issue {
            of_issue.insert(issue, record.articles);
        }
        let name = record.file.as_str();
        let of = record.copy_of.as_deref().unwrap_or(name);
        let kept = articles.get(of).copied().unwrap_or(0);
        of_file.insert(renamed.get(name).unwrap_or(&name), kept);
    }
    let mut all = 0;
    let mut dropped = 0;
    let mut smaller = Vec::new();
    for record in before {
        let Some(issue) = &record.issue else {
            continue;
        };
        let kept = of_issue.get(issue.as_str()).copied().unwrap_or(0);
        let kept = kept.max(of_file.get(record.file.as_str()).copied().unwrap_or(0));
        all += record.articles;
        if kept < record.articles {
            dropped += record.articles - kept;
            smaller.push(messages::job::kept_of(
                &record.file,
                &kept,
                &counts::articles(record.articles),
            ));
        }
    }
    if dropped * ONE_IN <= all {
        return Ok(());
    }
    let more = smaller.len().saturating_sub(FILES_NAMED);
    smaller.truncate(FILES_NAMED);
    if more > 0 {
        smaller.push(messages::job::and_more_files(&counts::files(more as u64)));
    }
    Err(Refusal::Shrinks {
        dropped,
        all,
        files: smaller,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::FileContent;

    fn record(file: &str, issue: &str, articles: u64) -> FileRecord {
        let content = FileContent {
            articles,
            ..FileContent::default()
        };
        FileRecord::new(file, String::new(), 0, Some(issue.to_owned()), content)
    }

    fn is_refused(before: &[FileRecord], after: &[FileRecord], renamed: &[(&str, &str)]) -> bool {
        let after: Vec<&FileRecord> = after.iter().collect();
        let renamed = renamed.iter().copied().collect();
        check_shrinking(before, &after, &renamed).is_err()
    }

    #[test]
    fn more_than_a_tenth_is_refused() {
        let before = [record("a", "1", 90), record("b", "2", 10)];
        assert!(!is_refused(&before, &[record("a", "1", 90)], &[]));
        assert!(is_refused(&before, &[record("a", "1", 89)], &[]));
        assert!(is_refused(&before, &[record("b", "2", 10)], &[]));
        assert!(is_refused(&before, &[], &[]));
        assert!(!is_refused(&[], &[], &[]));
        // As many others do not make up for it.
        assert!(is_refused(&before, &[record("c", "3", 100)], &[]));
    }

    #[test]
    fn what_moved_is_not_dropped() {
        let before = [record("a", "1", 90)];
        assert!(!is_refused(&before, &[record("b", "1", 90)], &[]));
        assert!(!is_refused(&before, &[record("b", "b", 90)], &[("b", "a")]));
        assert!(is_refused(&before, &[record("b", "b", 90)], &[]));
    }
}
