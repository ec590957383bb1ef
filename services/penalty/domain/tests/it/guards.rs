//! The guards of the law and the table of who is punished, each with a case that passes and one that
//! is refused.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use penalty_domain::assessment::{Capacity, Circumstances, Harm, LighterGround};
use penalty_domain::case::{DecisionDraft, Gate, Grade, ReportDraft, gates};
use penalty_domain::limitation::{Discovery, Endangered};
use penalty_domain::party::{Age, Party};
use penalty_domain::power_list::Entrustment;
use penalty_domain::referral::Posture;
use penalty_domain::service_of_process::{AnnouncementDraft, AttemptDraft, AttemptOutcome};
use penalty_domain::service_of_process::{Method, Paper};
use penalty_domain::{CaseCommand, CommandKind};

use crate::story::*;

/// A gate with what refuses and what passes.
struct Vector {
    code: &'static str,
    rule: &'static str,
    refused: fn() -> Told,
    passed: fn() -> Told,
}

fn concluded(domain: &str, change: impl FnOnce(&mut ReportDraft)) -> Told {
    let mut story = Story::opened_in(domain);
    story.team(&[LEAD, SECOND]).unwrap();
    story.evidence().unwrap();
    let mut draft = report(fine(500));
    change(&mut draft);
    story.does(&handler(), conclude(draft))
}

fn reports(change: impl FnOnce(&mut ReportDraft)) -> Told {
    concluded("market-supervision", change)
}

/// A report that proposes a fine of `grade` though `circumstances` were found.
fn found(grade: Grade, circumstances: Circumstances) -> Told {
    reports(|draft| {
        draft.grade = grade;
        draft.findings.circumstances = circumstances;
    })
}

fn none() -> Circumstances {
    Circumstances::default()
}

fn aged(age: Age, grade: Grade) -> Told {
    reports(|draft| {
        draft.party = Party::NaturalPerson { age };
        draft.grade = grade;
    })
}

fn minor(corrected: bool) -> Circumstances {
    Circumstances {
        minor: true,
        corrected,
        harm: Harm::None,
        ..none()
    }
}

fn first(first_offence: bool) -> Circumstances {
    Circumstances {
        first_offence,
        corrected: true,
        harm: Harm::Minor,
        ..none()
    }
}

fn confessed() -> Circumstances {
    Circumstances {
        lighter: vec![LighterGround::Confessed],
        ..none()
    }
}

fn of_capacity(capacity: Capacity) -> Circumstances {
    Circumstances { capacity, ..none() }
}

fn no_fault(no_fault_proved: bool) -> Circumstances {
    Circumstances {
        no_fault_proved,
        ..none()
    }
}

fn emergency() -> Circumstances {
    Circumstances {
        emergency: true,
        ..none()
    }
}

/// An act of `day`, discovered at the filing.
fn old(domain: &str, day: Date, endangered: Option<Endangered>) -> Told {
    concluded(domain, |draft| {
        draft.act_ended_on = day;
        draft.findings.endangered = endangered;
        draft.findings.circumstances.harm = Harm::Real;
    })
}

fn discovered(proof: &str) -> Told {
    reports(|draft| {
        draft.findings.discovery = Some(Discovery {
            on: date(2026, 2, 25),
            proof: proof.to_owned(),
        });
    })
}

/// A decision on a fine in a case that `story` changes.
fn decides(change: impl FnOnce(&mut Story), words: impl FnOnce(&mut DecisionDraft)) -> Told {
    let mut story = Story::ready(fine(500));
    change(&mut story);
    let mut draft = decision(fine(500));
    words(&mut draft);
    story.does(&head(), decide(draft))
}

/// A case whose folder holds records of a monitoring device, `lawful` of two of them reviewed.
fn monitored(lawful: u32) -> Told {
    let mut story = Story::opened();
    story.team(&[LEAD, SECOND]).unwrap();
    let mut evidence = sealed(FILED);
    (evidence.monitored, evidence.monitored_lawful) = (2, lawful);
    story
        .does(&system(), CaseCommand::JoinEvidence(evidence))
        .unwrap();
    story.does(&handler(), conclude(report(fine(500)))).unwrap();
    story.does(&handler(), notice(FILED, true)).unwrap();
    let waived = said(penalty_domain::case::StatementKind::Waived, true, FILED);
    story.does(&handler(), waived).unwrap();
    story
        .review(penalty_domain::review::ReviewOutcome::Agree)
        .unwrap();
    story.does(&head(), decide(decision(fine(500))))
}

fn serves(decision_sealed: bool, original: Option<&str>) -> Told {
    let mut story = Story::decided(fine(500));
    story.decision_sealed = decision_sealed;
    story.does(
        &handler(),
        CaseCommand::ServeDecision {
            service: handed_over(FILED),
            online_reconsideration: false,
            sealed_original: original.map(str::to_owned),
        },
    )
}

/// An entrustment of the unit of the stories that ends with `to`.
fn entrusted(to: Date) -> Entrustment {
    Entrustment {
        entrusting: "铜官区市场监督管理局".to_owned(),
        entrusted: "tongguan-market".to_owned(),
        matters: vec!["340705-SJ-0001".to_owned()],
        from: date(2025, 1, 1),
        to,
        published_on: date(2025, 1, 1),
        url: "https://tongguan.example/wts".to_owned(),
    }
}

fn by_entrustment(to: Date) -> Told {
    decides(
        |story| story.norms.entrustments = vec![entrusted(to)],
        |_| (),
    )
}

fn ended_at_police(approved: bool) -> Told {
    let mut story = Story::reported(fine(500));
    story
        .review(penalty_domain::review::ReviewOutcome::Agree)
        .unwrap();
    story.referral_approved = approved;
    let kind = penalty_domain::case::EndingKind::TransferredToPolice {
        organ: "铜官区公安分局".to_owned(),
    };
    let reason = "涉嫌犯罪".to_owned();
    story.does(
        &head(),
        penalty_domain::case::Inquiry::End { kind, reason }.into(),
    )
}

const VECTORS: &[Vector] = &[
    Vector {
        code: "discovery-not-proven",
        rule: "PEN-LIM-2Y",
        refused: || discovered(" "),
        passed: || discovered("投诉登记"),
    },
    Vector {
        code: "minor-party",
        rule: "PEN-ASSESS",
        refused: || aged(Age::Under14, Grade::Mitigated),
        passed: || aged(Age::Adult, Grade::General),
    },
    Vector {
        code: "minor-party",
        rule: "PEN-ASSESS",
        refused: || aged(Age::Under18, Grade::General),
        passed: || aged(Age::Under18, Grade::Lighter),
    },
    Vector {
        code: "incapable-party",
        rule: "PEN-ASSESS",
        refused: || found(Grade::General, of_capacity(Capacity::None)),
        passed: || found(Grade::General, none()),
    },
    Vector {
        code: "limitation-passed",
        rule: "PEN-LIM-2Y",
        refused: || old("market-supervision", date(2024, 3, 1), None),
        passed: || old("market-supervision", date(2024, 3, 2), None),
    },
    Vector {
        code: "limitation-passed",
        rule: "PEN-LIM-5Y",
        refused: || {
            let health = Some(Endangered::LifeAndHealth);
            old("market-supervision", date(2021, 3, 1), health)
        },
        passed: || {
            let health = Some(Endangered::LifeAndHealth);
            old("market-supervision", date(2021, 3, 2), health)
        },
    },
    Vector {
        code: "limitation-passed",
        rule: "PEN-LIM-PSB-6M",
        refused: || old("public-security", date(2025, 9, 1), None),
        passed: || old("public-security", date(2025, 9, 2), None),
    },
    Vector {
        code: "no-fault-proved",
        rule: "PEN-ASSESS",
        refused: || found(Grade::General, no_fault(true)),
        passed: || found(Grade::General, no_fault(false)),
    },
    Vector {
        code: "minor-and-corrected",
        rule: "PEN-ASSESS",
        refused: || found(Grade::Lighter, minor(true)),
        passed: || found(Grade::Lighter, minor(false)),
    },
    Vector {
        code: "first-offence-not-weighed",
        rule: "PEN-ASSESS",
        refused: || found(Grade::General, first(true)),
        passed: || found(Grade::General, first(false)),
    },
    Vector {
        code: "lighter-ground-ignored",
        rule: "PEN-ASSESS",
        refused: || found(Grade::General, confessed()),
        passed: || found(Grade::Lighter, confessed()),
    },
    Vector {
        code: "partial-capacity-not-weighed",
        rule: "PEN-ASSESS",
        refused: || found(Grade::General, of_capacity(Capacity::Partial)),
        passed: || found(Grade::Lighter, of_capacity(Capacity::Partial)),
    },
    Vector {
        code: "emergency-not-heavier",
        rule: "PEN-ASSESS",
        refused: || found(Grade::General, emergency()),
        passed: || {
            reports(|draft| {
                draft.penalties = fine(800_000);
                draft.grade = Grade::Heavier;
                draft.findings.circumstances = emergency();
            })
        },
    },
    Vector {
        code: "mitigation-without-ground",
        rule: "PEN-ASSESS",
        refused: || found(Grade::Mitigated, none()),
        passed: || found(Grade::Mitigated, confessed()),
    },
    Vector {
        code: "monitoring-unlawful",
        rule: "G10",
        refused: || monitored(1),
        passed: || monitored(2),
    },
    Vector {
        code: "decision-not-sealed",
        rule: "G11",
        refused: || serves(false, Some(" ")),
        passed: || serves(true, None),
    },
    Vector {
        code: "basis-not-published",
        rule: "G13",
        refused: || decides(|_| (), |draft| draft.basis[0].published_on = FILED),
        passed: || decides(|_| (), |_| ()),
    },
    Vector {
        code: "basis-sets-no-penalty",
        rule: "G13",
        refused: || {
            decides(
                |_| (),
                |draft| {
                    draft.basis[0].level = penalty_domain::legal_basis::Level::OtherDocument;
                },
            )
        },
        passed: || {
            decides(
                |_| (),
                |draft| {
                    draft.basis[0].level = penalty_domain::legal_basis::Level::GovernmentRule;
                },
            )
        },
    },
    Vector {
        code: "fine-for-a-target",
        rule: "G14",
        refused: || {
            decides(
                |_| (),
                |draft| draft.reasons = "本季度罚没任务尚未完成".to_owned(),
            )
        },
        passed: || decides(|_| (), |draft| draft.reasons = "事实清楚".to_owned()),
    },
    Vector {
        code: "no-legal-basis",
        rule: "G15",
        refused: || decides(|_| (), |draft| draft.basis.clear()),
        passed: || decides(|_| (), |_| ()),
    },
    Vector {
        code: "body-not-competent",
        rule: "G15",
        refused: || by_entrustment(date(2026, 3, 1)),
        passed: || by_entrustment(FILED),
    },
    Vector {
        code: "referral-not-approved",
        rule: "CRM-APPROVE",
        refused: || ended_at_police(false),
        passed: || ended_at_police(true),
    },
    Vector {
        code: "fine-instead-of-referral",
        rule: "CRM-NO-FINE",
        refused: || decides(|story| story.referral = Posture::Pending, |_| ()),
        passed: || decides(|story| story.referral = Posture::None, |_| ()),
    },
];

/// Code, rule, article and cure, which tell a row of the table from all others.
type Key = [String; 4];

fn key_of(gate: &Gate) -> Key {
    [gate.code, gate.rule, gate.citation, gate.cure].map(str::to_owned)
}

/// What the vector's case was refused by.
fn refused_by(vector: &Vector) -> Key {
    let refusal = (vector.refused)().expect_err(vector.code);
    let texts = [
        &refusal.code,
        &refusal.rule,
        &refusal.citation,
        &refusal.cure,
    ];
    texts.map(String::clone)
}

#[test]
fn each_gate_refuses_what_it_should_and_passes_the_rest() {
    for vector in VECTORS {
        let [code, rule, ..] = refused_by(vector);
        assert_eq!((code.as_str(), rule.as_str()), (vector.code, vector.rule));
        let passed = (vector.passed)();
        assert!(passed.is_ok(), "{}: {passed:?}", vector.code);
    }
}

#[test]
fn no_row_of_limitation_table_basis_and_referral_is_without_its_vector() {
    let tried: BTreeSet<Key> = VECTORS.iter().map(refused_by).collect();
    let judged = [
        "PEN-ASSESS",
        "PEN-LIM-",
        "G10",
        "G11",
        "G13",
        "G14",
        "G15",
        "CRM-",
    ];
    let rows: BTreeSet<Key> = gates()
        .filter(|gate| judged.iter().any(|rule| gate.rule.starts_with(rule)))
        .map(key_of)
        .collect();
    assert_eq!(tried, rows);
}

#[test]
fn all_fifteen_guards_are_rows_of_the_table() {
    let rules: BTreeSet<&str> = gates().map(|gate| gate.rule).collect();
    for number in 1..=15 {
        let guard = format!("G{number}");
        assert!(rules.contains(guard.as_str()), "{guard}");
    }
}

#[test]
fn next_names_the_rows_that_will_judge_the_report_and_the_service() {
    let codes = |story: &Story, kind: CommandKind| -> Vec<&str> {
        let steps = story.next(&handler());
        let step = steps.iter().find(|step| step.command == kind).unwrap();
        step.requirements.iter().map(|row| row.code).collect()
    };
    let report = codes(&Story::investigated(), CommandKind::ConcludeInvestigation);
    assert!(report.contains(&"limitation-passed") && report.contains(&"minor-and-corrected"));
    let service = codes(&Story::decided(fine(500)), CommandKind::ServeDecision);
    assert_eq!(service, ["decision-not-sealed"]);
}

#[test]
fn a_paper_original_counts_when_it_is_said_where_it_is_kept() {
    let told = serves(false, Some("文书档案2026-12"));
    assert!(told.is_ok(), "{told:?}");
}

#[test]
fn a_decision_is_announced_only_with_its_seal_and_other_documents_without() {
    let mut story = Story::decided(fine(500));
    let tried = |paper| {
        CaseCommand::RecordServiceAttempt(AttemptDraft {
            paper,
            method: Method::Direct,
            tried_on: FILED,
            outcome: AttemptOutcome::WhereaboutsUnknown,
            account: "多次上门未见，去向不明".to_owned(),
        })
    };
    let announced = |sealed_original: Option<&str>| {
        CaseCommand::AnnounceService(AnnouncementDraft {
            paper: Paper::Decision,
            published_on: FILED,
            places: "公告栏、网站".to_owned(),
            reason: "下落不明".to_owned(),
            sealed_original: sealed_original.map(str::to_owned),
        })
    };
    story.does(&handler(), tried(Paper::Decision)).unwrap();
    story.decision_sealed = false;
    let told = story.does(&handler(), announced(None));
    assert_eq!(code(told), "decision-not-sealed");
    let kept = announced(Some("文书档案2026-12"));
    story.does(&handler(), kept).unwrap();
    story.on(date(2026, 4, 2));
    story.runs_out("SVC-ANNOUNCE");
    let served = story.case.served().unwrap();
    assert_eq!(served.sealed_original.as_deref(), Some("文书档案2026-12"));
}
