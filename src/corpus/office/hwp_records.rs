//! The records that streams of HWP 5 are made of, and the text in one.

/// A record: what it is, how deep it stands, and what it holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'b> {
    pub tag: u16,
    pub level: u16,
    pub data: &'b [u8],
}

impl Record<'_> {
    pub(super) fn u16_at(&self, at: usize) -> Option<u16> {
        let bytes = self.data.get(at..at.checked_add(2)?)?;
        Some(u16::from_le_bytes(bytes.try_into().ok()?))
    }

    pub(super) fn u32_at(&self, at: usize) -> Option<u32> {
        let bytes = self.data.get(at..at.checked_add(4)?)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }
}

/// The records of a stream, up to where it is cut.
pub(super) fn records(bytes: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (head, after) = rest.split_first_chunk::<4>()?;
        let head = u32::from_le_bytes(*head);
        let (length, after) = match head >> 20 {
            // A length that does not fit stands behind.
            0xFFF => {
                let (length, after) = after.split_first_chunk::<4>()?;
                (u32::from_le_bytes(*length), after)
            }
            length => (length, after),
        };
        let length = usize::try_from(length).ok()?.min(after.len());
        let (data, after) = after.split_at(length);
        rest = after;
        Some(Record {
            tag: u16::try_from(head & 0x3FF).ok()?,
            level: u16::try_from(head >> 10 & 0x3FF).ok()?,
            data,
        })
    })
}

/// The text of a paragraph: UTF-16 with control characters, most of which hold more.
pub(super) fn text_of(data: &[u8]) -> String {
    let units: Vec<u16> = data
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let mut text = Vec::with_capacity(units.len());
    let mut at = 0;
    while let Some(&unit) = units.get(at) {
        at += 1;
        match unit {
            // A tab holds how wide it is.
            9 => {
                text.push(u16::from(b' '));
                at += 7;
            }
            10 => text.push(u16::from(b'\n')),
            24 => text.push(u16::from(b'-')),
            30 | 31 => text.push(u16::from(b' ')),
            0 | 13 | 25..=29 => {}
            1..=8 | 11 | 12 | 14..=23 => at += 7,
            unit => text.push(unit),
        }
    }
    String::from_utf16_lossy(&text)
}
