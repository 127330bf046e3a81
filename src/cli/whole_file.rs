//! Writes a file that the user named so that it is there whole, or is as it was.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::language::messages;
use anyhow::Context;

/// Puts `bytes` into the file at `path`, in the place of what was there: written beside
/// it and renamed. Where a link is named, its file is replaced; what is no file, such as
/// a pipe, is written to.
pub(super) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(there) if !there.is_file() => fs::write(path, bytes),
        Ok(_) => path.canonicalize().and_then(|path| replace(&path, bytes)),
        Err(_) => replace(path, bytes),
    };
    written.with_context(|| messages::command::cannot_write(&path.display()))
}

/// Removes what it wrote where that does not get its name.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut beside = tempfile::Builder::new();
    beside.prefix(".digest-").suffix(".tmp");
    // What the umask leaves of it, as for any new file, and not the user's alone.
    #[cfg(unix)]
    beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let made = beside.tempfile_in(folder.unwrap_or(Path::new(".")));
    let mut file = made.map_err(without_path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// What the system says, without the path of a file that nobody named, which stands behind it.
fn without_path(error: io::Error) -> io::Error {
    let told = error.to_string();
    match told.split_once(" at path ") {
        Some((said, _)) => io::Error::new(error.kind(), said),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("그림.svg");
        for text in ["하나", "둘"] {
            write(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        // Others may read it, as they may read what is simply written.
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        let permissions = |path| fs::metadata(path).unwrap().permissions();
        assert_eq!(permissions(&path), permissions(&plain));
        fs::remove_file(&plain).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let missing = folder.path().join("없음/그림.svg");
        let error = write(&missing, b"x").unwrap_err();
        assert!(error.to_string().contains("없음/그림.svg"));
        // Nobody knows the file that it would have been written to first.
        assert!(!format!("{error:#}").contains(".digest-"), "{error:#}");
        assert!(write(folder.path(), b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.svg"), folder.path().join("b.svg"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }
}
