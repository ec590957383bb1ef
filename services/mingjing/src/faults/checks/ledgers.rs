//! What must hold of ledgers, inboxes, timers and projections, whoever wrote them.

use super::super::settle::Layout;
use super::super::world::World;
use super::{OVERSIGHT_COMPLETE, Verdict, each, lines};

/// Events that only a clock brings about.
const BY_CLOCK: &str = "(event_type like '%Overdue' or event_type like '%.TaskEscalated')";

pub(super) async fn judge(world: &World, layout: &Layout) -> anyhow::Result<Vec<Verdict>> {
    Ok(vec![
        Verdict::new(
            "versions of every aggregate run from 1 without a gap",
            each(world, &layout.writers, versions).await?,
        ),
        Verdict::new(
            "events of an aggregate stand in their order",
            each(world, &layout.writers, out_of_order).await?,
        ),
        Verdict::new(
            "every state is the state after the last event of its ledger",
            states(world, layout).await?,
        ),
        Verdict::new(
            "no event is in two ledgers",
            lines(world, doubled(layout)).await?,
        ),
        Verdict::new(
            "every event was handed to the broker",
            unpublished(world, layout).await?,
        ),
        Verdict::new(
            "every reader applied every event of every aggregate",
            applied(world, layout).await?,
        ),
        Verdict::new(
            "nothing is parked",
            each(world, &layout.schemas, parked).await?,
        ),
        Verdict::new(OVERSIGHT_COMPLETE, lines(world, oversight(layout)).await?),
        Verdict::new(
            "no clock fired early or was missed",
            clocks(world, layout).await?,
        ),
        Verdict::new(
            "every clock fired with one effect",
            each(world, &layout.writers, fired_twice).await?,
        ),
    ])
}

fn versions(schema: &str) -> String {
    format!(
        "select format('{schema} %s: versions %s to %s in %s events', aggregate_id,
            min(aggregate_version), max(aggregate_version), count(*))
         from {schema}.ledger group by aggregate_id
         having min(aggregate_version) <> 1 or max(aggregate_version) <> count(*)"
    )
}

fn out_of_order(schema: &str) -> String {
    format!(
        "select format('{schema} %s: version %s was written before the one it follows',
            aggregate_id, aggregate_version)
         from (select aggregate_id, aggregate_version, position, lag(position)
                over (partition by aggregate_id order by aggregate_version) as before
            from {schema}.ledger) l
         where position < before"
    )
}

/// Tables that hold states: they have a version and a state, and are found by one UUID.
async fn states(world: &World, layout: &Layout) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for schema in &layout.writers {
        let tables = lines(
            world,
            format!(
                "select format('%I.%I %I', n.nspname, c.relname, a.attname)
                 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1
                 join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                 where n.nspname = '{schema}' and (select count(*) from pg_attribute s
                    where s.attrelid = c.oid and s.attname in ('version', 'state')) = 2"
            ),
        )
        .await?;
        let mut every_state = Vec::new();
        for table in tables {
            let Some((table, key)) = table.split_once(' ') else {
                continue;
            };
            every_state.push(format!(
                "select {key} as id, version, '{table}' as place from {table}"
            ));
        }
        let every_state = every_state.join(" union all ");
        if every_state.is_empty() {
            found.push(format!("{schema} has no state at all"));
            continue;
        }
        found.extend(
            lines(
                world,
                format!(
                    "select format('{schema} %s: version %s in %s, %s in the ledger',
                        coalesce(s.id, l.id), s.version, s.place, l.version)
                     from ({every_state}) s
                     full join (select aggregate_id as id, max(aggregate_version) as version
                        from {schema}.ledger group by 1) l using (id)
                     where s.version is distinct from l.version"
                ),
            )
            .await?,
        );
    }
    Ok(found)
}

fn every_event(layout: &Layout) -> String {
    let all: Vec<String> = layout
        .writers
        .iter()
        .map(|schema| format!("select '{schema}' as service, event_id from {schema}.ledger"))
        .collect();
    all.join(" union all ")
}

fn doubled(layout: &Layout) -> String {
    format!(
        "select format('%s in %s', event_id, string_agg(service, ', '))
         from ({}) e group by event_id having count(*) > 1",
        every_event(layout)
    )
}

async fn unpublished(world: &World, layout: &Layout) -> anyhow::Result<Vec<String>> {
    let mut found = each(world, &layout.writers, |schema| {
        format!(
            "select format('{schema} position %s', position) from {schema}.outbox
             where stream_sequence is null"
        )
    })
    .await?;
    found.extend(
        each(world, &layout.writers, |schema| {
            format!(
                "select format('{schema} position %s has no place in the outbox', position)
                 from {schema}.ledger l
                 where not exists (select from {schema}.outbox o where o.position = l.position)"
            )
        })
        .await?,
    );
    Ok(found)
}

async fn applied(world: &World, layout: &Layout) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for reader in &layout.readers {
        let (service, from) = (reader.service, reader.from);
        let sql = format!(
            "select format('{service} from {from} %s: applied %s of %s', aggregate_id,
                coalesce(i.version, 0), coalesce(l.version, 0))
             from (select aggregate_id, max(aggregate_version) as version
                from {from}.ledger group by 1) l
             full join (select aggregate_id, version from {service}.inbox
                where consumer = '{from}') i using (aggregate_id)
             where i.version is distinct from l.version"
        );
        found.extend(lines(world, sql).await?);
    }
    Ok(found)
}

fn parked(schema: &str) -> String {
    format!(
        "select format('{schema} from %s: %s, %s (%s)', consumer, subject, reason, error)
         from {schema}.dead_letter"
    )
}

fn oversight(layout: &Layout) -> String {
    format!(
        "select format('%s of %s: %s times', coalesce(e.event_id, s.event_id), e.service,
            coalesce(s.times, 0))
         from ({}) e
         full join (select event_id, count(*) as times from oversight.step group by 1) s
            using (event_id)
         where e.event_id is null or s.times is distinct from 1",
        every_event(layout)
    )
}

async fn clocks(world: &World, layout: &Layout) -> anyhow::Result<Vec<String>> {
    use kernel::Clock as _;
    let now = world.clock.now();
    each(world, &layout.writers, |schema| {
        format!(
            "select format('{schema} %s of %s: due %s, fired %s', kind, aggregate_id, due_at, fired_at)
             from {schema}.timer
             where fired_at < due_at
                or (fired_at is null and cancelled_at is null and due_at <= '{now}')"
        )
    })
    .await
}

/// A clock that fires and finds nothing to do is no fault; one that fires once and tells it twice is.
fn fired_twice(schema: &str) -> String {
    format!(
        "select format('{schema} %s: %s fired clocks, %s events', aggregate_id,
            coalesce(t.fired, 0), e.told)
         from (select aggregate_id, count(*) as told from {schema}.ledger
            where {BY_CLOCK} group by 1) e
         left join (select aggregate_id, count(*) as fired from {schema}.timer
            where fired_at is not null group by 1) t using (aggregate_id)
         where e.told > coalesce(t.fired, 0)"
    )
}
