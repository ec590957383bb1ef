//! What can be set about telemetry.

use serde::{Deserialize, Serialize};

/// How a log line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people at a terminal.
    #[default]
    Pretty,
    /// One JSON object a line, for collectors.
    Json,
}

/// The telemetry section of a process's settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// How log lines are written (to standard error).
    pub log: LogFormat,
    /// Which log lines are written, for instance `info,sqlx=warn`. Spans at level `info` are
    /// recorded for traces whatever this says, so that propagation never depends on it.
    pub filter: String,
    /// Where traces, metrics and logs are sent by OTLP over gRPC, for instance
    /// `http://collector:4317`. Nothing is sent when absent.
    pub otlp_endpoint: Option<String>,
    /// The process's `service.name`.
    pub service_name: String,
    /// The process's `service.version`.
    pub service_version: String,
    /// The process's `service.instance.id`, usually its host or pod; left out when empty.
    pub instance: String,
    /// Share of new traces that are sampled, 0.0 to 1.0. A trace begun elsewhere keeps the choice
    /// made there.
    pub sample_ratio: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            log: LogFormat::Pretty,
            filter: "info".to_owned(),
            otlp_endpoint: None,
            service_name: "mingjing".to_owned(),
            service_version: env!("CARGO_PKG_VERSION").to_owned(),
            instance: String::new(),
            sample_ratio: 1.0,
        }
    }
}
