//! The folders of an index: generations, and which of them is published.
//!
//! Defines how a finished generation is published, how one is taken back, and which
//! are removed: only such as the mark names. What is in a generation is the manifest's, the
//! writer's and the reader's; who may write or is reading is `lock`'s.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::current::{CURRENT_FILE, GENERATION_PREFIX, is_name, on_disk};
pub(crate) use super::current::{Current, current, name_of};
use super::lock::{IndexLock, Readers};
use super::removal::{own_files, remove_work};
use super::standing::{Standing, standing};
use super::work::{Unfinished, Work};
use crate::index::integrity::manifest::HEAD_FILE;
use crate::index::synced::sync;
use crate::language::messages;

/// What came of publishing.
#[derive(Debug)]
pub struct Published {
    /// The generation's name, such as `gen-000007`.
    pub name: String,
    /// Why the disk did not confirm that it has the name, though searches read it: after
    /// a power cut it may be the generation before that is published.
    pub unconfirmed: Option<anyhow::Error>,
}

/// Makes the finished folder the generation that searches read.
///
/// Its files are on the disk already. The folder is synced before it gets its name, and the
/// name before `CURRENT` is replaced, so that a crash at any moment leaves the old
/// generation or the new one. The mark names it before it has its name. The generation
/// `before` stays, for `roll_back` and for searches that have it open.
pub(crate) fn publish(
    finished: Unfinished,
    manifest_hash: &str,
    before: Option<PathBuf>,
    lock: &IndexLock,
) -> anyhow::Result<Published> {
    let index = lock.index();
    let published = || Some(current(index).ok()??.folder);
    let before = before.or_else(published);
    let Unfinished { work, path } = finished;
    sync(&path)?;
    lock.check_held()?;
    let name = next_name(lock)?;
    lock.mark().add(&name);
    work.put_mark(lock)?;
    let folder = index.join(&name);
    fs::rename(&path, &folder)
        .with_context(|| messages::index::cannot_create(&folder.display()))?;
    sync(index)?;
    let published = point_to(name, manifest_hash, &work, lock)?;
    let kept: Vec<PathBuf> = before.into_iter().chain([folder]).collect();
    remove_old(&kept, &work, lock);
    Ok(published)
}

/// The name of the next generation: its number is above all others.
fn next_name(lock: &IndexLock) -> anyhow::Result<String> {
    let last = own(lock)?.last().map_or(0, |(last, _)| *last);
    let mut name = (last + 1..).map(|number| format!("{GENERATION_PREFIX}{number:06}"));
    // Somebody else may have put something of that name there.
    let free = name.find(|name| fs::symlink_metadata(lock.index().join(name)).is_err());
    free.filter(|name| is_name(name))
        .context(messages::index::no_number_left())
}

/// Makes a generation that is whole the one that searches read.
pub(in crate::index) fn point_to(
    name: String,
    manifest_hash: &str,
    work: &Work,
    lock: &IndexLock,
) -> anyhow::Result<Published> {
    let line = format!("{name} {manifest_hash}\n");
    work.put(CURRENT_FILE, line.as_bytes(), lock.index())?;
    Ok(Published {
        name,
        unconfirmed: sync(lock.index()).err(),
    })
}

/// Removes every generation of the program's own but `kept` and those that a search reads.
/// What cannot be removed now is tried again by the next job.
fn remove_old(kept: &[PathBuf], work: &Work, lock: &IndexLock) {
    let mut is_changed = false;
    for (_, folder) in own(lock).unwrap_or_default() {
        if kept.contains(&folder) {
            continue;
        }
        let Readers::None(_none_begins) = Readers::of(&folder.join(HEAD_FILE)) else {
            continue;
        };
        let own_files = own_files(&folder);
        if own_files.is_all {
            // Under another name first: a search that has just read this one's name finds
            // nothing there, rather than half of it, and asks again which is published.
            let removed = work.path().join(name_of(&folder));
            if fs::rename(&folder, &removed).is_ok() {
                let _ = fs::remove_dir_all(&removed);
            }
        } else {
            // Somebody put something there, which stays, and the folder with it. The
            // manifest goes first.
            for file in own_files.names {
                let _ = fs::remove_file(folder.join(file));
            }
            lock.mark().remove(&name_of(&folder));
            is_changed = true;
        }
    }
    is_changed |= lock.mark().forget_missing(lock.index());
    if is_changed {
        // What it names too much is forgotten by the next run.
        let _ = work.put_mark(lock);
    }
}

/// Removes what a job that was killed left unfinished or half removed, and forgets what is
/// not there any more.
///
/// # Errors
///
/// Where the index folder cannot be read or written, or something cannot be removed.
pub fn remove_leftovers(lock: &IndexLock) -> anyhow::Result<()> {
    let index = lock.index();
    remove_work(&index.join(lock.mark().work()))?;
    if lock.mark().forget_missing(index) {
        Work::begin(lock)?.put_mark(lock)?;
    }
    Ok(())
}

/// The generations that are the program's own, by number, the oldest first.
pub(in crate::index) fn own(lock: &IndexLock) -> anyhow::Result<Vec<(u64, PathBuf)>> {
    let mut found = on_disk(lock.index())?;
    let mark = lock.mark();
    found.retain(|(_, folder)| mark.generations().contains(&name_of(folder)));
    Ok(found)
}

/// The same of an index that is only read: those that its mark names, else all that look so.
pub(in crate::index) fn generations(index: &Path) -> anyhow::Result<Vec<(u64, PathBuf)>> {
    let mut found = on_disk(index)?;
    if let Standing::Marked(mark) = standing(index)? {
        found.retain(|(_, folder)| mark.generations().contains(&name_of(folder)));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::generations::lock::Pin;
    use crate::index::generations::mark::MARK_FILE;
    use crate::index::generations::work::start;
    use crate::index::integrity::manifest::TERMS_FILE;

    const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn built(lock: &IndexLock, content: &str) -> Unfinished {
        let folder = start(lock).unwrap();
        fs::write(folder.path().join(TERMS_FILE), content).unwrap();
        fs::write(folder.path().join(HEAD_FILE), content).unwrap();
        folder
    }

    fn publish_one(lock: &IndexLock, content: &str) -> String {
        let published = publish(built(lock, content), HASH, None, lock);
        published.unwrap().name
    }

    fn numbers(index: &Path) -> Vec<u64> {
        on_disk(index).unwrap().iter().map(|g| g.0).collect()
    }

    fn lock(index: &Path) -> IndexLock {
        IndexLock::take(index, |_| false).unwrap().unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_newest_is_current_and_the_one_before_stays() {
        let index = tempfile::tempdir().unwrap();
        let index = index.path();
        let lock = lock(index);
        assert_eq!(current(index).unwrap(), None);
        for round in 1..=3 {
            let name = publish_one(&lock, &round.to_string());
            let now = current(index).unwrap().unwrap();
            assert_eq!(name_of(&now.folder), name);
            assert_eq!(now.manifest_hash.as_deref(), Some(HASH));
            assert_eq!(
                fs::read_to_string(now.folder.join(TERMS_FILE)).unwrap(),
                round.to_string()
            );
        }
        assert_eq!(numbers(index), [2, 3]);
        let wanted = ["CURRENT", "LOCK", MARK_FILE, "gen-000002", "gen-000003"];
        assert_eq!(names(index), wanted);
        // The mark says the same to whoever comes next.
        drop(lock);
        let lock = IndexLock::take(index, |_| false).unwrap().unwrap();
        let own: Vec<u64> = own(&lock).unwrap().iter().map(|g| g.0).collect();
        assert_eq!(own, [2, 3]);
    }

    #[test]
    fn the_one_that_is_asked_for_stays() {
        let index = tempfile::tempdir().unwrap();
        let index = index.path();
        let lock = lock(index);
        publish_one(&lock, "1");
        publish_one(&lock, "2");
        let first = index.join("gen-000001");
        publish(built(&lock, "3"), HASH, Some(first), &lock).unwrap();
        assert_eq!(numbers(index), [1, 3]);
    }

    #[test]
    fn a_generation_that_is_read_is_not_removed() {
        let index = tempfile::tempdir().unwrap();
        let index = index.path();
        let lock = lock(index);
        publish_one(&lock, "1");
        let manifest = current(index).unwrap().unwrap().folder.join(HEAD_FILE);
        let pin = Pin::new(fs::File::open(manifest).unwrap()).unwrap();
        publish_one(&lock, "2");
        publish_one(&lock, "3");
        assert_eq!(numbers(index), [1, 2, 3]);
        drop(pin);
        publish_one(&lock, "4");
        assert_eq!(numbers(index), [3, 4]);
    }

    #[test]
    fn what_is_not_recorded_is_never_removed_and_blocks_nothing() {
        let index = tempfile::tempdir().unwrap();
        let index = index.path();
        let lock = lock(index);
        publish_one(&lock, "1");
        let foreign = [
            "building-1",
            "building-docs",
            "removing-gen-000001",
            "gen-000002",
            "gen-000099",
            "gen-99999999999999999999999",
            "CURRENT.new",
            "notes",
        ];
        for (at, name) in foreign.iter().enumerate() {
            if at % 2 == 0 {
                fs::create_dir(index.join(name)).unwrap();
                fs::write(index.join(name).join("mine"), name).unwrap();
            } else {
                fs::write(index.join(name), name).unwrap();
            }
        }
        // Somebody's own file in a generation outlives that.
        fs::write(index.join("gen-000001/notes.txt"), "mine").unwrap();
        for content in ["3", "4", "5"] {
            remove_leftovers(&lock).unwrap();
            publish_one(&lock, content);
        }
        for (at, name) in foreign.iter().enumerate() {
            let path = if at % 2 == 0 {
                index.join(name).join("mine")
            } else {
                index.join(name)
            };
            assert_eq!(fs::read_to_string(path).unwrap(), *name);
        }
        assert_eq!(names(&index.join("gen-000001")), ["notes.txt"]);
        let own: Vec<u64> = own(&lock).unwrap().iter().map(|g| g.0).collect();
        assert_eq!(own, [4, 5]);
        assert_eq!(generations(index).unwrap(), super::own(&lock).unwrap());
    }

    #[test]
    fn unfinished_folders_are_removed_and_never_current() {
        let index = tempfile::tempdir().unwrap();
        let lock = lock(index.path());
        let given_up = built(&lock, "half");
        let path = given_up.path().to_owned();
        drop(given_up);
        assert_eq!(names(index.path()), ["LOCK", MARK_FILE]);
        // A job that was killed drops nothing.
        fs::create_dir_all(&path).unwrap();
        assert_eq!(current(index.path()).unwrap(), None);
        remove_leftovers(&lock).unwrap();
        assert_eq!(names(index.path()), ["LOCK", MARK_FILE]);
    }

    #[test]
    fn a_folder_that_threads_still_write_to_is_removed() {
        let index = tempfile::tempdir().unwrap();
        let lock = lock(index.path());
        let given_up = built(&lock, "half");
        let path = given_up.path().to_owned();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for file in 0..2_000 {
                    let _ = fs::write(path.join(file.to_string()), "late");
                }
            });
            drop(given_up);
        });
        assert_eq!(names(index.path()), ["LOCK", MARK_FILE]);
    }

    #[test]
    fn a_number_that_a_killed_run_recorded_is_forgotten() {
        let index = tempfile::tempdir().unwrap();
        let index = index.path();
        let lock = lock(index);
        publish_one(&lock, "1");
        lock.mark().add("gen-000002");
        Work::begin(&lock).unwrap().put_mark(&lock).unwrap();
        drop(lock);
        let lock = IndexLock::take(index, |_| false).unwrap().unwrap();
        remove_leftovers(&lock).unwrap();
        // By now it is somebody else's.
        fs::create_dir(index.join("gen-000002")).unwrap();
        assert_eq!(publish_one(&lock, "2"), "gen-000003");
        publish_one(&lock, "3");
        assert_eq!(numbers(index), [2, 3, 4]);
    }

    #[test]
    fn a_damaged_current_is_told() {
        let index = tempfile::tempdir().unwrap();
        let short = format!("gen-000001 {}\n", &HASH[1..]);
        let upper = format!("gen-000001 {}\n", HASH.to_uppercase());
        let long = format!("gen-000001 {HASH}\n").repeat(9);
        for text in [
            "",
            "\n",
            "../etc\n",
            "gen-\n",
            "gen-1x\n",
            "gen-000001",
            "gen-000001 \n",
            "gen-9999999999999999999\n",
            &short,
            &upper,
            &long,
        ] {
            fs::write(index.path().join(CURRENT_FILE), text).unwrap();
            let error = current(index.path()).unwrap_err();
            assert!(
                error.to_string().contains("names no generation"),
                "{text:?}"
            );
        }
    }
}
