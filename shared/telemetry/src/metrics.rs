//! Figures: instruments for everyone, and the text that Prometheus scrapes.

use std::fs;
use std::sync::OnceLock;

use opentelemetry::global;
use opentelemetry::metrics::{Meter, MeterProvider};
use opentelemetry_sdk::metrics::SdkMeterProvider;
use prometheus::{Registry, TextEncoder};

/// Content type of [`render`]'s text.
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

static REGISTRY: OnceLock<Registry> = OnceLock::new();

/// The instruments' maker for one scope, usually a crate's name. Instruments made before
/// [`crate::init`] record nothing.
#[must_use]
pub fn meter(scope: &'static str) -> Meter {
    global::meter(scope)
}

/// Every figure of the process in the Prometheus text format; empty before [`crate::init`].
#[must_use]
pub fn render() -> String {
    let Some(registry) = REGISTRY.get() else {
        return String::new();
    };
    match TextEncoder::new().encode_to_string(&registry.gather()) {
        Ok(text) => text,
        Err(error) => {
            tracing::error!(%error, "metrics could not be rendered");
            String::new()
        }
    }
}

/// Makes `registry` the one that [`render`] reads; the first one stays.
pub(crate) fn publish(registry: Registry) {
    REGISTRY.get_or_init(|| registry);
}

/// Publishes the process's own memory.
pub(crate) fn observe_process(provider: &SdkMeterProvider) {
    let meter = provider.meter("telemetry");
    // The provider keeps the callback; the instrument itself is only a handle.
    let _gauge = meter
        .u64_observable_gauge("process.memory.usage")
        .with_description("Physical memory in use")
        .with_unit("By")
        .with_callback(|observer| {
            if let Some(bytes) = resident_bytes() {
                observer.observe(bytes, &[]);
            }
        })
        .build();
}

/// Physical memory of this process in bytes, where the system tells.
fn resident_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}
