//! The arithmetic of numerals: digits and units in falling order make one value.
//!
//! Defines the pieces of a numeral and how they add up. Where they stand in a text is
//! left to `amounts`.

/// A number in digits: its value is `digits / 10^decimals`.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    pub digits: u128,
    pub decimals: u32,
    /// Whether commas part its thousands.
    pub has_commas: bool,
    pub has_leading_zero: bool,
    /// The index after it.
    pub end: usize,
}

impl Figure {
    /// Whether it is whole, and written with nothing but its digits.
    pub(super) fn is_plain(&self) -> bool {
        self.decimals == 0 && !self.has_commas && !self.has_leading_zero
    }
}

/// One number, one unit, or both.
pub(super) struct Piece {
    pub number: Option<Figure>,
    pub unit: Option<u128>,
    /// The index after it.
    pub end: usize,
    pub looks: PieceLooks,
}

#[derive(Clone, Copy)]
pub(super) enum PieceLooks {
    /// It begins with a digit.
    Digits,
    /// It is 만 or more, written together with what is before it.
    Unit,
    /// It may be another word: 천, 삼백, or 만 behind a space.
    Spelled,
}

/// A whole numeral: its value is `digits / 10^decimals`.
#[derive(Clone, Copy)]
pub(super) struct Numeral {
    digits: u128,
    decimals: u32,
    /// Whether a unit such as 만 is part of it.
    pub has_unit: bool,
    /// Whether 조 is, which also numbers the articles of a law.
    pub has_jo: bool,
    /// The index after it.
    pub end: usize,
}

pub(super) const MAN: u128 = 10_000;
const EOK: u128 = 100_000_000;
pub(super) const JO: u128 = 1_000_000_000_000;
pub(super) const GYEONG: u128 = 10_000_000_000_000_000;

/// A numeral as it grows piece by piece.
#[derive(Default)]
pub(super) struct Chain {
    /// What stands up to the last of 만, 억, 조, 경.
    total: u128,
    /// What stands behind that.
    section: u128,
    decimals: u32,
    /// The last of 만, 억, 조, 경.
    last_big: Option<u128>,
    /// The last of 천, 백, 십 in this section.
    last_small: Option<u128>,
    pieces: usize,
    has_unit: bool,
    has_jo: bool,
    /// Whether it begins with a unit: 천.
    begins_with_unit: bool,
    /// Whether a number without a unit came last.
    is_closed: bool,
}

impl Chain {
    /// Puts a piece behind the others; `None` where it does not belong to them, after
    /// which the chain is of no more use.
    pub(super) fn push(&mut self, piece: &Piece) -> Option<()> {
        let is_first = self.pieces == 0;
        self.pieces += 1;
        self.begins_with_unit |= is_first && piece.number.is_none();
        if let Some(number) = piece.number {
            let has_fraction = number.decimals > 0 || self.decimals > 0;
            if !is_first && (has_fraction || number.has_leading_zero || self.is_closed) {
                return None;
            }
            self.decimals = number.decimals;
        }
        let number = piece.number.map(|number| number.digits);
        match piece.unit {
            Some(unit) if unit < MAN => self.push_small(number, unit)?,
            Some(unit) => self.push_big(number, unit)?,
            None => self.push_tail(number?)?,
        }
        self.has_unit |= piece.unit.is_some();
        self.has_jo |= piece.unit == Some(JO);
        Some(())
    }

    fn push_small(&mut self, number: Option<u128>, unit: u128) -> Option<()> {
        let value = number.unwrap_or(1).checked_mul(unit)?;
        let fits = match self.last_small {
            Some(last) => value < last,
            None => self.section == 0,
        };
        let follows_fraction = self.pieces > 1 && self.decimals > 0;
        if !fits || follows_fraction {
            return None;
        }
        self.section = self.section.checked_add(value)?;
        self.last_small = Some(unit);
        Some(())
    }

    fn push_big(&mut self, number: Option<u128>, unit: u128) -> Option<()> {
        let is_lone = number.is_none() && self.section == 0;
        let fits = match number {
            Some(number) => self.section == 0 || self.last_small.is_some_and(|last| number < last),
            // A lone 만 is 10,000; a lone 억 is no number.
            None => !is_lone || (self.pieces == 1 && unit == MAN),
        };
        if !fits {
            return None;
        }
        let number = number.unwrap_or(u128::from(is_lone));
        let value = self.section.checked_add(number)?.checked_mul(unit)?;
        if self.last_big.is_some_and(|last| value >= last) {
            return None;
        }
        self.total = self.total.checked_add(value)?;
        self.section = 0;
        self.last_big = Some(unit);
        self.last_small = None;
        self.is_closed = false;
        Some(())
    }

    fn push_tail(&mut self, number: u128) -> Option<()> {
        // Behind a lone 백, 천 or 만 a digit makes other words: 천사, 만일, 백이. Behind
        // 십 it does not: 십오.
        let is_word = self.pieces == 2 && self.begins_with_unit && self.last_small != Some(10);
        let bound = self.last_small.or(self.last_big);
        let fits = self.pieces == 1
            || (number > 0 && !is_word && bound.is_some_and(|bound| number < bound));
        if !fits {
            return None;
        }
        self.section = self.section.checked_add(number)?;
        self.is_closed = true;
        Some(())
    }

    /// The numeral so far, which ends at `end`.
    pub(super) fn numeral(&self, end: usize) -> Option<Numeral> {
        Some(Numeral {
            digits: self.total.checked_add(self.section)?,
            decimals: self.decimals,
            has_unit: self.has_unit,
            has_jo: self.has_jo,
            end,
        })
    }
}

impl Numeral {
    /// It times a power of ten, with which it ends at `end`.
    pub(super) fn times_ten_to(&self, power: u32, end: usize) -> Option<Self> {
        Some(Numeral {
            digits: self.digits.checked_mul(10u128.pow(power))?,
            has_unit: true,
            end,
            ..*self
        })
    }

    /// The value, where it is whole.
    pub(super) fn whole(&self) -> Option<u128> {
        let power = 10u128.checked_pow(self.decimals)?;
        self.digits
            .is_multiple_of(power)
            .then(|| self.digits / power)
    }

    /// The value in decimal digits, without zeros at the end of a fraction.
    pub(super) fn term(&self) -> String {
        let mut digits = self.digits;
        let mut decimals = self.decimals as usize;
        while decimals > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            decimals -= 1;
        }
        if decimals == 0 {
            return digits.to_string();
        }
        let padded = format!("{digits:0width$}", width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        format!("{whole}.{fraction}")
    }
}

pub(super) fn spelled_digit(value: char) -> Option<u128> {
    match value {
        '일' => Some(1),
        '이' => Some(2),
        '삼' => Some(3),
        '사' => Some(4),
        '오' => Some(5),
        '육' => Some(6),
        '칠' => Some(7),
        '팔' => Some(8),
        '구' => Some(9),
        _ => None,
    }
}

/// The units that are read in numerals without digits. 조 and 경 are not: 구조 is no
/// 9조.
pub(super) fn spelled_unit(value: char) -> Option<u128> {
    match value {
        '십' => Some(10),
        '백' => Some(100),
        '천' => Some(1_000),
        '만' => Some(MAN),
        '억' => Some(EOK),
        _ => None,
    }
}

/// Whether a numeral without digits may hold `value`.
pub(super) fn is_spelled(value: char) -> bool {
    spelled_digit(value).is_some() || spelled_unit(value).is_some()
}
