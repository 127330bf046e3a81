//! Looks at what comes with the program and is the same at every start, so that no start has
//! to.

#![allow(
    clippy::print_stdout,
    reason = "cargo reads what a build script prints"
)]

use std::path::PathBuf;
use std::{env, fs, io};

#[path = "src/search/query/beginnings.rs"]
mod beginnings;

use beginnings::Beginning;

const SYNONYMS: &str = "src/search/query/synonyms.txt";
const READ_BY: &str = "src/search/query/beginnings.rs";

fn main() -> io::Result<()> {
    for path in [SYNONYMS, READ_BY] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let beginnings = beginnings::beginnings(&fs::read_to_string(SYNONYMS)?);
    fs::write(out.join("synonyms.rs"), constant(&beginnings))
}

fn constant(beginnings: &[Beginning]) -> String {
    format!(
        "/// How the members of the groups begin that come with the program.\n\
         static SHIPPED_BEGINNINGS: [Beginning; {}] = {beginnings:?};\n",
        beginnings.len()
    )
}
