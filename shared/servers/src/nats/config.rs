//! How a private `nats-server` is to run, and the configuration file that says so.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use super::NatsBinary;
use crate::folder;

pub(super) const PID_FILE: &str = "nats.pid";
pub(super) const STORE: &str = "jetstream";

/// Twice what the streams of the platform reserve at their usual size.
///
/// The server's own limit is three quarters of the disk that is free when it starts, and a stream
/// reserves its whole size: on a machine with less free disk it would refuse the last streams.
const FILE_STORE: u64 = 32 << 30;

/// When `JetStream` writes what it acknowledged to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncInterval {
    /// The server's default of minutes: a power cut loses acknowledged messages.
    Default,
    /// Before each acknowledgement.
    Always,
}

/// How a private `nats-server` is to run.
#[derive(Debug, Clone)]
pub struct NatsOptions {
    /// Our folder for configuration, log and store; created when missing.
    pub store_dir: PathBuf,
    /// Client port on 127.0.0.1; none takes a free one.
    pub port: Option<u16>,
    /// Monitoring port on 127.0.0.1; `Some(0)` takes a free one, none serves no monitoring.
    pub monitor_port: Option<u16>,
    /// When messages reach the disk.
    pub sync: SyncInterval,
    /// Bytes that all streams together may reserve; none lets the server decide by the free disk.
    pub max_file_store: Option<u64>,
    /// Text added to the configuration, e.g. accounts or a cluster.
    pub extra_config: Option<String>,
    /// Whether the server ends when this process ends, however it ends.
    pub die_with_parent: bool,
    /// How long the start may take, recovery of the store included.
    pub start_limit: Duration,
    /// The program; none means [`NatsBinary::find`].
    pub binary: Option<NatsBinary>,
}

impl NatsOptions {
    /// A power-safe server on a free port that outlives us.
    #[must_use]
    pub fn new(store_dir: impl Into<PathBuf>) -> Self {
        Self {
            store_dir: store_dir.into(),
            port: None,
            monitor_port: None,
            sync: SyncInterval::Always,
            max_file_store: Some(FILE_STORE),
            extra_config: None,
            die_with_parent: false,
            start_limit: Duration::from_mins(1),
            binary: None,
        }
    }

    /// A fast server for one test: not power-safe, ends with this process.
    #[must_use]
    pub fn for_tests(store_dir: impl Into<PathBuf>) -> Self {
        Self {
            sync: SyncInterval::Default,
            die_with_parent: true,
            ..Self::new(store_dir)
        }
    }
}

/// The configuration file. Port 0 means a free one, which the server writes into its ports file.
pub(super) fn text(
    options: &NatsOptions,
    dir: &Path,
    port: u16,
    monitor_port: Option<u16>,
) -> String {
    let listen = |port: u16| match port {
        0 => "\"127.0.0.1:-1\"".to_owned(),
        port => format!("\"127.0.0.1:{port}\""),
    };
    let mut lines = vec![
        format!("server_name: \"mingjing-{}\"", folder::short_name(dir)),
        format!("listen: {}", listen(port)),
        format!("pid_file: {}", quoted(&dir.join(PID_FILE))),
        format!("ports_file_dir: {}", quoted(dir)),
    ];
    lines.extend(monitor_port.map(|port| format!("http: {}", listen(port))));
    let mut store = vec![format!("store_dir: {}", quoted(&dir.join(STORE)))];
    if options.sync == SyncInterval::Always {
        store.push("sync_interval: always".to_owned());
    }
    store.extend(
        options
            .max_file_store
            .map(|bytes| format!("max_file_store: {bytes}")),
    );
    lines.push(format!("jetstream {{ {} }}", store.join(", ")));
    lines.extend(options.extra_config.clone());
    lines.join("\n") + "\n"
}

fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_names_ports_store_and_sync() {
        let mut options = NatsOptions::new("/x");
        options.max_file_store = Some(1_000);
        options.extra_config = Some("ping_interval: \"5s\"".to_owned());
        let text = text(&options, Path::new("/x"), 0, Some(8222));
        assert_eq!(
            text,
            "server_name: \"mingjing-07d64e07b49caeb2\"\n\
             listen: \"127.0.0.1:-1\"\n\
             pid_file: \"/x/nats.pid\"\n\
             ports_file_dir: \"/x\"\n\
             http: \"127.0.0.1:8222\"\n\
             jetstream { store_dir: \"/x/jetstream\", sync_interval: always, max_file_store: 1000 }\n\
             ping_interval: \"5s\"\n"
        );
    }
}
