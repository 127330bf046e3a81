//! A client of a cluster by the settings that hold.

use std::env;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use super::Settings;
use super::credentials_place::{API_KEY, CredentialsPlace, PASSWORD, USER};
use crate::cluster::{Client, ClientOptions, ClusterAddress, Credentials};
use crate::language::messages;

/// How long the command may take that tells credentials: somebody may have to type for it.
const COMMAND_TIME: Duration = Duration::from_secs(60);

impl Settings {
    /// A client of the cluster at `address`, with the credentials and authorities that hold.
    /// Nothing is sent yet. `stop` is asked between requests.
    ///
    /// # Errors
    ///
    /// Where the credentials or the authorities cannot be read, or must not be sent there; and
    /// where this build has no client for clusters.
    pub(in crate::cli) fn client(
        &self,
        address: &ClusterAddress,
        stop: Arc<dyn Fn() -> bool + Send + Sync>,
    ) -> anyhow::Result<Client> {
        // Before a command is run for credentials that nobody would send.
        Client::check_built_in(address)?;
        let credentials = self.credentials(&*stop)?;
        let options = ClientOptions {
            authority_file: self.ca_file.as_ref().map(|setting| setting.value.clone()),
            stop,
            ..ClientOptions::default()
        };
        Ok(Client::new(address, &credentials, options)?)
    }

    fn credentials(&self, stop: &dyn Fn() -> bool) -> anyhow::Result<Credentials> {
        let place = self.credentials.as_ref().map(|setting| &setting.value);
        Ok(match place {
            None => Credentials::none(),
            Some(CredentialsPlace::Variables) => {
                let [user, password, api_key] = [USER, PASSWORD, API_KEY].map(variable);
                Credentials::of_values(user?, password?, api_key?)?.unwrap_or_default()
            }
            Some(CredentialsPlace::File(path)) => Credentials::of_file(path)?,
            Some(CredentialsPlace::Command(words)) => {
                Credentials::of_command(words, COMMAND_TIME, stop)?
            }
        })
    }
}

/// What a variable holds; an empty one holds nothing.
fn variable(name: &str) -> anyhow::Result<Option<String>> {
    let Some(value) = env::var_os(name).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    // The value itself is told by no error.
    let value = value.into_string().ok();
    let value = value.with_context(|| messages::settings::variable_no_utf8(&name))?;
    Ok(Some(value))
}
