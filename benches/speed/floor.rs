//! Bare tantivy over the same articles: with its default tokenizer, and fed the morphemes
//! that the program indexes.
//!
//! The second is the floor of what the program's extras are measured by: the same words,
//! BM25 as it comes, ten hits with their titles, and nothing else.

use std::fs;
use std::ops::Bound;
use std::sync::Arc;

use digest::analysis::{Analyzer, Scratch};
use tantivy::collector::TopDocs;
use tantivy::query::{
    BooleanQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RangeQuery, RegexQuery, TermQuery,
};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{TextAnalyzer, TokenStream};
use tantivy::{DocAddress, Index, Order, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::corpora::{Corpus, KeptIndex};
use super::questions::{Kind, Question};

const HITS: usize = 10;

/// What the writer buffers, in bytes.
const BUFFER: usize = 256 << 20;

/// How text becomes terms.
pub enum Terms {
    /// tantivy's own tokenizer: lower case, parted at what is no letter or digit.
    Default,
    /// The program's morphemes.
    Morphemes(Arc<Analyzer>),
}

pub struct Floor {
    searcher: Searcher,
    terms: Terms,
    tokenizer: TextAnalyzer,
    title: Field,
    body: Field,
    shown: Field,
    date: Field,
    _folder: KeptIndex,
}

impl Floor {
    /// The index of a corpus in one segment, as nothing could be less to search: made now
    /// where it is not there yet.
    pub fn of(corpus: &Corpus, terms: Terms) -> tantivy::Result<Self> {
        let (name, tokenizer) = match terms {
            Terms::Default => ("tantivy", "default"),
            // Morphemes come with spaces between them.
            Terms::Morphemes(_) => ("tantivy-morphemes", "whitespace"),
        };
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(indexing);
        let mut schema = Schema::builder();
        let title = schema.add_text_field("title", text.clone());
        let body = schema.add_text_field("body", text);
        let shown = schema.add_text_field("shown", STORED);
        let date = schema.add_u64_field("date", FAST);
        let schema = schema.build();
        let add = |index: &Index| -> tantivy::Result<()> {
            let mut writer = index.writer_with_num_threads(1, BUFFER)?;
            let mut scratch = Scratch::default();
            for article in corpus.articles() {
                let mut document = TantivyDocument::new();
                let mut text_of = |text: &str| terms.text(text, &mut scratch);
                document.add_text(title, text_of(&article.title));
                document.add_text(body, text_of(&article.body));
                document.add_text(shown, &article.title);
                if let Some(day) = &article.date {
                    document.add_u64(date, number_of_day(day));
                }
                writer.add_document(document)?;
            }
            writer.commit()?;
            let segments = index.searchable_segment_ids()?;
            if segments.len() > 1 {
                writer.merge(&segments).wait()?;
            }
            writer.wait_merging_threads()
        };
        // What makes morphemes is in this program.
        let this = std::env::current_exe().expect("this program");
        let kept = corpus.kept_index(name, &[this], |folder| {
            fs::create_dir(folder).expect("a folder");
            let index = Index::create_in_dir(folder, schema.clone());
            index.and_then(|index| add(&index)).expect("an index");
        });
        let index = Index::open_in_dir(&kept.folder)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let tokenizer = index.tokenizers().get(tokenizer).expect("a tokenizer");
        Ok(Floor {
            searcher: reader.searcher(),
            terms,
            tokenizer,
            title,
            body,
            shown,
            date,
            _folder: kept,
        })
    }

    /// The titles of the ten best hits.
    pub fn search(&self, question: &Question) -> tantivy::Result<Vec<String>> {
        let query = self.query(question)?;
        let top = TopDocs::with_limit(HITS);
        let hits: Vec<DocAddress> = if question.kind == Kind::ByDate {
            let by_date = top.order_by_fast_field::<u64>("date", Order::Desc);
            let hits = self.searcher.search(&query, &by_date)?;
            hits.into_iter().map(|(_, address)| address).collect()
        } else {
            let hits = self.searcher.search(&query, &top.order_by_score())?;
            hits.into_iter().map(|(_, address)| address).collect()
        };
        hits.into_iter()
            .map(|address| {
                let document: TantivyDocument = self.searcher.doc(address)?;
                let title = document.get_first(self.shown);
                let title = title.and_then(|title| title.as_str().map(str::to_owned));
                Ok(title.unwrap_or_default())
            })
            .collect()
    }

    /// What either field may hold, one or more of it.
    fn query(&self, question: &Question) -> tantivy::Result<BooleanQuery> {
        let terms = self.query_terms(&question.words.join(" "));
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut add = |part: Box<dyn Query>| parts.push((Occur::Should, part));
        for field in [self.title, self.body] {
            let terms = terms.iter().map(|term| Term::from_field_text(field, term));
            match question.kind {
                Kind::Phrase if terms.len() > 1 => add(Box::new(PhraseQuery::new(terms.collect()))),
                Kind::Prefix => {
                    // Drawn prefixes are syllables: nothing in them means something else.
                    let pattern = format!("{}.*", question.words[0]);
                    add(Box::new(RegexQuery::from_pattern(&pattern, field)?));
                }
                Kind::Typo => {
                    terms.for_each(|term| add(Box::new(FuzzyTermQuery::new(term, 1, true))));
                }
                _ => terms.for_each(|term| {
                    add(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
                }),
            }
        }
        let Some(since) = question.since() else {
            return Ok(BooleanQuery::new(parts));
        };
        let since = Term::from_field_u64(self.date, number_of_day(since));
        let since = RangeQuery::new(Bound::Included(since), Bound::Unbounded);
        let words: Box<dyn Query> = Box::new(BooleanQuery::new(parts));
        let parts = vec![(Occur::Must, words), (Occur::Must, Box::new(since) as _)];
        Ok(BooleanQuery::new(parts))
    }

    fn query_terms(&self, text: &str) -> Vec<String> {
        let text = self.terms.text(text, &mut Scratch::default());
        let mut tokenizer = self.tokenizer.clone();
        let mut stream = tokenizer.token_stream(&text);
        let mut terms = Vec::new();
        while stream.advance() {
            terms.push(stream.token().text.clone());
        }
        terms
    }
}

impl Terms {
    fn text(&self, text: &str, scratch: &mut Scratch) -> String {
        match self {
            Terms::Default => text.to_owned(),
            Terms::Morphemes(analyzer) => {
                let tokens = analyzer.tokens(text, scratch);
                let tokens: Vec<String> = tokens.into_iter().map(|token| token.text).collect();
                tokens.join(" ")
            }
        }
    }
}

/// 2024-05-01 as 20240501: days in order.
fn number_of_day(day: &str) -> u64 {
    day.replace('-', "").parse().expect("a day")
}
