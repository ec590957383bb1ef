//! One matter is one connected set of traces: no span is an orphan, and every service is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::Context as _;
use e2e_tests::{Platform, Shape};
use jiff::ToSpan as _;
use mingjing::journey::{Client, Journey, Person, Timeline, report_body};
use testkit::{OtlpSink, SpanRecord};

const EVERY_SERVICE: [&str; 7] = [
    "complaint",
    "intake",
    "dispatch",
    "evidence",
    "penalty",
    "disclosure",
    "oversight",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_is_one_connected_trace_across_http_ledger_broker_inbox_and_timers() {
    let sink = OtlpSink::start().await.unwrap();
    let endpoint = sink.endpoint();
    let mut platform = Platform::start(Shape::OneProcess, Some(&endpoint))
        .await
        .unwrap();
    let journey = Journey::new(platform.client().unwrap());
    // A relay that was down for a while continues the traces that wait for it.
    let played = journey.play_with_outage(&mut platform.nats).await.unwrap();
    let missed = let_a_clock_run_out(&played.client).await.unwrap();
    platform.stop().await.unwrap();
    let ended = |spans: &[SpanRecord]| {
        let fired = |span: &SpanRecord| span.name == "timer.fire" && is_of(span, &missed);
        spans.iter().any(fired)
    };
    sink.wait_for(ended, Duration::from_secs(20)).await.unwrap();
    let spans = sink.spans();
    check(&spans, &played.matter, &EVERY_SERVICE);
    check(&spans, &missed, &["complaint", "intake", "oversight"]);
}

/// Reports a breach that nobody verifies in time; the matter.
async fn let_a_clock_run_out(client: &Client) -> anyhow::Result<String> {
    let path = "/api/complaint/v1/public/submissions";
    let receipted = client.post_public(path, &[], report_body()).await?;
    let matter = receipted["matter_id"].as_str().unwrap().to_owned();
    happens(client, &matter, "ClueRegistered").await?;
    let today = kernel::legal_date(client.read_clock().await?);
    client.move_clock(today + 60.days()).await?;
    happens(client, &matter, "VerificationOverdue").await?;
    happens(client, &matter, "SubmissionOverdue").await?;
    Ok(matter)
}

/// Waits until the timeline of `matter` shows `event`.
async fn happens(client: &Client, matter: &str, event: &str) -> anyhow::Result<()> {
    let path = format!("/api/oversight/v1/matters/{matter}");
    let look = async {
        loop {
            let shown = client.get(Person::Supervisor, &path).await;
            if shown.is_ok_and(|shown| Timeline::read(&shown).is_ok_and(|t| t.count(event) == 1)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), look)
        .await
        .with_context(|| format!("{event} does not happen"))
}

fn is_of(span: &SpanRecord, matter: &str) -> bool {
    span.attributes
        .get("mingjing.matter_id")
        .is_some_and(|id| id == matter)
}

fn check(spans: &[SpanRecord], matter: &str, expected: &[&str]) {
    let by_id: BTreeMap<&str, &SpanRecord> = spans
        .iter()
        .map(|span| (span.span_id.as_str(), span))
        .collect();
    let traces: BTreeSet<&str> = spans
        .iter()
        .filter(|span| is_of(span, matter))
        .map(|span| span.trace_id.as_str())
        .collect();
    let of_matter: Vec<&SpanRecord> = spans
        .iter()
        .filter(|span| traces.contains(span.trace_id.as_str()))
        .collect();
    let orphans: Vec<String> = of_matter
        .iter()
        .filter(|span| {
            span.parent_span_id
                .as_ref()
                .is_some_and(|parent| !by_id.contains_key(parent.as_str()))
        })
        .map(|span| span.name.clone())
        .collect();
    assert!(orphans.is_empty(), "orphan spans: {orphans:?}");
    let services: BTreeSet<&str> = of_matter
        .iter()
        .filter_map(|span| span.attributes.get("mingjing.service"))
        .map(String::as_str)
        .collect();
    for service in expected {
        assert!(
            services.contains(*service),
            "{service} is not in the trace: {services:?}"
        );
    }
    connected(&of_matter, &traces);
}

/// Traces are joined by links: from any of them every other can be reached.
fn connected(spans: &[&SpanRecord], traces: &BTreeSet<&str>) {
    let mut joined: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for span in spans {
        for link in &span.links {
            let (from, to) = (span.trace_id.as_str(), link.trace_id.as_str());
            joined.entry(from).or_default().insert(to);
            joined.entry(to).or_default().insert(from);
        }
    }
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = traces.iter().take(1).copied().collect();
    while let Some(trace) = next.pop() {
        if reached.insert(trace) {
            next.extend(joined.get(trace).into_iter().flatten().copied());
        }
    }
    let apart: Vec<&&str> = traces
        .iter()
        .filter(|trace| !reached.contains(*trace))
        .collect();
    assert!(
        apart.is_empty(),
        "{} of {} traces stand apart",
        apart.len(),
        traces.len()
    );
}
