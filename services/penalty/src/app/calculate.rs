//! The calculator: range, band and table for facts that belong to no stored case.

use jiff::civil::Date;
use kernel::{Fen, Region};
use law::{Calendar, Refusal};
use ledger::UnitOfWork;
use penalty_domain::assessment::{Assessment, Harm, assess};
use penalty_domain::case::{Findings, Grade};
use penalty_domain::discretion::{
    IncomeFound, IncomeStep, Measured, Norm, check_fine, confiscable, heaviest, measure,
};
use penalty_domain::limitation::{Discovery, Limitation, limitation};
use penalty_domain::party::{Age, PartyKind};
use penalty_domain::power_list::{Base, FineAsked, LawChoice, choose_law, unknown_item};
use runtime::Fault;

use super::norms::norms;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) region: Region,
    /// The items whose norms the act broke.
    pub(crate) items: Vec<String>,
    pub(crate) act_ended_on: Date,
    pub(crate) party: PartyKind,
    pub(crate) born_on: Option<Date>,
    pub(crate) grade: Option<Grade>,
    pub(crate) income: Option<IncomeFound>,
    /// An amount to be tried.
    pub(crate) amount: Option<Fen>,
    pub(crate) findings: Findings,
}

/// The answer for one item.
#[derive(Debug, Clone)]
pub(crate) struct NormAnswer {
    pub(crate) item: String,
    pub(crate) name: String,
    pub(crate) law: LawChoice,
    pub(crate) measured: Measured,
    /// Why the tried amount would be refused.
    pub(crate) amount_refused: Option<Refusal>,
}

/// The answer.
#[derive(Debug, Clone)]
pub(crate) struct Calculation {
    pub(crate) limitation: Limitation,
    pub(crate) assessment: Assessment,
    /// The item with the higher fine.
    pub(crate) applies: Option<String>,
    pub(crate) norms: Vec<NormAnswer>,
    /// What is left to confiscate, and how.
    pub(crate) income: Option<(Fen, Vec<IncomeStep>)>,
}

/// Answers without storing anything.
pub(crate) async fn calculate(
    unit: &mut UnitOfWork,
    mut question: Question,
) -> Result<Calculation, Fault> {
    let today = kernel::legal_date(unit.now());
    let mut found = Vec::new();
    for code in &question.items {
        let norms = norms(unit, question.region, code).await?;
        let item = norms.item.ok_or_else(|| unknown_item(code))?;
        found.push((item, norms.benchmarks));
    }
    let domain = found.first().map_or("", |(item, _)| item.domain.as_str());
    let (limitation, assessment) = judged(&question, (domain, today), &unit.calendar())?;
    let income = question
        .income
        .map(|income| confiscable(&income, domain, today))
        .transpose()?;
    if let Some((left, _)) = &income {
        let bases = &mut question.findings.bases;
        bases.entry(Base::IllegalIncome).or_insert(*left);
    }
    let lighter = assessment.must_be_lighter().then_some(Grade::Lighter);
    let grade = question.grade.or(lighter);
    let findings = &question.findings;
    let asked = FineAsked {
        tier: findings.tier.as_deref(),
        party: question.party,
        bases: &findings.bases,
    };
    let mut norms = Vec::new();
    for (item, benchmarks) in &found {
        let days = (question.act_ended_on, today);
        let (_, law) = choose_law(item, days.0, days.1, &asked)?;
        let graded = (grade, findings.factors.as_slice());
        let measured = measure(law.range, benchmarks, days, graded)?;
        let refused = |fine| check_fine(fine, &measured, &findings.departures, &law.citation).err();
        norms.push(NormAnswer {
            item: item.code.clone(),
            name: item.name.clone(),
            amount_refused: question.amount.and_then(refused),
            law,
            measured,
        });
    }
    let ranges: Vec<Norm> = norms
        .iter()
        .map(|norm| Norm {
            item: norm.item.clone(),
            range: norm.law.range,
        })
        .collect();
    Ok(Calculation {
        limitation,
        assessment,
        applies: heaviest(&ranges).map(|norm| norm.item.clone()),
        norms,
        income,
    })
}

fn judged(
    question: &Question,
    (domain, today): (&str, Date),
    calendar: &Calendar,
) -> Result<(Limitation, Assessment), Refusal> {
    let findings = &question.findings;
    let discovery = findings.discovery.clone().unwrap_or_else(|| Discovery {
        on: today,
        proof: "today".to_owned(),
    });
    discovery.check(today)?;
    let harmed = matches!(findings.circumstances.harm, Harm::Minor | Harm::Real);
    let limitation = limitation(
        calendar,
        (domain, question.act_ended_on),
        (findings.endangered, harmed),
        discovery,
    )?;
    let age = question
        .born_on
        .map(|born_on| Age::on(born_on, question.act_ended_on));
    let assessment = assess(&findings.circumstances, age, &limitation);
    Ok((limitation, assessment))
}
