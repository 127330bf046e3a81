//! The integration tests: behaviour through the binary, and what only shows when
//! the floors work together. What the library can tell of an index is asked of it
//! (`library`), without a process for each question.
//!
//! - `queries`: which document comes first, over the project's own corpus
//! - `query_language`: the grammar of docs/query.md, filters, orders, facets, mistakes
//! - `prefixes`: that the words of a prefix are found together as each is by itself
//! - `schemas`: real output against the JSON Schemas
//! - `search`: hits, snippets, partial matches, the text and JSON of a search
//! - `show`: one document, whole
//! - `cite`: citations, read back by parsers of their formats
//! - `sources`: publishers of cited works in any spelling, and the works of one
//! - `lists`: articles, events and issues, a row each
//! - `events`: events by their days, and as a calendar
//! - `extractors`: each PDF of the corpus out of every extractor that is at hand
//! - `related`: articles like one, and the words they share
//! - `trend`: articles a month as numbers, as a chart and as a picture
//! - `snapshots`: the text of each command, pinned
//! - `analyze`: what the analyzer does with a text, step by step
//! - `terms`: suggested words, and the user's file of them
//! - `index`: building, refreshing, publishing, what is refused
//! - `invariant`: that a word which begins an eojeol is found, whatever is around it
//! - `incremental`: a run that writes what changed comes to the same as a rebuild
//! - `reindex`: the index job: what is refused, canaries, rollback, the log
//! - `check`: what `digest check` finds
//! - `contrib`: the command lines for operators
//! - `same_issue`: files of one issue, copies, revised files, and ids that stay
//! - `dates`: days, months and years, as exactly as they are known
//! - `faults`: kills, full disks, closed files, odd files, damage
//! - `bad_input`: digest files that cannot be read, one by one
//! - `alerts`: what is new for standing queries
//! - `cluster`: an index that is named by its address, credentials, nodes of OpenSearch on this
//!   machine, and all that is done with an index on them
//! - `completions`: what bash, zsh and fish complete
//! - `config`: the configuration file, and `digest config`
//! - `doctor`: what `digest doctor` finds, and folders that are searched as they are
//! - `made_surroundings`: the surroundings that the recall bench puts words into
//! - `made_texts`: the texts that the speed bench makes up
//! - `man`: manual pages and helps
//! - `mcp`: the server for models: raw dialogues, and a client that others wrote
//! - `pdf`: PDFs as digest files, pages in places, readers that fail
//! - `made_pdfs`: the PDFs that tests make up
//! - `pager`: long text on a terminal, and links there
//! - `pictures`: the picture of README, drawn anew
//! - `readme`: the examples of README and docs
//! - `terminal`: widths, colours, closed pipes, flags, exit codes
//! - `own_digest`: the parse of the project's own digest file, pinned
//! - `real_digest`: a real issue, where it is at hand beside the checkout
//! - `segmentation`: the morphemes of fifty sentences, pinned
//! - `strangers`: ids and characters that strangers wrote, in every command and format
//! - `word_forms`: queries with particles, verbs in dictionary form, parts of compounds
//! - `numbers`: amounts in every spelling, and that none is found in the place of another
//! - `words`: terms, synonyms, rewrites, batches, explanations
//! - `index_readers`: any bytes as a manifest, as `CURRENT`, as a mark
//! - `instructions`: what the guard of instruction counts fails for
//! - `any_digest_file`: digest files of any bytes, the fuzz target's seeds among them
//! - `any_query`: queries of any bytes, the fuzz target's seeds among them
//! - `browse`: the view over the whole terminal, its screens pinned
//! - `formats`: CSV, TSV, JSON Lines, Markdown and HTML
//! - `house`: which module may import which, and where what is said stands
//! - `language`: Korean and English, one at a time

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests tell what they skip, and the seed that they tried"
)]
#![allow(
    unreachable_pub,
    reason = "nothing reaches into a program: `pub` is for its files"
)]

mod alerts;
mod analyze;
mod any_digest_file;
mod any_query;
mod bad_input;
mod browse;
mod check;
mod cite;
mod cluster;
mod completions;
mod config;
mod contrib;
mod dates;
mod doctor;
mod events;
mod extractors;
mod faults;
mod formats;
mod house;
mod incremental;
mod index;
mod index_readers;
mod instructions;
mod invariant;
mod language;
mod library;
mod lists;
mod made_pdfs;
mod made_surroundings;
mod made_texts;
mod man;
mod mcp;
mod numbers;
mod own_digest;
mod pager;
mod pdf;
mod pictures;
mod prefixes;
mod queries;
mod query_language;
mod readme;
mod real_digest;
mod reindex;
mod related;
mod same_issue;
mod schemas;
mod search;
mod segmentation;
mod show;
mod snapshots;
mod sources;
mod strangers;
mod terminal;
mod terms;
mod trend;
mod util;
mod word_forms;
mod words;
