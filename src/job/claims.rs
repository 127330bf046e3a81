//! Which digest file holds which issue, and under which name.
//!
//! Ids are made of issues' names, so no two files may have one. A name belongs to the file that
//! had it in the generation before; of files that nobody knows yet, the first gets it. Another
//! file of that name is a copy, or another state of the same issue, and is left out; or it holds
//! other articles, and gets a name of its own, which it keeps.

use std::collections::{HashMap, HashSet};

use super::changes::Changes;
use super::place::BaseGeneration;
use crate::corpus::{FileState, ParsedFile, is_of_records};
use crate::document::{APART, DocumentKind, Issue, half_of_id};
use crate::index::FileRecord;
use crate::language::{Message, messages};

/// What the corpus folder itself is called in names.
const TOP: &str = "top";

/// The holders of all issues, as far as a run has come.
pub(super) struct Claims {
    /// The file that holds an issue, by the issue's id.
    owners: HashMap<String, String>,
    /// The file that was read of those with the same bytes, by their hash.
    read: HashMap<String, String>,
    /// The titles of files that were parsed in this run.
    titles: HashMap<String, HashSet<u64>>,
    /// The names that files had before, by those that they have.
    before: HashMap<String, String>,
}

/// Why a file is left out: another is read in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copied {
    /// That file.
    pub of: String,
    /// What is told.
    pub message: Message,
}

impl Claims {
    /// Those of the generation before, of the files that are still there, under the names that
    /// they have now.
    pub(super) fn of(records: &[FileRecord], changes: &Changes) -> Self {
        let mut claims = Claims {
            owners: HashMap::new(),
            read: HashMap::new(),
            titles: HashMap::new(),
            before: HashMap::new(),
        };
        let now: HashMap<&str, &str> = changes.renamed().map(|(to, from)| (from, to)).collect();
        for (from, to) in &now {
            claims.before.insert((*to).to_owned(), (*from).to_owned());
        }
        let files = changes.files.iter();
        let still_there: HashMap<&str, &str> = files
            .map(|(file, _)| (file.name.as_str(), file.name.as_str()))
            .chain(now)
            .collect();
        for record in records {
            let name = still_there.get(record.file.as_str());
            if let (Some(issue), Some(name)) = (&record.issue, name) {
                claims.owners.insert(issue.clone(), (*name).to_owned());
            }
        }
        claims
    }

    /// Whether `file` holds `issue`.
    pub(super) fn holds(&self, file: &str, issue: &str) -> bool {
        self.owners.get(issue).is_some_and(|owner| owner == file)
    }

    /// Lets `file` hold `issue`, where no other does.
    pub(super) fn take(&mut self, file: &str, issue: &str) -> bool {
        let owner = self.owners.entry(issue.to_owned());
        owner.or_insert_with(|| file.to_owned()) == file
    }

    /// That the bytes of this hash are in the generation, as those of `file`.
    pub(super) fn add_read(&mut self, file: &str, hash: &str) {
        if !hash.is_empty() {
            self.read.insert(hash.to_owned(), file.to_owned());
        }
    }

    /// The file with the same bytes that is in the generation.
    pub(super) fn same_bytes(&self, hash: &str) -> Option<Copied> {
        let of = self.read.get(hash)?.clone();
        let message = messages::job::same_bytes(&of);
        Some(Copied { of, message })
    }

    /// Gives the file of `parsed` the issue that it claims, under another name where another
    /// file holds one of that name. One that `held` an issue keeps its name as long as it
    /// claims that; else it gives it up.
    ///
    /// # Errors
    ///
    /// Where the file is left out, since another of the same issue is read; and where it cannot
    /// be told what the other holds.
    pub(super) fn claim(
        &mut self,
        parsed: &mut ParsedFile,
        held: Option<&str>,
        base: Option<&mut impl BaseGeneration>,
    ) -> anyhow::Result<Result<(), Copied>> {
        let file = parsed.issue.file.clone();
        let wanted = parsed.issue.id.clone();
        let held = held.filter(|held| self.holds(&file, held));
        let kept = held.filter(|held| is_name_of(held, &wanted));
        let name = match (kept, self.owners.get(&wanted)) {
            (Some(kept), _) => kept.to_owned(),
            (None, None) => wanted.clone(),
            (None, Some(owner)) if *owner == file => wanted.clone(),
            (None, Some(owner)) => {
                let owner = owner.clone();
                let is_same = self.is_same_issue(parsed, &owner, base)?;
                if is_same && FileState::of(&file) <= FileState::of(&owner) {
                    return Ok(Err(Copied {
                        message: messages::job::same_issue(&wanted, &owner),
                        of: owner,
                    }));
                }
                match is_same {
                    true => wanted.clone(),
                    false => self.name_apart(&wanted, &file, &owner),
                }
            }
        };
        if let Some(held) = held.filter(|held| **held != name) {
            self.owners.remove(held);
        }
        self.owners.insert(name.clone(), file.clone());
        if !is_of_records(&file) {
            self.titles.insert(file, titles_of(&parsed.issue));
        }
        if name != wanted {
            parsed.issue.rename(&name);
        }
        Ok(Ok(()))
    }

    /// Whether most titles of the shorter of two files are in the other. Records from elsewhere
    /// are no issue of which there are states.
    fn is_same_issue(
        &self,
        parsed: &ParsedFile,
        owner: &str,
        base: Option<&mut impl BaseGeneration>,
    ) -> anyhow::Result<bool> {
        if is_of_records(&parsed.issue.file) || is_of_records(owner) {
            return Ok(false);
        }
        let before = self.before.get(owner).map_or(owner, String::as_str);
        let kept;
        let theirs = match (self.titles.get(owner), base) {
            (Some(titles), _) => titles,
            (None, Some(base)) => {
                let documents = base.kept(before)?.map(|kept| kept.documents);
                let documents = documents.unwrap_or_default();
                kept = titles(documents.iter().map(|one| (one.kind(), one.title())));
                &kept
            }
            (None, None) => return Ok(false),
        };
        let ours = titles_of(&parsed.issue);
        let shared = ours.intersection(theirs).count();
        Ok(shared > 0 && 2 * shared >= ours.len().min(theirs.len()))
    }

    /// A name for the issue of `file` beside that of `owner`: told apart by the folder, else by
    /// the ending, else by the file's name.
    fn name_apart(&self, wanted: &str, file: &str, owner: &str) -> String {
        let (folder, own) = file.rsplit_once('/').unwrap_or(("", file));
        let other = owner.rsplit_once('/').map_or("", |(folder, _)| folder);
        let ending = |name: &str| {
            let ending = name
                .rsplit_once('.')
                .map(|(_, ending)| ending.to_lowercase());
            ending.unwrap_or_default()
        };
        let mut names = Vec::new();
        if folder != other {
            let last = folder.rsplit('/').next().filter(|last| !last.is_empty());
            names.push(last.unwrap_or(TOP).to_owned());
        }
        if ending(own) != ending(owner) {
            names.push(ending(own));
        }
        if folder != other && !folder.is_empty() {
            names.push(folder.replace('/', "."));
        }
        let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
        names.push(stem.to_owned());
        let whole = file.replace('/', ".");
        let numbered = (2u64..).map(|number| format!("{whole}.{number}"));
        let names = names.into_iter().chain([whole.clone()]).chain(numbered);
        let mut ids = names.map(|name| half_of_id(&format!("{wanted}{APART}{name}")));
        let is_free = |id: &String| self.owners.get(id).is_none_or(|owner| owner == file);
        ids.find(is_free)
            .unwrap_or_else(|| format!("{wanted}{APART}"))
    }
}

/// Whether `held` is the name `wanted`, or one apart from another file's of that name.
pub(super) fn is_name_of(held: &str, wanted: &str) -> bool {
    let rest = held.strip_prefix(wanted);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(APART))
}

/// The titles of articles, or of events where there is no article, by their letters and digits.
fn titles<'t>(documents: impl Iterator<Item = (DocumentKind, &'t str)>) -> HashSet<u64> {
    let (mut articles, mut events) = (HashSet::new(), HashSet::new());
    for (kind, title) in documents {
        let letters = title.chars().filter(|c| c.is_alphanumeric());
        let letters: String = letters.flat_map(char::to_lowercase).collect();
        let hash = blake3::hash(letters.as_bytes());
        let first = hash.as_bytes().first_chunk().copied().unwrap_or_default();
        let all = match kind {
            DocumentKind::Article => &mut articles,
            DocumentKind::Event => &mut events,
        };
        all.insert(u64::from_le_bytes(first));
    }
    if articles.is_empty() {
        events
    } else {
        articles
    }
}

fn titles_of(issue: &Issue) -> HashSet<u64> {
    let articles = issue.articles.iter();
    let articles = articles.map(|article| (DocumentKind::Article, article.title.as_str()));
    let events = issue.events.iter();
    titles(articles.chain(events.map(|event| (DocumentKind::Event, event.name.as_str()))))
}
