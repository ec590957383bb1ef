//! Documents to be drafted, changed, voided, served; and how to ask for a case file.

use documents::{Form, Values};
use kernel::DocumentId;
use penalty_domain::document::About;
use penalty_domain::proceeding::{MeasureId, PreservationId};
use penalty_domain::service_of_process::ServiceOfProcess;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::ServiceDto;
use crate::api::text::{SHORT, Text};
use crate::app::Drafted;

/// A document to be drafted. What the case knows is filled in; the rest is given here, or later.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct DraftDocument {
    /// The form, such as penalty-decision.
    #[schema(value_type = String, example = "penalty-notice")]
    form: Form,
    /// The agency's name in full, as the document shows it.
    #[schema(value_type = String, max_length = 200, example = "铜官区市场监督管理局")]
    agency: Text<SHORT>,
    /// The agency's code (机关代字) without that of the form; for forms that bear a number.
    #[schema(value_type = Option<String>, max_length = 30, example = "铜市监")]
    agency_code: Option<Text<30>>,
    /// What the document tells of, where its case alone does not say it. Papers of coercion and
    /// preservation need it.
    about: Option<AboutDto>,
    /// Fields by name. A field that the case fills may be left out; one that says something else than
    /// the case is refused.
    #[serde(default)]
    #[schema(value_type = Object)]
    values: Values,
}

/// What a document tells of: something of its case.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum AboutDto {
    /// A coercive measure.
    Measure {
        #[schema(value_type = String)]
        id: MeasureId,
    },
    /// A registered preservation.
    Preservation {
        #[schema(value_type = String)]
        id: PreservationId,
    },
    /// The sealed document that is served: for a receipt or an announcement.
    Document {
        #[schema(value_type = String)]
        id: DocumentId,
    },
    /// An order to correct that was recorded in the case: its place, from 1.
    CorrectionOrder {
        #[schema(minimum = 1)]
        number: u32,
    },
}

impl From<AboutDto> for About {
    fn from(dto: AboutDto) -> Self {
        match dto {
            AboutDto::Measure { id } => Self::Measure { id },
            AboutDto::Preservation { id } => Self::Preservation { id },
            AboutDto::Document { id } => Self::Document { id },
            AboutDto::CorrectionOrder { number } => Self::CorrectionOrder { number },
        }
    }
}

impl From<DraftDocument> for Drafted {
    fn from(dto: DraftDocument) -> Self {
        let code = dto.agency_code.map(String::from);
        Self {
            form: dto.form,
            agency: dto.agency.into(),
            agency_code: code.filter(|code| !code.is_empty()),
            about: dto.about.map(About::from),
            values: dto.values,
        }
    }
}

/// What shall fill a draft from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AmendDocument {
    /// Fields by name, in place of all that were given before.
    #[schema(value_type = Object)]
    pub(in crate::api) values: Values,
}

/// Nothing beside the request itself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SealDocument {}

/// How a document was served.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ServeDocument {
    service: ServiceDto,
}

impl From<ServeDocument> for ServiceOfProcess {
    fn from(dto: ServeDocument) -> Self {
        dto.service.into()
    }
}

/// Why a document is voided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct VoidDocument {
    /// Stays in the register, and in the case file.
    #[schema(value_type = String, max_length = 200)]
    pub(in crate::api) reason: Text<SHORT>,
}

/// Which volumes of the case file.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::api) enum VolumeDto {
    /// Main volume: what the party may read.
    Main,
    /// Both.
    All,
}

/// How to ask for a case file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AskCaseFile {
    /// main, or all when left out.
    #[serde(default = "all")]
    #[param(value_type = Option<String>, example = "main")]
    pub(in crate::api) volume: VolumeDto,
}

const fn all() -> VolumeDto {
    VolumeDto::All
}
