//! What fields of enforcement set: thresholds of the hearing, time that does not count, extensions.

use http_kit::Problem;
use kernel::{Actor, Post, Region};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use crate::store::practice::{self, StoredPractice};

/// Whoever supervises enforcement in a region publishes what holds there.
const SETTERS: &[Post] = &[Post::Supervisor];

/// Most rows of one answer.
const ROWS_MAX: i64 = 200;

/// Sets what holds for a field in `region` and below from a day on. What was set for a day is never
/// rewritten: a new day supersedes it.
pub(crate) async fn set_practice(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (region, stored): (Region, StoredPractice),
) -> Result<StoredPractice, Fault> {
    allow(actor, SETTERS, region)?;
    if practice::insert(unit.connection(), &stored).await? {
        return Ok(stored);
    }
    let problem = Problem::conflict("该领域、地区和生效日期已有规定")
        .with_code("practice-set-before")
        .cure("set it from a later day");
    Err(problem.into())
}

/// What was set for `domain` by `region`, by those above it and by those below it.
pub(crate) async fn list_practices(
    unit: &mut UnitOfWork,
    domain: &str,
    region: Region,
) -> Result<Vec<StoredPractice>, Fault> {
    Ok(practice::list(unit.connection(), domain, region, ROWS_MAX).await?)
}
