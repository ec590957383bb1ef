//! What was promised to clients: every answer has its effect, once, in every service.

use std::collections::{HashMap, HashSet};

use crypto::Sha256Hex;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row as _};

use super::super::history::{Asked, History, Matter};
use super::super::settle::Layout;
use super::super::world::World;
use super::{EFFECTS_ONCE, Verdict, lines};

/// What an accepted step must have brought about, exactly once for its matter: service and event.
const EFFECTS: &[(&str, &[(&str, &str)])] = &[
    (
        "report",
        &[
            ("complaint", "SubmissionReceived"),
            ("complaint", "ReportForwarded"),
            ("intake", "ClueRegistered"),
        ],
    ),
    (
        "filing",
        &[
            ("intake", "CaseFiled"),
            ("dispatch", "TaskOpened"),
            ("penalty", "CaseOpened"),
            ("complaint", "ReplyGiven"),
        ],
    ),
    (
        "assignment",
        &[
            ("dispatch", "TeamAssigned"),
            ("evidence", "FolderOpened"),
            ("penalty", "InvestigatorsRecorded"),
        ],
    ),
    ("acceptance", &[("dispatch", "TaskAccepted")]),
    ("evidence", &[("evidence", "EvidenceCollected")]),
    (
        "seal",
        &[
            ("evidence", "EvidenceSealed"),
            ("penalty", "EvidenceJoined"),
        ],
    ),
    ("cards", &[("penalty", "CardsShown")]),
    (
        "investigation-report",
        &[("penalty", "InvestigationConcluded")],
    ),
    ("notice", &[("penalty", "NoticeServed")]),
    ("statement", &[("penalty", "StatementRecorded")]),
    ("legal-review", &[("penalty", "LegalReviewed")]),
    (
        "decision",
        &[
            ("penalty", "DecisionMade"),
            ("disclosure", "PublicationQueued"),
        ],
    ),
];

pub(super) async fn judge(
    world: &World,
    layout: &Layout,
    history: &History,
) -> anyhow::Result<Vec<Verdict>> {
    let (asked, matters) = (history.asked(), history.matters());
    let counts = counts(world, layout).await?;
    Ok(vec![
        Verdict::new("every request was answered", unanswered(&asked)),
        Verdict::new("no request was refused", refused(&asked)),
        Verdict::new(
            "the same request gets the same answer",
            contradicted(&asked),
        ),
        Verdict::new(
            "every answer is kept under its key",
            kept(world, layout, &asked).await?,
        ),
        Verdict::new("every report in hand went all its way", stuck(&matters)),
        Verdict::new(
            "every accepted request has its effects in every service",
            missing(&matters, &counts),
        ),
        Verdict::new(EFFECTS_ONCE, twice(&counts)),
        Verdict::new(
            "the steps of a case stand in the order of the procedure",
            lines(world, PROCEDURE.to_owned()).await?,
        ),
        Verdict::new(
            "no submission was taken twice",
            lines(world, RESUBMITTED.to_owned()).await?,
        ),
        Verdict::new("no receipt was given out twice", receipts(&matters)),
        Verdict::new(
            "decisions are numbered from 1 without a gap",
            lines(world, NUMBERS.to_owned()).await?,
        ),
        Verdict::new(
            "the citizen sees every stage that was reached",
            lines(world, STAGES.to_owned()).await?,
        ),
        Verdict::new(
            "oversight counts the steps that it has",
            lines(world, MATTERS.to_owned()).await?,
        ),
    ])
}

/// Every request of the load has a title of its own.
const RESUBMITTED: &str = "select format('%s: %s submissions', title, count(*))
     from complaint.submission group by title having count(*) > 1";

/// The order in which the load takes its steps. Team and evidence come from two streams, which do not
/// wait for each other.
const PROCEDURE: &str = "select format('case %s: %s', aggregate_id,
        string_agg(name, ', ' order by aggregate_version))
     from (select aggregate_id, aggregate_version, split_part(event_type, '.', 4) as name,
            case split_part(event_type, '.', 4)
                when 'CaseOpened' then 1 when 'InvestigatorsRecorded' then 2
                when 'EvidenceJoined' then 2 when 'InvestigationConcluded' then 3
                when 'NoticeServed' then 4 when 'StatementRecorded' then 5
                when 'LegalReviewed' then 6 when 'DecisionMade' then 7 end as place
        from penalty.ledger) e
     where place is not null
     group by aggregate_id
     having array_agg(place order by aggregate_version) <> array_agg(place order by place)";

const NUMBERS: &str = "select format('%s〔%s〕: numbers up to %s for %s decisions, counter at %s',
        d.agency_code, d.year, max(d.number), count(*), max(c.last))
     from penalty.document d left join penalty.document_counter c using (agency_code, year)
     group by d.agency_code, d.year
     having min(d.number) <> 1 or max(d.number) <> count(*) or max(c.last) is distinct from count(*)
     union all
     select format('%s decided without a number', id) from penalty.case_file f
     where document_number is not null
       and not exists (select from penalty.document d where d.case_id = f.id)";

const STAGES: &str = "select format('matter %s is %s elsewhere', e.matter_id, e.stage)
     from (select matter_id, 'filed' as stage from intake.ledger where event_type like '%.CaseFiled'
        union all
        select matter_id, 'decided' from penalty.ledger where event_type like '%.DecisionMade') e
     join complaint.submission s using (matter_id)
     where not exists (select from complaint.stage r
        where r.matter_id = e.matter_id and r.stage = e.stage)";

/// An officer's record is about no matter: its steps go by the officer's own identifier.
const MATTERS: &str =
    "select format('matter %s: %s counted, %s there', coalesce(m.matter_id, s.matter_id),
        m.steps, s.steps)
     from oversight.matter m
     full join (select matter_id, count(*) as steps from oversight.step
        where matter_id <> aggregate_id group by 1) s using (matter_id)
     where m.steps is distinct from s.steps";

fn unanswered(asked: &[Asked]) -> Vec<String> {
    let without = asked.iter().filter(|asked| asked.answer.is_none());
    without
        .map(|asked| {
            let Asked {
                what,
                key,
                attempts,
                last,
                ..
            } = asked;
            format!("{what} {key} after {attempts} attempts: {last}")
        })
        .collect()
}

fn refused(asked: &[Asked]) -> Vec<String> {
    asked
        .iter()
        .filter(|asked| !asked.accepted())
        .filter_map(|asked| {
            let (status, body) = asked.answer.as_ref()?;
            Some(format!("{} {}: {status} {body}", asked.what, asked.key))
        })
        .collect()
}

fn contradicted(asked: &[Asked]) -> Vec<String> {
    let told = |asked: &Asked| {
        let other = asked.contradicted.as_ref()?;
        Some(format!("{} {}: later {other}", asked.what, asked.key))
    };
    asked.iter().filter_map(told).collect()
}

fn stuck(matters: &[Matter]) -> Vec<String> {
    let told = |matter: &Matter| {
        let waits = matter.stuck?;
        Some(format!("matter {} came to wait for {waits}", matter.id))
    };
    matters.iter().filter_map(told).collect()
}

fn receipts(matters: &[Matter]) -> Vec<String> {
    let mut seen = HashSet::new();
    matters
        .iter()
        .filter(|matter| !matter.receipt.is_empty() && !seen.insert(&matter.receipt))
        .map(|matter| matter.receipt.clone())
        .collect()
}

/// Compares each accepted answer with the one that is kept.
async fn kept(world: &World, layout: &Layout, asked: &[Asked]) -> anyhow::Result<Vec<String>> {
    let mut answers: HashMap<(String, String), (i32, Value)> = HashMap::new();
    for service in &layout.writers {
        let sql = format!("select key, status, body from {service}.idempotency");
        for row in sqlx::query(AssertSqlSafe(sql))
            .fetch_all(&world.admin)
            .await?
        {
            let key = ((*service).to_owned(), row.try_get("key")?);
            answers.insert(key, (row.try_get("status")?, row.try_get("body")?));
        }
    }
    let mut found = Vec::new();
    for asked in asked.iter().filter(|asked| asked.accepted()) {
        let Some((status, body)) = &asked.answer else {
            continue;
        };
        // A citizen's key opens the submission, so only its digest is kept.
        let digest = Sha256Hex::of(asked.key.as_bytes()).to_string();
        let answer = [asked.key.clone(), digest]
            .into_iter()
            .find_map(|key| answers.get(&(asked.service.to_owned(), key)));
        let same = answer.is_some_and(|(kept, kept_body)| {
            *kept == i32::from(*status) && without_secret(kept_body) == without_secret(body)
        });
        if !same {
            found.push(format!(
                "{} {}: told {body}, kept {answer:?}",
                asked.what, asked.key
            ));
        }
    }
    Ok(found)
}

fn without_secret(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(fields) = body.as_object_mut() {
        fields.remove("query_code");
    }
    body
}

/// How often each event happened in each matter, by service.
type Counts = HashMap<(String, &'static str, &'static str), i64>;

async fn counts(world: &World, layout: &Layout) -> anyhow::Result<Counts> {
    let mut counts = Counts::new();
    let effects = EFFECTS.iter().flat_map(|(_, effects)| effects.iter());
    for (service, event) in effects {
        if !layout.writers.contains(service) {
            continue;
        }
        let sql = format!(
            "select matter_id::text, count(*) as times from {service}.ledger
             where event_type like '%.{event}' group by 1"
        );
        for row in sqlx::query(AssertSqlSafe(sql))
            .fetch_all(&world.admin)
            .await?
        {
            counts.insert(
                (row.try_get("matter_id")?, service, event),
                row.try_get("times")?,
            );
        }
    }
    Ok(counts)
}

fn missing(matters: &[Matter], counts: &Counts) -> Vec<String> {
    let mut found = Vec::new();
    for matter in matters {
        let effects = EFFECTS
            .iter()
            .filter(|(step, _)| matter.steps.contains(step))
            .flat_map(|(step, effects)| effects.iter().map(move |effect| (step, effect)));
        for (step, (service, event)) in effects {
            if !counts.contains_key(&(matter.id.clone(), *service, *event)) {
                found.push(format!(
                    "matter {}: {step} without {service} {event}",
                    matter.id
                ));
            }
        }
    }
    found
}

fn twice(counts: &Counts) -> Vec<String> {
    let more = counts.iter().filter(|(_, times)| **times > 1);
    more.map(|((matter, service, event), times)| {
        format!("matter {matter}: {service} {event} {times} times")
    })
    .collect()
}
