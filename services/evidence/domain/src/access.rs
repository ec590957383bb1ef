//! Who may put evidence in, look at it and move it.

use kernel::{Actor, OfficerId, Post};
use law::Refusal;

/// Posts that collect evidence.
pub const COLLECTORS: &[Post] = &[Post::Officer, Post::Handler];

/// Posts that may look at the evidence of any case of their region.
pub const READERS: &[Post] = &[
    Post::Reviewer,
    Post::Decider,
    Post::Supervisor,
    Post::Auditor,
];

/// Whether `actor` is one of the officers of `team`, in a post that collects evidence. An officer
/// signs in under the identifier of the enforcement certificate.
#[must_use]
pub fn is_on_team(actor: &Actor, team: &[OfficerId]) -> bool {
    actor.holds_any(COLLECTORS) && team.iter().any(|officer| officer.uuid() == actor.id.uuid())
}

/// Only the officers assigned to the case investigate it.
pub fn on_team(actor: &Actor, team: &[OfficerId]) -> Result<(), Refusal> {
    if is_on_team(actor, team) {
        return Ok(());
    }
    Err(Refusal::new("not-on-team", "G1")
        .citing("行政处罚法第四十二条第一款；市场监督管理行政处罚程序规定第二十二条")
        .missing("an officer who is assigned to this case")
        .cure("let an officer of the team do it, or have the team changed by dispatch")
        .titled("不是本案办案人员", "Not an officer of this case"))
}

/// The content is read by the team and by those who review, decide, supervise or audit.
pub fn may_read(actor: &Actor, team: &[OfficerId]) -> Result<(), Refusal> {
    if actor.holds_any(READERS) {
        return Ok(());
    }
    on_team(actor, team)
}
