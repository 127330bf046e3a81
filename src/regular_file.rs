//! Opening a file that others may have put there: the one way that everything goes.
//!
//! Only regular files are opened, and at once: a pipe that nobody writes to would be waited
//! for, and a device may have no end. What is in a file, how large it may be and how that is
//! told are the callers'.

use crate::language::messages;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Where nothing is.
const NULL_DEVICE: &str = "/dev/null";

/// Opens a regular file for reading, through links as well.
///
/// # Errors
///
/// Where it is not there, may not be read, or is no regular file.
pub fn open(path: &Path) -> io::Result<File> {
    // Asked before it is opened: opening some devices does something.
    check_kind(&fs::metadata(path)?)?;
    open_at_once(path, false)
}

/// The same of a file that must be where its name is: a link is refused.
///
/// # Errors
///
/// As for [`open`], and where it is a link.
pub fn open_itself(path: &Path) -> io::Result<File> {
    check_kind(&fs::symlink_metadata(path)?)?;
    open_at_once(path, true)
}

/// Reads a regular file of `limit_bytes` at most, through links as well. The null device,
/// which people name where they want no file, is an empty one.
///
/// # Errors
///
/// As for [`open`], and where it is larger.
pub fn read(path: &Path, limit_bytes: u64) -> io::Result<Vec<u8>> {
    if path
        .canonicalize()
        .is_ok_and(|path| path == Path::new(NULL_DEVICE))
    {
        return Ok(Vec::new());
    }
    read_opened(&open(path)?, limit_bytes)
}

/// The same of a file that must be where its name is.
///
/// # Errors
///
/// As for [`open_itself`], and where it is larger.
pub fn read_itself(path: &Path, limit_bytes: u64) -> io::Result<Vec<u8>> {
    read_opened(&open_itself(path)?, limit_bytes)
}

/// Reads the rest of an opened file, which may have `limit_bytes` at most.
///
/// # Errors
///
/// Where it cannot be read, or is larger.
pub fn read_opened(file: &File, limit_bytes: u64) -> io::Result<Vec<u8>> {
    let size_bytes = file.metadata()?.len();
    let too_large = |size_bytes: u64| {
        let message = messages::files::too_large(&size_bytes, &limit_bytes);
        Err(io::Error::new(ErrorKind::FileTooLarge, message))
    };
    if size_bytes > limit_bytes {
        return too_large(size_bytes);
    }
    // It may grow meanwhile, and the files of some systems do not tell their size.
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(size_bytes).unwrap_or(usize::MAX))?;
    file.take(limit_bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit_bytes {
        return too_large(bytes.len() as u64);
    }
    Ok(bytes)
}

/// Tells what is no regular file.
///
/// # Errors
///
/// Always, but for a regular file.
pub fn check_kind(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() {
        return Ok(());
    }
    let kind = if metadata.is_dir() {
        messages::files::is_folder()
    } else if metadata.is_symlink() {
        messages::files::is_link()
    } else {
        messages::files::is_device()
    };
    Err(io::Error::other(kind))
}

fn open_at_once(path: &Path, itself: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        if itself {
            flags |= OFlags::NOFOLLOW;
        }
        options.custom_flags(flags.bits().cast_signed());
    }
    #[cfg(not(unix))]
    let _ = itself;
    let opened = options.open(path)?;
    // Once more: it may have become another meanwhile.
    check_kind(&opened.metadata()?)?;
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "다섯").unwrap();
        assert_eq!(read(&path, 6).unwrap(), "다섯".as_bytes());
        let error = read(&path, 5).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
        assert_eq!(error.to_string(), "it has 6 bytes, and 5 are read at most");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert!(read(&path, 1 << 20).is_err());
        let missing = folder.path().join("b");
        let error = read(&missing, 5).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_regular_file_is_refused_at_once() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::from_raw_mode(0o644), 0).unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        for path in [&pipe, &link, Path::new("/dev/zero"), folder.path()] {
            let error = read(path, 9).unwrap_err().to_string();
            let kind = error.contains("device") || error.contains("folder");
            assert!(kind, "{}: {error}", path.display());
            assert!(read_itself(path, 9).is_err(), "{}", path.display());
        }
        assert_eq!(read(Path::new("/dev/null"), 9).unwrap(), b"");
        assert!(read_itself(Path::new("/dev/null"), 9).is_err());
        let (file, link) = (folder.path().join("file"), folder.path().join("to-file"));
        fs::write(&file, "x").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert_eq!(read(&link, 9).unwrap(), b"x");
        let error = read_itself(&link, 9).unwrap_err();
        assert_eq!(error.to_string(), "it is a link");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_that_tells_no_size_is_read() {
        let status = read(Path::new("/proc/self/status"), 1 << 20).unwrap();
        assert!(!status.is_empty());
        assert!(read(Path::new("/proc/self/status"), 5).is_err());
    }
}
