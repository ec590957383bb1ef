//! Where blobs lie.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Deserialize;

/// The blobs section of a process's settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Settings {
    /// A folder on this machine; made when absent.
    Local {
        /// The folder.
        path: PathBuf,
    },
    /// A bucket of S3 or of a store that speaks its protocol.
    S3(S3),
}

/// A bucket and how to reach it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    /// The bucket's name.
    pub bucket: String,
    /// The bucket's region; stores on premises often have just one.
    #[serde(default = "default_region")]
    pub region: String,
    /// The store's address, for instance `https://minio:9000`; AWS itself when absent.
    pub endpoint: Option<String>,
    /// Key id; the machine's own role when absent.
    pub access_key: Option<String>,
    /// Secret of the key; never shown.
    pub secret_key: Option<SecretString>,
    /// Whether the store may be reached without TLS, on a closed network.
    #[serde(default)]
    pub allow_http: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self::Local {
            path: PathBuf::from("data/blobs"),
        }
    }
}

fn default_region() -> String {
    "us-east-1".to_owned()
}
