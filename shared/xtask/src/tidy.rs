//! Rules of the house that no compiler checks.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;

const FILE_LINES_MAX: usize = 800;
const IO_CRATES: &[&str] = &[
    "tokio",
    "sqlx",
    "axum",
    "async-nats",
    "reqwest",
    "ledger",
    "bus",
    "runtime",
    "http-kit",
];

/// Lists every breach and fails when there is one.
pub(crate) fn check(root: &Path) -> anyhow::Result<()> {
    let mut breaches = Vec::new();
    let mut sources = Vec::new();
    for folder in ["shared", "services", "e2e-tests"] {
        collect(&root.join(folder), &mut sources)?;
    }
    for path in &sources {
        let shown = path
            .strip_prefix(root)
            .unwrap_or(path)
            .display()
            .to_string();
        let text = fs::read_to_string(path)?;
        check_source(&shown, &text, &mut breaches);
    }
    check_domains(root, &mut breaches)?;
    check_migrations(root, &mut breaches)?;
    if breaches.is_empty() {
        return Ok(());
    }
    bail!(
        "{} breaches of house rules:\n{}",
        breaches.len(),
        breaches.join("\n")
    );
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "generated") {
                collect(&path, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn check_source(shown: &str, text: &str, breaches: &mut Vec<String>) {
    let lines = text.lines().count();
    if lines > FILE_LINES_MAX {
        breaches.push(format!(
            "{shown}: {lines} lines, more than {FILE_LINES_MAX}: split it"
        ));
    }
    if shown.ends_with("xtask/src/tidy.rs") {
        return;
    }
    for (word, why) in [
        ("#[ignore", "a test that does not run proves nothing"),
        ("#[allow(", "use #[expect(.., reason = \"..\")]"),
        ("TODO", "an open point belongs to an issue"),
        ("FIXME", "an open point belongs to an issue"),
        ("todo!(", "unfinished code"),
        ("unimplemented!(", "unfinished code"),
    ] {
        if text.contains(word) {
            breaches.push(format!("{shown}: `{word}`: {why}"));
        }
    }
    layer(shown, text, breaches);
}

/// The layers inside a service, by what each may import.
fn layer(shown: &str, text: &str, breaches: &mut Vec<String>) {
    if !shown.starts_with("services/") {
        return;
    }
    let rules: &[(&str, &[&str])] = &[
        ("/src/store/", &["axum::", "contracts::", "async_nats::"]),
        ("/src/app/", &["axum::", "async_nats::", "sqlx::query"]),
        ("/src/api/", &["sqlx::query", "contracts::"]),
        ("/src/events/", &["axum::", "sqlx::query"]),
        ("/src/jobs/", &["axum::", "sqlx::query"]),
    ];
    for (room, forbidden) in rules {
        if !shown.contains(room) {
            continue;
        }
        for word in *forbidden {
            if text.contains(word) {
                breaches.push(format!("{shown}: `{word}` does not belong in `{room}`"));
            }
        }
    }
    let sql = text.contains("query!(") || text.contains("query_as!(") || text.contains("scalar!(");
    if sql && shown.contains("/src/") && !shown.contains("/src/store/") {
        breaches.push(format!("{shown}: SQL lives in src/store/"));
    }
}

/// Domain packages are pure: their manifests name no crate that does IO.
fn check_domains(root: &Path, breaches: &mut Vec<String>) -> anyhow::Result<()> {
    let mut manifests = vec![root.join("shared/kernel"), root.join("shared/law")];
    for entry in fs::read_dir(root.join("services"))? {
        manifests.push(entry?.path().join("domain"));
    }
    for folder in manifests {
        let Ok(text) = fs::read_to_string(folder.join("Cargo.toml")) else {
            continue;
        };
        let Some((_, rest)) = text.split_once("[dependencies]") else {
            continue;
        };
        let dependencies = rest.split("[dev-dependencies]").next().unwrap_or(rest);
        for line in dependencies.lines() {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if IO_CRATES.contains(&name) {
                breaches.push(format!(
                    "{}: a pure crate depends on {name}",
                    folder.display()
                ));
            }
        }
    }
    Ok(())
}

/// Migrations are named `<14 digits>_<words>.sql`, and a statement never reads the wall clock.
fn check_migrations(root: &Path, breaches: &mut Vec<String>) -> anyhow::Result<()> {
    let mut folders = vec![root.join("shared/ledger/migrations")];
    for entry in fs::read_dir(root.join("services"))? {
        folders.push(entry?.path().join("migrations"));
    }
    for folder in folders.into_iter().filter(|folder| folder.exists()) {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let digits = name.chars().take_while(char::is_ascii_digit).count();
            if digits != 14 || path.extension().is_none_or(|extension| extension != "sql") {
                breaches.push(format!(
                    "{}: name it <14 digits>_<words>.sql",
                    path.display()
                ));
            }
            let text = fs::read_to_string(&path)?.to_lowercase();
            if text.contains("now()") || text.contains("current_timestamp") {
                breaches.push(format!(
                    "{}: time comes from Clock, not from SQL",
                    path.display()
                ));
            }
        }
    }
    Ok(())
}
