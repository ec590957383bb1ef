//! Putting content in and getting it out.

use std::fmt;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use crypto::{DualDigest, DualHasher, Sha256Hex};
use futures::stream::BoxStream;
use futures::{Stream, StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use secrecy::ExposeSecret;

use crate::{S3, Settings, upload};

/// Where content waits until its digest is known.
pub(crate) const INCOMING: &str = "incoming";

/// Why content could not be stored or fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing lies at the address.
    #[error("no content {0}")]
    NotFound(Sha256Hex),
    /// What lies at the address is not what was put there.
    #[error("content {address} has changed: it is now {found}")]
    Changed {
        /// Where it lies.
        address: Sha256Hex,
        /// What it is.
        found: Sha256Hex,
    },
    /// More bytes than allowed.
    #[error("content is larger than {max} bytes")]
    TooLarge {
        /// Bytes allowed.
        max: u64,
    },
    /// The stream of content broke off.
    #[error("content did not arrive whole")]
    Incoming(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The store failed.
    #[error("the blob store failed")]
    Store(#[from] object_store::Error),
    /// The folder cannot be made.
    #[error("the blob folder cannot be made")]
    Folder(#[from] std::io::Error),
}

/// A store of content. Clones share it.
#[derive(Debug, Clone)]
pub struct Blobs {
    pub(crate) store: Arc<dyn ObjectStore>,
}

/// Content on its way out.
pub struct Blob {
    /// Bytes to come.
    pub size: u64,
    /// The content, piece by piece. Its last item is [`Error::Changed`] when the content is not
    /// what was stored: a reader that forwards it breaks off there.
    pub stream: BoxStream<'static, Result<Bytes, Error>>,
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blob")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl Blobs {
    /// Opens the store that `settings` name.
    ///
    /// # Errors
    /// When the folder cannot be made, or the bucket's settings contradict each other. Whether
    /// the bucket answers is asked by [`Blobs::ready`].
    pub fn open(settings: &Settings) -> Result<Self, Error> {
        let store: Arc<dyn ObjectStore> = match settings {
            Settings::Local { path } => {
                std::fs::create_dir_all(path)?;
                Arc::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true))
            }
            Settings::S3(bucket) => Arc::new(s3(bucket).build()?),
        };
        Ok(Self { store })
    }

    /// A store that forgets everything with the process, for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self {
            store: Arc::new(InMemory::new()),
        }
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Result<(), Error> {
        self.exists(&Sha256Hex::of(b"")).await.map(drop)
    }

    /// Stores what arrives, at most `max_bytes` of it, under its digest. Content that is stored
    /// already is not stored again.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::Incoming`] when the stream breaks off, or a failing store;
    /// then nothing lies at the content's address that was not there before.
    pub async fn put_stream<S, E>(&self, content: S, max_bytes: u64) -> Result<DualDigest, Error>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let content = content.map_err(|error| Error::Incoming(error.into()));
        upload::put(&*self.store, std::pin::pin!(content), max_bytes).await
    }

    /// Stores `content` under its digest.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn put(&self, content: Bytes) -> Result<DualDigest, Error> {
        let pieces = stream::iter([Ok::<_, std::convert::Infallible>(content)]);
        self.put_stream(pieces, u64::MAX).await
    }

    /// The content at `address`, checked as it is read to its end.
    ///
    /// # Errors
    /// [`Error::NotFound`], or a failing store.
    pub async fn get(&self, address: &Sha256Hex) -> Result<Blob, Error> {
        let found = self
            .store
            .get(&path(address))
            .await
            .map_err(|e| missing(e, address))?;
        Ok(Blob {
            size: found.meta.size,
            stream: checked(*address, found.into_stream()),
        })
    }

    /// The whole content at `address`, at most `max_bytes` of it, checked before anyone sees it.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is not what was stored, [`Error::TooLarge`],
    /// [`Error::NotFound`], or a failing store.
    pub async fn get_verified(&self, address: &Sha256Hex, max_bytes: u64) -> Result<Bytes, Error> {
        let blob = self.get(address).await?;
        if blob.size > max_bytes {
            return Err(Error::TooLarge { max: max_bytes });
        }
        let gather = |mut whole: BytesMut, piece: Bytes| async move {
            whole.extend_from_slice(&piece);
            Ok(whole)
        };
        Ok(blob
            .stream
            .try_fold(BytesMut::new(), gather)
            .await?
            .freeze())
    }

    /// Reads the content at `address` to its end without keeping it, and answers its digests for
    /// comparison with what was recorded.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is not what was stored, [`Error::NotFound`], or a failing store.
    pub async fn verify(&self, address: &Sha256Hex) -> Result<DualDigest, Error> {
        let blob = self.get(address).await?;
        let read = |mut hasher: DualHasher, piece: Bytes| async move {
            hasher.update(&piece);
            Ok(hasher)
        };
        Ok(blob
            .stream
            .try_fold(DualHasher::new(), read)
            .await?
            .finish())
    }

    /// Whether something lies at `address`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn exists(&self, address: &Sha256Hex) -> Result<bool, Error> {
        match self.store.head(&path(address)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes what began to arrive before `before` and was never finished, as after a crash.
    /// Answers how many pieces it removed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep(&self, before: Timestamp) -> Result<usize, Error> {
        let mut waiting = self.store.list(Some(&Path::from(INCOMING)));
        let mut removed = 0;
        while let Some(object) = waiting.try_next().await? {
            if object.last_modified.timestamp() < before.as_second() {
                self.store.delete(&object.location).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

/// `sha256/ab/cd/<digest>`, so that no folder grows without end.
pub(crate) fn path(address: &Sha256Hex) -> Path {
    let text = address.to_string();
    let (first, second) = (
        text.get(..2).unwrap_or_default(),
        text.get(2..4).unwrap_or_default(),
    );
    Path::from_iter(["sha256", first, second, &text])
}

fn missing(error: object_store::Error, address: &Sha256Hex) -> Error {
    if matches!(error, object_store::Error::NotFound { .. }) {
        Error::NotFound(*address)
    } else {
        error.into()
    }
}

/// Passes `pieces` on and adds an error at the end when they are not what `address` says.
fn checked(
    address: Sha256Hex,
    pieces: BoxStream<'static, object_store::Result<Bytes>>,
) -> BoxStream<'static, Result<Bytes, Error>> {
    let state = (pieces, Some(DualHasher::new()));
    stream::try_unfold(state, move |(mut pieces, hasher)| async move {
        let Some(mut hasher) = hasher else {
            return Ok(None);
        };
        if let Some(piece) = pieces.try_next().await? {
            hasher.update(&piece);
            return Ok(Some((piece, (pieces, Some(hasher)))));
        }
        let found = hasher.finish().sha256;
        if found == address {
            Ok(None)
        } else {
            Err(Error::Changed { address, found })
        }
    })
    .boxed()
}

fn s3(bucket: &S3) -> AmazonS3Builder {
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&bucket.bucket)
        .with_region(&bucket.region)
        .with_allow_http(bucket.allow_http);
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    if let Some(key) = &bucket.access_key {
        builder = builder.with_access_key_id(key);
    }
    if let Some(secret) = &bucket.secret_key {
        builder = builder.with_secret_access_key(secret.expose_secret());
    }
    builder
}
