//! Gets the dictionary's source text from where lindera gets it: downloads the
//! archive, checks it, and reads the files in it.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use flate2::read::GzDecoder;
use tar::Archive;

use crate::checksum::sha256;
use crate::lexicon::{DICTIONARY_VERSION, Lexicon};
use crate::text;

/// What lindera-ko-dic 6.2.0 names: its own download builds at once, with a matrix we
/// could no longer change, so only the place is taken over.
pub const URL: &str = "https://Lindera.dev/mecab-ko-dic-2.1.1-20180720.tar.gz";

/// lindera tells its MD5 alone, for which another file can be made. This is what nixpkgs
/// pins of the same address. (The archive of the dictionary's makers is packed otherwise.)
pub const SHA256: &str = "702ced21c6167e9d9aebc674ab5ee54af58d4443975f2940d37d0567c020591a";

/// The archive has about 50 million bytes; a server must not fill the memory.
const MAX_ARCHIVE_BYTES: u64 = 200_000_000;

/// Programs that write what an address has to standard output, the first that works is
/// used. One of them is part of every system that builds this; a client of our own took
/// a twelfth of the whole first build. What they bring is checked by its sum.
const DOWNLOADERS: [&[&str]; 2] = [
    &[
        "curl",
        "--fail",
        "--silent",
        "--show-error",
        "--location",
        "--proto",
        "=https",
        "--connect-timeout",
        "20",
        "--max-time",
        "300",
    ],
    // These are known to the wget of small systems, too.
    &["wget", "-q", "-T", "20", "-O", "-"],
];

/// Downloads the archive and reads the dictionary in it.
///
/// # Errors
///
/// Fails if the archive cannot be had, is not the expected one, or does not parse.
pub fn download() -> Result<Lexicon> {
    let mut failures = Vec::new();
    for command in DOWNLOADERS {
        match fetch(command, URL, MAX_ARCHIVE_BYTES) {
            Ok(archive) => {
                // Before anything in it is unpacked.
                check(&archive)?;
                return text::parse(&read_files(&archive)?);
            }
            Err(error) => failures.push(format!("{}: {error:#}", command[0])),
        }
    }
    bail!("getting {URL} failed ({})", failures.join("; "))
}

/// What `command` writes when it is given `address`, if that is at most so many bytes.
///
/// # Errors
///
/// Fails if the program is not there, fails, or writes more.
pub fn fetch(command: &[&str], address: &str, most_bytes: u64) -> Result<Vec<u8>> {
    let mut process = Command::new(command[0])
        .args(&command[1..])
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // Told to be quiet, they say one line at most: the pipe takes it.
        .stderr(Stdio::piped())
        .spawn()?;
    let mut bytes = Vec::new();
    let read = match process.stdout.take() {
        Some(pipe) => pipe.take(most_bytes + 1).read_to_end(&mut bytes),
        None => Ok(0),
    };
    if read.is_err() || bytes.len() as u64 > most_bytes {
        // It may be over already.
        let _ = process.kill();
    }
    let output = process.wait_with_output()?;
    read?;
    ensure!(
        bytes.len() as u64 <= most_bytes,
        "more than {most_bytes} bytes came"
    );
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        bail!("{} {}", output.status, told.trim());
    }
    Ok(bytes)
}

/// Checks that `archive` is the expected one.
///
/// # Errors
///
/// Fails on a cut or altered one.
pub fn check(archive: &[u8]) -> Result<()> {
    let sha256 = sha256(archive);
    ensure!(
        sha256 == SHA256,
        "the archive from {URL} is cut short or altered: {} bytes with the SHA-256 {sha256}, \
         not {SHA256}",
        archive.len()
    );
    Ok(())
}

/// Reads the source text from a `.tar.gz`: the files directly in the dictionary's
/// folder, by name. The archive has more CSV files, examples, in a folder below.
pub fn read_files(archive: &[u8]) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut archive = Archive::new(GzDecoder::new(archive));
    for entry in archive.entries().context("unpacking the archive")? {
        let mut entry = entry.context("unpacking the archive")?;
        let path = entry.path().context("unpacking the archive")?.into_owned();
        let inside = path.strip_prefix(DICTIONARY_VERSION).ok();
        let Some(name) = inside.and_then(|name| name.to_str()) else {
            continue;
        };
        let wanted = name.ends_with(".csv") || text::FILES.contains(&name);
        if !wanted || name.contains('/') {
            continue;
        }
        let name = name.to_owned();
        let mut bytes = Vec::new();
        entry
            .read_to_end(&mut bytes)
            .with_context(|| format!("unpacking {name}"))?;
        files.insert(name, bytes);
    }
    Ok(files)
}
