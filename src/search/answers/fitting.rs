//! Which documents fit a query, of all or of some alone.
//!
//! What fits holds every word of the query as it was typed, or by what means the same; nothing
//! is guessed. Ranks nothing: that costs no more than the lists of the documents in question.

use crate::document::Document;
use crate::language::messages;
use crate::search::query::Constraints;
use crate::search::ranking;
use crate::search::ranking::candidate::{Sort, Wanted};
use crate::search::ranking::postings::selection::{DocumentAddress, Selection};
use crate::search::searcher::SearchEngine;

impl SearchEngine {
    /// The documents that hold all that `text` asks for, of `within` or of all, in the order of
    /// the index. Words are taken as they were typed, and never for others.
    ///
    /// # Errors
    ///
    /// As for [`SearchEngine::search`]; and where a cluster keeps the index.
    pub fn fitting(
        &self,
        text: &str,
        within: Option<&Selection>,
    ) -> anyhow::Result<Vec<DocumentAddress>> {
        self.check_choosable()?;
        let budget = self.budget();
        let (mut query, _) = self.query_within(text, &Constraints::default(), &budget)?;
        query.forget_respelled();
        let plan = self.plan_within(&query, &budget, within)?;
        let wanted = Wanted {
            full_only: true,
            sort: Sort::Relevance,
            limit: 0,
            all_addresses: true,
        };
        let ranked = ranking::rank(&plan, wanted)?;
        Ok(ranked.addresses.into_iter().map(DocumentAddress).collect())
    }

    /// How many documents fit `text`, wherever the index is kept.
    ///
    /// # Errors
    ///
    /// As for [`SearchEngine::search`].
    pub fn fitting_count(&self, text: &str) -> anyhow::Result<u64> {
        match &self.cluster {
            Some(cluster) => self.fitting_in_cluster(cluster, text),
            None => Ok(self.fitting(text, None)?.len() as u64),
        }
    }

    /// These documents, for a search that keeps to them.
    pub fn select(&self, addresses: impl IntoIterator<Item = DocumentAddress>) -> Selection {
        Selection::of(self.index.searcher(), addresses)
    }

    /// Where the documents of a digest file lie.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, or a cluster keeps it.
    pub fn addresses_of_file(&self, file: &str) -> anyhow::Result<Vec<DocumentAddress>> {
        self.check_choosable()?;
        let addresses = self.index.addresses_of_file(file)?.into_iter();
        Ok(addresses.map(DocumentAddress).collect())
    }

    /// Refuses to choose documents where they have no addresses, since a cluster keeps them.
    pub(in crate::search) fn check_choosable(&self) -> anyhow::Result<()> {
        anyhow::ensure!(
            self.cluster.is_none(),
            messages::cluster::no_chosen_documents()
        );
        Ok(())
    }

    /// The document at an address.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn document_at(&self, address: DocumentAddress) -> anyhow::Result<Document> {
        self.index.document_at(address.0)
    }
}
