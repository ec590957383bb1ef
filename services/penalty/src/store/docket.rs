//! The proceedings beside the case: penalties on the spot, referrals, remedies. Their tables have the
//! same columns, so one row type and one set of statements serves them all.

use std::marker::PhantomData;

use jiff::Timestamp;
use kernel::{MatterId, Region};
use ledger::Error;
use penalty_domain::procedure::Clocked;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A proceeding as it stands, with what the optimistic lock needs.
#[derive(Debug, Clone)]
pub(crate) struct Stored<S> {
    pub(crate) id: Uuid,
    pub(crate) matter: MatterId,
    pub(crate) region: Region,
    pub(crate) version: i64,
    /// What it is about: the case or the decision.
    pub(crate) subject: Uuid,
    /// Number of the document it makes or is about.
    pub(crate) document_number: Option<String>,
    pub(crate) opened_at: Timestamp,
    pub(crate) state: S,
}

/// Which rows to list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'a> {
    pub(crate) status: Option<&'a str>,
    pub(crate) matter: Option<Uuid>,
    pub(crate) limit: i64,
    pub(crate) offset: i64,
}

/// A row of any of the tables.
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) matter_id: Uuid,
    pub(super) region: String,
    pub(super) version: i64,
    pub(super) status: String,
    pub(super) subject_id: Uuid,
    pub(super) document_number: Option<String>,
    pub(super) opened_at: jiff_sqlx::Timestamp,
    pub(super) state: serde_json::Value,
}

/// Reads and writes the states of one table.
pub(super) struct Rows<S> {
    table: &'static str,
    states: PhantomData<S>,
}

impl<S: Clocked + Serialize + DeserializeOwned> Rows<S> {
    pub(super) const fn of(table: &'static str) -> Self {
        Self {
            table,
            states: PhantomData,
        }
    }

    pub(super) fn decode(&self, row: Row) -> Result<Stored<S>, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: self.table,
            column,
            id: row.id.to_string(),
            problem,
        };
        let state: S =
            serde_json::from_value(row.state).map_err(|error| wrong("state", error.to_string()))?;
        if row.status != state.status() {
            let found = format!("{} beside {}", row.status, state.status());
            return Err(wrong("status", found));
        }
        Ok(Stored {
            id: row.id,
            matter: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            version: row.version,
            subject: row.subject_id,
            document_number: row.document_number,
            opened_at: row.opened_at.to_jiff(),
            state,
        })
    }

    pub(super) fn encode(&self, stored: &Stored<S>) -> Result<serde_json::Value, Error> {
        serde_json::to_value(&stored.state).map_err(|error| Error::Inconsistent {
            table: self.table,
            column: "state",
            id: stored.id.to_string(),
            problem: error.to_string(),
        })
    }
}

/// The statement `$name` that loads one row `$which`, checked against its table when it is compiled.
macro_rules! load_one {
    ($name:ident, $table:literal, $state:ty, $which:literal) => {
        pub(crate) async fn $name(
            connection: &mut sqlx::PgConnection,
            id: uuid::Uuid,
        ) -> Result<Option<$crate::store::docket::Stored<$state>>, ledger::Error> {
            let row = sqlx::query_as!(
                $crate::store::docket::Row,
                "select id, matter_id, region, version, status, subject_id,
                    document_number as \"document_number?\", opened_at, state from "
                    + $table
                    + $which,
                id
            )
            .fetch_optional(connection)
            .await?;
            row.map(|row| $crate::store::docket::Rows::of($table).decode(row))
                .transpose()
        }
    };
}

/// The statements of one table that every table needs.
macro_rules! statements {
    ($table:literal, $state:ty) => {
        const ROWS: $crate::store::docket::Rows<$state> = $crate::store::docket::Rows::of($table);

        type StoredRow = $crate::store::docket::Stored<$state>;

        // Loads one and locks it until the transaction ends.
        $crate::store::docket::load_one!(lock, $table, $state, " where id = $1 for update");

        /// A page, the newest first.
        pub(crate) async fn list(
            connection: &mut sqlx::PgConnection,
            page: $crate::store::docket::Page<'_>,
        ) -> Result<Vec<StoredRow>, ledger::Error> {
            let rows = sqlx::query_as!(
                $crate::store::docket::Row,
                "select id, matter_id, region, version, status, subject_id,
                    document_number as \"document_number?\", opened_at, state from "
                    + $table
                    + " where ($1::text is null or status = $1)
                        and ($2::uuid is null or matter_id = $2)
                    order by opened_at desc, id limit $3 offset $4",
                page.status,
                page.matter,
                page.limit,
                page.offset
            )
            .fetch_all(connection)
            .await?;
            rows.into_iter().map(|row| ROWS.decode(row)).collect()
        }

        /// Writes a new one. False when a rule of the table stands against a second one.
        pub(crate) async fn insert(
            connection: &mut sqlx::PgConnection,
            stored: &StoredRow,
        ) -> Result<bool, ledger::Error> {
            let done = sqlx::query!(
                "insert into "
                    + $table
                    + " (id, matter_id, region, version, status, subject_id, document_number,
                        opened_at, state)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
                stored.id,
                stored.matter.uuid(),
                stored.region.to_string(),
                stored.version,
                penalty_domain::procedure::Clocked::status(&stored.state),
                stored.subject,
                stored.document_number,
                jiff_sqlx::ToSqlx::to_sqlx(stored.opened_at) as _,
                ROWS.encode(stored)?,
            )
            .execute(connection)
            .await?;
            Ok(done.rows_affected() == 1)
        }

        /// Writes one that was at `read_version`.
        pub(crate) async fn update(
            connection: &mut sqlx::PgConnection,
            stored: &StoredRow,
            read_version: i64,
        ) -> Result<(), ledger::Error> {
            let done = sqlx::query!(
                "update "
                    + $table
                    + " set version = $3, status = $4, state = $5 where id = $1 and version = $2",
                stored.id,
                read_version,
                stored.version,
                penalty_domain::procedure::Clocked::status(&stored.state),
                ROWS.encode(stored)?,
            )
            .execute(connection)
            .await?;
            if done.rows_affected() == 1 {
                Ok(())
            } else {
                Err(ledger::Conflict::Version.into())
            }
        }
    };
}

pub(super) use {load_one, statements};
