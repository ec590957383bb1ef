//! The steps around an investigation.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::{ActorId, OfficerId};
use penalty_domain::CaseCommand;
use penalty_domain::case::{
    EndingKind, Inquiry, RecusalDecider, RecusalRole, SuspensionGround, TerminationGround,
};
use penalty_domain::time_limits::ExcludedTime;
use runtime::Fault;
use serde::Deserialize;
use utoipa::ToSchema;

use super::decision::DiscussionDto;
use super::{ServiceDto, few, misfit};
use crate::api::text::{LONG, SHORT, Text};

/// Officers showed their enforcement certificates (出示执法证件).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ShowCards {
    /// Investigators of the case.
    officers: Vec<OfficerId>,
    #[schema(value_type = String, format = Date)]
    shown_on: Date,
    /// Where it is recorded: number of the record made on the spot, of the recording.
    #[schema(value_type = String, max_length = 200)]
    proof: Text<SHORT>,
}

impl ShowCards {
    pub(in crate::api) fn command(self) -> Result<CaseCommand, Fault> {
        let officers: Vec<OfficerId> = few(self.officers, "officers")?;
        let shown = Inquiry::ShowCards {
            officers: BTreeSet::from_iter(officers),
            shown_on: self.shown_on,
            proof: self.proof.into(),
        };
        Ok(shown.into())
    }
}

/// An order to correct (责令改正通知书) was served.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct OrderCorrection {
    /// What is to be corrected.
    #[schema(value_type = String, max_length = 20_000)]
    content: Text<LONG>,
    /// Last day; left out for at once.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    service: ServiceDto,
}

impl From<OrderCorrection> for CaseCommand {
    fn from(dto: OrderCorrection) -> Self {
        let order = Inquiry::OrderCorrection {
            content: dto.content.into(),
            until: dto.until,
            service: dto.service.into(),
        };
        order.into()
    }
}

/// The investigation stands still (中止调查).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SuspendInvestigation {
    /// other-case-pending, legal-question, force-majeure, party-missing, other.
    #[schema(value_type = String, example = "other-case-pending")]
    ground: SuspensionGround,
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
}

impl From<SuspendInvestigation> for CaseCommand {
    fn from(dto: SuspendInvestigation) -> Self {
        let reason = dto.reason.into();
        let ground = dto.ground;
        Inquiry::Suspend { ground, reason }.into()
    }
}

/// The investigation goes on (恢复调查).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ResumeInvestigation {
    /// What removed the reason of the suspension.
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
}

impl From<ResumeInvestigation> for CaseCommand {
    fn from(dto: ResumeInvestigation) -> Self {
        let reason = dto.reason.into();
        Inquiry::Resume { reason }.into()
    }
}

/// Time that does not count towards the time to decide (不计入办案期限).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ExcludeTime {
    /// announcement, testing, identification, refund. A suspension is recorded by suspending.
    #[schema(value_type = String, example = "testing")]
    kind: ExcludedTime,
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// The document that proves it, such as 检测/检验/检疫/鉴定期间告知书.
    #[schema(value_type = String, max_length = 200)]
    document: Text<SHORT>,
}

impl From<ExcludeTime> for CaseCommand {
    fn from(dto: ExcludeTime) -> Self {
        let excluded = Inquiry::ExcludeTime {
            kind: dto.kind,
            from: dto.from,
            to: dto.to,
            document: dto.document.into(),
        };
        excluded.into()
    }
}

/// More time to decide (延长办案期限).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ExtendTime {
    /// Calendar days.
    days: u32,
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
    /// Required for every extension after the first, and beyond what the head may allow alone.
    discussion: Option<DiscussionDto>,
    /// In the field of public security: the approval of the organ one level up.
    #[schema(value_type = Option<String>, max_length = 200)]
    approval: Option<Text<SHORT>>,
}

impl ExtendTime {
    pub(in crate::api) fn command(self) -> Result<CaseCommand, Fault> {
        let extended = Inquiry::ExtendTime {
            days: self.days,
            reason: self.reason.into(),
            discussion: self.discussion.map(DiscussionDto::read).transpose()?,
            approval: self.approval.map(String::from),
        };
        Ok(extended.into())
    }
}

/// More time to review (延长审核期限).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ExtendReview {
    /// Working days.
    days: u32,
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
}

impl From<ExtendReview> for CaseCommand {
    fn from(dto: ExtendReview) -> Self {
        let (days, reason) = (dto.days, dto.reason.into());
        Inquiry::ExtendReview { days, reason }.into()
    }
}

/// Someone should withdraw from the case (申请回避).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AskRecusal {
    /// Who should withdraw.
    person: ActorId,
    /// participant, deputy-head, principal-head.
    #[schema(value_type = String, example = "participant")]
    role: RecusalRole,
    /// The party asks.
    #[serde(default)]
    by_party: bool,
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
}

impl From<AskRecusal> for CaseCommand {
    fn from(dto: AskRecusal) -> Self {
        let asked = Inquiry::AskRecusal {
            of: dto.person,
            role: dto.role,
            by_party: dto.by_party,
            reason: dto.reason.into(),
        };
        asked.into()
    }
}

/// Whether someone withdraws (回避决定).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AnswerRecusal {
    /// Who was asked to withdraw.
    person: ActorId,
    granted: bool,
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
    /// As what the caller decides: head, principal-head, heads (together).
    #[schema(value_type = String, example = "head")]
    decided_as: RecusalDecider,
}

impl From<AnswerRecusal> for CaseCommand {
    fn from(dto: AnswerRecusal) -> Self {
        let answer = Inquiry::AnswerRecusal {
            of: dto.person,
            granted: dto.granted,
            reason: dto.reason.into(),
            decided_as: dto.decided_as,
        };
        answer.into()
    }
}

/// How a case ends without a decision on a penalty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::api) enum EndingDto {
    /// Another organ is competent (移送其他行政管理部门).
    TransferredToOrgan,
    /// The act may be a crime (移送司法机关).
    TransferredToPolice,
    /// The case is withdrawn (撤销案件).
    Withdrawn,
    /// The investigation can go no further (终止调查).
    Terminated,
}

/// The end of a case without a decision on a penalty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct EndCase {
    /// transferred-to-organ, transferred-to-police, withdrawn, terminated.
    kind: EndingDto,
    /// The organ that receives a transferred case.
    #[schema(value_type = Option<String>, max_length = 200)]
    organ: Option<Text<SHORT>>,
    /// Of a termination: party-died, party-dissolved, other.
    #[schema(value_type = Option<String>)]
    ground: Option<TerminationGround>,
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
}

impl EndCase {
    pub(in crate::api) fn command(self) -> Result<CaseCommand, Fault> {
        let kind = match (self.kind, self.organ.map(String::from), self.ground) {
            (EndingDto::TransferredToOrgan, Some(organ), None) => {
                EndingKind::TransferredToOrgan { organ }
            }
            (EndingDto::TransferredToPolice, Some(organ), None) => {
                EndingKind::TransferredToPolice { organ }
            }
            (EndingDto::Withdrawn, None, None) => EndingKind::Withdrawn,
            (EndingDto::Terminated, None, Some(ground)) => EndingKind::Terminated { ground },
            _ => {
                let fits = "an organ for transfers, a ground for terminations, and only there";
                return Err(misfit("kind", fits));
            }
        };
        let reason = self.reason.into();
        Ok(Inquiry::End { kind, reason }.into())
    }
}
