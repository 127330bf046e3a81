//! Full-text search over Korean news digests.
//!
//! The floors, from the bottom: [`document`] holds plain values and [`regular_file`] opens
//! files; [`corpus`] parses digest files and [`analysis`] turns text into tokens; [`index`]
//! writes and opens the index, and [`cluster`] speaks to a cluster that keeps one; [`search`] answers queries; [`job`] builds and checks an index
//! of digest files; [`output`] renders values; [`cli`] is the command. ARCHITECTURE.md tells
//! which may use which.

pub mod analysis;
pub mod cli;
pub mod cluster;
pub mod corpus;
pub mod document;
pub mod index;
pub mod job;
pub mod language;
pub mod output;
pub mod regular_file;
pub mod search;
