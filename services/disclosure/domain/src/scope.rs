//! Which decisions are not published, whatever anyone wishes.

use crate::publication::{About, Ground};

/// Field of enforcement of public security (治安管理).
pub const PUBLIC_SECURITY: &str = "public-security";

/// The penalty type of a warning (警告), as decisions name it.
pub const WARNING: &str = "warning";

/// The ground on which the law itself keeps a decision from publication, the strictest first. None:
/// it is published.
#[must_use]
pub fn automatic_ground(about: &About, party_minor: bool) -> Option<Ground> {
    if about.domain == PUBLIC_SECURITY {
        return Some(Ground::PublicSecurityRecord);
    }
    if party_minor {
        return Some(Ground::Minor);
    }
    if about.penalties.is_empty() {
        return Some(Ground::NoPenalty);
    }
    if about.penalties.iter().all(|penalty| penalty == WARNING) {
        return Some(Ground::WarningOnly);
    }
    None
}
