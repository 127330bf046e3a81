//! What users are advised to do about what is wrong: which flag, which command.
//!
//! The library tells what is wrong, by types where that makes a difference; only the command
//! knows how it was asked.

use crate::cluster::{ClusterError, ClusterOpenError, LeaseLost};
use crate::corpus::Remedy;
use crate::index::{IndexDamaged, NoFolder, NotAnIndex, OpenError, TakenAway, WhyNot};
use crate::job::{Finding, JobError, Mend, Refusal};
use crate::language::{Message, messages};
use crate::search::OverBounds;

/// What is added where the terms of the index are not those of the user's file.
pub(super) const OUTDATED_TERMS: Message = messages::advice::outdated_terms();

const RUN: Message = messages::advice::run_index();
const SALVAGE: Message = messages::advice::salvage();
const REBUILD: Message = messages::advice::rebuild();
const NEWER: Message = messages::advice::newer_program();

/// What an error says, with advice where there is some.
pub(super) fn message(error: &anyhow::Error) -> Message {
    let text = Message::told_by(&format_args!("{error:#}"));
    match of_error(error) {
        // Behind the first line, which says what is wrong.
        Some(advice) => text.with_advice(&advice),
        None => text,
    }
}

fn of_error(error: &anyhow::Error) -> Option<Message> {
    if let Some(error) = error.downcast_ref() {
        of_job(error)
    } else if let Some(error) = error.downcast_ref() {
        of_unopened(error)
    } else if let Some(error) = error.downcast_ref() {
        of_foreign(error)
    } else if let Some(error) = error.downcast_ref() {
        of_bounds(error)
    } else if let Some(error) = error.downcast_ref() {
        of_cluster(error)
    } else if let Some(error) = error.downcast_ref() {
        of_unopened_cluster(error)
    } else if error.is::<NoFolder>() {
        Some(messages::advice::choose_index())
    } else if error.is::<TakenAway>() || error.is::<LeaseLost>() {
        Some(messages::advice::run_again())
    } else if IndexDamaged::caused(error) {
        Some(REBUILD)
    } else {
        None
    }
}

fn of_job(error: &JobError) -> Option<Message> {
    match error {
        JobError::Locked | JobError::AlertsLocked(_) => Some(messages::advice::wait()),
        JobError::Newer { .. } => Some(NEWER),
        JobError::AddressSpace { .. } | JobError::AddressSpaceUsedUp { .. } => {
            Some(messages::advice::raise_limit())
        }
        JobError::Refused(Refusal::NoFile { .. }) => Some(messages::advice::allow_empty()),
        JobError::Refused(Refusal::Shrinks { .. }) => Some(messages::advice::allow_shrink()),
        JobError::Foreign(error) => of_foreign(error),
        JobError::Unusable(error) => of_unopened(error),
        JobError::OnCluster(error) => of_unopened_cluster(error),
        JobError::Failed(error) => of_error(error),
        JobError::Refused(_) | JobError::Missing(_) | JobError::NoAlerts(_) | JobError::Stopped => {
            None
        }
    }
}

/// Where an index on a cluster cannot be searched.
pub(super) fn of_unopened_cluster(error: &ClusterOpenError) -> Option<Message> {
    match error {
        ClusterOpenError::Missing => Some(RUN),
        ClusterOpenError::Misfit(misfit) if misfit.newer => Some(NEWER),
        ClusterOpenError::Misfit(_) => Some(RUN),
        ClusterOpenError::Damaged(_) => Some(REBUILD),
        ClusterOpenError::Foreign(_) => None,
        ClusterOpenError::Cluster(error) => of_cluster(error),
    }
}

/// Where an index cannot be searched.
pub(super) fn of_unopened(error: &OpenError) -> Option<Message> {
    match error {
        OpenError::Missing => Some(RUN),
        OpenError::Foreign(error) => of_foreign(error),
        OpenError::OtherCorpus(_) => Some(messages::advice::other_corpus()),
        OpenError::Misfit(misfit) if misfit.newer => Some(NEWER),
        OpenError::Misfit(_) => Some(RUN),
        OpenError::Damaged(_) => Some(SALVAGE),
        OpenError::NoAccess(_) => None,
    }
}

fn of_foreign(error: &NotAnIndex) -> Option<Message> {
    match error.why {
        WhyNot::NoFolder => Some(messages::advice::choose_index()),
        WhyNot::Holds(_) | WhyNot::BadMark(_) => Some(messages::advice::or_choose_index()),
        WhyNot::Newer(_) => Some(NEWER),
    }
}

fn of_bounds(error: &OverBounds) -> Option<Message> {
    match error {
        OverBounds::Time(_) => Some(messages::advice::more_time()),
        OverBounds::Memory(_) => Some(messages::advice::more_search_memory()),
    }
}

/// Where a cluster did not do what it was asked.
pub(super) fn of_cluster(error: &ClusterError) -> Option<Message> {
    match error {
        ClusterError::NoClient { .. } => Some(messages::advice::build_with_client()),
        ClusterError::Untrusted { .. } => Some(messages::advice::trust_authority()),
        ClusterError::Unauthorized { .. } => Some(messages::advice::give_credentials()),
        ClusterError::NoIndex { .. } => Some(messages::advice::run_index_or_check_address()),
        ClusterError::CutShort => Some(messages::advice::more_time()),
        _ => None,
    }
}

/// Where a job did not read a digest file.
pub(super) fn of_remedy(remedy: Remedy) -> Option<Message> {
    match remedy {
        Remedy::MoreMemory => Some(messages::advice::more_memory()),
        Remedy::FollowLinks => Some(messages::advice::follow_links()),
        Remedy::NameFields => Some(messages::advice::name_fields()),
        Remedy::NameColumns => Some(messages::advice::name_columns()),
        Remedy::OtherFileSystems => Some(messages::advice::other_file_systems()),
    }
}

/// The same for a command that has no flag of a job's, only the settings.
pub(super) fn of_settings(remedy: Remedy) -> Option<Message> {
    match remedy {
        Remedy::NameFields | Remedy::NameColumns => of_remedy(remedy),
        Remedy::MoreMemory | Remedy::FollowLinks | Remedy::OtherFileSystems => None,
    }
}

/// Where a check found something.
pub(super) fn of_finding(finding: &Finding) -> Option<Message> {
    match finding.mend {
        Some(Mend::NextRun) => Some(RUN),
        Some(Mend::Salvage) => Some(SALVAGE),
        Some(Mend::NewerProgram) => Some(NEWER),
        None => None,
    }
}
