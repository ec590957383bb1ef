//! Where the services run that do not run here.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::Uri;
use reqwest::Url;
use runtime::GatewaySettings;

use crate::look::SERVICES;

/// A setting that names no upstream.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum UpstreamError {
    #[error("gateway.upstreams.{0}: there is no such service behind the gateway")]
    Service(String),
    #[error(
        "gateway.upstreams.{service}: `{address}` is not http://host:port or https://host:port"
    )]
    Address {
        service: &'static str,
        address: String,
    },
    #[error("gateway.upstreams.{0} is empty: leave it out when the service runs in this process")]
    Empty(&'static str),
}

/// The services that run elsewhere.
#[derive(Debug, Clone, Default)]
pub(crate) struct Upstreams(Vec<Arc<Service>>);

/// One service and its processes.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) name: &'static str,
    upstreams: Vec<Upstream>,
    turn: AtomicUsize,
}

/// One process of a service: scheme, host and port.
#[derive(Debug)]
pub(crate) struct Upstream(Url);

impl Upstreams {
    /// Reads the settings.
    pub(crate) fn all(settings: &GatewaySettings) -> Result<Self, UpstreamError> {
        let services = settings.upstreams.iter().map(|(name, list)| {
            let known = SERVICES
                .iter()
                .find(|service| service.name == name.as_str());
            let name = known
                .ok_or_else(|| UpstreamError::Service(name.clone()))?
                .name;
            Service::read(name, list).map(Arc::new)
        });
        Ok(Self(services.collect::<Result<_, _>>()?))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.0.iter()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Service> {
        self.0
            .iter()
            .find(|service| service.name == name)
            .map(AsRef::as_ref)
    }
}

impl Service {
    fn read(name: &'static str, list: &str) -> Result<Self, UpstreamError> {
        let addresses = list
            .split(',')
            .map(str::trim)
            .filter(|address| !address.is_empty());
        let upstreams = addresses
            .map(|address| {
                Upstream::read(address).ok_or_else(|| UpstreamError::Address {
                    service: name,
                    address: address.to_owned(),
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        if upstreams.is_empty() {
            return Err(UpstreamError::Empty(name));
        }
        Ok(Self {
            name,
            upstreams,
            turn: AtomicUsize::new(0),
        })
    }

    /// All of them, each once, beginning with the next one in turn.
    pub(crate) fn in_turn(&self) -> impl Iterator<Item = &Upstream> {
        let first = self.turn.fetch_add(1, Ordering::Relaxed) % self.upstreams.len().max(1);
        self.upstreams
            .iter()
            .cycle()
            .skip(first)
            .take(self.upstreams.len())
    }

    /// All of them.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Upstream> {
        self.upstreams.iter()
    }
}

impl Upstream {
    fn read(address: &str) -> Option<Self> {
        let url = Url::parse(address).ok()?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        plain.then_some(Self(url))
    }

    /// The same path and query there. Nothing for a path that would mean another one there, such as
    /// one with `..`: it must not leave the part of the service that the gateway opens.
    pub(crate) fn at(&self, uri: &Uri) -> Option<Url> {
        let mut url = self.0.clone();
        url.set_path(uri.path());
        url.set_query(uri.query());
        (url.path() == uri.path()).then_some(url)
    }

    /// A path of the platform's own.
    pub(crate) fn join(&self, path: &str) -> Option<Url> {
        self.0.join(path).ok()
    }
}

impl fmt::Display for Upstream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(pairs: &[(&str, &str)]) -> Result<Upstreams, UpstreamError> {
        let upstreams = pairs
            .iter()
            .map(|(name, list)| ((*name).to_owned(), (*list).to_owned()))
            .collect();
        Upstreams::all(&GatewaySettings { upstreams })
    }

    #[test]
    fn upstreams_take_turns() {
        let all = all(&[("intake", "http://a:1, http://b:2,http://c:3/")]).unwrap();
        let service = all.get("intake").unwrap();
        let turn = || {
            service
                .in_turn()
                .map(|one| one.0.port().unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!([turn(), turn()], [[1, 2, 3], [2, 3, 1]]);
    }

    #[test]
    fn a_setting_that_names_nothing_is_refused_by_name() {
        let refusal = |service, list| all(&[(service, list)]).unwrap_err().to_string();
        assert!(refusal("payroll", "http://a:1").contains("payroll"));
        assert!(refusal("portal", "http://a:1").contains("no such service"));
        assert!(refusal("intake", " , ").contains("empty"));
        for wrong in [
            "a:1",
            "ftp://a",
            "http://a/path",
            "http://u:p@a",
            "http://a?x",
        ] {
            assert!(refusal("intake", wrong).contains(wrong), "{wrong}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_part_of_a_service_that_is_open() {
        let upstream = Upstream::read("http://a:1").unwrap();
        let at = |path: &str| {
            upstream
                .at(&path.parse().unwrap())
                .map(|url| url.to_string())
        };
        assert_eq!(
            at("/api/intake/v1/x%20y?q=%E4%BD%A0").unwrap(),
            "http://a:1/api/intake/v1/x%20y?q=%E4%BD%A0"
        );
        assert_eq!(
            at("/api/intake/a//b").unwrap(),
            "http://a:1/api/intake/a//b"
        );
        for way_out in [
            "/api/intake/../../metrics",
            "/api/intake/%2e%2e/%2E%2e/metrics",
            "/api/intake/.%2e/metrics",
            "/api/intake/./metrics",
            "/api/intake/\\..\\..\\metrics",
        ] {
            assert_eq!(at(way_out), None, "{way_out}");
        }
    }
}
