//! What a document stands on: its case, and what in or beside the case it tells of.

use kernel::DocumentId;
use serde::{Deserialize, Serialize};

use super::state::Document;
use crate::case::{Case, CorrectionOrder};
use crate::enforcement::Enforcement;
use crate::measure::Measure;
use crate::preservation::Preservation;
use crate::proceeding::{MeasureId, PreservationId};
use crate::spot::{Spot, SpotId};

/// What a document names as its subject, where the case alone does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum About {
    /// A coercive measure (行政强制措施) of the case.
    Measure {
        /// Which.
        id: MeasureId,
    },
    /// A registered preservation (先行登记保存) of the case.
    Preservation {
        /// Which.
        id: PreservationId,
    },
    /// A penalty on the spot (当场处罚), which has no case: the document belongs to it.
    SpotPenalty {
        /// Which.
        id: SpotId,
    },
    /// Another document of the case: the one that is served.
    Document {
        /// Which.
        id: DocumentId,
    },
    /// An order to correct (责令改正) that was recorded in the case.
    CorrectionOrder {
        /// Its place among them, from 1.
        number: u32,
    },
}

/// What a document tells of, as it stands.
#[derive(Clone, Copy, Debug, Default)]
pub enum Subject<'a> {
    /// The case itself.
    #[default]
    Case,
    /// A measure.
    Measure(&'a Measure),
    /// A preservation.
    Preservation(&'a Preservation),
    /// A penalty on the spot.
    Spot(&'a Spot),
    /// Another document.
    Document(&'a Document),
    /// An order to correct.
    Correction(&'a CorrectionOrder),
}

/// Everything a document is judged by, as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The case; unopened for a penalty on the spot.
    pub case: &'a Case,
    /// What the document tells of.
    pub subject: Subject<'a>,
    /// The enforcement of the decision, if there is one.
    pub enforcement: Option<&'a Enforcement>,
}

impl<'a> Ground<'a> {
    /// A case alone.
    #[must_use]
    pub const fn of(case: &'a Case) -> Self {
        Self {
            case,
            subject: Subject::Case,
            enforcement: None,
        }
    }

    /// The measure, if the document tells of one.
    #[must_use]
    pub const fn measure(&self) -> Option<&'a Measure> {
        if let Subject::Measure(measure) = self.subject {
            Some(measure)
        } else {
            None
        }
    }

    /// The preservation, if the document tells of one.
    #[must_use]
    pub const fn preservation(&self) -> Option<&'a Preservation> {
        if let Subject::Preservation(preservation) = self.subject {
            Some(preservation)
        } else {
            None
        }
    }

    /// The penalty on the spot, if the document tells of one.
    #[must_use]
    pub const fn spot(&self) -> Option<&'a Spot> {
        if let Subject::Spot(spot) = self.subject {
            Some(spot)
        } else {
            None
        }
    }
}
