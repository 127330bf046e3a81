//! Does what is the same at every start, so that no start has to: looks at what comes with the
//! program, and has it linked for a fixed place.

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

/// Has the program linked for any place in memory, as distributions want it.
const ANY_PLACE: &str = "DIGEST_PIE";

fn main() -> io::Result<()> {
    for path in [SYNONYMS, READ_BY] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let beginnings = beginnings::beginnings(&fs::read_to_string(SYNONYMS)?);
    fs::write(out.join("synonyms.rs"), constant(&beginnings))?;
    if has_a_fixed_place() {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    Ok(())
}

/// Whether the program shall be linked for one place in memory. The tables of the PDF reader and of
/// HTML hold 170,000 addresses, which a program for any place writes into four megabytes of its
/// memory at each start: half of what a search takes (benches/speed.md).
fn has_a_fixed_place() -> bool {
    println!("cargo::rerun-if-env-changed={ANY_PLACE}");
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let is_static = target("FEATURE").split(',').any(|one| one == "crt-static");
    let is_known = target("OS") == "linux" && target("ENV") == "gnu" && !is_static;
    is_known && env::var_os(ANY_PLACE).is_none()
}

fn constant(beginnings: &[Beginning]) -> String {
    format!(
        "/// How the members of the groups begin that come with the program.\n\
         static SHIPPED_BEGINNINGS: [Beginning; {}] = {beginnings:?};\n",
        beginnings.len()
    )
}
