//! Tests of the modules of the build script, which cargo cannot test in place: they
//! are included here by path, and called with small made-up dictionaries.
//!
//! - `decompiling`: MeCab's compiled files, whole and damaged
//! - `source_text`: MeCab's source text
//! - `building_anew`: what lindera built elsewhere
//! - `matrix_change`: the costs at the edges of the text
//! - `packages`: the wheel and the archive
//! - `caching`: copies that verify, damaged copies, builds that race
//! - `hanja`: how Hanja are read
//! - `choosing`: the order of the sources, and what is said when all fail

#![allow(dead_code, reason = "each module is used in part only")]
#![allow(
    unreachable_pub,
    reason = "nothing reaches into a program: `pub` is for its files"
)]

#[path = "../build/archive.rs"]
mod archive;
#[path = "../build/built.rs"]
mod built;
#[path = "../build/cache.rs"]
mod cache;
#[path = "../build/characters.rs"]
mod characters;
#[path = "../build/checksum.rs"]
mod checksum;
#[path = "../build/folder.rs"]
mod folder;
#[path = "../build/hanja.rs"]
mod hanja;
#[path = "../build/lexicon.rs"]
mod lexicon;
#[path = "../build/lindera.rs"]
mod lindera;
#[path = "../build/manifest.rs"]
mod manifest;
#[path = "../build/matrix.rs"]
mod matrix;
#[path = "../build/mecab.rs"]
mod mecab;
#[path = "../src/reading.rs"]
mod reading;
#[path = "../build/sources.rs"]
mod sources;
#[path = "../build/text.rs"]
mod text;
#[path = "../build/wheel.rs"]
mod wheel;

#[path = "build_script/building_anew.rs"]
mod building_anew;
#[path = "build_script/caching.rs"]
mod caching;
#[path = "build_script/choosing.rs"]
mod choosing;
#[path = "build_script/compiled_dictionary.rs"]
mod compiled_dictionary;
#[path = "build_script/decompiling.rs"]
mod decompiling;
#[path = "build_script/hanja.rs"]
mod hanja_readings;
#[path = "build_script/matrix_change.rs"]
mod matrix_change;
#[path = "build_script/packages.rs"]
mod packages;
#[path = "build_script/source_text.rs"]
mod source_text;
