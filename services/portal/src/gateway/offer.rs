//! A request's body on its way: offered to one upstream after another until the first takes it.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, HttpBody as _};
use futures::{StreamExt as _, stream};

/// A body that somebody may take, once.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    /// `None` once it was taken.
    body: Arc<Mutex<Option<Body>>>,
    empty: bool,
}

impl Offer {
    pub(super) fn new(body: Body) -> Self {
        let empty = body.size_hint().exact() == Some(0);
        Self {
            body: Arc::new(Mutex::new(Some(body))),
            empty,
        }
    }

    /// The body as an upstream's client reads it; nothing when there is none to send.
    pub(super) fn make(&self) -> Option<reqwest::Body> {
        if self.empty {
            return None;
        }
        let shared = self.body.clone();
        let taken = async move { shared.lock().unwrap_or_else(PoisonError::into_inner).take() };
        let pieces = stream::once(taken)
            .filter_map(|body| async move { body })
            .flat_map(Body::into_data_stream);
        Some(reqwest::Body::wrap_stream(pieces))
    }

    /// There is a body, and nobody has read any of it.
    pub(super) fn is_untouched(&self) -> bool {
        !self.empty && !self.is_taken()
    }

    /// Somebody has begun to read it, so it cannot be offered again.
    pub(super) fn is_taken(&self) -> bool {
        self.body
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_none()
    }
}
