//! Names of the headers on every message: CloudEvents attributes and what the inbox needs.

/// CloudEvents `id`: the event's identifier, the key of every inbox.
pub const ID: &str = "ce-id";
/// CloudEvents `type`: the full protobuf name.
pub const TYPE: &str = "ce-type";
/// CloudEvents `source`: `mingjing/<service>`.
pub const SOURCE: &str = "ce-source";
/// CloudEvents `subject`: the aggregate's identifier.
pub const SUBJECT: &str = "ce-subject";
/// CloudEvents `time`: when it happened, RFC 3339.
pub const TIME: &str = "ce-time";
/// CloudEvents `specversion`.
pub const SPEC_VERSION: &str = "ce-specversion";
/// CloudEvents `datacontenttype`.
pub const CONTENT_TYPE: &str = "ce-datacontenttype";
/// Version of the aggregate after this event, from 1 without gaps.
pub const AGGREGATE_VERSION: &str = "mj-aggregate-version";
/// The matter it belongs to.
pub const MATTER: &str = "mj-matter-id";
/// Region code of six digits.
pub const REGION: &str = "mj-region";
/// W3C trace context of the step that wrote the event.
pub const TRACEPARENT: &str = "traceparent";
/// What JetStream compares inside its window; a convenience, never the guarantee.
pub const MESSAGE_ID: &str = "Nats-Msg-Id";
