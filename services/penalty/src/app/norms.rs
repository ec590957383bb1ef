//! The norms that cases are judged by: power list, benchmarks. Where no list was loaded for a region
//! the one that comes with the platform stands in, so that a first case can be handled at all.

use std::sync::LazyLock;

use http_kit::Problem;
use kernel::{Actor, Region};
use ledger::UnitOfWork;
use penalty_domain::CaseCommand;
use penalty_domain::case::Norms;
use penalty_domain::discretion::{Benchmark, check_benchmarks};
use penalty_domain::power_list::{Entrustment, PowerItem, RowError, check_items};
use runtime::Fault;
use serde::Deserialize;

use crate::store::case_file::StoredCase;
use crate::store::power_list::StoredList;
use crate::store::{benchmark, power_list};

/// The list that comes with the platform.
const SHIPPED: &str = include_str!("../../data/power-list.json");

/// A list as it is shipped or sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    source: String,
    items: Vec<PowerItem>,
}

/// If it could not be read no item would be known; a test proves that it can.
static LIST: LazyLock<Shipped> = LazyLock::new(|| {
    serde_json::from_str(SHIPPED).unwrap_or_else(|error| {
        tracing::error!(%error, "the shipped power list cannot be read");
        Shipped {
            source: String::new(),
            items: Vec::new(),
        }
    })
});

/// What a reader of the list sees.
#[derive(Debug, Clone)]
pub(crate) struct ListSeen {
    pub(crate) source: String,
    /// None for the shipped list.
    pub(crate) version: Option<i32>,
    pub(crate) items: Vec<PowerItem>,
    pub(crate) entrustments: Vec<Entrustment>,
}

/// Everything that a report about `code` in `region` is judged by.
pub(crate) async fn norms(
    unit: &mut UnitOfWork,
    region: Region,
    code: &str,
) -> Result<Norms, Fault> {
    let list = power_list::nearest(unit.connection(), region).await?;
    let (item, entrustments) = match list {
        Some(list) => {
            let item = power_list::find_item(unit.connection(), &list, code).await?;
            (item, list.entrustments)
        }
        None => (shipped(code).cloned(), Vec::new()),
    };
    let benchmarks = benchmark::of_item(unit.connection(), region, code).await?;
    Ok(Norms {
        item,
        entrustments,
        benchmarks,
    })
}

/// The norms that `command` is judged by, or the report would be if it were given now: those of the
/// item that it names, or of the one named at filing.
pub(super) async fn norms_for(
    unit: &mut UnitOfWork,
    case: &StoredCase,
    command: Option<&CaseCommand>,
) -> Result<Norms, Fault> {
    let named = match command {
        None | Some(CaseCommand::Decide(_)) => None,
        Some(CaseCommand::ConcludeInvestigation(draft)) => draft.findings.power_item.as_ref(),
        Some(_) => return Ok(Norms::NONE),
    };
    let code = named.map(String::as_str).or(case.state.power_item());
    match code {
        Some(code) => norms(unit, case.region, code).await,
        None => Ok(Norms::NONE),
    }
}

fn shipped(code: &str) -> Option<&'static PowerItem> {
    LIST.items.iter().find(|item| item.code == code)
}

/// A page of the list of `region`.
pub(crate) async fn look_at_list(
    unit: &mut UnitOfWork,
    region: Region,
    (domain, code): (Option<&str>, Option<&str>),
    (limit, offset): (usize, usize),
) -> Result<ListSeen, Fault> {
    let Some(list) = power_list::nearest(unit.connection(), region).await? else {
        let fits = |item: &&PowerItem| {
            domain.is_none_or(|domain| item.domain == domain)
                && code.is_none_or(|code| item.code == code)
        };
        let items = LIST.items.iter().filter(fits).skip(offset).take(limit);
        return Ok(ListSeen {
            source: LIST.source.clone(),
            version: None,
            items: items.cloned().collect(),
            entrustments: Vec::new(),
        });
    };
    let items = if let Some(code) = code {
        let found = power_list::find_item(unit.connection(), &list, code).await?;
        let fits = |item: &PowerItem| domain.is_none_or(|domain| item.domain == domain);
        found.into_iter().filter(fits).collect()
    } else {
        let page = (as_count(limit), as_count(offset));
        power_list::items(unit.connection(), &list, domain, page).await?
    };
    let StoredList {
        version,
        source,
        entrustments,
        ..
    } = list;
    Ok(ListSeen {
        source,
        version: Some(version),
        items,
        entrustments,
    })
}

fn as_count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Takes a new version of the list of `region` as a whole, or nothing of it.
pub(crate) async fn load_list(
    unit: &mut UnitOfWork,
    (actor, region): (&Actor, Region),
    source: &str,
    (items, entrustments): (&[PowerItem], &[Entrustment]),
) -> Result<i32, Fault> {
    whole("items", &check_items(items))?;
    let by = (actor.id, unit.now());
    let named = (region.prefix(), source);
    let version = power_list::insert(unit.connection(), named, (items, entrustments), by).await?;
    Ok(version)
}

/// Publishes benchmarks of `region`, all or none.
pub(crate) async fn publish_benchmarks(
    unit: &mut UnitOfWork,
    (actor, region): (&Actor, Region),
    benchmarks: &[Benchmark],
) -> Result<(), Fault> {
    let mut faults = check_benchmarks(benchmarks);
    let by = (actor.id, unit.now());
    for (index, one) in benchmarks.iter().enumerate() {
        let known = norms(unit, region, &one.item).await?.item.is_some();
        if !known {
            faults.push(RowError::at(
                index,
                format!("the list has no item {}", one.item),
            ));
        } else if !benchmark::insert(unit.connection(), region.prefix(), one, by).await? {
            faults.push(RowError::at(
                index,
                format!("item {} has a benchmark from {}", one.item, one.valid_from),
            ));
        }
    }
    // what was written above falls back with the transaction
    whole("benchmarks", &faults)
}

/// Refuses what has a faulty row, each fault by its row.
pub(crate) fn whole(field: &str, faults: &[RowError]) -> Result<(), Fault> {
    if faults.is_empty() {
        return Ok(());
    }
    let problem = faults.iter().fold(
        Problem::unprocessable("数据有误，未作任何更改"),
        |problem, fault| problem.field(format!("{field}[{}]", fault.row), fault.problem.clone()),
    );
    Err(problem.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_list_has_sixty_items_without_fault_each_with_its_article() {
        assert!(LIST.items.len() >= 60, "{}", LIST.items.len());
        assert_eq!(check_items(&LIST.items), []);
        for item in &LIST.items {
            for version in &item.versions {
                assert!(version.citation().contains('第'), "{}", item.code);
            }
        }
    }

    #[test]
    fn a_version_of_the_shipped_list_begins_where_the_one_before_it_ends() {
        for item in &LIST.items {
            for (earlier, later) in item.versions.iter().zip(item.versions.iter().skip(1)) {
                assert_eq!(earlier.valid_to, Some(later.valid_from), "{}", item.code);
            }
            let last = item.versions.last().map(|version| version.valid_to);
            assert_eq!(last, Some(None), "{}", item.code);
        }
    }
}
