//! What must hold before officers may decide on the spot.

use law::Refusal;

use super::command::{SpotDraft, SpotFacts};
use super::state::{Defence, Offender};
use crate::certificate::Act;
use crate::legal_basis;
use crate::party::Age;
use crate::penalty::PenaltyKind;
use crate::procedure::said;

/// Officers that a decision on the spot needs (行政处罚法 Art. 42).
const OFFICERS_MIN: usize = 2;

/// One condition of a decision on the spot.
type Gate = fn(&SpotDraft, &SpotFacts<'_>) -> Result<(), Refusal>;

/// The conditions, in the order in which the officers meet them.
const GATES: &[Gate] = &[
    two_certified_officers,
    card_shown,
    facts_certain,
    party_told_and_heard,
    legal_basis_published,
    party_may_be_penalised,
    small_enough,
    form_complete,
    reconsideration_first,
];

/// Refuses a decision on the spot unless every gate allows it.
pub(super) fn eligible(draft: &SpotDraft, facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    GATES.iter().try_for_each(|gate| gate(draft, facts))
}

fn two_certified_officers(draft: &SpotDraft, facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    let mut officers = draft.officers.clone();
    officers.sort_unstable();
    officers.dedup();
    if officers.len() < OFFICERS_MIN {
        return Err(Refusal::new("two-officers", "G1")
            .citing("行政处罚法第四十二条第一款")
            .missing(format!(
                "at least {OFFICERS_MIN} officers; {} named",
                officers.len()
            ))
            .cure("decide together with a second certified officer")
            .titled("执法人员不得少于两人", "At least two officers are required"));
    }
    let actor = facts.moment.actor.id;
    if !officers.iter().any(|one| one.uuid() == actor.uuid()) {
        return Err(Refusal::new("not-an-officer-of-it", "G1")
            .citing("行政处罚法第五十二条第二款")
            .missing("the person who records it among the officers who sign")
            .cure("have one of the deciding officers record it")
            .titled("须由当场执法人员办理", "One of the officers must record it"));
    }
    let act = Act {
        domain: &draft.domain,
        region: draft.region,
        on: facts.moment.today(),
    };
    officers.iter().try_for_each(|officer| {
        let held = facts
            .certificates
            .iter()
            .find(|one| one.officer == *officer);
        act.admits(*officer, held)
    })
}

fn card_shown(draft: &SpotDraft, _facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    if draft.conduct.card_shown {
        return Ok(());
    }
    Err(Refusal::new("card-not-shown", "G2")
        .citing("行政处罚法第五十二条第一款")
        .missing("the certificates shown to the party")
        .cure("show the certificates first; the party may refuse until then")
        .titled("未出示执法证件", "The certificates were not shown"))
}

fn facts_certain(draft: &SpotDraft, _facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    let proven = draft.evidence.iter().any(|line| !line.trim().is_empty());
    if draft.conduct.facts_certain && proven && !draft.facts.trim().is_empty() {
        return Ok(());
    }
    Err(Refusal::new("facts-not-certain", "G9")
        .citing("行政处罚法第四十条、第五十一条；市场监督管理行政处罚程序规定第六十七条")
        .missing("facts beyond doubt, with the evidence collected on the spot")
        .cure("collect the evidence, or use the ordinary procedure")
        .titled(
            "违法事实不确凿，不得当场处罚",
            "The facts are not certain enough for the spot",
        ))
}

fn party_told_and_heard(draft: &SpotDraft, _facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    let citation =
        "行政处罚法第四十四条、第四十五条、第六十二条；市场监督管理行政处罚程序规定第六十九条";
    if !draft.conduct.party_told {
        return Err(Refusal::new("notice-missing", "G5")
            .citing(citation)
            .missing("the telling of facts, reasons, basis, penalty and the right to defend")
            .cure("tell the party and hear it, then decide")
            .titled("未履行告知程序", "The party was not told"));
    }
    match &draft.defence {
        Defence::Nothing => Ok(()),
        Defence::Stated { content, answer } => {
            said(content, "G5", citation, "what the party said")?;
            said(answer, "G5", citation, "what was adopted of it, and why")
        }
    }
}

fn legal_basis_published(draft: &SpotDraft, facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    legal_basis::check(&draft.basis, facts.moment.today())
}

fn party_may_be_penalised(draft: &SpotDraft, _facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    draft.identity.check()?;
    if !matches!(draft.party, Offender::NaturalPerson { age: Age::Under14 }) {
        return Ok(());
    }
    Err(Refusal::new("under-age", "PEN-AGE")
        .citing("行政处罚法第三十条")
        .missing("a party of at least 14 years")
        .cure("impose nothing; have the guardian discipline the child")
        .titled("不满十四周岁不予行政处罚", "Nobody below 14 is penalised"))
}

fn small_enough(draft: &SpotDraft, facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    let (limit, fine) = (facts.practice.limit(&draft.party), draft.penalties.fine());
    let other = draft
        .penalties
        .kinds()
        .find(|kind| !matches!(kind, PenaltyKind::Warning | PenaltyKind::Fine));
    let missing = match other {
        Some(kind) => format!("a warning or a fine and nothing else; `{kind}` is imposed"),
        None if draft.penalties.is_empty() => "a warning or a fine".to_owned(),
        None if fine > limit => format!("a fine of at most {limit} yuan; it is {fine}"),
        None => return Ok(()),
    };
    Err(Refusal::new("too-heavy-for-the-spot", "PEN-SPOT-LIMIT")
        .citing(facts.practice.citation.as_str())
        .missing(missing)
        .cure("file a case and use the ordinary procedure")
        .titled(
            "超出当场处罚的种类或者限额",
            "Beyond what may be imposed on the spot",
        ))
}

fn form_complete(draft: &SpotDraft, _facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    let citation = "行政处罚法第五十二条第二款；市场监督管理行政处罚程序规定第六十八条";
    let fields = [
        (&draft.place, "the place of the decision"),
        (&draft.violation_code, "the code of the violation"),
        (&draft.power_item, "the item of the power list"),
    ];
    fields
        .into_iter()
        .try_for_each(|(text, what)| said(text, "PEN-SPOT-FORM", citation, what))
}

fn reconsideration_first(draft: &SpotDraft, _facts: &SpotFacts<'_>) -> Result<(), Refusal> {
    if draft.states_reconsideration_first && !draft.reconsideration_body.trim().is_empty() {
        return Ok(());
    }
    Err(
        Refusal::new("reconsideration-first-not-told", "PEN-SPOT-REMEDY")
            .citing("行政复议法第二十三条第一款第一项、第二款；行政处罚法第五十二条第二款")
            .missing(
                "that the party must apply to the named body for reconsideration before it sues",
            )
            .cure("print the body, the period, and that reconsideration comes before a suit")
            .titled(
                "未告知行政复议前置",
                "The form does not say that reconsideration comes first",
            ),
    )
}
