//! Spans as every service opens them.

use std::fmt::Display;

use tracing::Span;

/// Opens an `info` span that carries the attributes every span of a service has:
/// `mingjing.service`, `otel.kind` and room for `mingjing.matter_id`.
///
/// Several services may share one process and therefore one `service.name`; `mingjing.service`
/// tells their spans apart. Further fields follow as in [`tracing::info_span!`].
///
/// ```
/// let span = telemetry::service_span!("penalty", "event.case_filed.consume", "consumer");
/// let span = telemetry::service_span!("penalty", "http.case.decide", "internal", version = 3);
/// ```
#[macro_export]
macro_rules! service_span {
    ($service:expr, $name:expr, $kind:expr $(, $($field:tt)+)?) => {
        $crate::__tracing::info_span!(
            $name,
            mingjing.service = $service,
            otel.kind = $kind,
            otel.status_code = $crate::__tracing::field::Empty,
            mingjing.matter_id = $crate::__tracing::field::Empty,
            $($($field)+)?
        )
    };
}

/// Notes which matter (案件) a span is about. Does nothing for a span that has no room for it.
pub fn record_matter(span: &Span, matter_id: &dyn Display) {
    span.record("mingjing.matter_id", tracing::field::display(matter_id));
}
