//! Who published the works that articles cite, whatever the spelling.
//!
//! Defines which spellings are one publisher, and what is counted of each. Spellings
//! that only people know to be one (오픈AI, OpenAI) come from `synonyms`.

use std::collections::{HashMap, HashSet};

use crate::analysis::{jamo::letters, spelling};
use crate::document::{Date, Document, PartialDate};
use crate::search::query::synonyms::Synonyms;

/// Tells which spellings are one publisher.
#[derive(Debug, Clone, Default)]
pub struct PublisherKeys {
    /// The key of each member of a group of synonyms, for all of the group.
    groups: HashMap<String, String>,
}

impl PublisherKeys {
    /// The keys by these synonyms. Groups that share a member are one.
    pub fn new(synonyms: &Synonyms) -> Self {
        let mut groups: HashMap<String, String> = HashMap::new();
        for members in synonyms.groups() {
            let members: Vec<String> = members.map(own_key).collect();
            let known: HashSet<String> = members
                .iter()
                .filter_map(|member| groups.get(member).cloned())
                .collect();
            let Some(key) = known.iter().min().or(members.first()).cloned() else {
                continue;
            };
            if known.len() > 1 {
                for other in groups.values_mut().filter(|other| known.contains(*other)) {
                    other.clone_from(&key);
                }
            }
            groups.extend(members.into_iter().map(|member| (member, key.clone())));
        }
        PublisherKeys { groups }
    }

    /// The key of a publisher: the same for all its spellings. Upper and lower case,
    /// wide and narrow letters, spaces and punctuation are one, and so are `&` and
    /// `and`. Empty where no letter or digit is in `name`.
    pub fn key(&self, name: &str) -> String {
        let own = own_key(name);
        self.groups.get(&own).cloned().unwrap_or(own)
    }
}

/// The key of a name by its letters alone.
fn own_key(name: &str) -> String {
    spelling(&name.replace(['&', '＆'], " and "))
}

/// A publisher of works that articles cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Its commonest spelling; of two, the one that came first.
    pub name: String,
    /// Its other spellings, the commonest first.
    pub other_spellings: Vec<String>,
    /// How many articles cite works of it.
    pub articles: usize,
    /// How often works of it are cited.
    pub citations: usize,
    /// The date of its oldest cited work, of those that have one.
    pub first: Option<Date>,
    /// The date of its newest cited work, of those that have one.
    pub last: Option<Date>,
}

/// The publishers of the works that some documents cite.
#[derive(Debug, Clone, Default)]
pub struct Publishers {
    keys: PublisherKeys,
    counted: Vec<Counted>,
    /// The place of each among those, by its key.
    places: HashMap<String, usize>,
    /// How many documents were added.
    documents: u64,
}

/// What is counted of a publisher.
#[derive(Debug, Clone, Default)]
struct Counted {
    spellings: Vec<Spelling>,
    articles: usize,
    citations: usize,
    first: Option<Date>,
    last: Option<Date>,
}

/// A way in which a publisher is spelled.
#[derive(Debug, Clone)]
struct Spelling {
    text: String,
    count: usize,
    /// Where it stands first.
    first: CitationPlace,
}

/// Where a citation stands: its digest file, its document in that, and it among those of
/// the document.
pub(in crate::search) type CitationPlace = (u64, u64, usize);

/// A spelling of a publisher among those that were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct SpellingPlace {
    pub publisher: usize,
    spelling: usize,
}

/// The most names that are offered in the place of one that is unknown.
const MOST_NEAR: usize = 5;

/// How much of two names must be alike, from 0 to 1, for one to be meant by the other.
const NEAR: f64 = 0.5;

impl Publishers {
    /// No publishers yet; spellings are one by `keys`.
    pub fn new(keys: PublisherKeys) -> Self {
        Publishers {
            keys,
            ..Publishers::default()
        }
    }

    /// The publishers of the works that `documents` cite.
    pub fn of<'a>(documents: impl IntoIterator<Item = &'a Document>, synonyms: &Synonyms) -> Self {
        let mut publishers = Publishers::new(PublisherKeys::new(synonyms));
        for document in documents {
            publishers.add(document);
        }
        publishers
    }

    /// Counts the works that one more document cites. Works without a publisher's name
    /// are passed over.
    pub fn add(&mut self, document: &Document) {
        let mut seen = HashSet::new();
        for (nth, citation) in document.citations().iter().enumerate() {
            let Some(place) = self.place_of(&citation.publisher) else {
                continue;
            };
            let is_first = seen.insert(place.publisher);
            let day = citation.date.and_then(PartialDate::day);
            self.count(place, (self.documents, 0, nth), day, is_first);
        }
        self.documents += 1;
    }

    /// The place of a spelling, which is counted from now on; `None` where it is no name.
    pub(in crate::search) fn place_of(&mut self, spelling: &str) -> Option<SpellingPlace> {
        let key = self.keys.key(spelling);
        if key.is_empty() {
            return None;
        }
        let publisher = *self.places.entry(key).or_insert(self.counted.len());
        if publisher == self.counted.len() {
            self.counted.push(Counted::default());
        }
        let spellings = &mut self.counted[publisher].spellings;
        let text = spelling.trim();
        let known = spellings.iter().position(|known| known.text == text);
        let spelling = known.unwrap_or_else(|| {
            spellings.push(Spelling {
                text: text.to_owned(),
                count: 0,
                first: (u64::MAX, u64::MAX, usize::MAX),
            });
            spellings.len() - 1
        });
        Some(SpellingPlace {
            publisher,
            spelling,
        })
    }

    /// Counts a citation at `citation`, of a work of this day; with its document where it is
    /// the first of the publisher there.
    pub(in crate::search) fn count(
        &mut self,
        place: SpellingPlace,
        citation: CitationPlace,
        day: Option<Date>,
        is_first: bool,
    ) {
        let counted = &mut self.counted[place.publisher];
        counted.citations += 1;
        counted.articles += usize::from(is_first);
        counted.first = counted.first.into_iter().chain(day).min();
        counted.last = counted.last.max(day);
        let spelling = &mut counted.spellings[place.spelling];
        spelling.count += 1;
        spelling.first = spelling.first.min(citation);
    }

    /// Every publisher: those of most articles first, then those cited last, then by
    /// name.
    pub fn all(&self) -> Vec<Publisher> {
        let counted = self.counted.iter().filter(|counted| counted.citations > 0);
        let mut all: Vec<Publisher> = counted.map(Counted::publisher).collect();
        all.sort_by(|one, other| {
            let order = other.articles.cmp(&one.articles);
            let order = order.then(other.last.cmp(&one.last));
            order.then_with(|| one.name.cmp(&other.name))
        });
        all
    }

    /// The publisher of this name in any spelling.
    pub fn find(&self, name: &str) -> Option<Publisher> {
        let counted = &self.counted[*self.places.get(&self.keys.key(name))?];
        (counted.citations > 0).then(|| counted.publisher())
    }

    /// The name that a spelling is shown by: the commonest of its publisher's. A spelling
    /// of no publisher here is itself.
    pub fn name_of(&self, spelling: &str) -> String {
        let publisher = self.find(spelling);
        publisher.map_or_else(|| spelling.trim().to_owned(), |known| known.name)
    }

    /// Whether both names are spellings of one publisher.
    pub fn is_same(&self, one: &str, other: &str) -> bool {
        let key = self.keys.key(one);
        !key.is_empty() && key == self.keys.key(other)
    }

    /// Names of publishers that `name` may have meant, the likest first; none where none
    /// is like it.
    pub fn near(&self, name: &str) -> Vec<String> {
        let sought = pairs(&own_key(name));
        let mut near: Vec<(f64, String)> = Vec::new();
        for publisher in self.all() {
            let spellings = std::iter::once(&publisher.name).chain(&publisher.other_spellings);
            let alike = spellings.map(|spelling| likeness(&sought, &pairs(&own_key(spelling))));
            let alike = alike.fold(0.0, f64::max);
            if alike >= NEAR {
                near.push((alike, publisher.name));
            }
        }
        // The sort is stable: of names as like, the most cited comes first.
        near.sort_by(|one, other| other.0.total_cmp(&one.0));
        near.truncate(MOST_NEAR);
        near.into_iter().map(|(_, name)| name).collect()
    }
}

impl Counted {
    fn publisher(&self) -> Publisher {
        let cited = self.spellings.iter().filter(|spelling| spelling.count > 0);
        let mut spellings: Vec<&Spelling> = cited.collect();
        spellings.sort_by_key(|spelling| (std::cmp::Reverse(spelling.count), spelling.first));
        let mut names = spellings.into_iter().map(|spelling| spelling.text.clone());
        Publisher {
            name: names.next().unwrap_or_default(),
            other_spellings: names.collect(),
            articles: self.articles,
            citations: self.citations,
            first: self.first,
            last: self.last,
        }
    }
}

/// The pairs of neighbouring letters of a key, Hangul by the letters it is typed with:
/// 구굴 and 구글 are alike.
fn pairs(key: &str) -> HashSet<(char, char)> {
    let letters: Vec<char> = letters(key).chars().collect();
    let pairs = letters.windows(2);
    pairs.map(|pair| (pair[0], pair[1])).collect()
}

/// How much of two names is alike: 1 where one's letters are all in the other's, 0 where
/// none is in both.
fn likeness(one: &HashSet<(char, char)>, other: &HashSet<(char, char)>) -> f64 {
    let shared = one.intersection(other).count() as f64;
    let least = one.len().min(other.len()) as f64;
    let both = (one.len() + other.len()) as f64;
    // A part of a name, if it is all of what was asked, is a good guess.
    let inside = if least >= 2.0 && shared == least {
        0.5 + shared / both
    } else {
        0.0
    };
    if both == 0.0 {
        return 0.0;
    }
    (2.0 * shared / both).max(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Citation, DocumentId, SourcePlace};

    fn article(ordinal: u32, cited: &[(&str, &str)]) -> Document {
        let citations = cited.iter().map(|(publisher, date)| Citation {
            publisher: (*publisher).to_owned(),
            title: "글".to_owned(),
            date: PartialDate::from_iso(date),
            url: None,
            printed: (*publisher).to_owned(),
            line: 1,
        });
        Document::Article(Article {
            id: DocumentId::article("2024-05", ordinal),
            issue: "2024-05".to_owned(),
            ordinal,
            title: "제목".to_owned(),
            date: None,
            summary: Vec::new(),
            body: Vec::new(),
            citations: citations.collect(),
            source: SourcePlace {
                file: "2024-05.txt".to_owned(),
                line: 1,
                pages: None,
            },
        })
    }

    fn publishers() -> Publishers {
        let documents = [
            article(1, &[("OpenAI", "2024-04-02"), ("OPENAI ", "2024-04-01")]),
            article(2, &[("오픈AI", "2024-03-01"), ("구글", "")]),
            article(3, &[("OpenAI", "2024-02-01"), ("", "2024-01-01")]),
            article(4, &[("과기정통부", ""), ("과학기술정보통신부", "")]),
            article(5, &[("과학기술 정보통신부", "2024-04-11")]),
        ];
        Publishers::of(&documents, &Synonyms::shipped())
    }

    #[test]
    fn spellings_of_a_publisher_are_one() {
        let all = publishers().all();
        let names: Vec<&str> = all.iter().map(|publisher| &*publisher.name).collect();
        assert_eq!(names, ["OpenAI", "과기정통부", "구글"]);
        assert_eq!(all[0].other_spellings, ["OPENAI", "오픈AI"]);
        assert_eq!((all[0].articles, all[0].citations), (3, 4));
        assert_eq!(all[0].first, Date::new(2024, 2, 1));
        assert_eq!(all[0].last, Date::new(2024, 4, 2));
        assert_eq!((all[1].articles, all[1].citations), (2, 3));
        assert_eq!((all[2].first, all[2].last), (None, None));
    }

    #[test]
    fn a_name_is_found_in_any_spelling() {
        let publishers = publishers();
        for name in ["openai", "오픈 AI", "ＯｐｅｎＡＩ", "Open-AI"] {
            assert_eq!(publishers.name_of(name), "OpenAI", "{name}");
        }
        // By synonyms, though the corpus has no such spelling.
        assert_eq!(publishers.name_of("Google"), "구글");
        assert_eq!(publishers.name_of("MSIT"), "과기정통부");
        assert!(publishers.is_same("MSIT", "과학기술정보통신부"));
        assert_eq!(publishers.find("OpenAI 연구소"), None);
        assert_eq!(publishers.find("!!"), None);
        assert!(!publishers.is_same("!!", "??"));
    }

    #[test]
    fn a_mistyped_name_is_near() {
        let publishers = publishers();
        assert_eq!(publishers.near("OpenIA"), ["OpenAI"]);
        assert_eq!(publishers.near("구굴"), ["구글"]);
        assert_eq!(publishers.near("과학기술"), ["과기정통부"]);
        assert_eq!(publishers.near("한국은행"), Vec::<String>::new());
        assert_eq!(publishers.near(""), Vec::<String>::new());
    }

    #[test]
    fn groups_that_share_a_member_are_one() {
        let mut synonyms = Synonyms::none();
        synonyms.add("가나 = 다라\n마바 = 사아\n").unwrap();
        synonyms.add("다라 = Sci & Tech = 사아\n").unwrap();
        let keys = PublisherKeys::new(&synonyms);
        for name in ["다라", "마바", "사 아", "Sci and Tech"] {
            assert_eq!(keys.key(name), keys.key("가나"), "{name}");
        }
        assert_ne!(keys.key("자차"), keys.key("가나"));
    }
}
