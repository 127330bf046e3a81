//! What a server says it is.

use std::fmt;

use serde_json::Value;

/// Which program a cluster runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distribution {
    /// OpenSearch.
    OpenSearch,
    /// Elasticsearch.
    Elasticsearch,
}

/// What a cluster says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerInfo {
    /// The program.
    pub distribution: Distribution,
    /// Its version: major, minor, patch.
    pub version: (u32, u32, u32),
    /// What the cluster is called.
    pub cluster: String,
}

impl ServerInfo {
    /// Reads what `GET /` told; `None` where it is no cluster's.
    pub(super) fn read(told: &Value) -> Option<Self> {
        let version = &told["version"];
        let distribution = match version["distribution"].as_str() {
            Some("opensearch") => Distribution::OpenSearch,
            Some(_) => return None,
            // Elasticsearch names none, nor does an OpenSearch that is told to look like it.
            None => Distribution::Elasticsearch,
        };
        // What follows a hyphen marks a version before its release.
        let number = version["number"].as_str()?.split('-').next()?;
        let mut parts = number.split('.').map(|part| part.parse::<u32>().ok());
        let mut next = || parts.next().flatten();
        Some(ServerInfo {
            distribution,
            version: (next()?, next()?, next().unwrap_or(0)),
            cluster: told["cluster_name"].as_str()?.to_owned(),
        })
    }

    /// Whether it is one that this program speaks to: OpenSearch from 1.0 on, and
    /// Elasticsearch 7.10, from which OpenSearch parted. Later Elasticsearch has another
    /// licence and went another way.
    pub fn is_supported(&self) -> bool {
        match (self.distribution, self.version) {
            (Distribution::OpenSearch, (major, ..)) => major >= 1,
            (Distribution::Elasticsearch, (major, minor, _)) => (major, minor) == (7, 10),
        }
    }
}

impl fmt::Display for ServerInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.distribution {
            Distribution::OpenSearch => "OpenSearch",
            Distribution::Elasticsearch => "Elasticsearch",
        };
        let (major, minor, patch) = self.version;
        write!(f, "{name} {major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(distribution: Option<&str>, number: &str) -> Value {
        let mut told = json!({"cluster_name": "c", "version": {"number": number}});
        if let Some(distribution) = distribution {
            told["version"]["distribution"] = distribution.into();
        }
        told
    }

    #[test]
    fn versions_that_have_the_same_api_are_supported() {
        for (distribution, number, shown, is_supported) in [
            (Some("opensearch"), "1.0.0", "OpenSearch 1.0.0", true),
            (
                Some("opensearch"),
                "3.1.0-SNAPSHOT",
                "OpenSearch 3.1.0",
                true,
            ),
            (Some("opensearch"), "0.9.0", "OpenSearch 0.9.0", false),
            (None, "7.10.2", "Elasticsearch 7.10.2", true),
            (None, "7.9.3", "Elasticsearch 7.9.3", false),
            (None, "8.11.0", "Elasticsearch 8.11.0", false),
        ] {
            let info = ServerInfo::read(&told(distribution, number)).unwrap();
            assert_eq!(info.to_string(), shown);
            assert_eq!(info.is_supported(), is_supported, "{shown}");
        }
    }

    #[test]
    fn what_is_no_cluster_is_none() {
        for told in [
            json!({}),
            json!("hello"),
            json!({"version": "1.2.3"}),
            json!({"version": {"number": "x"}, "cluster_name": "c"}),
            told(Some("serverless"), "8.1.0"),
        ] {
            assert_eq!(ServerInfo::read(&told), None, "{told}");
        }
    }
}
