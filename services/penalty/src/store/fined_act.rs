//! Acts that were fined: one act, one fine (一事不再罚款).

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use kernel::Region;
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

/// Whose act, and which: a digest of the party and every name under which the act is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActKeys {
    pub(crate) party: String,
    pub(crate) acts: Vec<String>,
}

/// The number of a decision by which the act was fined already, in another case than `source`.
pub(crate) async fn find(
    connection: &mut PgConnection,
    keys: &ActKeys,
    source: Uuid,
) -> Result<Option<String>, Error> {
    let number = sqlx::query_scalar!(
        "select document_number from penalty.fined_act
         where party_key = $1 and act_key = any($2) and source_id <> $3
         order by fined_on limit 1",
        keys.party,
        &keys.acts,
        source,
    )
    .fetch_optional(connection)
    .await?;
    Ok(number)
}

/// Notes that the act is fined. False if it was already, also by a decision that is out of sight or
/// being made at this moment.
pub(crate) async fn claim(
    connection: &mut PgConnection,
    keys: &ActKeys,
    (source, region): (Uuid, Region),
    (document_number, fined_on): (&str, Date),
) -> Result<bool, Error> {
    let claimed = sqlx::query!(
        "insert into penalty.fined_act
            (party_key, act_key, source_id, region, document_number, fined_on)
         select $1, act, $3, $4, $5, $6 from unnest($2::text[]) as act
         on conflict (party_key, act_key) do nothing",
        keys.party,
        &keys.acts,
        source,
        region.to_string(),
        document_number,
        fined_on.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(usize::try_from(claimed.rows_affected()) == Ok(keys.acts.len()))
}

/// Forgets the fine of a decision that no longer stands.
pub(crate) async fn release(connection: &mut PgConnection, source: Uuid) -> Result<(), Error> {
    sqlx::query!("delete from penalty.fined_act where source_id = $1", source)
        .execute(connection)
        .await?;
    Ok(())
}
