//! The process in which analysis is counted: the analyzer over every line of the corpus,
//! in one way or another.

use std::fs;
use std::hint::black_box;
use std::sync::Arc;

use digest::analysis::{AnalyzedBytes, Analyzer, Scratches, View, named_analyzers};

/// The ways: nothing is done but what the others do first.
pub const NOTHING: &str = "nothing";
/// Each eojeol is cut into morphemes, those that were cut before, too.
pub const EOJEOLS: &str = "eojeols";
/// The terms of each view, as an index run takes them.
pub const VIEWS: &str = "views";

/// Analyses the corpus in the folder in the named way.
pub fn analyse(way: &str) -> Result<(), String> {
    let text = fs::read_to_string("corpus/2024-05.txt").map_err(|error| error.to_string())?;
    let analyzer = Arc::new(Analyzer::new().map_err(|error| error.to_string())?);
    let mut views = named_analyzers(&analyzer, &AnalyzedBytes::default(), &Scratches::default());
    match way {
        NOTHING => {
            black_box(&mut views);
        }
        EOJEOLS => {
            for line in text.lines() {
                black_box(analyzer.morphemes(line));
            }
        }
        VIEWS => {
            for view in View::ALL {
                let name = view.analyzer_name();
                let mut view = views.get(name).ok_or(format!("no analyzer {name}"))?;
                for line in text.lines() {
                    view.token_stream(line).process(&mut |token| {
                        black_box(token);
                    });
                }
            }
        }
        other => {
            return Err(format!(
                "--analyse {other}: {NOTHING}, {EOJEOLS} or {VIEWS}"
            ));
        }
    }
    Ok(())
}
