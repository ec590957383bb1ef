//! Gates that several commands share.

use kernel::Post;
use law::Refusal;

use super::{Publication, PublicationFacts};

/// Most characters of a field of the summary, of a note and of a public reason.
const WORDS_CHARS_MAX: usize = 1_000;

/// Words that were asked for, without the space around them.
pub(super) fn words(text: &str, english: &str, chinese: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    if (1..=WORDS_CHARS_MAX).contains(&length) {
        return Ok(text.to_owned());
    }
    Err(Refusal::new("words-missing", "DIS-SUMMARY")
        .citing("市场监督管理行政处罚信息公示规定第四条第三款、第五条、第十一条")
        .missing(format!(
            "the {english}: 1 to {WORDS_CHARS_MAX} characters; it has {length}"
        ))
        .cure("fill it in")
        .titled(
            format!("{chinese}未填写或者过长"),
            format!("The {english} is missing or too long"),
        ))
}

/// Publication is the duty of its own post.
pub(super) fn holds_any(facts: &PublicationFacts<'_>, posts: &[Post]) -> Result<(), Refusal> {
    if facts.actor.holds_any(posts) {
        return Ok(());
    }
    let titles: Vec<&str> = posts.iter().map(|post| post.title_zh()).collect();
    Err(Refusal::new("post-missing", "DIS-POST")
        .citing("市场监督管理行政处罚信息公示规定第十九条")
        .missing(format!("one of the posts: {}", titles.join("、")))
        .cure("let someone who holds the post do it")
        .titled("无权办理公示事项", "Not a task of this post"))
}

/// The refusal of a command that the state does not allow.
pub(super) fn wrong_state(state: &Publication, command: &str) -> Refusal {
    let lawful = match state {
        Publication::Unknown => "take",
        Publication::Queued { .. } => "mask, refuse",
        Publication::Masked { .. } => "mask, approve, refuse",
        Publication::Approved { .. } => "mask, publish, refuse",
        Publication::Published { .. } | Publication::Withdrawing { .. } => "withdraw",
        Publication::Withdrawn { .. } | Publication::Refused { .. } => "none",
    };
    let citation = match state {
        Publication::Refused { refusal, .. } => refusal.ground.citation(),
        Publication::Published { .. }
        | Publication::Withdrawing { .. }
        | Publication::Withdrawn { .. } => "行政处罚法第四十八条第二款",
        Publication::Unknown
        | Publication::Queued { .. }
        | Publication::Masked { .. }
        | Publication::Approved { .. } => "行政处罚法第四十八条第一款",
    };
    Refusal::new("wrong-state", "DIS-STATE")
        .citing(citation)
        .missing(format!(
            "a state that allows `{command}`; it is `{}`",
            state.name()
        ))
        .cure(format!("lawful now: {lawful}"))
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}
