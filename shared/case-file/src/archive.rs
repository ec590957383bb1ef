//! The container: a zip archive without compression, times or comments.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

/// Most files in an archive: thousands of documents, and no more than a reader should list.
const FILES_MAX: usize = 20_000;

/// A file and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

impl Member {
    pub(crate) fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            content: content.into(),
        }
    }
}

/// What is wrong with a container.
#[derive(Debug)]
pub(crate) enum Broken {
    /// It is no archive, or not one of this kind.
    Archive(String),
    /// One of its files cannot be read whole.
    Member(String),
}

/// The archive of `members`, in their order.
pub(crate) fn write(members: &[Member]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Stored)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for member in members {
        writer.start_file(member.name.as_str(), options)?;
        writer.write_all(&member.content)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The files in `bytes`, in their order. A file that is compressed is refused, so nothing grows
/// while it is read.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Member>, Broken> {
    let broken = |error: zip::result::ZipError| Broken::Archive(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > FILES_MAX {
        return Err(Broken::Archive(format!("more than {FILES_MAX} files")));
    }
    let mut members = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let name = match archive.name_for_index(index) {
            Some(Ok(name)) => name.into_owned(),
            Some(Err(_)) | None => return Err(Broken::Archive("a file without a name".to_owned())),
        };
        let unreadable = || Broken::Member(name.clone());
        let mut file = archive.by_index(index).map_err(|_| unreadable())?;
        if file.compression() != CompressionMethod::Stored {
            return Err(unreadable());
        }
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|_| unreadable())?;
        drop(file);
        members.push(Member { name, content });
    }
    Ok(members)
}
