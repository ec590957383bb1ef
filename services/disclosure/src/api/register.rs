//! `/api/disclosure/v1/public/decisions`: the register, without a token.
//!
//! Reads run everywhere and see only what is or was published.

use axum::Json;
use axum::extract::State;
use http_kit::{PathId, Problem, ValidQuery};
use kernel::{DocumentNumber, PublicationId, Region, RegionScope};
use runtime::Fault;

use super::dto::SearchRegister;
use super::view::{RegisterDetail, RegisterEntry, RegisterPage};
use crate::Disclosure;
use crate::store::register::{self, Search};
use crate::store::text;

/// Entries of one page.
const PAGE: i64 = 20;
/// Last page that is answered: whoever needs more narrows the search.
const PAGE_LAST: u32 = 500;
/// Most characters to look for.
const QUERY_CHARS_MAX: usize = 100;

/// Searches the register by region, document number, credit code or name of an organisation.
#[utoipa::path(get, path = "/api/disclosure/v1/public/decisions", tag = "register",
    params(SearchRegister), responses((status = 200, body = RegisterPage)))]
pub(super) async fn search(
    State(disclosure): State<Disclosure>,
    ValidQuery(query): ValidQuery<SearchRegister>,
) -> Result<Json<RegisterPage>, Fault> {
    let text = query
        .q
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty());
    if text
        .as_ref()
        .is_some_and(|text| text.chars().count() > QUERY_CHARS_MAX)
    {
        return Err(Problem::unprocessable("查询内容过长")
            .field("q", format!("at most {QUERY_CHARS_MAX} characters"))
            .into());
    }
    if query.page > PAGE_LAST {
        return Err(Problem::unprocessable("页码过大，请缩小查询范围")
            .field("page", format!("at most {PAGE_LAST}"))
            .into());
    }
    let search = Search {
        region: query.region.unwrap_or(Region::NATION),
        number: text
            .as_deref()
            .and_then(|text| text.parse::<DocumentNumber>().ok())
            .map(|number| number.to_string()),
        text,
    };
    let mut unit = disclosure.ledger.begin(&RegionScope::everywhere()).await?;
    let offset = i64::from(query.page) * PAGE;
    let rows = register::search(unit.connection(), &search, PAGE + 1, offset).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    Ok(Json(RegisterPage {
        decisions: rows.iter().take(page).map(RegisterEntry::from).collect(),
        more: rows.len() > page,
    }))
}

/// Shows one decision; of a withdrawn one only that it was withdrawn, and why.
#[utoipa::path(get, path = "/api/disclosure/v1/public/decisions/{id}", tag = "register",
    params(("id" = String, Path, description = "Entry of the register")),
    responses((status = 200, body = RegisterDetail)))]
pub(super) async fn show(
    State(disclosure): State<Disclosure>,
    PathId(id): PathId<PublicationId>,
) -> Result<Json<RegisterDetail>, Fault> {
    let mut unit = disclosure.ledger.begin(&RegionScope::everywhere()).await?;
    let stored = register::find(unit.connection(), id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let text = text::of(unit.connection(), &stored).await?;
    Ok(Json(RegisterDetail::of(&stored, text)))
}
