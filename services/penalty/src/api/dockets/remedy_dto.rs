//! What callers send about reconsideration and suits.

use jiff::civil::Date;
use kernel::Fen;
use penalty_domain::remedy::{
    Applicant, ApplicationDraft, Late, Outcome, OverturnGround, RemedyCommand, Ruling, StayGround,
    SuitDraft,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::duty_dto::{EndDutySuit, PerformDuty, RequestDuty, SueOverDuty};
use crate::api::text::{SHORT, Text};

/// What lengthens the time to apply or to sue.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LateDto {
    /// First day of force majeure or another just cause.
    #[schema(value_type = Option<String>, format = Date)]
    obstacle_from: Option<Date>,
    /// Last day of it.
    #[schema(value_type = Option<String>, format = Date)]
    obstacle_to: Option<Date>,
    /// When the decision did not tell of the remedies: the day the party learnt of them.
    #[schema(value_type = Option<String>, format = Date)]
    learnt_on: Option<Date>,
}

impl From<LateDto> for Late {
    fn from(dto: LateDto) -> Self {
        Self {
            obstacle: dto.obstacle_from.zip(dto.obstacle_to),
            learnt_on: dto.learnt_on,
        }
    }
}

/// What a body or a court decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RulingDto {
    /// upheld, dismissed, revoked, changed, confirmed-illegal, confirmed-void, ordered-to-act.
    #[schema(value_type = String)]
    outcome: Outcome,
    /// insufficient-evidence, wrong-law, procedure-violated, minor-procedure, ultra-vires,
    /// abuse-of-power, evidently-improper, no-basis.
    #[schema(value_type = Option<String>)]
    ground: Option<OverturnGround>,
    /// When changed: the fine that remains, in fen.
    #[schema(value_type = Option<i64>)]
    remaining_fine_fen: Option<Fen>,
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
    #[schema(value_type = String, format = Date)]
    made_on: Date,
    /// When the party received it, or when the judgment took effect.
    #[schema(value_type = String, format = Date)]
    effective_on: Date,
}

impl From<RulingDto> for Ruling {
    fn from(dto: RulingDto) -> Self {
        Self {
            outcome: dto.outcome,
            ground: dto.ground,
            remaining_fine: dto.remaining_fine_fen,
            document: dto.document.into(),
            made_on: dto.made_on,
            effective_on: dto.effective_on,
        }
    }
}

/// A step of the remedies.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum RemedyStep {
    /// Someone applied for reconsideration.
    FileReconsideration {
        /// party, interested-person.
        #[schema(value_type = String)]
        by: Applicant,
        #[schema(value_type = String, max_length = 200)]
        body: Text<SHORT>,
        #[schema(value_type = String, format = Date)]
        filed_on: Date,
        /// Against a penalty on the spot: handed to the agency that decided.
        #[serde(default)]
        via_agency: bool,
        #[serde(default)]
        late: LateDto,
    },
    /// The agency forwarded it.
    Forward {
        #[schema(value_type = String, format = Date)]
        on: Date,
    },
    /// The body accepted it.
    Accept {
        #[schema(value_type = String, format = Date)]
        on: Date,
        /// In the simplified procedure.
        #[serde(default)]
        simplified: bool,
    },
    /// The body did not accept it.
    Decline {
        #[schema(value_type = String, format = Date)]
        on: Date,
        #[schema(value_type = String, max_length = 200)]
        document: Text<SHORT>,
    },
    /// The copy of the application came.
    ReceiveCopy {
        #[schema(value_type = String, format = Date)]
        on: Date,
    },
    /// The agency answered with evidence and basis.
    Answer {
        #[schema(value_type = String, format = Date)]
        on: Date,
        #[schema(value_type = String, max_length = 200)]
        document: Text<SHORT>,
    },
    /// The body lengthened its time.
    Extend {
        days: u32,
        #[schema(value_type = String, max_length = 200)]
        document: Text<SHORT>,
    },
    /// Performance was suspended.
    StayPerformance {
        /// agency, own-motion, on-request, by-law.
        #[schema(value_type = String)]
        ground: StayGround,
        #[schema(value_type = String, max_length = 200)]
        document: Text<SHORT>,
        #[schema(value_type = String, format = Date)]
        on: Date,
    },
    /// The suspension ended.
    LiftStay {
        #[schema(value_type = String, format = Date)]
        on: Date,
    },
    /// The body decided.
    Decide { ruling: RulingDto },
    /// Application or suit was withdrawn.
    Withdraw {
        #[schema(value_type = String, format = Date)]
        on: Date,
    },
    /// An opinion of the body came.
    ReceiveOpinion {
        #[schema(value_type = String, format = Date)]
        on: Date,
        #[schema(value_type = String, max_length = 200)]
        document: Text<SHORT>,
    },
    /// The correction was reported.
    ReportOpinion {
        #[schema(value_type = String, format = Date)]
        on: Date,
        #[schema(value_type = String, max_length = 200)]
        document: Text<SHORT>,
    },
    /// Someone sued.
    FileSuit {
        /// party, interested-person.
        #[schema(value_type = String)]
        by: Applicant,
        #[schema(value_type = String, max_length = 200)]
        court: Text<SHORT>,
        #[schema(value_type = String, format = Date)]
        filed_on: Date,
        #[serde(default)]
        late: LateDto,
    },
    /// The court registered the suit, or did not.
    RegisterSuit {
        #[schema(value_type = String, format = Date)]
        on: Date,
        registered: bool,
    },
    /// The judgment took effect.
    Judge { ruling: RulingDto },
    /// The agency was asked to perform a duty (申请履行法定职责).
    RequestDuty(RequestDuty),
    /// The agency performed it, or answered why not.
    PerformDuty(PerformDuty),
    /// Someone sued for failure to perform it.
    SueOverDuty(SueOverDuty),
    /// That suit ended.
    EndDutySuit(EndDutySuit),
}

impl From<RemedyStep> for RemedyCommand {
    fn from(step: RemedyStep) -> Self {
        match step {
            RemedyStep::FileReconsideration {
                by,
                body,
                filed_on,
                via_agency,
                late,
            } => Self::FileReconsideration(ApplicationDraft {
                by,
                body: body.into(),
                filed_on,
                via_agency,
                late: late.into(),
            }),
            RemedyStep::FileSuit {
                by,
                court,
                filed_on,
                late,
            } => Self::FileSuit(SuitDraft {
                by,
                court: court.into(),
                filed_on,
                late: late.into(),
            }),
            RemedyStep::Forward { on } => Self::Forward { on },
            RemedyStep::Accept { on, simplified } => Self::Accept { on, simplified },
            RemedyStep::Decline { on, document } => Self::Decline {
                on,
                document: document.into(),
            },
            RemedyStep::ReceiveCopy { on } => Self::ReceiveCopy { on },
            RemedyStep::Answer { on, document } => Self::Answer {
                on,
                document: document.into(),
            },
            RemedyStep::Extend { days, document } => Self::Extend {
                days,
                document: document.into(),
            },
            RemedyStep::StayPerformance {
                ground,
                document,
                on,
            } => Self::StayPerformance {
                ground,
                document: document.into(),
                on,
            },
            RemedyStep::LiftStay { on } => Self::LiftStay { on },
            RemedyStep::Decide { ruling } => Self::Decide(ruling.into()),
            RemedyStep::Withdraw { on } => Self::Withdraw { on },
            RemedyStep::ReceiveOpinion { on, document } => Self::ReceiveOpinion {
                on,
                document: document.into(),
            },
            RemedyStep::ReportOpinion { on, document } => Self::ReportOpinion {
                on,
                document: document.into(),
            },
            RemedyStep::RegisterSuit { on, registered } => Self::RegisterSuit { on, registered },
            RemedyStep::Judge { ruling } => Self::Judge(ruling.into()),
            RemedyStep::RequestDuty(duty) => Self::Duty(duty.into()),
            RemedyStep::PerformDuty(duty) => Self::Duty(duty.into()),
            RemedyStep::SueOverDuty(duty) => Self::Duty(duty.into()),
            RemedyStep::EndDutySuit(duty) => Self::Duty(duty.into()),
        }
    }
}
