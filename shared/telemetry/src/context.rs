//! A span's place in a trace as a string: the W3C `traceparent`.
//!
//! `traceparent` is the currency between services: HTTP and NATS headers carry it, ledger rows
//! store it. `tracestate` is not passed on; nothing of ours reads it.

use opentelemetry::Context;
use opentelemetry::propagation::{Extractor, Injector, TextMapPropagator};
use opentelemetry::trace::TraceContextExt;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// Name of the header, in HTTP and NATS alike.
pub const TRACEPARENT: &str = "traceparent";

/// Length of `00-<32 hex>-<16 hex>-<2 hex>`.
const TRACEPARENT_LEN: usize = 55;

#[derive(Default)]
struct Carrier(Option<String>);

impl Injector for Carrier {
    fn set(&mut self, key: &str, value: String) {
        if key == TRACEPARENT {
            self.0 = Some(value);
        }
    }
}

struct Only<'a>(&'a str);

impl Extractor for Only<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        (key == TRACEPARENT).then_some(self.0)
    }

    fn keys(&self) -> Vec<&str> {
        vec![TRACEPARENT]
    }
}

fn render(context: &Context) -> Option<String> {
    let mut carrier = Carrier::default();
    TraceContextPropagator::new().inject_context(context, &mut carrier);
    carrier.0
}

/// The place of the code that runs now: the innermost entered span that is part of a trace.
/// `None` outside any span.
#[must_use]
pub fn current_traceparent() -> Option<String> {
    // Looked up first because it also answers inside a span that is logged but not traced.
    render(&Context::current()).or_else(|| traceparent_of(&Span::current()))
}

/// The place of `span`. Asking starts the span: its parent can no longer be set.
#[must_use]
pub fn traceparent_of(span: &Span) -> Option<String> {
    render(&span.context())
}

/// The context that `traceparent` names, to start work under; an empty one when it is malformed.
#[must_use]
pub fn parent_from(traceparent: &str) -> Context {
    TraceContextPropagator::new().extract_with_context(&Context::new(), &Only(traceparent))
}

/// Makes `span` a child of the span that `traceparent` names, before it is entered.
///
/// Answers whether it did: not for a malformed value, a span that has begun, or one that is not
/// recorded. The span then begins a trace of its own; that is never an error for the caller.
#[expect(clippy::must_use_candidate, reason = "most callers go on either way")]
pub fn set_parent(span: &Span, traceparent: &str) -> bool {
    let parent = parent_from(traceparent);
    parent.span().span_context().is_valid() && span.set_parent(parent).is_ok()
}

/// Links `span` to the span that `traceparent` names: related, but not its child. The first span
/// of a later step of a matter links to the step before. A malformed value is ignored.
pub fn add_link(span: &Span, traceparent: &str) {
    span.add_link(parent_from(traceparent).span().span_context().clone());
}

/// The 32 hexadecimal digits of the trace in `traceparent`; `None` when it is malformed.
#[must_use]
pub fn trace_id(traceparent: &str) -> Option<&str> {
    let well_formed = traceparent.len() == TRACEPARENT_LEN
        && parent_from(traceparent).span().span_context().is_valid();
    if well_formed {
        traceparent.get(3..35)
    } else {
        None
    }
}

/// Hands the current place to a carrier, as (key, value).
pub fn inject(set: impl FnOnce(&'static str, String)) {
    if let Some(traceparent) = current_traceparent() {
        set(TRACEPARENT, traceparent);
    }
}

/// Reads a well-formed `traceparent` from a carrier that looks values up by key.
pub fn extract<'a>(get: impl FnOnce(&'static str) -> Option<&'a str>) -> Option<&'a str> {
    get(TRACEPARENT)
        .map(str::trim)
        .filter(|value| trace_id(value).is_some())
}
