//! Files of a generation, kept on the cluster in pieces.
//!
//! They are the compiled terms, the words for what is mistyped, and the records of the digest
//! files. What was read of them is kept in a cache folder under the hash of its content, so that
//! a search reads nothing again that another has read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use super::names;
use crate::cluster::Client;
use crate::index::{FileEntry, IndexDamaged};
use crate::language::messages;
use crate::regular_file;

/// How large a piece is, in bytes: a request of one is far below what a cluster takes.
const PIECE_BYTES: usize = 4 << 20;

/// So long a file stays in the cache.
const KEPT: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// How the names of files begin that are being fetched.
const UNFINISHED: &str = ".fetching-";

/// No file is larger, in bytes.
const LARGEST_FILE_BYTES: u64 = 16 << 30;

/// The entry of a file with this content, and the rows that are its pieces.
pub(crate) fn pieces(name: &str, content: &[u8]) -> (FileEntry, Vec<(String, Value)>) {
    let entry = FileEntry {
        name: name.to_owned(),
        size_bytes: content.len() as u64,
        modified_ns: 0,
        blake3: blake3::hash(content).to_hex().to_string(),
    };
    let rows = content
        .chunks(PIECE_BYTES)
        .enumerate()
        .map(|(number, piece)| {
            let row = json!({names::ROW: names::PIECE_ROW, names::BYTES: BASE64.encode(piece)});
            (names::piece_row(name, number), row)
        });
    (entry, rows.collect())
}

/// How many pieces the file of an entry has.
pub(crate) fn piece_count(entry: &FileEntry) -> usize {
    let pieces = entry.size_bytes.div_ceil(PIECE_BYTES as u64);
    usize::try_from(pieces).unwrap_or(usize::MAX)
}

/// Where the file of an entry lies, once it was read from the cluster where it was not here.
///
/// # Errors
///
/// Where the cluster does not answer, or its content is not what was written; and where the cache
/// folder cannot be written.
pub(crate) fn fetched(
    client: &Client,
    generation: &str,
    entry: &FileEntry,
    cache: &Path,
) -> anyhow::Result<PathBuf> {
    ensure!(is_hash(&entry.blake3), damaged(&entry.name));
    let path = cache.join(&entry.blake3);
    if has_content(&path, entry) {
        return Ok(path);
    }
    ensure!(entry.size_bytes <= LARGEST_FILE_BYTES, damaged(&entry.name));
    let cannot = || messages::cluster::cannot_keep(&cache.display());
    fs::create_dir_all(cache).with_context(cannot)?;
    let mut file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(cache)
        .with_context(cannot)?;
    let mut hasher = blake3::Hasher::new();
    let mut rest = entry.size_bytes;
    let mut number = 0;
    while rest > 0 {
        let piece = piece(client, generation, &entry.name, number)?;
        let length = piece.len() as u64;
        ensure!(length > 0 && length <= rest, damaged(&entry.name));
        hasher.update(&piece);
        file.write_all(&piece).with_context(cannot)?;
        rest -= length;
        number += 1;
    }
    ensure!(
        *hasher.finalize().to_hex() == *entry.blake3,
        damaged(&entry.name)
    );
    file.persist(&path).with_context(cannot)?;
    remove_old(cache);
    Ok(path)
}

/// Removes what was put into the cache long ago: of a generation that is gone, or by a run that
/// was killed. What is still read is fetched anew.
fn remove_old(cache: &Path) {
    let files = fs::read_dir(cache).into_iter().flatten().flatten();
    for file in files.filter(|file| is_cached(&file.file_name().to_string_lossy())) {
        let written = file.metadata().and_then(|there| there.modified());
        let age = written.ok().and_then(|written| written.elapsed().ok());
        if age.is_some_and(|age| age > KEPT) {
            // It costs nothing but its space.
            let _ = fs::remove_file(file.path());
        }
    }
}

/// Whether a file of that name was put into the cache by this program.
fn is_cached(name: &str) -> bool {
    is_hash(name) || name.starts_with(UNFINISHED)
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a file in the cache is what an entry says. Others may have changed it.
fn has_content(path: &Path, entry: &FileEntry) -> bool {
    let Ok(bytes) = regular_file::read_itself(path, entry.size_bytes) else {
        return false;
    };
    *blake3::hash(&bytes).to_hex() == *entry.blake3
}

fn piece(client: &Client, generation: &str, name: &str, number: usize) -> anyhow::Result<Vec<u8>> {
    let path = format!("/{generation}/_doc/{}", names::piece_row(name, number));
    let found = client.get_if_there(&path)?;
    let row = found.with_context(|| damaged(name))?;
    let bytes = row["_source"][names::BYTES].as_str();
    let bytes = bytes.and_then(|bytes| BASE64.decode(bytes).ok());
    bytes.with_context(|| damaged(name))
}

fn damaged(name: &str) -> IndexDamaged {
    IndexDamaged::new(messages::cluster::file_damaged(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    #[test]
    fn old_files_of_the_cache_go_and_no_others() {
        let cache = tempfile::tempdir().unwrap();
        let hash = blake3::hash(b"old").to_hex().to_string();
        let newer = blake3::hash(b"new").to_hex().to_string();
        let names = [&hash, &newer, ".fetching-x", "somebody's", "README"];
        let long_ago = SystemTime::now() - 2 * KEPT;
        for name in names {
            let file = fs::File::create_new(cache.path().join(name)).unwrap();
            if name != newer {
                file.set_modified(long_ago).unwrap();
            }
        }
        remove_old(cache.path());
        let left = names.map(|name| cache.path().join(name).exists());
        assert_eq!(left, [false, true, false, true, true]);
    }
}
