//! Round numbers for an axis.

/// The marks of an axis from 0 to `largest` or a little more, about five of them, at
/// multiples of 1, 2 or 5 times a power of ten. With `whole`, at whole numbers only.
pub(super) fn marks(largest: f64, whole: bool) -> Vec<f64> {
    let least_step = if whole { 1.0 } else { 0.1 };
    let wanted = (largest / 5.0).max(least_step);
    let power = 10f64.powf(wanted.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    // Rounding must not make a step too small by a hair.
    let step = steps.into_iter().find(|step| *step >= wanted * 0.999);
    let step = step.unwrap_or(wanted);
    let count = (largest / step - 1e-9).ceil().max(1.0) as usize;
    (0..=count).map(|mark| mark as f64 * step).collect()
}

/// Which of `count` months are named on an axis with room for `most` names: every so
/// many, counted from January, whose number from 0 is `first` for the first of them.
pub(super) fn named_months(count: usize, first: usize, most: usize) -> Vec<usize> {
    let steps = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600];
    for step in steps {
        let named: Vec<usize> = (0..count)
            .filter(|month| (first + month).is_multiple_of(step))
            .collect();
        if named.len() <= most.max(2) && !named.is_empty() {
            return named;
        }
    }
    (count > 0).then_some(0).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round() {
        assert_eq!(marks(7.0, true), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(marks(1.0, true), [0.0, 1.0]);
        assert_eq!(marks(0.0, true), [0.0, 1.0]);
        assert_eq!(marks(4.0, true), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(marks(38.0, true), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(marks(2.0, false), [0.0, 0.5, 1.0, 1.5, 2.0]);
        let many = marks(12_345.0, true);
        assert_eq!(many.last(), Some(&15_000.0));
    }

    #[test]
    fn januaries_are_named_where_not_all_are() {
        assert_eq!(named_months(5, 2, 10), [0, 1, 2, 3, 4]);
        // From March on, every third month from January.
        assert_eq!(named_months(12, 2, 5), [1, 4, 7, 10]);
        assert_eq!(named_months(36, 0, 4), [0, 12, 24]);
        assert_eq!(named_months(1, 4, 10), [0]);
        assert_eq!(named_months(0, 0, 10), [0; 0]);
    }
}
