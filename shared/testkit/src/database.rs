//! One database for each test, cloned from a template that was migrated once.

use std::{sync::OnceLock, time::Duration};

use anyhow::Context;
use sqlx::{
    AssertSqlSafe, Connection, Executor, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{fleet::Fleet, machine};

/// Sessions of one test's pool.
const POOL_SIZE: u32 = 5;

/// Sessions that just ended may still hold a database for a moment.
const RELEASE_TRIES: u32 = 100;
const RELEASE_PAUSE: Duration = Duration::from_millis(20);

/// `SQLSTATE` of "database is being accessed by other users".
const OBJECT_IN_USE: &str = "55006";

/// A database of one test, dropped with this value.
#[derive(Debug)]
pub struct TestDatabase {
    admin_url: String,
    name: String,
    url: String,
    pool: PgPool,
    dropped: bool,
}

impl TestDatabase {
    /// A clone of the template for `name` and `fingerprint`.
    ///
    /// The first caller of all test processes makes the template: it creates an empty database and
    /// calls `migrate` with a pool on it. `fingerprint` must change whenever the outcome of
    /// `migrate` changes; the text of all migrations will do.
    ///
    /// # Errors
    /// When no server can be reached or started, or `migrate` fails.
    pub async fn from_template<E>(
        name: &str,
        fingerprint: &str,
        migrate: impl AsyncFnOnce(PgPool) -> Result<(), E>,
    ) -> anyhow::Result<Self>
    where
        E: Into<anyhow::Error>,
    {
        let admin_url = admin_url().await?;
        let template = template_name(name, fingerprint);
        ensure_template(&admin_url, &template, migrate).await?;
        Self::create(admin_url, &format!("template \"{template}\"")).await
    }

    /// An empty database.
    ///
    /// # Errors
    /// When no server can be reached or started.
    pub async fn empty() -> anyhow::Result<Self> {
        Self::create(admin_url().await?, "").await
    }

    async fn create(admin_url: String, template: &str) -> anyhow::Result<Self> {
        let name = format!("t_{}", machine::unique());
        let mut admin = connect(&admin_url).await?;
        execute(
            &mut admin,
            &format!("create database \"{name}\" {template}"),
        )
        .await?;
        admin.close().await?;
        let url = with_database(&admin_url, &name);
        let pool = PgPoolOptions::new()
            .max_connections(POOL_SIZE)
            .connect_lazy(&url)
            .context("cannot read the database address")?;
        Ok(Self {
            admin_url,
            name,
            url,
            pool,
            dropped: false,
        })
    }

    /// The address of the database.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The name of the database.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A small pool on the database; belongs to the runtime of the test that made it.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Ends all sessions and drops the database. Dropping the value does the same, but cannot
    /// report a failure.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn close(mut self) -> anyhow::Result<()> {
        self.dropped = true;
        drop_database(&self.admin_url, &self.name).await?;
        self.pool.close().await;
        Ok(())
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if self.dropped {
            return;
        }
        let (admin_url, name) = (self.admin_url.clone(), self.name.clone());
        // The runtime of the test may be the current one and cannot be blocked on.
        let worker = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(drop_database(&admin_url, &name))
        });
        // What stays is dropped by a later test process, or with the server.
        drop(worker.join());
    }
}

/// The maintenance database: of `DATABASE_URL`, else of the shared server. The first call of a
/// process also drops what killed test processes left.
async fn admin_url() -> anyhow::Result<String> {
    static CLEANED: OnceLock<()> = OnceLock::new();
    let url = match machine::environment("DATABASE_URL") {
        Some(url) => url,
        None => Fleet::of_this_run()?.postgres().await?,
    };
    if CLEANED.set(()).is_ok() {
        drop_leftovers(&url).await?;
    }
    Ok(url)
}

async fn drop_leftovers(admin_url: &str) -> anyhow::Result<()> {
    let mut admin = connect(admin_url).await?;
    let names: Vec<String> =
        sqlx::query_scalar("select datname::text from pg_database where datname like 't\\_%'")
            .fetch_all(&mut admin)
            .await?;
    admin.close().await?;
    for name in names {
        if name.strip_prefix("t_").is_some_and(machine::maker_is_gone) {
            // Another process may be dropping it too.
            drop(drop_database(admin_url, &name).await);
        }
    }
    Ok(())
}

async fn drop_database(admin_url: &str, name: &str) -> anyhow::Result<()> {
    let mut admin = connect(admin_url).await?;
    execute(
        &mut admin,
        &format!("drop database if exists \"{name}\" with (force)"),
    )
    .await?;
    admin.close().await?;
    Ok(())
}

/// A name of at most 63 bytes that tells name and fingerprint apart.
fn template_name(name: &str, fingerprint: &str) -> String {
    let readable: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(30)
        .collect::<String>();
    let hash = machine::hash(&(name, fingerprint));
    format!("template_{}_{hash:016x}", readable.to_ascii_lowercase())
}

/// Makes the template unless it exists. It gets its name last, so that a template that exists is
/// complete.
async fn ensure_template<E>(
    admin_url: &str,
    template: &str,
    migrate: impl AsyncFnOnce(PgPool) -> Result<(), E>,
) -> anyhow::Result<()>
where
    E: Into<anyhow::Error>,
{
    let mut admin = connect(admin_url).await?;
    if !exists(&mut admin, template).await? {
        // The lock goes with the session, also when this process is killed.
        let key = i64::from_ne_bytes(machine::hash(&template).to_ne_bytes());
        sqlx::query("select pg_advisory_lock($1)")
            .bind(key)
            .execute(&mut admin)
            .await?;
        if !exists(&mut admin, template).await? {
            let unfinished = format!("{template}_new");
            execute(
                &mut admin,
                &format!("drop database if exists \"{unfinished}\" with (force)"),
            )
            .await?;
            execute(&mut admin, &format!("create database \"{unfinished}\"")).await?;
            let url = with_database(admin_url, &unfinished);
            let pool = PgPoolOptions::new()
                .max_connections(POOL_SIZE)
                .connect(&url)
                .await?;
            migrate(pool.clone())
                .await
                .map_err(|error| error.into().context(format!("cannot migrate {template}")))?;
            pool.close().await;
            let seal = format!("alter database \"{unfinished}\" with allow_connections false");
            execute(&mut admin, &seal).await?;
            let rename = format!("alter database \"{unfinished}\" rename to \"{template}\"");
            when_released(&mut admin, &rename).await?;
        }
    }
    admin.close().await?;
    Ok(())
}

async fn exists(admin: &mut PgConnection, database: &str) -> anyhow::Result<bool> {
    let found = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(database)
        .fetch_one(admin)
        .await?;
    Ok(found)
}

/// Runs a statement that needs a database without sessions.
async fn when_released(admin: &mut PgConnection, sql: &str) -> anyhow::Result<()> {
    let mut tries = 0;
    loop {
        let Err(error) = admin.execute(AssertSqlSafe(sql.to_owned())).await else {
            return Ok(());
        };
        tries += 1;
        let in_use = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code);
        if in_use.as_deref() != Some(OBJECT_IN_USE) || tries >= RELEASE_TRIES {
            return Err(error).with_context(|| sql.to_owned());
        }
        tokio::time::sleep(RELEASE_PAUSE).await;
    }
}

async fn connect(url: &str) -> anyhow::Result<PgConnection> {
    let options: PgConnectOptions = url.parse().context("cannot read the database address")?;
    PgConnection::connect_with(&options)
        .await
        .context("cannot reach the test database server")
}

async fn execute(connection: &mut PgConnection, sql: &str) -> anyhow::Result<()> {
    connection
        .execute(AssertSqlSafe(sql.to_owned()))
        .await
        .map(drop)
        .with_context(|| sql.to_owned())
}

/// The same address with another database: the path between authority and query.
fn with_database(url: &str, database: &str) -> String {
    let (address, query) = url
        .split_once('?')
        .map_or((url, None), |(a, q)| (a, Some(q)));
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let authority = rest.split('/').next().unwrap_or_default();
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{scheme}://{authority}/{database}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_of_an_address_is_replaced_and_its_query_kept() {
        let of = |url| with_database(url, "x");
        assert_eq!(
            of("postgres://u:p@h:5433/db?sslmode=disable"),
            "postgres://u:p@h:5433/x?sslmode=disable"
        );
        assert_eq!(
            of("postgres://u@localhost/db?host=/tmp/a"),
            "postgres://u@localhost/x?host=/tmp/a"
        );
        assert_eq!(of("postgresql://h"), "postgresql://h/x");
        assert_eq!(of("postgres://h/"), "postgres://h/x");
    }

    #[test]
    fn a_template_name_fits_and_depends_on_both_parts() {
        let long = "complaint-".repeat(20);
        assert!(template_name(&long, "").len() < 60);
        assert_ne!(template_name("a", "1"), template_name("a", "2"));
        assert_ne!(template_name("a", "1"), template_name("b", "1"));
    }
}
