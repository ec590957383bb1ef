//! Private keys in files: readable by their owner alone, never overwritten.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// Only the owner reads and writes the key.
const KEY_MODE: u32 = 0o600;
const OTHERS: u32 = 0o007;

/// Why a file with a private key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or written; an existing file is never overwritten.
    #[error("the key file cannot be used")]
    File(#[from] io::Error),
    /// Everyone on the machine may read it.
    #[error("the key file is open to everyone: set its mode to 600")]
    Exposed,
}

impl KeyFileError {
    /// Whether there is no such file.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::File(error) if error.kind() == io::ErrorKind::NotFound)
    }

    /// Whether the file was there already when it should be made.
    #[must_use]
    pub fn is_there(&self) -> bool {
        matches!(self, Self::File(error) if error.kind() == io::ErrorKind::AlreadyExists)
    }
}

/// The text of the key at `path`.
///
/// # Errors
/// When it cannot be read, or is open to everyone.
pub fn read(path: &Path) -> Result<String, KeyFileError> {
    if fs::metadata(path)?.permissions().mode() & OTHERS != 0 {
        return Err(KeyFileError::Exposed);
    }
    Ok(fs::read_to_string(path)?)
}

/// Stores `pem` at `path` for its owner alone. Whoever else looks finds the whole key or none.
///
/// # Errors
/// When there is a file already, or it cannot be written.
pub fn create(path: &Path, pem: &str) -> Result<(), KeyFileError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(KEY_MODE)
        .open(&beside)?;
    let written = file
        .write_all(pem.as_bytes())
        .and_then(|()| file.sync_all())
        // unlike a rename, a link never replaces a file
        .and_then(|()| fs::hard_link(&beside, path));
    fs::remove_file(&beside)?;
    Ok(written?)
}
