//! Shows matters as they stand.

use std::collections::HashMap;

use kernel::{MatterId, Region};
use ledger::{Error, UnitOfWork};
use uuid::Uuid;

use crate::store::matter::{self, MatterHead};
use crate::store::step;
use crate::timeline::{self, Step};

/// A matter with all its steps in order.
#[derive(Debug)]
pub(crate) struct Matter {
    pub(crate) head: MatterHead,
    pub(crate) steps: Vec<Step>,
}

/// A page of matters that began within `region`, the latest step first.
pub(crate) async fn latest(
    unit: &mut UnitOfWork,
    region: Region,
    limit: i64,
    offset: i64,
) -> Result<Vec<Matter>, Error> {
    let heads = matter::latest(unit.connection(), region, limit, offset).await?;
    with_steps(unit, heads).await
}

/// One matter, when the caller may see it.
pub(crate) async fn find(unit: &mut UnitOfWork, id: MatterId) -> Result<Option<Matter>, Error> {
    let head = matter::find(unit.connection(), id).await?;
    let mut found = with_steps(unit, head.into_iter().collect()).await?;
    Ok(found.pop())
}

async fn with_steps(unit: &mut UnitOfWork, heads: Vec<MatterHead>) -> Result<Vec<Matter>, Error> {
    let matters: Vec<Uuid> = heads.iter().map(|head| head.matter.uuid()).collect();
    let mut steps: HashMap<MatterId, Vec<Step>> = HashMap::with_capacity(heads.len());
    for step in step::of_matters(unit.connection(), &matters).await? {
        steps.entry(step.matter_id).or_default().push(step);
    }
    let mut told = |head: MatterHead| Matter {
        steps: timeline::order(steps.remove(&head.matter).unwrap_or_default()),
        head,
    };
    Ok(heads.into_iter().map(&mut told).collect())
}
