//! Proceedings beside a case as tests tell them: who does what at which hour.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date, datetime};
use kernel::{Actor, CaseId, Fen, MatterId, OfficerId, legal_date, timestamp_at};
use law::{Calendar, Refusal};
use penalty_domain::case::CaseStatus;
use penalty_domain::hearing::MARKET_SUPERVISION;
use penalty_domain::legal_basis::{LegalBasis, Level};
use penalty_domain::measure::{
    Measure, MeasureCommand, MeasureDraft, MeasureKind, Notice, TestingGround, TestingStated,
};
use penalty_domain::on_site::{Attendance, Scene, Signature};
use penalty_domain::proceeding::{
    CaseBrief, Facts, MeasureId, Outlook, Proceeding, decide, outlook,
};
use penalty_domain::property::ItemDraft;
use penalty_domain::substitute::NightHours;
use uuid::Uuid;

use crate::story::{LEAD, SECOND, handler, head, system};

/// A Monday at ten.
pub(crate) const TEN: DateTime = datetime(2026, 3, 2, 10, 0, 0, 0);

pub(crate) fn officer(number: u128) -> OfficerId {
    OfficerId::from(Uuid::from_u128(number))
}

pub(crate) fn measure_id() -> MeasureId {
    MeasureId::from(Uuid::from_u128(700))
}

/// A market-supervision case under investigation.
pub(crate) fn case() -> CaseBrief {
    CaseBrief {
        id: CaseId::from(Uuid::from_u128(1_001)),
        matter: MatterId::from(Uuid::from_u128(2_001)),
        region: "340705".parse().unwrap(),
        domain: MARKET_SUPERVISION.to_owned(),
        status: CaseStatus::Investigating,
        team: vec![officer(LEAD), officer(SECOND)],
        investigated: BTreeSet::from([officer(LEAD), officer(SECOND)]),
        decided: false,
        decided_on: None,
        confiscates: false,
    }
}

/// A proceeding, its case and the hour.
#[derive(Clone, Debug)]
pub(crate) struct Beside<P> {
    pub(crate) state: P,
    pub(crate) case: CaseBrief,
    pub(crate) held: BTreeSet<String>,
    pub(crate) in_force: BTreeSet<MeasureId>,
    pub(crate) now: Timestamp,
}

impl<P: Proceeding> Beside<P> {
    pub(crate) fn new() -> Self {
        Self {
            state: P::default(),
            case: case(),
            held: BTreeSet::new(),
            in_force: BTreeSet::new(),
            now: timestamp_at(TEN),
        }
    }

    /// Moves to an hour in China.
    pub(crate) fn at(&mut self, hour: DateTime) -> &mut Self {
        self.now = timestamp_at(hour);
        self
    }

    /// Moves to ten o'clock of `day`.
    pub(crate) fn on(&mut self, day: Date) -> &mut Self {
        self.at(day.at(10, 0, 0, 0))
    }

    pub(crate) fn today(&self) -> Date {
        legal_date(self.now)
    }

    pub(crate) fn facts<'a>(&'a self, actor: &'a Actor) -> Facts<'a> {
        Facts {
            now: self.now,
            actor,
            calendar: Calendar::embedded(),
            case: &self.case,
            held: &self.held,
            in_force: &self.in_force,
            night: NightHours::default(),
        }
    }

    /// Gives `command` and follows what it causes.
    pub(crate) fn does(
        &mut self,
        actor: &Actor,
        command: P::Command,
    ) -> Result<Vec<P::Event>, Refusal> {
        let events = decide(&self.state, command, &self.facts(actor))?;
        for event in &events {
            self.state = std::mem::take(&mut self.state).evolve(event);
        }
        Ok(events)
    }

    /// The code of the refusal of `command`, whose texts must all be there.
    pub(crate) fn refuses(&mut self, actor: &Actor, command: P::Command) -> String {
        let before = self.state.clone();
        let refusal = self.does(actor, command).expect_err("the rule must refuse");
        assert_eq!(before, self.state, "a refusal changes nothing");
        for text in [
            &refusal.rule,
            &refusal.citation,
            &refusal.missing,
            &refusal.title_zh,
            &refusal.title_en,
        ] {
            assert!(!text.is_empty(), "{refusal:?}");
        }
        refusal.code.clone()
    }

    pub(crate) fn outlook(&self, actor: &Actor) -> Vec<Outlook<P::Kind>> {
        outlook(&self.state, &self.facts(actor))
    }

    /// The last day of the clock of `rule`.
    pub(crate) fn last_day(&self, rule: &str) -> Option<Date> {
        let clocks = self.state.clocks();
        let due = clocks.into_iter().find(|due| due.rule == rule);
        due.map(|due| due.raw)
    }
}

pub(crate) fn law_basis(level: Level) -> LegalBasis {
    LegalBasis {
        level,
        instrument: "食品安全法".to_owned(),
        article: "第一百一十条第四项".to_owned(),
        published_on: date(2021, 4, 29),
    }
}

pub(crate) fn liquor() -> ItemDraft {
    ItemDraft {
        name: "白酒".to_owned(),
        mark: Some("批号20251201".to_owned()),
        quantity: "20箱".to_owned(),
        place: "铜官区罚没仓库".to_owned(),
        value: Some(Fen::from_yuan(8_000)),
        related: true,
        necessity: false,
        held_by_other_organ: false,
    }
}

pub(crate) fn vat() -> ItemDraft {
    ItemDraft {
        name: "灌装机".to_owned(),
        mark: Some("GZ-7781".to_owned()),
        quantity: "1台".to_owned(),
        ..liquor()
    }
}

pub(crate) fn draft(kind: MeasureKind) -> MeasureDraft {
    MeasureDraft {
        id: measure_id(),
        kind,
        form: None,
        reasons: "当事人正在转移涉案物品，其他方式不足以制止".to_owned(),
        basis: law_basis(Level::Law),
        special_period: None,
        involved: None,
        items: vec![liquor(), vat()],
    }
}

pub(crate) fn request(draft: MeasureDraft) -> MeasureCommand {
    MeasureCommand::Request(Box::new(draft))
}

/// A faultless execution at `at`.
pub(crate) fn scene(at: Timestamp) -> Scene {
    Scene {
        at,
        officers: vec![officer(LEAD), officer(SECOND)],
        cards_shown: true,
        party_called: true,
        told: true,
        heard: true,
        record: "现场笔录1号".to_owned(),
        officers_signed: true,
        attendance: Attendance::Present {
            signature: Signature::Signed,
        },
        document: "铜市监强制〔2026〕1号".to_owned(),
        handed_over: true,
    }
}

pub(crate) fn impose(scene: Scene, urgency: Option<&str>) -> MeasureCommand {
    MeasureCommand::Impose {
        scene: Box::new(scene),
        urgency: urgency.map(str::to_owned),
    }
}

pub(crate) fn agrees(approved: bool) -> MeasureCommand {
    MeasureCommand::Rule {
        approved,
        opinion: "已审批".to_owned(),
    }
}

pub(crate) fn told(document: &str, told_on: Date) -> Notice {
    Notice {
        document: document.to_owned(),
        told_on,
        proof: "送达回证".to_owned(),
    }
}

pub(crate) fn testing(from: Date, to: Date, told_on: Date) -> MeasureCommand {
    MeasureCommand::StartTesting(TestingStated {
        ground: TestingGround::Inspection,
        institution: "安徽省食品检验研究院".to_owned(),
        from,
        to,
        notice: told("铜市监检鉴期〔2026〕1号", told_on),
    })
}

pub(crate) fn extend(days: u32) -> MeasureCommand {
    MeasureCommand::Extend {
        days,
        reasons: "案情复杂，涉及多个批次".to_owned(),
        document: "铜市监延强〔2026〕1号".to_owned(),
    }
}

pub(crate) fn runs_out(rule: &str) -> MeasureCommand {
    MeasureCommand::RunOut {
        rule: rule.to_owned(),
    }
}

impl Beside<Measure> {
    /// Requested and approved.
    pub(crate) fn approved(kind: MeasureKind) -> Self {
        Self::approved_as(draft(kind))
    }

    pub(crate) fn approved_as(draft: MeasureDraft) -> Self {
        let mut story = Self::new();
        story.does(&handler(), request(draft)).unwrap();
        story.does(&head(), agrees(true)).unwrap();
        story
    }

    /// In force since ten o'clock of `day`.
    pub(crate) fn in_force_since(kind: MeasureKind, day: Date) -> Self {
        let mut story = Self::new();
        story.on(day);
        story.does(&handler(), request(draft(kind))).unwrap();
        story.does(&head(), agrees(true)).unwrap();
        let scene = scene(story.now);
        story.does(&handler(), impose(scene, None)).unwrap();
        story
    }

    /// Lets the clock of `rule` ring.
    pub(crate) fn rings(&mut self, rule: &str) -> usize {
        self.does(&system(), runs_out(rule)).unwrap().len()
    }
}
