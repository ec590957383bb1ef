//! Prints every form with its specimen into a folder: `cargo run -p documents --example specimens
//! -- FOLDER`. For whoever changes a template and wants to look at it.

use std::path::PathBuf;

use anyhow::Context as _;
use documents::{CheckMark, Form, Press, SealMark, Sheet, content_digest, specimen};

fn main() -> anyhow::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).context("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    let press = Press::open(None)?;
    let agency = "明镜市市场监督管理局";
    for form in Form::ALL {
        let values = specimen(*form);
        let number = form
            .number_code()
            .map(|code| format!("明镜市监{code}〔2026〕15号"));
        let digest = content_digest(*form, number.as_deref(), &values);
        let url = format!(
            "https://mingjing.example/check/{}",
            digest.get(..16).unwrap_or_default()
        );
        let pdf = press.render(&Sheet {
            form: *form,
            agency,
            number: number.as_deref(),
            values: &values,
            dated: Some(jiff::civil::date(2026, 11, 10)),
            check: Some(CheckMark {
                url: &url,
                digest: &digest,
            }),
            seal: form.needs_seal().then_some(SealMark {
                agency,
                signed_at: "2026-11-10 09:30:00",
                key_id: "sm2-2026-01",
            }),
        })?;
        std::fs::write(folder.join(format!("{}.pdf", form.name())), pdf)?;
    }
    Ok(())
}
