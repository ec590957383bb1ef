//! What the three workers publish about themselves.

use std::sync::LazyLock;

use opentelemetry::KeyValue;
use opentelemetry::metrics::{Counter, Histogram};
use telemetry::metrics::meter;

struct Figures {
    published: Counter<u64>,
    applied: Counter<u64>,
    parked: Counter<u64>,
    late: Histogram<f64>,
}

// Made at first use, which is after telemetry was set up.
static FIGURES: LazyLock<Figures> = LazyLock::new(|| {
    let meter = meter("ledger");
    Figures {
        published: meter
            .u64_counter("ledger.events.published")
            .with_description("Events that the broker acknowledged")
            .build(),
        applied: meter
            .u64_counter("ledger.events.applied")
            .with_description("Foreign events whose effect was committed")
            .build(),
        parked: meter
            .u64_counter("ledger.events.parked")
            .with_description("Foreign events that could not be applied")
            .build(),
        late: meter
            .f64_histogram("ledger.timer.lateness")
            .with_description("Time between a clock's end and its effect")
            .with_unit("s")
            .build(),
    }
});

fn of(service: &'static str) -> [KeyValue; 1] {
    [KeyValue::new("mingjing.service", service)]
}

pub(crate) fn published(service: &'static str, events: usize) {
    FIGURES
        .published
        .add(u64::try_from(events).unwrap_or(u64::MAX), &of(service));
}

pub(crate) fn applied(service: &'static str) {
    FIGURES.applied.add(1, &of(service));
}

pub(crate) fn parked(service: &'static str) {
    FIGURES.parked.add(1, &of(service));
}

pub(crate) fn fired_late(service: &'static str, seconds: f64) {
    FIGURES.late.record(seconds, &of(service));
}
