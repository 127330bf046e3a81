//! Where the corpus and the index are, from flags, environment, configuration and folders.
//!
//! An index is in a folder, or in a cluster by its address.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use etcetera::{BaseStrategy, choose_base_strategy};

use super::Settings;
use super::true_paths::{MOST_LINKS, absolute, check_apart, true_path};
use crate::cli::arguments::places::PlaceArgs;
use crate::cluster::ClusterAddress;
use crate::corpus::names_digest;
use crate::language::{Message, messages};

const CORPUS_FOLDER: &str = "corpus";
const INDEX_FOLDER: &str = "index";

/// How many entries of a folder are looked at for digest files.
const MOST_ENTRIES: usize = 10_000;

/// Where an index is, or is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum IndexPlace {
    /// In this folder.
    Folder(PathBuf),
    /// In a cluster.
    Cluster(ClusterAddress),
}

impl fmt::Display for IndexPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IndexPlace::Folder(folder) => folder.display().fmt(f),
            IndexPlace::Cluster(address) => address.fmt(f),
        }
    }
}

/// The folders a command works with. Neither need exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Places {
    /// The folder of digest files, absolute.
    pub corpus: PathBuf,
    /// Where the index is.
    pub index: IndexPlace,
    /// Whether a flag, the environment or the configuration file named the corpus.
    pub corpus_is_named: bool,
    /// Whether the corpus is the current folder, which nobody named.
    pub corpus_is_here: bool,
}

impl Places {
    /// The folders that the flags, else the environment, else the configuration file,
    /// else the enclosing folders name; else the current folder, where it holds digest files
    /// and there is no corpus in the user's data folder; else the user's data folder.
    pub(in crate::cli) fn find(settings: &Settings, args: &PlaceArgs) -> anyhow::Result<Self> {
        let here = env::current_dir().context(messages::settings::no_current_folder())?;
        let named = settings.named_places(args, |name| env::var_os(name));
        let corpus = named.corpus.map(|corpus| corpus.value);
        let index = named.index.map(|index| index.value);
        Places::choose(&here, corpus, index, data_folder, holds_digests)
    }

    /// The corpus that the index must be of; `None` takes an index of any.
    ///
    /// An index can be used where its corpus is not at hand, but not in the place of
    /// another corpus that was asked for by name.
    pub(in crate::cli) fn corpus_of_index(&self) -> Option<&Path> {
        let must_be = self.corpus.is_dir() || self.corpus_is_named;
        must_be.then_some(self.corpus.as_path())
    }

    /// The folder of the index, for what works on folders alone.
    ///
    /// # Errors
    ///
    /// Where the index is in a cluster.
    pub(in crate::cli) fn index_folder(&self) -> anyhow::Result<&Path> {
        match &self.index {
            IndexPlace::Folder(folder) => Ok(folder),
            IndexPlace::Cluster(address) => {
                bail!(messages::settings::not_over_cluster(address))
            }
        }
    }

    /// The folder that holds what readers of alerts were told: that of the index; of one in a
    /// cluster a folder of the user's on this machine, which is made.
    ///
    /// # Errors
    ///
    /// Where nothing tells the user's folder for that, or it cannot be made.
    pub(in crate::cli) fn alerts_folder(&self) -> anyhow::Result<PathBuf> {
        let address = match &self.index {
            IndexPlace::Folder(folder) => return Ok(folder.clone()),
            IndexPlace::Cluster(address) => address,
        };
        let strategy = choose_base_strategy().context(messages::settings::no_state_folder())?;
        let state = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
        let folder = state.join("digest").join("alerts");
        let folder = folder.join(hashed_name(address.name(), address.url().as_bytes()));
        let cannot = || messages::settings::cannot_make_state_folder(&folder.display());
        fs::create_dir_all(&folder).with_context(cannot)?;
        Ok(folder)
    }

    fn choose(
        here: &Path,
        corpus: Option<PathBuf>,
        index: Option<PathBuf>,
        data: impl Fn() -> anyhow::Result<PathBuf>,
        holds_digests: impl Fn(&Path) -> bool,
    ) -> anyhow::Result<Self> {
        let enclosing = here
            .ancestors()
            .find(|folder| folder.join(CORPUS_FOLDER).is_dir());
        let corpus_is_named = corpus.is_some();
        let mut corpus_is_here = false;
        let (corpus, beside) = match (corpus, enclosing) {
            (Some(corpus), enclosing) => {
                let corpus = absolute(here, &corpus);
                let beside = enclosing
                    .filter(|folder| absolute(here, &folder.join(CORPUS_FOLDER)) == corpus)
                    .map(Path::to_owned);
                (corpus, beside)
            }
            (None, Some(folder)) => {
                let corpus = absolute(here, &folder.join(CORPUS_FOLDER));
                (corpus, Some(folder.to_owned()))
            }
            // An index that somebody named is of a corpus that they named before.
            (None, None) if index.is_none() && may_be_here(here, &data) && holds_digests(here) => {
                corpus_is_here = true;
                (absolute(here, here), None)
            }
            (None, None) => {
                let data = data()?;
                (absolute(here, &data.join(CORPUS_FOLDER)), Some(data))
            }
        };
        let address = match &index {
            Some(index) => address_of(index)?,
            None => None,
        };
        let index = match (address, index, beside) {
            (Some(address), ..) => IndexPlace::Cluster(address),
            (None, Some(index), _) => IndexPlace::Folder(here.join(index)),
            (None, None, Some(folder)) => IndexPlace::Folder(folder.join(INDEX_FOLDER)),
            // A corpus from elsewhere gets an index of its own, so that two of
            // them do not overwrite each other's.
            (None, None, None) => {
                IndexPlace::Folder(data()?.join("indexes").join(name_of(&corpus)))
            }
        };
        if let IndexPlace::Folder(index) = &index {
            check_apart(&corpus, index)?;
        }
        Ok(Places {
            corpus,
            index,
            corpus_is_named,
            corpus_is_here,
        })
    }

    /// What to tell of a corpus that nobody named before an index of it is made: why it is
    /// this one. `None` where that goes without saying.
    pub(in crate::cli) fn why_this_corpus(&self) -> Option<Message> {
        self.why_in(&env::current_dir().ok()?)
    }

    /// The same where `here` is the current folder, whose digest files may be in no corpus.
    fn why_in(&self, here: &Path) -> Option<Message> {
        let corpus = self.corpus.display();
        if self.corpus_is_here {
            let name = &CORPUS_FOLDER;
            return Some(messages::settings::corpus_is_here(
                name,
                &corpus,
                &self.index,
            ));
        }
        let holds_it = self.corpus.parent() == Some(here);
        let is_passed_over = !self.corpus_is_named
            && !holds_it
            && !true_path(here, MOST_LINKS).starts_with(true_path(&self.corpus, MOST_LINKS))
            && holds_digests(here);
        is_passed_over.then(|| messages::settings::not_the_current_folder(&here.display(), &corpus))
    }
}

/// The address that a value of the index is; `None` where it is a folder.
fn address_of(index: &Path) -> anyhow::Result<Option<ClusterAddress>> {
    // What is no UTF-8 is a name of the system's.
    let Some(text) = index.to_str() else {
        return Ok(None);
    };
    Ok(ClusterAddress::parse(text)?)
}

/// Whether the user keeps no corpus in the data folder, and that folder, where indexes go, is
/// not below the current one.
fn may_be_here(here: &Path, data: &impl Fn() -> anyhow::Result<PathBuf>) -> bool {
    let here = true_path(here, MOST_LINKS);
    data().is_ok_and(|data| {
        !data.join(CORPUS_FOLDER).is_dir() && !true_path(&data, MOST_LINKS).starts_with(here)
    })
}

/// Whether a folder is one of digest files by the names in it, or in a folder of it. The
/// user's home and what is above it hold everything else as well, and are none.
fn holds_digests(folder: &Path) -> bool {
    let folder = true_path(folder, MOST_LINKS);
    let user = choose_base_strategy().ok();
    let is_above_home =
        user.is_some_and(|user| true_path(user.home_dir(), MOST_LINKS).starts_with(&folder));
    !is_above_home && names_in(&folder, true)
}

fn names_in(folder: &Path, below: bool) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    let mut folders = Vec::new();
    for entry in entries.take(MOST_ENTRIES).flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        match entry.file_type() {
            Ok(kind) if kind.is_file() && names_digest(name) => return true,
            Ok(kind) if kind.is_dir() && below => folders.push(entry.path()),
            _ => {}
        }
    }
    folders.iter().any(|folder| names_in(folder, false))
}

fn data_folder() -> anyhow::Result<PathBuf> {
    let strategy = choose_base_strategy().context(messages::settings::no_data_folder())?;
    Ok(strategy.data_dir().join("digest"))
}

/// Where what was read of clusters is kept.
///
/// # Errors
///
/// Where nothing tells the user's folder for that.
pub(in crate::cli) fn cache_folder() -> anyhow::Result<PathBuf> {
    let strategy = choose_base_strategy().context(messages::settings::no_cache_folder())?;
    Ok(strategy.cache_dir().join("digest").join("cluster"))
}

/// A folder name for the index of `corpus`: readable, and no other corpus's.
fn name_of(corpus: &Path) -> String {
    let name = corpus.file_name().unwrap_or_default();
    hashed_name(
        &name.to_string_lossy(),
        corpus.as_os_str().as_encoded_bytes(),
    )
}

/// A readable name, with what tells it from others of the same name.
fn hashed_name(name: &str, whole: &[u8]) -> String {
    let hash = blake3::hash(whole).to_hex();
    format!("{name}-{}", &hash[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> anyhow::Result<PathBuf> {
        Ok("/data/digest".into())
    }

    #[test]
    fn the_nearest_enclosing_corpus_is_taken() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let deep = root.join("project/src/deep");
        fs::create_dir_all(&deep).unwrap();
        fs::create_dir_all(root.join("project/corpus")).unwrap();
        let places = Places::choose(&deep, None, None, data, |_| false).unwrap();
        assert_eq!(places.corpus, root.join("project/corpus"));
        assert_eq!(places.index_folder().unwrap(), root.join("project/index"));
    }

    #[test]
    fn without_a_corpus_the_data_folder_is_taken() {
        let root = tempfile::tempdir().unwrap();
        let places = Places::choose(root.path(), None, None, data, |_| false).unwrap();
        assert_eq!(places.corpus, Path::new("/data/digest/corpus"));
        let index = places.index_folder().unwrap();
        assert_eq!(index, Path::new("/data/digest/index"));
    }

    #[test]
    fn a_named_corpus_has_an_index_of_its_own() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        for folder in ["corpus", "a/news", "b/news"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        let index_of = |corpus: &str| {
            let places = Places::choose(&root, Some(corpus.into()), None, data, |_| false);
            places.unwrap().index_folder().unwrap().to_owned()
        };
        assert_eq!(index_of("corpus"), root.join("index"));
        assert!(index_of("a/news").starts_with("/data/digest/indexes"));
        assert_ne!(index_of("a/news"), index_of("b/news"));
        assert_eq!(index_of("a/news"), index_of("./a/../a/news"));
    }

    #[test]
    fn a_folder_of_digests_is_the_corpus_where_there_is_no_other() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let user = root.join("user");
        let of_user = || Ok(user.clone());
        let here = root.join("briefs");
        fs::create_dir_all(&here).unwrap();
        let found = |index: Option<PathBuf>| {
            Places::choose(&here, None, index, of_user, holds_digests).unwrap()
        };
        for (name, is_corpus) in [
            ("README.md", false),
            ("notes.txt", false),
            (".hidden.pdf", false),
            ("2024/Cargo.toml", false),
            ("2024/deep/5월.pdf", false),
            ("2024/5월.HWP", true),
        ] {
            let path = here.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
            let places = found(None);
            assert_eq!(places.corpus_is_here, is_corpus, "{name}");
            assert_eq!(places.corpus == here, is_corpus, "{name}");
        }
        let places = found(None);
        let index = places.index_folder().unwrap();
        assert!(index.starts_with(user.join("indexes")));
        let told = places.why_in(&here).unwrap();
        assert!(told.english().contains("--corpus"), "{told}");
        // An index that was named, a corpus of the user's and an enclosing one come first.
        assert!(!found(Some("elsewhere".into())).corpus_is_here);
        fs::create_dir_all(user.join("corpus")).unwrap();
        assert_eq!(found(None).corpus, user.join("corpus"));
        fs::create_dir_all(root.join("corpus")).unwrap();
        assert_eq!(found(None).corpus, root.join("corpus"));
        // What lies in the current folder is passed over then, and in that corpus it is not.
        let told = found(None).why_in(&here).unwrap();
        assert!(told.english().contains("`--corpus .`"), "{told}");
        assert_eq!(found(None).why_in(&root), None);
        fs::write(root.join("corpus/2024-05.pdf"), "").unwrap();
        assert_eq!(found(None).why_in(&root.join("corpus")), None);
    }

    #[test]
    fn a_text_with_a_month_in_its_name_is_a_digest() {
        let root = tempfile::tempdir().unwrap();
        assert!(!holds_digests(root.path()));
        fs::write(root.path().join("AI브리프_2024-05.txt"), "").unwrap();
        assert!(holds_digests(root.path()));
    }

    #[test]
    fn an_address_is_an_index_in_a_cluster() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let index_of = |index: &str| {
            let corpus = Some("corpus".into());
            Places::choose(&root, corpus, Some(index.into()), data, |_| false)
        };
        let places = index_of("https://search.example:9200/digests").unwrap();
        assert_eq!(
            places.index.to_string(),
            "https://search.example:9200/digests"
        );
        let told = places.index_folder().unwrap_err().to_string();
        assert!(
            told.contains("--index") && told.contains("search.example"),
            "{told}"
        );
        assert_eq!(places.corpus, root.join("corpus"));
        let told = index_of("https://kim:geheim@search.example/digests").unwrap_err();
        let told = format!("{told:#}");
        assert!(told.contains("DIGEST_CLUSTER_USER"), "{told}");
        assert!(!told.contains("geheim"), "{told}");
        // A name with a colon is a folder's.
        let places = index_of("search.example:9200/digests").unwrap();
        let folder = root.join("search.example:9200/digests");
        assert_eq!(places.index, IndexPlace::Folder(folder));
    }

    fn refusal(here: &Path, corpus: &str, index: &str) -> String {
        let places = Places::choose(here, Some(corpus.into()), Some(index.into()), data, |_| {
            false
        });
        match places {
            Ok(places) => panic!("{places:?}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_corpus_and_an_index_that_contain_each_other_are_refused() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("corpus/inner")).unwrap();
        fs::create_dir_all(root.join("p/building-docs")).unwrap();
        for index in [
            "corpus/index",
            "corpus/index/deep/er",
            "corpus/inner",
            "nowhere/../corpus/index",
            "p/../corpus/./inner/../index",
        ] {
            let told = refusal(&root, "corpus", index);
            assert!(told.contains("inside the corpus folder"), "{index}: {told}");
        }
        for (corpus, index) in [
            ("p/building-docs", "p"),
            ("p/nowhere", "p"),
            ("q/corpus", "q"),
            ("p/building-docs", "p/building-docs/.."),
        ] {
            let told = refusal(&root, corpus, index);
            assert!(told.contains("inside the index folder"), "{index}: {told}");
        }
        let told = refusal(&root, "corpus", "./corpus/inner/..");
        assert!(told.contains("and the index folder"), "{told}");
        // Names that only begin alike are apart.
        assert!(
            Places::choose(
                &root,
                Some("corpus".into()),
                Some("corpus-index".into()),
                data,
                |_| false
            )
            .is_ok()
        );
    }

    #[test]
    #[cfg(unix)]
    fn links_do_not_hide_that_one_contains_the_other() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("corpus/inner")).unwrap();
        fs::create_dir_all(root.join("p")).unwrap();
        symlink("corpus/inner", root.join("link")).unwrap();
        symlink("corpus/not-yet", root.join("to-nowhere")).unwrap();
        symlink("../corpus", root.join("p/docs")).unwrap();
        symlink("loop", root.join("loop")).unwrap();
        for index in ["link", "link/index", "to-nowhere", "p/docs/index"] {
            let told = refusal(&root, "corpus", index);
            assert!(told.contains("inside the corpus folder"), "{index}: {told}");
        }
        assert!(refusal(&root, "p/docs", "corpus").contains("and the index folder"));
        // A link to a corpus from within the index folder does not put it there.
        assert!(
            Places::choose(&root, Some("p/docs".into()), Some("p".into()), data, |_| {
                false
            })
            .is_ok()
        );
        assert!(
            Places::choose(
                &root,
                Some("corpus".into()),
                Some("loop".into()),
                data,
                |_| false
            )
            .is_ok()
        );
    }
}
