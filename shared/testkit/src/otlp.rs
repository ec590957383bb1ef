//! A collector inside the test: takes what services export over OTLP and keeps it for questions.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use opentelemetry_proto::tonic::{
    collector::{
        logs::v1::{
            ExportLogsServiceRequest, ExportLogsServiceResponse,
            logs_service_server::{LogsService, LogsServiceServer},
        },
        metrics::v1::{
            ExportMetricsServiceRequest, ExportMetricsServiceResponse,
            metrics_service_server::{MetricsService, MetricsServiceServer},
        },
        trace::v1::{
            ExportTraceServiceRequest, ExportTraceServiceResponse,
            trace_service_server::{TraceService, TraceServiceServer},
        },
    },
    common::v1::{AnyValue, KeyValue, any_value::Value},
    trace::v1::{Span, status::StatusCode},
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tonic::{Request, Response, Status, transport::Server, transport::server::TcpIncoming};

/// The largest export taken (64 MiB); a flush at the end of a long test is one message.
const MAX_EXPORT_BYTES: usize = 64 << 20;

/// One exported span. Identifiers are lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq)]
pub struct SpanRecord {
    /// 32 digits.
    pub trace_id: String,
    /// 16 digits.
    pub span_id: String,
    /// 16 digits; none for a root.
    pub parent_span_id: Option<String>,
    /// The name of the span.
    pub name: String,
    /// `service.name` of the resource; empty when it names none.
    pub service: String,
    /// Attributes, values as text.
    pub attributes: BTreeMap<String, String>,
    /// Links to other spans.
    pub links: Vec<SpanLink>,
    /// Begin.
    pub start: Timestamp,
    /// End.
    pub end: Timestamp,
    /// Whether the span ended with status "error".
    pub is_error: bool,
}

/// A link from a span to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanLink {
    /// 32 digits.
    pub trace_id: String,
    /// 16 digits.
    pub span_id: String,
}

/// What has arrived so far.
#[derive(Debug, Default)]
struct Received {
    spans: Vec<SpanRecord>,
    metrics: usize,
    log_records: usize,
}

/// The gRPC side.
#[derive(Debug, Clone)]
struct Collector {
    received: Arc<Mutex<Received>>,
    changed: watch::Sender<()>,
}

/// A collector on a free port of 127.0.0.1; ends with this value.
#[derive(Debug)]
pub struct OtlpSink {
    address: SocketAddr,
    collector: Collector,
    serving: JoinHandle<()>,
}

impl OtlpSink {
    /// Starts the collector on the current runtime.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let collector = Collector {
            received: Arc::default(),
            changed: watch::Sender::new(()),
        };
        let traces =
            TraceServiceServer::new(collector.clone()).max_decoding_message_size(MAX_EXPORT_BYTES);
        let metrics = MetricsServiceServer::new(collector.clone())
            .max_decoding_message_size(MAX_EXPORT_BYTES);
        let logs =
            LogsServiceServer::new(collector.clone()).max_decoding_message_size(MAX_EXPORT_BYTES);
        let server = Server::builder()
            .add_service(traces)
            .add_service(metrics)
            .add_service(logs);
        let serving = tokio::spawn(async move {
            // Ends only when the task is aborted.
            drop(
                server
                    .serve_with_incoming(TcpIncoming::from(listener))
                    .await,
            );
        });
        Ok(Self {
            address,
            collector,
            serving,
        })
    }

    /// The address for `OTEL_EXPORTER_OTLP_ENDPOINT`, e.g. `http://127.0.0.1:4317`.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All spans so far, in the order they arrived.
    #[must_use]
    pub fn spans(&self) -> Vec<SpanRecord> {
        self.collector.received().spans.clone()
    }

    /// The number of metrics so far, counted in every export.
    #[must_use]
    pub fn metric_count(&self) -> usize {
        self.collector.received().metrics
    }

    /// The number of log records so far.
    #[must_use]
    pub fn log_record_count(&self) -> usize {
        self.collector.received().log_records
    }

    /// Forgets everything received.
    pub fn clear(&self) {
        *self.collector.received() = Received::default();
    }

    /// Waits until the spans satisfy `enough` and returns them.
    ///
    /// # Errors
    /// When that does not happen within `timeout`; names the spans that did arrive.
    pub async fn wait_for(
        &self,
        enough: impl Fn(&[SpanRecord]) -> bool,
        timeout: Duration,
    ) -> anyhow::Result<Vec<SpanRecord>> {
        let mut changed = self.collector.changed.subscribe();
        let wait = async {
            loop {
                let spans = self.spans();
                if enough(&spans) {
                    return Ok(spans);
                }
                changed.changed().await?;
            }
        };
        if let Ok(found) = tokio::time::timeout(timeout, wait).await {
            return found;
        }
        let spans = self.spans();
        let names: Vec<_> = spans
            .iter()
            .map(|span| (&span.service, &span.name))
            .collect();
        anyhow::bail!("the awaited spans did not arrive within {timeout:?}: {names:?}")
    }
}

impl Drop for OtlpSink {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Collector {
    fn received(&self) -> MutexGuard<'_, Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn receive(&self, add: impl FnOnce(&mut Received)) {
        add(&mut self.received());
        self.changed.send_replace(());
    }
}

#[tonic::async_trait]
impl TraceService for Collector {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let mut spans = Vec::new();
        for resource_spans in request.into_inner().resource_spans {
            let resource = resource_spans.resource.unwrap_or_default();
            let service = attributes(resource.attributes).remove("service.name");
            let service = service.unwrap_or_default();
            for span in resource_spans
                .scope_spans
                .into_iter()
                .flat_map(|scope| scope.spans)
            {
                spans.push(record(span, &service)?);
            }
        }
        self.receive(|received| received.spans.extend(spans));
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}

#[tonic::async_trait]
impl MetricsService for Collector {
    async fn export(
        &self,
        request: Request<ExportMetricsServiceRequest>,
    ) -> Result<Response<ExportMetricsServiceResponse>, Status> {
        let resources = request.into_inner().resource_metrics;
        let scopes = resources
            .iter()
            .flat_map(|resource| &resource.scope_metrics);
        let count: usize = scopes.map(|scope| scope.metrics.len()).sum();
        self.receive(|received| received.metrics += count);
        Ok(Response::new(ExportMetricsServiceResponse::default()))
    }
}

#[tonic::async_trait]
impl LogsService for Collector {
    async fn export(
        &self,
        request: Request<ExportLogsServiceRequest>,
    ) -> Result<Response<ExportLogsServiceResponse>, Status> {
        let resources = request.into_inner().resource_logs;
        let scopes = resources.iter().flat_map(|resource| &resource.scope_logs);
        let count: usize = scopes.map(|scope| scope.log_records.len()).sum();
        self.receive(|received| received.log_records += count);
        Ok(Response::new(ExportLogsServiceResponse::default()))
    }
}

fn record(span: Span, service: &str) -> Result<SpanRecord, Status> {
    let link = |trace_id: &[u8], span_id: &[u8]| SpanLink {
        trace_id: hex(trace_id),
        span_id: hex(span_id),
    };
    Ok(SpanRecord {
        trace_id: hex(&span.trace_id),
        span_id: hex(&span.span_id),
        parent_span_id: (!span.parent_span_id.is_empty()).then(|| hex(&span.parent_span_id)),
        service: service.to_owned(),
        links: span
            .links
            .iter()
            .map(|to| link(&to.trace_id, &to.span_id))
            .collect(),
        start: instant(span.start_time_unix_nano)?,
        end: instant(span.end_time_unix_nano)?,
        is_error: span
            .status
            .is_some_and(|status| status.code() == StatusCode::Error),
        attributes: attributes(span.attributes),
        name: span.name,
    })
}

fn instant(nanoseconds: u64) -> Result<Timestamp, Status> {
    Timestamp::from_nanosecond(i128::from(nanoseconds))
        .map_err(|_| Status::invalid_argument("a time out of range"))
}

fn attributes(pairs: Vec<KeyValue>) -> BTreeMap<String, String> {
    pairs
        .into_iter()
        .map(|pair| (pair.key, pair.value.map(text).unwrap_or_default()))
        .collect()
}

fn text(value: AnyValue) -> String {
    match value.value {
        None => String::new(),
        Some(Value::StringValue(text)) => text,
        Some(Value::BoolValue(flag)) => flag.to_string(),
        Some(Value::IntValue(number)) => number.to_string(),
        Some(Value::DoubleValue(number)) => number.to_string(),
        Some(Value::BytesValue(bytes)) => hex(&bytes),
        Some(Value::ArrayValue(array)) => array
            .values
            .into_iter()
            .map(text)
            .collect::<Vec<_>>()
            .join(","),
        Some(other) => format!("{other:?}"),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        text.extend(
            [byte >> 4, byte & 15]
                .map(|digit| char::from_digit(digit.into(), 16))
                .iter()
                .flatten(),
        );
        text
    })
}
