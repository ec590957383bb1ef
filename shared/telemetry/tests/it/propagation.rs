//! One trace through strings.

use std::sync::{Arc, Mutex};

use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanData, SpanExporter};
use telemetry::{context, service_span};
use tracing_subscriber::layer::SubscriberExt;

#[derive(Debug, Clone, Default)]
struct Kept(Arc<Mutex<Vec<SpanData>>>);

impl SpanExporter for Kept {
    async fn export(&self, mut batch: Vec<SpanData>) -> OTelSdkResult {
        self.0.lock().unwrap().append(&mut batch);
        Ok(())
    }
}

impl Kept {
    fn span(&self, name: &str) -> SpanData {
        let spans = self.0.lock().unwrap();
        spans.iter().find(|span| span.name == name).unwrap().clone()
    }
}

fn traced(work: impl FnOnce()) -> Kept {
    let kept = Kept::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(kept.clone())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
    tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), work);
    kept
}

#[test]
fn a_span_continues_the_trace_that_a_stored_traceparent_names() {
    let mut stored = None;
    let kept = traced(|| {
        let request = service_span!("intake", "http.request", "server");
        request.in_scope(|| stored = context::current_traceparent());
        let consume = service_span!("dispatch", "event.case_filed.consume", "consumer");
        assert!(context::set_parent(&consume, stored.as_deref().unwrap()));
        consume.in_scope(|| {});
    });
    let (request, consume) = (
        kept.span("http.request"),
        kept.span("event.case_filed.consume"),
    );
    assert_eq!(
        consume.span_context.trace_id(),
        request.span_context.trace_id()
    );
    assert_eq!(consume.parent_span_id, request.span_context.span_id());
    assert_eq!(
        context::trace_id(stored.as_deref().unwrap()),
        Some(request.span_context.trace_id().to_string().as_str())
    );
}

#[test]
fn a_link_names_the_step_before_without_joining_its_trace() {
    let before = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let kept = traced(|| {
        let span = service_span!("penalty", "timer.fire", "internal");
        context::add_link(&span, before);
        span.in_scope(|| {});
    });
    let span = kept.span("timer.fire");
    let link = &span.links.links[0];
    assert_eq!(
        link.span_context.trace_id().to_string(),
        "4bf92f3577b34da6a3ce929d0e0e4736"
    );
    assert_ne!(span.span_context.trace_id(), link.span_context.trace_id());
}

#[test]
fn a_span_tells_its_service_and_its_matter() {
    let kept = traced(|| {
        let span = service_span!("evidence", "http.item.seal", "internal", item.size = 7);
        telemetry::record_matter(&span, &"m-1");
        span.in_scope(|| {});
    });
    let span = kept.span("http.item.seal");
    let value = |key: &str| {
        let found = span.attributes.iter().find(|kv| kv.key.as_str() == key);
        found.map(|kv| kv.value.to_string())
    };
    assert_eq!(value("mingjing.service").as_deref(), Some("evidence"));
    assert_eq!(value("mingjing.matter_id").as_deref(), Some("m-1"));
    assert_eq!(value("item.size").as_deref(), Some("7"));
}

#[test]
fn a_malformed_traceparent_begins_a_new_trace() {
    let kept = traced(|| {
        for malformed in [
            "",
            "00-xyz",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        ] {
            let span = service_span!("intake", "http.request", "server");
            assert!(!context::set_parent(&span, malformed), "{malformed}");
            assert_eq!(context::trace_id(malformed), None);
            span.in_scope(|| assert!(context::current_traceparent().is_some()));
        }
    });
    assert!(kept.span("http.request").span_context.is_valid());
}

#[test]
fn a_carrier_gets_and_gives_the_traceparent_by_its_key() {
    let mut headers: Vec<(String, String)> = Vec::new();
    traced(|| {
        service_span!("intake", "outer", "internal")
            .in_scope(|| context::inject(|key, value| headers.push((key.to_owned(), value))));
    });
    let found = context::extract(|wanted| {
        headers
            .iter()
            .find(|(key, _)| key == wanted)
            .map(|(_, value)| value.as_str())
    });
    assert_eq!(found, headers.first().map(|(_, value)| value.as_str()));
    assert!(found.is_some());
    assert_eq!(context::extract(|_| Some("nonsense")), None);
}

#[test]
fn outside_any_span_there_is_no_traceparent() {
    assert_eq!(context::current_traceparent(), None);
}
