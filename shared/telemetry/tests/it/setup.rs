//! Settings, and what they set up.

use telemetry::{LogFormat, Settings, context, metrics};

use crate::collector::Collector;

#[test]
fn an_unknown_setting_is_refused() {
    let refused = serde_json::from_str::<Settings>(r#"{"otlp_endpont":"http://localhost:4317"}"#);
    assert!(refused.unwrap_err().to_string().contains("otlp_endpont"));
}

#[test]
fn every_setting_has_a_default() {
    let settings: Settings = serde_json::from_str(r#"{"log":"json"}"#).unwrap();
    assert_eq!(
        settings,
        Settings {
            log: LogFormat::Json,
            ..Settings::default()
        }
    );
}

#[test]
fn a_sample_ratio_above_one_is_refused() {
    let settings = Settings {
        sample_ratio: 1.5,
        ..Settings::default()
    };
    assert!(matches!(
        telemetry::init(&settings),
        Err(telemetry::Error::SampleRatio(_))
    ));
}

#[test]
fn exporting_without_a_runtime_is_refused() {
    let settings = Settings {
        otlp_endpoint: Some("http://127.0.0.1:9".to_owned()),
        ..Settings::default()
    };
    assert!(matches!(
        telemetry::init(&settings),
        Err(telemetry::Error::NoRuntime)
    ));
}

/// The only test here that sets the process up: a process is set up once.
#[tokio::test]
async fn a_process_sends_traces_figures_and_logs_to_its_collector() {
    let collector = Collector::start().await;
    let settings = Settings {
        filter: "info".to_owned(),
        log: LogFormat::Json,
        otlp_endpoint: Some(collector.endpoint.clone()),
        service_name: "mingjing-test".to_owned(),
        ..Settings::default()
    };
    let guard = telemetry::init(&settings).unwrap();
    assert!(matches!(
        telemetry::init(&settings),
        Err(telemetry::Error::AlreadySet(_))
    ));

    let span = telemetry::service_span!("intake", "http.request", "server", note = "13912345678");
    let traceparent = span.in_scope(|| {
        tracing::info!("called 13912345678");
        context::current_traceparent().unwrap()
    });
    drop(span);
    metrics::meter("test")
        .u64_counter("cases.filed")
        .build()
        .add(2, &[]);
    let scraped = metrics::render();
    assert!(scraped.contains("cases_filed_total"), "{scraped}");
    assert!(scraped.contains("process_memory_usage_bytes"), "{scraped}");
    guard.shutdown().await;

    let trace = context::trace_id(&traceparent).unwrap();
    let spans = collector.spans.lock().unwrap().join("\n");
    assert!(
        spans.contains("mingjing-test") && spans.contains("http.request"),
        "{spans}"
    );
    assert!(
        spans.contains(trace) && spans.contains("139*****678"),
        "{spans}"
    );
    let logs = collector.logs.lock().unwrap().join("\n");
    assert!(
        logs.contains("called 139*****678") && logs.contains(trace),
        "{logs}"
    );
    let figures = collector.figures.lock().unwrap().join("\n");
    assert!(figures.contains("cases.filed"), "{figures}");
    assert!(!format!("{spans}{logs}").contains("13912345678"));
}
