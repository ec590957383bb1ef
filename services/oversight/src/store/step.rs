//! Steps: placing them and reading them back.

use jiff_sqlx::{Date, Timestamp};
use kernel::MatterId;
use ledger::Error;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::timeline::Step;

const TABLE: &str = "oversight.step";

struct StepRow {
    event_id: Uuid,
    matter_id: Uuid,
    region: String,
    service: String,
    event_type: String,
    name: String,
    version: i32,
    aggregate_id: Uuid,
    aggregate_version: i64,
    occurred_at: Timestamp,
    legal_date: Date,
    articles: Vec<String>,
    dues_set: serde_json::Value,
    dues_met: Vec<String>,
    actor_post: String,
    trace_id: Option<String>,
}

impl TryFrom<StepRow> for Step {
    type Error = Error;

    fn try_from(row: StepRow) -> Result<Self, Error> {
        let wrong = |column, problem: String| inconsistent(column, row.event_id, problem);
        Ok(Self {
            event_id: row.event_id,
            matter_id: MatterId::from(row.matter_id),
            region: row
                .region
                .parse()
                .map_err(|error| wrong("region", format!("{error}")))?,
            service: row.service,
            event_type: row.event_type,
            name: row.name,
            version: row.version,
            aggregate_id: row.aggregate_id,
            aggregate_version: row.aggregate_version,
            occurred_at: row.occurred_at.to_jiff(),
            legal_date: row.legal_date.to_jiff(),
            articles: row.articles,
            dues_set: serde_json::from_value(row.dues_set)
                .map_err(|error| wrong("dues_set", error.to_string()))?,
            dues_met: row.dues_met,
            actor_post: row.actor_post,
            trace_id: row.trace_id,
        })
    }
}

/// Places steps and moves their matters' first and last step. One step is placed like a thousand.
///
/// Six streams write about the same matters; a lock for the transaction lets them take turns, so that
/// their batches never wait for each other in a circle.
pub(crate) async fn place(connection: &mut PgConnection, steps: &[Step]) -> Result<(), Error> {
    let rows = serde_json::to_value(steps)
        .map_err(|error| inconsistent("dues_set", Uuid::nil(), error.to_string()))?;
    sqlx::query!(
        "with turn as materialized (
            select pg_advisory_xact_lock(hashtext('mingjing.oversight'), hashtext('place'))
        ), incoming as (
            select told.* from turn, jsonb_to_recordset($1::jsonb) as told (
                event_id uuid, matter_id uuid, region text, service text, event_type text,
                name text, version integer, aggregate_id uuid, aggregate_version bigint,
                occurred_at timestamptz, legal_date date, articles text[], dues_set jsonb,
                dues_met text[], actor_post text, trace_id text)
        ), placed as (
            insert into oversight.step (event_id, matter_id, region, service, event_type, name,
                version, aggregate_id, aggregate_version, occurred_at, legal_date, articles,
                dues_set, dues_met, actor_post, trace_id)
            select event_id, matter_id, region, service, event_type, name, version, aggregate_id,
                aggregate_version, occurred_at, legal_date, articles, dues_set, dues_met,
                actor_post, trace_id
            from incoming
            returning event_id, matter_id, aggregate_id, region, service, name, occurred_at
        ), heads as (
            select matter_id, count(*) as steps,
                array_agg(region order by occurred_at, event_id) as regions,
                array_agg(event_id order by occurred_at, event_id) as events,
                array_agg(service order by occurred_at desc, event_id desc) as services,
                array_agg(name order by occurred_at desc, event_id desc) as names,
                min(occurred_at) as first_at, max(occurred_at) as last_at
            from placed where aggregate_id <> matter_id group by matter_id
        )
        insert into oversight.matter as known (matter_id, region, steps, first_at, first_event,
            last_at, last_event, last_service, last_name)
        select matter_id, regions[1], steps, first_at, events[1], last_at, events[steps],
            services[1], names[1]
        from heads order by matter_id
        on conflict (matter_id) do update set
            steps = known.steps + excluded.steps,
            (region, first_at, first_event) = (select told.region, told.at, told.event
                from (values (known.region, known.first_at, known.first_event),
                    (excluded.region, excluded.first_at, excluded.first_event))
                    as told (region, at, event)
                order by told.at, told.event limit 1),
            (last_service, last_name, last_at, last_event) =
                (select told.service, told.name, told.at, told.event
                from (values
                    (known.last_service, known.last_name, known.last_at, known.last_event),
                    (excluded.last_service, excluded.last_name, excluded.last_at,
                        excluded.last_event)) as told (service, name, at, event)
                order by told.at desc, told.event desc limit 1)",
        rows
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The steps of these matters, in no particular order.
pub(crate) async fn of_matters(
    connection: &mut PgConnection,
    matters: &[Uuid],
) -> Result<Vec<Step>, Error> {
    let rows = sqlx::query_as!(
        StepRow,
        "select event_id, matter_id, region, service, event_type, name, version, aggregate_id,
            aggregate_version, occurred_at, legal_date, articles, dues_set, dues_met, actor_post,
            trace_id
         from oversight.step where matter_id = any ($1)",
        matters
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Step::try_from).collect()
}

fn inconsistent(column: &'static str, id: Uuid, problem: String) -> Error {
    Error::Inconsistent {
        table: TABLE,
        column,
        id: id.to_string(),
        problem,
    }
}
