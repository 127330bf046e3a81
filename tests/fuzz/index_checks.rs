//! What holds for every manifest, `CURRENT`, mark and record of a digest file, whoever made
//! it: the checks that the fuzz targets and the tests share.

use digest::index::{FileRecord, Manifest, Mark, Unusable, parse_current};

/// A name of a file that lies beside whatever names it.
fn is_beside(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\0']) && name != ".." && name != "."
}

/// Checks `bytes` as a manifest as they are, and with a seal that is right.
pub fn check_manifest(bytes: &[u8]) {
    check_sealed(bytes);
    let head: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|byte| *byte != b'\n')
        .collect();
    let hash = blake3::hash(&head).to_hex();
    let seal = format!("\n{{\"blake3\":\"{hash}\"}}\n");
    check_sealed(&[&head, seal.as_bytes()].concat());
}

fn check_sealed(bytes: &[u8]) {
    match Manifest::from_bytes(bytes) {
        Ok((manifest, hash)) => {
            assert_eq!(hash.len(), 64);
            for entry in &manifest.files {
                assert!(is_beside(&entry.name), "{:?}", entry.name);
                assert_ne!(entry.name, "manifest.json");
            }
            // Whether it fits is told of any.
            assert!(
                manifest
                    .misfit()
                    .is_none_or(|misfit| !misfit.difference.is_empty())
            );
        }
        Err(Unusable::Damaged(error)) => assert!(!format!("{error:#}").is_empty()),
        Err(Unusable::OtherFormat(_)) => {}
    }
}

/// Checks `bytes` as `CURRENT`.
pub fn check_current(bytes: &[u8]) {
    let Some((name, hash)) = parse_current(bytes) else {
        return;
    };
    assert!(is_beside(name), "{name:?}");
    let digits = name.strip_prefix("gen-").unwrap();
    assert!(digits.parse::<u64>().is_ok(), "{name:?}");
    let line = match hash {
        Some(hash) => format!("{name} {hash}\n"),
        None => format!("{name}\n"),
    };
    assert_eq!(line.as_bytes(), bytes);
}

/// Checks `bytes` as the mark of an index.
pub fn check_mark(bytes: &[u8]) {
    let Ok(mark) = Mark::from_bytes(bytes) else {
        return;
    };
    assert_eq!(Mark::from_bytes(&mark.to_bytes()).unwrap(), mark);
    let value: serde_json::Value = serde_json::from_slice(&mark.to_bytes()).unwrap();
    assert!(is_beside(value["work"].as_str().unwrap()));
    for name in value["generations"].as_array().unwrap() {
        assert!(is_beside(name.as_str().unwrap()), "{name}");
    }
}

/// Checks each line of `bytes` as the record of a digest file.
pub fn check_records(bytes: &[u8]) {
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(record) = FileRecord::from_line(line) {
            let mut parts = record.file.split('/');
            assert!(parts.all(is_beside), "{:?}", record.file);
        }
    }
}
