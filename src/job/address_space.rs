//! How much address space the system leaves this process (`ulimit -v`).
//!
//! Where memory cannot be had the allocator ends the process, in the midst of what it does
//! and without a word of use. So a job asks before it begins, and now and then, and ends
//! with an error while it still can.

use super::JobError;
use crate::index::lacks_memory;

/// What a run needs beside the memory that it may take: stacks of threads, what the
/// allocator sets aside, files that are mapped.
const BESIDE_BYTES: u64 = 192 << 20;

/// What is to be left at any time.
const LEAST_LEFT_BYTES: u64 = 64 << 20;

/// The limit of this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AddressSpace {
    /// `None` where there is none.
    limit_bytes: Option<u64>,
}

impl AddressSpace {
    /// That of this process.
    pub(super) fn of_process() -> Self {
        #[cfg(unix)]
        let limit_bytes = rustix::process::getrlimit(rustix::process::Resource::As).current;
        #[cfg(not(unix))]
        let limit_bytes = None;
        AddressSpace { limit_bytes }
    }

    /// Refuses to begin what may take `memory_bytes`, where they cannot be had.
    ///
    /// # Errors
    ///
    /// [`JobError::AddressSpace`].
    pub(super) fn check_before(self, memory_bytes: usize) -> Result<(), JobError> {
        self.check_with(used_bytes(), memory_bytes as u64 + BESIDE_BYTES)
    }

    /// Fails where `bytes` more would leave next to nothing.
    ///
    /// # Errors
    ///
    /// As for [`AddressSpace::check_before`].
    pub(super) fn check(self, bytes: u64) -> Result<(), JobError> {
        if self.limit_bytes.is_none() {
            return Ok(());
        }
        self.check_with(used_bytes(), bytes.saturating_add(LEAST_LEFT_BYTES))
    }

    /// The error, with the limit where the system refused memory or a thread under it: what
    /// is looked at before does not see what another thread takes meanwhile.
    pub(super) fn explain(self, error: JobError) -> JobError {
        match (self.limit_bytes, error) {
            (Some(limit), JobError::Failed(error)) if lacks_memory(&error) => {
                JobError::AddressSpaceUsedUp { limit, error }
            }
            (_, error) => error,
        }
    }

    fn check_with(self, used_bytes: u64, needed_bytes: u64) -> Result<(), JobError> {
        let Some(limit_bytes) = self.limit_bytes else {
            return Ok(());
        };
        let left_bytes = limit_bytes.saturating_sub(used_bytes);
        if left_bytes >= needed_bytes {
            return Ok(());
        }
        Err(JobError::AddressSpace {
            limit: limit_bytes,
            left: left_bytes,
            needed: needed_bytes,
        })
    }
}

/// The address space that this process has taken, where the system tells it.
fn used_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let kib = size.and_then(|size| size.trim().strip_suffix("kB")?.trim().parse().ok());
    kib.unwrap_or(0u64) * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_must_be_left() {
        let none = AddressSpace { limit_bytes: None };
        assert!(none.check_with(u64::MAX, u64::MAX).is_ok());
        let limit_bytes = Some(100);
        let limited = AddressSpace { limit_bytes };
        assert!(limited.check_with(40, 60).is_ok());
        let error = limited.check_with(41, 60).unwrap_err().to_string();
        assert!(error.contains("59 are left, and 60 are needed"), "{error}");
        assert!(limited.check_with(200, 1).is_err());
    }

    #[test]
    #[cfg(unix)]
    fn what_the_system_refused_is_told_with_the_limit() {
        let refused = || JobError::Failed(std::io::Error::from_raw_os_error(12).into());
        let limited = AddressSpace {
            limit_bytes: Some(100),
        };
        let told = limited.explain(refused()).to_string();
        assert!(told.contains("may have 100 bytes"), "{told}");
        let none = AddressSpace { limit_bytes: None };
        assert!(matches!(none.explain(refused()), JobError::Failed(_)));
        let other = JobError::Failed(anyhow::anyhow!("a disk failed"));
        assert!(matches!(limited.explain(other), JobError::Failed(_)));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_this_process_has_taken_is_known() {
        assert!(used_bytes() > 1 << 20);
    }
}
