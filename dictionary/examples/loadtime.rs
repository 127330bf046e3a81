use std::borrow::Cow;
use std::time::Instant;
fn main() {
    let t = Instant::now();
    let d = digest_ko_dic::load().unwrap();
    let a = t.elapsed();
    let s = lindera::segmenter::Segmenter::new(lindera::mode::Mode::Normal, d, None)
        .keep_whitespace(false)
        .unknown_word_ladder(true);
    let b = t.elapsed();
    for w in ["레드팀", "이상의"] {
        let v: Vec<_> = s
            .segment(Cow::Borrowed(w))
            .unwrap()
            .iter()
            .map(|t| t.surface.to_string())
            .collect();
        println!("{w} {v:?}");
    }
    println!("load {a:?} load+new {b:?} +2 words {:?}", t.elapsed());
}
