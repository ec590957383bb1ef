//! `/api/oversight/v1/statutes` and `/citations`: the statute library (法律法规库), for everybody.

use axum::Json;
use axum::extract::State;
use http_kit::{CitedArticle, PathId, Problem, ValidQuery};
use jiff::civil::Date;
use kernel::legal_date;
use law::statute::Edition;
use law::{ArticleNumber, Citation, instrument_name};
use runtime::Fault;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Oversight;

/// Longest citation that is looked up, in bytes.
const CITATION_BYTES_MAX: usize = 1_000;

/// An instrument in one of its versions.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StatuteView {
    /// Its name, without 中华人民共和国.
    instrument: String,
    /// First day in force.
    #[schema(value_type = String, format = Date)]
    in_force: Date,
    /// First day no longer in force, if it was repealed.
    #[schema(value_type = Option<String>, format = Date)]
    repealed: Option<Date>,
    /// How many articles it has.
    articles: usize,
}

impl From<&Edition> for StatuteView {
    fn from(edition: &Edition) -> Self {
        Self {
            instrument: edition.instrument.clone(),
            in_force: edition.in_force,
            repealed: edition.repealed,
            articles: edition.articles.len(),
        }
    }
}

/// Every text that was loaded.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StatuteList {
    statutes: Vec<StatuteView>,
}

/// On which day the words are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct OnDay {
    /// The day; today when left out.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
}

/// An article with its words, or with what it is about.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ArticleView {
    #[serde(flatten)]
    article: CitedArticle,
    /// The chapter that it stands in, if its text was loaded.
    chapter: Option<String>,
    /// First day in force of the version that was found.
    #[schema(value_type = Option<String>, format = Date)]
    in_force: Option<Date>,
}

/// A citation to be looked up.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct Cite {
    /// The citation, such as 行政处罚法第六十四条第一项、第六十五条.
    citation: String,
    /// The day; today when left out.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
}

/// What a citation names.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CitedView {
    articles: Vec<CitedArticle>,
}

/// Lists the texts that were loaded, each version for itself.
#[utoipa::path(get, path = "/api/oversight/v1/statutes", tag = "statutes",
    responses((status = 200, body = StatuteList)), security(()))]
pub(super) async fn list(State(oversight): State<Oversight>) -> Json<StatuteList> {
    let library = oversight.ledger.reference().library();
    let statutes = library.editions().map(StatuteView::from).collect();
    Json(StatuteList { statutes })
}

/// Shows one article as it was in force on a day.
#[utoipa::path(get, path = "/api/oversight/v1/statutes/{instrument}/articles/{number}",
    tag = "statutes",
    params(("instrument" = String, Path, description = "Its name, such as 行政处罚法"),
        ("number" = String, Path, description = "64, 六十四 or 12-1 for 第十二条之一"), OnDay),
    responses((status = 200, body = ArticleView), (status = 404, body = Problem)), security(()))]
pub(super) async fn article(
    State(oversight): State<Oversight>,
    PathId((instrument, number)): PathId<(String, String)>,
    ValidQuery(query): ValidQuery<OnDay>,
) -> Result<Json<ArticleView>, Fault> {
    let number = ArticleNumber::parse(&number).ok_or_else(Problem::not_found)?;
    let citation = Citation {
        instrument: instrument_name(&instrument),
        article: number,
        paragraph: None,
        item: None,
    };
    let library = oversight.ledger.reference().library();
    let on = day(&oversight, query.on);
    let cited = library.cited(&citation.to_string(), on).into_iter().next();
    let article = cited
        .filter(|cited| cited.text.is_some() || cited.summary.is_some())
        .ok_or_else(Problem::not_found)?;
    let edition = library.on(&citation.instrument, on);
    let found = edition.and_then(|edition| Some((edition, edition.article(number)?)));
    Ok(Json(ArticleView {
        article: article.into(),
        chapter: found.map(|(_, article)| article.chapter.clone()),
        in_force: found.map(|(edition, _)| edition.in_force),
    }))
}

/// Shows the words of every article that a citation names.
#[utoipa::path(get, path = "/api/oversight/v1/citations", tag = "statutes", params(Cite),
    responses((status = 200, body = CitedView)), security(()))]
pub(super) async fn cited(
    State(oversight): State<Oversight>,
    ValidQuery(query): ValidQuery<Cite>,
) -> Result<Json<CitedView>, Fault> {
    if query.citation.len() > CITATION_BYTES_MAX {
        let detail = format!("citation 不得超过 {CITATION_BYTES_MAX} 字节");
        return Err(Problem::bad_request(detail)
            .with_code("malformed-query")
            .into());
    }
    let library = oversight.ledger.reference().library();
    let cited = library.cited(&query.citation, day(&oversight, query.on));
    let articles = cited.into_iter().map(CitedArticle::from).collect();
    Ok(Json(CitedView { articles }))
}

fn day(oversight: &Oversight, asked: Option<Date>) -> Date {
    asked.unwrap_or_else(|| legal_date(oversight.ledger.now()))
}
