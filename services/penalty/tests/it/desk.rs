//! Penalties on the spot, referrals and remedies on stage: who takes which step with which words.

use jiff::civil::Date;
use kernel::MatterId;
use serde_json::{Value, json};
use uuid::Uuid;

pub(crate) use crate::dockets::*;
use crate::scene::*;

pub(crate) fn signed() -> Value {
    json!({"step": "hand-over", "signed": true})
}

pub(crate) fn cash() -> Value {
    json!({"step": "collect-cash", "ground": "small-fine", "receipt": "财票0001"})
}

pub(crate) fn suspicion() -> Value {
    json!({
        "offence": "销售有毒、有害食品罪",
        "group": [Uuid::from_u128(LEAD), Uuid::from_u128(SECOND)],
    })
}

pub(crate) fn applied(day: Date, via_agency: bool) -> Value {
    json!({
        "step": "file-reconsideration", "by": "party", "body": "铜官区人民政府",
        "filed_on": day, "via_agency": via_agency,
    })
}

pub(crate) fn remedy_of(decision: impl std::fmt::Display) -> String {
    format!("/api/penalty/v1/decisions/{decision}/remedy/steps")
}

impl Scene {
    /// The matter of a penalty on the spot.
    pub(crate) async fn matter_of(&self, spot: &str) -> MatterId {
        let shown = self.looks(&format!("{SPOTS}/{spot}")).await;
        shown.text("matter_id").parse().unwrap()
    }

    /// A referral of case `number` is opened; the path of its steps.
    pub(crate) async fn refers(&self, number: u128) -> String {
        let path = format!("/api/penalty/v1/cases/{}/referrals", case_id(number));
        let reply = self.posts(&handler(), &path, suspicion()).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        format!("/api/penalty/v1/referrals/{}/steps", reply.text("id"))
    }

    /// Applied for, accepted, answered and decided on `day`: the decision is revoked.
    pub(crate) async fn reconsidered(&self, path: &str, day: Date, via_agency: bool) {
        self.steps(&reviewer(), path, applied(day, via_agency))
            .await;
        if via_agency {
            self.steps(&reviewer(), path, json!({"step": "forward", "on": day}))
                .await;
        }
        let ruling = json!({
            "outcome": "revoked", "ground": "procedure-violated", "document": "复议决定书1号",
            "made_on": day, "effective_on": day,
        });
        for step in [
            json!({"step": "accept", "on": day}),
            json!({"step": "receive-copy", "on": day}),
            json!({"step": "answer", "on": day, "document": "答复书"}),
            json!({"step": "decide", "ruling": ruling}),
        ] {
            self.steps(&reviewer(), path, step).await;
        }
    }
}
