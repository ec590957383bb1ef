//! How a private `PostgreSQL` is to run.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use super::{PORT, PostgresBinaries, cluster::Cluster};

/// Immediate shutdown: the postmaster ends its processes and frees its shared memory, which a
/// SIGKILL would leave behind.
pub(super) const PARENT_DEATH_SIGNAL: &str = "QUIT";

/// How a private `PostgreSQL` is to run.
#[derive(Debug, Clone)]
pub struct PostgresOptions {
    /// Our folder for data, log and notes; created when missing.
    pub data_dir: PathBuf,
    /// Whether a commit survives a crash and a power cut. False turns fsync, synchronous commit and
    /// full page writes off, so that even a killed server loses its last commits: for tests only.
    pub durable: bool,
    /// Sessions at a time.
    pub max_connections: u16,
    /// Memory of the buffer cache, as `PostgreSQL` writes sizes, e.g. `128MB`.
    pub shared_buffers: String,
    /// Further settings, name and value.
    pub settings: Vec<(String, String)>,
    /// Whether the server ends when this process ends, however it ends.
    pub die_with_parent: bool,
    /// How long the start may take, crash recovery included.
    pub start_limit: Duration,
    /// The programs; none means [`PostgresBinaries::find`].
    pub binaries: Option<PostgresBinaries>,
}

impl PostgresOptions {
    /// A durable server that outlives us.
    #[must_use]
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            durable: true,
            max_connections: 200,
            shared_buffers: "128MB".to_owned(),
            settings: Vec::new(),
            die_with_parent: false,
            start_limit: Duration::from_mins(1),
            binaries: None,
        }
    }

    /// A fast server for one test: not durable, ends with this process.
    #[must_use]
    pub fn for_tests(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            durable: false,
            die_with_parent: true,
            ..Self::new(data_dir)
        }
    }

    /// The command line of the postmaster.
    pub(super) fn arguments(&self, cluster: &Cluster) -> Vec<OsString> {
        let mut settings = vec![
            ("port", PORT.to_owned()),
            ("listen_addresses", String::new()),
            ("unix_socket_permissions", "0700".to_owned()),
            ("max_connections", self.max_connections.to_string()),
            ("shared_buffers", self.shared_buffers.clone()),
            ("timezone", "UTC".to_owned()),
            ("log_timezone", "UTC".to_owned()),
        ];
        if !self.durable {
            for name in ["fsync", "synchronous_commit", "full_page_writes"] {
                settings.push((name, "off".to_owned()));
            }
            settings.push(("wal_level", "minimal".to_owned()));
            settings.push(("max_wal_senders", "0".to_owned()));
            // In the data folder, so that a killed server leaves nothing outside it.
            settings.push(("dynamic_shared_memory_type", "mmap".to_owned()));
        }
        let more = self
            .settings
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()));
        let mut arguments: Vec<OsString> = vec!["-D".into(), cluster.data.clone().into()];
        arguments.extend(["-k".into(), cluster.socket_dir.clone().into()]);
        for (name, value) in settings.into_iter().chain(more) {
            arguments.extend(["-c".into(), format!("{name}={value}").into()]);
        }
        arguments
    }
}
