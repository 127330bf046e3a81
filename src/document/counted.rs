//! Counts of things in messages, in the number that fits.

/// So many of what `one` names: `1 article`, `2 articles`, `0 canaries`.
pub fn counted(count: u64, one: &str) -> String {
    match (count, one.strip_suffix('y')) {
        (1, _) => format!("1 {one}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        assert_eq!(counted(0, "issue"), "0 issues");
        assert_eq!(counted(1, "issue"), "1 issue");
        assert_eq!(counted(21, "issue"), "21 issues");
        assert_eq!(counted(1, "canary"), "1 canary");
        assert_eq!(counted(2, "canary"), "2 canaries");
    }
}
