//! What happens to a document.

use jiff::civil::Date;
use kernel::legal_date;
use serde::{Deserialize, Serialize};

use super::state::{Draft, Seal, Voiding};
use crate::case::Served;
use crate::service_of_process;

/// What happened to a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum DocumentEvent {
    /// It was drafted, or what fills it was changed.
    Drafted {
        /// The draft.
        draft: Draft,
    },
    /// It was sealed.
    Sealed {
        /// The seal.
        seal: Box<Seal>,
    },
    /// It was served.
    Served {
        /// The service.
        served: Served,
    },
    /// It was voided.
    Voided {
        /// Why.
        voiding: Voiding,
    },
}

impl DocumentEvent {
    /// The day it happened in law.
    #[must_use]
    pub fn legal_date(&self) -> Date {
        match self {
            Self::Drafted { draft } => draft.drafted_on,
            Self::Sealed { seal } => seal.dated,
            Self::Served { served } => served.served_on,
            Self::Voided { voiding } => legal_date(voiding.at),
        }
    }

    /// The articles it rests on, for a document of the form that `citation` asks for.
    #[must_use]
    pub fn articles(&self, citation: &str) -> Vec<String> {
        match self {
            Self::Drafted { .. } | Self::Sealed { .. } => vec![citation.to_owned()],
            Self::Served { .. } => vec![service_of_process::CITATION.to_owned()],
            Self::Voided { .. } => vec![super::gates::NUMBERS.to_owned()],
        }
    }
}
