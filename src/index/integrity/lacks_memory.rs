//! Whether the system refused memory, or a thread and its stack, wherever the error came
//! through.

use std::io::{self, ErrorKind};

use tantivy::TantivyError;

/// Whether the system would not give what was asked of it: memory (`ENOMEM`), or a thread and
/// its stack (`EAGAIN`).
pub(crate) fn lacks_memory(error: &anyhow::Error) -> bool {
    let is_refusal = |error: &io::Error| {
        error.raw_os_error().is_some()
            && matches!(error.kind(), ErrorKind::OutOfMemory | ErrorKind::WouldBlock)
    };
    error.chain().any(|cause| match cause.downcast_ref() {
        // Neither has a source. Which thread could not be made tantivy says in words alone.
        Some(TantivyError::IoError(error)) => is_refusal(error),
        Some(TantivyError::SystemError(words)) => words.contains("spawn"),
        _ => cause.downcast_ref().is_some_and(is_refusal),
    })
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_found_under_what_was_tried() {
        let of = |number| io::Error::from_raw_os_error(number);
        let (no_file, again, no_memory) = (2, 11, 12);
        for number in [again, no_memory] {
            let error = anyhow::Error::from(of(number)).context("cannot finish");
            assert!(lacks_memory(&error), "{number}");
            let error =
                anyhow::Error::from(TantivyError::from(of(number))).context("cannot finish");
            assert!(lacks_memory(&error), "{number}");
        }
        assert!(!lacks_memory(&of(no_file).into()));
        assert!(!lacks_memory(&TantivyError::from(of(no_file)).into()));
        assert!(!lacks_memory(
            &io::Error::from(ErrorKind::WouldBlock).into()
        ));
    }
}
