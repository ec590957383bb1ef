//! What is looked up before a document is filled or judged: to what it belongs, what it tells of, and
//! the papers that were sealed before it.

use std::sync::Arc;

use documents::Form;
use http_kit::Problem;
use jiff::Timestamp;
use kernel::{CaseId, MatterId, Region};
use law::Calendar;
use ledger::UnitOfWork;
use penalty_domain::case::{Case, CorrectionOrder};
use penalty_domain::document::{About, Document, Draft, Ground, Seal, Subject};
use penalty_domain::enforcement::Enforcement;
use penalty_domain::measure::Measure;
use penalty_domain::preservation::Preservation;
use runtime::Fault;
use serde_json::Value;
use uuid::Uuid;

use super::about;
use crate::app::docket::found;
use crate::app::look::{CaseSeen, look, look_and_lock};
use crate::app::spot::{SpotSeen, look_at_spot};
use crate::documents::forms::{draws_on_enforcement, draws_on_papers};
use crate::store::official_document::{self, StoredDocument};
use crate::store::{document_content, enforcement, remedy, spot_penalty};

/// Most papers of one case that are searched for those a document refers to.
const PAPERS_MAX: i64 = 2_000;

/// A penalty on the spot has no case.
static NO_CASE: Case = Case::Unopened;

/// What a document belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OwnerId {
    Case(CaseId),
    Spot(Uuid),
}

/// The same, as it stands.
#[derive(Debug)]
pub(crate) enum Owner {
    Case(Box<CaseSeen>),
    Spot(Box<SpotSeen>),
}

/// What a document tells of, where its case alone does not say it.
#[derive(Debug)]
pub(crate) enum Topic {
    Owner,
    Measure(Box<Measure>),
    Preservation(Box<Preservation>),
    Document(Box<StoredDocument>),
    Correction(CorrectionOrder),
}

/// Everything that fills a document.
#[derive(Debug)]
pub(crate) struct Sources {
    pub(crate) owner: Owner,
    pub(crate) about: Option<About>,
    pub(crate) topic: Topic,
    pub(crate) enforcement: Option<Enforcement>,
    /// Whether the decision was ever challenged, where that is told.
    pub(crate) challenged: Option<bool>,
    /// Papers that were sealed and hold, the oldest first.
    pub(crate) papers: Vec<StoredDocument>,
    /// Number of the list of property about the same, drafted or sealed.
    pub(crate) list_number: Option<String>,
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) at: Timestamp,
}

impl OwnerId {
    /// What the stored document belongs to.
    pub(super) fn of(stored: &StoredDocument) -> Self {
        match stored.state.draft().and_then(|draft| draft.about) {
            Some(About::SpotPenalty { id }) => Self::Spot(id.uuid()),
            Some(
                About::Measure { .. }
                | About::Preservation { .. }
                | About::Document { .. }
                | About::CorrectionOrder { .. },
            )
            | None => Self::Case(stored.case),
        }
    }
}

impl Owner {
    /// Loads it, and locks it until the transaction ends.
    pub(super) async fn lock(unit: &mut UnitOfWork, id: OwnerId) -> Result<Self, Fault> {
        match id {
            OwnerId::Case(id) => Ok(Self::Case(Box::new(look_and_lock(unit, id).await?))),
            OwnerId::Spot(id) => {
                let spot = found(spot_penalty::lock(unit.connection(), id).await?)?;
                let identity = spot_penalty::find_party(unit.connection(), id).await?;
                Ok(Self::Spot(Box::new(SpotSeen { spot, identity })))
            }
        }
    }

    /// Loads it.
    pub(super) async fn look(unit: &mut UnitOfWork, id: OwnerId) -> Result<Self, Fault> {
        match id {
            OwnerId::Case(id) => Ok(Self::Case(Box::new(look(unit, id).await?))),
            OwnerId::Spot(id) => Ok(Self::Spot(Box::new(look_at_spot(unit, id).await?))),
        }
    }

    /// The case; a penalty on the spot stands under its own identifier.
    pub(super) fn id(&self) -> CaseId {
        match self {
            Self::Case(seen) => seen.case.id,
            Self::Spot(seen) => CaseId::from(seen.spot.id),
        }
    }

    pub(super) fn matter(&self) -> MatterId {
        match self {
            Self::Case(seen) => seen.case.matter,
            Self::Spot(seen) => seen.spot.matter,
        }
    }

    pub(super) fn region(&self) -> Region {
        match self {
            Self::Case(seen) => seen.case.region,
            Self::Spot(seen) => seen.spot.region,
        }
    }
}

impl Sources {
    /// Looks up what a document of `form` about `about` draws on.
    pub(super) async fn of(
        unit: &mut UnitOfWork,
        owner: Owner,
        (form, about): (Form, Option<About>),
    ) -> Result<Self, Fault> {
        let topic = about::find(unit, &owner, about).await?;
        let case = owner.id();
        let stored = if draws_on_papers(form) {
            official_document::of_case(unit.connection(), case, PAPERS_MAX).await?
        } else {
            Vec::new()
        };
        let list_number = list_number(unit, &stored, about).await?;
        let (enforcement, remedy) = if draws_on_enforcement(form) {
            let connection = unit.connection();
            (
                enforcement::find(connection, case).await?,
                remedy::about(connection, case.uuid()).await?,
            )
        } else {
            (None, None)
        };
        let remedy = remedy.as_ref().and_then(|stored| stored.state.dossier());
        let holds = |paper: &StoredDocument| {
            matches!(
                paper.state,
                Document::Sealed { .. } | Document::Served { .. }
            )
        };
        Ok(Self {
            owner,
            about,
            topic,
            enforcement: enforcement.map(|stored| stored.state),
            challenged: remedy.map(|dossier| dossier.challenged),
            papers: stored.into_iter().filter(holds).collect(),
            list_number,
            calendar: unit.calendar(),
            at: unit.now(),
        })
    }

    /// What the rules judge the document by.
    pub(super) fn ground(&self) -> Ground<'_> {
        let (case, on_the_spot) = match &self.owner {
            Owner::Case(seen) => (&seen.case.state, None),
            Owner::Spot(seen) => (&NO_CASE, Some(&seen.spot.state)),
        };
        let subject = match &self.topic {
            Topic::Owner => on_the_spot.map_or(Subject::Case, Subject::Spot),
            Topic::Measure(measure) => Subject::Measure(measure),
            Topic::Preservation(preservation) => Subject::Preservation(preservation),
            Topic::Document(stored) => Subject::Document(&stored.state),
            Topic::Correction(order) => Subject::Correction(order),
        };
        Ground {
            case,
            subject,
            enforcement: self.enforcement.as_ref(),
        }
    }

    /// The last paper of `form` that holds; where the document names a subject, the one about the same.
    pub(crate) fn sealed(&self, form: Form) -> Option<(&Draft, &Seal)> {
        let of_form = |paper: &&StoredDocument| {
            let draft = paper.state.draft();
            draft.is_some_and(|draft| draft.form.name == form.name() && draft.about == self.about)
        };
        let last = self.papers.iter().rfind(of_form)?;
        last.state.draft().zip(last.state.seal())
    }

    /// The number of that paper.
    pub(crate) fn number_of(&self, form: Form) -> Option<String> {
        let (_, seal) = self.sealed(form)?;
        seal.number.as_ref().map(ToString::to_string)
    }
}

/// The number that people gave the last list of property about the same measure or preservation.
async fn list_number(
    unit: &mut UnitOfWork,
    stored: &[StoredDocument],
    about: Option<About>,
) -> Result<Option<String>, Fault> {
    let Some(about) = about else {
        return Ok(None);
    };
    let is_list = |paper: &&StoredDocument| {
        let held = !matches!(paper.state, Document::Voided { .. });
        let draft = paper.state.draft().filter(|_| held);
        draft.is_some_and(|draft| {
            draft.form.name == Form::PropertyList.name() && draft.about == Some(about)
        })
    };
    let Some(list) = stored.iter().rfind(is_list) else {
        return Ok(None);
    };
    let content = document_content::find(unit.connection(), list.id).await?;
    let number = content.get("list_number").and_then(Value::as_str);
    Ok(number.map(str::to_owned))
}

/// The document, or the answer that there is none for this caller.
pub(super) fn known(stored: Option<StoredDocument>) -> Result<StoredDocument, Fault> {
    Ok(stored.ok_or_else(Problem::not_found)?)
}
