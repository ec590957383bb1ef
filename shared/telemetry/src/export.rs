//! What is sent to a collector: OTLP exporters, and the redaction in front of them.

use std::borrow::Cow;
use std::time::Duration;

use opentelemetry::logs::{AnyValue, LogRecord};
use opentelemetry::{InstrumentationScope, KeyValue, Value};
use opentelemetry_otlp::{ExporterBuildError, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::logs::{LogProcessor, SdkLogRecord};
use opentelemetry_sdk::trace::{BatchConfigBuilder, BatchSpanProcessor, SpanData, SpanExporter};

use crate::redact;

/// How long one batch may take on its way to the collector.
const EXPORT_TIMEOUT: Duration = Duration::from_secs(5);

pub(crate) fn spans(
    endpoint: &str,
) -> Result<RedactedSpans<opentelemetry_otlp::SpanExporter>, ExporterBuildError> {
    opentelemetry_otlp::SpanExporter::builder()
        .with_tonic()
        .with_endpoint(endpoint)
        .with_timeout(EXPORT_TIMEOUT)
        .build()
        .map(RedactedSpans)
}

/// Spans that may wait for the collector. A busy second makes thousands; what does not fit is lost, and
/// with it the parents of what does.
const SPANS_WAITING_MAX: usize = 64 * 1024;
/// Longest wait before waiting spans are sent.
const SPANS_DELAY: Duration = Duration::from_secs(1);

/// Sends spans in batches.
pub(crate) fn batched<E: SpanExporter + 'static>(exporter: E) -> BatchSpanProcessor {
    let limits = BatchConfigBuilder::default()
        .with_max_queue_size(SPANS_WAITING_MAX)
        .with_scheduled_delay(SPANS_DELAY)
        .build();
    BatchSpanProcessor::builder(exporter)
        .with_batch_config(limits)
        .build()
}

pub(crate) fn metrics(
    endpoint: &str,
) -> Result<opentelemetry_otlp::MetricExporter, ExporterBuildError> {
    opentelemetry_otlp::MetricExporter::builder()
        .with_tonic()
        .with_endpoint(endpoint)
        .with_timeout(EXPORT_TIMEOUT)
        .build()
}

pub(crate) fn logs(endpoint: &str) -> Result<opentelemetry_otlp::LogExporter, ExporterBuildError> {
    opentelemetry_otlp::LogExporter::builder()
        .with_tonic()
        .with_endpoint(endpoint)
        .with_timeout(EXPORT_TIMEOUT)
        .build()
}

/// Redacts the text of spans and of their events before they are exported.
#[derive(Debug)]
pub(crate) struct RedactedSpans<E>(pub(crate) E);

fn redact_attributes(attributes: &mut [KeyValue]) {
    for attribute in attributes {
        let Value::String(text) = &attribute.value else {
            continue;
        };
        if let Cow::Owned(masked) = redact(text.as_str()) {
            attribute.value = Value::from(masked);
        }
    }
}

impl<E: SpanExporter> SpanExporter for RedactedSpans<E> {
    async fn export(&self, mut batch: Vec<SpanData>) -> OTelSdkResult {
        for span in &mut batch {
            redact_attributes(&mut span.attributes);
            for event in &mut span.events.events {
                event.name = redact(&event.name).into_owned().into();
                redact_attributes(&mut event.attributes);
            }
        }
        self.0.export(batch).await
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.0.shutdown_with_timeout(timeout)
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.0.force_flush()
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.0.set_resource(resource);
    }
}

/// Redacts a log record's message; stands before the processor that exports it.
#[derive(Debug)]
pub(crate) struct RedactedLogs;

impl LogProcessor for RedactedLogs {
    fn emit(&self, record: &mut SdkLogRecord, _scope: &InstrumentationScope) {
        let Some(AnyValue::String(text)) = record.body() else {
            return;
        };
        let masked = redact(text.as_str()).into_owned();
        record.set_body(AnyValue::from(masked));
    }

    fn force_flush(&self) -> OTelSdkResult {
        Ok(())
    }

    fn shutdown_with_timeout(&self, _timeout: Duration) -> OTelSdkResult {
        Ok(())
    }
}
