//! A case as tests tell it: who does what on which day.

use jiff::civil::{Date, date};
use kernel::{
    Actor, ActorId, CaseId, Clock, Decider as _, DocumentNumber, Fen, FixedClock, MatterId,
    OfficerId, Post, RegionScope,
};
use law::{Calendar, Refusal};
use penalty_domain::arrangement::{ClosedGround, HearingTermination, RecordSignature};
use penalty_domain::assessment::{Circumstances, Harm};
use penalty_domain::case::{
    CollectingBank, CollectiveDiscussion, DecisionDraft, DecisionTerms, Evidence, Findings, Grade,
    HearingRecord, HearingStep, Inquiry, Norms, Opening, Opinion, Outcome, ReportDraft,
    ReviewGiven, StatementGiven, StatementKind,
};
use penalty_domain::hearing::{HearingOutcome, MARKET_SUPERVISION, Practice};
use penalty_domain::legal_basis::{LegalBasis, Level};
use penalty_domain::party::{Identity, Party, PartyKind};
use penalty_domain::payment::{Channel, Incoming};
use penalty_domain::penalty::{Penalties, Penalty, PenaltyKind};
use penalty_domain::power_list::{AgencyLevel, Cited, FineTier, Measure, PowerItem, Provision};
use penalty_domain::referral::Posture;
use penalty_domain::review::{ReviewOutcome, Significance};
use penalty_domain::service_of_process::{Method, ServiceOfProcess};
use penalty_domain::{Case, CaseCommand, CaseEvent, CaseFacts, CaseRules, NextStep, next_steps};
use uuid::Uuid;

pub(crate) const FILED: Date = date(2026, 3, 2);
pub(crate) const LEAD: u128 = 1;
pub(crate) const SECOND: u128 = 2;

/// A person with posts; investigators have numbers 1 and 2.
pub(crate) fn person(number: u128, posts: &[Post]) -> Actor {
    let posts = posts.iter().copied();
    let id = ActorId::from(Uuid::from_u128(number));
    Actor::new(id, posts, "tongguan-market", RegionScope::everywhere())
}

pub(crate) fn handler() -> Actor {
    person(LEAD, &[Post::Handler])
}

pub(crate) fn reviewer() -> Actor {
    person(11, &[Post::Reviewer])
}

pub(crate) fn head() -> Actor {
    person(21, &[Post::Decider])
}

pub(crate) fn collector() -> Actor {
    person(31, &[Post::Collector])
}

pub(crate) fn system() -> Actor {
    Actor::system(ActorId::from(Uuid::nil()))
}

pub(crate) fn yuan(amount: u32) -> Fen {
    Fen::from_yuan(amount)
}

pub(crate) fn fine(amount: u32) -> Vec<Penalty> {
    vec![Penalty::of_amount(PenaltyKind::Fine, yuan(amount))]
}

pub(crate) fn handed_over(proof_on: Date) -> ServiceOfProcess {
    ServiceOfProcess {
        method: Method::Direct,
        proof_on,
        proof: "送达回证".to_owned(),
        signer: None,
        consent_on: None,
        witness: None,
        returned: false,
        through: None,
    }
}

/// The command or refusal, told apart by the test.
pub(crate) type Told = Result<Vec<CaseEvent>, Refusal>;

/// A case and the day it is.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) case: Case,
    pub(crate) practice: Practice,
    pub(crate) fined_before: Option<String>,
    pub(crate) norms: Norms,
    pub(crate) referral: Posture,
    pub(crate) referral_approved: bool,
    pub(crate) decision_sealed: bool,
    pub(crate) open_measures: u32,
    clock: FixedClock,
}

impl Story {
    /// Before anything happened, on the day of filing.
    pub(crate) fn new() -> Self {
        Self {
            case: Case::default(),
            practice: Practice::default(),
            fined_before: None,
            norms: norms(),
            referral: Posture::None,
            referral_approved: false,
            decision_sealed: true,
            open_measures: 0,
            clock: FixedClock::on(FILED),
        }
    }

    /// Moves to `day`.
    pub(crate) fn on(&mut self, day: Date) -> &mut Self {
        self.clock = FixedClock::on(day);
        self
    }

    pub(crate) fn today(&self) -> Date {
        kernel::today(&self.clock)
    }

    pub(crate) fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    /// Gives `command` and follows what it causes.
    pub(crate) fn does(&mut self, actor: &Actor, command: CaseCommand) -> Told {
        let events = CaseRules::decide(&self.case, command, &self.facts(actor))?;
        for event in &events {
            self.case = CaseRules::evolve(std::mem::take(&mut self.case), event);
        }
        Ok(events)
    }

    pub(crate) fn next(&self, actor: &Actor) -> Vec<NextStep> {
        next_steps(&self.case, &self.facts(actor))
    }

    fn facts<'a>(&'a self, actor: &'a Actor) -> CaseFacts<'a> {
        let now = self.clock.now();
        CaseFacts {
            number: DocumentNumber::new("铜市监处罚", self.today().year(), 1).ok(),
            fined_before: self.fined_before.clone(),
            norms: self.norms.clone(),
            referral: self.referral,
            referral_approved: self.referral_approved,
            decision_sealed: self.decision_sealed,
            open_measures: self.open_measures,
            ..CaseFacts::of(now, actor, Calendar::embedded(), &self.practice)
        }
    }

    /// A filed market-supervision case.
    pub(crate) fn opened() -> Self {
        Self::opened_in(MARKET_SUPERVISION)
    }

    pub(crate) fn opened_in(domain: &str) -> Self {
        let mut story = Self::new();
        story
            .does(&system(), CaseCommand::OpenCase(opening(domain)))
            .unwrap();
        story
    }

    /// With its team and sealed evidence.
    pub(crate) fn investigated() -> Self {
        let mut story = Self::opened();
        story.team(&[LEAD, SECOND]).unwrap();
        story.evidence().unwrap();
        story
    }

    /// With a report that proposes `penalties`.
    pub(crate) fn reported(penalties: Vec<Penalty>) -> Self {
        let mut story = Self::investigated();
        story.does(&handler(), conclude(report(penalties))).unwrap();
        story
    }

    /// Announced to the party on the day of filing.
    pub(crate) fn announced(penalties: Vec<Penalty>, hearing_right: bool) -> Self {
        let mut story = Self::reported(penalties);
        story
            .does(&handler(), notice(FILED, hearing_right))
            .unwrap();
        story
    }

    /// Announced, waived and reviewed: ready to be decided.
    pub(crate) fn ready(penalties: Vec<Penalty>) -> Self {
        let mut story = Self::announced(penalties, true);
        story
            .does(&handler(), said(StatementKind::Waived, true, FILED))
            .unwrap();
        story.review(ReviewOutcome::Agree).unwrap();
        story
    }

    /// Decided as announced.
    pub(crate) fn decided(penalties: Vec<Penalty>) -> Self {
        let mut story = Self::ready(penalties.clone());
        story.does(&head(), decide(decision(penalties))).unwrap();
        story
    }

    /// Served on the day of the decision.
    pub(crate) fn served(penalties: Vec<Penalty>) -> Self {
        let mut story = Self::decided(penalties);
        story.does(&handler(), serve(FILED)).unwrap();
        story
    }

    /// A team that showed its certificates.
    pub(crate) fn team(&mut self, officers: &[u128]) -> Told {
        let told = self.assigned(officers)?;
        self.does(&handler(), cards(officers, self.today()))?;
        Ok(told)
    }

    pub(crate) fn assigned(&mut self, officers: &[u128]) -> Told {
        let officers = officers.iter().map(|number| officer(*number)).collect();
        self.does(&system(), CaseCommand::RecordInvestigators { officers })
    }

    pub(crate) fn evidence(&mut self) -> Told {
        let evidence = sealed(self.today());
        self.does(&system(), CaseCommand::JoinEvidence(evidence))
    }

    pub(crate) fn review(&mut self, outcome: ReviewOutcome) -> Told {
        self.review_by(&reviewer(), outcome)
    }

    pub(crate) fn review_by(&mut self, actor: &Actor, outcome: ReviewOutcome) -> Told {
        self.does(actor, review(outcome))
    }

    /// The hearing that was asked for, prepared on `told_on` for `held_on`.
    pub(crate) fn prepares_hearing(&mut self, told_on: Date, held_on: Date) -> Told {
        self.on(told_on);
        self.does(&head(), appoint(13, 14))?;
        self.does(
            &handler(),
            HearingStep::HandFile { handed_on: told_on }.into(),
        )?;
        self.does(&host(), fix(held_on, None))?;
        self.does(&host(), tell(told_on))?;
        let announced_on = told_on;
        self.does(&host(), HearingStep::Announce { announced_on }.into())
    }

    /// The hearing, held on its day and reported.
    pub(crate) fn hears(&mut self, held_on: Date) -> Told {
        self.on(held_on);
        let told = self.does(&host(), HearingStep::Record(held()).into())?;
        let opinion = "建议从轻".to_owned();
        self.does(&host(), HearingStep::Report { opinion }.into())?;
        Ok(told)
    }

    pub(crate) fn pays(&mut self, amount: Fen, paid_on: Date) -> Told {
        self.does(&collector(), payment(amount, paid_on))
    }

    pub(crate) fn runs_out(&mut self, rule: &str) -> Vec<CaseEvent> {
        self.does(
            &system(),
            CaseCommand::RunOut {
                rule: rule.to_owned(),
            },
        )
        .unwrap()
    }
}

pub(crate) fn opening(domain: &str) -> Opening {
    Opening {
        id: CaseId::from(Uuid::from_u128(100)),
        matter: MatterId::from(Uuid::from_u128(200)),
        region: "340705".parse().unwrap(),
        domain: domain.to_owned(),
        power_item: "340705-SJ-0001".to_owned(),
        unit: "tongguan-market".to_owned(),
        party_kind: PartyKind::Organisation,
        party_uscc: None,
        filed_on: FILED,
    }
}

/// An item of the list whose range holds every fine of the tests.
pub(crate) fn power_item() -> PowerItem {
    PowerItem {
        code: "340705-SJ-0001".to_owned(),
        name: "销售变质食品".to_owned(),
        domain: MARKET_SUPERVISION.to_owned(),
        body: "市场监督管理局".to_owned(),
        level: AgencyLevel::County,
        note: String::new(),
        versions: vec![provision(date(2015, 10, 1), (0, 1_000_000))],
    }
}

/// A norm in force from `valid_from` with every kind of penalty and a fine from and to so many yuan.
pub(crate) fn provision(valid_from: Date, (from, to): (u32, u32)) -> Provision {
    let amount = |yuan| Measure::Amount {
        fen: Fen::from_yuan(yuan),
    };
    Provision {
        basis: vec![Cited {
            level: Level::Law,
            instrument: "食品安全法".to_owned(),
            article: "第一百二十四条".to_owned(),
        }],
        kinds: PenaltyKind::ALL.to_vec(),
        fines: vec![FineTier {
            tier: "default".to_owned(),
            party: None,
            when: None,
            min: amount(from),
            max: amount(to),
        }],
        valid_from,
        valid_to: None,
        punishable: true,
        verified: true,
    }
}

pub(crate) fn norms() -> Norms {
    Norms {
        item: Some(power_item()),
        ..Norms::NONE
    }
}

/// What is found where nothing is penalised: minor, corrected in time, without harm.
fn findings(spared: bool) -> Findings {
    let minor = Circumstances {
        minor: true,
        corrected: true,
        harm: Harm::None,
        ..Circumstances::default()
    };
    Findings {
        circumstances: if spared {
            minor
        } else {
            Circumstances::default()
        },
        ..Findings::default()
    }
}

/// A report that proposes `penalties`; without any, of an act that the law spares.
pub(crate) fn report(penalties: Vec<Penalty>) -> ReportDraft {
    let spared = penalties.is_empty();
    ReportDraft {
        facts: "销售过期食品三批次".to_owned(),
        violation_code: "SP-0034".to_owned(),
        act_ended_on: date(2026, 2, 20),
        party: Party::Organisation {
            name: "铜官区某食品店".to_owned(),
            uscc: None,
        },
        identity: Identity {
            name: "铜官区某食品店".to_owned(),
            address: "铜官区长江路1号".to_owned(),
        },
        penalties,
        grade: Grade::General,
        reasons: "裁量基准第三档".to_owned(),
        significance: Significance::default(),
        findings: findings(spared),
    }
}

pub(crate) fn conclude(draft: ReportDraft) -> CaseCommand {
    CaseCommand::ConcludeInvestigation(Box::new(draft))
}

pub(crate) fn notice(served_on: Date, hearing_right: bool) -> CaseCommand {
    CaseCommand::ServeNotice {
        service: handed_over(served_on),
        hearing_right,
    }
}

pub(crate) fn said(kind: StatementKind, waives_hearing: bool, received_on: Date) -> CaseCommand {
    let content = "当事人书面意见".to_owned();
    CaseCommand::RecordStatement(StatementGiven {
        kind,
        content,
        waives_hearing,
        received_on,
    })
}

pub(crate) fn asks(received_on: Date) -> CaseCommand {
    CaseCommand::RequestHearing { received_on }
}

pub(crate) fn sealed(joined_on: Date) -> Evidence {
    Evidence {
        manifest_digest: "0f".repeat(32),
        items: 3,
        monitored: 0,
        monitored_lawful: 0,
        joined_on,
    }
}

/// Who presides over hearings.
pub(crate) fn host() -> Actor {
    person(13, &[Post::Reviewer])
}

pub(crate) fn officer(number: u128) -> OfficerId {
    OfficerId::from(Uuid::from_u128(number))
}

pub(crate) fn cards(officers: &[u128], shown_on: Date) -> CaseCommand {
    Inquiry::ShowCards {
        officers: officers.iter().map(|number| officer(*number)).collect(),
        shown_on,
        proof: "现场笔录第1号".to_owned(),
    }
    .into()
}

pub(crate) fn review(outcome: ReviewOutcome) -> CaseCommand {
    CaseCommand::LegalReview(ReviewGiven {
        outcome,
        opinion: "事实清楚".to_owned(),
        first_time: false,
        qualification: None,
    })
}

pub(crate) fn appoint(host: u128, recorder: u128) -> CaseCommand {
    let who = |number| ActorId::from(Uuid::from_u128(number));
    HearingStep::Appoint {
        host: who(host),
        recorder: who(recorder),
    }
    .into()
}

pub(crate) fn fix(held_on: Date, closed: Option<ClosedGround>) -> CaseCommand {
    HearingStep::Fix {
        held_on,
        place: "上午九时，局三楼会议室".to_owned(),
        closed,
    }
    .into()
}

pub(crate) fn tell(served_on: Date) -> CaseCommand {
    let service = handed_over(served_on);
    HearingStep::Notify { service }.into()
}

pub(crate) fn held() -> HearingRecord {
    HearingRecord {
        outcome: HearingOutcome::Held,
        termination: None,
        agents: 1,
        signature: RecordSignature::Signed,
        record: "听证笔录".to_owned(),
    }
}

pub(crate) fn given_up(termination: HearingTermination) -> HearingRecord {
    HearingRecord {
        outcome: HearingOutcome::Terminated,
        termination: Some(termination),
        agents: 0,
        signature: RecordSignature::NotHeld,
        record: "当事人放弃听证".to_owned(),
    }
}

pub(crate) fn law_basis() -> LegalBasis {
    LegalBasis {
        level: Level::Law,
        instrument: "食品安全法".to_owned(),
        article: "第一百二十四条".to_owned(),
        published_on: date(2021, 4, 29),
    }
}

pub(crate) fn decision(penalties: Vec<Penalty>) -> DecisionDraft {
    DecisionDraft {
        outcome: Outcome::Penalised {
            penalties: Penalties::new(penalties).unwrap(),
        },
        basis: vec![law_basis()],
        reasons: "事实清楚，证据充分".to_owned(),
        statement_adoption: None,
        discussion: None,
        states_surcharge: true,
        act_reference: None,
        departures: Vec::new(),
        terms: Some(terms()),
    }
}

/// What the document tells the party beside the penalty.
pub(crate) fn terms() -> DecisionTerms {
    DecisionTerms {
        performance: "十五日内缴纳".to_owned(),
        reconsideration: "六十日内申请行政复议".to_owned(),
        litigation: "六个月内提起诉讼".to_owned(),
        bank: Some(CollectingBank {
            name: "徽商银行铜官支行".to_owned(),
            address: "铜官区长江路".to_owned(),
        }),
        tells_publication: true,
    }
}

pub(crate) fn decide(draft: DecisionDraft) -> CaseCommand {
    CaseCommand::Decide(Box::new(draft))
}

/// Three heads, of whom [`head`] presides.
pub(crate) fn discussion(held_on: Date) -> CollectiveDiscussion {
    let opinion = |number: u128, dissents: bool| Opinion {
        participant: ActorId::from(Uuid::from_u128(number)),
        opinion: if dissents { "建议从轻" } else { "同意" }.to_owned(),
        dissents,
    };
    CollectiveDiscussion {
        held_on,
        host: head().id,
        opinions: vec![opinion(22, true), opinion(23, false), opinion(21, false)],
        conclusion: "同意".to_owned(),
    }
}

pub(crate) fn serve(proof_on: Date) -> CaseCommand {
    let service = handed_over(proof_on);
    CaseCommand::ServeDecision {
        service,
        online_reconsideration: false,
        sealed_original: None,
    }
}

pub(crate) fn payment(amount: Fen, paid_on: Date) -> CaseCommand {
    CaseCommand::RecordPayment(Incoming {
        amount,
        paid_on,
        channel: Channel::Bank,
        receipt: "3407-0001".to_owned(),
        overpaid: false,
    })
}

pub(crate) const CLOSE: CaseCommand = CaseCommand::Close { performance: None };

/// The code, rule and article of a refusal.
pub(crate) fn refused(told: Told) -> (String, String, String) {
    let refusal = told.expect_err("the rule must refuse");
    for text in [
        &refusal.missing,
        &refusal.cure,
        &refusal.title_zh,
        &refusal.title_en,
    ] {
        assert!(!text.is_empty(), "{refusal:?}");
    }
    (
        refusal.code.clone(),
        refusal.rule.clone(),
        refusal.citation.clone(),
    )
}

pub(crate) fn code(told: Told) -> String {
    refused(told).0
}
