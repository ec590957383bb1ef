//! From a stream to an address that is only known at its end.
//!
//! Small content is held until its digest is known and then written once. Larger content is
//! written to a waiting place part by part, and copied to its address when all of it is there.

use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use crypto::{DualDigest, DualHasher};
use futures::{Stream, TryStreamExt};
use object_store::path::Path;
use object_store::{
    CopyMode, CopyOptions, Error as StoreError, MultipartUpload, ObjectStore, ObjectStoreExt,
    PutMode, PutOptions,
};

use crate::Error;
use crate::store::{INCOMING, path};

/// Bytes of one part. Stores want at least 5 MiB; two parts are in memory at a time.
const PART_BYTES: usize = 8 * 1024 * 1024;

/// What has arrived so far.
struct Arriving {
    hasher: DualHasher,
    buffer: BytesMut,
    max: u64,
}

impl Arriving {
    /// Takes pieces until a part is full (true) or the content ends (false).
    async fn fill<S>(&mut self, content: &mut Pin<&mut S>) -> Result<bool, Error>
    where
        S: Stream<Item = Result<Bytes, Error>>,
    {
        while self.buffer.len() < PART_BYTES {
            let Some(piece) = content.try_next().await? else {
                return Ok(false);
            };
            self.hasher.update(&piece);
            if self.hasher.size() > self.max {
                return Err(Error::TooLarge { max: self.max });
            }
            self.buffer.extend_from_slice(&piece);
        }
        Ok(true)
    }

    fn take(&mut self) -> Bytes {
        self.buffer.split().freeze()
    }
}

pub(crate) async fn put<S>(
    store: &dyn ObjectStore,
    mut content: Pin<&mut S>,
    max: u64,
) -> Result<DualDigest, Error>
where
    S: Stream<Item = Result<Bytes, Error>>,
{
    let mut arriving = Arriving {
        hasher: DualHasher::new(),
        buffer: BytesMut::new(),
        max,
    };
    if !arriving.fill(&mut content).await? {
        let (bytes, digest) = (arriving.take(), arriving.hasher.finish());
        write_once(store, &path(&digest.sha256), bytes).await?;
        return Ok(digest);
    }
    let waiting = waiting_place();
    let mut upload = store.put_multipart(&waiting).await?;
    if let Err(error) = write_parts(&mut *upload, &mut arriving, &mut content).await {
        abandon(&mut *upload).await;
        return Err(error);
    }
    let digest = arriving.hasher.finish();
    let copied = copy_once(store, &waiting, &path(&digest.sha256)).await;
    if let Err(error) = store.delete(&waiting).await {
        let error: &dyn std::error::Error = &error;
        tracing::warn!(
            error,
            "a finished upload was not cleared away; the next sweep will"
        );
    }
    copied.map(|()| digest)
}

async fn write_parts<S>(
    upload: &mut dyn MultipartUpload,
    arriving: &mut Arriving,
    content: &mut Pin<&mut S>,
) -> Result<(), Error>
where
    S: Stream<Item = Result<Bytes, Error>>,
{
    let mut more = true;
    while more {
        let part = upload.put_part(arriving.take().into());
        // The next part arrives while this one is written.
        let (written, filled) = futures::join!(part, arriving.fill(content));
        written?;
        more = filled?;
    }
    let rest = arriving.take();
    if !rest.is_empty() {
        upload.put_part(rest.into()).await?;
    }
    upload.complete().await?;
    Ok(())
}

async fn abandon(upload: &mut dyn MultipartUpload) {
    if let Err(error) = upload.abort().await {
        let error: &dyn std::error::Error = &error;
        tracing::warn!(
            error,
            "an unfinished upload was not cleared away; the next sweep will"
        );
    }
}

/// A place nobody else writes to. The standard library seeds its hashers at random.
fn waiting_place() -> Path {
    let random = || RandomState::new().hash_one(());
    Path::from_iter([
        INCOMING.to_owned(),
        format!("{:016x}{:016x}", random(), random()),
    ])
}

/// Writes `bytes` to `place` unless something lies there: then it is the same content.
async fn write_once(store: &dyn ObjectStore, place: &Path, bytes: Bytes) -> Result<(), Error> {
    let create = PutOptions::from(PutMode::Create);
    match store.put_opts(place, bytes.clone().into(), create).await {
        Ok(_) | Err(StoreError::AlreadyExists { .. }) => Ok(()),
        // A store without conditional writes: the same bytes at the same address do no harm.
        Err(StoreError::NotImplemented { .. } | StoreError::NotSupported { .. }) => {
            store.put(place, bytes.into()).await?;
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// Copies `from` to `to` unless something lies there: then it is the same content.
async fn copy_once(store: &dyn ObjectStore, from: &Path, to: &Path) -> Result<(), Error> {
    match store.head(to).await {
        Ok(_) => return Ok(()),
        Err(StoreError::NotFound { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let create = CopyOptions {
        mode: CopyMode::Create,
        ..CopyOptions::default()
    };
    match store.copy_opts(from, to, create).await {
        Ok(()) | Err(StoreError::AlreadyExists { .. }) => Ok(()),
        Err(StoreError::NotImplemented { .. } | StoreError::NotSupported { .. }) => {
            Ok(store.copy(from, to).await?)
        }
        Err(error) => Err(error.into()),
    }
}
