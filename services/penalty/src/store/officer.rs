//! What dispatch tells of enforcement certificates.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use kernel::OfficerId;
use ledger::Error;
use penalty_domain::certificate::{Certificate, Standing};
use sqlx::PgConnection;
use uuid::Uuid;

const TABLE: &str = "penalty.officer";

struct OfficerRow {
    id: Uuid,
    region: String,
    domains: Vec<String>,
    valid_from: Option<jiff_sqlx::Date>,
    valid_to: jiff_sqlx::Date,
    standing: String,
    since: Option<jiff_sqlx::Date>,
}

impl TryFrom<OfficerRow> for Certificate {
    type Error = Error;

    fn try_from(row: OfficerRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| Error::Inconsistent {
            table: TABLE,
            column,
            id: row.id.to_string(),
            problem,
        };
        let since = row.since.map(jiff_sqlx::Date::to_jiff);
        let standing = match (row.standing.as_str(), since) {
            ("held", None) => Standing::Held,
            ("suspended", Some(since)) => Standing::Suspended(since),
            ("cancelled", Some(since)) => Standing::Cancelled(since),
            (other, _) => return Err(wrong("standing", other.to_owned())),
        };
        Ok(Self {
            officer: OfficerId::from(row.id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            domains: row.domains,
            valid_from: row.valid_from.map(jiff_sqlx::Date::to_jiff),
            valid_to: row.valid_to.to_jiff(),
            standing,
        })
    }
}

/// Writes what is known of a new certificate, in place of an earlier one of the same officer.
pub(crate) async fn upsert(
    connection: &mut PgConnection,
    certificate: &Certificate,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into penalty.officer (id, region, domains, valid_from, valid_to, standing)
         values ($1, $2, $3, $4, $5, 'held')
         on conflict (id) do update
         set region = excluded.region, domains = excluded.domains, valid_from = excluded.valid_from,
             valid_to = excluded.valid_to, standing = 'held', since = null",
        certificate.officer.uuid(),
        certificate.region.to_string(),
        &certificate.domains,
        certificate.valid_from.map(ToSqlx::to_sqlx) as _,
        certificate.valid_to.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes that a certificate was withheld, cancelled or given back. False when it is unknown.
pub(crate) async fn set_standing(
    connection: &mut PgConnection,
    officer: OfficerId,
    standing: Standing,
) -> Result<bool, Error> {
    let (name, since): (&str, Option<Date>) = match standing {
        Standing::Held => ("held", None),
        Standing::Suspended(since) => ("suspended", Some(since)),
        Standing::Cancelled(since) => ("cancelled", Some(since)),
    };
    let done = sqlx::query!(
        "update penalty.officer set standing = $2, since = $3 where id = $1",
        officer.uuid(),
        name,
        since.map(ToSqlx::to_sqlx) as _,
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The certificates of `officers` that are known and can be seen.
pub(crate) async fn find(
    connection: &mut PgConnection,
    officers: &[OfficerId],
) -> Result<Vec<Certificate>, Error> {
    let ids: Vec<Uuid> = officers.iter().map(|officer| officer.uuid()).collect();
    let rows = sqlx::query_as!(
        OfficerRow,
        "select id, region, domains, valid_from, valid_to, standing, since
         from penalty.officer where id = any($1)",
        &ids
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Certificate::try_from).collect()
}
