//! Documents on stage: drafts that are whole, what is done with them, and what is printed on them.

use std::io::Write as _;
use std::process::{Command, Stdio};

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
    "payee",
    "payee_address",
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

/// What a person gives for `form`: the fields of the specimen that are named, and nothing else.
pub(crate) fn only(form: Form, names: &[&str]) -> Values {
    let mut values = documents::specimen(form);
    values.retain(|name, _| names.contains(&name.as_str()));
    assert_eq!(values.len(), names.len(), "{} has them all", form.name());
    values
}

/// A draft about something beside the case: `kind` and the end of its path.
pub(crate) fn draft_about(form: Form, values: &Values, (kind, path): (&str, &str)) -> Value {
    let id = path.rsplit('/').next().unwrap();
    let mut draft = draft_of(form, values);
    draft["about"] = json!({"kind": kind, "id": id});
    draft
}

/// The text of a PDF in the order of its layout, without spaces and line ends.
pub(crate) fn text_of(pdf: &[u8]) -> String {
    let mut reading = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = reading.stdin.take().unwrap();
    stdin.write_all(pdf).unwrap();
    drop(stdin);
    let read = reading.wait_with_output().unwrap();
    assert!(read.status.success());
    let text = String::from_utf8(read.stdout).unwrap();
    let text: String = text.split_whitespace().collect();
    text.replace('\u{200B}', "")
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

    /// Drafts about something beside the case, seals, and reads what is printed.
    pub(crate) async fn prints(&self, number: u128, draft: Value) -> (Reply, String) {
        let id = self.drafts(&handler(), number, draft).await;
        self.prints_draft(&id).await
    }

    /// Seals a draft that is whole, and reads what is printed.
    pub(crate) async fn prints_draft(&self, id: &str) -> (Reply, String) {
        let sealed = self.document(&head(), id, "seal", json!({})).await;
        assert_eq!(sealed.status, 200, "{}", sealed.body);
        let pdf = self.opens(&handler(), &format!("{id}/pdf")).await;
        assert_eq!(pdf.status, 200);
        (sealed, text_of(&pdf.bytes))
    }

    /// Refused to seal: code, and what is missing.
    pub(crate) async fn refuses_to_seal(&self, id: &str) -> (String, String) {
        let refused = self.document(&head(), id, "seal", json!({})).await;
        assert_eq!(refused.status, 409, "{}", refused.body);
        assert!(!refused.text("cure").is_empty());
        let missing = refused.text("missing").to_owned();
        (refused.problem().to_owned(), missing)
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
