//! What holds for every query, whatever its text: the checks that the fuzz target and
//! the tests share.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use digest::analysis::{Analyzer, Spacing, Terms};
use digest::corpus::{self, Reach};
use digest::index::{Effort, FileRecord, GenerationWriter, IndexLock, IndexReader, Sources};
use digest::search::{
    BatchQuery, DEEPEST_GROUP, Hit, Hits, LONGEST_QUERY_CHARS, QueryError, SearchEngine,
    SearchOptions, Synonyms,
};

/// How far the parts of a score may be from it, by rounding.
const ROUNDING: f32 = 0.001;

/// What the small index of the project's own corpus may take.
const EFFORT: Effort = Effort {
    threads: 1,
    memory_bytes: 64 << 20,
};

/// An engine over the project's own corpus.
pub struct OwnCorpus {
    engine: SearchEngine,
}

impl OwnCorpus {
    /// Indexes the corpus of the folder `project` in a temporary folder.
    pub fn new(project: &Path) -> Self {
        let index = tempfile::tempdir().unwrap();
        build(&project.join("corpus"), index.path());
        let reader = IndexReader::open(index.path(), None).unwrap();
        let analyzer = Arc::new(reader.analyzer().unwrap());
        let engine = SearchEngine::new(reader, analyzer, Synonyms::shipped());
        // A word that is found nowhere has the last file read. What is open stays when
        // the folder goes, and a process that is killed leaves nothing behind.
        engine.search("쀍쀍쀍", &SearchOptions::default()).unwrap();
        OwnCorpus { engine }
    }

    /// Checks `bytes` as a query, and as a line of a batch.
    pub fn check_bytes(&self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        self.check_text(&text);
        match BatchQuery::parse(bytes) {
            Ok(query) if query.text == text => {}
            Ok(query) => self.check_text(&query.text),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }

    /// Checks `text` as a query, with each of the options.
    pub fn check_text(&self, text: &str) {
        let chars = text.chars().count();
        if chars > LONGEST_QUERY_CHARS {
            let error = self
                .engine
                .search(text, &SearchOptions::default())
                .unwrap_err();
            assert_eq!(error.downcast_ref(), Some(&QueryError::TooLong(chars)));
            return;
        }
        // A date, an issue or a kind that there is not is told with its place, and so is
        // more syntax than a query may have.
        if let Err(error) = self.engine.search(text, &SearchOptions::default()) {
            let error = match error.downcast_ref() {
                Some(QueryError::Syntax(error)) => error,
                Some(QueryError::TooWide(_)) if text.contains(['*', '~']) => return,
                _ => panic!("{error:#}"),
            };
            let names = ["date", "날짜", "issue", "호", "kind", "종류"];
            let mut names = names.iter();
            let has_filter = names.any(|name| text.to_lowercase().contains(&format!("{name}:")));
            let is_too_much = text.len() > DEEPEST_GROUP
                && ["clauses", "brackets"]
                    .iter()
                    .any(|what| error.message.contains(what));
            assert!(has_filter || is_too_much, "{error}");
            assert!(!error.part().is_empty());
            return;
        }
        let hits = self.search(text, SearchOptions::default());
        self.check_explained(text, &hits);
        self.check_all_words(text, &hits);
        self.check_exact(text, &hits);
    }

    /// A page of hits, of which all is checked that needs no other page.
    fn search(&self, text: &str, options: SearchOptions) -> Hits {
        let hits = self.engine.search(text, &options).unwrap();
        assert_eq!(hits.query, text);
        assert!(hits.words.iter().all(|word| !word.is_empty()));
        for rewrite in &hits.rewrites {
            assert!(!rewrite.to.is_empty() && rewrite.to != rewrite.from);
            assert!(text.contains(&rewrite.from), "{rewrite:?}");
            // In a longer eojeol the same letters may be another word.
            let mut eojeols = text.split_whitespace();
            if eojeols.all(|e| e == rewrite.from || !e.contains(&rewrite.from)) {
                let again = hits.words.iter().filter(|word| **word == rewrite.from);
                assert!(again.count() <= 1, "{rewrite:?} is not taken everywhere");
            }
        }
        let found = hits.total + hits.partial;
        // Only what names a field finds without a word.
        assert!(!hits.words.is_empty() || found == 0 || text.contains(':'));
        let expected = found.saturating_sub(options.offset).min(options.limit);
        assert_eq!(hits.hits.len(), expected);
        for (rank, hit) in (options.offset + 1..).zip(&hits.hits) {
            assert_eq!(hit.rank, rank);
            assert!(hit.missing.iter().all(|word| text.contains(word)));
            let is_scored = hit.score > 0.0 || text.contains([':', '*', '~']);
            assert!(hit.score.is_finite() && is_scored, "{}", hit.score);
            assert_eq!(hit.explanation.is_some(), options.explain);
            check_highlights(hit);
        }
        let is_full = |hit: &&Hit| hit.missing.is_empty();
        let full = hits.hits.iter().filter(is_full).count();
        assert!(full <= hits.total && hits.hits.len() - full <= hits.partial);
        hits
    }

    /// A second search, whose hits tell how they got their scores.
    fn check_explained(&self, text: &str, hits: &Hits) {
        let mut explained = self.search(
            text,
            SearchOptions {
                explain: true,
                ..SearchOptions::default()
            },
        );
        for hit in &mut explained.hits {
            let explanation = hit.explanation.take().unwrap();
            let sum = explanation.score();
            assert!(
                (sum - hit.score).abs() <= ROUNDING * hit.score,
                "the parts come to {sum}, the score is {}: {explanation:?}",
                hit.score
            );
        }
        assert_eq!(&explained, hits, "a second search finds something else");
    }

    /// A search for the best hit that lacks nothing.
    fn check_all_words(&self, text: &str, hits: &Hits) {
        let full = self.search(
            text,
            SearchOptions {
                all_words: true,
                limit: 1,
                ..SearchOptions::default()
            },
        );
        assert_eq!((full.total, full.partial), (hits.total, 0));
        let best = hits.hits.iter().find(|hit| hit.missing.is_empty());
        if let (Some(hit), Some(best)) = (full.hits.first(), best) {
            let best = Hit {
                rank: 1,
                ..best.clone()
            };
            assert_eq!(hit, &best, "--all-words changes a hit");
        }
    }

    /// A search for the words as they are, and the second page of it.
    fn check_exact(&self, text: &str, hits: &Hits) {
        let exact = self.search(
            text,
            SearchOptions {
                exact: true,
                limit: 2,
                offset: 2,
                ..SearchOptions::default()
            },
        );
        assert_eq!(exact.rewrites, []);
        if hits.rewrites.is_empty() {
            assert_eq!((exact.total, exact.partial), (hits.total, hits.partial));
            let wanted = hits.hits.iter().skip(2).take(2);
            assert!(exact.hits.iter().eq(wanted), "the second page differs");
        }
    }
}

/// Whether what is marked in each text of a hit can be marked.
fn check_highlights(hit: &Hit) {
    check_ranges(hit.document.title(), &hit.title_highlights);
    assert!(!hit.snippets.is_empty());
    for snippet in &hit.snippets {
        assert!(!snippet.text.is_empty());
        check_ranges(&snippet.text, &snippet.highlights);
    }
}

/// Whether ranges of characters of `text` are inside, not empty, in order and apart.
fn check_ranges(text: &str, ranges: &[Range<usize>]) {
    let length = text.chars().count();
    let mut least = 0;
    for range in ranges {
        assert!(
            least <= range.start && range.start < range.end && range.end <= length,
            "{ranges:?} of {length} characters"
        );
        least = range.end + 1;
    }
}

/// Builds the index of the folder `corpus` in the folder `index`.
fn build(corpus: &Path, index: &Path) {
    let analyzer = Arc::new(Analyzer::new().unwrap());
    let spacing = Spacing::new(&analyzer);
    let lock = IndexLock::take(index, |_| false).unwrap().unwrap();
    let go_on = || Ok(());
    let mut writer = GenerationWriter::start(&lock, &analyzer, None, EFFORT, &go_on).unwrap();
    let listing = corpus::digest_files(corpus, Reach::default(), &|| false);
    let mut files = listing.unwrap().files;
    // A PDF would be read by a process of its own.
    files.retain(|file| !file.name.ends_with(".pdf"));
    assert!(!files.is_empty(), "{} is empty", corpus.display());
    let mut records = Vec::new();
    for (place, file) in (1..).zip(files) {
        let read = corpus::read(&file, 1 << 30, &|| false).unwrap();
        let judge = |left: &str, right: &str| spacing.is_space_between(left, right);
        let parsed = corpus::parse(&file.name, &read.bytes, &judge).unwrap();
        let content = writer.add_file(place, parsed.documents()).unwrap();
        let issue = Some(parsed.issue.id.clone());
        records.push(FileRecord::new(
            &file.name, read.hash, place, issue, content,
        ));
    }
    let terms = Terms::shipped();
    let sources = Sources {
        corpus: corpus.to_string_lossy().into_owned(),
        parser: corpus::PARSER_VERSION,
        terms: terms.fingerprint(),
        synonyms: Synonyms::shipped().fingerprint(),
        fields: String::new(),
    };
    let built = writer.finish(None, sources, &terms, &records).unwrap();
    built.publish().unwrap();
}
