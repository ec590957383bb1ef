//! Documents on stage: drafts that are whole, and what is done with them.

use documents::{Form, Values};
use kernel::{Actor, Post};
use serde_json::{Value, json};
use stage::Reply;

use crate::scene::*;

pub(crate) const DOCUMENTS: &str = "/api/penalty/v1/documents";
/// Fields of the specimens that the case fills by itself.
const FILLED_BY_THE_CASE: &[&str] = &[
    "party",
    "address",
    "uscc",
    "filed_on",
    "proposed",
    "hearing",
    "basis",
    "penalties",
    "fine",
    "confiscated",
    "surcharge",
    "finding",
    "review",
    "outcome",
    "opinion",
    "reviewed_on",
    "notice_served_on",
    "held_on",
    "decision_number",
    "decided_on",
    "closed_on",
];
/// Forms whose text on provisions is given, though its field is named like that of a decision.
const GIVES_BASIS: &[Form] = &[Form::PenaltyNotice, Form::CorrectionOrder];

/// Whoever handles cases of another city.
pub(crate) fn stranger() -> Actor {
    someone(41, &[Post::Handler, Post::Decider], "340800")
}

/// What a handler gives for `form`: everything that the case does not know.
pub(crate) fn given(form: Form) -> Values {
    let mut values = documents::specimen(form);
    values.retain(|name, _| {
        let basis = name == "basis" && GIVES_BASIS.contains(&form);
        basis || !FILLED_BY_THE_CASE.contains(&name.as_str())
    });
    values
}

pub(crate) fn draft_of(form: Form, values: &Values) -> Value {
    json!({
        "form": form.name(),
        "agency": "铜官区市场监督管理局",
        "agency_code": form.number_code().map(|_| "铜市监"),
        "values": values,
    })
}

/// An order to correct: numbered, and possible as soon as the case is open.
pub(crate) fn order() -> Value {
    let mut values = given(Form::CorrectionOrder);
    values.insert("party".to_owned(), json!("铜官区鲜味食品店"));
    draft_of(Form::CorrectionOrder, &values)
}

impl Scene {
    /// Drafts a document; its identifier.
    pub(crate) async fn drafts(&self, actor: &Actor, number: u128, draft: Value) -> String {
        let reply = self.tries(actor, number, "documents", draft).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        reply.text("id").to_owned()
    }

    /// Drafts `form` with what a handler gives, and seals it.
    pub(crate) async fn issues(&self, number: u128, form: Form) -> Reply {
        let draft = draft_of(form, &given(form));
        let id = self.drafts(&handler(), number, draft).await;
        let sealed = self.document(&head(), &id, "seal", json!({})).await;
        assert_eq!(sealed.status, 200, "{}: {}", form.name(), sealed.body);
        sealed
    }

    /// A step of a document.
    pub(crate) async fn document(&self, actor: &Actor, id: &str, step: &str, body: Value) -> Reply {
        let path = format!("{DOCUMENTS}/{id}/{step}");
        let call = self.stage.post(&path).by(&self.stage, actor).json(body);
        call.send().await.unwrap()
    }

    /// What someone gets who opens `path` below the documents.
    pub(crate) async fn opens(&self, actor: &Actor, path: &str) -> Reply {
        let path = format!("{DOCUMENTS}/{path}");
        let call = self.stage.get(&path).by(&self.stage, actor);
        call.send().await.unwrap()
    }

    /// The answer to anyone who checks a digest.
    pub(crate) async fn checks(&self, digest: &str) -> Reply {
        let path = format!("{DOCUMENTS}/check/{digest}");
        self.stage.get(&path).send().await.unwrap()
    }

    /// Every number in the register of documents, in order.
    pub(crate) async fn serials(&self, code: &str) -> Vec<i32> {
        sqlx::query_scalar(
            "select number from penalty.official_document where agency_code = $1 order by number",
        )
        .bind(code)
        .fetch_all(self.stage.database.pool())
        .await
        .unwrap()
    }
}
