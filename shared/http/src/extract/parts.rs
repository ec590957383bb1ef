//! Values from the path and the query.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::Problem;

/// A typed id from the path, or several as a tuple or a struct.
#[derive(Debug, Clone, Copy)]
pub struct PathId<T>(pub T);

/// The query as `T`, whose fields all have defaults or are required by name.
#[derive(Debug, Clone, Copy)]
pub struct ValidQuery<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for PathId<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(id) = Path::<T>::from_request_parts(parts, state)
            .await
            .map_err(|rejection| {
                Problem::bad_request("地址中的编号格式不正确")
                    .with_code("malformed-id")
                    .field("path", rejection.body_text())
            })?;
        Ok(Self(id))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for ValidQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(query) = Query::<T>::from_request_parts(parts, state)
            .await
            .map_err(|bad| {
                Problem::bad_request("查询参数不正确")
                    .with_code("malformed-query")
                    .field("query", bad.body_text())
            })?;
        Ok(Self(query))
    }
}
