//! Reads digest files, and only such as are files and hold still meanwhile.
//!
//! A file that is written to while it is read would give half of its articles without
//! any error. A pipe would never end. What is too large is not begun: a file can claim any
//! size and take no place on the disk.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::time::{Duration, SystemTime};

use super::listing::CorpusFile;
use crate::corpus::error::{CorpusError, Remedy};
use crate::language::messages;
use crate::regular_file;

/// How often a file that changed while it was read is read again, and after how long.
const ATTEMPTS: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// The content of a digest file at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileBytes {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their BLAKE3, in hexadecimal.
    pub hash: String,
}

/// How much is read before it is asked again whether to stop.
const PIECE_BYTES: usize = 1 << 20;

/// BLAKE3 of a digest file's bytes, `limit_bytes` at most, in hexadecimal. Holds none of them
/// in memory. Where `stop` says so it ends early, with an error.
///
/// # Errors
///
/// Where the file is not there, is no file, is larger, cannot be read, or does not hold
/// still.
pub fn hash(
    file: &CorpusFile,
    limit_bytes: u64,
    stop: &dyn Fn() -> bool,
) -> Result<String, CorpusError> {
    read_unchanged(file, limit_bytes, stop, |opened, size_bytes| {
        let mut hasher = blake3::Hasher::new();
        for_each_piece(opened, size_bytes, stop, |piece| {
            hasher.update(piece);
        })?;
        Ok(hasher.finalize().to_hex().to_string())
    })
}

/// Reads a digest file of `limit_bytes` at most. Where `stop` says so it ends early, with an
/// error.
///
/// # Errors
///
/// As for [`hash`].
pub fn read(
    file: &CorpusFile,
    limit_bytes: u64,
    stop: &dyn Fn() -> bool,
) -> Result<FileBytes, CorpusError> {
    read_unchanged(file, limit_bytes, stop, |opened, size_bytes| {
        let mut bytes = Vec::new();
        for_each_piece(opened, size_bytes, stop, |piece| {
            bytes.extend_from_slice(piece);
        })?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        Ok(FileBytes { bytes, hash })
    })
}

/// Gives the first `size_bytes` of a file piece by piece: no more than there were, since a
/// file that grows as fast as it is read has no end.
fn for_each_piece(
    opened: &File,
    size_bytes: u64,
    stop: &dyn Fn() -> bool,
    mut found: impl FnMut(&[u8]),
) -> io::Result<()> {
    let mut rest = opened.take(size_bytes);
    let room = usize::try_from(size_bytes).unwrap_or(PIECE_BYTES);
    let mut piece = vec![0; room.clamp(1, PIECE_BYTES)];
    loop {
        if stop() {
            return Err(io::Error::other(messages::corpus::told_to_stop()));
        }
        match rest.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => found(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// What `read` makes of a file that was the same before it and after, and has no more than
/// `limit_bytes`: of a larger one nothing is read.
fn read_unchanged<T>(
    file: &CorpusFile,
    limit_bytes: u64,
    stop: &dyn Fn() -> bool,
    read: impl Fn(&File, u64) -> io::Result<T>,
) -> Result<T, CorpusError> {
    let cannot = |error: io::Error| unreadable(file, &error);
    for attempt in 0..ATTEMPTS {
        if attempt > 0 && !stop() {
            std::thread::sleep(PAUSE);
        }
        let opened = open(file).map_err(cannot)?;
        let before = state(&opened.metadata().map_err(cannot)?);
        if before.0 > limit_bytes {
            return Err(too_large(file, before.0, limit_bytes));
        }
        let made = read(&opened, before.0).map_err(cannot)?;
        // The path, and not only what was opened: it may be another file by now.
        let after = state(&std::fs::metadata(&file.path).map_err(cannot)?);
        if before == after {
            return Ok(made);
        }
    }
    let message = messages::corpus::being_written();
    Err(CorpusError::new(&file.name, None, message))
}

fn too_large(file: &CorpusFile, size_bytes: u64, limit_bytes: u64) -> CorpusError {
    let message = messages::corpus::file_too_large(&size_bytes, &limit_bytes);
    CorpusError::new(&file.name, None, message).with_remedy(Remedy::MoreMemory)
}

/// Opens a file without waiting for anyone.
fn open(file: &CorpusFile) -> io::Result<File> {
    if file.may_be_link {
        regular_file::open(&file.path)
    } else {
        // What was no link when the folder was listed may have become one.
        regular_file::open_itself(&file.path)
    }
}

/// What tells that a file was written to: its size, its time, and which file it is.
fn state(metadata: &Metadata) -> (u64, Option<SystemTime>, u64) {
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(metadata);
    #[cfg(not(unix))]
    let number = 0;
    (metadata.len(), metadata.modified().ok(), number)
}

fn unreadable(file: &CorpusFile, error: &io::Error) -> CorpusError {
    let message = messages::corpus::file_unreadable(&error);
    CorpusError::new(&file.name, None, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn file(path: std::path::PathBuf) -> CorpusFile {
        CorpusFile {
            name: "2024-05.txt".to_owned(),
            path,
            may_be_link: false,
        }
    }

    fn go_on() -> bool {
        false
    }

    #[test]
    fn bytes_and_hash_are_of_one_moment() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(folder.path().join("a.txt"));
        fs::write(&file.path, "레드팀").unwrap();
        let read = read(&file, 100, &go_on).unwrap();
        assert_eq!(read.bytes, "레드팀".as_bytes());
        assert_eq!(read.hash, hash(&file, 100, &go_on).unwrap());
    }

    #[test]
    fn a_file_over_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(folder.path().join("a.txt"));
        let large = File::create(&file.path).unwrap();
        large.set_len(1 << 40).unwrap();
        for error in [
            read(&file, 1 << 20, &go_on).unwrap_err(),
            hash(&file, 1 << 20, &go_on).unwrap_err(),
        ] {
            assert_eq!(error.remedy, Some(Remedy::MoreMemory), "{error}");
        }
    }

    #[test]
    fn reading_stops_when_it_is_told_to() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(folder.path().join("a.txt"));
        let large = File::create(&file.path).unwrap();
        // Zeros that would take an hour.
        large.set_len(1 << 43).unwrap();
        let asked = std::cell::Cell::new(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() > 3
        };
        let error = hash(&file, u64::MAX, &stop).unwrap_err();
        assert!(error.message.english().contains("told to stop"), "{error}");
        assert_eq!(asked.get(), 4);
        asked.set(0);
        assert!(read(&file, u64::MAX, &stop).is_err());
        assert_eq!(asked.get(), 4);
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_became_a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = file(folder.path().join("a.txt"));
        let outside = folder.path().join("outside");
        fs::write(&outside, "비밀").unwrap();
        std::os::unix::fs::symlink(&outside, &file.path).unwrap();
        assert!(read(&file, 100, &go_on).is_err());
        assert!(hash(&file, 100, &go_on).is_err());
        file.may_be_link = true;
        assert!(read(&file, 100, &go_on).is_ok());
    }

    #[test]
    fn a_file_that_is_written_to_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(folder.path().join("a.txt"));
        fs::write(&file.path, "하나").unwrap();
        let count = std::cell::Cell::new(0);
        let error = read_unchanged(&file, 1 << 20, &go_on, |_, _| {
            count.set(count.get() + 1);
            let more = "가".repeat(count.get());
            fs::write(&file.path, more)
        })
        .unwrap_err();
        assert!(error.message.english().contains("being written"), "{error}");
        assert_eq!(count.get() as u32, ATTEMPTS);
    }

    #[test]
    #[cfg(unix)]
    fn pipes_and_devices_are_refused_at_once() {
        let error = hash(&file("/dev/zero".into()), 100, &go_on).unwrap_err();
        assert!(error.message.english().contains("device"), "{error}");
    }
}
