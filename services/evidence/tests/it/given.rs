//! A case of Tongguan district whose team is known, and uploads as a browser sends them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use contracts::common::v1::Basis;
use contracts::dispatch::v1::{TaskHandedBack, TeamAssigned};
use contracts::evidence::v1::FolderOpened;
use evidence::EvidenceService;
use jiff::civil::date;
use kernel::{Actor, MatterId, Post};
use runtime::Service;
use serde_json::{Value, json};
use stage::{SOON, Stage};
use uuid::Uuid;

pub(crate) const TONGGUAN: &str = "340705";
pub(crate) const CONTENT: &[u8] = b"photograph of the stall";
const BOUNDARY: &str = "----a-boundary";

/// A stage whose service has a known address and a known folder of content.
pub(crate) struct House {
    pub(crate) stage: Stage,
    pub(crate) address: String,
    blobs: PathBuf,
}

pub(crate) fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}

/// The case of most tests.
pub(crate) fn case() -> String {
    id(3)
}

/// A port below the range that the kernel gives out, different for each test process.
fn port() -> u16 {
    u16::try_from(10_000 + std::process::id() % 20_000).unwrap()
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::open_with(&EvidenceService).await
    }

    /// The house with the folder of the usual case open for officers 11 and 12.
    pub(crate) async fn with_folder() -> Self {
        let house = Self::open().await;
        house.assign(1, &[11, 12]).await;
        house.stage.wait_recorded::<FolderOpened>(1).await.unwrap();
        house
    }

    pub(crate) async fn open_with(service: &dyn Service) -> Self {
        let listen = std::net::SocketAddr::from(([127, 0, 0, 1], port()));
        let folder = Arc::new(Mutex::new(PathBuf::new()));
        let seen = folder.clone();
        let stage = Stage::open_with(service, date(2026, 3, 10), move |settings| {
            settings.http.listen = listen;
            if let blobs::Settings::Local { path } = &settings.blobs {
                seen.lock().unwrap().clone_from(path);
            }
        })
        .await
        .unwrap();
        let blobs = folder.lock().unwrap().clone();
        Self {
            stage,
            address: listen.to_string(),
            blobs,
        }
    }

    /// Dispatch assigns officers to the usual case; `version` counts the steps of its task.
    pub(crate) async fn assign(&self, version: i64, officers: &[u128]) {
        let event = TeamAssigned {
            basis: Some(Basis::default()),
            task_id: id(4),
            case_id: case(),
            officer_ids: officers.iter().copied().map(id).collect(),
            lead_officer_id: officers.first().copied().map(id).unwrap_or_default(),
        };
        let task = (Uuid::from_u128(4), version);
        let matter = MatterId::from(Uuid::from_u128(2));
        self.stage
            .publish(task, matter, TONGGUAN, &event)
            .await
            .unwrap();
    }

    /// The team gives its task back.
    pub(crate) async fn hand_back(&self, version: i64) {
        let event = TaskHandedBack {
            basis: Some(Basis::default()),
            task_id: id(4),
            case_id: case(),
            reason_code: "conflict".to_owned(),
        };
        let task = (Uuid::from_u128(4), version);
        let matter = MatterId::from(Uuid::from_u128(2));
        self.stage
            .publish(task, matter, TONGGUAN, &event)
            .await
            .unwrap();
    }

    pub(crate) fn officer(&self, number: u128) -> Actor {
        self.stage.person(number, Post::Officer, TONGGUAN)
    }

    /// Sends `parts` to the usual case.
    pub(crate) async fn send(&self, actor: &Actor, key: &str, parts: &[Part<'_>]) -> Answer {
        let url = format!(
            "http://{}/api/evidence/v1/cases/{}/items",
            self.address,
            case()
        );
        let request = reqwest::Client::new()
            .post(url)
            .bearer_auth(self.stage.token(actor).unwrap())
            .header("Idempotency-Key", key)
            .header(
                "Content-Type",
                format!("multipart/form-data; boundary={BOUNDARY}"),
            )
            .body(multipart(parts));
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let body = response.json().await.unwrap_or(Value::Null);
        Answer { status, body }
    }

    /// Uploads the usual content with `meta`.
    pub(crate) async fn upload(&self, actor: &Actor, key: &str, meta: &Value) -> Answer {
        let meta = meta.to_string();
        self.send(actor, key, &[Part::meta(&meta), Part::file(CONTENT)])
            .await
    }

    /// Uploads the usual document and returns its identifier.
    pub(crate) async fn uploaded(&self, key: &str) -> String {
        let answer = self.upload(&self.officer(11), key, &document()).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body["id"].as_str().unwrap().to_owned()
    }

    /// Fetches content as `actor`: status, content type, and the bytes, unless they broke off.
    pub(crate) async fn content(&self, actor: &Actor, item: &str) -> (u16, Option<Vec<u8>>) {
        let url = format!(
            "http://{}/api/evidence/v1/items/{item}/content",
            self.address
        );
        let request = reqwest::Client::new()
            .get(url)
            .bearer_auth(self.stage.token(actor).unwrap());
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (
            status,
            response.bytes().await.ok().map(|bytes| bytes.to_vec()),
        )
    }

    /// Every file of stored content.
    pub(crate) fn stored(&self) -> Vec<PathBuf> {
        files(&self.blobs)
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// What an upload was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn problem(&self) -> &str {
        let kind = self.body["type"].as_str().unwrap_or_default();
        kind.rsplit(':').next().unwrap_or_default()
    }
}

/// One part of a multipart body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    head: &'a str,
    content: &'a [u8],
}

impl<'a> Part<'a> {
    pub(crate) fn meta(json: &'a str) -> Self {
        Self {
            head: "name=\"meta\"\r\nContent-Type: application/json",
            content: json.as_bytes(),
        }
    }

    pub(crate) fn file(content: &'a [u8]) -> Self {
        Self {
            head: "name=\"file\"; filename=\"张三的摊位.jpg\"\r\nContent-Type: image/jpeg",
            content,
        }
    }
}

fn multipart(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for Part { head, content } in parts {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// An original document taken on the spot by both officers.
pub(crate) fn document() -> Value {
    json!({
        "kind": "documentary",
        "step": "on-site-inspection",
        "form": "original",
        "collected_by": [id(11), id(12)],
        "collected_at": "2026-03-10T08:30:00+08:00",
    })
}

/// Waits until an officer's upload is refused with `code`.
pub(crate) async fn until_refused(house: &House, officer: u128, code: &str) {
    testkit::eventually(SOON, stage::POLL, async || {
        let meta = document();
        let key = format!("try-{}", Uuid::from_u128(officer));
        let answer = house.upload(&house.officer(officer), &key, &meta).await;
        anyhow::ensure!(answer.problem() == code, "{}", answer.body);
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
}
