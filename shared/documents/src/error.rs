//! Why a paper could not be printed.

use std::path::PathBuf;

use crate::check::FieldProblem;

/// A paper that is not printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A font that every form needs is not there.
    #[error(
        "the font {file} is not in {folder}; install the Debian package fonts-noto-cjk, or name the \
         folder that holds it"
    )]
    Font {
        /// The file.
        file: &'static str,
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// A font or folder of fonts cannot be read.
    #[error("fonts cannot be read from {path}")]
    FontUnreadable {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
    /// Fields are missing or hold something else than the form takes.
    #[error("{} of the form are not as they must be, first: {}", .0.len(), first(.0))]
    Fields(Vec<FieldProblem>),
    /// A sealed paper has no number, although its form bears one, or no date.
    #[error("a paper with a seal needs its number and its date")]
    Unfinished,
    /// No font draws these characters. The cure is a font that does, in the folder of fonts.
    #[error("no font draws these characters: {characters}")]
    Characters {
        /// Each once.
        characters: String,
    },
    /// The table of deadlines does not have a period that the forms print.
    #[error("a period that the forms print is not in the table of deadlines")]
    Period(#[from] law::RuleError),
    /// A rule of the table has no length.
    #[error("the rule {0} of the table of deadlines has no length that a form could print")]
    PeriodWithoutLength(&'static str),
    /// The address does not fit a QR code.
    #[error("the address to check the paper does not fit a QR code")]
    Code(#[from] qrcode::types::QrError),
    /// The layout failed: a mistake in a template.
    #[error("the template {template} does not print: {message}")]
    Template {
        /// The form.
        template: &'static str,
        /// What the layout says.
        message: String,
    },
}

fn first(problems: &[FieldProblem]) -> String {
    problems
        .first()
        .map(ToString::to_string)
        .unwrap_or_default()
}
