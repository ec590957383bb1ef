//! The steps of a hearing.

use jiff::civil::Date;
use kernel::ActorId;
use penalty_domain::CaseCommand;
use penalty_domain::arrangement::{ClosedGround, HearingTermination, RecordSignature};
use penalty_domain::case::{HearingRecord, HearingStep};
use penalty_domain::hearing::HearingOutcome;
use serde::Deserialize;
use utoipa::ToSchema;

use super::ServiceDto;
use crate::api::text::{LONG, SHORT, Text};

/// Who conducts the hearing (听证主持人、记录员). Nobody with another part in the case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AppointHost {
    host: ActorId,
    recorder: ActorId,
}

impl From<AppointHost> for CaseCommand {
    fn from(dto: AppointHost) -> Self {
        let (host, recorder) = (dto.host, dto.recorder);
        HearingStep::Appoint { host, recorder }.into()
    }
}

/// The host of the hearing got the file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct HandFile {
    #[schema(value_type = String, format = Date)]
    handed_on: Date,
}

impl From<HandFile> for CaseCommand {
    fn from(dto: HandFile) -> Self {
        let handed_on = dto.handed_on;
        HearingStep::HandFile { handed_on }.into()
    }
}

/// Day and place of the hearing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct FixHearing {
    #[schema(value_type = String, format = Date)]
    held_on: Date,
    /// Time of day and place.
    #[schema(value_type = String, max_length = 200)]
    place: Text<SHORT>,
    /// Why it is not open: state-secret, commercial-secret, privacy. Left out for an open hearing.
    #[schema(value_type = Option<String>)]
    closed: Option<ClosedGround>,
}

impl From<FixHearing> for CaseCommand {
    fn from(dto: FixHearing) -> Self {
        let fixed = HearingStep::Fix {
            held_on: dto.held_on,
            place: dto.place.into(),
            closed: dto.closed,
        };
        fixed.into()
    }
}

/// The notice of the hearing (听证通知书) was served.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct NotifyOfHearing {
    service: ServiceDto,
}

impl From<NotifyOfHearing> for CaseCommand {
    fn from(dto: NotifyOfHearing) -> Self {
        let service = dto.service.into();
        HearingStep::Notify { service }.into()
    }
}

/// The open hearing was announced.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AnnounceHearing {
    #[schema(value_type = String, format = Date)]
    announced_on: Date,
}

impl From<AnnounceHearing> for CaseCommand {
    fn from(dto: AnnounceHearing) -> Self {
        let announced_on = dto.announced_on;
        HearingStep::Announce { announced_on }.into()
    }
}

/// The hearing is put off (中止听证).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SuspendHearing {
    #[schema(value_type = String, max_length = 20_000)]
    reason: Text<LONG>,
}

impl From<SuspendHearing> for CaseCommand {
    fn from(dto: SuspendHearing) -> Self {
        let reason = dto.reason.into();
        HearingStep::Suspend { reason }.into()
    }
}

/// The hearing took place, or the party gave it up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct RecordHearing {
    /// held, terminated.
    #[schema(value_type = String, example = "held")]
    outcome: HearingOutcome,
    /// When terminated: withdrawn, absent, left, party-gone, other.
    #[schema(value_type = Option<String>)]
    termination: Option<HearingTermination>,
    /// How many agents the party sent.
    #[serde(default)]
    #[schema(maximum = 2)]
    agents: u8,
    /// Of a hearing that was held: the host's note that the party did not sign the record. Left
    /// out when it signed.
    #[schema(value_type = Option<String>, max_length = 200)]
    unsigned: Option<Text<SHORT>>,
    /// What was said, in short (听证笔录).
    #[schema(value_type = String, max_length = 20_000)]
    record: Text<LONG>,
}

impl From<RecordHearing> for CaseCommand {
    fn from(dto: RecordHearing) -> Self {
        let signature = match (dto.unsigned, dto.outcome) {
            (Some(note), _) => RecordSignature::Refused { note: note.into() },
            (None, HearingOutcome::Held) => RecordSignature::Signed,
            (None, HearingOutcome::Terminated) => RecordSignature::NotHeld,
        };
        let record = HearingRecord {
            outcome: dto.outcome,
            termination: dto.termination,
            agents: dto.agents,
            signature,
            record: dto.record.into(),
        };
        HearingStep::Record(record).into()
    }
}

/// The host reports on the hearing (听证报告).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReportHearing {
    /// Findings and advice.
    #[schema(value_type = String, max_length = 20_000)]
    opinion: Text<LONG>,
}

impl From<ReportHearing> for CaseCommand {
    fn from(dto: ReportHearing) -> Self {
        let opinion = dto.opinion.into();
        HearingStep::Report { opinion }.into()
    }
}
