//! What the disk has to give for one query: the pages of what a program reads are dropped
//! before it is asked.

use std::fs::File;
use std::num::NonZeroU64;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::fs::{Advice, fadvise};

use super::cold::{JSON, JSON_TO_FILE, Place, TEXT, wall};
use super::corpora::files_below;
use super::program::PROGRAM;
use super::samples::{Table, grouped, millis, three_digits};
use super::stopwatch::Stopwatch;

/// How often the pages are dropped for each program.
const DROPS: usize = 5;

/// Asks each program for the rare word of each place, with none of its pages in memory.
pub fn print(stopwatch: &mut Stopwatch, places: &[Place]) {
    let mut table = Table::new(&[
        "Articles",
        "Program",
        "read from the disk, KiB",
        "of all its files",
        "major faults",
        "wall",
    ]);
    let mut touched = Table::new(&[
        "Articles",
        "File of the index",
        "KiB",
        "in memory after a query",
    ]);
    let mut is_dropped = false;
    for place in places {
        let articles = grouped(place.corpus.documents as u64);
        let (_, word) = &place.words[0];
        for mut program in place.programs(word) {
            if [JSON_TO_FILE, TEXT].contains(&program.name) {
                continue;
            }
            let files = files_of(program.task.argv());
            for _ in 0..DROPS {
                for file in &files {
                    drop_pages(file);
                }
                program.runs.push(stopwatch.run(&program.task));
            }
            if program.name == JSON {
                note_touched(&mut touched, &articles, place.digest.folder());
            }
            let all_bytes: u64 = files
                .iter()
                .filter_map(|file| Some(file.metadata().ok()?.len()))
                .sum();
            let disk_bytes = program.median(|run| run.disk_bytes as f64);
            is_dropped |= disk_bytes > 0.0;
            table.row([
                articles.clone(),
                program.name.to_owned(),
                grouped((disk_bytes / 1024.0) as u64),
                format!("{} %", three_digits(100.0 * disk_bytes / all_bytes as f64)),
                grouped(program.median(|run| run.major_faults as f64) as u64),
                millis(program.median(wall)),
            ]);
        }
    }
    if !is_dropped {
        println!(
            "This system keeps the pages of files in memory: what a query reads is not known."
        );
        return;
    }
    println!(
        "The rare word with nothing of the program and its index in memory{}\n",
        read_ahead().map_or(String::new(), |kib| format!(
            "; the system reads {} KiB ahead of a mapped page",
            grouped(kib)
        ))
    );
    println!("{table}");
    println!("What one query left in memory of the index\n");
    println!("{touched}");
}

/// The program's file and what its arguments name: what is its own, and not the system's.
fn files_of(argv: &[String]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let program = Command::new("sh")
        .args(["-c", "readlink -f \"$(command -v \"$0\")\"", &argv[0]])
        .output();
    let program = program.expect("a shell").stdout;
    let program = PathBuf::from(String::from_utf8_lossy(&program).trim());
    // A JVM lies beside what it loads.
    let home = program.parent().and_then(Path::parent);
    if let Some(library) = home.map(|home| home.join("lib/modules"))
        && library.is_file()
    {
        files.extend(files_below(library.parent().expect("a folder")));
    }
    files.push(program);
    let parts = argv[1..].iter().flat_map(|arg| arg.split([':', '=']));
    for part in parts.filter(|part| part.starts_with('/')) {
        files.extend(files_below(Path::new(part)));
    }
    files.sort();
    files.dedup();
    files
}

/// How much the system reads around a page of the disk that the program lies on.
fn read_ahead() -> Option<u64> {
    let device = std::fs::metadata(PROGRAM).ok()?.dev();
    let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
    let file = format!("/sys/class/bdi/{major}:{minor}/read_ahead_kb");
    std::fs::read_to_string(file).ok()?.trim().parse().ok()
}

/// Asks the system to forget a file's pages; it keeps those that a process has mapped.
fn drop_pages(file: &Path) {
    let Ok(file) = File::open(file) else {
        return;
    };
    // What was not written yet cannot be forgotten.
    let _ = file.sync_all();
    let _ = fadvise(&file, 0, None::<NonZeroU64>, Advice::DontNeed);
}

/// Notes how much of each kind of file is in memory, where `fincore` can tell.
fn note_touched(table: &mut Table, articles: &str, index: &Path) {
    let mut endings: std::collections::BTreeMap<String, (u64, u64)> = Default::default();
    for file in files_below(index) {
        let told = Command::new("fincore")
            .args(["--bytes", "--noheadings", "--output", "RES"])
            .arg(&file)
            .output();
        let Ok(told) = told else {
            return;
        };
        let Ok(resident) = String::from_utf8_lossy(&told.stdout).trim().parse::<u64>() else {
            return;
        };
        let name = file.file_name().expect("a name").to_string_lossy();
        // Files of segments have names of their own; the others are told by theirs.
        let name = match file.extension() {
            Some(ending) if name.len() > 32 => format!("*.{}", ending.to_string_lossy()),
            _ => name.into_owned(),
        };
        let (bytes, in_memory) = endings.entry(name).or_default();
        *bytes += file.metadata().map_or(0, |metadata| metadata.len());
        *in_memory += resident;
    }
    for (name, (bytes, resident)) in endings {
        let size = three_digits(bytes as f64 / 1024.0);
        let resident = three_digits(resident as f64 / 1024.0);
        table.row([articles.to_owned(), format!("`{name}`"), size, resident]);
    }
}
