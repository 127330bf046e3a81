//! The subcommands, a file each: what may be typed behind its name, and `run`.
//!
//! Defines which there are and in which order help lists them. Those that take rooms of their
//! own are `browse`, `completions` and `mcp`.

mod alerts;
mod analyze;
mod check;
mod cite;
mod config;
mod doctor;
pub(super) mod events;
mod index;
mod issues;
pub(super) mod list;
mod man;
mod pdf;
mod related;
pub(super) mod search;
mod show;
mod sources;
mod terms;
pub(super) mod trend;

use clap::Subcommand;

use super::completions::complete;
use super::outcome::Outcome;
use super::session::Session;
use super::{browse, completions, mcp};
use crate::corpus::PDF_COMMAND;

/// Makes the enum of the commands that may be typed, and what runs each.
macro_rules! commands {
    ($($(#[$attribute:meta])* $name:ident($module:ident::$args:ident),)*) => {
        #[derive(Debug, Subcommand)]
        pub(super) enum Command {
            $($(#[$attribute])* $name($module::$args),)*
        }

        impl Command {
            /// Runs what was typed.
            pub(super) fn run(self, session: &Session) -> anyhow::Result<Outcome> {
                match self {
                    $(Command::$name(args) => $module::run(args, session),)*
                }
            }
        }
    };
}

commands! {
    Search(search::SearchArgs),
    Show(show::ShowArgs),
    Browse(browse::BrowseArgs),
    List(list::ListArgs),
    Issues(issues::IssuesArgs),
    Events(events::EventsArgs),
    Trend(trend::TrendArgs),
    Related(related::RelatedArgs),
    Cite(cite::CiteArgs),
    Sources(sources::SourcesArgs),
    Alerts(alerts::AlertsArgs),
    Mcp(mcp::McpArgs),
    Index(index::IndexArgs),
    Check(check::CheckArgs),
    Analyze(analyze::AnalyzeArgs),
    Terms(terms::TermsArgs),
    Config(config::ConfigArgs),
    Doctor(doctor::DoctorArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    #[command(name = "__complete")]
    Complete(complete::CompleteArgs),
    #[command(name = PDF_COMMAND)]
    Pdf(pdf::PdfArgs),
}
