//! What users are advised to do about what is wrong: which flag, which command.
//!
//! The library tells what is wrong, by types where that makes a difference; only the command
//! knows how it was asked.

use crate::corpus::Remedy;
use crate::index::{IndexDamaged, NoFolder, NotAnIndex, OpenError, TakenAway, WhyNot};
use crate::job::{Finding, JobError, Mend, Refusal};
use crate::search::OverBounds;

/// What is added where the terms of the index are not those of the user's file.
pub(super) const OUTDATED_TERMS: &str = ", `digest index`로 색인을 고칠 것";

const RUN: &str = "; run `digest index`";
const SALVAGE: &str = "; run `digest index`, which builds what it can of it";
const REBUILD: &str = "; run `digest index --rebuild`";
const NEWER: &str = "; use that program, or another folder with --index";

/// The text of an error, with advice where there is some.
pub(super) fn message(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    let advice = of_error(error);
    // Behind the first line, which says what is wrong.
    let (first, rest) = text.split_at(text.find('\n').unwrap_or(text.len()));
    format!("{first}{advice}{rest}")
}

fn of_error(error: &anyhow::Error) -> &'static str {
    if let Some(error) = error.downcast_ref() {
        of_job(error)
    } else if let Some(error) = error.downcast_ref() {
        of_unopened(error)
    } else if let Some(error) = error.downcast_ref() {
        of_foreign(error)
    } else if let Some(error) = error.downcast_ref() {
        of_bounds(error)
    } else if error.is::<NoFolder>() {
        "; choose another with --index"
    } else if error.is::<TakenAway>() {
        ". Run `digest index` again"
    } else if IndexDamaged::caused(error) {
        REBUILD
    } else {
        ""
    }
}

fn of_job(error: &JobError) -> &'static str {
    match error {
        JobError::Locked | JobError::AlertsLocked(_) => ". Wait for it with --wait SECONDS",
        JobError::Newer { .. } => NEWER,
        JobError::AddressSpace { .. } => ". Raise the limit, or lower --memory",
        JobError::Refused(Refusal::NoFile { .. }) => {
            ". If it is to be empty, run `digest index --allow-empty`"
        }
        JobError::Refused(Refusal::Shrinks { .. }) => {
            ". If they are to go, run `digest index --allow-shrink`"
        }
        JobError::Foreign(error) => of_foreign(error),
        JobError::Unusable(error) => of_unopened(error),
        JobError::Failed(error) => of_error(error),
        JobError::Refused(_) | JobError::Missing(_) | JobError::NoAlerts(_) | JobError::Stopped => {
            ""
        }
    }
}

/// Where an index cannot be searched.
pub(super) fn of_unopened(error: &OpenError) -> &'static str {
    match error {
        OpenError::Missing => RUN,
        OpenError::Foreign(error) => of_foreign(error),
        OpenError::OtherCorpus(_) => {
            "; name that with --corpus, or another folder with --index. Where the corpus has \
             moved, or this index is to be of another one from now on, run `digest index`"
        }
        OpenError::Misfit(misfit) if misfit.newer => NEWER,
        OpenError::Misfit(_) => RUN,
        OpenError::Damaged(_) => SALVAGE,
        OpenError::NoAccess(_) => "",
    }
}

fn of_foreign(error: &NotAnIndex) -> &'static str {
    match error.why {
        WhyNot::NoFolder => "; choose another with --index",
        WhyNot::Holds(_) | WhyNot::BadMark(_) => ", or choose another folder with --index",
        WhyNot::Newer(_) => NEWER,
    }
}

fn of_bounds(error: &OverBounds) -> &'static str {
    match error {
        OverBounds::Time(_) => ", or allow more with --timeout or `timeout` in the configuration",
        OverBounds::Memory(_) => {
            ", or allow more with --search-memory or `search_memory` in the configuration"
        }
    }
}

/// Where a job did not read a digest file.
pub(super) fn of_remedy(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::MoreMemory => ", or raise --memory",
        Remedy::FollowLinks => ", or follow links with --follow",
        Remedy::NameFields => "; `[fields]` in the configuration can say what a field is",
        Remedy::NameColumns => {
            ", or say under `[fields]` in the configuration which column is the title or the body"
        }
        Remedy::OtherFileSystems => ", or leave --one-file-system out",
    }
}

/// The same for a command that has no flag of a job's, only the settings.
pub(super) fn of_settings(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::NameFields | Remedy::NameColumns => of_remedy(remedy),
        Remedy::MoreMemory | Remedy::FollowLinks | Remedy::OtherFileSystems => "",
    }
}

/// Where a check found something.
pub(super) fn of_finding(finding: &Finding) -> &'static str {
    match finding.mend {
        Some(Mend::NextRun) => RUN,
        Some(Mend::Salvage) => SALVAGE,
        Some(Mend::NewerProgram) => NEWER,
        None => "",
    }
}
