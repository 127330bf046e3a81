//! The agent of a build without the feature `cluster`: none.

use std::convert::Infallible;
use std::time::Duration;

use super::Received;
use crate::cluster::address::ClusterAddress;
use crate::cluster::error::ClusterError;
use crate::cluster::options::ClientOptions;
use crate::cluster::reply::Method;

/// Cannot be made.
pub(in crate::cluster) struct Agent(Infallible);

impl Agent {
    pub(in crate::cluster) fn check_built_in(address: &ClusterAddress) -> Result<(), ClusterError> {
        Err(ClusterError::NoClient {
            url: address.url().to_owned(),
        })
    }

    pub(in crate::cluster) fn new(
        address: &ClusterAddress,
        _authorization: Option<&str>,
        _options: &ClientOptions,
    ) -> Result<Self, ClusterError> {
        Err(ClusterError::NoClient {
            url: address.url().to_owned(),
        })
    }

    pub(in crate::cluster) fn send(
        &self,
        _method: Method,
        _path: &str,
        _content: Option<(&[u8], &str)>,
        _within: Duration,
    ) -> Result<Received, ClusterError> {
        match self.0 {}
    }
}
