//! Setting telemetry up at the start of a process, and bringing the last of it home at the end.

use std::io::IsTerminal;
use std::time::Duration;

use opentelemetry::trace::TracerProvider;
use opentelemetry::{KeyValue, global};
use opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkError;
use opentelemetry_sdk::logs::SdkLoggerProvider;
use opentelemetry_sdk::metrics::SdkMeterProvider;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{EnvFilter, dynamic_filter_fn, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::line::{JsonLine, RedactedStderr};
use crate::{LogFormat, Settings, export, metrics};

/// How long a process waits at its end for its last telemetry to leave.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(5);

/// Libraries that carry the export itself: reporting them would report the report.
const CARRIERS: [&str; 5] = ["h2", "hyper", "opentelemetry", "tonic", "tower"];

/// Why telemetry could not be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// `filter` is not a list of `target=level`.
    #[error("telemetry.filter is malformed")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// `sample_ratio` is outside 0.0 to 1.0.
    #[error("telemetry.sample_ratio is {0}, not between 0 and 1")]
    SampleRatio(f64),
    /// `otlp_endpoint` is set, but no Tokio runtime is there to carry the export.
    #[error("telemetry.otlp_endpoint needs a Tokio runtime")]
    NoRuntime,
    /// An exporter to `otlp_endpoint` could not be made.
    #[error("the OTLP exporter could not be set up")]
    Exporter(#[from] opentelemetry_otlp::ExporterBuildError),
    /// The Prometheus registry refused the meters.
    #[error("the Prometheus exporter could not be set up")]
    Prometheus(#[from] OTelSdkError),
    /// The process has a subscriber already; [`init`] is for once.
    #[error("telemetry is set up already")]
    AlreadySet(#[from] tracing_subscriber::util::TryInitError),
}

/// Keeps telemetry going. Dropping it loses what was not sent: call [`Guard::shutdown`].
#[derive(Debug)]
#[must_use = "telemetry that was not sent is lost unless the guard is shut down"]
pub struct Guard {
    tracer: SdkTracerProvider,
    meter: SdkMeterProvider,
    logger: Option<SdkLoggerProvider>,
}

impl Guard {
    /// Sends what is left, for at most five seconds. Spans and figures are lost from here on.
    pub async fn shutdown(self) {
        let (done, flushed) = tokio::sync::oneshot::channel();
        // Flushing blocks. A thread of its own, because the runtime's end would wait for one of
        // its blocking tasks without any bound.
        let flush = move || {
            // Already shut down or too slow: nothing that the end of a process could change.
            self.tracer.shutdown_with_timeout(SHUTDOWN_LIMIT).ok();
            if let Some(logger) = &self.logger {
                logger.shutdown_with_timeout(SHUTDOWN_LIMIT).ok();
            }
            self.meter.shutdown_with_timeout(SHUTDOWN_LIMIT).ok();
            done.send(()).ok();
        };
        let begun = std::thread::Builder::new()
            .name("telemetry-flush".to_owned())
            .spawn(flush);
        if begun.is_err() || tokio::time::timeout(SHUTDOWN_LIMIT, flushed).await.is_err() {
            tracing::warn!(limit = ?SHUTDOWN_LIMIT, "telemetry did not finish sending in time");
        }
    }
}

/// Sets up logs, traces and metrics for this process, once. Inside a Tokio runtime when
/// `otlp_endpoint` is set.
///
/// # Errors
/// When a setting is malformed, an exporter cannot be made, or telemetry is set up already.
pub fn init(settings: &Settings) -> Result<Guard, Error> {
    if !(0.0..=1.0).contains(&settings.sample_ratio) {
        return Err(Error::SampleRatio(settings.sample_ratio));
    }
    let endpoint = settings.otlp_endpoint.as_deref();
    if endpoint.is_some() && tokio::runtime::Handle::try_current().is_err() {
        return Err(Error::NoRuntime);
    }
    let resource = resource(settings);
    let tracer = tracer_provider(settings, &resource)?;
    let registry = prometheus::Registry::new();
    let meter = meter_provider(endpoint, &resource, registry.clone())?;
    let logger = endpoint
        .map(|endpoint| logger_provider(endpoint, &resource))
        .transpose()?;

    let spans = tracing_opentelemetry::layer()
        .with_tracer(tracer.tracer("mingjing"))
        .with_location(false)
        .with_threads(false)
        .with_tracked_inactivity(false)
        // Asked anew for every span: an answer that tracing caches is mixed up with the answer to an
        // `enabled!` that was asked just before, and spans are lost at random.
        .with_filter(dynamic_filter_fn(|meta, _context| is_traced(meta)));
    let records = logger
        .as_ref()
        .map(|logger| -> Result<_, Error> {
            let wanted = EnvFilter::try_new(&settings.filter)?;
            let bridge = OpenTelemetryTracingBridge::new(logger);
            Ok(bridge
                .with_filter(filter_fn(|meta| !is_carrier(meta)))
                .with_filter(wanted))
        })
        .transpose()?;
    tracing_subscriber::registry()
        .with(lines(settings)?)
        .with(spans)
        .with(records)
        .try_init()?;

    metrics::publish(registry);
    global::set_text_map_propagator(TraceContextPropagator::new());
    global::set_tracer_provider(tracer.clone());
    global::set_meter_provider(meter.clone());
    metrics::observe_process(&meter);
    Ok(Guard {
        tracer,
        meter,
        logger,
    })
}

fn resource(settings: &Settings) -> Resource {
    let mut attributes = vec![KeyValue::new(
        "service.version",
        settings.service_version.clone(),
    )];
    if !settings.instance.is_empty() {
        attributes.push(KeyValue::new(
            "service.instance.id",
            settings.instance.clone(),
        ));
    }
    Resource::builder()
        .with_service_name(settings.service_name.clone())
        .with_attributes(attributes)
        .build()
}

fn tracer_provider(settings: &Settings, resource: &Resource) -> Result<SdkTracerProvider, Error> {
    let sampler = Sampler::TraceIdRatioBased(settings.sample_ratio);
    let mut builder = SdkTracerProvider::builder()
        .with_resource(resource.clone())
        .with_sampler(Sampler::ParentBased(Box::new(sampler)));
    if let Some(endpoint) = &settings.otlp_endpoint {
        builder = builder.with_span_processor(export::batched(export::spans(endpoint)?));
    }
    Ok(builder.build())
}

fn meter_provider(
    endpoint: Option<&str>,
    resource: &Resource,
    registry: prometheus::Registry,
) -> Result<SdkMeterProvider, Error> {
    let scraped = opentelemetry_prometheus::exporter()
        .with_registry(registry)
        .build()?;
    let mut builder = SdkMeterProvider::builder()
        .with_resource(resource.clone())
        .with_reader(scraped);
    if let Some(endpoint) = endpoint {
        builder = builder.with_periodic_exporter(export::metrics(endpoint)?);
    }
    Ok(builder.build())
}

fn logger_provider(endpoint: &str, resource: &Resource) -> Result<SdkLoggerProvider, Error> {
    Ok(SdkLoggerProvider::builder()
        .with_resource(resource.clone())
        .with_log_processor(export::RedactedLogs)
        .with_batch_exporter(export::logs(endpoint)?)
        .build())
}

fn lines(settings: &Settings) -> Result<Box<dyn Layer<Registry> + Send + Sync>, Error> {
    let wanted = EnvFilter::try_new(&settings.filter)?;
    let layer = fmt::layer().with_writer(RedactedStderr);
    Ok(match settings.log {
        LogFormat::Pretty => layer
            .with_ansi(std::io::stderr().is_terminal())
            .with_filter(wanted)
            .boxed(),
        LogFormat::Json => layer.event_format(JsonLine).with_filter(wanted).boxed(),
    })
}

/// Spans and events up to `info` belong to traces whatever the log filter says.
fn is_traced(meta: &Metadata<'_>) -> bool {
    *meta.level() <= Level::INFO && !is_carrier(meta)
}

fn is_carrier(meta: &Metadata<'_>) -> bool {
    let root = meta.target().split("::").next().unwrap_or_default();
    CARRIERS
        .iter()
        .any(|carrier| root == *carrier || root.starts_with("opentelemetry"))
}
