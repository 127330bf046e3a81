//! Gets the dictionary's source text from where lindera gets it: downloads the
//! archive, checks it, and reads the files in it.

use std::collections::BTreeMap;
use std::io::Read;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use tar::Archive;
use ureq::Agent;

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

const TIMEOUT: Duration = Duration::from_secs(300);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// Downloads the archive and reads the dictionary in it.
///
/// # Errors
///
/// Fails if the archive cannot be had, is not the expected one, or does not parse.
pub fn download() -> Result<Lexicon> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .build()
        .into();
    let response = agent
        .get(URL)
        .call()
        .with_context(|| format!("getting {URL}"))?;
    let archive = response
        .into_body()
        .with_config()
        .limit(MAX_ARCHIVE_BYTES)
        .read_to_vec()
        .with_context(|| format!("getting {URL}"))?;
    // Before anything in it is unpacked.
    check(&archive)?;
    text::parse(&read_files(&archive)?)
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
