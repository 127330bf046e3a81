//! What the program is asked to do. Doing it is left to the others.

/// What the arguments ask for.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Count, and compare with the committed figures.
    Compare,
    /// Count, and commit to the new figures for this reason.
    Accept(String),
    /// Be the process that is counted: analyse the corpus in the named way.
    Analyse(String),
}

/// Reads the arguments behind the program's name.
pub fn task(arguments: impl IntoIterator<Item = String>) -> Result<Task, String> {
    let mut arguments = arguments.into_iter();
    let mut task = Task::Compare;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--accept" => {
                let reason = arguments.next().unwrap_or_default();
                let reason = reason.trim();
                if reason.is_empty() {
                    return Err("--accept needs a reason: --accept \"why it costs more\"".into());
                }
                if reason.contains(['\t', '\n', '\r']) {
                    return Err("the reason is one line without tabs".into());
                }
                task = Task::Accept(reason.to_owned());
            }
            "--analyse" => {
                let what = arguments.next().ok_or("--analyse needs a word")?;
                task = Task::Analyse(what);
            }
            _ => {
                return Err(format!(
                    "unknown argument {argument}; there is --accept \"reason\""
                ));
            }
        }
    }
    Ok(task)
}
