//! Reads digest files, and only such as are files and hold still meanwhile.
//!
//! A file that is written to while it is read would give half of its articles without
//! any error. A pipe would never end.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::time::{Duration, SystemTime};

use super::error::CorpusError;
use super::folder::CorpusFile;
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

/// BLAKE3 of a digest file's bytes, in hexadecimal. Holds none of them in memory.
///
/// # Errors
///
/// Where the file is not there, is no file, cannot be read, or does not hold still.
pub fn hash(file: &CorpusFile) -> Result<String, CorpusError> {
    still(file, |opened, size_bytes| {
        let mut hasher = blake3::Hasher::new();
        // No more than there was: a file that grows as fast as it is read has no end.
        hasher.update_reader(opened.take(size_bytes))?;
        Ok(hasher.finalize().to_hex().to_string())
    })
}

/// Reads a digest file of `limit_bytes` at most.
///
/// # Errors
///
/// As for [`hash`], and where the file is larger.
pub fn read(file: &CorpusFile, limit_bytes: u64) -> Result<FileBytes, CorpusError> {
    let size_bytes = match open(file) {
        Ok(opened) => opened.metadata().map(|metadata| metadata.len()),
        Err(error) => Err(error),
    };
    let size_bytes = size_bytes.map_err(|error| unreadable(file, &error))?;
    if size_bytes > limit_bytes {
        let message = format!(
            "has {size_bytes} bytes, and {limit_bytes} fit into the memory that the job may \
             take; cut it into parts, or raise --memory"
        );
        return Err(CorpusError::new(&file.name, None, message));
    }
    still(file, |opened, size_bytes| {
        let mut bytes = Vec::new();
        opened.take(size_bytes).read_to_end(&mut bytes)?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        Ok(FileBytes { bytes, hash })
    })
}

/// What `read` makes of a file that was the same before it and after.
fn still<T>(
    file: &CorpusFile,
    read: impl Fn(&File, u64) -> io::Result<T>,
) -> Result<T, CorpusError> {
    for attempt in 0..ATTEMPTS {
        if attempt > 0 {
            std::thread::sleep(PAUSE);
        }
        let reading = || {
            let opened = open(file)?;
            let before = state(&opened.metadata()?);
            let made = read(&opened, before.0)?;
            // The path, and not only what was opened: it may be another file by now.
            let after = state(&std::fs::metadata(&file.path)?);
            Ok((before == after).then_some(made))
        };
        match reading() {
            Ok(Some(made)) => return Ok(made),
            Ok(None) => {}
            Err(error) => return Err(unreadable(file, &error)),
        }
    }
    let message = "is being written to; it will be read when it holds still";
    Err(CorpusError::new(&file.name, None, message))
}

/// Opens a file without waiting for anyone.
fn open(file: &CorpusFile) -> io::Result<File> {
    regular_file::open(&file.path)
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
    let message = format!("cannot be read ({error}); check that it is there and readable");
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
        }
    }

    #[test]
    fn bytes_and_hash_are_of_one_moment() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(folder.path().join("a.txt"));
        fs::write(&file.path, "레드팀").unwrap();
        let read = read(&file, 100).unwrap();
        assert_eq!(read.bytes, "레드팀".as_bytes());
        assert_eq!(read.hash, hash(&file).unwrap());
    }

    #[test]
    fn a_file_over_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(folder.path().join("a.txt"));
        let large = File::create(&file.path).unwrap();
        large.set_len(1 << 40).unwrap();
        let error = read(&file, 1 << 20).unwrap_err();
        assert!(error.message.contains("--memory"), "{error}");
    }

    #[test]
    fn a_file_that_is_written_to_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(folder.path().join("a.txt"));
        fs::write(&file.path, "하나").unwrap();
        let count = std::cell::Cell::new(0);
        let error = still(&file, |_, _| {
            count.set(count.get() + 1);
            let more = "가".repeat(count.get());
            fs::write(&file.path, more)
        })
        .unwrap_err();
        assert!(error.message.contains("being written"), "{error}");
        assert_eq!(count.get() as u32, ATTEMPTS);
    }

    #[test]
    #[cfg(unix)]
    fn pipes_and_devices_are_refused_at_once() {
        let error = hash(&file("/dev/zero".into())).unwrap_err();
        assert!(error.message.contains("device"), "{error}");
    }
}
