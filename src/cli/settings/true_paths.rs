//! Where paths lead, and whether two folders are apart.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::language::messages;
use anyhow::bail;

/// Refuses folders of which one contains the other, by whatever way it is reached: what is
/// made and removed in an index is no digest file, and the reverse.
pub(super) fn check_apart(corpus: &Path, index: &Path) -> anyhow::Result<()> {
    let (true_corpus, true_index) = (true_path(corpus, MOST_LINKS), true_path(index, MOST_LINKS));
    let (corpus, index) = (corpus.display(), index.display());
    if true_corpus == true_index {
        bail!(messages::settings::corpus_is_index(&index));
    }
    if true_index.starts_with(&true_corpus) {
        bail!(messages::settings::index_inside_corpus(&index, &corpus));
    }
    if true_corpus.starts_with(&true_index) {
        bail!(messages::settings::corpus_inside_index(&corpus, &index));
    }
    Ok(())
}

/// How many links in a row lead to nothing that is there.
pub(super) const MOST_LINKS: u32 = 40;

/// Where an absolute path leads, through links and `..`, also where the end of it is not
/// there yet.
pub(super) fn true_path(path: &Path, links_left: u32) -> PathBuf {
    if let Ok(path) = path.canonicalize() {
        return path;
    }
    let Some(parent) = path.parent() else {
        return path.to_owned();
    };
    let parent = true_path(parent, links_left);
    let Some(Component::Normal(name)) = path.components().next_back() else {
        // `..`, which leads out of what is not there.
        return parent.parent().map_or(parent.clone(), Path::to_owned);
    };
    let path = parent.join(name);
    match fs::read_link(&path) {
        Ok(target) if links_left > 0 => true_path(&parent.join(target), links_left - 1),
        _ => path,
    }
}

/// The folder's one true path where it exists, so that it is compared by it.
pub(super) fn absolute(here: &Path, folder: &Path) -> PathBuf {
    let folder = here.join(folder);
    folder.canonicalize().unwrap_or(folder)
}
