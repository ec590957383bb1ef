//! How log lines are written: redacted always, as JSON when a collector reads them.

use std::fmt;
use std::io::{self, Write};

use opentelemetry::Context;
use opentelemetry::trace::TraceContextExt;
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, MakeWriter};
use tracing_subscriber::registry::LookupSpan;

use crate::redact;

/// Writes to standard error what [`redact`] leaves of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RedactedStderr;

impl<'a> MakeWriter<'a> for RedactedStderr {
    type Writer = Self;

    fn make_writer(&'a self) -> Self::Writer {
        *self
    }
}

impl Write for RedactedStderr {
    // The subscriber hands over one whole event at a time, so no number is cut in two.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        io::stderr().lock().write_all(redact(&text).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().lock().flush()
    }
}

/// One JSON object a line: time, level, target, message, the event's fields, the trace.
#[derive(Debug, Clone, Copy)]
pub(crate) struct JsonLine;

impl<S, N> FormatEvent<S, N> for JsonLine
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        ctx: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut time = String::new();
        SystemTime.format_time(&mut Writer::new(&mut time))?;

        let mut object = Map::new();
        object.insert("time".to_owned(), Value::from(time));
        object.insert(
            "level".to_owned(),
            Value::from(event.metadata().level().as_str()),
        );
        object.insert("target".to_owned(), Value::from(event.metadata().target()));
        event.record(&mut Fields(&mut object));

        let context = Context::current();
        let span = context.span();
        if span.span_context().is_valid() {
            let place = span.span_context();
            object.insert(
                "trace_id".to_owned(),
                Value::from(place.trace_id().to_string()),
            );
            object.insert(
                "span_id".to_owned(),
                Value::from(place.span_id().to_string()),
            );
        }
        if let Some(span) = ctx.lookup_current() {
            object.insert("span".to_owned(), Value::from(span.name()));
        }
        writeln!(writer, "{}", Value::Object(object))
    }
}

struct Fields<'a>(&'a mut Map<String, Value>);

impl Fields<'_> {
    fn put(&mut self, field: &Field, value: Value) {
        self.0.insert(field.name().to_owned(), value);
    }
}

impl Visit for Fields<'_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, Value::from(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, Value::from(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, Value::from(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, Value::from(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, Value::from(value));
    }

    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        let mut text = value.to_string();
        let mut source = value.source();
        while let Some(error) = source {
            text.push_str(": ");
            text.push_str(&error.to_string());
            source = error.source();
        }
        self.put(field, Value::from(text));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field, Value::from(format!("{value:?}")));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(line)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn lines(work: impl FnOnce()) -> String {
        let kept = Kept::default();
        let writer = kept.clone();
        let layer = tracing_subscriber::fmt::layer()
            .event_format(JsonLine)
            .with_writer(move || writer.clone());
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), work);
        let bytes = kept.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_json_line_carries_message_fields_and_span() {
        let text = lines(|| {
            tracing::info_span!("http.request").in_scope(|| {
                tracing::warn!(
                    case.version = 3,
                    ratio = 0.5,
                    ok = true,
                    "filed {}",
                    "again"
                );
            });
        });
        let line: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["level"], "WARN");
        assert_eq!(line["message"], "filed again");
        assert_eq!(line["case.version"], 3);
        assert_eq!(line["ratio"], 0.5);
        assert_eq!(line["ok"], true);
        assert_eq!(line["span"], "http.request");
    }

    #[test]
    fn text_from_outside_cannot_begin_a_new_line_or_colour_the_terminal() {
        let hostile = "a\r\n{\"level\":\"INFO\"}\u{1b}[31m";
        let text = lines(|| tracing::info!(note = hostile, "said {hostile}"));
        assert_eq!(text.lines().count(), 1);
        assert!(!text.contains('\u{1b}') && !text.contains('\r'), "{text:?}");
        let line: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["note"], hostile);
    }

    #[test]
    fn an_error_is_logged_with_its_sources() {
        let source = io::Error::other("disk full");
        let error = crate::Error::Filter("[".parse::<tracing_subscriber::EnvFilter>().unwrap_err());
        let text = lines(|| {
            let source: &(dyn std::error::Error + 'static) = &source;
            tracing::error!(error = source, "failed");
            let error: &(dyn std::error::Error + 'static) = &error;
            tracing::error!(error, "failed");
        });
        let second: Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
        let said = second["error"].as_str().unwrap();
        assert!(said.contains("telemetry.filter is malformed: "), "{said}");
    }
}
