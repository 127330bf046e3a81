//! How a cluster is asked: who asks, and whom to trust.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use super::{Origin, Setting, Settings, in_file};
use crate::cli::settings::configuration::Configuration;
use crate::cluster::{Client, ClientOptions, ClusterAddress, Credentials};
use crate::language::messages;

const USER: &str = "DIGEST_CLUSTER_USER";
const PASSWORD: &str = "DIGEST_CLUSTER_PASSWORD";
const API_KEY: &str = "DIGEST_CLUSTER_API_KEY";
const CREDENTIALS_FILE: &str = "DIGEST_CLUSTER_CREDENTIALS_FILE";
const CA_FILE: &str = "DIGEST_CA_FILE";

/// How long the command may take that tells credentials: somebody may have to type for it.
const COMMAND_TIME: Duration = Duration::from_secs(60);

/// Where the credentials for a cluster are. They themselves are read when they are needed, and
/// kept by no setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum CredentialsPlace {
    /// In variables of the environment.
    Variables,
    /// In this file.
    File(PathBuf),
    /// A program writes them: its words.
    Command(Vec<String>),
}

/// Where the credentials are by the environment, else by the file.
pub(super) fn credentials_place(
    configuration: &Configuration,
    environment: &impl Fn(&str) -> Option<OsString>,
) -> Option<Setting<CredentialsPlace>> {
    let set = |name: &&&str| environment(name).is_some_and(|value| !value.is_empty());
    if let Some(name) = [USER, PASSWORD, API_KEY].iter().find(set) {
        return Some(Setting {
            value: CredentialsPlace::Variables,
            origin: Origin::Environment(name),
        });
    }
    let of_variable = environment(CREDENTIALS_FILE).filter(|value| !value.is_empty());
    if let Some(path) = of_variable {
        return Some(Setting {
            value: CredentialsPlace::File(path.into()),
            origin: Origin::Environment(CREDENTIALS_FILE),
        });
    }
    let file = configuration.path.clone().unwrap_or_default();
    let named = in_file(&file, configuration.credentials_file.as_ref());
    let named = named.map(|named| Setting {
        value: CredentialsPlace::File(named.value),
        origin: named.origin,
    });
    named.or_else(|| {
        let named = in_file(&file, configuration.credentials_command.as_ref())?;
        Some(Setting {
            value: CredentialsPlace::Command(named.value),
            origin: named.origin,
        })
    })
}

/// The authorities to trust, by the flag, else by the environment, else by the file.
pub(super) fn ca_file(
    flag: Option<&PathBuf>,
    configuration: &Configuration,
    environment: &impl Fn(&str) -> Option<OsString>,
) -> Option<Setting<PathBuf>> {
    let flag = flag.map(|path| Setting {
        value: path.clone(),
        origin: Origin::Flag("--ca-file"),
    });
    let of_variable = || {
        let path = environment(CA_FILE).filter(|value| !value.is_empty())?;
        Some(Setting {
            value: path.into(),
            origin: Origin::Environment(CA_FILE),
        })
    };
    let file = configuration.path.clone().unwrap_or_default();
    flag.or_else(of_variable)
        .or_else(|| in_file(&file, configuration.ca_file.as_ref()))
}

impl Settings {
    /// A client of the cluster at `address`, with the credentials and authorities that hold.
    /// Nothing is sent yet. `stop` is asked between requests.
    ///
    /// # Errors
    ///
    /// Where the credentials or the authorities cannot be read, or must not be sent there.
    pub(in crate::cli) fn client(
        &self,
        address: &ClusterAddress,
        stop: Arc<dyn Fn() -> bool + Send + Sync>,
    ) -> anyhow::Result<Client> {
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
