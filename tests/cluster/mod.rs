//! A real cluster: nodes of OpenSearch as processes on this machine, and that they do what an
//! index on a cluster needs of them; and how one is named. Where Java or the nodes' jars (`tests/cluster/fetch`) are
//! missing these tests are skipped, and say so.

mod addresses;
mod alerts;
mod answers;
mod copied;
mod forming;
mod http;
mod job;
mod kills;
pub(crate) mod nodes;
mod same_answers;
mod searchers;
mod told;
