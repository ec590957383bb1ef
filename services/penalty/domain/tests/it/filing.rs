//! From filing to the report.

use crate::story::*;
use jiff::civil::date;
use kernel::Post;
use penalty_domain::CaseCommand;
use penalty_domain::case::{CaseStatus, Grade};
use penalty_domain::party::{Age, Party};
use penalty_domain::penalty::{Penalties, Penalty, PenaltyKind};

#[test]
fn a_filed_case_must_be_decided_within_ninety_calendar_days() {
    let story = Story::opened();
    let due = story.case.clock("PEN-DECIDE-90").unwrap();
    assert_eq!((due.trigger, due.raw), (FILED, date(2026, 5, 31)));
    assert_eq!(story.case.status(), CaseStatus::Investigating);
}

#[test]
fn a_case_is_opened_once() {
    let mut story = Story::opened();
    let again = CaseCommand::OpenCase(opening("market-supervision"));
    assert_eq!(code(story.does(&system(), again)), "wrong-state");
}

#[test]
fn a_team_has_at_least_two_officers() {
    let mut story = Story::opened();
    let (code, rule, citation) = refused(story.team(&[1, 1]));
    assert_eq!((code.as_str(), rule.as_str()), ("two-officers", "G1"));
    assert!(citation.contains("第四十二条"));
    assert!(story.team(&[1, 2]).is_ok());
}

#[test]
fn the_platform_alone_records_filing_team_and_evidence() {
    let mut story = Story::opened();
    let officers = Vec::new();
    let told = story.does(&handler(), CaseCommand::RecordInvestigators { officers });
    assert_eq!(code(told), "post-missing");
}

#[test]
fn only_an_investigator_of_the_case_reports() {
    let mut story = Story::investigated();
    let other = person(77, &[Post::Handler]);
    assert_eq!(
        code(story.does(&other, conclude(report(fine(500))))),
        "not-an-investigator"
    );
    let outsider = person(LEAD, &[Post::Clerk]);
    assert_eq!(
        code(story.does(&outsider, conclude(report(fine(500))))),
        "post-missing"
    );
    story.does(&handler(), conclude(report(fine(500)))).unwrap();
    assert_eq!(story.case.status(), CaseStatus::Concluded);
}

#[test]
fn no_report_before_two_officers_are_recorded() {
    let mut story = Story::opened();
    assert_eq!(
        code(story.does(&handler(), conclude(report(fine(500))))),
        "two-officers"
    );
}

#[test]
fn a_report_states_facts_and_who_the_party_is() {
    let mut story = Story::investigated();
    let mut draft = report(fine(500));
    draft.facts = " ".to_owned();
    assert_eq!(
        code(story.does(&handler(), conclude(draft))),
        "facts-missing"
    );
    let mut draft = report(fine(500));
    draft.identity.address = String::new();
    assert_eq!(
        code(story.does(&handler(), conclude(draft))),
        "party-unknown"
    );
    let mut draft = report(fine(500));
    draft.act_ended_on = date(2026, 3, 3);
    assert_eq!(
        code(story.does(&handler(), conclude(draft))),
        "date-impossible"
    );
}

#[test]
fn name_and_address_of_the_party_stay_out_of_the_state_and_of_debug_output() {
    let mut story = Story::investigated();
    let mut draft = report(fine(500));
    draft.party = Party::NaturalPerson { age: Age::Adult };
    draft.identity.name = "欧阳修远".to_owned();
    let events = story.does(&handler(), conclude(draft)).unwrap();
    assert!(!format!("{events:?}").contains("修远"));
    assert!(!format!("{:?}", story.case).contains("欧阳"));
    assert!(
        !serde_json::to_string(&story.case)
            .unwrap()
            .contains("长江路")
    );
}

#[test]
fn below_fourteen_no_penalty_and_below_eighteen_a_lighter_one() {
    let mut story = Story::investigated();
    let of = |age, grade| {
        let mut draft = report(fine(500));
        draft.party = Party::NaturalPerson { age };
        draft.grade = grade;
        conclude(draft)
    };
    assert_eq!(
        code(story.does(&handler(), of(Age::Under14, Grade::Mitigated))),
        "minor-party"
    );
    assert_eq!(
        code(story.does(&handler(), of(Age::Under18, Grade::General))),
        "minor-party"
    );
    assert!(
        story
            .does(&handler(), of(Age::Under18, Grade::Lighter))
            .is_ok()
    );
}

#[test]
fn age_is_completed_years_on_the_day_of_the_act() {
    let born = date(2012, 3, 2);
    assert_eq!(Age::on(born, date(2026, 3, 1)), Age::Under14);
    assert_eq!(Age::on(born, date(2026, 3, 2)), Age::Under18);
    assert_eq!(Age::on(born, date(2030, 3, 2)), Age::Adult);
}

#[test]
fn penalties_are_of_the_kinds_and_measures_of_article_nine() {
    let refused_with = |penalties: Vec<Penalty>| Penalties::new(penalties).unwrap_err();
    assert_eq!(
        refused_with(vec![Penalty::of(PenaltyKind::Detention)]).code(),
        "detention-not-competent"
    );
    assert_eq!(
        refused_with(vec![Penalty::of(PenaltyKind::Fine)]).code(),
        "penalty-measure"
    );
    assert_eq!(refused_with(fine(0)).code(), "penalty-measure");
    let warning_for_money = Penalty::of_amount(PenaltyKind::Warning, yuan(1));
    assert_eq!(
        refused_with(vec![warning_for_money]).code(),
        "penalty-measure"
    );
    let warning_for_days = Penalty {
        days: Some(3),
        ..Penalty::of(PenaltyKind::Warning)
    };
    assert_eq!(
        refused_with(vec![warning_for_days]).code(),
        "penalty-measure"
    );
    let twice = [fine(100), fine(200)].concat();
    assert_eq!(refused_with(twice).code(), "penalty-kind-twice");
}
