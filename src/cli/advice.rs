//! What users are advised to do where a job ends in an error: which flag, which command.

use crate::job::{JobError, Refusal};

/// The text of an error, with advice where there is some.
pub(super) fn message(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    let advice = error.downcast_ref::<JobError>().map_or("", advice);
    // Behind the first line, which says what is wrong.
    let (first, rest) = text.split_at(text.find('\n').unwrap_or(text.len()));
    format!("{first}{advice}{rest}")
}

fn advice(error: &JobError) -> &'static str {
    match error {
        JobError::Locked => ". Wait for it with --wait SECONDS",
        JobError::Newer { .. } => "; use that program, or another folder with --index",
        JobError::AddressSpace { .. } => ". Raise the limit, or lower --memory",
        JobError::Refused(Refusal::NoFile { .. }) => {
            ". If it is to be empty, run `digest index --allow-empty`"
        }
        JobError::Refused(Refusal::Shrinks { .. }) => {
            ". If they are to go, run `digest index --allow-shrink`"
        }
        _ => "",
    }
}
