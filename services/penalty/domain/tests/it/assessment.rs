//! Who is punished and how much: the table of the law, row by row, as a lawyer would read it.

use crate::story::*;
use jiff::civil::{Date, date};
use penalty_domain::assessment::{
    Capacity, Circumstances, Departure, DepartureFrom, DepartureReason, Effect, Harm,
    LighterGround, Row, assess, contradicts, may_mitigate,
};
use penalty_domain::case::{Grade, NoPenaltyGround, Outcome, ReportDraft};
use penalty_domain::limitation::{Discovery, Endangered, Limitation};
use penalty_domain::party::{Age, Party};
use penalty_domain::review::ReviewOutcome;

const ACT: Date = date(2026, 2, 20);

fn in_time() -> Limitation {
    Limitation {
        rule: "PEN-LIM-2Y".to_owned(),
        citation: "行政处罚法第三十六条".to_owned(),
        act_ended_on: ACT,
        last_day: date(2028, 2, 20),
        discovered_on: FILED,
        proof: "立案".to_owned(),
    }
}

fn too_late() -> Limitation {
    Limitation {
        discovered_on: date(2028, 2, 21),
        ..in_time()
    }
}

/// One line of the table: what is found, and what follows.
struct Line {
    row: Row,
    found: Circumstances,
    age: Option<Age>,
    limitation: Limitation,
    effect: Effect,
    article: &'static str,
}

fn line(row: Row, found: Circumstances, effect: Effect, article: &'static str) -> Line {
    Line {
        row,
        found,
        age: None,
        limitation: in_time(),
        effect,
        article,
    }
}

fn none() -> Circumstances {
    Circumstances::default()
}

fn minor_and_corrected() -> Circumstances {
    Circumstances {
        minor: true,
        corrected: true,
        harm: Harm::None,
        ..none()
    }
}

fn first_offence() -> Circumstances {
    Circumstances {
        first_offence: true,
        corrected: true,
        harm: Harm::Minor,
        ..none()
    }
}

fn of_capacity(capacity: Capacity) -> Circumstances {
    Circumstances { capacity, ..none() }
}

fn lighter(ground: LighterGround) -> Circumstances {
    Circumstances {
        lighter: vec![ground],
        ..none()
    }
}

fn no_fault() -> Circumstances {
    Circumstances {
        no_fault_proved: true,
        ..none()
    }
}

fn emergency() -> Circumstances {
    Circumstances {
        emergency: true,
        ..none()
    }
}

/// The table of Articles 30 to 33, 36 and 49, top down.
fn table() -> Vec<Line> {
    let shall_not = Effect::ShallNotBePenalised;
    let aged = |row, age, effect| Line {
        age: Some(age),
        ..line(row, none(), effect, "第三十条")
    };
    let mut lines = vec![
        aged(Row::UnderFourteen, Age::Under14, shall_not),
        line(
            Row::Incapable,
            of_capacity(Capacity::None),
            shall_not,
            "第三十一条",
        ),
        Line {
            limitation: too_late(),
            ..line(Row::LimitationPassed, none(), shall_not, "第三十六条")
        },
        line(Row::NoFault, no_fault(), shall_not, "第三十三条第二款"),
        line(
            Row::MinorAndCorrected,
            minor_and_corrected(),
            shall_not,
            "第三十三条第一款",
        ),
        line(
            Row::FirstOffence,
            first_offence(),
            Effect::MayNotBePenalised,
            "第三十三条第一款",
        ),
        aged(Row::UnderEighteen, Age::Under18, Effect::ShallBeLighter),
    ];
    for ground in [
        LighterGround::HarmReduced,
        LighterGround::Coerced,
        LighterGround::Confessed,
        LighterGround::Merit,
        LighterGround::OtherByLaw,
    ] {
        let effect = Effect::ShallBeLighter;
        lines.push(line(
            Row::LighterGround,
            lighter(ground),
            effect,
            "第三十二条",
        ));
    }
    lines.push(line(
        Row::PartlyCapable,
        of_capacity(Capacity::Partial),
        Effect::MayBeLighter,
        "第三十一条",
    ));
    lines.push(line(
        Row::Emergency,
        emergency(),
        Effect::Heavier,
        "第四十九条",
    ));
    lines
}

#[test]
fn each_row_of_the_table_holds_for_its_facts_and_leads_to_its_effect_and_article() {
    let table = table();
    for row in Row::ALL {
        assert!(table.iter().any(|line| line.row == *row), "{row}");
    }
    for line in table {
        let found = assess(&line.found, line.age, &line.limitation);
        assert_eq!(found.effect, line.effect, "{}", line.row);
        assert!(
            found.article.unwrap().contains(line.article),
            "{}",
            line.row
        );
        let held: Vec<Row> = found
            .rows
            .iter()
            .filter(|found| found.holds)
            .map(|found| found.row)
            .collect();
        assert_eq!(held, [line.row]);
    }
}

#[test]
fn no_row_holds_for_an_adult_of_whom_nothing_was_found_and_every_row_is_kept() {
    for age in [None, Some(Age::Adult)] {
        let found = assess(&none(), age, &in_time());
        assert_eq!((found.effect, found.article), (Effect::Ordinary, None));
        let kept: Vec<Row> = found.rows.iter().map(|found| found.row).collect();
        assert_eq!(kept, Row::ALL, "each row is kept, held or not, in order");
        assert!(found.rows.iter().all(|row| !row.findings.is_empty()));
    }
}

#[test]
fn a_row_needs_each_of_its_conditions() {
    let lacking = [
        Circumstances {
            minor: false,
            ..minor_and_corrected()
        },
        Circumstances {
            corrected: false,
            ..minor_and_corrected()
        },
        Circumstances {
            harm: Harm::Minor,
            ..minor_and_corrected()
        },
        Circumstances {
            harm: Harm::Unknown,
            ..minor_and_corrected()
        },
        Circumstances {
            first_offence: false,
            ..first_offence()
        },
        Circumstances {
            corrected: false,
            ..first_offence()
        },
        Circumstances {
            harm: Harm::Real,
            ..first_offence()
        },
        Circumstances {
            harm: Harm::Unknown,
            ..first_offence()
        },
    ];
    for found in lacking {
        let assessment = assess(&found, None, &in_time());
        assert_eq!(assessment.effect, Effect::Ordinary, "{found:?}");
    }
}

#[test]
fn whether_there_is_a_penalty_comes_before_how_heavy_it_is() {
    let found = Circumstances {
        lighter: vec![LighterGround::Merit],
        emergency: true,
        ..minor_and_corrected()
    };
    let assessment = assess(&found, Some(Age::Under18), &in_time());
    assert_eq!(assessment.effect, Effect::ShallNotBePenalised);
    assert!(assessment.holds(Row::Emergency) && assessment.holds(Row::UnderEighteen));
}

fn because(from: DepartureFrom, text: &str) -> Departure {
    Departure {
        from,
        reason: DepartureReason::PublicInterest,
        text: text.to_owned(),
    }
}

/// Whether a penalty of `grade` follows the table; the first row that it contradicts if not.
fn judged(line: &Line, grade: Grade, departures: &[Departure]) -> Result<(), Row> {
    let found = assess(&line.found, line.age, &line.limitation);
    let contradicted = |row: &&Row| contradicts(**row, &found, grade, departures);
    match Row::ALL.iter().find(contradicted) {
        Some(row) => Err(*row),
        None => Ok(()),
    }
}

#[test]
fn a_shall_binds_and_a_may_that_is_not_followed_needs_its_reason() {
    for line in table() {
        let plain = judged(&line, Grade::General, &[]);
        assert_eq!(plain, Err(line.row));
        let lighter = judged(&line, Grade::Lighter, &[]);
        let every = [
            because(DepartureFrom::FirstOffence, "同类违法多发"),
            because(DepartureFrom::PartlyCapable, "当时意识清楚"),
            because(DepartureFrom::Band, "情节特殊"),
        ];
        let explained = judged(&line, Grade::General, &every);
        match line.effect {
            Effect::ShallNotBePenalised => assert!(lighter.is_err() && explained.is_err()),
            Effect::MayNotBePenalised => assert!(lighter.is_err() && explained.is_ok()),
            Effect::ShallBeLighter => assert!(lighter.is_ok() && explained.is_err()),
            Effect::MayBeLighter => assert!(lighter.is_ok() && explained.is_ok()),
            Effect::Heavier | Effect::Ordinary => {
                assert!(lighter.is_err());
                assert_eq!(judged(&line, Grade::Heavier, &[]), Ok(()));
            }
        }
    }
}

#[test]
fn a_reason_without_text_explains_nothing() {
    let first = line(
        Row::FirstOffence,
        first_offence(),
        Effect::MayNotBePenalised,
        "第三十三条",
    );
    let silent = [because(DepartureFrom::FirstOffence, " ")];
    let told = judged(&first, Grade::General, &silent);
    assert_eq!(told, Err(Row::FirstOffence));
}

#[test]
fn below_the_range_only_on_a_ground_of_law() {
    let plain = assess(&none(), None, &in_time());
    assert!(!may_mitigate(&plain));
    let coerced = assess(&lighter(LighterGround::Coerced), None, &in_time());
    assert!(may_mitigate(&coerced));
}

#[test]
fn the_duty_to_spare_a_minor_outweighs_the_duty_to_be_severe() {
    let both = assess(&emergency(), Some(Age::Under18), &in_time());
    let contradicted = |grade| {
        Row::ALL
            .iter()
            .any(|row| contradicts(*row, &both, grade, &[]))
    };
    assert!(!contradicted(Grade::Lighter));
    assert!(contradicted(Grade::Heavier));
}

fn with(change: impl FnOnce(&mut ReportDraft)) -> ReportDraft {
    let mut draft = report(fine(500));
    change(&mut draft);
    draft
}

#[test]
fn the_report_carries_the_assessment_with_its_reasoning() {
    let mut story = Story::investigated();
    story.does(&handler(), conclude(report(fine(500)))).unwrap();
    let assessed = story.case.report().unwrap().assessed.as_deref().unwrap();
    assert_eq!(assessed.assessment.rows.len(), Row::ALL.len());
    assert_eq!(assessed.item, "340705-SJ-0001");
    assert_eq!(assessed.limitation.last_day, date(2028, 2, 20));
    assert_eq!(
        assessed.law.as_ref().unwrap().citation,
        "食品安全法第一百二十四条"
    );
}

#[test]
fn a_boy_of_thirteen_is_not_penalised_and_one_of_sixteen_more_lightly() {
    let aged = |age, penalties, grade| {
        let mut draft = report(penalties);
        draft.party = Party::NaturalPerson { age };
        draft.grade = grade;
        conclude(draft)
    };
    let thirteen = Age::on(date(2012, 6, 1), ACT);
    let sixteen = Age::on(date(2009, 6, 1), ACT);
    let mut story = Story::investigated();
    let told = story.does(&handler(), aged(thirteen, fine(500), Grade::Mitigated));
    assert_eq!(code(told), "minor-party");
    story
        .does(&handler(), aged(thirteen, Vec::new(), Grade::General))
        .unwrap();
    story.review(ReviewOutcome::Agree).unwrap();
    let mut draft = decision(fine(1));
    draft.outcome = Outcome::NotPenalised {
        ground: NoPenaltyGround::UnderAge,
    };
    story.does(&head(), decide(draft)).unwrap();

    let mut story = Story::investigated();
    let told = story.does(&handler(), aged(sixteen, fine(500), Grade::General));
    assert_eq!(code(told), "minor-party");
    let told = story.does(&handler(), aged(sixteen, fine(500_001), Grade::Lighter));
    assert_eq!(
        code(told),
        "fine-outside-range",
        "above the middle is not lighter"
    );
    story
        .does(&handler(), aged(sixteen, fine(500), Grade::Lighter))
        .unwrap();
}

#[test]
fn a_first_offence_is_spared_on_its_own_ground_only() {
    let mut story = Story::investigated();
    let mut draft = report(Vec::new());
    draft.findings.circumstances = first_offence();
    story.does(&handler(), conclude(draft)).unwrap();
    story.review(ReviewOutcome::Agree).unwrap();
    let spared = |ground| {
        let mut draft = decision(fine(1));
        draft.outcome = Outcome::NotPenalised { ground };
        decide(draft)
    };
    for ground in [
        NoPenaltyGround::MinorAndCorrected,
        NoPenaltyGround::NoFault,
        NoPenaltyGround::Incapable,
        NoPenaltyGround::LimitationPassed,
        NoPenaltyGround::UnderAge,
    ] {
        let told = story.does(&head(), spared(ground));
        assert_eq!(code(told), "ground-does-not-hold", "{ground}");
    }
    let first = spared(NoPenaltyGround::FirstOffence);
    assert!(story.does(&head(), first).is_ok());
}

#[test]
fn an_act_discovered_after_two_years_is_not_penalised_and_after_five_only_with_danger_and_harm() {
    let old = |endangered, harm| {
        with(|draft| {
            draft.act_ended_on = date(2022, 3, 3);
            draft.findings.endangered = endangered;
            draft.findings.circumstances.harm = harm;
        })
    };
    let health = Some(Endangered::LifeAndHealth);
    let mut story = Story::investigated();
    for draft in [
        old(None, Harm::Real),
        old(health, Harm::None),
        old(health, Harm::Unknown),
    ] {
        let (code, _, citation) = refused(story.does(&handler(), conclude(draft)));
        assert_eq!(code, "limitation-passed");
        assert!(citation.contains("第三十六条"));
    }
    let harmful = old(health, Harm::Real);
    assert!(story.does(&handler(), conclude(harmful)).is_ok());
}

#[test]
fn discovery_ends_the_limitation_on_its_last_day_and_needs_a_proof() {
    let found = |on, proof: &str| {
        with(|draft| {
            draft.act_ended_on = date(2024, 2, 1);
            draft.findings.discovery = Some(Discovery {
                on,
                proof: proof.to_owned(),
            });
        })
    };
    let mut story = Story::investigated();
    let late = conclude(found(date(2026, 2, 2), "投诉登记"));
    assert_eq!(code(story.does(&handler(), late)), "limitation-passed");
    for unproven in [
        found(date(2026, 2, 1), " "),
        found(date(2026, 3, 3), "立案以后的登记"),
    ] {
        let told = story.does(&handler(), conclude(unproven));
        assert_eq!(code(told), "discovery-not-proven");
    }
    let last_day = conclude(found(date(2026, 2, 1), "投诉登记"));
    assert!(story.does(&handler(), last_day).is_ok());
}

#[test]
fn public_security_has_six_months() {
    let mut story = Story::opened_in("public-security");
    story.team(&[LEAD, SECOND]).unwrap();
    story.evidence().unwrap();
    let ended = |day| conclude(with(|draft| draft.act_ended_on = day));
    let told = story.does(&handler(), ended(date(2025, 9, 1)));
    assert_eq!(code(told), "limitation-passed");
    assert!(story.does(&handler(), ended(date(2025, 9, 2))).is_ok());
}

#[test]
fn another_grade_than_the_general_one_is_reasoned() {
    let mut story = Story::investigated();
    let silent = with(|draft| {
        draft.grade = Grade::Lighter;
        draft.reasons = " ".to_owned();
    });
    let told = story.does(&handler(), conclude(silent));
    assert_eq!(code(told), "grade-without-reasons");
    let told = with(|draft| draft.grade = Grade::Lighter);
    assert!(story.does(&handler(), conclude(told)).is_ok());
}
