//! Documents: when one may be drafted, sealed, served and voided.

use crypto::{DualDigest, Sha256Hex, Sm3Hex};
use jiff::civil::{Date, date};
use kernel::{Actor, CaseId, Clock as _, Decider as _, DocumentNumber, FixedClock, Post};
use law::{Calendar, Refusal};
use penalty_domain::Case;
use penalty_domain::case::Served;
use penalty_domain::document::{
    Approval, Document, DocumentCommand, DocumentEvent, DocumentFacts, DocumentRules,
    DocumentStatus, Drafting, FormFacts, Gap, Ground, Reached, Sealing, Subject, Volume, may_seal,
};
use penalty_domain::enforcement::Enforcement;
use penalty_domain::measure::{Measure, MeasureKind};
use penalty_domain::preservation::Preservation;
use penalty_domain::service_of_process::Method;
use penalty_domain::spot::Spot;
use uuid::Uuid;

use crate::beside::{Beside, draft, request};
use crate::enforcement::Pursuit;
use crate::story::*;
use crate::{money, preservation, spot};

pub(crate) fn form(name: &str, numbered: bool, after: Reached) -> FormFacts {
    FormFacts {
        name: name.to_owned(),
        title: "行政处罚告知书".to_owned(),
        citation: "行政处罚法第四十四条".to_owned(),
        volume: Volume::Main,
        numbered,
        approval: if numbered {
            Approval::Head
        } else {
            Approval::Unit
        },
        after,
    }
}

pub(crate) fn notice_form() -> FormFacts {
    form("penalty-notice", true, Reached::PenaltyProposed)
}

pub(crate) fn drafting(form: FormFacts) -> DocumentCommand {
    DocumentCommand::Draft(Box::new(Drafting {
        case: CaseId::from(Uuid::from_u128(100)),
        form,
        agency: "铜官区市场监督管理局".to_owned(),
        agency_code: Some("铜市监".to_owned()),
        about: None,
    }))
}

pub(crate) fn sealing(number: Option<u32>) -> DocumentCommand {
    DocumentCommand::Seal(Box::new(Sealing {
        number: number.map(|n| DocumentNumber::new("铜市监罚告", 2026, n).unwrap()),
        content: Sm3Hex::of(b"content"),
        pdf: DualDigest::of(b"%PDF"),
        signature: Sha256Hex::of(b"signature"),
        key: Sm3Hex::of(b"key"),
    }))
}

pub(crate) fn voiding(reason: &str) -> DocumentCommand {
    DocumentCommand::Void {
        reason: reason.to_owned(),
    }
}

/// What a document stands on.
#[derive(Clone, Default)]
struct Standing {
    case: Case,
    measure: Option<Measure>,
    preservation: Option<Preservation>,
    spot: Option<Spot>,
    enforcement: Option<Enforcement>,
}

impl From<Case> for Standing {
    fn from(case: Case) -> Self {
        Self {
            case,
            ..Self::default()
        }
    }
}

impl Standing {
    fn with_measure(measure: Measure) -> Self {
        Self {
            measure: Some(measure),
            ..Self::from(Story::opened().case)
        }
    }

    fn with_preservation(preservation: Preservation) -> Self {
        Self {
            preservation: Some(preservation),
            ..Self::from(Story::opened().case)
        }
    }

    fn with_spot(spot: Spot) -> Self {
        Self {
            spot: Some(spot),
            ..Self::default()
        }
    }

    fn enforced(enforcement: Enforcement) -> Self {
        Self {
            enforcement: Some(enforcement),
            ..Self::from(Story::served(fine(500)).case)
        }
    }

    fn ground(&self) -> Ground<'_> {
        let measure = self.measure.as_ref().map(Subject::Measure);
        let preservation = self.preservation.as_ref().map(Subject::Preservation);
        let spot = self.spot.as_ref().map(Subject::Spot);
        Ground {
            case: &self.case,
            subject: measure.or(preservation).or(spot).unwrap_or_default(),
            enforcement: self.enforcement.as_ref(),
        }
    }
}

/// A desk with one document of one case on it.
struct Desk {
    document: Document,
    standing: Standing,
    today: Date,
    gaps: Vec<Gap>,
    contradictions: Vec<String>,
    number_taken: bool,
}

impl Desk {
    fn of(standing: impl Into<Standing>) -> Self {
        Self {
            document: Document::default(),
            standing: standing.into(),
            today: FILED,
            gaps: Vec::new(),
            contradictions: Vec::new(),
            number_taken: false,
        }
    }

    /// The notice of a reported case, drafted.
    fn drafted() -> Self {
        let mut desk = Self::of(Story::reported(fine(500)).case);
        desk.does(&handler(), drafting(notice_form())).unwrap();
        desk
    }

    fn sealed() -> Self {
        let mut desk = Self::drafted();
        desk.does(&head(), sealing(Some(1))).unwrap();
        desk
    }

    fn with_facts<T>(&self, actor: &Actor, ask: impl FnOnce(&DocumentFacts<'_>) -> T) -> T {
        ask(&DocumentFacts {
            now: FixedClock::on(self.today).now(),
            actor,
            calendar: Calendar::embedded(),
            ground: self.standing.ground(),
            gaps: &self.gaps,
            contradictions: &self.contradictions,
            number_taken: self.number_taken,
        })
    }

    fn does(
        &mut self,
        actor: &Actor,
        command: DocumentCommand,
    ) -> Result<Vec<DocumentEvent>, Refusal> {
        let events = self.with_facts(actor, |facts| {
            DocumentRules::decide(&self.document, command, facts)
        })?;
        for event in &events {
            self.document = DocumentRules::evolve(std::mem::take(&mut self.document), event);
        }
        Ok(events)
    }

    /// The refusal, which must be the same when asked before anything is printed.
    fn refuses_to_seal(&mut self, actor: &Actor) -> Refusal {
        let before = self.with_facts(actor, |facts| may_seal(&self.document, facts));
        let refusal = self.does(actor, sealing(Some(1))).unwrap_err();
        assert_eq!(before.unwrap_err().code, refusal.code);
        for text in [
            &refusal.missing,
            &refusal.cure,
            &refusal.title_zh,
            &refusal.title_en,
        ] {
            assert!(!text.is_empty(), "{refusal:?}");
        }
        refusal
    }
}

#[test]
fn a_complete_document_is_sealed_with_its_number_and_served() {
    let mut desk = Desk::drafted();
    desk.with_facts(&head(), |facts| may_seal(&desk.document, facts))
        .unwrap();
    desk.does(&head(), sealing(Some(7))).unwrap();
    let seal = desk.document.seal().unwrap();
    assert_eq!(
        seal.number.as_ref().unwrap().to_string(),
        "铜市监罚告〔2026〕7号"
    );
    assert_eq!(seal.dated, FILED);
    desk.today = date(2026, 3, 3);
    let service = handed_over(date(2026, 3, 3));
    desk.does(&handler(), DocumentCommand::Serve(service))
        .unwrap();
    assert_eq!(desk.document.status(), DocumentStatus::Served);
    assert_eq!(desk.document.served().unwrap().served_on, date(2026, 3, 3));
}

#[test]
fn a_document_with_a_missing_field_is_not_sealed_and_each_field_is_named() {
    let mut desk = Desk::drafted();
    desk.gaps = vec![
        Gap {
            field: "payee".to_owned(),
            problem: "代收机构名称（payee）没有填写：罚款决定与罚款收缴分离实施办法第七条"
                .to_owned(),
        },
        Gap {
            field: "court".to_owned(),
            problem: "有管辖权的人民法院（court）没有填写：行政处罚法第五十九条".to_owned(),
        },
    ];
    let refusal = desk.refuses_to_seal(&head());
    assert_eq!(refusal.code, "document-incomplete");
    assert!(refusal.missing.contains("代收机构名称") && refusal.missing.contains("第七条"));
    assert!(refusal.missing.contains("有管辖权的人民法院"));
    desk.gaps.clear();
    desk.does(&head(), sealing(Some(1))).unwrap();
}

#[test]
fn a_document_that_says_something_else_than_the_case_is_neither_drafted_nor_sealed() {
    let mut desk = Desk::of(Story::reported(fine(500)).case);
    desk.contradictions = vec!["fine: 60000, the case says 50000".to_owned()];
    let refused = desk.does(&handler(), drafting(notice_form())).unwrap_err();
    assert_eq!(refused.code, "document-contradicts-case");
    let mut desk = Desk::drafted();
    desk.contradictions = vec!["fine: 60000, the case says 50000".to_owned()];
    assert_eq!(
        desk.refuses_to_seal(&head()).code,
        "document-contradicts-case"
    );
    let amended = desk.does(&handler(), DocumentCommand::Amend).unwrap_err();
    assert_eq!(amended.code, "document-contradicts-case");
}

#[test]
fn what_needs_the_heads_approval_is_sealed_by_the_head_only() {
    let mut desk = Desk::drafted();
    for other in [handler(), reviewer(), collector()] {
        assert_eq!(desk.refuses_to_seal(&other).code, "post-missing");
    }
    desk.does(&head(), sealing(Some(1))).unwrap();
    let mut record = Desk::of(Story::opened().case);
    let form = form("scene-record", false, Reached::Filed);
    record.does(&handler(), drafting(form)).unwrap();
    record.does(&handler(), sealing(None)).unwrap();
    let clerk = person(40, &[Post::Clerk]);
    let refused = Desk::of(Story::opened().case)
        .does(&clerk, drafting(notice_form()))
        .unwrap_err();
    assert_eq!(refused.code, "post-missing");
}

/// A step of the procedure, a case just before it and one just after.
fn steps() -> Vec<(Reached, Standing, Standing)> {
    let penalised = || Story::decided(fine(500)).case;
    let mut requested = Story::announced(fine(200_000), true);
    let notified = requested.case.clone();
    requested.does(&handler(), asks(FILED)).unwrap();
    let mut held = requested.clone();
    held.prepares_hearing(FILED, date(2026, 3, 12)).unwrap();
    held.hears(date(2026, 3, 12)).unwrap();
    let mut free = Story::reported(Vec::new());
    let reported = free.case.clone();
    free.review(penalty_domain::review::ReviewOutcome::Agree)
        .unwrap();
    let reviewed = free.case.clone();
    let mut none = decision(fine(1));
    none.outcome = penalty_domain::case::Outcome::NotPenalised {
        ground: penalty_domain::case::NoPenaltyGround::MinorAndCorrected,
    };
    free.does(&head(), decide(none)).unwrap();
    let of_the_case = [
        (Reached::Filed, Case::default(), Story::opened().case),
        (
            Reached::Reported,
            Story::investigated().case,
            reported.clone(),
        ),
        (
            Reached::PenaltyProposed,
            reported.clone(),
            Story::reported(fine(500)).case,
        ),
        (Reached::Reviewed, reported, reviewed.clone()),
        (
            Reached::Notified,
            Story::reported(fine(500)).case,
            notified.clone(),
        ),
        (Reached::HearingRequested, notified, requested.case.clone()),
        (Reached::HearingHeld, requested.case, held.case),
        (Reached::PenaltyDecided, free.case.clone(), penalised()),
        (Reached::NoPenaltyDecided, penalised(), free.case),
        (Reached::Decided, reviewed, penalised()),
        (
            Reached::PenaltyServed,
            penalised(),
            Story::served(fine(500)).case,
        ),
    ];
    let of_the_case = of_the_case.map(|(step, before, after)| (step, before.into(), after.into()));
    of_the_case.into_iter().chain(steps_beside()).collect()
}

/// The same for what stands beside a case.
fn steps_beside() -> Vec<(Reached, Standing, Standing)> {
    let mut asked = Beside::<Measure>::new();
    let unasked = Standing::with_measure(asked.state.clone());
    asked
        .does(&handler(), request(draft(MeasureKind::Seize)))
        .unwrap();
    let asked = Standing::with_measure(asked.state);
    let approved = Beside::approved(MeasureKind::Seize).state;
    let taken = Beside::in_force_since(MeasureKind::Seize, FILED).state;
    let mut kept = Beside::<Preservation>::new();
    kept.does(&handler(), preservation::asks()).unwrap();
    let unapproved = Standing::with_preservation(kept.state.clone());
    kept.does(&head(), preservation::rule(true)).unwrap();
    let mut planned = Story::served(fine(3_000));
    let unplanned = planned.case.clone();
    let plan = money::plan(&[(3_000, date(2026, 6, 1))]);
    planned.does(&head(), plan).unwrap();
    vec![
        (Reached::PropertyListed, unasked, asked.clone()),
        (
            Reached::MeasureApproved,
            asked,
            Standing::with_measure(approved.clone()),
        ),
        (
            Reached::MeasureTaken,
            Standing::with_measure(approved),
            Standing::with_measure(taken),
        ),
        (
            Reached::PreservationApproved,
            unapproved,
            Standing::with_preservation(kept.state),
        ),
        (
            Reached::SpotIssued,
            Standing::with_spot(Spot::Unissued),
            Standing::with_spot(spot::issued(fine(100))),
        ),
        (Reached::PlanGranted, unplanned.into(), planned.case.into()),
        (
            Reached::DemandServed,
            Standing::enforced(Pursuit::opened().state),
            Standing::enforced(Pursuit::demanded().state),
        ),
    ]
}

#[test]
fn a_document_is_not_sealed_before_the_step_that_it_tells_of() {
    for (step, before, after) in steps() {
        let mut early = Desk::of(before);
        let tells = form("some-form", true, step);
        early.does(&handler(), drafting(tells.clone())).unwrap();
        let refusal = early.refuses_to_seal(&head());
        assert_eq!(refusal.code, "document-too-early", "{step:?}");
        assert!(refusal.citation.contains('条'), "{refusal:?}");
        let mut late = Desk::of(after);
        late.does(&handler(), drafting(tells)).unwrap();
        late.does(&head(), sealing(Some(1))).unwrap();
    }
}

#[test]
fn a_numbered_form_needs_an_agency_code_and_a_number_and_no_other_form_has_one() {
    let mut desk = Desk::of(Story::reported(fine(500)).case);
    let without = DocumentCommand::Draft(Box::new(Drafting {
        case: CaseId::from(Uuid::from_u128(100)),
        form: notice_form(),
        agency: "铜官区市场监督管理局".to_owned(),
        agency_code: None,
        about: None,
    }));
    let refused = desk.does(&handler(), without).unwrap_err();
    assert_eq!(refused.code, "agency-code-missing");
    let mut desk = Desk::drafted();
    let refused = desk.does(&head(), sealing(None)).unwrap_err();
    assert_eq!(refused.code, "document-number");
    let mut record = Desk::of(Story::opened().case);
    record
        .does(
            &handler(),
            drafting(form("scene-record", false, Reached::Filed)),
        )
        .unwrap();
    let refused = record.does(&handler(), sealing(Some(1))).unwrap_err();
    assert_eq!(refused.code, "document-number");
}

#[test]
fn a_second_document_with_the_number_of_one_that_holds_is_refused() {
    let mut desk = Desk::drafted();
    desk.number_taken = true;
    assert_eq!(
        desk.refuses_to_seal(&head()).code,
        "document-already-sealed"
    );
}

#[test]
fn a_sealed_document_is_voided_with_its_reason_and_keeps_its_number() {
    let mut desk = Desk::sealed();
    let refused = desk.does(&head(), voiding(" ")).unwrap_err();
    assert_eq!(refused.code, "reason-missing");
    let refused = desk.does(&handler(), voiding("金额有误")).unwrap_err();
    assert_eq!(refused.code, "post-missing");
    desk.does(&head(), voiding("金额有误")).unwrap();
    assert_eq!(desk.document.status(), DocumentStatus::Voided);
    assert!(desk.document.seal().unwrap().number.is_some());
    assert_eq!(desk.document.voiding().unwrap().reason, "金额有误");
    assert_eq!(
        desk.does(&head(), voiding("再次")).unwrap_err().code,
        "wrong-state"
    );
}

#[test]
fn what_reached_the_party_is_not_voided() {
    let mut desk = Desk::sealed();
    let service = handed_over(FILED);
    desk.does(&handler(), DocumentCommand::Serve(service))
        .unwrap();
    assert_eq!(
        desk.does(&head(), voiding("有误")).unwrap_err().code,
        "document-served"
    );
    // the decision counts as served when the case says so
    let mut decision = Desk::of(Story::decided(fine(500)).case);
    let tells = form("penalty-decision", true, Reached::PenaltyDecided);
    decision.does(&handler(), drafting(tells)).unwrap();
    decision.does(&head(), sealing(Some(1))).unwrap();
    decision.standing = Story::served(fine(500)).case.into();
    assert_eq!(
        decision.does(&head(), voiding("有误")).unwrap_err().code,
        "document-served"
    );
    // and the form of the spot when it was handed over
    let mut form_of_spot = Desk::of(Standing::with_spot(spot::issued(fine(100))));
    let tells = form("spot-penalty-decision", true, Reached::SpotIssued);
    form_of_spot.does(&handler(), drafting(tells)).unwrap();
    form_of_spot.does(&head(), sealing(Some(1))).unwrap();
    form_of_spot.standing = Standing::with_spot(spot::served(100).spot);
    assert_eq!(
        form_of_spot
            .does(&head(), voiding("有误"))
            .unwrap_err()
            .code,
        "document-served"
    );
}

#[test]
fn a_document_follows_the_service_that_a_step_of_its_case_recorded_whoever_took_it() {
    let mut desk = Desk::sealed();
    desk.does(&system(), DocumentCommand::Follow(served_on(FILED)))
        .unwrap();
    assert_eq!(desk.document.status(), DocumentStatus::Served);
    assert_eq!(desk.document.served(), Some(&served_on(FILED)));
}

fn served_on(day: Date) -> Served {
    Served {
        service: handed_over(day),
        served_on: day,
        sealed_original: None,
    }
}

#[test]
fn service_needs_a_proof_that_is_not_older_than_the_document() {
    let mut desk = Desk::drafted();
    desk.today = date(2026, 3, 5);
    desk.does(&head(), sealing(Some(1))).unwrap();
    let early = DocumentCommand::Serve(handed_over(date(2026, 3, 4)));
    assert_eq!(
        desk.does(&handler(), early).unwrap_err().code,
        "service-not-proven"
    );
    let mut electronic = handed_over(date(2026, 3, 5));
    electronic.method = Method::Electronic;
    let unasked = DocumentCommand::Serve(electronic);
    let refused = desk.does(&handler(), unasked).unwrap_err();
    assert_eq!(refused.code, "electronic-consent-missing");
}

#[test]
fn a_paper_that_stays_with_the_agency_is_not_served() {
    let mut record = Desk::of(Story::opened().case);
    let paper = form("scene-record", false, Reached::Filed);
    record.does(&handler(), drafting(paper)).unwrap();
    record.does(&handler(), sealing(None)).unwrap();
    let service = DocumentCommand::Serve(handed_over(FILED));
    assert_eq!(
        record.does(&handler(), service).unwrap_err().code,
        "document-not-for-service"
    );
}

#[test]
fn every_command_in_every_state_but_the_lawful_ones_is_refused() {
    let absent = || Desk::of(Story::reported(fine(500)).case);
    let served = || {
        let mut desk = Desk::sealed();
        let service = DocumentCommand::Serve(handed_over(FILED));
        desk.does(&handler(), service).unwrap();
        desk
    };
    let voided = || {
        let mut desk = Desk::sealed();
        desk.does(&head(), voiding("有误")).unwrap();
        desk
    };
    let lawful = [
        (DocumentStatus::Absent, "draft"),
        (DocumentStatus::Drafted, "amend"),
        (DocumentStatus::Drafted, "seal"),
        (DocumentStatus::Drafted, "void"),
        (DocumentStatus::Sealed, "serve"),
        (DocumentStatus::Sealed, "follow"),
        (DocumentStatus::Sealed, "void"),
    ];
    let everyone = person(
        50,
        &[
            Post::Handler,
            Post::Reviewer,
            Post::Decider,
            Post::Collector,
        ],
    );
    let desks: [&dyn Fn() -> Desk; 5] = [&absent, &Desk::drafted, &Desk::sealed, &served, &voided];
    for desk in desks {
        let commands = [
            drafting(notice_form()),
            DocumentCommand::Amend,
            sealing(Some(1)),
            DocumentCommand::Serve(handed_over(FILED)),
            DocumentCommand::Follow(served_on(FILED)),
            voiding("有误"),
        ];
        for command in commands {
            let mut desk = desk();
            let (status, name) = (desk.document.status(), command.name());
            let told = desk.does(&everyone, command);
            assert_eq!(
                told.is_ok(),
                lawful.contains(&(status, name)),
                "{name} in {status}"
            );
        }
    }
}
