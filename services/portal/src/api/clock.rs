//! `/api/portal/v1/clock`: what time it is, and moving it where that is allowed.

use std::sync::PoisonError;

use axum::Json;
use axum::extract::State;
use http_kit::{IdempotencyKey, Problem, ValidJson};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{legal_date, timestamp_at};
use runtime::{Error, Fault};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Portal;

/// Hour of a day that is meant when only the day is named.
const MORNING: i8 = 9;

/// A request that moved the clock: sent again, it moves nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moved {
    key: IdempotencyKey,
    request_hash: [u8; 32],
}

/// What time it is on the platform.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClockView {
    #[schema(value_type = String, format = DateTime)]
    now: Timestamp,
    /// Today in China.
    #[schema(value_type = String, format = Date)]
    legal_date: Date,
    /// It can be moved, because the platform was started for a demonstration.
    movable: bool,
}

impl ClockView {
    fn of(portal: &Portal) -> Self {
        let now = portal.context.clock.now();
        let movable = portal.context.movable.is_some();
        Self {
            now,
            legal_date: legal_date(now),
            movable,
        }
    }
}

/// Where to move the clock: one of the two.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveClock {
    /// A moment.
    #[schema(value_type = Option<String>, format = DateTime)]
    to: Option<Timestamp>,
    /// A day; its 09:00 in China is meant.
    #[schema(value_type = Option<String>, format = Date)]
    to_date: Option<Date>,
}

impl MoveClock {
    fn wanted(&self) -> Result<Timestamp, Problem> {
        match (self.to, self.to_date) {
            (Some(moment), None) => Ok(moment),
            (None, Some(day)) => Ok(timestamp_at(day.at(MORNING, 0, 0, 0))),
            (None, None) | (Some(_), Some(_)) => {
                Err(Problem::unprocessable("请填写 to 或 to_date,且只填写一项"))
            }
        }
    }
}

/// Tells the platform's time.
#[utoipa::path(get, path = "/api/portal/v1/clock", tag = "portal",
    responses((status = 200, body = ClockView)))]
pub(super) async fn read(State(portal): State<Portal>) -> Json<ClockView> {
    Json(ClockView::of(&portal))
}

/// Moves the platform's time forward, for demonstrations; 404 where the clock cannot be moved, 409
/// when it would go back.
#[utoipa::path(post, path = "/api/portal/v1/clock", tag = "portal", params(IdempotencyKey),
    request_body = MoveClock, responses((status = 200, body = ClockView)))]
pub(super) async fn advance(
    State(portal): State<Portal>,
    key: IdempotencyKey,
    ValidJson {
        value,
        request_hash,
    }: ValidJson<MoveClock>,
) -> Result<Json<ClockView>, Fault> {
    let movable = portal
        .context
        .movable
        .as_ref()
        .ok_or_else(Problem::not_found)?;
    let wanted = value.wanted()?;
    let this = Moved { key, request_hash };
    let mut last = portal
        .last_move
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if last.as_ref() != Some(&this) {
        match movable.move_to(wanted) {
            Err(Error::ClockBackwards) => return Err(backwards().into()),
            outcome => outcome.map_err(|error| Problem::internal(&error))?,
        }
        *last = Some(this);
    }
    drop(last);
    Ok(Json(ClockView::of(&portal)))
}

fn backwards() -> Problem {
    Problem::conflict("时钟只能向前移动:已经发生的事不会撤销").with_code("clock-backwards")
}
