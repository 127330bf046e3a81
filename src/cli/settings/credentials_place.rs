//! Where it stands who asks a cluster, and whom to trust of it.

use std::ffi::OsString;
use std::path::PathBuf;

use super::configuration::Configuration;
use super::setting::{Origin, Setting, in_file};

pub(super) const USER: &str = "DIGEST_CLUSTER_USER";
pub(super) const PASSWORD: &str = "DIGEST_CLUSTER_PASSWORD";
pub(super) const API_KEY: &str = "DIGEST_CLUSTER_API_KEY";
const CREDENTIALS_FILE: &str = "DIGEST_CLUSTER_CREDENTIALS_FILE";
const CA_FILE: &str = "DIGEST_CA_FILE";

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
