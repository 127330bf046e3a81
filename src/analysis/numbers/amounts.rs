//! Amounts: numerals in digits, in words, or in both.
//!
//! Defines where a numeral begins and ends in a text. Its value is left to `chain`,
//! whether it is one to `context`.

use std::ops::Range;

use super::chain::{Chain, Figure, GYEONG, JO, MAN, Numeral, Piece, PieceLooks};
use super::chain::{is_spelled, spelled_digit, spelled_unit};
use super::{Found, Reader, Step, is_latin, is_word_char};

/// A number longer than this is none: an account, a hash.
const MOST_DIGITS: usize = 30;

/// What digits are taken for where nothing else tells.
const LIKELY_YEARS: Range<u128> = 1900..2101;

/// What may stand right behind 조 in digits: money, counters, particles, more of the
/// numeral. Other syllables make words of it: 3조각, 5.24조치, 2조항.
const AFTER_JO: &str = "원달유엔위개명여를을에로의가는은이와과도까부규대씩단안넘\
    일이삼사오육칠팔구십백천";

impl Reader {
    /// Reads the amount whose first digit is at `at`.
    pub(super) fn amount(&self, at: usize) -> Step {
        let mut step = Step::nothing(self.end_of_digits(at));
        let Some(numeral) = self.numeral(at) else {
            return step;
        };
        let numeral = self.scaled(at, &numeral).unwrap_or(numeral);
        let amount = self.found_in_digits(at, &numeral);
        step.next = step.next.max(numeral.end);
        if let Some(found) = &amount {
            step.next = step.next.max(found.chars.end);
        }
        if !self.is_part_of_a_name(at) && self.before(at) != Some('/') {
            let figure = self.figure(at).filter(|figure| !figure.has_leading_zero);
            if let Some(figure) = figure {
                step.found.extend(self.of_what(at, &numeral));
                if figure.is_plain() && figure.end == numeral.end {
                    step.found
                        .extend(self.counted(at, figure.digits, figure.end));
                    step.found
                        .extend(self.duration(at, figure.digits, figure.end));
                }
            }
        }
        step.found.extend(amount);
        step
    }

    /// The same amount with what it is an amount of.
    fn of_what(&self, at: usize, numeral: &Numeral) -> Vec<Found> {
        let percent = self.after_percent(at, numeral.end);
        let Some(end) = percent else {
            let mut found = self.measured(at, numeral);
            if found.is_empty() && !numeral.has_unit && self.is_among_per_cents(numeral.end) {
                found.push(Found {
                    chars: at..numeral.end,
                    terms: vec![numeral.term() + "%"],
                });
            }
            return found;
        };
        let points = self.after_points(end).map(|end| Found {
            chars: at..end,
            terms: vec![numeral.term() + "%p"],
        });
        points.into_iter().collect()
    }

    fn found_in_digits(&self, at: usize, numeral: &Numeral) -> Option<Found> {
        // No name has a number of per cent: GDP2%, 수출-5%.
        let percent = self.after_percent(at, numeral.end);
        let is_signed = percent.is_some_and(|end| self.before(end) == Some('%'));
        if !is_signed && self.is_part_of_a_name(at) {
            return None;
        }
        if percent.is_none() {
            let figure = self.figure(at)?;
            let is_amount = if numeral.has_unit {
                !self.is_ordinal(at, numeral.end, numeral.has_jo)
            } else {
                !figure.has_leading_zero && (figure.has_commas || self.is_plain_amount(at, &figure))
            };
            if !is_amount {
                return None;
            }
        }
        Some(self.found(at, numeral))
    }

    /// Whether digits without unit or commas are an amount that its other spellings
    /// are to be found by.
    fn is_plain_amount(&self, at: usize, figure: &Figure) -> bool {
        let Figure {
            digits,
            decimals,
            end,
            ..
        } = *figure;
        if !self.has_plain_left(at) || self.is_ordinal(at, end, false) {
            return false;
        }
        let whole = digits / 10u128.pow(decimals);
        if decimals == 0 && whole >= 10 && self.after_yeo(end) > end {
            return true;
        }
        if LIKELY_YEARS.contains(&whole) {
            return decimals == 0 && self.is_no_year(end);
        }
        // 1592년 is a year, 1000년 and 3000년 are times.
        let is_year = (1001..LIKELY_YEARS.end).contains(&whole)
            && self.at(self.after_space(end)) == Some('년');
        whole >= 1000 && !is_year && self.has_plain_right(end)
    }

    /// Reads the amount without digits whose first character is at `at`: 천여 명,
    /// 삼천만 원.
    pub(super) fn spelled_amount(&self, at: usize) -> Step {
        let is_part_of_a_word = self.before(at).is_some_and(|c| is_word_char(c) || c == '-');
        let numeral = if is_part_of_a_word || self.is_indefinite(at) {
            None
        } else {
            self.numeral(at)
        };
        let Some(numeral) = numeral else {
            // 기억, 수천, 몇 천: none in the rest of it either.
            let rest = self.chars[at..].iter();
            return Step::nothing(at + rest.take_while(|c| is_spelled(**c)).count());
        };
        let amount = self.found(at, &numeral);
        let next = amount.chars.end;
        let mut found = self.of_what(at, &numeral);
        if let Some(number) = numeral.whole()
            && next == numeral.end
        {
            found.extend(self.counted(at, number, next));
            found.extend(self.duration(at, number, next));
        }
        found.push(amount);
        Step { found, next }
    }

    fn found(&self, at: usize, numeral: &Numeral) -> Found {
        let (end, sign) = match self.after_percent(at, numeral.end) {
            Some(end) => (end, "%"),
            None => (self.after_yeo(numeral.end), ""),
        };
        Found {
            chars: at..end,
            terms: vec![numeral.term() + sign],
        }
    }

    /// The longest numeral that begins at `at`, with digits or without.
    ///
    /// Parts that are written without digits belong to it only where a counter tells
    /// that they are numbers: 1억 백성 is 1억.
    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        let has_digits = self.is_digit(at);
        let mut chain = Chain::default();
        let mut accepted = None;
        let mut next = if has_digits {
            self.piece_in_digits(at)
        } else {
            // 이 만 명 is no 이만 명.
            self.spelled_piece(at).filter(|piece| piece.unit.is_some())
        };
        while let Some(piece) = next {
            if chain.push(&piece).is_none() {
                break;
            }
            let numeral = chain.numeral(piece.end)?;
            let is_sure = match piece.looks {
                PieceLooks::Digits => true,
                PieceLooks::Unit if has_digits => true,
                PieceLooks::Unit | PieceLooks::Spelled => {
                    numeral.has_unit && self.is_counted(piece.end, piece.end - at == 1)
                }
            };
            if is_sure {
                accepted = Some(numeral);
            }
            next = self.next_piece(piece.end, has_digits);
        }
        accepted
    }

    /// The piece behind one that ends at `end`: together with it, one space further
    /// on, or behind 여 (9억4000여만 원).
    fn next_piece(&self, end: usize, has_digits: bool) -> Option<Piece> {
        let unit_at = end + usize::from(self.at(end) == Some('여'));
        let from = self.after_space(unit_at);
        let is_spaced = from > unit_at;
        if self.is_digit(from) {
            // 만 22세: no digits behind words.
            let piece = self
                .piece_in_digits(from)
                .filter(|_| has_digits && unit_at == end)?;
            let is_part = piece.unit.is_some() || self.is_tail(&piece, is_spaced);
            return is_part.then_some(piece);
        }
        // The 만 of 3천만 and of 100 만 명; but 구조 is no 9조.
        let units = if has_digits {
            MAN..=GYEONG
        } else {
            MAN..=JO - 1
        };
        if let Some((unit, end)) = self.unit(from).filter(|(unit, _)| units.contains(unit)) {
            let looks = if is_spaced {
                PieceLooks::Spelled
            } else {
                PieceLooks::Unit
            };
            return Some(Piece {
                number: None,
                unit: Some(unit),
                end,
                looks,
            });
        }
        // 삼십오, but not 100만이.
        let piece = self.spelled_piece(from).filter(|_| unit_at == end)?;
        (piece.unit.is_some() || !has_digits && !is_spaced).then_some(piece)
    }

    fn piece_in_digits(&self, at: usize) -> Option<Piece> {
        let number = self.figure(at)?;
        let unit = self.unit(number.end);
        Some(Piece {
            number: Some(number),
            unit: unit.map(|(unit, _)| unit),
            end: unit.map_or(number.end, |(_, end)| end),
            looks: PieceLooks::Digits,
        })
    }

    /// 삼백, 백 or 삼.
    fn spelled_piece(&self, at: usize) -> Option<Piece> {
        let number = spelled_digit(self.at(at)?).map(|digits| Figure {
            digits,
            decimals: 0,
            has_commas: false,
            has_leading_zero: false,
            end: at + 1,
        });
        let unit_at = at + usize::from(number.is_some());
        let unit = self.at(unit_at).and_then(spelled_unit);
        (number.is_some() || unit.is_some()).then_some(Piece {
            number,
            unit,
            end: unit_at + usize::from(unit.is_some()),
            looks: PieceLooks::Spelled,
        })
    }

    /// Whether a number without a unit goes on a numeral: the 8,000 of 12만 8,000.
    fn is_tail(&self, piece: &Piece, is_spaced: bool) -> bool {
        let Some(number) = piece.number else {
            return false;
        };
        let end = number.end;
        if self.at(end).is_some_and(|c| is_latin(c) || c == '%') {
            return false;
        }
        if !is_spaced {
            return true;
        }
        // 100만 12월, 600만 10대, 100만 2024 are two numbers.
        let is_year = LIKELY_YEARS.contains(&number.digits) && !self.is_no_year(end);
        let is_other = is_year
            || self
                .at(self.after_space(end))
                .is_some_and(|c| "년월일시분초항호조세위차퍼%".contains(c));
        number.has_commas || number.digits >= 100 && !is_other
    }

    /// The unit that stands behind digits at `at`, and the index after it.
    fn unit(&self, at: usize) -> Option<(u128, usize)> {
        let next = at + 1;
        let value = match self.at(at)? {
            // 3.1만세
            '만' if self.at(next) == Some('세') && !self.stands_at(next, "세대") => {
                return None;
            }
            '조' if self.at(next).is_some_and(|c| {
                is_word_char(c) && !c.is_ascii_digit() && !AFTER_JO.contains(c)
            }) =>
            {
                return None;
            }
            '조' => JO,
            // 55경기, 4분경: only before money or a lower unit.
            '경' => {
                let from = self.after_space(next);
                let is_higher = self
                    .figure(from)
                    .and_then(|figure| self.at(figure.end))
                    .is_some_and(|c| "조억만천".contains(c));
                if !is_higher && !self.has_currency(from) && self.at(from) != Some('여') {
                    return None;
                }
                GYEONG
            }
            unit => spelled_unit(unit)?,
        };
        Some((value, next))
    }

    /// The number in digits at `at`, with commas between thousands and a decimal point.
    pub(super) fn figure(&self, at: usize) -> Option<Figure> {
        let end = self.end_of_digits(at);
        // Each digit may have a comma or the point behind it.
        if end == at || end - at > 2 * MOST_DIGITS {
            return None;
        }
        let written = &self.chars[at..end];
        let (whole, fraction) = match written.iter().position(|&c| c == '.') {
            Some(point) => (&written[..point], &written[point + 1..]),
            None => (written, &[][..]),
        };
        let groups: Vec<&[char]> = whole.split(|&c| c == ',').collect();
        let has_commas = groups.len() > 1;
        let is_grouped = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        if has_commas && !is_grouped {
            return None;
        }
        let mut digits: u128 = 0;
        let mut count = 0;
        for c in groups.into_iter().flatten().chain(fraction) {
            // A second point or a comma behind the first is no digit.
            digits = digits * 10 + u128::from(c.to_digit(10)?);
            count += 1;
            if count > MOST_DIGITS {
                return None;
            }
        }
        Some(Figure {
            digits,
            decimals: fraction.len() as u32,
            has_commas,
            has_leading_zero: whole.len() > 1 && whole[0] == '0',
            end,
        })
    }

    /// The index after the digits at `at`, and the points and commas between them.
    fn end_of_digits(&self, at: usize) -> usize {
        let mut end = at;
        while self.is_digit(end)
            || end > at && matches!(self.at(end), Some('.' | ',')) && self.is_digit(end + 1)
        {
            end += 1;
        }
        end
    }
}
