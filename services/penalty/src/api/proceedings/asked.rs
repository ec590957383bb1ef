//! The writes: a proceeding begins in a case, and every step after that.

use axum::http::StatusCode;
use axum::response::Response;
use kernel::CaseId;
use runtime::{Asked, Fault};
use uuid::Uuid;

use super::view::ProceedingView;
use crate::Penalty;
use crate::app::{Recorded, Subject, begin, counted, step};

/// Begins a proceeding in the case that the path names, once.
pub(super) async fn begun<P: Recorded, T>(
    penalty: &Penalty,
    asked: Asked<CaseId, T>,
    command: impl FnOnce(Uuid, T) -> P::Command,
) -> Result<Response, Fault> {
    let new = penalty.ledger.new_id();
    let asked = asked.map(|body| command(new, body));
    let case = asked.id;
    let path = format!("/cases/{case}/{}", P::KIND.as_str());
    let name = format!("{}/{}", P::KIND.as_str(), P::kind_of(&asked.body));
    let scope = asked.actor.scope.clone();
    let begun = asked.once(
        &penalty.ledger,
        &scope,
        &path,
        |unit, (actor, case, command)| {
            Box::pin(async move {
                let stored = begin::<P>(unit, &actor, (case, new), command).await?;
                Ok((StatusCode::CREATED, ProceedingView::of(&stored, &actor)))
            })
        },
    );
    let place = (Subject::Case(case), name.as_str());
    counted(&penalty.ledger, &scope, place, begun).await
}

/// Takes the step that the body asks for once, however often it is asked for with this key.
pub(super) async fn taken<P, T>(penalty: &Penalty, asked: Asked<Uuid, T>) -> Result<Response, Fault>
where
    P: Recorded,
    P::Command: From<T>,
{
    let asked = asked.map(P::Command::from);
    let id = asked.id;
    let name = format!("{}/{}", P::KIND.as_str(), P::kind_of(&asked.body));
    let path = format!("/{id}/{name}");
    let scope = asked.actor.scope.clone();
    let taken = asked.once(
        &penalty.ledger,
        &scope,
        &path,
        |unit, (actor, id, command)| {
            Box::pin(async move {
                let stored = step::<P>(unit, &actor, id, command).await?;
                Ok((StatusCode::OK, ProceedingView::of(&stored, &actor)))
            })
        },
    );
    let place = (Subject::Proceeding(P::KIND, id), name.as_str());
    counted(&penalty.ledger, &scope, place, taken).await
}
