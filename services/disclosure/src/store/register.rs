//! The public register: only what is or was published, for whoever asks.

use kernel::{PublicationId, Region};
use ledger::Error;
use sqlx::PgConnection;

use super::publication::{PublicationRow, StoredPublication};

/// What someone looks for.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    /// In this region and all that lies in it.
    pub(crate) region: Region,
    /// Text as it was asked for; none for everything.
    pub(crate) text: Option<String>,
    /// The text as a document number, if it is one.
    pub(crate) number: Option<String>,
}

/// A page of the register, the latest first. A decision that was taken down is found by its number
/// only: its party's name must not go on leading to it.
pub(crate) async fn search(
    connection: &mut PgConnection,
    search: &Search,
    limit: i64,
    offset: i64,
) -> Result<Vec<StoredPublication>, Error> {
    let rows = sqlx::query_as!(
        PublicationRow,
        "select id, case_id, matter_id, region, version, due_on, queued_at, published_at, state
         from disclosure.publication
         where published_at is not null and status in ('published', 'withdrawing', 'withdrawn')
            and starts_with(region, $1)
            and ($2::text is null or document_number = coalesce($3, $2)
                or (status <> 'withdrawn'
                    and (party_uscc = upper($2) or strpos(party_name, $2) > 0)))
         order by published_at desc, id limit $4 offset $5",
        search.region.prefix(),
        search.text,
        search.number,
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(StoredPublication::try_from).collect()
}

/// One entry of the register.
pub(crate) async fn find(
    connection: &mut PgConnection,
    id: PublicationId,
) -> Result<Option<StoredPublication>, Error> {
    let row = sqlx::query_as!(
        PublicationRow,
        "select id, case_id, matter_id, region, version, due_on, queued_at, published_at, state
         from disclosure.publication
         where id = $1 and status in ('published', 'withdrawing', 'withdrawn')",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(StoredPublication::try_from).transpose()
}
