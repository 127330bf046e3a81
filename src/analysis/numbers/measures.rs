//! What an amount is an amount of: money, and what is weighed or measured.
//!
//! Defines the spellings of currencies and units, and the terms of amounts with them.
//! The amounts themselves are left to `amounts`.

use super::chain::Numeral;
use super::{Found, Reader, is_latin};

/// Currencies, each by its name in terms and its words.
const CURRENCIES: &[(&str, &[&str])] = &[
    (
        "달러",
        &["달러", "미달러", "미국달러", "usd", "dollars", "dollar"],
    ),
    ("유로", &["유로", "eur", "euros", "euro"]),
    ("파운드", &["파운드", "gbp"]),
    ("엔", &["엔", "jpy", "yen"]),
    ("위안", &["위안", "cny", "rmb", "yuan"]),
    ("원", &["원", "krw", "won"]),
    ("루피", &["루피", "inr"]),
    ("루블", &["루블", "rub"]),
];

/// What stands right before an amount of a currency, or right behind it.
const SIGNS: &[(char, &str)] = &[
    ('$', "달러"),
    ('€', "유로"),
    ('£', "파운드"),
    ('¥', "엔"),
    ('₩', "원"),
    ('₹', "루피"),
    ('₽', "루블"),
];

/// The same written wide, and signs that stand behind an amount.
const OTHER_SIGNS: &str = "＄￡￥￦%％﹪℃℉°";

/// What may follow a currency in Hangul beside particles: 3천 원대, 5만 원권.
const SUFFIXES_OF_MONEY: &str = "대 권 선";

/// Units, each by its symbol in terms, other spellings and characters of their own. Of
/// two that begin alike the longer is first.
const UNITS: &[(&str, &[&str], &str)] = &[
    ("°c", &["°c"], "℃"),
    ("kwh", &["kwh", "킬로와트시"], ""),
    ("mwh", &["mwh", "메가와트시"], ""),
    ("gwh", &["gwh", "기가와트시"], ""),
    ("twh", &["twh", "테라와트시"], ""),
    ("mah", &["mah", "밀리암페어시"], ""),
    ("ghz", &["ghz", "기가헤르츠"], "㎓"),
    ("mhz", &["mhz", "메가헤르츠"], "㎒"),
    ("khz", &["khz", "킬로헤르츠"], "㎑"),
    ("hz", &["hz", "헤르츠"], "㎐"),
    ("gbps", &["gbps", "기가비피에스"], ""),
    ("mbps", &["mbps", "메가비피에스"], ""),
    ("pb", &["pb", "페타바이트"], ""),
    ("tb", &["tb", "테라바이트"], ""),
    ("gb", &["gb", "기가바이트"], "㎇"),
    ("mb", &["mb", "메가바이트"], "㎆"),
    ("kb", &["kb", "킬로바이트"], "㎅"),
    ("kcal", &["kcal", "킬로칼로리"], "㎉"),
    ("kg", &["kg", "킬로그램"], "㎏"),
    ("mg", &["mg", "밀리그램"], "㎎"),
    ("km²", &["km2", "제곱킬로미터", "평방킬로미터"], "㎢"),
    ("m²", &["m2", "제곱미터", "평방미터"], "㎡"),
    ("m³", &["m3", "세제곱미터", "입방미터"], "㎥"),
    ("km", &["km", "킬로미터"], "㎞"),
    ("cm", &["cm", "센티미터", "센티"], "㎝"),
    ("mm", &["mm", "밀리미터"], "㎜"),
    ("nm", &["nm", "나노미터", "나노"], "㎚"),
    ("µm", &["um", "μm", "마이크로미터"], "㎛"),
    ("ha", &["ha", "헥타르"], "㏊"),
    ("ml", &["ml", "밀리리터"], "㎖"),
    ("tw", &["tw", "테라와트"], ""),
    ("gw", &["gw", "기가와트"], ""),
    ("mw", &["mw", "메가와트"], "㎿"),
    ("kw", &["kw", "킬로와트"], "㎾"),
    ("bp", &["bps", "bp", "베이시스포인트"], ""),
    ("l", &["l", "리터"], "ℓ"),
    ("w", &["w", "와트"], ""),
    ("t", &["t", "톤"], ""),
    ("g", &["g", "그램"], ""),
    ("m", &["m", "미터"], ""),
];

/// Those of [`UNITS`] of one letter that are written as a capital. The others are not: 5G is
/// no 5 g. A litre is written both ways.
const CAPITAL_UNITS: &str = "wl";
const SMALL_UNITS: &str = "ltgm";

/// What stands before degrees of an angle, a latitude or a drink.
const BEFORE_OTHER_DEGREES: &str = "동경 서경 북위 남위 위도 경도 각도 경사 경사도 기울기 알코올 도수 화씨 \
    회전 좌우 전후 상하 시야각 화각 서해 전국";

/// What stands behind them.
const AFTER_OTHER_DEGREES: &str =
    "각도 회전 방향 기울 꺾 돌 경사 카메라 화상 소주 위스키 인쇄 바뀌 달라 전환";

/// Degrees that mostly are those of a turn.
const TURNS: [u128; 2] = [180, 360];

/// Words for thousands in English, by the power of ten.
const SCALES: &[(&str, u32)] = &[
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
];

/// Their shorts, which stand behind an amount of money only.
const SHORT_SCALES: &[(&str, u32)] = &[
    ("trn", 12),
    ("tn", 12),
    ("bn", 9),
    ("mn", 6),
    ("t", 12),
    ("b", 9),
    ("m", 6),
    ("k", 3),
];

/// What may follow a unit in Hangul beside particles.
const SUFFIXES: &str = "급 대";

/// Whether `value` makes an amount of a number that stands beside it, and is no token.
pub(super) fn is_sign(value: char) -> bool {
    SIGNS.iter().any(|(sign, _)| *sign == value) || OTHER_SIGNS.contains(value)
}

impl Reader {
    /// An amount that goes on in English: $10 billion, 10 million. Ends behind the word.
    pub(super) fn scaled(&self, at: usize, numeral: &Numeral) -> Option<Numeral> {
        if numeral.has_unit {
            return None;
        }
        let from = self.after_space(numeral.end);
        let (power, end) = self.one_of(from, SCALES).or_else(|| {
            self.sign_before(at)?;
            self.one_of(numeral.end, SHORT_SCALES)
        })?;
        numeral.times_ten_to(power, end)
    }

    /// The Latin word of a table that stands at `at`, and the index after it.
    fn one_of<T: Copy>(&self, at: usize, words: &[(&str, T)]) -> Option<(T, usize)> {
        let ends = |word: &str| !self.is_latin_or_digit(at + word.len());
        let mut words = words.iter();
        let (word, value) = words.find(|(word, _)| self.stands_at(at, word) && ends(word))?;
        Some((*value, at + word.len()))
    }

    /// The amount of `numeral`, which stands at `at`, with what it is an amount of.
    pub(super) fn measured(&self, at: usize, numeral: &Numeral) -> Vec<Found> {
        let amount = numeral.term();
        let mut found = Vec::new();
        if let Some((currency, start)) = self.sign_before(at) {
            found.push(Found {
                chars: start..self.after_yeo(numeral.end),
                terms: vec![amount.clone() + currency],
            });
            found.extend(self.end_of_signed_range(numeral.end, currency));
        } else if let Some((currency, end)) = self.currency_after(self.after_yeo(numeral.end)) {
            found.push(Found {
                chars: at..end,
                terms: vec![amount.clone() + currency],
            });
        } else if let Some(currency) = self.currency_of_range(numeral) {
            found.push(Found {
                chars: at..numeral.end,
                terms: vec![amount.clone() + currency],
            });
        }
        if let Some((unit, end)) = self.unit_after(numeral.end) {
            found.push(Found {
                chars: at..end,
                terms: vec![amount + unit],
            });
        } else if let Some(end) = self.degrees(at, numeral) {
            found.push(Found {
                chars: at..end,
                terms: vec![amount + "°c"],
            });
        } else if let Some(unit) = self.unit_of_range(numeral) {
            found.push(Found {
                chars: at..numeral.end,
                terms: vec![amount + unit],
            });
        }
        found
    }

    /// The currency whose sign stands before an amount at `at`, and where it begins.
    fn sign_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let mut sign = at.checked_sub(1)?;
        if self.is_space(sign) {
            sign = sign.checked_sub(1)?;
        }
        let written = self.at(sign)?;
        let (_, currency) = SIGNS.iter().find(|(sign, _)| *sign == written)?;
        if !self.before(sign).is_some_and(is_latin) {
            return Some((currency, sign));
        }
        // US$; C$ and HK$ are other dollars.
        let start = sign.checked_sub(2)?;
        let is_american = written == '$' && self.stands_at(start, "us");
        (is_american && !self.is_latin_or_digit(start.wrapping_sub(1))).then_some((currency, start))
    }

    /// The currency that follows an amount, and the index after it.
    fn currency_after(&self, end: usize) -> Option<(&'static str, usize)> {
        if let Some(behind) = self.sign_behind(end) {
            return Some(behind);
        }
        let from = self.after_space(end);
        let first = self.at(from)?;
        let currencies = CURRENCIES.iter();
        let mut words = currencies.flat_map(|(name, words)| words.iter().map(move |w| (*name, *w)));
        words.find_map(|(name, word)| {
            let after = from + word.chars().count();
            let ends = word.starts_with(first)
                && self.stands_at(from, word)
                && if word.is_ascii() {
                    !self.is_latin_or_digit(after)
                } else {
                    let suffix = self.after_one_of(after, SUFFIXES_OF_MONEY);
                    self.ends_counter(after) || suffix.is_some_and(|end| self.ends_counter(end))
                };
            ends.then_some((name, after))
        })
    }

    /// The currency whose sign stands right behind an amount, and before no other: 50€.
    fn sign_behind(&self, end: usize) -> Option<(&'static str, usize)> {
        let written = self.at(end)?;
        let (_, currency) = SIGNS.iter().find(|(sign, _)| *sign == written)?;
        (!self.is_word(end + 1)).then_some((*currency, end + 1))
    }

    /// The currency of the other end of a range that begins with an amount: 10억~20억 달러.
    fn currency_of_range(&self, first: &Numeral) -> Option<&'static str> {
        let last = self.end_of_amounts(first)?;
        let (currency, _) = self.currency_after(last.end)?;
        Some(currency)
    }

    /// The unit of the other end of a range: 30~40㎏.
    fn unit_of_range(&self, first: &Numeral) -> Option<&'static str> {
        let last = self.end_of_amounts(first)?;
        let (unit, _) = self.unit_after(last.end)?;
        Some(unit)
    }

    /// The other end of a range that begins with an amount. An amount without 만 or 억 may
    /// have those of the other end: 3~4만 달러.
    fn end_of_amounts(&self, first: &Numeral) -> Option<Numeral> {
        let mark = self.after_space(first.end);
        if !self.is_range_mark(mark) {
            return None;
        }
        let last = self.numeral(self.after_space(mark + 1))?;
        (first.has_unit || !last.has_unit).then_some(last)
    }

    /// The other end of a range whose first amount has a sign before it: $30~40.
    fn end_of_signed_range(&self, end: usize, currency: &str) -> Option<Found> {
        let mark = self.after_space(end);
        let from = self.after_space(mark + 1);
        if !self.is_range_mark(mark) || !self.is_digit(from) {
            return None;
        }
        let last = self.numeral(from)?;
        let is_other = self.after_percent(from, last.end).is_some()
            || self.at(self.after_space(last.end)).is_some_and(is_latin)
            || self.currency_after(last.end).is_some();
        (!is_other).then(|| Found {
            chars: from..last.end,
            terms: vec![last.term() + currency],
        })
    }

    /// Whether the per cent of the last of several numbers is that of one which ends at `end`:
    /// 30~40%, 3.5·4.5%, 3, 4%.
    pub(super) fn is_among_per_cents(&self, end: usize) -> bool {
        // So many numbers stand in a row at most.
        const MOST: usize = 5;
        let mut end = end;
        for _ in 0..MOST {
            let mark = self.after_space(end);
            if !self.is_range_mark(mark) && !matches!(self.at(mark), Some('·' | ',')) {
                return false;
            }
            let from = self.after_space(mark + 1);
            let Some(figure) = self.figure(from) else {
                return false;
            };
            end = figure.end;
            if self.after_percent(from, end).is_some() {
                return true;
            }
        }
        false
    }

    /// The unit that follows an amount, and the index after it.
    fn unit_after(&self, end: usize) -> Option<(&'static str, usize)> {
        let from = self.after_space(end);
        let first = self.at(from)?;
        UNITS.iter().find_map(|(symbol, words, character)| {
            let after = self.after_character(from, character).or_else(|| {
                let mut words = words.iter().filter(|word| word.starts_with(first));
                words.find_map(|word| self.after_unit(word, from, from > end))
            })?;
            Some((*symbol, after))
        })
    }

    /// The index after the 도 of a temperature behind an amount: 30도. 300만도 is 300만 with a
    /// particle.
    fn degrees(&self, at: usize, numeral: &Numeral) -> Option<usize> {
        let end = numeral.end + 1;
        let is_degree =
            !numeral.has_unit && self.at(numeral.end) == Some('도') && self.ends_counter(end);
        let is_other = || {
            let is_turn = numeral.whole().is_some_and(|whole| TURNS.contains(&whole));
            let behind = self.after_space(end);
            is_turn
                || self.stands_before(at, BEFORE_OTHER_DEGREES)
                || self.after_one_of(behind, AFTER_OTHER_DEGREES).is_some()
        };
        (is_degree && !is_other()).then_some(end)
    }

    /// The index after a unit that is one character of its own, of which `character`
    /// lists: ㎏.
    fn after_character(&self, at: usize, character: &str) -> Option<usize> {
        let written = self.written.get(at)?;
        if !character.starts_with(*written) {
            return None;
        }
        Some(self.end_of_character(at))
    }

    fn after_unit(&self, word: &str, at: usize, is_spaced: bool) -> Option<usize> {
        if word.is_ascii() {
            return self.after_symbol(word, at, is_spaced);
        }
        let after = at + word.chars().count();
        if !self.stands_at(at, word) {
            return None;
        }
        let suffix = self.after_one_of(after, SUFFIXES).unwrap_or(after);
        (self.ends_counter(after) || suffix > after && !self.is_word(suffix)).then_some(after)
    }

    /// The index after a unit in letters: km, km2 or km².
    fn after_symbol(&self, symbol: &str, at: usize, is_spaced: bool) -> Option<usize> {
        let (letters, power) = match symbol.strip_suffix(['2', '3']) {
            Some(letters) => (letters, symbol.chars().last()),
            None => (symbol, None),
        };
        if !self.stands_at(at, letters) {
            return None;
        }
        let mut after = at + letters.len();
        if letters.len() == 1 && power.is_none() {
            let is_as_written = self.written.get(at).is_some_and(|written| {
                let units = match written.is_ascii_lowercase() {
                    true => SMALL_UNITS,
                    false => CAPITAL_UNITS,
                };
                units.contains(letters)
            });
            if is_spaced || !is_as_written {
                return None;
            }
        }
        if let Some(power) = power {
            let raised = if power == '2' { '²' } else { '³' };
            let stands = self.at(after) == Some(power) || self.written.get(after) == Some(&raised);
            if !stands {
                return None;
            }
            after += 1;
        }
        // km/h, m², 3m-4m
        let goes_on = self.is_latin_or_digit(after)
            || matches!(self.written.get(after), Some('²' | '³'))
            || self.at(after) == Some('/') && self.at(after + 1).is_some_and(is_latin);
        (!goes_on).then_some(after)
    }

    fn is_latin_or_digit(&self, index: usize) -> bool {
        self.at(index)
            .is_some_and(|c| is_latin(c) || c.is_ascii_digit())
    }

    /// The index after what makes per cent percentage points, behind the sign or word for
    /// per cent.
    pub(super) fn after_points(&self, end: usize) -> Option<usize> {
        let latin = self.one_of(end, &[("p", ()), ("points", ()), ("point", ())]);
        if let Some(((), after)) = latin {
            return Some(after);
        }
        let after = self.after_one_of(self.after_space(end), "포인트")?;
        self.ends_counter(after).then_some(after)
    }
}
