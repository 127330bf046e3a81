//! The flags that choose documents by their issue, date, kind and sources.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::arguments;
use crate::cli::arguments::dates;
use crate::language::{Message, messages};
use crate::search::{Constraints, Filter, Scope, SyntaxError};

/// Which documents are taken
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Filters")]
pub(in crate::cli) struct FilterArgs {
    /// Only documents of this day, month or year, or later: 2024-03-15, 2024-03, 2024
    #[arg(long, value_name = "DATE", value_parser = since)]
    since: Option<Filter>,

    /// Only documents of this day, month or year, or earlier
    #[arg(long, value_name = "DATE", value_parser = until)]
    until: Option<Filter>,

    /// Only documents of this issue, or of a range of them: 2024-05, 2024-01..2024-06
    #[arg(long, value_name = "ISSUE", value_parser = issues)]
    issue: Option<Filter>,

    /// Only articles that cite a work of this publisher, or with these words in its title;
    /// may be given several times, for articles that cite all of them
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,

    /// Only documents of this kind
    #[arg(
        long,
        value_name = "KIND",
        value_parser = PossibleValuesParser::new(["article", "event"]).try_map(|kind| kind_of(&kind))
    )]
    kind: Option<Filter>,
}

impl FilterArgs {
    /// The same of texts by the names of the flags, where no command line is parsed.
    ///
    /// # Errors
    ///
    /// The flag whose text is none of its values, and why.
    pub(in crate::cli) fn of_texts<'t>(
        text: impl Fn(&str) -> Option<&'t str>,
        source: Vec<String>,
    ) -> Result<Self, (&'static str, Message)> {
        let read = |name, parse: fn(&str) -> Result<Filter, Message>| {
            let parsed = text(name).map(parse).transpose();
            parsed.map_err(|error| (name, error))
        };
        Ok(FilterArgs {
            since: read("since", since)?,
            until: read("until", until)?,
            issue: read("issue", issues)?,
            source,
            kind: read("kind", kind_of)?,
        })
    }

    /// The filters that were given.
    fn all(&self) -> impl Iterator<Item = &Filter> {
        let all = [&self.since, &self.until, &self.issue, &self.kind];
        all.into_iter().flatten()
    }

    /// What they ask of every document.
    pub(in crate::cli) fn constraints(&self) -> anyhow::Result<Constraints> {
        for source in &self.source {
            if !source.contains(char::is_alphanumeric) {
                anyhow::bail!(messages::command::source_holds_nothing(&source));
            }
        }
        Ok(Constraints {
            scope: None,
            filters: self.all().cloned().collect(),
            sources: self
                .source
                .iter()
                .map(|name| arguments::unmarked(name).to_owned())
                .collect(),
        })
    }

    /// Whether they ask for nothing.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.all().next().is_none() && self.source.is_empty()
    }
}

/// The part of a document that `--field` names.
pub(in crate::cli) fn scopes() -> impl TypedValueParser<Value = Scope> {
    let names = Scope::ALL.map(Scope::name);
    PossibleValuesParser::new(names).try_map(|name| {
        let scope = Scope::ALL.into_iter().find(|scope| scope.name() == name);
        scope.ok_or(messages::command::no_such_field())
    })
}

fn since(text: &str) -> Result<Filter, Message> {
    dates::date(text).and_then(|_| told(Filter::dates(&format!("{}..", arguments::unmarked(text)))))
}

fn until(text: &str) -> Result<Filter, Message> {
    dates::date(text).and_then(|_| told(Filter::dates(&format!("..{}", arguments::unmarked(text)))))
}

fn issues(text: &str) -> Result<Filter, Message> {
    told(Filter::issues(arguments::unmarked(text)))
}

fn kind_of(text: &str) -> Result<Filter, Message> {
    told(Filter::kind(text))
}

fn told(read: Result<Filter, SyntaxError>) -> Result<Filter, Message> {
    read.map_err(|error| messages::command::wrong_value(&error.part(), &error.message, &error.hint))
}
