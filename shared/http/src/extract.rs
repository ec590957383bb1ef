//! What handlers take from a request; what does not fit becomes a [`Problem`](crate::Problem).

mod caller;
mod idempotency;
mod json;
mod parts;

pub use caller::{Caller, MaybeCaller};
pub use idempotency::{IDEMPOTENCY_KEY, IdempotencyKey};
pub(crate) use idempotency::{KEY_LEN_MAX, KEY_LEN_MIN};
pub use json::ValidJson;
pub use parts::{PathId, ValidQuery};
