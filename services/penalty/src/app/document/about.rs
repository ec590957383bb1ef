//! What a document names in `about`: whether its form takes it, and whether it is of the same case.

use documents::Form;
use http_kit::Problem;
use kernel::CaseId;
use ledger::UnitOfWork;
use penalty_domain::document::About;
use penalty_domain::measure::Measure;
use penalty_domain::preservation::Preservation;
use penalty_domain::proceeding::Proceeding;
use runtime::Fault;
use uuid::Uuid;

use super::sources::{Owner, OwnerId, Topic};
use crate::documents::forms::{Wants, wants};
use crate::store::official_document;
use crate::store::proceeding::{self, ProceedingKind};

/// Refuses a document of `form` that does not name what the form tells of, or names something else.
/// A penalty on the spot is named by the address it is drafted under.
pub(super) fn fits(owner: OwnerId, form: Form, about: Option<About>) -> Result<(), Fault> {
    let wants = wants(form);
    match (owner, wants) {
        (OwnerId::Case(_), Wants::SpotPenalty) => return Err(belongs_to_spot(form)),
        (OwnerId::Spot(_), Wants::SpotPenalty) if about.is_none() => return Ok(()),
        (OwnerId::Spot(_), Wants::SpotPenalty) | (OwnerId::Case(_), _) => {}
        (OwnerId::Spot(_), _) => return Err(not_on_the_spot(form)),
    }
    let Some(about) = about else {
        return if wants.is_needed() {
            Err(missing(form, wants))
        } else {
            Ok(())
        };
    };
    if wants.takes(about) {
        return Ok(());
    }
    Err(
        Problem::unprocessable(format!("《{}》不涉及所指事项", form.title_zh()))
            .with_code("about-of-another-kind")
            .cure(wants.cure())
            .field("about.kind", format!("this form takes: {}", wants.words()))
            .into(),
    )
}

/// Finds what `about` names, which must be of `owner`.
pub(super) async fn find(
    unit: &mut UnitOfWork,
    owner: &Owner,
    about: Option<About>,
) -> Result<Topic, Fault> {
    let case = owner.id();
    match about {
        None | Some(About::SpotPenalty { .. }) => Ok(Topic::Owner),
        Some(About::Measure { id }) => {
            let kind = ProceedingKind::Measure;
            let measure = beside::<Measure>(unit, case, (kind, id.uuid())).await?;
            Ok(Topic::Measure(Box::new(measure)))
        }
        Some(About::Preservation { id }) => {
            let kind = ProceedingKind::Preservation;
            let preservation = beside::<Preservation>(unit, case, (kind, id.uuid())).await?;
            Ok(Topic::Preservation(Box::new(preservation)))
        }
        Some(About::Document { id }) => {
            let found = official_document::find(unit.connection(), id).await?;
            let stored = found.ok_or_else(|| unknown("document"))?;
            of_this_case(stored.case == case, "document")?;
            Ok(Topic::Document(Box::new(stored)))
        }
        Some(About::CorrectionOrder { number }) => {
            let Owner::Case(seen) = owner else {
                return Err(unknown("order to correct"));
            };
            let place = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
            let file = seen.case.state.file();
            let order = place
                .zip(file)
                .and_then(|(place, file)| file.proceedings.corrections.get(place));
            let order = order.cloned().ok_or_else(|| unknown("order to correct"))?;
            Ok(Topic::Correction(order))
        }
    }
}

/// Refuses to tell of a document that is not sealed, or does not hold any more.
pub(super) fn holds(topic: &Topic) -> Result<(), Fault> {
    match topic {
        Topic::Document(stored)
            if stored.state.seal().is_none() || stored.state.voiding().is_some() =>
        {
            Err(not_sealed())
        }
        Topic::Document(_)
        | Topic::Owner
        | Topic::Measure(_)
        | Topic::Preservation(_)
        | Topic::Correction(_) => Ok(()),
    }
}

async fn beside<P: Proceeding>(
    unit: &mut UnitOfWork,
    case: CaseId,
    (kind, id): (ProceedingKind, Uuid),
) -> Result<P, Fault> {
    let found = proceeding::find::<P>(unit.connection(), kind, id).await?;
    let stored = found.ok_or_else(|| unknown(kind.as_str()))?;
    of_this_case(stored.case == case, kind.as_str())?;
    Ok(stored.state)
}

fn missing(form: Form, wants: Wants) -> Fault {
    Problem::unprocessable(format!("《{}》须指明所涉事项", form.title_zh()))
        .with_code("about-missing")
        .cure(wants.cure())
        .field("about", format!("name {}", wants.words()))
        .into()
}

fn unknown(what: &str) -> Fault {
    Problem::unprocessable("文书所指事项不存在")
        .with_code("about-unknown")
        .cure("name one of this case; the lists of the case show them")
        .field("about", format!("there is no such {what}"))
        .into()
}

fn of_this_case(holds: bool, what: &str) -> Result<(), Fault> {
    if holds {
        return Ok(());
    }
    Err(Problem::unprocessable("文书所指事项属于另一案件")
        .with_code("about-of-another-case")
        .cure("name one of this case, or draft the document in the case it belongs to")
        .field("about", format!("this {what} belongs to another case"))
        .into())
}

fn not_sealed() -> Fault {
    Problem::unprocessable("所指文书尚未盖章或者已经作废")
        .with_code("about-not-sealed")
        .cure("seal the document first; what is served is the sealed document")
        .field("about.id", "this document is not sealed, or was voided")
        .into()
}

fn belongs_to_spot(form: Form) -> Fault {
    Problem::unprocessable(format!("《{}》属于当场处罚，不属于案件", form.title_zh()))
        .with_code("about-missing")
        .cure("draft it under /api/penalty/v1/spot-penalties/{id}/documents")
        .field("form", "this form belongs to a penalty on the spot")
        .into()
}

fn not_on_the_spot(form: Form) -> Fault {
    Problem::unprocessable(format!("当场处罚不制作《{}》", form.title_zh()))
        .with_code("form-not-on-the-spot")
        .cure("draft spot-penalty-decision here; every other form belongs to a case")
        .field("form", "a penalty on the spot has one form of its own")
        .into()
}
