//! Who is cited in an index, and the works of one publisher.
//!
//! Publishers are counted by the columns of the index; of documents those alone are read
//! that cite the publisher who is asked for.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use tantivy::{DocAddress, DocId};

use super::cited_works::CitedWorks;
use super::publishers::{PublisherKeys, Publishers, SpellingPlace};
use crate::document::Date;
use crate::index::columns;
use crate::search::cluster::cited as in_cluster;
use crate::search::query::Constraints;
use crate::search::ranking::postings::doc_bits::passes;
use crate::search::searcher::SearchEngine;

impl SearchEngine {
    /// The publishers of the works that documents cite, of those documents that `constraints`
    /// let through.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn publishers(&self, constraints: &Constraints) -> anyhow::Result<Publishers> {
        let mut publishers = Publishers::new(PublisherKeys::new(&self.synonyms));
        if let Some(cluster) = &self.cluster {
            let query = self.let_through(constraints)?;
            in_cluster::count_publishers(cluster, query, &mut publishers)?;
            return Ok(publishers);
        }
        let passing = self.passing(constraints)?;
        let mut days: HashMap<u64, Option<Date>, RandomState> = HashMap::default();
        for (segment, reader) in (0..).zip(self.index.searcher().segment_readers()) {
            // A segment that cites nobody has no column.
            let Some(column) = columns::publishers(reader)? else {
                continue;
            };
            let dates = columns::cited_dates(reader)?;
            let order_columns = self.index.order_columns(segment as usize)?;
            let mut spelled: HashMap<u64, Option<SpellingPlace>, RandomState> = HashMap::default();
            // The last document that was counted for each publisher.
            let mut last_citing: HashMap<usize, DocId, RandomState> = HashMap::default();
            for doc in reader.doc_ids_alive() {
                if !passes(passing.as_deref(), DocAddress::new(segment, doc)) {
                    continue;
                }
                let mut dates = dates.iter().flat_map(|dates| dates.values_for_doc(doc));
                for (nth, ord) in column.ords().values_for_doc(doc).enumerate() {
                    let date = dates.next().unwrap_or(0);
                    let place = match spelled.get(&ord) {
                        Some(place) => *place,
                        None => {
                            let place = publishers.place_of(&columns::text_of(&column, ord)?);
                            *spelled.entry(ord).or_insert(place)
                        }
                    };
                    let Some(place) = place else {
                        continue;
                    };
                    let day = days.entry(date);
                    let day = *day.or_insert_with(|| columns::day_of_number(date));
                    let is_first = last_citing.insert(place.publisher, doc) != Some(doc);
                    let (file, order) = order_columns.place(doc);
                    publishers.count(place, (file, order, nth), day, is_first);
                }
            }
        }
        Ok(publishers)
    }

    /// The works of the publisher `name`, in any spelling, that documents cite which
    /// `constraints` let through.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn cited_works(
        &self,
        publishers: &Publishers,
        name: &str,
        constraints: &Constraints,
    ) -> anyhow::Result<CitedWorks> {
        if let Some(cluster) = &self.cluster {
            let query = self.let_through(constraints)?;
            return in_cluster::cited_works(cluster, query, publishers, name);
        }
        let passing = self.passing(constraints)?;
        let mut citing = Vec::new();
        for (segment, reader) in (0..).zip(self.index.searcher().segment_readers()) {
            let Some(column) = columns::publishers(reader)? else {
                continue;
            };
            let order_columns = self.index.order_columns(segment as usize)?;
            let mut is_sought: HashMap<u64, bool, RandomState> = HashMap::default();
            for doc in reader.doc_ids_alive() {
                let address = DocAddress::new(segment, doc);
                if !passes(passing.as_deref(), address) {
                    continue;
                }
                let mut cites = false;
                for ord in column.ords().values_for_doc(doc) {
                    cites |= match is_sought.get(&ord) {
                        Some(is_sought) => *is_sought,
                        None => {
                            let same = publishers.is_same(&columns::text_of(&column, ord)?, name);
                            *is_sought.entry(ord).or_insert(same)
                        }
                    };
                }
                if cites {
                    citing.push((order_columns.place(doc), address));
                }
            }
        }
        citing.sort();
        let mut works = CitedWorks::default();
        for (_, address) in citing {
            works.add_all(&self.index.document_at(address)?, publishers, name);
        }
        Ok(works)
    }
}
