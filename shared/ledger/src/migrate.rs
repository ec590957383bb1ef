//! Migrations: the ledger's own tables first, then the service's; forward only, one at a time.

use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::Error;
use crate::pool::{PoolSettings, connect_options, role_of};

static TEMPLATE: Migrator = sqlx::migrate!("./migrations");

/// Serialises migrations of several replicas.
const LOCK: i64 = 0x6d69_6e67_6a69_6e67;

/// A schema to be brought up to date.
#[derive(Debug)]
pub struct SchemaSpec {
    /// Its name, also the service's.
    pub name: &'static str,
    /// The service's own migrations.
    pub migrator: &'static Migrator,
    /// The schema has the ledger's tables.
    pub with_ledger: bool,
}

/// The migrations every schema gets, for the test templates' fingerprints.
#[must_use]
pub fn template_migrator() -> &'static Migrator {
    &TEMPLATE
}

/// Brings one schema up to date: schema, role, ledger tables, the service's tables, rights.
///
/// The caller connects as an administrator; the service's role may read and write its own schema
/// only, may not change or remove what is in the ledger, and may only read reference data.
///
/// # Errors
/// When the database is away or a migration fails; what was applied before stays applied.
pub async fn migrate(settings: &PoolSettings, spec: &SchemaSpec) -> Result<(), Error> {
    let settings = PoolSettings {
        assume_role: false,
        ..settings.clone()
    };
    let options = connect_options(&settings, spec.name)?.options([("statement_timeout", "0")]);
    let mut connection = PgConnection::connect_with(&options).await?;
    run(
        &mut connection,
        "select pg_advisory_lock",
        &format!("({LOCK})"),
    )
    .await?;
    let outcome = apply(&mut connection, spec).await;
    connection.close().await?;
    outcome
}

async fn apply(connection: &mut PgConnection, spec: &SchemaSpec) -> Result<(), Error> {
    let schema = spec.name;
    let role = role_of(schema);
    run(connection, "create schema if not exists ", schema).await?;
    let create_role = format!(
        "do $$ begin if not exists (select from pg_roles where rolname = '{role}') then \
         create role {role} nologin; end if; \
         exception when duplicate_object or unique_violation then null; end $$"
    );
    run(connection, &create_role, "").await?;
    let failed = |source| Error::Migration {
        schema: schema.to_owned(),
        source,
    };
    if spec.with_ledger {
        TEMPLATE.run(&mut *connection).await.map_err(failed)?;
    }
    spec.migrator.run(&mut *connection).await.map_err(failed)?;
    for grant in [
        format!("grant usage on schema {schema} to {role}"),
        format!("grant select, insert, update, delete on all tables in schema {schema} to {role}"),
        format!("grant usage on all sequences in schema {schema} to {role}"),
        format!("grant execute on all functions in schema {schema} to {role}"),
    ] {
        run(connection, &grant, "").await?;
    }
    if spec.with_ledger {
        for guard in [
            format!("revoke update, delete, truncate on {schema}.ledger from {role}"),
            format!("revoke insert, update, delete, truncate on {schema}.reference from {role}"),
        ] {
            run(connection, &guard, "").await?;
        }
    }
    Ok(())
}

/// Runs a statement whose names are the platform's own constants.
async fn run(connection: &mut PgConnection, start: &str, end: &str) -> Result<(), Error> {
    sqlx::raw_sql(AssertSqlSafe(format!("{start}{end}")))
        .execute(connection)
        .await?;
    Ok(())
}
