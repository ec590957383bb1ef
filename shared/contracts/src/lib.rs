//! What services say to each other: the event types of `proto/`, their subjects and headers.
//!
//! Invariants: an event of version 1 only ever gains fields; its first field is its
//! [`Basis`](common::v1::Basis); no personal data is in it. Deliberately absent: any rule of law, any
//! IO. The modules under `generated/` are written by `make gen` and compared in CI.

#[rustfmt::skip]
mod generated;
pub mod headers;
mod subject;

pub use generated::{ALL, common, complaint, disclosure, dispatch, evidence, intake, penalty};
pub use subject::{SERVICES, StreamName, Subject, SubjectError, stream_of};

/// An event type on the wire.
pub trait Event: prost::Message + Default {
    /// The service that publishes it, for example `intake`.
    const SERVICE: &'static str;
    /// Its short name, for example `CaseFiled`.
    const NAME: &'static str;
    /// Its full protobuf name, the CloudEvents `type`.
    const TYPE: &'static str;
    /// Its version: the number in the package and in the subject.
    const VERSION: u32;

    /// What the event says about itself; `None` only when a publisher left it out.
    fn basis(&self) -> Option<&common::v1::Basis>;

    /// The subject it is published under in `region`.
    #[must_use]
    fn subject(region: &str) -> Subject {
        Subject::new(Self::SERVICE, Self::VERSION, region, Self::NAME)
    }
}

/// Only the first field of any event: enough to place an event whose type the reader does not know.
#[derive(Clone, PartialEq, prost::Message)]
pub struct AnyEvent {
    /// What the event says about itself.
    #[prost(message, optional, tag = "1")]
    pub basis: Option<common::v1::Basis>,
}

/// A message that is not what its headers say.
#[derive(Debug, thiserror::Error)]
#[error("the payload is not a valid {expected}")]
pub struct DecodeError {
    /// The event type that was expected.
    pub expected: &'static str,
    source: prost::DecodeError,
}

/// Reads an event of a known type.
///
/// # Errors
/// When the bytes are not a message of that type.
pub fn decode<E: Event>(payload: &[u8]) -> Result<E, DecodeError> {
    E::decode(payload).map_err(|source| DecodeError {
        expected: E::TYPE,
        source,
    })
}
