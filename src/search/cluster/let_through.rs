//! What is asked beside the text of a query, as a request.

use serde_json::Value;

use crate::cluster::is_document;
use crate::search::query::Constraints;
use crate::search::searcher::SearchEngine;

impl SearchEngine {
    /// What finds the documents that `constraints` let through.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer.
    pub(in crate::search) fn let_through(
        &self,
        constraints: &Constraints,
    ) -> anyhow::Result<Value> {
        if *constraints == Constraints::default() {
            return Ok(is_document());
        }
        self.what_fits("", constraints)
    }
}
