//! Criminal referrals, and what they mean for their case.

use kernel::{Actor, CaseId, Decider as _};
use law::Refusal;
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::referral::{
    APPROVE, HAND_OVER, OBJECT, POLICE, Posture, RULES_OF_TRANSFER, Referral, ReferralCommand,
    ReferralDraft, ReferralRules, TRANSFER,
};
use runtime::{Fault, allow};
use uuid::Uuid;

use super::docket::{Docketed, Step, follow, found, moment, post_of};
use crate::events::dockets;
use crate::store::docket::Stored;
use crate::store::{case_file, referral};

impl Docketed for ReferralRules<'_> {
    const TIMERS: &'static [(&'static str, &'static str)] = &[
        (APPROVE, "referral:CRM-APPROVE-3"),
        (TRANSFER, "referral:CRM-TRANSFER-24H"),
        (POLICE, "referral:CRM-POLICE-3"),
        (HAND_OVER, "referral:CRM-HANDOVER-3"),
        (OBJECT, "referral:CRM-OBJECT-3"),
    ];

    fn record(
        unit: &mut UnitOfWork,
        aggregate: Aggregate,
        step: &Step<'_, Self>,
    ) -> Result<(), Error> {
        dockets::record_referral(unit, aggregate, step)
    }
}

/// Sets up the task group of a case. The case stays locked until the commit, so that no fine is
/// decided at the same moment.
pub(crate) async fn open_referral(
    unit: &mut UnitOfWork,
    actor: &Actor,
    draft: ReferralDraft,
) -> Result<Stored<Referral>, Fault> {
    let case = case_file::lock(unit.connection(), draft.case).await?;
    let case = case.ok_or_else(http_kit::Problem::not_found)?;
    let command = ReferralCommand::Open(draft);
    let posts = command.posts();
    allow(actor, posts, case.region)?;
    let calendar = unit.calendar();
    let events = ReferralRules::decide(
        &Referral::Unopened,
        command,
        &moment(unit, actor, &calendar),
    )?;
    let mut stored = Stored {
        id: unit.new_id(),
        matter: case.matter,
        region: case.region,
        version: 0,
        subject: case.id.uuid(),
        document_number: None,
        opened_at: unit.now(),
        state: Referral::Unopened,
    };
    follow::<ReferralRules<'_>>(unit, &mut stored, &events, (actor, post_of(actor, posts)))?;
    if referral::insert(unit.connection(), &stored).await? {
        return Ok(stored);
    }
    Err(Refusal::new("referral-exists", "CRM-GROUP")
        .citing(format!("{RULES_OF_TRANSFER}第五条"))
        .missing("a case without a referral on its way")
        .cure("go on with the referral that exists")
        .titled(
            "该案件已有移送程序",
            "A referral of this case is on its way",
        )
        .into())
}

/// Any later step.
pub(crate) async fn act_on_referral(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: Uuid,
    command: ReferralCommand,
) -> Result<Stored<Referral>, Fault> {
    let mut stored = found(referral::lock(unit.connection(), id).await?)?;
    let posts = command.posts();
    allow(actor, posts, stored.region)?;
    unit.link_to_last_step(id).await?;
    let calendar = unit.calendar();
    let events = ReferralRules::decide(&stored.state, command, &moment(unit, actor, &calendar))?;
    if events.is_empty() {
        return Ok(stored);
    }
    let read_version = stored.version;
    follow::<ReferralRules<'_>>(unit, &mut stored, &events, (actor, post_of(actor, posts)))?;
    referral::update(unit.connection(), &stored, read_version).await?;
    Ok(stored)
}

/// A referral to be looked at.
pub(crate) async fn find_referral(
    unit: &mut UnitOfWork,
    id: Uuid,
) -> Result<Stored<Referral>, Fault> {
    found(referral::find(unit.connection(), id).await?)
}

/// What the referral of a case means for its decision, and whether it was approved and still goes on.
pub(super) async fn referral_of(
    unit: &mut UnitOfWork,
    case: CaseId,
) -> Result<(Posture, bool), Fault> {
    let latest = referral::about(unit.connection(), case.uuid()).await?;
    let posture = latest.as_ref().map(|stored| stored.state.posture());
    let posture = posture.unwrap_or_default();
    let approved = latest.is_some_and(|stored| stored.state.is_approved());
    Ok((posture, approved && posture != Posture::None))
}
