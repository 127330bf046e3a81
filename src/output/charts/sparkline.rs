//! A row of values in one line of blocks.

/// From nothing to the most. The first stands for 0 alone, so that the line has a
/// ground and a month with one article shows.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The values, a cell each, as high as they are beside the largest. A space stands for
/// a value that there is not.
pub(super) fn sparkline(values: &[Option<f64>]) -> String {
    let largest = values.iter().flatten().copied().fold(0.0, f64::max);
    let block = |value: &Option<f64>| match value {
        None => ' ',
        Some(value) if *value <= 0.0 => BLOCKS[0],
        Some(value) => {
            let step = (value / largest * 7.0).ceil() as usize;
            BLOCKS[step.clamp(1, 7)]
        }
    };
    values.iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_the_ground_and_the_most_is_full() {
        let line = |values: &[f64]| {
            let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            sparkline(&values)
        };
        assert_eq!(line(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), "▁▂▃▄▅▆▇█");
        assert_eq!(line(&[0.0, 1.0, 1000.0]), "▁▂█");
        assert_eq!(line(&[0.0, 0.0]), "▁▁");
        assert_eq!(line(&[]), "");
        assert_eq!(sparkline(&[Some(1.0), None]), "█ ");
    }

    proptest! {
        #[test]
        fn more_is_never_lower(values in prop::collection::vec(0u32..500, 1..40)) {
            let line = sparkline(&values.iter().map(|&v| Some(f64::from(v))).collect::<Vec<_>>());
            let heights: Vec<usize> = line
                .chars()
                .map(|c| BLOCKS.iter().position(|&block| block == c).unwrap())
                .collect();
            prop_assert_eq!(heights.len(), values.len());
            for (a, one) in values.iter().enumerate() {
                for (b, other) in values.iter().enumerate() {
                    prop_assert!(one > other || heights[a] <= heights[b]);
                }
                prop_assert_eq!(*one == 0, heights[a] == 0);
            }
        }
    }
}
