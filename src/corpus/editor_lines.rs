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
