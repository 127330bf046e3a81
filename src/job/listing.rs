//! The digest files that there are tonight, as far as anybody knows.

use std::collections::HashSet;
use std::mem;
use std::path::Path;

use super::{JobError, Stop, check_stop};
use crate::corpus::{self, Advice, CorpusError, CorpusFile, CorpusListing, Reach};
use crate::index::FileRecord;

/// The digest files of a corpus folder; none where it is missing and `may_be_missing`.
pub(super) fn list(
    corpus: &Path,
    reach: Reach,
    may_be_missing: bool,
    advice: Advice,
    stop: Stop<'_>,
) -> Result<CorpusListing, JobError> {
    let listed = corpus::digest_files(corpus, reach, stop);
    check_stop(stop)?;
    let mut listing = match listed {
        Err(_) if may_be_missing && !corpus.exists() => CorpusListing::default(),
        listed => listed?,
    };
    for told in [&mut listing.problems, &mut listing.passed_over] {
        *told = mem::take(told)
            .into_iter()
            .map(|error| error.advised(advice))
            .collect();
    }
    Ok(listing)
}

/// The digest files of a listing and those that it hides, in order, with what could not be
/// read of the folder.
pub(super) fn with_hidden(
    listing: CorpusListing,
    corpus: &Path,
    records: &[FileRecord],
) -> (Vec<CorpusFile>, Vec<CorpusError>) {
    let CorpusListing {
        mut files,
        mut problems,
        passed_over,
        ignored: _,
    } = listing;
    let mut hidden = hidden_files(corpus, &problems, records, &files);
    hidden.retain(|file| {
        !passed_over
            .iter()
            .any(|told| lies_in(&file.name, &told.file))
    });
    files.extend(hidden);
    files.sort();
    problems.extend(passed_over);
    (files, problems)
}

/// The files below folders that cannot be read now, or only in part, and that are not
/// among those `listed`. They are there as far as anybody knows, so they fail and keep
/// their articles, and are not removed.
fn hidden_files(
    corpus: &Path,
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
            path: corpus.join(name),
            may_be_link: false,
        })
        .collect()
}

/// Whether a digest file is what was passed over, or lies in it.
fn lies_in(file: &str, passed_over: &str) -> bool {
    let rest = file.strip_prefix(passed_over);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::FileContent;
    use crate::language::Message;

    #[test]
    fn what_a_folder_hides_is_there_as_far_as_anybody_knows() {
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
            let problem = CorpusError::new(folder, None, Message::verbatim(""));
            let files = hidden_files("/corpus".as_ref(), &[problem], &records, &listed);
            files.into_iter().map(|file| file.name).collect()
        };
        assert_eq!(hidden("b/"), ["b/1.txt"]);
        assert_eq!(hidden("./"), ["a.txt", "b/1.txt", "bc.txt"]);
        assert_eq!(hidden("c/"), Vec::<String>::new());
    }
}
