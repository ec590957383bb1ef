//! One pool per service: its schema as search path, its role, bounded waits.

use std::str::FromStr as _;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::Error;

/// How to reach the database.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PoolSettings {
    /// `postgres://...`. Never printed.
    pub url: SecretString,
    /// Switch to the role of the service after connecting. `false` when the URL logs in as that role.
    pub assume_role: bool,
    /// Connections at most.
    pub connections_max: u32,
    /// How long a request waits for a connection, in seconds.
    pub acquire_timeout_s: u64,
}

impl Default for PoolSettings {
    fn default() -> Self {
        Self {
            url: SecretString::from("postgres://localhost/mingjing"),
            assume_role: true,
            connections_max: 10,
            acquire_timeout_s: 5,
        }
    }
}

/// A pool whose connections live in `schema` and act as role `mj_<schema>`. It connects when first
/// used, so a service starts while the database is down and says so in its readiness.
///
/// # Errors
/// When the URL cannot be read.
pub fn connect(settings: &PoolSettings, schema: &'static str) -> Result<PgPool, Error> {
    let options = connect_options(settings, schema)?;
    Ok(PgPoolOptions::new()
        .max_connections(settings.connections_max)
        .min_connections(0)
        .idle_timeout(Duration::from_mins(5))
        .acquire_timeout(Duration::from_secs(settings.acquire_timeout_s))
        .connect_lazy_with(options))
}

pub(crate) fn connect_options(
    settings: &PoolSettings,
    schema: &str,
) -> Result<PgConnectOptions, Error> {
    let mut options = PgConnectOptions::from_str(settings.url.expose_secret())?
        .application_name(&format!("mingjing-{schema}"))
        .options([("search_path", schema), ("mj.region_scope", "")])
        .options([
            ("statement_timeout", "30s"),
            ("idle_in_transaction_session_timeout", "60s"),
        ]);
    if settings.assume_role {
        options = options.options([("role", role_of(schema).as_str())]);
    }
    Ok(options)
}

/// The database role of a service.
pub(crate) fn role_of(schema: &str) -> String {
    format!("mj_{schema}")
}
