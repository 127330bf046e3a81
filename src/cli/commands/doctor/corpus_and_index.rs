//! What `digest doctor` finds of the digest files and of the index that is made of them.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::{Finding, shown};
use crate::cli::advice;
use crate::cli::engine;
use crate::cli::session::Session;
use crate::cli::settings::places::{IndexPlace, Places};
use crate::cluster::{ClusterAddress, ClusterOpenError};
use crate::corpus::{CorpusListing, Reach, digest_files};
use crate::index::{FileRecord, IndexReader, OpenError};
use crate::language::{Message, Name, counts, joined_by, labels::findings, messages};

/// What an index holds of each digest file.
type Records = anyhow::Result<Vec<FileRecord>>;

/// The rows of both, and of whether the one holds the other.
pub(super) fn findings(places: &Places, session: &Session) -> Vec<Finding> {
    let (of_corpus, listing) = corpus(places);
    let (of_index, records) = match &places.index {
        IndexPlace::Folder(folder) => index_folder(folder, places),
        IndexPlace::Cluster(address) => cluster(address, session),
    };
    let mut rows = vec![of_corpus, of_index];
    if let (Some(listing), Some(records)) = (listing, records) {
        rows.push(held(&listing, records));
    }
    rows
}

/// The digest files, and what of the folder is not read; with what was listed, where that is all
/// that is there.
fn corpus(places: &Places) -> (Finding, Option<CorpusListing>) {
    const NAME: Name = findings::CORPUS;
    let folder = shown(&places.corpus);
    if !places.corpus.is_dir() {
        let found = messages::doctor::no_folder(&folder);
        let advice = messages::doctor::go_to_folder();
        return (Finding::bad(NAME, found, advice), None);
    }
    let listing = match digest_files(&places.corpus, Reach::default(), &|| false) {
        Ok(listing) => listing,
        Err(error) => {
            let advice = messages::doctor::make_readable();
            return (Finding::bad(NAME, Message::told_by(&error), advice), None);
        }
    };
    let files = counts::digest_files(listing.files.len() as u64);
    let found = match places.corpus_is_here {
        true => messages::doctor::corpus_is_here(&folder, &files),
        false => messages::doctor::corpus(&folder, &files),
    };
    if listing.files.is_empty() {
        let advice = messages::doctor::put_files(&crate::corpus::told_endings());
        return (Finding::bad(NAME, found, advice), None);
    }
    let unread = listing.problems.len() + listing.passed_over.len();
    if unread > 0 {
        let told = listing.problems.iter().chain(&listing.passed_over);
        let first = told.map(|told| Message::told_by(told)).next();
        let first = first.unwrap_or_else(|| Message::verbatim(""));
        let found = messages::doctor::out_of_reach(&found, &counts::places(unread as u64));
        let advice = messages::doctor::first_out_of_reach(&first);
        return (Finding::look(NAME, found, advice), None);
    }
    (Finding::good(NAME, found), Some(listing))
}

/// The index of a folder, and what it holds of each digest file.
fn index_folder(path: &Path, places: &Places) -> (Finding, Option<Records>) {
    const NAME: Name = findings::INDEX;
    let folder = shown(path);
    let opened = match IndexReader::open(path, places.corpus_of_index()) {
        Ok(opened) => opened,
        Err(error) => return (unopened(&error, &folder, places), None),
    };
    let found = messages::doctor::index_of(&folder, &opened.document_count());
    let finding = match opened.document_count() {
        0 => Finding::look(NAME, found, messages::doctor::index_empty()),
        _ => Finding::good(NAME, found),
    };
    (finding, Some(opened.records()))
}

/// Why no index was opened in a folder.
fn unopened(error: &OpenError, folder: &Message, places: &Places) -> Finding {
    const NAME: Name = findings::INDEX;
    match error {
        OpenError::Missing if places.corpus.is_dir() => {
            Finding::good(NAME, messages::doctor::none_yet(folder))
        }
        OpenError::Missing => {
            let advice = messages::doctor::name_corpus();
            Finding::bad(NAME, messages::doctor::none_in(folder), advice)
        }
        _ => {
            // The same advice that a search gives, as a sentence of its own.
            let advice = advice::of_unopened(error);
            let advice = advice.map_or_else(|| Message::verbatim(""), Message::alone);
            let advice = match error {
                OpenError::NoAccess(_) => messages::doctor::ask_owner(),
                OpenError::Damaged(_) => messages::doctor::or_rebuild(&advice),
                _ => advice,
            };
            Finding::bad(NAME, Message::told_by(error), advice)
        }
    }
}

/// What the cluster of the index says of itself, and what the index holds of each digest file.
fn cluster(address: &ClusterAddress, session: &Session) -> (Finding, Option<Records>) {
    const NAME: Name = findings::INDEX;
    let client = session.settings.client(address, Arc::new(|| false));
    let asked = client.and_then(|client| {
        let server = client.check_server()?;
        let opened = match engine::open_cluster(&Arc::new(client)) {
            Err(error) if is_missing(&error) => None,
            opened => Some(opened?),
        };
        Ok((messages::doctor::cluster(address, &server), opened))
    });
    match asked {
        Ok((found, None)) => {
            let found = messages::doctor::none_on_cluster(&found);
            (Finding::good(NAME, found), None)
        }
        Ok((found, Some(opened))) => {
            let documents = opened.document_count();
            let found = messages::doctor::index_of(&found, &documents);
            let finding = match documents {
                0 => Finding::look(NAME, found, messages::doctor::index_empty()),
                _ => Finding::good(NAME, found),
            };
            (finding, Some(opened.records()))
        }
        Err(error) => (unanswered(&error), None),
    }
}

/// Why a cluster gave no index.
fn unanswered(error: &anyhow::Error) -> Finding {
    const NAME: Name = findings::INDEX;
    if let Some(error) = error.downcast_ref::<ClusterOpenError>() {
        let advice = advice::of_unopened_cluster(error).map(Message::alone);
        let advice = advice.unwrap_or_else(messages::doctor::see_address);
        return Finding::bad(NAME, Message::told_by(error), advice);
    }
    let fault = error.downcast_ref();
    let advice = fault.and_then(advice::of_cluster).map(Message::alone);
    let advice = advice.unwrap_or_else(|| match fault {
        Some(_) => messages::doctor::see_address(),
        // What is wrong with the credentials says where they are.
        None => Message::verbatim(""),
    });
    Finding::bad(NAME, Message::told_by(&format_args!("{error:#}")), advice)
}

/// Whether there was never an index.
fn is_missing(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(ClusterOpenError::Missing))
}

/// Whether the index holds the digest files that are there, whole, and no others. What stands in
/// them is not compared: `digest check` does that.
fn held(listing: &CorpusListing, records: Records) -> Finding {
    const NAME: Name = findings::DIGEST_FILES;
    let records = match records {
        Ok(records) => records,
        Err(error) => {
            let advice = messages::doctor::rebuild();
            return Finding::bad(NAME, Message::told_by(&format_args!("{error:#}")), advice);
        }
    };
    let there: HashSet<&str> = listing.files.iter().map(|file| &*file.name).collect();
    let known: HashSet<&str> = records.iter().map(|record| &*record.file).collect();
    let new = listing.files.iter().map(|file| &*file.name);
    let new: Vec<&str> = new.filter(|name| !known.contains(name)).collect();
    let gone = records.iter().map(|record| &*record.file);
    let gone: Vec<&str> = gone.filter(|name| !there.contains(name)).collect();
    let not_whole = |record: &&FileRecord| record.stale || record.misread || record.kept > 0;
    let not_whole: Vec<&FileRecord> = records.iter().filter(not_whole).collect();
    let count = |length: usize| counts::digest_files(length as u64);
    let mut found = Vec::new();
    if let Some(first) = not_whole.first() {
        let reason = first.warnings.first().map(|(_, reason)| reason.clone());
        let reason = reason.unwrap_or_else(|| Message::verbatim(""));
        let files = count(not_whole.len());
        found.push(messages::doctor::not_whole(&files, &first.file, &reason));
    }
    if let Some(first) = new.first() {
        found.push(messages::doctor::not_in_index(&count(new.len()), first));
    }
    if let Some(first) = gone.first() {
        found.push(messages::doctor::gone_from_corpus(
            &count(gone.len()),
            first,
        ));
    }
    if found.is_empty() {
        return Finding::good(NAME, messages::doctor::in_index(&count(records.len())));
    }
    let advice = match not_whole.is_empty() {
        true => messages::doctor::refresh(),
        false => messages::doctor::mend_files(),
    };
    Finding::look(NAME, joined_by(&found, "; "), advice)
}
