//! Subjects and streams: `mj.<service>.v<n>.<region>.<Event>`, one stream per service.

use std::fmt;

/// The services that publish events.
pub const SERVICES: &[&str] = &[
    "complaint",
    "intake",
    "dispatch",
    "evidence",
    "penalty",
    "disclosure",
];

/// Name of a service's stream.
pub type StreamName = String;

/// The stream that carries everything `service` publishes.
#[must_use]
pub fn stream_of(service: &str) -> StreamName {
    format!("MJ_{}", service.to_uppercase())
}

/// Where an event is published.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject(String);

/// A text that is not a subject of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not mj.<service>.v<n>.<region>.<Event>")]
pub struct SubjectError(String);

impl Subject {
    pub(crate) fn new(service: &str, version: u32, region: &str, name: &str) -> Self {
        Self(format!("mj.{service}.v{version}.{region}.{name}"))
    }

    /// Reads a subject back.
    ///
    /// # Errors
    /// When it does not have the five parts.
    pub fn parse(text: &str) -> Result<Self, SubjectError> {
        let parts: Vec<&str> = text.split('.').collect();
        match parts.as_slice() {
            ["mj", service, version, region, name]
                if SERVICES.contains(service)
                    && version.starts_with('v')
                    && region.len() == 6
                    && region.bytes().all(|byte| byte.is_ascii_digit())
                    && !name.is_empty() =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(SubjectError(text.to_owned())),
        }
    }

    /// Everything a service publishes.
    #[must_use]
    pub fn all_of(service: &str) -> String {
        format!("mj.{service}.>")
    }

    /// The subject as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ALL, Event as _, intake};

    #[test]
    fn an_event_type_knows_its_subject_version_and_stream() {
        let subject = intake::v1::CaseFiled::subject("340705");
        assert_eq!(subject.as_str(), "mj.intake.v1.340705.CaseFiled");
        assert_eq!(Subject::parse(subject.as_str()), Ok(subject));
        assert_eq!(intake::v1::CaseFiled::TYPE, "mingjing.intake.v1.CaseFiled");
        assert_eq!(stream_of(intake::v1::CaseFiled::SERVICE), "MJ_INTAKE");
    }

    #[test]
    fn every_event_belongs_to_a_service_that_publishes() {
        assert!(ALL.len() > 30);
        assert!(ALL.iter().all(|(service, _)| SERVICES.contains(service)));
    }

    #[test]
    fn a_foreign_subject_is_refused() {
        for text in [
            "mj.intake.v1.34070.CaseFiled",
            "mj.payroll.v1.340705.Paid",
            "intake",
            "",
        ] {
            assert!(Subject::parse(text).is_err(), "{text}");
        }
    }
}
