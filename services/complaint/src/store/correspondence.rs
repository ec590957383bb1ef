//! What office and citizen wrote to each other.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use kernel::SubmissionId;
use ledger::Error;
use sqlx::PgConnection;

use super::submission::StoredSubmission;

/// Who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Author {
    Office,
    Platform,
    Citizen,
}

impl Author {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Platform => "platform",
            Self::Citizen => "citizen",
        }
    }
}

/// Something written.
#[derive(Debug)]
pub(crate) struct Letter {
    pub(crate) author: Author,
    /// What an answer says; none in a citizen's words.
    pub(crate) outcome: Option<String>,
    pub(crate) words: String,
    pub(crate) written_at: Timestamp,
}

/// Something written, as it is shown.
#[derive(Debug)]
pub(crate) struct WrittenLetter {
    pub(crate) author: String,
    pub(crate) outcome: Option<String>,
    pub(crate) words: String,
    pub(crate) written_at: Timestamp,
}

/// Keeps a letter beside the version of the submission it led to.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    stored: &StoredSubmission,
    letter: &Letter,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into complaint.correspondence (submission_id, version, region, author, outcome,
            words, written_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        stored.id.uuid(),
        stored.version,
        stored.region.to_string(),
        letter.author.as_str(),
        letter.outcome,
        letter.words,
        letter.written_at.to_sqlx() as _,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Everything written about a submission, oldest first. Its steps are few: a reopening at most
/// twice, and an answer to each.
pub(crate) async fn of_submission(
    connection: &mut PgConnection,
    id: SubmissionId,
) -> Result<Vec<WrittenLetter>, Error> {
    let rows = sqlx::query!(
        r#"select author, outcome, words, written_at as "written_at: jiff_sqlx::Timestamp"
         from complaint.correspondence where submission_id = $1 order by version limit 200"#,
        id.uuid()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| WrittenLetter {
            author: row.author,
            outcome: row.outcome,
            words: row.words,
            written_at: row.written_at.to_jiff(),
        })
        .collect())
}
