//! Power list, law of the day of the act, benchmark, illegal income, like cases.

use crate::story::*;
use jiff::civil::{Date, date};
use kernel::Fen;
use penalty_domain::CaseCommand;
use penalty_domain::assessment::{Departure, DepartureFrom, DepartureReason, LighterGround};
use penalty_domain::case::{Findings, Grade, ReportDraft};
use penalty_domain::discretion::{
    Benchmark, CutOffs, Factor, IncomeFound, Measured, Norm, check_benchmarks, check_fine,
    confiscable, heaviest, measure,
};
use penalty_domain::like_cases::{CELL_MIN, compared_in, shown};
use penalty_domain::party::PartyKind;
use penalty_domain::penalty::{Penalty, PenaltyKind};
use penalty_domain::power_list::{
    Base, Bases, Entrustment, FineAsked, FineRange, FineTier, LawChoice, Measure, PowerItem,
    Provision, Threshold, Verdict, check_items, choose_law,
};
use proptest::prelude::*;

fn reports(story: &mut Story, draft: ReportDraft) -> Told {
    story.does(&handler(), conclude(draft))
}

fn range(from: u32, to: u32) -> FineRange {
    FineRange {
        min: yuan(from),
        max: yuan(to),
    }
}

fn item_of(versions: Vec<Provision>) -> PowerItem {
    PowerItem {
        versions,
        ..power_item()
    }
}

#[test]
fn a_case_with_an_item_that_the_list_does_not_know_is_opened_and_refused_at_the_report() {
    let mut story = Story::investigated();
    story.norms.item = None;
    let (code, rule, citation) = refused(reports(&mut story, report(fine(500))));
    assert_eq!((code.as_str(), rule.as_str()), ("power-item-unknown", "G3"));
    assert!(citation.contains("第十七条"));
    let other = PowerItem {
        code: "340705-SJ-0009".to_owned(),
        ..power_item()
    };
    story.norms.item = Some(other.clone());
    let mut draft = report(fine(500));
    assert_eq!(
        self::code(reports(&mut story, draft.clone())),
        "power-item-unknown",
        "the list has another item, the case points to none"
    );
    draft.findings.power_item = Some(other.code.clone());
    reports(&mut story, draft).unwrap();
    assert_eq!(story.case.file().unwrap().power_item, other.code);
}

#[test]
fn an_entrusted_body_acts_only_inside_its_published_entrustment() {
    let entrusted = Entrustment {
        entrusting: "铜官区市场监督管理局".to_owned(),
        entrusted: "tongguan-market".to_owned(),
        matters: vec!["340705-SJ-0001".to_owned()],
        from: date(2026, 1, 1),
        to: date(2026, 12, 31),
        published_on: date(2025, 12, 20),
        url: "https://example.invalid/wt".to_owned(),
    };
    let judged = |entrustment: Entrustment| {
        let mut story = Story::investigated();
        story.norms.entrustments = vec![entrustment];
        reports(&mut story, report(fine(500)))
    };
    assert!(judged(entrusted.clone()).is_ok());
    for outside in [
        Entrustment {
            matters: vec!["340705-SJ-0002".to_owned()],
            ..entrusted.clone()
        },
        Entrustment {
            to: date(2026, 3, 1),
            ..entrusted.clone()
        },
        Entrustment {
            from: date(2026, 3, 3),
            ..entrusted.clone()
        },
        Entrustment {
            published_on: date(2026, 3, 3),
            ..entrusted.clone()
        },
    ] {
        let (code, _, citation) = refused(judged(outside));
        assert_eq!(code, "outside-entrustment");
        assert!(citation.contains("第二十条"));
    }
    let of_others = Entrustment {
        entrusted: "另一组织".to_owned(),
        ..entrusted
    };
    assert!(judged(of_others).is_ok(), "the unit acts by its own power");
}

#[test]
fn a_penalty_is_of_a_kind_that_the_provision_names_but_illegal_income_is_always_confiscated() {
    let mut provision = provision(date(2015, 10, 1), (0, 1_000_000));
    provision.kinds = vec![PenaltyKind::Fine];
    let mut story = Story::investigated();
    story.norms.item = Some(item_of(vec![provision]));
    let closing = vec![Penalty::of(PenaltyKind::SuspendBusiness)];
    let told = reports(&mut story, report(closing));
    assert_eq!(code(told), "kind-not-in-provision");
    let income = vec![Penalty::of_amount(PenaltyKind::ConfiscateIncome, yuan(80))];
    assert!(reports(&mut story, report([fine(500), income].concat())).is_ok());
}

fn ended(provision: Provision, valid_to: Date) -> Provision {
    Provision {
        valid_to: Some(valid_to),
        ..provision
    }
}

const CHANGED: Date = date(2026, 2, 25);

/// A law of `old` until 25 February 2026 and of `new` from then on; the act ended on 20 February.
fn changed(old: (u32, u32), new: (u32, u32)) -> PowerItem {
    item_of(vec![
        ended(provision(date(2015, 10, 1), old), CHANGED),
        provision(CHANGED, new),
    ])
}

fn chosen(item: &PowerItem) -> LawChoice {
    let bases = Bases::new();
    let asked = FineAsked {
        tier: None,
        party: PartyKind::Organisation,
        bases: &bases,
    };
    choose_law(item, date(2026, 2, 20), FILED, &asked)
        .unwrap()
        .1
}

#[test]
fn the_law_of_the_day_of_the_act_applies_unless_the_later_one_is_lighter() {
    let old = (1_000, 10_000);
    for (new, verdict) in [
        ((1_000, 20_000), Verdict::Heavier),
        ((2_000, 10_000), Verdict::Heavier),
        ((1_000, 10_000), Verdict::Same),
        ((1_000, 5_000), Verdict::LighterMaximum),
        ((2_000, 5_000), Verdict::LighterMaximum),
        ((500, 10_000), Verdict::LighterMinimum),
    ] {
        let choice = chosen(&changed(old, new));
        assert_eq!(choice.compared[0].verdict, verdict, "{new:?}");
        let lighter = matches!(verdict, Verdict::LighterMaximum | Verdict::LighterMinimum);
        let expected = if lighter { new } else { old };
        assert_eq!(choice.range, Some(range(expected.0, expected.1)), "{new:?}");
        let from = if lighter { CHANGED } else { date(2015, 10, 1) };
        assert_eq!(
            (choice.at_act_from, choice.applies_from),
            (date(2015, 10, 1), from)
        );
    }
}

#[test]
fn kinds_weigh_more_than_amounts_and_what_cannot_be_compared_stays_with_the_old_law() {
    let mut item = changed((1_000, 10_000), (1_000, 50_000));
    item.versions[0].kinds = vec![PenaltyKind::Fine, PenaltyKind::RevokeLicence];
    item.versions[1].kinds = vec![PenaltyKind::Fine];
    let choice = chosen(&item);
    assert_eq!(choice.compared[0].verdict, Verdict::LighterKind);
    assert_eq!(choice.applies_from, CHANGED);
    let mut item = changed((1_000, 10_000), (1, 2));
    item.versions[1].fines.clear();
    let choice = chosen(&item);
    assert_eq!(choice.compared[0].verdict, Verdict::NotComparable);
    assert_eq!(choice.applies_from, date(2015, 10, 1));
}

#[test]
fn a_law_that_came_after_the_report_or_the_act_alone_does_not_count() {
    let coming = date(2026, 3, 3);
    let item = item_of(vec![
        ended(provision(date(2015, 10, 1), (1_000, 10_000)), coming),
        provision(coming, (1, 2)),
    ]);
    assert!(chosen(&item).compared.is_empty(), "not in force yet");
    let mut story = Story::investigated();
    story.norms.item = Some(item_of(vec![provision(CHANGED, (0, 1_000))]));
    let (code, _, citation) = refused(reports(&mut story, report(fine(500))));
    assert_eq!(code, "no-law-at-the-act");
    assert!(citation.contains("第三十七条"));
}

#[test]
fn what_a_later_law_no_longer_punishes_is_not_penalised() {
    let mut item = changed((0, 1_000), (0, 1_000));
    item.versions[1].punishable = false;
    let mut story = Story::investigated();
    story.norms.item = Some(item);
    let told = reports(&mut story, report(fine(500)));
    assert_eq!(code(told), "no-longer-punished");
    assert!(reports(&mut story, report(Vec::new())).is_ok());
}

#[test]
fn an_act_before_a_lighter_law_is_fined_by_the_lighter_law() {
    let mut story = Story::investigated();
    story.norms.item = Some(changed((10_000, 100_000), (0, 5_000)));
    let told = reports(&mut story, report(fine(10_000)));
    assert_eq!(code(told), "fine-outside-range");
    reports(&mut story, report(fine(5_000))).unwrap();
    let assessed = story.case.report().unwrap().assessed.as_deref().unwrap();
    let law = assessed.law.as_ref().unwrap();
    assert_eq!((law.applies_from, law.compared.len()), (CHANGED, 1));
}

fn amount(yuan: u32) -> Measure {
    Measure::Amount {
        fen: Fen::from_yuan(yuan),
    }
}

const fn times(times: u64, of: Base) -> Measure {
    Measure::Share {
        per_mille: times * 1_000,
        of,
    }
}

/// Below 10,000 yuan of goods 50,000 to 100,000 yuan, from there ten to twenty times their value.
fn by_value() -> Provision {
    let of = Base::GoodsValue;
    let tier = |from, below, min, max| FineTier {
        tier: "default".to_owned(),
        party: None,
        when: Some(Threshold { of, from, below }),
        min,
        max,
    };
    let limit = Fen::from_yuan(10_000);
    Provision {
        fines: vec![
            tier(Fen::ZERO, Some(limit), amount(50_000), amount(100_000)),
            tier(limit, None, times(10, of), times(20, of)),
        ],
        ..provision(date(2015, 10, 1), (0, 0))
    }
}

#[test]
fn a_range_may_follow_from_the_value_of_the_goods() {
    let provision = by_value();
    let ranged = |goods: Option<u32>| {
        let bases: Bases = goods
            .map(|goods| (Base::GoodsValue, yuan(goods)))
            .into_iter()
            .collect();
        provision.range(&FineAsked {
            tier: None,
            party: PartyKind::Organisation,
            bases: &bases,
        })
    };
    assert_eq!(ranged(Some(9_999)).unwrap(), Some(range(50_000, 100_000)));
    assert_eq!(ranged(Some(10_000)).unwrap(), Some(range(100_000, 200_000)));
    assert_eq!(ranged(None).unwrap_err().code(), "fine-base-missing");
    let unknown = provision.range(&FineAsked {
        tier: Some("serious"),
        party: PartyKind::Organisation,
        bases: &Bases::new(),
    });
    assert_eq!(unknown.unwrap_err().code(), "fine-tier-unknown");
}

#[test]
fn a_list_with_a_faulty_row_names_the_row() {
    let good = power_item();
    assert_eq!(check_items(std::slice::from_ref(&good)), []);
    let overlapping = item_of(vec![
        provision(date(2015, 10, 1), (0, 1)),
        provision(date(2020, 1, 1), (0, 1)),
    ]);
    let nameless = PowerItem {
        code: "340705-SJ-0002".to_owned(),
        name: " ".to_owned(),
        ..good.clone()
    };
    let faults = check_items(&[good, overlapping, nameless]);
    let told: Vec<(usize, &str)> = faults
        .iter()
        .map(|fault| (fault.row, fault.problem.as_str()))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].0 == 2 && told[0].1.contains("overlap"), "{told:?}");
    assert!(told[1].0 == 2 && told[1].1.contains("twice"), "{told:?}");
    assert!(told[2].0 == 3 && told[2].1.contains("name"), "{told:?}");
}

fn benchmark(valid_from: Date) -> Benchmark {
    let factor = |code: &str, weight| Factor {
        code: code.to_owned(),
        label: code.to_owned(),
        weight,
    };
    Benchmark {
        item: "340705-SJ-0001".to_owned(),
        title: "铜陵市市场监督管理行政处罚裁量基准".to_owned(),
        published_on: valid_from,
        url: String::new(),
        valid_from,
        valid_to: None,
        lighter_at: -1,
        heavier_at: 1,
        cut_offs: CutOffs::default(),
        factors: vec![factor("few-goods", -1), factor("again", 1)],
        bands: Vec::new(),
    }
}

fn benchmarked() -> Story {
    let mut story = Story::investigated();
    story.norms.item = Some(item_of(vec![provision(date(2015, 10, 1), (0, 10_000))]));
    story.norms.benchmarks = vec![benchmark(date(2025, 1, 1))];
    story
}

fn because(text: &str) -> Departure {
    Departure {
        from: DepartureFrom::Band,
        reason: DepartureReason::NotForeseen,
        text: text.to_owned(),
    }
}

#[test]
fn outside_the_published_band_only_with_a_typed_reason_that_stays_in_the_report() {
    let mut story = benchmarked();
    let (code, rule, citation) = refused(reports(&mut story, report(fine(2_999))));
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("fine-outside-band", "PEN-BENCHMARK")
    );
    assert!(citation.contains("第三十四条"));
    let mut silent = report(fine(2_999));
    silent.findings.departures = vec![because(" ")];
    assert_eq!(self::code(reports(&mut story, silent)), "fine-outside-band");
    assert!(reports(&mut benchmarked(), report(fine(3_000))).is_ok());
    let mut explained = report(fine(2_999));
    explained.findings.departures = vec![because("库存当日全部销毁")];
    reports(&mut story, explained).unwrap();
    let assessed = story.case.report().unwrap().assessed.as_deref().unwrap();
    assert_eq!(assessed.findings.departures, [because("库存当日全部销毁")]);
}

#[test]
fn no_reason_carries_a_fine_out_of_the_range_of_the_law() {
    let mut story = benchmarked();
    let mut beyond = report(fine(10_001));
    beyond.findings.departures = vec![because("情节恶劣")];
    let (code, _, citation) = refused(reports(&mut story, beyond));
    assert_eq!(code, "fine-outside-range");
    assert!(citation.contains("食品安全法"));
}

#[test]
fn the_grade_follows_from_the_circumstances_of_the_benchmark() {
    let graded = |factors: &[&str], grade, amount| {
        let mut draft = report(fine(amount));
        draft.grade = grade;
        draft.findings = Findings {
            factors: factors.iter().map(|one| (*one).to_owned()).collect(),
            ..Findings::default()
        };
        reports(&mut benchmarked(), draft)
    };
    assert!(graded(&["few-goods"], Grade::Lighter, 3_000).is_ok());
    assert!(graded(&["again"], Grade::Heavier, 7_000).is_ok());
    assert!(graded(&["few-goods", "again"], Grade::General, 5_000).is_ok());
    let told = graded(&["again"], Grade::General, 5_000);
    assert_eq!(code(told), "fine-outside-band");
    assert_eq!(
        code(graded(&["rain"], Grade::General, 5_000)),
        "factor-unknown"
    );
}

#[test]
fn a_decision_after_the_hearing_may_be_lower_but_not_below_the_band_without_a_reason() {
    let mut story = benchmarked();
    reports(&mut story, report(fine(5_000))).unwrap();
    story.does(&handler(), notice(FILED, true)).unwrap();
    let waived = said(penalty_domain::case::StatementKind::Waived, true, FILED);
    story.does(&handler(), waived).unwrap();
    story
        .review(penalty_domain::review::ReviewOutcome::Agree)
        .unwrap();
    let decided = |departures| {
        let mut draft = decision(fine(2_000));
        draft.departures = departures;
        CaseCommand::Decide(Box::new(draft))
    };
    let told = story.does(&head(), decided(Vec::new()));
    assert_eq!(code(told), "fine-outside-band");
    let told = story.does(&head(), decided(vec![because("采纳陈述意见")]));
    assert!(told.is_ok(), "{told:?}");
}

#[test]
fn mitigated_means_below_the_range() {
    let mut story = benchmarked();
    story.norms.benchmarks.clear();
    story.norms.item = Some(item_of(vec![provision(date(2015, 10, 1), (1_000, 10_000))]));
    let mitigated = |amount| {
        let mut draft = report(fine(amount));
        draft.grade = Grade::Mitigated;
        draft.findings.circumstances.lighter = vec![LighterGround::Confessed];
        draft
    };
    let told = reports(&mut story, mitigated(1_000));
    assert_eq!(code(told), "fine-outside-range");
    assert!(reports(&mut story, mitigated(999)).is_ok());
}

#[test]
fn of_two_benchmarks_the_one_of_the_act_counts_unless_the_present_one_is_lighter() {
    let band = |cut_offs| {
        let now = Benchmark {
            cut_offs,
            ..benchmark(date(2026, 2, 25))
        };
        let both = [benchmark(date(2025, 1, 1)), now];
        let days = (date(2026, 2, 20), FILED);
        measure(Some(range(0, 10_000)), &both, days, (None, &[])).unwrap()
    };
    let bounds = |measured: Measured| measured.band.unwrap().amounts;
    let harsher = CutOffs {
        lighter_to: 500,
        heavier_from: 900,
    };
    assert_eq!(bounds(band(harsher)), range(3_000, 7_000));
    let lighter = CutOffs {
        lighter_to: 100,
        heavier_from: 400,
    };
    assert_eq!(bounds(band(lighter)), range(1_000, 4_000));
}

#[test]
fn a_benchmark_is_published_before_it_binds() {
    let late = Benchmark {
        published_on: date(2025, 2, 1),
        ..benchmark(date(2025, 1, 1))
    };
    assert_eq!(check_benchmarks(&[benchmark(FILED)]), []);
    let faults = check_benchmarks(&[benchmark(FILED), late]);
    assert_eq!((faults.len(), faults[0].row), (1, 2));
}

#[test]
fn of_several_broken_norms_the_one_with_the_higher_fine_applies() {
    let norm = |item: &str, range| Norm {
        item: item.to_owned(),
        range,
    };
    let norms = [
        norm("a", Some(range(0, 10_000))),
        norm("b", Some(range(500, 20_000))),
        norm("c", Some(range(1_000, 20_000))),
        norm("d", None),
    ];
    assert_eq!(heaviest(&norms).unwrap().item, "c");
    assert_eq!(heaviest(&[]), None);
}

#[test]
fn refunds_come_first_and_market_supervision_deducts_costs_since_20_march_2026() {
    let found = IncomeFound {
        gross: yuan(1_000),
        refunded: yuan(200),
        costs: yuan(500),
        taxes: yuan(30),
    };
    let left = |domain, day| confiscable(&found, domain, day).unwrap().0;
    assert_eq!(left("market-supervision", date(2026, 3, 19)), yuan(800));
    assert_eq!(left("market-supervision", date(2026, 3, 20)), yuan(270));
    assert_eq!(left("city-management", date(2026, 3, 20)), yuan(800));
    let (_, steps) = confiscable(&found, "city-management", FILED).unwrap();
    assert_eq!(steps.iter().filter(|step| step.counted).count(), 1);
    let all_refunded = IncomeFound {
        refunded: yuan(1_001),
        ..found
    };
    let told = confiscable(&all_refunded, "city-management", FILED);
    assert_eq!(told.unwrap_err().code(), "refund-exceeds-income");
}

#[test]
fn fewer_than_five_like_cases_are_not_shown() {
    let fines: Vec<Fen> = [100, 200, 300, 400, 500].map(yuan).to_vec();
    assert_eq!(shown(fines[..CELL_MIN - 1].to_vec()), None);
    let found = shown(fines).unwrap();
    assert_eq!(
        (found.count, found.lower, found.median, found.upper),
        (5, yuan(200), yuan(300), yuan(400))
    );
}

#[test]
fn every_county_of_a_city_gets_the_answer_of_the_city() {
    let region = |code: &str| code.parse::<kernel::Region>().unwrap();
    for county in ["340705", "340706", "340700"] {
        assert_eq!(compared_in(region(county)), region("340700"));
    }
}

fn grade() -> impl Strategy<Value = Grade> {
    prop::sample::select(vec![
        Grade::Mitigated,
        Grade::Lighter,
        Grade::General,
        Grade::Heavier,
    ])
}

proptest! {
    #[test]
    fn whatever_passes_lies_in_the_range_and_a_lighter_fine_never_above_its_middle(
        (min, max) in (0_u32..100_000, 0_u32..100_000),
        fine in 0_u32..250_000,
        grade in grade(),
        (lighter_to, heavier_from) in (0_u64..=1_000, 0_u64..=1_000),
        explained in any::<bool>(),
        with_benchmark in any::<bool>(),
    ) {
        let law = range(min, min + max);
        let cut_offs = CutOffs {
            lighter_to: lighter_to.min(heavier_from),
            heavier_from: lighter_to.max(heavier_from),
        };
        let benchmarks = if with_benchmark {
            vec![Benchmark { cut_offs, ..benchmark(date(2025, 1, 1)) }]
        } else {
            Vec::new()
        };
        let days = (date(2026, 2, 20), FILED);
        let measured = measure(Some(law), &benchmarks, days, (Some(grade), &[])).unwrap();
        if let Some(band) = &measured.band {
            prop_assert!(band.amounts.min <= band.amounts.max);
            prop_assert!(band.amounts.max <= law.max);
        }
        let departures = if explained { vec![because("理由")] } else { Vec::new() };
        let fine = yuan(fine);
        if check_fine(fine, &measured, &departures, "条款").is_err() {
            return Ok(());
        }
        let middle = law.at(500);
        match grade {
            Grade::Mitigated => prop_assert!(fine < law.min || law.min.is_zero() && fine <= middle),
            Grade::Lighter => prop_assert!(law.contains(fine) && fine <= middle),
            Grade::General => prop_assert!(law.contains(fine)),
            Grade::Heavier => prop_assert!(law.contains(fine) && fine >= middle),
        }
        if !explained && let Some(band) = &measured.band {
            prop_assert!(band.amounts.contains(fine));
        }
    }

    #[test]
    fn the_later_law_never_makes_it_worse(
        old in (0_u32..50_000, 0_u32..50_000),
        new in (0_u32..50_000, 0_u32..50_000),
    ) {
        let item = changed((old.0, old.0 + old.1), (new.0, new.0 + new.1));
        let applied = chosen(&item).range.unwrap();
        prop_assert!(applied.max <= yuan(old.0 + old.1));
    }
}
