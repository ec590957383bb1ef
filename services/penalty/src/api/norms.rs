//! Power list, discretion benchmarks and the calculator.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use http_kit::{Caller, IdempotencyKey, ValidJson, ValidQuery};
use kernel::{Fen, Post, RegionScope};
use law::Refusal;
use penalty_domain::assessment::Assessment;
use penalty_domain::discretion::{Benchmark, IncomeStep, Measured};
use penalty_domain::limitation::Limitation;
use penalty_domain::power_list::{Entrustment, LawChoice, PowerItem};
use runtime::{Fault, allow, once, request_key};
use serde::Serialize;
use utoipa::ToSchema;

use super::cases::may_read;
use super::dto::{
    Calculate, ListBenchmarks, ListItems, LoadPowerList, NORMS_PAGE, PublishBenchmarks,
};
use crate::Penalty;
use crate::app::{self, Calculation, ListSeen};
use crate::store::benchmark;

/// Who may load lists and publish benchmarks: those who watch over enforcement.
const ADMINISTRATORS: &[Post] = &[Post::Supervisor];

/// A page of the power and responsibility list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PowerListView {
    /// The document that published it.
    source: String,
    /// Version of the region's list; none for the list that comes with the platform.
    version: Option<i32>,
    #[schema(value_type = Vec<Object>)]
    items: Vec<PowerItem>,
    #[schema(value_type = Vec<Object>)]
    entrustments: Vec<Entrustment>,
}

/// A page of benchmarks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BenchmarkList {
    #[schema(value_type = Vec<Object>)]
    benchmarks: Vec<Benchmark>,
}

/// What was loaded.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Loaded {
    /// Version of the list; none for benchmarks.
    version: Option<i32>,
    /// How many rows.
    rows: usize,
}

/// The answer for one item.
#[derive(Debug, Serialize, ToSchema)]
struct NormView {
    item: String,
    name: String,
    /// The version of the law that applies, with each comparison.
    #[schema(value_type = Object)]
    law: LawChoice,
    /// Range, grade, band and formula.
    #[schema(value_type = Object)]
    measured: Measured,
    /// Why the tried amount would be refused; none if it would not, or none was tried.
    #[schema(value_type = Option<Object>)]
    amount_refused: Option<Refusal>,
}

/// The answer of the calculator.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CalculationView {
    #[schema(value_type = Object)]
    limitation: Limitation,
    /// Every row of the table, whether it holds, and why.
    #[schema(value_type = Object)]
    assessment: Assessment,
    /// The item whose norm has the higher fine (行政处罚法 Art. 29).
    applies: Option<String>,
    norms: Vec<NormView>,
    /// Illegal income left to confiscate, in fen.
    #[schema(value_type = Option<i64>)]
    confiscable_fen: Option<Fen>,
    #[schema(value_type = Vec<Object>)]
    income_steps: Vec<IncomeStep>,
}

impl From<Calculation> for CalculationView {
    fn from(found: Calculation) -> Self {
        let (confiscable_fen, income_steps) = match found.income {
            Some((left, steps)) => (Some(left), steps),
            None => (None, Vec::new()),
        };
        let norms = found.norms.into_iter().map(|norm| NormView {
            item: norm.item,
            name: norm.name,
            law: norm.law,
            measured: norm.measured,
            amount_refused: norm.amount_refused,
        });
        Self {
            limitation: found.limitation,
            assessment: found.assessment,
            applies: found.applies,
            norms: norms.collect(),
            confiscable_fen,
            income_steps,
        }
    }
}

/// Shows the power and responsibility list (权责清单) of a region. It is public.
#[utoipa::path(get, path = "/api/penalty/v1/power-items", tag = "norms", params(ListItems),
    responses((status = 200, body = PowerListView)))]
pub(super) async fn power_items(
    State(penalty): State<Penalty>,
    ValidQuery(query): ValidQuery<ListItems>,
) -> Result<Json<PowerListView>, Fault> {
    let mut unit = penalty.ledger.begin(&RegionScope::nowhere()).await?;
    let offset = usize::try_from(query.page)
        .unwrap_or(usize::MAX)
        .saturating_mul(NORMS_PAGE);
    let asked = (query.domain.as_deref(), query.code.as_deref());
    let page = (NORMS_PAGE, offset);
    let seen = app::look_at_list(&mut unit, query.region, asked, page).await?;
    let ListSeen {
        source,
        version,
        items,
        entrustments,
    } = seen;
    Ok(Json(PowerListView {
        source,
        version,
        items,
        entrustments,
    }))
}

/// Loads a new version of a region's power list.
#[utoipa::path(post, path = "/api/penalty/v1/power-list", tag = "norms", params(IdempotencyKey),
    request_body = LoadPowerList, responses((status = 201, body = Loaded)),
    security(("bearer" = [])))]
pub(super) async fn load_power_list(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<LoadPowerList>,
) -> Result<Response, Fault> {
    let (region, source) = (value.region, String::from(value.source.clone()));
    allow(&actor, ADMINISTRATORS, region)?;
    let (items, entrustments) = value.rows()?;
    let key = request_key(Some(&actor), key, "/power-list", request_hash);
    let scope = actor.scope.clone();
    once(&penalty.ledger, &scope, key, |unit| {
        Box::pin(async move {
            let rows = (items.as_slice(), entrustments.as_slice());
            let version = app::load_list(unit, (&actor, region), &source, rows).await?;
            let loaded = Loaded {
                version: Some(version),
                rows: items.len(),
            };
            Ok((StatusCode::CREATED, loaded))
        })
    })
    .await
}

/// Shows the published discretion benchmarks (裁量基准). They are public.
#[utoipa::path(get, path = "/api/penalty/v1/benchmarks", tag = "norms", params(ListBenchmarks),
    responses((status = 200, body = BenchmarkList)))]
pub(super) async fn benchmarks(
    State(penalty): State<Penalty>,
    ValidQuery(query): ValidQuery<ListBenchmarks>,
) -> Result<Json<BenchmarkList>, Fault> {
    let mut unit = penalty.ledger.begin(&RegionScope::nowhere()).await?;
    let limit = i64::try_from(NORMS_PAGE).unwrap_or(i64::MAX);
    let page = (limit, i64::from(query.page).saturating_mul(limit));
    let item = query.item.as_deref();
    let benchmarks = benchmark::list(unit.connection(), query.region, item, page).await?;
    Ok(Json(BenchmarkList { benchmarks }))
}

/// Publishes benchmarks of a region.
#[utoipa::path(post, path = "/api/penalty/v1/benchmarks", tag = "norms", params(IdempotencyKey),
    request_body = PublishBenchmarks, responses((status = 201, body = Loaded)),
    security(("bearer" = [])))]
pub(super) async fn publish_benchmarks(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<PublishBenchmarks>,
) -> Result<Response, Fault> {
    let region = value.region;
    allow(&actor, ADMINISTRATORS, region)?;
    let rows = value.rows()?;
    let key = request_key(Some(&actor), key, "/benchmarks", request_hash);
    let scope = actor.scope.clone();
    once(&penalty.ledger, &scope, key, |unit| {
        Box::pin(async move {
            app::publish_benchmarks(unit, (&actor, region), &rows).await?;
            let loaded = Loaded {
                version: None,
                rows: rows.len(),
            };
            Ok((StatusCode::CREATED, loaded))
        })
    })
    .await
}

/// Computes range, band and table for given facts. Stores nothing, so it needs no key.
#[utoipa::path(post, path = "/api/penalty/v1/assessments", tag = "norms",
    request_body = Calculate, responses((status = 200, body = CalculationView)),
    security(("bearer" = [])))]
pub(super) async fn calculate(
    State(penalty): State<Penalty>,
    Caller(actor): Caller,
    ValidJson { value, .. }: ValidJson<Calculate>,
) -> Result<Json<CalculationView>, Fault> {
    may_read(&actor)?;
    let mut unit = penalty.ledger.begin(&actor.scope).await?;
    let found = app::calculate(&mut unit, value.read()?).await?;
    Ok(Json(CalculationView::from(found)))
}
