//! The tools, a file each: what it is called, what it takes, and what it answers.

mod cite;
mod documents;
mod events;
mod filters;
mod pages;
mod related;
mod search;
mod show;
mod sources;
pub(super) mod tool;
mod trend;

use tool::Tool;

/// Every tool, in the order in which a model is told of them.
pub(super) static TOOLS: &[&Tool] = &[
    &search::TOOL,
    &show::TOOL,
    &cite::TOOL,
    &related::TOOL,
    &trend::TOOL,
    &events::TOOL,
    &sources::TOOL,
];
