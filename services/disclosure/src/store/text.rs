//! The masked texts, and apart from them what was masked.

use crypto::Sha256Hex;
use disclosure_domain::{MaskEntry, MaskedText, Suspect};
use kernel::PublicationId;
use ledger::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;

use super::impossible;
use super::publication::StoredPublication;

const TEXT: &str = "disclosure.public_text";
const MAP: &str = "disclosure.mask_map";

/// A masked text as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredText {
    pub(crate) content: String,
    pub(crate) suspects: Vec<Suspect>,
}

/// The masked text of a publication, compared with the digest under which it was approved.
pub(crate) async fn of(
    connection: &mut PgConnection,
    publication: &StoredPublication,
) -> Result<Option<StoredText>, Error> {
    let id = publication.id;
    let Some(expected) = publication.state.content().map(|content| content.sha256) else {
        return Ok(None);
    };
    let row = sqlx::query!(
        "select content, suspects from disclosure.public_text where publication_id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        if !expected.verify(row.content.as_bytes()) {
            let problem = format!("its digest is not {expected}");
            return Err(impossible(TEXT, "content", &id, &problem));
        }
        Ok(StoredText {
            content: row.content,
            suspects: decode(row.suspects, TEXT, "suspects", id)?,
        })
    })
    .transpose()
}

/// What was masked in the text of a publication.
pub(crate) async fn mask_map(
    connection: &mut PgConnection,
    id: PublicationId,
) -> Result<Vec<MaskEntry>, Error> {
    let entries = sqlx::query_scalar!(
        "select entries from disclosure.mask_map where publication_id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    entries.map_or(Ok(Vec::new()), |entries| {
        decode(entries, MAP, "entries", id)
    })
}

/// Keeps a masked text and its map; those of an earlier masking go.
pub(crate) async fn put(
    connection: &mut PgConnection,
    publication: &StoredPublication,
    sha256: &Sha256Hex,
    masked: &MaskedText,
) -> Result<(), Error> {
    let id = publication.id;
    let region = publication.region.to_string();
    let sha256 = sha256.to_string();
    sqlx::query!(
        "insert into disclosure.public_text (publication_id, region, content, sha256, suspects)
         values ($1, $2, $3, $4, $5)
         on conflict (publication_id) do update set content = excluded.content,
            sha256 = excluded.sha256, suspects = excluded.suspects",
        id.uuid(),
        region,
        masked.text,
        sha256,
        encode(&masked.suspects, TEXT, "suspects", id)?,
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into disclosure.mask_map (publication_id, region, sha256, entries)
         values ($1, $2, $3, $4)
         on conflict (publication_id) do update set sha256 = excluded.sha256,
            entries = excluded.entries",
        id.uuid(),
        region,
        sha256,
        encode(&masked.map, MAP, "entries", id)?,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes text and map of what will never be published: nothing needs the personal data any more.
pub(crate) async fn remove(connection: &mut PgConnection, id: PublicationId) -> Result<(), Error> {
    sqlx::query!(
        "delete from disclosure.mask_map where publication_id = $1",
        id.uuid()
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "delete from disclosure.public_text where publication_id = $1",
        id.uuid()
    )
    .execute(connection)
    .await?;
    Ok(())
}

fn decode<T: DeserializeOwned>(
    value: serde_json::Value,
    table: &'static str,
    column: &'static str,
    id: PublicationId,
) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|error| impossible(table, column, &id, &error))
}

fn encode(
    value: &impl Serialize,
    table: &'static str,
    column: &'static str,
    id: PublicationId,
) -> Result<serde_json::Value, Error> {
    serde_json::to_value(value).map_err(|error| impossible(table, column, &id, &error))
}
