//! The decision.

use crate::story::*;
use jiff::civil::date;
use kernel::Post;
use penalty_domain::case::{ClosureOutcome, NoPenaltyGround, Outcome, StatementKind};
use penalty_domain::legal_basis::Level;
use penalty_domain::penalty::{Penalties, Penalty, PenaltyKind};
use penalty_domain::review::ReviewOutcome;
use penalty_domain::{CaseCommand, CaseEvent};

#[test]
fn a_case_outside_article_fifty_eight_still_passes_case_review() {
    let mut story = Story::announced(fine(500), true);
    story
        .does(&handler(), said(StatementKind::Waived, true, FILED))
        .unwrap();
    let (code, rule, citation) = refused(story.does(&head(), decide(decision(fine(500)))));
    assert_eq!((code.as_str(), rule.as_str()), ("review-not-passed", "G7"));
    assert!(citation.contains("第五十二条"), "{citation}");
}

#[test]
fn a_review_by_someone_who_became_an_investigator_no_longer_counts() {
    let mut story = Story::ready(fine(500));
    story.team(&[LEAD, SECOND, 11]).unwrap();
    assert_eq!(
        code(story.does(&head(), decide(decision(fine(500))))),
        "review-not-passed"
    );
    story
        .review_by(&person(12, &[Post::Reviewer]), ReviewOutcome::Agree)
        .unwrap();
    assert!(story.does(&head(), decide(decision(fine(500)))).is_ok());
}

#[test]
fn nothing_heavier_follows_once_the_party_was_heard() {
    let mut story = Story::announced(fine(500), true);
    story
        .does(&handler(), said(StatementKind::Stated, false, FILED))
        .unwrap();
    story.review(ReviewOutcome::Correct).unwrap();
    let (code, rule, citation) = refused(story.does(&handler(), conclude(report(fine(501)))));
    assert_eq!((code.as_str(), rule.as_str()), ("heavier-than-heard", "G6"));
    assert!(citation.contains("第四十五条第二款") && citation.contains("第五十八条"));
    assert!(story.does(&handler(), conclude(report(fine(400)))).is_ok());
}

#[test]
fn a_decision_is_not_heavier_than_the_notice() {
    let suspended = |days| Penalty {
        days,
        ..Penalty::of(PenaltyKind::SuspendLicence)
    };
    let announced = vec![
        Penalty::of_amount(PenaltyKind::Fine, yuan(500)),
        suspended(Some(30)),
    ];
    let heavier: [Vec<Penalty>; 4] = [
        fine(501),
        vec![suspended(Some(31))],
        vec![suspended(None)],
        vec![Penalty::of(PenaltyKind::RevokeLicence)],
    ];
    for penalties in heavier {
        let mut story = Story::ready(announced.clone());
        let told = story.does(&head(), decide(decision(penalties)));
        assert_eq!(code(told), "heavier-than-heard");
    }
    let mut story = Story::ready(announced);
    assert!(
        story.does(&head(), decide(decision(fine(500)))).is_ok(),
        "lighter is lawful"
    );
}

#[test]
fn no_penalty_without_notice_and_hearing_the_party() {
    let mut story = Story::reported(fine(500));
    story.review(ReviewOutcome::Agree).unwrap();
    let (code, rule, citation) = refused(story.does(&head(), decide(decision(fine(500)))));
    assert_eq!((code.as_str(), rule.as_str()), ("notice-missing", "G5"));
    assert!(citation.contains("第六十二条"));

    let mut story = Story::announced(fine(500), true);
    story.review(ReviewOutcome::Agree).unwrap();
    story.on(date(2026, 3, 9));
    let told = story.does(&head(), decide(decision(fine(500))));
    assert_eq!(
        self::code(told),
        "statement-window-open",
        "the last day is the party's"
    );
    story.on(date(2026, 3, 10));
    assert!(story.does(&head(), decide(decision(fine(500)))).is_ok());
}

#[test]
fn a_statement_does_not_end_the_time_to_ask_for_a_hearing() {
    let mut story = Story::announced(fine(100_000), true);
    story.review(ReviewOutcome::Agree).unwrap();
    story
        .does(&handler(), said(StatementKind::Stated, false, FILED))
        .unwrap();
    let mut draft = decision(fine(100_000));
    draft.statement_adoption = Some("部分采纳".to_owned());
    let told = story.does(&head(), decide(draft.clone()));
    assert_eq!(code(told), "hearing-window-open");
    story.on(date(2026, 3, 10));
    assert!(story.does(&head(), decide(draft)).is_ok());
}

#[test]
fn no_decision_while_the_hearing_is_still_to_come() {
    let mut story = Story::announced(fine(100_000), true);
    story.review(ReviewOutcome::Agree).unwrap();
    story.does(&handler(), asks(FILED)).unwrap();
    story.on(date(2026, 5, 8));
    assert_eq!(
        code(story.does(&head(), decide(decision(fine(100_000))))),
        "hearing-not-held"
    );
}

#[test]
fn a_statement_is_answered_in_the_decision_even_if_waived_later() {
    let mut story = Story::announced(fine(500), true);
    story
        .does(&handler(), said(StatementKind::Stated, true, FILED))
        .unwrap();
    story
        .does(&handler(), said(StatementKind::Waived, true, FILED))
        .unwrap();
    story.review(ReviewOutcome::Agree).unwrap();
    let told = story.does(&head(), decide(decision(fine(500))));
    assert_eq!(code(told), "statement-not-answered");
    let mut draft = decision(fine(500));
    draft.statement_adoption = Some("不予采纳：无新证据".to_owned());
    assert!(story.does(&head(), decide(draft)).is_ok());
}

#[test]
fn who_investigated_or_reviewed_does_not_decide() {
    let mut story = Story::ready(fine(500));
    for number in [SECOND, 11] {
        let both = person(number, &[Post::Decider]);
        let told = story.does(&both, decide(decision(fine(500))));
        assert_eq!(code(told), "segregation-of-duties");
    }
    assert_eq!(
        code(story.does(&reviewer(), decide(decision(fine(500))))),
        "post-missing"
    );
}

#[test]
fn an_earlier_reviewer_does_not_decide_either() {
    let mut story = Story::ready(fine(500));
    story
        .review_by(&person(12, &[Post::Reviewer]), ReviewOutcome::Agree)
        .unwrap();
    let earlier = person(11, &[Post::Decider]);
    assert_eq!(
        code(story.does(&earlier, decide(decision(fine(500))))),
        "segregation-of-duties"
    );
}

#[test]
fn no_decision_without_sealed_evidence() {
    let mut story = Story::opened();
    story.team(&[LEAD, SECOND]).unwrap();
    story.does(&handler(), conclude(report(fine(500)))).unwrap();
    story.does(&handler(), notice(FILED, true)).unwrap();
    story
        .does(&handler(), said(StatementKind::Waived, true, FILED))
        .unwrap();
    story.review(ReviewOutcome::Agree).unwrap();
    let (code, rule, citation) = refused(story.does(&head(), decide(decision(fine(500)))));
    assert_eq!((code.as_str(), rule.as_str()), ("no-evidence", "G9"));
    assert!(citation.contains("第四十条"));
    story.evidence().unwrap();
    assert!(story.does(&head(), decide(decision(fine(500)))).is_ok());
}

#[test]
fn a_penalty_rests_on_published_law_regulation_or_rule() {
    let told = |change: &dyn Fn(&mut Vec<penalty_domain::legal_basis::LegalBasis>)| {
        let mut draft = decision(fine(500));
        change(&mut draft.basis);
        Story::ready(fine(500)).does(&head(), decide(draft))
    };
    assert_eq!(code(told(&Vec::clear)), "no-legal-basis");
    assert_eq!(
        code(told(&|b| b[0].level = Level::OtherDocument)),
        "basis-sets-no-penalty"
    );
    let after_the_act = told(&|b| b[0].published_on = date(2026, 2, 21));
    assert_eq!(code(after_the_act), "basis-not-published");
    assert_eq!(code(told(&|b| b[0].article.clear())), "basis-not-published");
    assert!(told(&|b| b[0].published_on = date(2026, 2, 20)).is_ok());
}

#[test]
fn weighty_cases_are_discussed_by_the_heads_together() {
    let mut story = Story::investigated();
    let mut draft = report(fine(500));
    draft.significance.public_interest = true;
    story.does(&handler(), conclude(draft)).unwrap();
    story.does(&handler(), notice(FILED, true)).unwrap();
    story
        .does(&handler(), said(StatementKind::Waived, true, FILED))
        .unwrap();
    story.review(ReviewOutcome::Agree).unwrap();
    let (code, rule, _) = refused(story.does(&head(), decide(decision(fine(500)))));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("collective-discussion-missing", "G8")
    );
    let mut draft = decision(fine(500));
    draft.discussion = Some(discussion(FILED));
    assert!(story.does(&head(), decide(draft)).is_ok());
}

#[test]
fn a_decision_has_penalties_and_reasons() {
    let mut draft = decision(fine(500));
    draft.outcome = Outcome::Penalised {
        penalties: Penalties::default(),
    };
    assert_eq!(
        code(Story::ready(fine(500)).does(&head(), decide(draft))),
        "no-penalty-named"
    );
    let mut draft = decision(fine(500));
    draft.reasons = String::new();
    assert_eq!(
        code(Story::ready(fine(500)).does(&head(), decide(draft))),
        "reasons-missing"
    );
}

fn not_penalised(ground: NoPenaltyGround) -> CaseCommand {
    let mut draft = decision(fine(1));
    draft.outcome = Outcome::NotPenalised { ground };
    draft.basis = Vec::new();
    decide(draft)
}

#[test]
fn no_penalty_is_decided_without_a_notice_but_not_without_review() {
    let mut story = Story::reported(Vec::new());
    let ground = NoPenaltyGround::MinorAndCorrected;
    assert_eq!(
        code(story.does(&head(), not_penalised(ground))),
        "review-not-passed"
    );
    story.review(ReviewOutcome::Agree).unwrap();
    let told = story.does(&head(), not_penalised(NoPenaltyGround::UnderAge));
    assert_eq!(code(told), "ground-does-not-hold");
    let events = story.does(&head(), not_penalised(ground)).unwrap();
    assert!(events[0].articles()[0].contains("第三十三条"));
    assert_eq!(
        story.case.clock("PEN-CLOSE-15").unwrap().raw,
        date(2026, 3, 23)
    );
    assert_eq!(
        code(story.does(&head(), CLOSE)),
        "wrong-state",
        "not served yet"
    );
    story.does(&handler(), serve(FILED)).unwrap();
    let events = story.does(&head(), CLOSE).unwrap();
    let [CaseEvent::CaseClosed { closure }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(closure.outcome, ClosureOutcome::NotPenalised);
}
