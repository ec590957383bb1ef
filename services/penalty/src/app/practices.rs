//! What fields of enforcement and regions set: thresholds of the hearing, time that does not count,
//! extensions, who counts as what on the spot, when it is night.

use http_kit::Problem;
use kernel::{Actor, Post, Region};
use ledger::UnitOfWork;
use runtime::{Fault, allow};

use crate::store::night::{self, StoredNight};
use crate::store::practice::{self, StoredPractice};
use crate::store::spot_practice::{self, StoredSpotPractice};

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
    let new = practice::insert(unit.connection(), &stored).await?;
    kept(new, stored)
}

/// As [`set_practice`], for penalties on the spot.
pub(crate) async fn set_spot_practice(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (region, stored): (Region, StoredSpotPractice),
) -> Result<StoredSpotPractice, Fault> {
    allow(actor, SETTERS, region)?;
    let new = spot_practice::insert(unit.connection(), &stored).await?;
    kept(new, stored)
}

/// As [`set_practice`], for the hours of the night.
pub(crate) async fn set_night_hours(
    unit: &mut UnitOfWork,
    actor: &Actor,
    (region, stored): (Region, StoredNight),
) -> Result<StoredNight, Fault> {
    allow(actor, SETTERS, region)?;
    let new = night::insert(unit.connection(), &stored).await?;
    kept(new, stored)
}

fn kept<T>(new: bool, stored: T) -> Result<T, Fault> {
    if new {
        return Ok(stored);
    }
    let problem = Problem::conflict("该地区和生效日期已有规定")
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

/// As [`list_practices`], for penalties on the spot.
pub(crate) async fn list_spot_practices(
    unit: &mut UnitOfWork,
    domain: &str,
    region: Region,
) -> Result<Vec<StoredSpotPractice>, Fault> {
    Ok(spot_practice::list(unit.connection(), domain, region, ROWS_MAX).await?)
}

/// As [`list_practices`], for the hours of the night.
pub(crate) async fn list_night_hours(
    unit: &mut UnitOfWork,
    region: Region,
) -> Result<Vec<StoredNight>, Fault> {
    Ok(night::list(unit.connection(), region, ROWS_MAX).await?)
}
