//! What can go wrong with the ledger.

/// Two writers met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// Someone else wrote this version of the aggregate first.
    #[error("the record was changed by someone else in the meantime")]
    Version,
    /// The same idempotency key is being answered at this moment.
    #[error("the same request is being handled at this moment")]
    InProgress,
    /// The idempotency key was used for another request.
    #[error("this idempotency key was used for a different request")]
    KeyReused,
}

/// A failure of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Two writers met: nothing was written.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The database failed or is away: nothing is known to be written.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// A migration failed.
    #[error("the migration of schema {schema} failed")]
    Migration {
        /// The schema.
        schema: String,
        #[source]
        /// What the migrator said.
        source: sqlx::migrate::MigrateError,
    },
    /// A stored value cannot be what it is.
    #[error("{table}.{column} of {id} is impossible: {problem}")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
        /// Row.
        id: String,
        /// What is wrong.
        problem: String,
    },
    /// An event left its basis out: a mistake in the publisher.
    #[error("event {0} carries no basis")]
    NoBasis(&'static str),
}

impl Error {
    /// Is the database itself the problem, so that waiting may help?
    #[must_use]
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Database(error) => is_outage(error),
            Self::Conflict(_)
            | Self::Migration { .. }
            | Self::Inconsistent { .. }
            | Self::NoBasis(_) => false,
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "sqlx adds variants; none is an outage unasked"
)]
pub(crate) fn is_outage(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::Tls(_)
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_) => true,
        // 08 connection, 40 serialization and deadlock, 53 resources, 57 operator intervention.
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            ["08", "40", "53", "57"]
                .iter()
                .any(|class| code.starts_with(class))
        }),
        _ => false,
    }
}

/// Reads a unique violation as the conflict it means.
pub(crate) fn conflict(error: sqlx::Error) -> Error {
    let constraint = error
        .as_database_error()
        .and_then(|error| error.constraint());
    match constraint {
        Some("ledger_aggregate_id_aggregate_version_key") => Conflict::Version.into(),
        Some("idempotency_pkey") => Conflict::InProgress.into(),
        _ => Error::Database(error),
    }
}
