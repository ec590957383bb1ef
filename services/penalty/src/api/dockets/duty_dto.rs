//! What callers send about a duty that the agency is asked to perform.

use jiff::civil::Date;
use penalty_domain::remedy::DutyStep;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::text::{SHORT, Text};

/// The agency was asked to perform a duty (申请履行法定职责).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestDuty {
    #[schema(value_type = String, max_length = 200)]
    what: Text<SHORT>,
    /// When the agency received the request.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl From<RequestDuty> for DutyStep {
    fn from(dto: RequestDuty) -> Self {
        Self::Request {
            what: dto.what.into(),
            on: dto.on,
        }
    }
}

/// The agency performed it, or answered why not.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PerformDuty {
    #[schema(value_type = String, format = Date)]
    on: Date,
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<PerformDuty> for DutyStep {
    fn from(dto: PerformDuty) -> Self {
        Self::Perform {
            on: dto.on,
            document: dto.document.into(),
        }
    }
}

/// Someone sued for failure to perform it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SueOverDuty {
    #[schema(value_type = String, max_length = 200)]
    court: Text<SHORT>,
    #[schema(value_type = String, format = Date)]
    filed_on: Date,
    /// Nobody waits for two months in an urgent matter.
    #[serde(default)]
    urgent: bool,
}

impl From<SueOverDuty> for DutyStep {
    fn from(dto: SueOverDuty) -> Self {
        Self::Sue {
            court: dto.court.into(),
            filed_on: dto.filed_on,
            urgent: dto.urgent,
        }
    }
}

/// That suit ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EndDutySuit {
    #[schema(value_type = String, format = Date)]
    on: Date,
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<EndDutySuit> for DutyStep {
    fn from(dto: EndDutySuit) -> Self {
        Self::EndSuit {
            on: dto.on,
            document: dto.document.into(),
        }
    }
}
