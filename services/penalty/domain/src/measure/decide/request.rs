//! The request and the head's ruling: what may be taken at all, and on what power.

use kernel::Fen;
use law::Refusal;

use super::{Decided, file_of};
use crate::legal_basis::LegalBasis;
use crate::measure::command::MeasureDraft;
use crate::measure::event::MeasureEvent;
use crate::measure::kind::MeasureKind;
use crate::measure::state::{LiftGround, Lifting, Measure, MeasureFile};
use crate::on_site::Ruling;
use crate::proceeding::{Facts, written};
use crate::property::{ItemDraft, complete, listed, numbers};

pub(super) fn request(draft: MeasureDraft, facts: &Facts<'_>) -> Decided {
    written(
        &draft.reasons,
        (
            "reasons-missing",
            "ENF-5",
            "行政强制法第五条、第十六条第二款",
        ),
        "why nothing milder than coercion will do",
        "未说明采取强制措施的必要性",
    )?;
    powerful(draft.kind, &draft.basis, facts)?;
    named(&draft)?;
    special_period(&draft)?;
    complete(&draft.items, "行政强制法第二十四条第二款、第三十一条")?;
    takeable(draft.kind, &draft.items)?;
    if draft.kind == MeasureKind::Freeze {
        commensurate(&draft.items, draft.involved)?;
    }
    let file = MeasureFile {
        id: draft.id,
        case: facts.case.id,
        matter: facts.case.matter,
        region: facts.case.region,
        kind: draft.kind,
        form: draft.form,
        reasons: draft.reasons,
        basis: draft.basis,
        special_period: draft.special_period,
        involved: draft.involved,
        items: listed(draft.items),
        by: facts.actor.id,
        requested_at: facts.now,
    };
    Ok(vec![MeasureEvent::Requested {
        file: Box::new(file),
    }])
}

/// Approves or refuses. A measure that was taken urgently and is not approved is lifted at once.
pub(super) fn rule(
    measure: &Measure,
    approved: bool,
    opinion: String,
    facts: &Facts<'_>,
) -> Decided {
    written(
        &opinion,
        ("opinion-missing", "ENF-18-1", "行政强制法第十八条第一项"),
        "the opinion of the head",
        "未填写审批意见",
    )?;
    let file = file_of(measure)?;
    let ruling = Ruling {
        by: facts.actor.id,
        at: facts.now,
        opinion: opinion.clone(),
    };
    if approved {
        return Ok(vec![MeasureEvent::Approved { ruling }]);
    }
    let mut events = vec![MeasureEvent::Refused { ruling }];
    if measure.held().is_some() {
        let lifting = Lifting {
            items: numbers(&file.items, |_| true),
            ground: LiftGround::NotApproved,
            reasons: opinion,
            document: String::new(),
            by: facts.actor.id,
            lifted_on: facts.today(),
        };
        events.push(MeasureEvent::Lifted { lifting });
    }
    Ok(events)
}

/// Refuses a power that the instrument cannot give.
fn powerful(kind: MeasureKind, basis: &LegalBasis, facts: &Facts<'_>) -> Result<(), Refusal> {
    let named = !basis.instrument.trim().is_empty() && !basis.article.trim().is_empty();
    if named && basis.published_on <= facts.today() && kind.set_by().contains(&basis.level) {
        return Ok(());
    }
    let levels: Vec<&str> = kind.set_by().iter().map(|level| (*level).into()).collect();
    Err(Refusal::new("no-power", "ENF-10")
        .citing(kind.power_citation())
        .missing(format!(
            "instrument and article of a {} that gives the power to {kind}",
            levels.join(" or ")
        ))
        .cure("name the provision, or leave the measure to an organ that has the power")
        .titled(
            "没有实施该强制措施的法定权力",
            "No instrument gives this power",
        ))
}

/// Another measure than the common ones says what it is.
fn named(draft: &MeasureDraft) -> Result<(), Refusal> {
    let form = draft.form.as_deref().unwrap_or_default().trim();
    if (draft.kind == MeasureKind::Other) != form.is_empty() {
        return Ok(());
    }
    Err(Refusal::new("form-missing", "ENF-9")
        .citing("行政强制法第九条第五项")
        .missing("the name of the measure, for kind `other` and no other")
        .cure("name the measure as its law does")
        .titled("未载明强制措施名称", "The measure is not named"))
}

/// Only a law or administrative regulation sets another period, for a freeze only a law; another measure
/// has no period without one.
fn special_period(draft: &MeasureDraft) -> Result<(), Refusal> {
    let missing = match &draft.special_period {
        None if draft.kind == MeasureKind::Other => "the period that the measure's own law sets",
        None => return Ok(()),
        Some(special) => {
            let basis = &special.basis;
            let levels = match draft.kind {
                MeasureKind::Freeze => MeasureKind::Freeze.set_by(),
                MeasureKind::Seal | MeasureKind::Seize | MeasureKind::Other => {
                    MeasureKind::Other.set_by()
                }
            };
            let named = !basis.instrument.trim().is_empty() && !basis.article.trim().is_empty();
            if special.days > 0 && named && levels.contains(&basis.level) {
                return Ok(());
            }
            "a period of at least one day, set by an instrument that may set it"
        }
    };
    Err(Refusal::new("period-without-basis", "ENF-25-1")
        .citing(draft.kind.period_citation())
        .missing(missing)
        .cure("name the provision that sets the period, or leave the general period")
        .titled("期限没有法律依据", "The period has no legal basis"))
}

/// Refuses what may not be taken (Art. 23, 29).
fn takeable(kind: MeasureKind, items: &[ItemDraft]) -> Result<(), Refusal> {
    let freeze = kind == MeasureKind::Freeze;
    let first = |found: fn(&ItemDraft) -> bool| items.iter().find(|item| found(item));
    if let Some(item) = first(|item| !item.related) {
        return Err(untakeable(
            "property-unrelated",
            if freeze {
                "行政强制法第二十九条第二款、第三十三条第一款第二项"
            } else {
                "行政强制法第二十三条第一款"
            },
            format!(
                "property that is involved in the case; `{}` is not",
                item.name
            ),
            "不得对与违法行为无关的财物采取强制措施",
        ));
    }
    if let Some(item) = first(|item| item.necessity) {
        return Err(untakeable(
            "necessity-of-life",
            "行政强制法第二十三条第一款",
            format!(
                "property that nobody needs to live; `{}` is a necessity",
                item.name
            ),
            "不得查封、扣押生活必需品",
        ));
    }
    if let Some(item) = first(|item| item.held_by_other_organ) {
        return Err(untakeable(
            "held-by-other-organ",
            if freeze {
                "行政强制法第二十九条第二款"
            } else {
                "行政强制法第二十三条第二款"
            },
            format!(
                "property that no other organ holds; `{}` is held",
                item.name
            ),
            "不得重复查封、冻结",
        ));
    }
    Ok(())
}

fn untakeable(code: &str, citation: &str, missing: String, title_zh: &str) -> Refusal {
    Refusal::new(code, "ENF-23")
        .citing(citation)
        .missing(missing)
        .cure("leave the item out")
        .titled(title_zh, "This may not be taken")
}

/// A freeze names each account and amount and stays within the sum at stake (Art. 29 (2), 31).
fn commensurate(items: &[ItemDraft], involved: Option<Fen>) -> Result<(), Refusal> {
    let amounts: Option<Vec<Fen>> = items.iter().map(|item| item.value).collect();
    let accounts = items.iter().all(|item| item.mark.is_some());
    let total = amounts.and_then(|amounts| Fen::sum(amounts).ok());
    if let (Some(total), Some(involved)) = (total, involved)
        && accounts
        && total <= involved
    {
        return Ok(());
    }
    Err(Refusal::new("freeze-too-much", "ENF-29-2")
        .citing("行政强制法第二十九条第二款、第三十一条第三项")
        .missing("account and amount of each deposit, together not above the sum of the violation")
        .cure("freeze no more than the sum at stake")
        .titled(
            "冻结数额应当与违法行为涉及的金额相当",
            "More would be frozen than is at stake",
        ))
}
