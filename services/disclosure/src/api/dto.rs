//! What is asked.

use disclosure_domain::publication::Draft;
use disclosure_domain::{Code, Ground, Redaction, RedactionKind};
use jiff::civil::Date;
use kernel::{MatterId, Region};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Which publications to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListPublications {
    /// queued, masked, approved, published, withdrawing, withdrawn, refused.
    pub(super) status: Option<String>,
    /// Only the publication of this matter.
    pub(super) matter_id: Option<MatterId>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0)]
    pub(super) page: u32,
}

/// What to look for on the register.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchRegister {
    /// Region code of six digits: the region and all that lies in it. Everywhere when left out.
    pub(super) region: Option<Region>,
    /// Document number, unified social credit code, or part of an organisation's name.
    #[param(max_length = 100)]
    pub(super) q: Option<String>,
    /// From 0.
    #[serde(default)]
    #[param(minimum = 0, maximum = 500)]
    pub(super) page: u32,
}

/// The text of the decision as it was served, and what must not be public in it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MaskPublication {
    /// The text.
    #[schema(max_length = 100_000)]
    text: String,
    /// Every place to mask, wherever it occurs.
    #[serde(default)]
    #[schema(max_items = 500)]
    redactions: Vec<RedactionBody>,
    /// Name of a natural person who is the party: shown as surname and 某. Left out: 某.
    #[serde(default)]
    party_name: Option<String>,
    /// Type of the violation (违法行为类型).
    #[schema(max_length = 1000, example = "占道经营")]
    violation: String,
    /// Content of the penalty (行政处罚内容).
    #[schema(max_length = 1000, example = "罚款5000元")]
    penalty: String,
}

/// A place to mask.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RedactionBody {
    /// name, address, contact, identity-number, bank-account, plate, other.
    #[schema(value_type = String, example = "name")]
    kind: RedactionKind,
    /// As it stands in the text.
    text: String,
}

impl From<MaskPublication> for Draft {
    fn from(body: MaskPublication) -> Self {
        Self {
            text: body.text,
            redactions: body
                .redactions
                .into_iter()
                .map(|RedactionBody { kind, text }| Redaction { kind, text })
                .collect(),
            party_name: body.party_name,
            violation: body.violation,
            penalty: body.penalty,
        }
    }
}

/// The approval after the secrecy review (保密审查).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ApprovePublication {
    /// The review found nothing against publication.
    pub(super) secrecy_cleared: bool,
    /// What it looked at and found.
    #[schema(max_length = 1000, example = "不涉及国家秘密、商业秘密、个人隐私")]
    pub(super) secrecy_note: String,
}

/// Why a decision is not published.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusePublication {
    /// state-secret, trade-secret, privacy, security, no-social-impact, other-ground.
    #[schema(value_type = String, example = "trade-secret")]
    pub(super) ground: Ground,
    /// What speaks against it.
    #[schema(max_length = 1000)]
    pub(super) note: String,
}

/// Why a publication comes down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WithdrawPublication {
    /// A code in kebab case.
    #[schema(value_type = String, example = "decision-revoked")]
    pub(super) reason_code: Code,
    /// The reason that the public reads.
    #[schema(max_length = 1000, example = "该处罚决定已被依法撤销")]
    pub(super) reason: String,
    /// Day it was ordered, where no revocation started the clock; today when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub(super) ordered_on: Option<Date>,
}
