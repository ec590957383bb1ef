//! Folders and files the servers live in.

use std::{
    fs::{self, File, TryLockError},
    io::{Read, Seek, SeekFrom},
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{Error, process};

/// A start holds the folder's lock this long at most: first initialisation on a slow disk.
const LOCK_WAIT: Duration = Duration::from_mins(2);

/// How much of a log an error shows.
const TAIL_BYTES: u64 = 2_000;

/// A setting from the environment; empty counts as absent.
#[expect(
    clippy::disallowed_methods,
    reason = "where the programs lie is a fact of the machine and no setting of a service"
)]
pub(crate) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The executable files called `name` in the folders of `PATH`, in order.
pub(crate) fn on_path(name: &str) -> Vec<PathBuf> {
    let path = environment("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|dir| dir.join(name))
        .filter(|file| is_program(file))
        .collect()
}

/// Whether the file exists and may be executed.
pub(crate) fn is_program(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|meta| meta.is_file() && meta.mode() & 0o111 != 0)
}

/// Creates the folder if needed and returns its canonical path.
pub(crate) fn ensure(dir: &Path) -> Result<PathBuf, Error> {
    fs::create_dir_all(dir).map_err(Error::io("create", dir))?;
    dir.canonicalize().map_err(Error::io("resolve", dir))
}

/// Creates a folder only its owner may enter; one that exists must belong to `owner`.
pub(crate) fn ensure_private(dir: &Path, owner: Option<(u32, u32)>) -> Result<(), Error> {
    match fs::DirBuilder::new().mode(0o700).create(dir) {
        Ok(()) => give(dir, owner),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let meta = fs::symlink_metadata(dir).map_err(Error::io("look at", dir))?;
            let us = rustix::process::geteuid().as_raw();
            let wanted = owner.map_or(us, |(uid, _)| uid);
            if meta.uid() == us && us != wanted && meta.is_dir() {
                // Ours from a start that was killed before it could hand the folder over.
                return give(dir, owner);
            }
            let open_to_others = meta.mode() & 0o077 != 0;
            if meta.is_dir() && meta.uid() == wanted && !open_to_others {
                Ok(())
            } else {
                Err(Error::ForeignFolder(dir.to_path_buf()))
            }
        }
        Err(error) => Err(Error::io("create", dir)(error)),
    }
}

fn give(dir: &Path, owner: Option<(u32, u32)>) -> Result<(), Error> {
    let Some((uid, gid)) = owner else {
        return Ok(());
    };
    std::os::unix::fs::chown(dir, Some(uid), Some(gid)).map_err(Error::io("hand over", dir))
}

/// Takes the lock that makes concurrent starts on one folder queue up.
pub(crate) async fn lock(dir: &Path) -> Result<File, Error> {
    let path = dir.join(".lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(Error::io("open", &path))?;
    let mut failure = None;
    let held = process::wait_until(LOCK_WAIT, || match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(error)) => {
            failure = Some(error);
            true
        }
    })
    .await;
    match failure {
        Some(error) => Err(Error::io("lock", path)(error)),
        None if held => Ok(file),
        None => Err(Error::FolderLocked(dir.to_path_buf())),
    }
}

/// The end of a log file, for error messages.
pub(crate) fn tail(log: &Path) -> String {
    let read = || -> std::io::Result<String> {
        let mut file = File::open(log)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    read().unwrap_or_else(|error| format!("(no log: {error})"))
}

/// A short stable name for a path (FNV-1a, 64 bit, hexadecimal): the same in every build, because
/// the socket folder and the place under `/var/lib` are found again by it.
pub(crate) fn short_name(path: &Path) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in path.as_os_str().as_encoded_bytes() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_stable_and_short() {
        assert_eq!(short_name(Path::new("")), "cbf29ce484222325");
        assert_eq!(short_name(Path::new("a")), "af63dc4c8601ec8c");
    }

    #[test]
    fn a_folder_open_to_others_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let open = dir.path().join("open");
        fs::DirBuilder::new().mode(0o755).create(&open).unwrap();
        assert!(matches!(
            ensure_private(&open, None),
            Err(Error::ForeignFolder(_))
        ));
    }
}
