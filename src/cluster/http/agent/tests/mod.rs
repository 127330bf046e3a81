//! The client of a cluster over HTTP, to a server that answers what it was told to: what needs
//! connections is tested here, so that a build without them leaves it out.

mod bulk;
mod client;
mod encrypted;
mod scripted;

use std::time::Duration;

use crate::cluster::ClientOptions;

fn quick() -> ClientOptions {
    ClientOptions {
        time: Duration::from_secs(5),
        most_repetitions: 2,
        most_bulk_repetitions: 2,
        ..ClientOptions::default()
    }
}
