//! What fills the documents: names, addresses, statements.

use kernel::{DocumentId, Region};
use ledger::Error;
use serde_json::{Map, Value};
use sqlx::PgConnection;

/// Writes what fills a document, in place of what filled it before.
pub(crate) async fn upsert(
    connection: &mut PgConnection,
    document: DocumentId,
    region: Region,
    content: &Map<String, Value>,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into penalty.document_content (document_id, region, content) values ($1, $2, $3)
         on conflict (document_id) do update set content = excluded.content",
        document.uuid(),
        region.to_string(),
        Value::Object(content.clone()),
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What fills a document.
pub(crate) async fn find(
    connection: &mut PgConnection,
    document: DocumentId,
) -> Result<Map<String, Value>, Error> {
    let content = sqlx::query_scalar!(
        "select content from penalty.document_content where document_id = $1",
        document.uuid()
    )
    .fetch_optional(connection)
    .await?;
    match content {
        Some(Value::Object(content)) => Ok(content),
        None => Ok(Map::new()),
        Some(_) => Err(Error::Inconsistent {
            table: "penalty.document_content",
            column: "content",
            id: document.to_string(),
            problem: "not an object".to_owned(),
        }),
    }
}
