//! The gates as data: every one is complete, guards a step, and holds from a day on.

use std::collections::BTreeSet;

use jiff::civil::date;
use penalty_domain::CommandKind;
use penalty_domain::case::{Judges, gates, refused as refusal_of};
use penalty_domain::penalty::{Penalty, PenaltyKind};

use crate::story::*;

#[test]
fn every_gate_names_its_article_its_cure_and_both_titles() {
    for gate in gates() {
        for text in [
            gate.code,
            gate.rule,
            gate.citation,
            gate.cure,
            gate.title_zh,
            gate.title_en,
        ] {
            assert!(!text.is_empty(), "{gate:?}");
        }
        assert!(!gate.steps.is_empty(), "{gate:?}");
        let steps: BTreeSet<&str> = gate.steps.iter().map(|step| step.as_str()).collect();
        assert_eq!(steps.len(), gate.steps.len(), "{gate:?}");
    }
}

#[test]
fn a_gate_holds_from_its_first_day_on_and_no_longer_than_its_last() {
    let gate = gates().find(|gate| gate.code == "two-officers").unwrap();
    assert!(!gate.in_force_on(date(2021, 7, 14)));
    assert!(gate.in_force_on(date(2021, 7, 15)));
    let mut ended = *gate;
    ended.valid_to = Some(date(2026, 1, 1));
    assert!(ended.in_force_on(date(2025, 12, 31)));
    assert!(!ended.in_force_on(date(2026, 1, 1)));
}

#[test]
fn the_guards_of_the_decision_are_in_the_table() {
    let guards: BTreeSet<&str> = gates()
        .filter(|gate| gate.steps.contains(&CommandKind::Decide))
        .map(|gate| gate.rule)
        .collect();
    for guard in [
        "G1", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G13", "G14", "G15",
    ] {
        assert!(guards.contains(guard), "{guard}");
    }
}

#[test]
fn a_rule_elsewhere_refuses_with_the_words_of_the_gate() {
    let refusal = refusal_of("two-officers", "one more");
    assert_eq!(
        (refusal.rule.as_str(), refusal.missing.as_str()),
        ("G1", "one more")
    );
    assert!(refusal.citation.contains("第四十二条"));
}

#[test]
fn next_names_the_gates_that_will_judge_what_the_decision_says() {
    let steps = Story::ready(fine(500)).next(&head());
    let decide = steps
        .iter()
        .find(|step| step.command == CommandKind::Decide)
        .unwrap();
    assert_eq!(decide.obstacles, []);
    let codes: Vec<&str> = decide.requirements.iter().map(|gate| gate.code).collect();
    let judging = gates()
        .filter(|gate| gate.judges == Judges::Contents && gate.steps.contains(&CommandKind::Decide))
        .map(|gate| gate.code);
    assert_eq!(codes, judging.collect::<Vec<_>>());
    assert!(codes.contains(&"heavier-than-heard"));
}

#[test]
fn an_act_that_was_fined_is_not_fined_again_but_may_be_warned() {
    let mut story = Story::ready([fine(500), vec![Penalty::of(PenaltyKind::Warning)]].concat());
    story.fined_before = Some("铜市监处罚〔2026〕7号".to_owned());
    let (code, rule, citation) = refused(story.does(&head(), decide(decision(fine(500)))));
    assert_eq!((code.as_str(), rule.as_str()), ("act-fined-before", "G4"));
    assert!(citation.contains("第二十九条"));
    let warned = decision(vec![Penalty::of(PenaltyKind::Warning)]);
    assert!(story.does(&head(), decide(warned)).is_ok());
}

/// What a discussion that was changed by `change` is refused for.
fn discussed(change: impl FnOnce(&mut penalty_domain::case::CollectiveDiscussion)) -> Told {
    let mut story = Story::investigated();
    let mut draft = report(fine(500));
    draft.significance.complex = true;
    story.does(&handler(), conclude(draft)).unwrap();
    story.does(&handler(), notice(FILED, true)).unwrap();
    let waived = said(penalty_domain::case::StatementKind::Waived, true, FILED);
    story.does(&handler(), waived).unwrap();
    story
        .review(penalty_domain::review::ReviewOutcome::Agree)
        .unwrap();
    let mut record = discussion(FILED);
    change(&mut record);
    let mut draft = decision(fine(500));
    draft.discussion = Some(record);
    story.does(&head(), decide(draft))
}

#[test]
fn a_collective_discussion_records_every_head_and_the_host_speaks_last() {
    assert!(discussed(|_| ()).is_ok());
    let missing = |told: Told| told.expect_err("refused").missing.clone();
    let alone = discussed(|record| {
        record.opinions = record.opinions.split_off(2);
    });
    assert!(missing(alone).contains("at least two heads"));
    let twice = discussed(|record| record.opinions[0].participant = head().id);
    assert!(missing(twice).contains("one of each"));
    let host_first = discussed(|record| record.opinions.reverse());
    assert!(missing(host_first).contains("after all others"));
    let absent = discussed(|record| {
        record.opinions.pop();
        record.host = record.opinions[1].participant;
    });
    assert!(missing(absent).contains("the head who decides"));
    let investigator = discussed(|record| record.opinions[0].participant = handler().id);
    assert!(missing(investigator).contains("did not investigate"));
    let wordless = discussed(|record| record.opinions[0].opinion.clear());
    assert!(missing(wordless).contains("the words"));
    let before_review = discussed(|record| record.held_on = date(2026, 3, 1));
    assert!(missing(before_review).contains("after the review"));
}

#[test]
fn the_document_says_how_to_perform_which_remedies_which_bank_and_that_it_is_published() {
    type Terms = penalty_domain::case::DecisionTerms;
    let with = |change: &dyn Fn(&mut Terms)| {
        let mut draft = decision(fine(500));
        let mut terms = terms();
        change(&mut terms);
        draft.terms = Some(terms);
        Story::ready(fine(500)).does(&head(), decide(draft))
    };
    assert!(with(&|_| ()).is_ok());
    let changes: [&dyn Fn(&mut Terms); 5] = [
        &|terms| terms.performance.clear(),
        &|terms| terms.reconsideration.clear(),
        &|terms| terms.litigation.clear(),
        &|terms| terms.bank = None,
        &|terms| terms.tells_publication = false,
    ];
    for change in changes {
        let (code, rule, citation) = refused(with(change));
        assert_eq!(
            (code.as_str(), rule.as_str()),
            ("document-incomplete", "PEN-DOCUMENT")
        );
        assert!(citation.contains("第五十九条"));
    }
    let mut silent = decision(fine(500));
    silent.terms = None;
    assert_eq!(
        code(Story::ready(fine(500)).does(&head(), decide(silent))),
        "document-incomplete"
    );
    let warned = vec![Penalty::of(PenaltyKind::Warning)];
    let mut warning = decision(warned.clone());
    warning.terms = Some(Terms {
        bank: None,
        tells_publication: false,
        ..terms()
    });
    assert!(Story::ready(warned).does(&head(), decide(warning)).is_ok());
}
