//! How the portal looks into the services: over HTTP, wherever they run.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use futures::future::join_all;
use reqwest::Url;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use telemetry::context;

use crate::gateway::{Service, Upstreams};

/// A service, as people call it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named {
    pub(crate) name: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

const fn named(name: &'static str, zh: &'static str, en: &'static str) -> Named {
    Named { name, zh, en }
}

/// The services behind the portal, in the order of a matter's way.
pub(crate) const SERVICES: [Named; 7] = [
    named("complaint", "投诉举报", "Complaints and reports"),
    named("intake", "案源立案", "Clues and filing"),
    named("dispatch", "指挥派案", "Officers and teams"),
    named("evidence", "证据", "Evidence and custody"),
    named("penalty", "行政处罚", "Penalty procedure"),
    named("disclosure", "公示", "Publication"),
    named("oversight", "监督", "Timelines and supervision"),
];

/// Longest wait for an answer; a page is better short of a table than late.
const PATIENCE: Duration = Duration::from_secs(3);
/// Longest answer that is read.
const ANSWER_BYTES_MAX: usize = 8 * 1024 * 1024;

/// How a service is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// All of its processes can work.
    Ready {
        /// How many.
        processes: usize,
    },
    /// Some of them can.
    Partly { ready: usize, processes: usize },
    /// It runs and cannot work, or does not answer.
    NotReady,
    /// It is neither here nor set up elsewhere.
    Absent,
}

/// What came back.
#[derive(Debug)]
pub(crate) enum Answer<T> {
    /// This.
    Found(T),
    /// Nothing is there, or nothing for this caller.
    NotFound,
    /// Only for those who have signed in.
    SignIn,
    /// The service did not answer as it should.
    Unavailable,
}

#[derive(Debug, Deserialize)]
struct Readiness {
    #[serde(default)]
    checks: BTreeMap<String, String>,
}

/// A reader of the services.
#[derive(Debug)]
pub(crate) struct Look {
    client: reqwest::Client,
    upstreams: Upstreams,
    /// This process, unless its port is not known beforehand.
    own: Option<Url>,
}

impl Look {
    /// Looks at this process at `listen`, and at what runs elsewhere.
    pub(crate) fn new(listen: SocketAddr, upstreams: Upstreams) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .no_proxy()
            .build()?;
        Ok(Self {
            client,
            upstreams,
            own: own_address(listen),
        })
    }

    /// How each of [`SERVICES`] is doing, in that order.
    pub(crate) async fn presence(&self) -> Vec<(Named, Presence)> {
        let (here, elsewhere) = futures::join!(
            self.ready_here(),
            join_all(
                self.upstreams
                    .iter()
                    .map(|service| self.ready_elsewhere(service))
            )
        );
        let elsewhere: BTreeMap<&str, Presence> = elsewhere.into_iter().collect();
        let presence = |service: Named| {
            let known = elsewhere
                .get(service.name)
                .or_else(|| here.get(service.name));
            (service, known.copied().unwrap_or(Presence::Absent))
        };
        SERVICES.into_iter().map(presence).collect()
    }

    async fn ready_here(&self) -> BTreeMap<&'static str, Presence> {
        let Some(url) = self.own.as_ref().and_then(|own| own.join("/readyz").ok()) else {
            return BTreeMap::new();
        };
        // It says which services are ready even when the process as a whole is not.
        let Ok(answer) = self.client.get(url).send().await else {
            return BTreeMap::new();
        };
        let Ok(Readiness { checks }) = answer.json().await else {
            return BTreeMap::new();
        };
        let here = |service: &Named| {
            let state = checks.get(service.name)?;
            let ready = state == "ok";
            let presence = if ready {
                Presence::Ready { processes: 1 }
            } else {
                Presence::NotReady
            };
            Some((service.name, presence))
        };
        SERVICES.iter().filter_map(here).collect()
    }

    async fn ready_elsewhere(&self, service: &Service) -> (&'static str, Presence) {
        let asked = service.each().map(|upstream| async move {
            let Some(url) = upstream.join("/readyz") else {
                return false;
            };
            let answer = self.client.get(url).send().await;
            answer.is_ok_and(|answer| answer.status().is_success())
        });
        let answers = join_all(asked).await;
        let (processes, ready) = (
            answers.len(),
            answers.iter().filter(|ready| **ready).count(),
        );
        let presence = match ready {
            0 => Presence::NotReady,
            _ if ready == processes => Presence::Ready { processes },
            _ => Presence::Partly { ready, processes },
        };
        (service.name, presence)
    }

    /// Reads a JSON answer of a service. `caller` is whoever asked the portal: their token, if they
    /// have one, goes along; the portal has none of its own.
    pub(crate) async fn read<T: DeserializeOwned>(
        &self,
        service: &str,
        path: &str,
        caller: &HeaderMap,
    ) -> Answer<T> {
        let urls: Vec<Url> = match self.upstreams.get(service) {
            Some(elsewhere) => elsewhere
                .in_turn()
                .filter_map(|one| one.join(path))
                .collect(),
            None => self
                .own
                .iter()
                .filter_map(|own| own.join(path).ok())
                .collect(),
        };
        for url in urls {
            match self.get(url, caller).await {
                Ok(answer) => return read(service, answer).await,
                Err(error) => tracing::warn!(service, %error, "a page lacks its data"),
            }
        }
        Answer::Unavailable
    }

    async fn get(&self, url: Url, caller: &HeaderMap) -> Result<reqwest::Response, reqwest::Error> {
        let mut request = self.client.get(url);
        if let Some(token) = caller.get(AUTHORIZATION) {
            request = request.header(AUTHORIZATION, token.clone());
        }
        if let Some(place) = context::current_traceparent() {
            request = request.header(context::TRACEPARENT, place);
        }
        request.send().await
    }
}

async fn read<T: DeserializeOwned>(service: &str, mut answer: reqwest::Response) -> Answer<T> {
    match answer.status() {
        StatusCode::NOT_FOUND => return Answer::NotFound,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Answer::SignIn,
        status if !status.is_success() => {
            tracing::warn!(service, status = status.as_u16(), "a page lacks its data");
            return Answer::Unavailable;
        }
        _ => {}
    }
    let mut body = Vec::new();
    loop {
        match answer.chunk().await {
            Ok(Some(piece)) if body.len() + piece.len() <= ANSWER_BYTES_MAX => {
                body.extend_from_slice(&piece);
            }
            Ok(None) => break,
            Ok(Some(_)) => {
                tracing::warn!(service, limit = ANSWER_BYTES_MAX, "an answer is too long");
                return Answer::Unavailable;
            }
            Err(error) => {
                tracing::warn!(service, %error, "a page lacks its data");
                return Answer::Unavailable;
            }
        }
    }
    match serde_json::from_slice(&body) {
        Ok(found) => Answer::Found(found),
        Err(error) => {
            tracing::error!(service, %error, "an answer is not what the portal expects");
            Answer::Unavailable
        }
    }
}

/// Where this process reaches itself.
fn own_address(listen: SocketAddr) -> Option<Url> {
    if listen.port() == 0 {
        return None;
    }
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::from(Ipv6Addr::LOCALHOST),
        ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
    };
    Url::parse(&format!("http://{}", SocketAddr::new(ip, listen.port()))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_listens_everywhere_reaches_itself_nearby() {
        let own = |listen: &str| own_address(listen.parse().unwrap()).map(|url| url.to_string());
        assert_eq!(own("0.0.0.0:8080").unwrap(), "http://127.0.0.1:8080/");
        assert_eq!(own("[::]:8080").unwrap(), "http://[::1]:8080/");
        assert_eq!(own("192.0.2.7:80").unwrap(), "http://192.0.2.7/");
        assert_eq!(own("127.0.0.1:0"), None);
    }
}
