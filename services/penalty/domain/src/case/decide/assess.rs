//! The assessment of a report: item, law of the day of the act, range and band. Limitation and table
//! are gates of the report; here their answers are kept.

use law::Refusal;

use crate::case::command::{CaseFacts, ReportDraft};
use crate::case::file::File;
use crate::case::findings::{Assessed, weigh};
use crate::discretion::{Measured, check_fine, measure};
use crate::penalty::{Penalties, PenaltyKind};
use crate::power_list::{Base, FineAsked, LawChoice, PowerItem, choose_law, unknown_item};

/// Judges what `draft` proposes.
pub(super) fn assessed(
    file: &File,
    draft: &ReportDraft,
    penalties: &Penalties,
    facts: &CaseFacts<'_>,
) -> Result<Assessed, Refusal> {
    let findings = &draft.findings;
    let item = facts.norms.item.as_ref();
    let item = item.ok_or_else(|| unknown_item(&file.power_item))?;
    let (limitation, assessment) = weigh(file, draft, facts.calendar)?;
    let (law, measured) = norm(item, draft, penalties, facts)?;
    Ok(Assessed {
        findings: findings.clone(),
        limitation,
        assessment,
        item: item.code.clone(),
        item_name: item.name.clone(),
        law,
        measured,
    })
}

/// The law of the day of the act, and whether the penalties keep to it.
fn norm(
    item: &PowerItem,
    draft: &ReportDraft,
    penalties: &Penalties,
    facts: &CaseFacts<'_>,
) -> Result<(Option<LawChoice>, Option<Measured>), Refusal> {
    let findings = &draft.findings;
    let mut bases = findings.bases.clone();
    let income = penalties.amount(PenaltyKind::ConfiscateIncome);
    if !income.is_zero() {
        bases.entry(Base::IllegalIncome).or_insert(income);
    }
    let asked = FineAsked {
        tier: findings.tier.as_deref(),
        party: draft.party.kind(),
        bases: &bases,
    };
    let (act_on, today) = (draft.act_ended_on, facts.today());
    let chosen = choose_law(item, act_on, today, &asked);
    if penalties.is_empty() {
        // what is not penalised may lack a law then, or the amounts that only a fine needs
        return Ok((chosen.ok().map(|(_, law)| law), None));
    }
    let (provision, law) = chosen?;
    law.punishes()?;
    provision.allows(penalties)?;
    let fine = penalties.fine();
    if fine.is_zero() {
        return Ok((Some(law), None));
    }
    let measured = measure(
        law.range,
        &facts.norms.benchmarks,
        (act_on, today),
        (Some(draft.grade), &findings.factors),
    )?;
    check_fine(fine, &measured, &findings.departures, &law.citation)?;
    Ok((Some(law), Some(measured)))
}
