//! One press for all tests, and the text of a PDF.

use std::process::Command;
use std::sync::LazyLock;

use anyhow::{Context as _, ensure};
use documents::{Form, Press, SealMark, Sheet, Values};

pub(crate) static PRESS: LazyLock<Press> = LazyLock::new(|| Press::open(None).unwrap());

pub(crate) const AGENCY: &str = "明镜市市场监督管理局";
pub(crate) const SEAL: SealMark<'static> = SealMark {
    agency: AGENCY,
    signed_at: "2026-11-10 09:30:00",
    key_id: "sm2-2026-01",
};

/// A dated sheet with a number where the form bears one.
pub(crate) fn sheet(form: Form, values: &Values) -> Sheet<'_> {
    Sheet {
        form,
        agency: AGENCY,
        number: form.number_code().map(|_| "明镜市监处罚〔2026〕15号"),
        values,
        dated: Some(jiff::civil::date(2026, 11, 10)),
        check: None,
        seal: None,
    }
}

/// The text of a PDF in the order of its layout, cell by cell, without spaces and line ends.
pub(crate) fn text(pdf: &[u8]) -> anyhow::Result<String> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, pdf)?;
    let output = Command::new("pdftotext")
        .arg("-raw")
        .arg(&path)
        .arg("-")
        .output()
        .context("pdftotext")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout)?;
    Ok(text
        .split_whitespace()
        .collect::<String>()
        .replace('\u{200B}', ""))
}
