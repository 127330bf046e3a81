//! What is taken from packages, and that altered ones are refused before anything in
//! them is read.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::checksum::sha256;
use crate::lexicon::DICTIONARY_VERSION;
use crate::{archive, wheel};

#[test]
fn a_wheel_cut_short_is_refused() {
    for size_bytes in [0, 1, wheel::SIZE_BYTES - 1] {
        let error = wheel::check(&vec![0; size_bytes]).unwrap_err().to_string();
        assert!(error.contains("cut short"), "{error}");
    }
}

#[test]
fn an_altered_wheel_is_refused() {
    for size_bytes in [wheel::SIZE_BYTES, wheel::SIZE_BYTES + 1] {
        let error = wheel::check(&vec![0; size_bytes]).unwrap_err().to_string();
        assert!(
            error.contains("altered") && error.contains(wheel::SHA256),
            "{error}"
        );
    }
}

#[test]
fn an_altered_archive_is_refused() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(b"another archive").unwrap();
    for archive in [Vec::new(), b"?".to_vec(), gzip.finish().unwrap()] {
        let error = archive::check(&archive).unwrap_err().to_string();
        let told = [archive::URL, archive::SHA256, &sha256(&archive), "altered"];
        assert!(told.iter().all(|told| error.contains(told)), "{error}");
    }
}

#[test]
fn only_the_files_of_the_dictionary_are_taken_from_an_archive() {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for name in ["matrix.def", "NNG.csv", "user-dic/person.csv", "dicrc"] {
        let mut header = tar::Header::new_gnu();
        header.set_size(name.len() as u64);
        header.set_mode(0o644);
        let path = format!("{DICTIONARY_VERSION}/{name}");
        archive
            .append_data(&mut header, path, name.as_bytes())
            .unwrap();
    }
    let bytes = archive.into_inner().and_then(GzEncoder::finish).unwrap();

    let files = archive::read_files(&bytes).unwrap();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["NNG.csv", "matrix.def"]);
    assert_eq!(files["NNG.csv"], b"NNG.csv");
    assert!(archive::read_files(&bytes[..bytes.len() / 2]).is_err());
}

#[test]
fn what_is_no_archive_is_refused() {
    assert!(archive::read_files(b"<html>").is_err());
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(b"no tar").unwrap();
    assert!(archive::read_files(&gzip.finish().unwrap()).is_err());
}

#[test]
#[cfg(unix)]
fn what_a_program_brings_is_taken_whole_or_refused() {
    let fetch = |script: &str| archive::fetch(&["sh", "-c", script, "sh"], "an address", 10);
    assert_eq!(fetch("printf %s \"$1\"").unwrap(), b"an address");
    for (script, told) in [
        ("echo no such host >&2; exit 6", "no such host"),
        ("printf part; exit 18", "18"),
        ("printf 'eleven byte'", "more than 10 bytes"),
        // It ends, although it would never stop by itself.
        ("while :; do echo more; done", "more than 10 bytes"),
    ] {
        let error = format!("{:#}", fetch(script).unwrap_err());
        assert!(error.contains(told), "{script}: {error}");
    }
    let missing = archive::fetch(&["digest-no-such-program"], "an address", 10);
    assert!(missing.is_err());
}
