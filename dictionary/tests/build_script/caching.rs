//! The cache of built copies. The files are made up: the cache only looks at their
//! bytes.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::Barrier;

use tempfile::{TempDir, tempdir};

use crate::cache::{Cache, Stored};
use crate::lexicon::Counts;
use crate::manifest::{Manifest, Recipe, built_files};

pub fn recipe() -> Recipe {
    Recipe::current(&[b"settings"])
}

/// A built copy whose files say `content`.
pub fn built(content: &str) -> (TempDir, Manifest) {
    let folder = tempdir().unwrap();
    for name in built_files() {
        fs::write(folder.path().join(name), format!("{name}: {content}")).unwrap();
    }
    let counts = Counts {
        words: 5,
        right_ids: 3,
        left_ids: 4,
        unknown_words: 2,
    };
    let manifest = Manifest::describe(folder.path(), &recipe(), "0".repeat(64), counts).unwrap();
    manifest.write(folder.path()).unwrap();
    (folder, manifest)
}

fn names(folder: &Path) -> Vec<OsString> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name()).collect()
}

#[test]
fn a_stored_copy_can_be_taken() {
    let (root, target) = (tempdir().unwrap(), tempdir().unwrap());
    let cache = Cache::new(root.path().join("ko-dic"));
    let (folder, manifest) = built("a");

    assert!(cache.take(&recipe(), target.path()).is_err());
    let stored = cache.store(&recipe(), folder.path()).unwrap();
    assert!(matches!(stored, Stored::Ours));
    assert_eq!(cache.take(&recipe(), target.path()).unwrap(), manifest);
    let trie = fs::read(target.path().join("dict.trie")).unwrap();
    assert_eq!(trie, b"dict.trie: a");
}

#[test]
fn a_damaged_copy_is_refused_and_then_replaced() {
    let (folder, manifest) = built("a");
    for name in built_files() {
        let (root, target) = (tempdir().unwrap(), tempdir().unwrap());
        let cache = Cache::new(root.path().to_owned());
        cache.store(&recipe(), folder.path()).unwrap();

        let place = cache.place(&recipe());
        fs::write(place.join(name), format!("{name}: b")).unwrap();
        let error = cache.take(&recipe(), target.path()).unwrap_err();
        assert!(format!("{error:#}").contains(name), "{error:#}");
        fs::remove_file(place.join(name)).unwrap();
        assert!(cache.take(&recipe(), target.path()).is_err());

        let stored = cache.store(&recipe(), folder.path()).unwrap();
        assert!(matches!(stored, Stored::Ours));
        assert_eq!(cache.take(&recipe(), target.path()).unwrap(), manifest);
        assert_eq!(names(root.path()), [recipe().cache_key().as_str()]);
    }
}

#[test]
fn a_copy_of_another_recipe_is_refused() {
    let (root, target) = (tempdir().unwrap(), tempdir().unwrap());
    let cache = Cache::new(root.path().to_owned());
    let (folder, _) = built("a");
    cache.store(&recipe(), folder.path()).unwrap();

    // The key does not tell the settings; the manifest does.
    let other = Recipe::current(&[b"other settings"]);
    assert_eq!(other.cache_key(), recipe().cache_key());
    assert!(cache.take(&other, target.path()).is_err());
}

#[test]
fn of_builds_that_race_one_wins_and_all_agree() {
    const BUILDS: usize = 8;
    let root = tempdir().unwrap();
    let cache = Cache::new(root.path().to_owned());
    let barrier = Barrier::new(BUILDS);
    let build = |number: usize| {
        let (folder, manifest) = built(&number.to_string());
        barrier.wait();
        match cache.store(&recipe(), folder.path()).unwrap() {
            Stored::Ours => (true, manifest),
            Stored::Theirs(manifest) => (false, manifest),
        }
    };
    let outcomes: Vec<(bool, Manifest)> = std::thread::scope(|scope| {
        let builds: Vec<_> = (0..BUILDS)
            .map(|number| scope.spawn(move || build(number)))
            .collect();
        builds
            .into_iter()
            .map(|build| build.join().unwrap())
            .collect()
    });

    let winners: Vec<_> = outcomes.iter().filter(|(won, _)| *won).collect();
    assert_eq!(winners.len(), 1);
    assert!(
        outcomes
            .iter()
            .all(|(_, manifest)| *manifest == winners[0].1)
    );
    let target = tempdir().unwrap();
    assert_eq!(cache.take(&recipe(), target.path()).unwrap(), winners[0].1);
    // Nothing is left at the side.
    assert_eq!(names(root.path()), [recipe().cache_key().as_str()]);
}

#[test]
fn a_cache_that_cannot_be_written_is_an_error() {
    let root = tempdir().unwrap();
    fs::write(root.path().join("file"), "").unwrap();
    let cache = Cache::new(root.path().join("file").join("ko-dic"));
    let (folder, _) = built("a");
    assert!(cache.store(&recipe(), folder.path()).is_err());
}

#[test]
fn the_nearest_variable_names_the_folder() {
    let root = tempdir().unwrap();
    let absolute = |name: &str| root.path().join(name).into_os_string();
    let cache = Cache::from_environment(|name| match name {
        "DIGEST_CACHE_DIR" => Some(absolute("ours")),
        _ => Some(absolute("theirs")),
    });
    let place = cache.unwrap().place(&recipe());
    assert!(place.starts_with(root.path().join("ours").join("digest").join("ko-dic")));

    let cache = Cache::from_environment(|name| match name {
        "DIGEST_CACHE_DIR" => Some("".into()),
        _ => Some(absolute("theirs")),
    });
    assert!(
        cache
            .unwrap()
            .place(&recipe())
            .starts_with(root.path().join("theirs"))
    );
    assert!(Cache::from_environment(|_| None).is_none());
}
