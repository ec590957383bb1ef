//! What must hold before a document is sealed, served or voided.

use kernel::Post;
use law::Refusal;

use super::command::DocumentFacts;
use super::form::Reached;
use super::state::{Document, Draft};

/// Where the rules on numbers and on voided papers stand.
pub(super) const NUMBERS: &str = "党政机关公文格式（GB/T 9704）；党政机关公文处理工作条例";

const RULE: &str = "PEN-DOCUMENT";

/// Refuses an actor without a post among `posts`.
pub(super) fn in_post(posts: &[Post], facts: &DocumentFacts<'_>) -> Result<(), Refusal> {
    if facts.actor.holds_any(posts) {
        return Ok(());
    }
    let names: Vec<&str> = posts.iter().map(|post| post.as_str()).collect();
    let titles: Vec<&str> = posts.iter().map(|post| post.title_zh()).collect();
    Err(Refusal::new("post-missing", "PEN-POST")
        .citing("行政处罚法第五十六条、第五十七条；行政强制法第十八条第一项")
        .missing(format!("the post {}", names.join(" or ")))
        .cure("hand the document to a person who holds the post")
        .titled(
            format!("须由{}办理", titles.join("或")),
            "This document belongs to another post",
        ))
}

/// Refuses a document before the step that it tells of.
pub(super) fn step_reached(draft: &Draft, facts: &DocumentFacts<'_>) -> Result<(), Refusal> {
    if draft.form.after.by(&facts.ground) {
        return Ok(());
    }
    let (step, citation) = draft.form.after.step();
    Err(Refusal::new("document-too-early", RULE)
        .citing(citation)
        .missing(step)
        .cure("take the step first; the draft waits")
        .titled(
            format!("案件尚未进行到可以制作《{}》的阶段", draft.form.title),
            "The case has not come to what this document tells of",
        ))
}

/// Refuses a document with empty or wrong fields; each is named with its article.
pub(super) fn fields_complete(draft: &Draft, facts: &DocumentFacts<'_>) -> Result<(), Refusal> {
    if facts.gaps.is_empty() {
        return Ok(());
    }
    let gaps: Vec<String> = facts.gaps.iter().map(|gap| gap.problem.clone()).collect();
    Err(Refusal::new("document-incomplete", RULE)
        .citing(draft.form.citation.as_str())
        .missing(gaps.join("；"))
        .cure("fill the fields that are named and seal again")
        .titled(
            format!("《{}》内容不完整，不能盖章", draft.form.title),
            "The document is not complete",
        ))
}

/// Refuses a document that says something else than the case it belongs to.
pub(super) fn agrees_with_case(draft: &Draft, facts: &DocumentFacts<'_>) -> Result<(), Refusal> {
    if facts.contradictions.is_empty() {
        return Ok(());
    }
    Err(Refusal::new("document-contradicts-case", RULE)
        .citing(draft.form.citation.as_str())
        .missing(format!(
            "fields that agree with the case: {}",
            facts.contradictions.join("; ")
        ))
        .cure("leave these fields out: they are filled from the case")
        .titled(
            format!("《{}》与案件记载不一致", draft.form.title),
            "The document says something else than the case",
        ))
}

/// Refuses a numbered document whose agency code is not known.
pub(super) fn code_known(draft: &Draft) -> Result<(), Refusal> {
    if !draft.form.numbered || draft.agency_code.is_some() {
        return Ok(());
    }
    Err(Refusal::new("agency-code-missing", RULE)
        .citing(NUMBERS)
        .missing("the code of the agency (机关代字)")
        .cure("draft the document with agency_code")
        .titled("没有机关代字", "The agency's code is missing"))
}

/// Refuses a second document with the number of one that holds.
pub(super) fn number_free(draft: &Draft, facts: &DocumentFacts<'_>) -> Result<(), Refusal> {
    if !facts.number_taken {
        return Ok(());
    }
    Err(Refusal::new("document-already-sealed", RULE)
        .citing(NUMBERS)
        .missing(format!("a case without a sealed 《{}》", draft.form.title))
        .cure("use the sealed document, or void it first with the reason")
        .titled(
            format!("本案《{}》已经盖章", draft.form.title),
            "This document was sealed already",
        ))
}

/// Refuses to void what reached the party.
pub(super) fn not_served(draft: &Draft, facts: &DocumentFacts<'_>) -> Result<(), Refusal> {
    let tells_decision = matches!(
        draft.form.after,
        Reached::PenaltyDecided | Reached::NoPenaltyDecided
    );
    let decision_served = tells_decision && facts.ground.case.served().is_some();
    let handed_over = facts
        .ground
        .spot()
        .is_some_and(|spot| spot.money().is_some());
    if decision_served || handed_over {
        return Err(served());
    }
    Ok(())
}

/// The refusal for a document that was served.
pub(super) fn served() -> Refusal {
    Refusal::new("document-served", RULE)
        .citing("行政处罚法第六十一条、第七十五条第二款")
        .missing("a document that has not reached the party")
        .cure("revoke or change the decision, or issue a further document")
        .titled("文书已经送达，不得作废", "The document was served")
}

/// Refuses to void without saying why.
pub(super) fn reason_given(reason: &str) -> Result<(), Refusal> {
    if !reason.trim().is_empty() {
        return Ok(());
    }
    Err(Refusal::new("reason-missing", RULE)
        .citing(NUMBERS)
        .missing("the reason, which stays in the register")
        .cure("say why the document is voided")
        .titled("没有写明作废原因", "The reason is missing"))
}

/// The refusal of a numbered form without number, or of another form with one.
pub(super) fn number_missing(draft: &Draft) -> Refusal {
    Refusal::new("document-number", RULE)
        .citing(NUMBERS)
        .missing(if draft.form.numbered {
            "a number for a form that bears one"
        } else {
            "a form that bears a number"
        })
        .cure("take the number in the step that seals")
        .titled(
            "文书字号与文书种类不符",
            "Number and form do not go together",
        )
}

/// Refuses to serve a paper that stays with the agency.
pub(super) fn goes_to_party(draft: &Draft) -> Result<(), Refusal> {
    if draft.form.numbered {
        return Ok(());
    }
    Err(Refusal::new("document-not-for-service", RULE)
        .citing("行政处罚法第六十一条")
        .missing("a document that is addressed to the party")
        .cure("serve the document itself; records and internal papers are filed")
        .titled(
            format!("《{}》不是需要送达的文书", draft.form.title),
            "This paper is not served",
        ))
}

/// The refusal of `command`, which needs a document that is `needed`.
pub(super) fn wrong_state(document: &Document, command: &str, needed: &str) -> Refusal {
    Refusal::new("wrong-state", RULE)
        .citing(NUMBERS)
        .missing(format!(
            "`{command}` needs a document that is {needed}; it is {}",
            document.status()
        ))
        .cure("draft a new document")
        .titled(
            "文书当前状态不能办理此事项",
            "This is not possible in the document's present state",
        )
}
