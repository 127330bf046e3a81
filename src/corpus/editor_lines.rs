//! Lines as an editor counts them: each ends in LF, CR LF or CR.

/// The lines of a text, without their ends.
pub(super) fn editor_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.split('\r')
    })
}

/// The line of the byte `at`, counted from 1, where lines end in LF, CR LF or CR.
pub(super) fn line_at(bytes: &[u8], at: usize) -> u32 {
    let before = bytes.get(..at).unwrap_or(bytes);
    let mut line = 1u32;
    let mut after_return = false;
    for &byte in before {
        if byte == b'\r' || (byte == b'\n' && !after_return) {
            line = line.saturating_add(1);
        }
        after_return = byte == b'\r';
    }
    line
}

/// Counts the lines of a text's bytes up to places that come one behind the other.
pub(super) struct LineCounter<'t> {
    bytes: &'t [u8],
    at: usize,
    line: u32,
}

impl<'t> LineCounter<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        LineCounter {
            bytes,
            at: 0,
            line: 1,
        }
    }

    /// The line of the byte `at`, counted from 1. One before the last that was asked for is
    /// told the same line.
    pub(super) fn line_of(&mut self, at: usize) -> u32 {
        if at > self.at {
            let between = self.bytes.get(self.at..at).unwrap_or_default();
            let counted = line_at(between, between.len()) - 1;
            // A line's end may be cut in two.
            let is_cut = self.at > 0
                && self.bytes.get(self.at - 1) == Some(&b'\r')
                && between.first() == Some(&b'\n');
            self.line = self.line.saturating_add(counted - u32::from(is_cut));
            self.at = at;
        }
        self.line
    }
}
