//! What callers send about a penalty on the spot.

use jiff::civil::Date;
use kernel::{OfficerId, Region, Uscc};
use penalty_domain::party::{Age, Identity};
use penalty_domain::penalty::{Penalties, Penalty};
use penalty_domain::spot::{
    CashDraft, CashGround, Conduct, Defence, HandOverDraft, Offender, SpotCommand, SpotDraft,
};
use runtime::Fault;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::dto::{PenaltyDto, ProvisionDto, RecordPayment, RevokeDecision, few};
use crate::api::text::{LONG, SHORT, Text};
use crate::app::Issue;

/// Whom the penalty is for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum OffenderDto {
    /// Citizen.
    NaturalPerson {
        #[schema(value_type = String, max_length = 200)]
        name: Text<SHORT>,
        #[schema(value_type = String, max_length = 200)]
        address: Text<SHORT>,
        /// Date of birth: decides whether the law spares the party for its age. Not kept.
        #[schema(value_type = String, format = Date)]
        born_on: Date,
    },
    /// Individual business (个体工商户).
    SoleTrader {
        #[schema(value_type = String, max_length = 200)]
        name: Text<SHORT>,
        #[schema(value_type = String, max_length = 200)]
        address: Text<SHORT>,
        #[schema(value_type = Option<String>)]
        uscc: Option<Uscc>,
    },
    /// Legal person or other organisation.
    Organisation {
        #[schema(value_type = String, max_length = 200)]
        name: Text<SHORT>,
        #[schema(value_type = String, max_length = 200)]
        address: Text<SHORT>,
        #[schema(value_type = Option<String>)]
        uscc: Option<Uscc>,
    },
}

impl OffenderDto {
    fn read(self, today: Date) -> (Offender, Identity) {
        let (offender, name, address) = match self {
            Self::NaturalPerson {
                name,
                address,
                born_on,
            } => {
                let age = Age::on(born_on, today);
                (Offender::NaturalPerson { age }, String::from(name), address)
            }
            Self::SoleTrader {
                name,
                address,
                uscc,
            } => (Offender::SoleTrader { uscc }, String::from(name), address),
            Self::Organisation {
                name,
                address,
                uscc,
            } => {
                let name = String::from(name);
                let registered = name.clone();
                let offender = Offender::Organisation {
                    name: registered,
                    uscc,
                };
                (offender, name, address)
            }
        };
        let address = address.into();
        (offender, Identity { name, address })
    }
}

/// What the party said when it was told, and the answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatedDto {
    #[schema(value_type = String, max_length = 20_000)]
    content: Text<LONG>,
    /// What was adopted of it, and why.
    #[schema(value_type = String, max_length = 20_000)]
    answer: Text<LONG>,
}

/// What the officers did before they decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConductDto {
    /// The facts are beyond doubt.
    facts_certain: bool,
    card_shown: bool,
    /// Facts, reasons, basis, penalty and the right to defend were told.
    party_told: bool,
}

impl From<ConductDto> for Conduct {
    fn from(dto: ConductDto) -> Self {
        Self {
            facts_certain: dto.facts_certain,
            card_shown: dto.card_shown,
            party_told: dto.party_told,
        }
    }
}

/// The decision on the spot (当场行政处罚决定). Its number is assigned here.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IssueSpot {
    #[schema(value_type = String, example = "340705")]
    pub(super) region: Region,
    /// Field of enforcement.
    #[schema(value_type = String, max_length = 200, example = "market-supervision")]
    domain: Text<SHORT>,
    #[schema(value_type = String, max_length = 200)]
    power_item: Text<SHORT>,
    /// Code of the agency's forms (机关代字) before the year and number.
    #[schema(value_type = String, max_length = 40, example = "铜市监当罚")]
    agency_code: Text<40>,
    party: OffenderDto,
    #[schema(value_type = String, max_length = 20_000)]
    facts: Text<LONG>,
    conduct: ConductDto,
    #[schema(value_type = String, max_length = 200)]
    violation_code: Text<SHORT>,
    #[schema(value_type = String, max_length = 200)]
    place: Text<SHORT>,
    /// The evidence collected, one line each.
    #[schema(value_type = Vec<String>)]
    evidence: Vec<Text<LONG>>,
    /// A warning, a fine, or both.
    penalties: Vec<PenaltyDto>,
    basis: Vec<ProvisionDto>,
    /// The officers, the caller among them.
    #[schema(value_type = Vec<String>)]
    officers: Vec<OfficerId>,
    /// Absent when the party had nothing to say.
    stated: Option<StatedDto>,
    #[schema(value_type = String, max_length = 200)]
    reconsideration_body: Text<SHORT>,
    /// The form says that reconsideration comes before a suit.
    states_reconsideration_first: bool,
    /// The form says that a surcharge is added when payment is late.
    states_surcharge: bool,
}

impl IssueSpot {
    pub(super) fn read(self, today: Date) -> Result<Issue, Fault> {
        let penalties: Vec<Penalty> = few(self.penalties, "penalties")?;
        let (party, identity) = self.party.read(today);
        let defence = self
            .stated
            .map_or(Defence::Nothing, |stated| Defence::Stated {
                content: stated.content.into(),
                answer: stated.answer.into(),
            });
        let draft = SpotDraft {
            region: self.region,
            domain: self.domain.into(),
            power_item: self.power_item.into(),
            party,
            identity,
            facts: self.facts.into(),
            conduct: self.conduct.into(),
            violation_code: self.violation_code.into(),
            place: self.place.into(),
            evidence: few(self.evidence, "evidence")?,
            penalties: Penalties::new(penalties)?,
            basis: few(self.basis, "basis")?,
            officers: few(self.officers, "officers")?,
            defence,
            reconsideration_body: self.reconsideration_body.into(),
            states_reconsideration_first: self.states_reconsideration_first,
            states_surcharge: self.states_surcharge,
        };
        let agency_code = self.agency_code.into();
        Ok(Issue { draft, agency_code })
    }
}

/// A step after the decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum SpotStep {
    /// The form was handed to the party.
    HandOver {
        signed: bool,
        /// The note on the form when the party refused to sign.
        #[serde(default)]
        #[schema(value_type = Option<String>, max_length = 200)]
        note: Option<Text<SHORT>>,
    },
    /// Cash was taken.
    CollectCash {
        /// small-fine, hard-later, remote-on-request.
        #[schema(value_type = String)]
        ground: CashGround,
        /// What makes it hard to enforce later, or the place remote.
        #[serde(default)]
        #[schema(value_type = Option<String>, max_length = 200)]
        reason: Option<Text<SHORT>>,
        #[serde(default)]
        party_asked: bool,
        /// Number of the finance department's receipt.
        #[schema(value_type = String, max_length = 200)]
        receipt: Text<SHORT>,
        /// On water: the day of landing.
        #[serde(default)]
        #[schema(value_type = Option<String>, format = Date)]
        lands_on: Option<Date>,
    },
    /// The agency received the cash.
    HandIn,
    /// The bank received the cash.
    Bank {
        /// The bank's slip.
        #[schema(value_type = String, max_length = 200)]
        slip: Text<SHORT>,
    },
    /// The bank received a payment.
    RecordPayment { payment: RecordPayment },
    /// The papers were filed with the agency.
    FileWithAgency,
    /// The penalty was revoked, changed or found illegal.
    Revoke { revocation: RevokeDecision },
}

impl From<SpotStep> for SpotCommand {
    fn from(step: SpotStep) -> Self {
        match step {
            SpotStep::HandOver { signed, note } => Self::HandOver(HandOverDraft {
                signed,
                note: note.map(String::from).unwrap_or_default(),
            }),
            SpotStep::CollectCash {
                ground,
                reason,
                party_asked,
                receipt,
                lands_on,
            } => Self::CollectCash(CashDraft {
                ground,
                reason: reason.map(String::from).unwrap_or_default(),
                party_asked,
                receipt: receipt.into(),
                lands_on,
            }),
            SpotStep::HandIn => Self::HandIn,
            SpotStep::Bank { slip } => Self::Bank { slip: slip.into() },
            SpotStep::RecordPayment { payment } => Self::RecordPayment(payment.into()),
            SpotStep::FileWithAgency => Self::FileWithAgency,
            SpotStep::Revoke { revocation } => Self::Revoke(revocation.into()),
        }
    }
}
