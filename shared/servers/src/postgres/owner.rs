//! `PostgreSQL` refuses to run as root: then its files and processes belong to user `postgres`.

use std::process::Command;

use crate::{Error, process};

/// The user that runs the server when we are root.
const NAME: &str = "postgres";

/// The user the server runs as, when that is not ourselves.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub(super) name: &'static str,
    pub(super) ids: (u32, u32),
}

impl Owner {
    /// None unless we are root.
    pub(super) async fn needed() -> Result<Option<Self>, Error> {
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        let ids = (Self::id("-u").await?, Self::id("-g").await?);
        Ok(Some(Self { name: NAME, ids }))
    }

    async fn id(which: &str) -> Result<u32, Error> {
        let mut command = Command::new("id");
        command.args([which, NAME]);
        let no_user = || Error::NotFound {
            program: "user postgres",
            cure: "PostgreSQL refuses to run as root, so create that user (the package \
                   postgresql does), or do not run as root"
                .to_owned(),
        };
        let text = process::output(command).await.map_err(|_| no_user())?;
        text.trim().parse().map_err(|_| no_user())
    }

    /// Whether this user may enter the folder, all parents included.
    pub(super) async fn may_enter(&self, dir: &std::path::Path) -> bool {
        let mut command = process::command("test".as_ref(), Some(self.name), None);
        command.arg("-x").arg(dir);
        process::output(command).await.is_ok()
    }
}
