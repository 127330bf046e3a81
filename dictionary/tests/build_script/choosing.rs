//! Where the dictionary is taken from. None of these tests touches the network.

use std::fs;

use anyhow::Result;
use tempfile::tempdir;

use crate::cache::{self, Cache};
use crate::manifest::{self, Manifest};
use crate::sources::{self, Settings};
use crate::{compiled_dictionary, lindera, source_text};

fn obtain(settings: &Settings) -> (Result<Manifest>, Vec<String>) {
    let mut warnings = Vec::new();
    let built = settings.out.join("ko-dic");
    let manifest = sources::obtain(settings, &built, &mut |warning| warnings.push(warning));
    (manifest, warnings)
}

#[test]
fn offline_a_copy_in_the_cache_is_enough() {
    let (root, out, source) = (tempdir().unwrap(), tempdir().unwrap(), tempdir().unwrap());
    compiled_dictionary::write(source.path());
    let mut settings = Settings {
        folder: Some(source.path().to_owned()),
        cache: Some(Cache::new(root.path().to_owned())),
        offline: true,
        out: out.path().to_owned(),
        tell: |_| (),
    };
    let first = obtain(&settings).0.unwrap();
    let cache = Cache::new(root.path().to_owned());
    assert!(
        cache
            .take(&lindera::recipe(), &out.path().join("taken"))
            .is_err(),
        "never cached"
    );

    cache
        .store(&lindera::recipe(), &out.path().join("ko-dic"))
        .unwrap();
    settings.folder = None;
    let (second, warnings) = obtain(&settings);
    assert_eq!(second.unwrap(), first);
    assert_eq!(warnings, [""; 0]);
}

#[test]
fn offline_a_copy_of_an_earlier_version_must_be_the_known_dictionary() {
    let (root, out) = (tempdir().unwrap(), tempdir().unwrap());
    let earlier = root.path().join("mecab-ko-dic-earlier");
    let lexicon = crate::text::parse(&source_text::files()).unwrap();
    lindera::build(lexicon, &earlier, &out.path().join("scratch")).unwrap();
    let cache = Cache::new(root.path().to_owned());
    let hidden = root.path().join(".new-1");
    fs::create_dir(hidden).unwrap();
    assert_eq!(cache.others(&lindera::recipe()), [earlier]);

    let settings = Settings {
        folder: None,
        cache: Some(cache),
        offline: true,
        out: out.path().to_owned(),
        tell: |_| (),
    };
    let error = format!("{:#}", obtain(&settings).0.unwrap_err());
    assert!(error.contains("CARGO_NET_OFFLINE"), "{error}");
}

#[test]
fn offline_without_a_copy_all_tries_and_ways_out_are_listed() {
    let (root, out) = (tempdir().unwrap(), tempdir().unwrap());
    let settings = Settings {
        folder: None,
        cache: Some(Cache::new(root.path().to_owned())),
        offline: true,
        out: out.path().to_owned(),
        tell: |_| (),
    };
    let error = format!("{:#}", obtain(&settings).0.unwrap_err());
    for expected in [
        "no copy at",
        "CARGO_NET_OFFLINE",
        "pip download",
        "DIGEST_KO_DIC_DIR",
    ] {
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_folder_that_is_named_but_unusable_is_an_error_though_the_cache_has_a_copy() {
    let (root, out, source) = (tempdir().unwrap(), tempdir().unwrap(), tempdir().unwrap());
    compiled_dictionary::write(source.path());
    let good = out.path().join("good");
    let lexicon = crate::text::parse(&source_text::files()).unwrap();
    lindera::build(lexicon, &good, &out.path().join("scratch")).unwrap();
    let cache = Cache::new(root.path().to_owned());
    cache.store(&lindera::recipe(), &good).unwrap();

    let unk_dic = fs::read(source.path().join("unk.dic")).unwrap();
    fs::write(source.path().join("unk.dic"), &unk_dic[..unk_dic.len() - 1]).unwrap();
    let settings = Settings {
        folder: Some(source.path().to_owned()),
        cache: Some(cache),
        offline: true,
        out: out.path().to_owned(),
        tell: |_| (),
    };
    let error = format!("{:#}", obtain(&settings).0.unwrap_err());
    assert!(
        error.contains("DIGEST_KO_DIC_DIR") && error.contains("unk.dic"),
        "{error}"
    );
}

#[test]
fn all_forms_of_one_dictionary_are_built_alike() {
    let (out, compiled, source) = (tempdir().unwrap(), tempdir().unwrap(), tempdir().unwrap());
    compiled_dictionary::write(compiled.path());
    for (name, bytes) in source_text::files() {
        fs::write(source.path().join(name), bytes).unwrap();
    }
    let mut settings = Settings {
        folder: Some(compiled.path().to_owned()),
        cache: None,
        offline: true,
        out: out.path().to_owned(),
        tell: |_| (),
    };
    let (from_compiled, warnings) = obtain(&settings);
    assert!(warnings[0].contains("another dictionary"), "{warnings:?}");
    let from_compiled = from_compiled.unwrap();
    assert!(
        from_compiled
            .identity()
            .starts_with("custom-ko-dic+lindera-6.2.0+matrix-1+")
    );

    let hanja = || fs::read_to_string(out.path().join("ko-dic").join("hanja.tsv")).unwrap();
    let hanja_from_compiled = hanja();
    assert!(hanja_from_compiled.contains("性\t성\n"));

    // Our own built copy is taken as it is.
    let copy = out.path().join("copy");
    cache::copy_files(&out.path().join("ko-dic"), &copy).unwrap();
    for folder in [source.path().to_owned(), copy.clone()] {
        settings.folder = Some(folder);
        assert_eq!(obtain(&settings).0.unwrap(), from_compiled);
        assert_eq!(hanja(), hanja_from_compiled);
    }

    // Without its manifest nobody knows what was done to its matrix: only the known
    // dictionary's is recognized.
    fs::remove_file(copy.join(manifest::FILE_NAME)).unwrap();
    settings.folder = Some(copy);
    let error = format!("{:#}", obtain(&settings).0.unwrap_err());
    assert!(
        error.contains("lindera's own format") && error.contains("changed"),
        "{error}"
    );
}
