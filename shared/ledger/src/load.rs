//! Loading reference data, as an administrator: services may only read them.

use jiff::Timestamp;
use serde_json::Value;
use sqlx::{Connection as _, PgConnection};

use crate::pool::{PoolSettings, connect_options};
use crate::store::reference;
use crate::{Error, Known};

/// What a piece of reference data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceKind {
    /// The holidays and make-up workdays of a year; the key is the year.
    Holidays,
    /// The text of a statute as in force from a day; the key is its name and that day.
    Statute,
}

impl ReferenceKind {
    /// Its name in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holidays => "holidays",
            Self::Statute => "statute",
        }
    }
}

/// A piece of reference data to be loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct NewReference {
    /// What it is.
    pub kind: ReferenceKind,
    /// What it replaces, if something with this key is there.
    pub key: String,
    /// The data.
    pub body: Value,
    /// Where they were taken from.
    pub source: String,
}

/// What loading did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    /// Nothing had this key.
    New,
    /// What had this key is kept as an older version.
    Replaced,
    /// The same was there already.
    Unchanged,
}

/// Loads all of `news` into one schema, or nothing. `by` says who did it.
///
/// # Errors
/// When the database is away, or what is there afterwards would contradict itself.
pub async fn load(
    settings: &PoolSettings,
    schema: &str,
    news: &[NewReference],
    at: Timestamp,
    by: &str,
) -> Result<Vec<Loaded>, Error> {
    let mut connection = administrator(settings, schema).await?;
    let mut transaction = connection.begin().await?;
    let mut done = Vec::with_capacity(news.len());
    for new in news {
        done.push(reference::replace(&mut transaction, new, at, by).await?);
    }
    // What cannot be read back would stop every process from learning anything new.
    Known::read(reference::current(&mut transaction).await?)?;
    transaction.commit().await?;
    connection.close().await?;
    Ok(done)
}

/// What a schema knows at this moment.
///
/// # Errors
/// When the database is away, or what is there contradicts itself.
pub async fn known(settings: &PoolSettings, schema: &str) -> Result<Known, Error> {
    let mut connection = administrator(settings, schema).await?;
    let known = Known::read(reference::current(&mut connection).await?)?;
    connection.close().await?;
    Ok(known)
}

async fn administrator(settings: &PoolSettings, schema: &str) -> Result<PgConnection, Error> {
    let settings = PoolSettings {
        assume_role: false,
        ..settings.clone()
    };
    Ok(PgConnection::connect_with(&connect_options(&settings, schema)?).await?)
}
