//! What a decision on a penalty must tell the party beside the penalty itself (行政处罚法 Art. 59).

use serde::{Deserialize, Serialize};

use super::file::File;
use crate::hearing::MARKET_SUPERVISION;
use crate::penalty::{Penalties, PenaltyKind};

/// The bank that takes the money (代收机构).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectingBank {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
}

/// What the document of a decision says beside the penalty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionTerms {
    /// How and by when the penalty is performed (履行方式和期限).
    pub performance: String,
    /// Where the party may apply for reconsideration, and until when (行政复议).
    pub reconsideration: String,
    /// Where the party may sue, and until when (行政诉讼).
    pub litigation: String,
    /// The bank; needed where money is owed.
    pub bank: Option<CollectingBank>,
    /// Whether the document says that the decision will be published (公示告知).
    pub tells_publication: bool,
}

impl DecisionTerms {
    /// What is missing for a decision on `penalties` in the case of `file`; none if nothing.
    #[must_use]
    pub fn lacks(&self, penalties: &Penalties, file: &File) -> Option<&'static str> {
        let blank = |text: &str| text.trim().is_empty();
        let money = penalties.iter().any(|penalty| {
            matches!(
                penalty.kind,
                PenaltyKind::Fine | PenaltyKind::ConfiscateIncome
            )
        });
        let bank_named = self
            .bank
            .as_ref()
            .is_some_and(|bank| !blank(&bank.name) && !blank(&bank.address));
        let only_warned = penalties.kinds().all(|kind| kind == PenaltyKind::Warning);
        let published = file.domain == MARKET_SUPERVISION && !only_warned;
        if blank(&self.performance) {
            Some("how and by when the penalty is performed")
        } else if blank(&self.reconsideration) || blank(&self.litigation) {
            Some("the ways and periods of reconsideration and of suit")
        } else if money && !bank_named {
            Some("name and address of the bank that takes the money")
        } else if published && !self.tells_publication {
            Some("that the decision will be published")
        } else {
            None
        }
    }
}
