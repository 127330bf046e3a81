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

use clap::{Args, Subcommand};

use super::completions::complete;
use super::outcome::Outcome;
use super::session::Session;
use super::{browse, completions, mcp};
use crate::corpus::PDF_COMMAND;

/// Makes the enum of the commands that may be typed, what runs each, and what reads its
/// arguments.
macro_rules! commands {
    ($($typed:expr => $name:ident($module:ident::$args:ident),)*) => {
        #[derive(Debug, Subcommand)]
        pub(super) enum Command {
            $(#[command(name = $typed)] $name($module::$args),)*
        }

        impl Command {
            /// Runs what was typed.
            pub(super) fn run(self, session: &Session) -> anyhow::Result<Outcome> {
                match self {
                    $(Command::$name(args) => $module::run(args, session),)*
                }
            }

            /// The subcommand that is typed so; `None` where there is none.
            pub(super) fn typed(name: &str) -> Option<clap::Command> {
                $(if name == $typed {
                    return Some($module::$args::augment_args(clap::Command::new($typed)));
                })*
                None
            }
        }
    };
}

commands! {
    "search" => Search(search::SearchArgs),
    "show" => Show(show::ShowArgs),
    "browse" => Browse(browse::BrowseArgs),
    "list" => List(list::ListArgs),
    "issues" => Issues(issues::IssuesArgs),
    "events" => Events(events::EventsArgs),
    "trend" => Trend(trend::TrendArgs),
    "related" => Related(related::RelatedArgs),
    "cite" => Cite(cite::CiteArgs),
    "sources" => Sources(sources::SourcesArgs),
    "alerts" => Alerts(alerts::AlertsArgs),
    "mcp" => Mcp(mcp::McpArgs),
    "index" => Index(index::IndexArgs),
    "check" => Check(check::CheckArgs),
    "analyze" => Analyze(analyze::AnalyzeArgs),
    "terms" => Terms(terms::TermsArgs),
    "config" => Config(config::ConfigArgs),
    "doctor" => Doctor(doctor::DoctorArgs),
    "completions" => Completions(completions::CompletionsArgs),
    "man" => Man(man::ManArgs),
    "__complete" => Complete(complete::CompleteArgs),
    PDF_COMMAND => Pdf(pdf::PdfArgs),
}
