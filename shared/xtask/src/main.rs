//! Chores of the repository that need types: `cargo xtask proto`, `cargo xtask tidy`.

mod proto;
mod tidy;

use std::path::PathBuf;

use anyhow::{Context as _, bail};

fn root() -> anyhow::Result<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .nth(2)
        .map(PathBuf::from)
        .context("the workspace root is two folders up")
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = root()?;
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["proto"] => proto::generate(&root),
        ["proto", "--check"] => proto::check(&root),
        ["tidy"] => tidy::check(&root),
        _ => bail!("usage: cargo xtask (proto [--check] | tidy)"),
    }
}
