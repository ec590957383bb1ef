//! The description of a service's interface, and what every description has in common.

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Required, Response};
use utoipa::{PartialSchema, ToSchema};

use crate::extract::{KEY_LEN_MAX, KEY_LEN_MIN};
use crate::{FieldError, PROBLEM_JSON, Problem};

/// Name of the security scheme that operations refer to: `security(("bearer" = []))`.
pub const BEARER: &str = "bearer";

/// Adds what every service's description has: the problem document as the default answer of every
/// operation, and the bearer scheme. The header `Idempotency-Key` comes with
/// `params(IdempotencyKey)` on the operations that take it.
#[must_use]
pub fn complete(mut document: OpenApi) -> OpenApi {
    let mut components = document.components.take().unwrap_or_default();
    components
        .schemas
        .insert(Problem::name().into_owned(), Problem::schema());
    components
        .schemas
        .insert(FieldError::name().into_owned(), FieldError::schema());
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .build();
    components.add_security_scheme(BEARER, SecurityScheme::Http(bearer));
    document.components = Some(components);
    for operation in document.paths.paths.values_mut().flat_map(operations) {
        operation
            .responses
            .responses
            .entry("default".to_owned())
            .or_insert_with(problem_response);
    }
    document
}

/// Serves `document` at `path` as JSON, written once. Merge it before or after
/// [`finish`](crate::finish), as callers should need a token or not.
pub fn serve(path: &str, document: &OpenApi) -> Router {
    // A description is plain data with string keys: nothing in it could fail to be written.
    let text = Bytes::from(serde_json::to_vec(document).unwrap_or_default());
    let answer =
        move || async move { ([(CONTENT_TYPE, "application/json")], text).into_response() };
    Router::new().route(path, get(answer))
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
        &mut item.options,
        &mut item.head,
        &mut item.patch,
        &mut item.trace,
    ]
    .into_iter()
    .flatten()
}

fn problem_response() -> RefOr<Response> {
    let schema = Ref::from_schema_name(Problem::name());
    let mut response = Response::new("拒绝或失败,见 RFC 9457 problem 文档");
    response
        .content
        .insert(PROBLEM_JSON.to_owned(), Content::new(Some(schema)).into());
    RefOr::T(response)
}

pub(crate) fn idempotency_parameter() -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(KEY_LEN_MIN))
        .max_length(Some(KEY_LEN_MAX))
        .pattern(Some("^[!-~]+$"));
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some("本次办理的唯一标识;重试时使用同一个值"))
        .schema(Some(schema))
        .build()
}
