//! Several searches at once.

use serde_json::{Value, json};

use crate::cluster::{Client, ClusterError};

/// So many searches are sent in one request.
const SEARCHES_AT_ONCE: usize = 128;

/// Searches of a generation, each with a body of its own, in one request or few.
///
/// # Errors
///
/// Where the cluster does not answer, or not with all of it.
pub(super) fn searches(
    client: &Client,
    generation: &str,
    bodies: &[Value],
) -> Result<Vec<Value>, ClusterError> {
    let mut answers = Vec::with_capacity(bodies.len());
    let path = format!("/{generation}/_msearch");
    for bodies in bodies.chunks(SEARCHES_AT_ONCE) {
        let mut lines = Vec::new();
        for body in bodies {
            lines.extend_from_slice(b"{}\n");
            lines.extend_from_slice(body.to_string().as_bytes());
            lines.push(b'\n');
        }
        let mut answer = client.post_lines(&path, lines)?;
        match answer["responses"].take() {
            Value::Array(responses) if responses.len() == bodies.len() => {
                answers.extend(responses);
            }
            _ => return Err(ClusterError::CutShort),
        }
    }
    Ok(answers)
}

/// A search that counts what `query` finds.
pub fn counting(query: &Value) -> Value {
    json!({"size": 0, "track_total_hits": true, "query": query})
}

/// How many documents a search found.
pub fn total_of(answer: &Value) -> u64 {
    answer["hits"]["total"]["value"].as_u64().unwrap_or(0)
}
