//! Penalties on the spot, and who was penalised.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::Region;
use ledger::Error;
use penalty_domain::party::Identity;
use penalty_domain::spot::Spot;
use sqlx::PgConnection;
use uuid::Uuid;

super::docket::statements!("penalty.spot_penalty", Spot);

// Loads one to be looked at.
super::docket::load_one!(find, "penalty.spot_penalty", Spot, " where id = $1");

/// Writes name and address.
pub(crate) async fn insert_party(
    connection: &mut PgConnection,
    (spot, region): (Uuid, Region),
    identity: &Identity,
    now: Timestamp,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into penalty.spot_party (spot_id, region, name, address, recorded_at)
         values ($1, $2, $3, $4, $5)",
        spot,
        region.to_string(),
        identity.name,
        identity.address,
        now.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Name and address.
pub(crate) async fn find_party(
    connection: &mut PgConnection,
    spot: Uuid,
) -> Result<Option<Identity>, Error> {
    let row = sqlx::query_as!(
        Identity,
        "select name, address from penalty.spot_party where spot_id = $1",
        spot
    )
    .fetch_optional(connection)
    .await?;
    Ok(row)
}
