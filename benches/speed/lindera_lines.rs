//! Plain lindera over the lines of texts, one thread: the limit of what indexing may cost.

use std::borrow::Cow;

use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera_dictionary::viterbi::Lattice;

/// How many morphemes lindera finds in `texts`, line by line and with nothing else done.
pub fn count_morphemes<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    let dictionary = digest_ko_dic::load().expect("the dictionary");
    let segmenter = Segmenter::new(Mode::Normal, dictionary, None)
        .keep_whitespace(false)
        .unknown_word_ladder(true);
    let mut lattice = Lattice::default();
    let mut morphemes = 0;
    for line in texts.flat_map(str::lines) {
        let tokens = segmenter.segment_with_lattice(Cow::Borrowed(line), &mut lattice);
        morphemes += tokens.expect("a segmentation").len();
    }
    morphemes
}
