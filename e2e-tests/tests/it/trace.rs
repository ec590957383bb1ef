//! One matter is one connected set of traces: no span is an orphan, and every service is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use e2e_tests::{Platform, Shape};
use mingjing::journey::Journey;
use testkit::{OtlpSink, SpanRecord};

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
    let matter = played.matter.clone();
    platform.stop().await.unwrap();
    let ended = |spans: &[SpanRecord]| spans.iter().any(|span| is_of(span, &matter));
    sink.wait_for(ended, Duration::from_secs(20)).await.unwrap();
    let spans = sink.spans();
    check(&spans, &matter);
}

fn is_of(span: &SpanRecord, matter: &str) -> bool {
    span.attributes
        .get("mingjing.matter_id")
        .is_some_and(|id| id == matter)
}

fn check(spans: &[SpanRecord], matter: &str) {
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
    for service in [
        "complaint",
        "intake",
        "dispatch",
        "evidence",
        "penalty",
        "disclosure",
        "oversight",
    ] {
        assert!(
            services.contains(service),
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
