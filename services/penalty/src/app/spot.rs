//! Penalties on the spot.

use kernel::{Actor, Decider as _, MatterId};
use ledger::{Aggregate, Error, UnitOfWork};
use penalty_domain::party::Identity;
use penalty_domain::remedy::{Opening, Procedure};
use penalty_domain::spot::{
    CASH_AGENCY, CASH_OFFICER, FILE, FILE_PUBLIC_SECURITY, PAY, Spot, SpotCommand, SpotCommandKind,
    SpotDraft, SpotEvent, SpotFacts, SpotPractice, SpotRules,
};
use runtime::{Fault, allow};
use uuid::Uuid;

use super::act::next_number;
use super::docket::{Docketed, Step, follow, found, moment, post_of};
use super::document::follow_hand_over;
use super::remedy::open_remedy;
use crate::events::dockets;
use crate::store::docket::Stored;
use crate::store::{officer, spot_penalty, spot_practice};

impl Docketed for SpotRules<'_> {
    const TIMERS: &'static [(&'static str, &'static str)] = &[
        (FILE, "spot:PEN-SUMMARY-FILE"),
        (FILE_PUBLIC_SECURITY, "spot:PEN-SUMMARY-FILE-PSB"),
        (CASH_OFFICER, "spot:PEN-CASH-OFFICER-2"),
        (CASH_AGENCY, "spot:PEN-CASH-AGENCY-2"),
        (PAY, "spot:PEN-PAY-15"),
    ];

    fn record(
        unit: &mut UnitOfWork,
        aggregate: Aggregate,
        step: &Step<'_, Self>,
    ) -> Result<(), Error> {
        dockets::record_spot(unit, aggregate, step)
    }
}

/// What the officers decide, and the code (机关代字) of their forms.
#[derive(Debug)]
pub(crate) struct Issue {
    pub(crate) draft: SpotDraft,
    pub(crate) agency_code: String,
}

/// A penalty on the spot, and who was penalised.
#[derive(Debug)]
pub(crate) struct SpotSeen {
    pub(crate) spot: Stored<Spot>,
    pub(crate) identity: Option<Identity>,
}

/// Decides on the spot. The form gets its number here, and gives it back when the rules refuse.
pub(crate) async fn issue_spot(
    unit: &mut UnitOfWork,
    actor: &Actor,
    issue: Issue,
) -> Result<Stored<Spot>, Fault> {
    let Issue { draft, agency_code } = issue;
    let region = draft.region;
    let posts = SpotCommandKind::Issue.posts();
    allow(actor, posts, region)?;
    let certificates = officer::find(unit.connection(), &draft.officers).await?;
    let calendar = unit.calendar();
    let moment = moment(unit, actor, &calendar);
    let mut practice = SpotPractice::on(&draft.domain, moment.today())?;
    let domain = &draft.domain;
    let own = spot_practice::sole_trader(unit.connection(), domain, region, moment.today()).await?;
    if let Some(own) = own {
        practice.sole_trader = own;
    }
    let facts = SpotFacts {
        moment,
        practice: &practice,
        certificates: &certificates,
        number: Some(next_number(unit, &agency_code, region).await?),
    };
    let command = SpotCommand::Issue(Box::new(draft));
    let events = SpotRules::decide(&Spot::Unissued, command, &facts)?;
    let id = unit.new_id();
    let mut stored = Stored {
        id,
        matter: MatterId::from(unit.new_id()),
        region,
        version: 0,
        subject: id,
        document_number: None,
        opened_at: unit.now(),
        state: Spot::Unissued,
    };
    follow::<SpotRules<'_>>(unit, &mut stored, &events, (actor, post_of(actor, posts)))?;
    let number = stored.state.form().map(|form| form.number.to_string());
    stored.document_number = number;
    spot_penalty::insert(unit.connection(), &stored).await?;
    for event in &events {
        if let SpotEvent::Issued { identity, .. } = event {
            let now = unit.now();
            spot_penalty::insert_party(unit.connection(), (id, region), identity, now).await?;
        }
    }
    Ok(stored)
}

/// Any later step.
pub(crate) async fn act_on_spot(
    unit: &mut UnitOfWork,
    actor: &Actor,
    id: Uuid,
    command: SpotCommand,
) -> Result<Stored<Spot>, Fault> {
    let mut stored = found(spot_penalty::lock(unit.connection(), id).await?)?;
    let posts = command.kind().posts();
    allow(actor, posts, stored.region)?;
    unit.link_to_last_step(id).await?;
    let calendar = unit.calendar();
    let moment = moment(unit, actor, &calendar);
    let domain = stored.state.form().map_or("", |form| form.domain.as_str());
    let practice = SpotPractice::on(domain, moment.today())?;
    let facts = SpotFacts {
        moment,
        practice: &practice,
        certificates: &[],
        number: None,
    };
    let events = SpotRules::decide(&stored.state, command, &facts)?;
    if events.is_empty() {
        return Ok(stored);
    }
    let read_version = stored.version;
    follow::<SpotRules<'_>>(unit, &mut stored, &events, (actor, post_of(actor, posts)))?;
    spot_penalty::update(unit.connection(), &stored, read_version).await?;
    for event in &events {
        if let SpotEvent::HandedOver { hand_over, .. } = event
            && let Some(form) = stored.state.form()
        {
            follow_hand_over(unit, actor, (id, form), hand_over).await?;
            let opening = Opening {
                decision: id.into(),
                procedure: Procedure::Spot,
                number: form.number.clone(),
                fine: form.penalties.fine(),
                served_on: hand_over.on,
            };
            open_remedy(unit, opening, (stored.matter, stored.region)).await?;
        }
    }
    Ok(stored)
}

/// Looks at one.
pub(crate) async fn look_at_spot(unit: &mut UnitOfWork, id: Uuid) -> Result<SpotSeen, Fault> {
    let spot = found(spot_penalty::find(unit.connection(), id).await?)?;
    let identity = spot_penalty::find_party(unit.connection(), id).await?;
    Ok(SpotSeen { spot, identity })
}
