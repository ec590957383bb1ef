use std::time::Duration;

use opentelemetry::{
    KeyValue,
    trace::{Link, Span, SpanBuilder, Status, TraceContextExt, Tracer, TracerProvider},
};
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use testkit::OtlpSink;

const LIMIT: Duration = Duration::from_secs(10);

fn provider(sink: &OtlpSink) -> SdkTracerProvider {
    let exporter = SpanExporter::builder()
        .with_tonic()
        .with_endpoint(sink.endpoint())
        .build()
        .unwrap();
    SdkTracerProvider::builder()
        .with_batch_exporter(exporter)
        .with_resource(Resource::builder().with_service_name("penalty").build())
        .build()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exported_spans_arrive_with_parent_links_service_and_attributes() {
    let sink = OtlpSink::start().await.unwrap();
    let provider = provider(&sink);
    let tracer = provider.tracer("test");
    let parent = tracer.start("http.case.decide");
    let parent_context = parent.span_context().clone();
    let context = opentelemetry::Context::new().with_span(parent);
    let builder = SpanBuilder::from_name("db.case.insert")
        .with_attributes([
            KeyValue::new("case.count", 3),
            KeyValue::new("case.kind", "ordinary"),
        ])
        .with_links(vec![Link::with_context(parent_context.clone())]);
    let mut child = tracer.build_with_context(builder, &context);
    child.set_status(Status::error("refused"));
    child.end();
    context.span().end();
    tokio::task::spawn_blocking(move || provider.shutdown())
        .await
        .unwrap()
        .unwrap();

    let spans = sink
        .wait_for(|spans| spans.len() == 2, LIMIT)
        .await
        .unwrap();
    let child = spans
        .iter()
        .find(|span| span.name == "db.case.insert")
        .unwrap();
    let parent = spans
        .iter()
        .find(|span| span.name == "http.case.decide")
        .unwrap();
    assert_eq!(parent.trace_id, parent_context.trace_id().to_string());
    assert_eq!(parent.parent_span_id, None);
    assert_eq!(child.parent_span_id.as_ref(), Some(&parent.span_id));
    assert_eq!(child.trace_id, parent.trace_id);
    assert_eq!(child.links[0].span_id, parent.span_id);
    assert_eq!(child.service, "penalty");
    assert_eq!(child.attributes["case.count"], "3");
    assert_eq!(child.attributes["case.kind"], "ordinary");
    assert!(child.is_error && !parent.is_error);
    assert!(child.start >= parent.start && child.end >= child.start);
    sink.clear();
    assert!(sink.spans().is_empty());
}

#[tokio::test]
async fn waiting_for_spans_ends_in_time_and_names_what_came() {
    let sink = OtlpSink::start().await.unwrap();
    let error = sink
        .wait_for(|spans| !spans.is_empty(), Duration::from_millis(50))
        .await;
    assert!(error.unwrap_err().to_string().contains("did not arrive"));
    assert_eq!((sink.metric_count(), sink.log_record_count()), (0, 0));
}
