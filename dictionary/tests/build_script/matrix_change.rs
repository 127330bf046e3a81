//! The change of the costs at the edges of the text, on a matrix small enough to check
//! by hand.

use crate::matrix::Matrix;

fn tags(tags: &[&str]) -> Vec<String> {
    tags.iter().map(|tag| (*tag).to_owned()).collect()
}

#[test]
fn the_beginning_is_raised_and_the_end_made_a_mean() {
    // A column for each left id; in it, the costs after right ids 0 and 1.
    let costs = [
        [500, 600], // the end of the text
        [10, 20],   // an ending
        [30, 40],   // a particle
        [50, 60],   // a common noun
        [70, 81],   // another
        [90, 100],  // a verb
    ];
    let mut matrix = Matrix::new(2, 6, costs.concat()).unwrap();
    matrix
        .fit_to_lone_eojeols(&tags(&["BOS/EOS", "EC", "JKS", "NNG", "NNG", "VV"]))
        .unwrap();

    assert_eq!([matrix.cost(0, 0), matrix.cost(1, 0)], [60, 71]);
    assert_eq!([matrix.cost(0, 1), matrix.cost(1, 1)], [3010, 20]);
    assert_eq!([matrix.cost(0, 2), matrix.cost(1, 2)], [6030, 40]);
    for (left_id, costs) in [(3, [50, 60]), (4, [70, 81]), (5, [90, 100])] {
        assert_eq!([matrix.cost(0, left_id), matrix.cost(1, left_id)], costs);
    }
}

#[test]
fn a_cost_is_raised_to_the_limit_and_no_further() {
    let mut matrix = Matrix::new(1, 3, vec![0, 30_000, -30_000]).unwrap();
    matrix
        .fit_to_lone_eojeols(&tags(&["BOS/EOS", "JX", "NNG"]))
        .unwrap();
    assert_eq!(matrix.cost(0, 1), i16::MAX);
    assert_eq!(matrix.cost(0, 0), -30_000);
}

#[test]
fn tags_that_do_not_fit_are_refused() {
    let matrix = Matrix::new(1, 2, vec![0, 0]).unwrap();
    assert!(
        matrix
            .clone()
            .fit_to_lone_eojeols(&tags(&["BOS/EOS"]))
            .is_err()
    );
    assert!(
        matrix
            .clone()
            .fit_to_lone_eojeols(&tags(&["BOS/EOS", "VV"]))
            .is_err()
    );
    assert!(Matrix::new(2, 2, vec![0; 3]).is_err());
}

#[test]
fn it_is_written_left_words_right_id_first() {
    let mut text = Vec::new();
    let matrix = Matrix::new(2, 3, vec![0, 1, 2, 3, 4, -5]).unwrap();
    matrix.write_def(&mut text).unwrap();
    assert_eq!(
        String::from_utf8(text).unwrap(),
        "2 3\n0 0 0\n1 0 1\n0 1 2\n1 1 3\n0 2 4\n1 2 -5\n"
    );
}
