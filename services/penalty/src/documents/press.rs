//! Printing, sealing and keeping: the work that takes time, away from the threads that answer.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use blobs::Blobs;
use bytes::Bytes;
use crypto::seal::{KeyId, SealError, SealProvider};
use crypto::{DualDigest, Sha256Hex, Sm3Hex};
use documents::{CheckMark, Form, Press, SealMark, Sheet, Values};
use http_kit::Problem;
use jiff::Timestamp;
use kernel::{DocumentNumber, legal_date};
use runtime::{Fault, Settings};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Most bytes of a printed document; a hundred pages of text have about one mebibyte.
pub(crate) const PDF_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// Most bytes of a signature.
pub(crate) const SIGNATURE_BYTES_MAX: u64 = 1024;
/// Documents that are printed at the same time. Those that wait hold no database connection yet.
const AT_ONCE: usize = 2;
/// When a request that found the store away, or no fonts, may come again.
const RETRY: Duration = Duration::from_secs(5);

/// Where documents are printed, sealed and kept. Clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Workshop {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// Opened with the first document: it reads many megabytes of fonts.
    press: Mutex<Option<Arc<Press>>>,
    fonts: Option<PathBuf>,
    seal: Arc<dyn SealProvider>,
    blobs: Blobs,
    places: Semaphore,
    /// Where the public finds this platform, without a slash at the end.
    public_url: String,
}

/// A document to be printed and sealed.
#[derive(Debug, Clone)]
pub(crate) struct Printing {
    pub(crate) form: Form,
    pub(crate) agency: String,
    pub(crate) number: Option<DocumentNumber>,
    pub(crate) values: Values,
    pub(crate) at: Timestamp,
}

/// What printing and sealing gave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed {
    pub(crate) content: Sm3Hex,
    pub(crate) pdf: DualDigest,
    pub(crate) signature: Sha256Hex,
    pub(crate) key: KeyId,
}

impl Workshop {
    /// A workshop as the settings ask for.
    ///
    /// # Errors
    /// When the object store cannot be opened.
    pub(crate) fn open(
        settings: &Settings,
        seal: Arc<dyn SealProvider>,
    ) -> Result<Self, blobs::Error> {
        let public_url = settings.documents.public_url.trim_end_matches('/');
        Ok(Self {
            inner: Arc::new(Inner {
                press: Mutex::new(None),
                fonts: settings.documents.fonts.clone(),
                seal,
                blobs: Blobs::open(&settings.blobs)?,
                places: Semaphore::new(AT_ONCE),
                public_url: public_url.to_owned(),
            }),
        })
    }

    /// The seal.
    pub(crate) fn seal(&self) -> &Arc<dyn SealProvider> {
        &self.inner.seal
    }

    /// Waits for a place. Taken before a transaction begins, so that a queue of documents does not
    /// use up the connections.
    pub(crate) async fn place(&self) -> Result<SemaphorePermit<'_>, Fault> {
        let place = self.inner.places.acquire().await;
        Ok(place.map_err(|error| Problem::internal(&error))?)
    }

    /// Prints and seals `printing` and keeps both files. What is kept and then named by no row, as
    /// after a refusal, does no harm.
    pub(crate) async fn make(&self, printing: Printing) -> Result<Printed, Fault> {
        let inner = self.inner.clone();
        let made = tokio::task::spawn_blocking(move || inner.print(&printing));
        let (content, pdf, signature) = made.await.map_err(|error| Problem::internal(&error))??;
        let (pdf, signature) = futures::try_join!(
            self.inner.blobs.put(Bytes::from(pdf)),
            self.inner.blobs.put(Bytes::from(signature)),
        )
        .map_err(unavailable)?;
        Ok(Printed {
            content,
            pdf,
            signature: signature.sha256,
            key: self.inner.seal.key_id(),
        })
    }

    /// The file at `address`, checked against its digest.
    pub(crate) async fn file(&self, address: &Sha256Hex, max: u64) -> Result<Bytes, Fault> {
        let file = self.inner.blobs.get_verified(address, max).await;
        Ok(file.map_err(unavailable)?)
    }
}

type Files = (Sm3Hex, Vec<u8>, Vec<u8>);

impl Inner {
    fn press(&self) -> Result<Arc<Press>, Problem> {
        let mut open = self.press.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(press) = &*open {
            return Ok(press.clone());
        }
        let press = Press::open(self.fonts.as_deref()).map_err(|error| no_fonts(&error))?;
        Ok(open.insert(Arc::new(press)).clone())
    }

    /// The digest of the content, the document, and the seal over it.
    fn print(&self, printing: &Printing) -> Result<Files, Problem> {
        let Printing {
            form,
            agency,
            number,
            values,
            at,
        } = printing;
        let number = number.as_ref().map(ToString::to_string);
        let digest = documents::content_digest(*form, number.as_deref(), values);
        let content = digest
            .parse::<Sm3Hex>()
            .map_err(|error| Problem::internal(&error))?;
        let url = format!(
            "{}/api/penalty/v1/documents/check/{digest}",
            self.public_url
        );
        let check = CheckMark {
            url: &url,
            digest: &digest,
        };
        let dated = legal_date(*at);
        let (signed_at, key_id) = (dated.to_string(), self.seal.key_id().to_string());
        let mark = SealMark {
            agency,
            signed_at: &signed_at,
            key_id: &key_id,
        };
        let sheet = Sheet {
            form: *form,
            agency,
            number: number.as_deref(),
            values,
            dated: Some(dated),
            // what is internal is not answered for in public
            check: (form.volume() == documents::Volume::Main).then_some(check),
            seal: form.needs_seal().then_some(mark),
        };
        let pdf = self.press()?.render(&sheet).map_err(unprintable)?;
        let signature = self.seal.sign(&pdf).map_err(|error| not_signed(&error))?;
        Ok((content, pdf, signature.into_der()))
    }
}

fn no_fonts(error: &documents::Error) -> Problem {
    tracing::error!(%error, "documents cannot be printed");
    Problem::unavailable(RETRY).detail(error.to_string())
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "all other mistakes are those of the templates or the fonts, not the caller's"
)]
fn unprintable(error: documents::Error) -> Problem {
    match error {
        documents::Error::Characters { characters } => {
            Problem::unprocessable("文书含有无法印制的字符")
                .with_code("unprintable-characters")
                .cure("write the text with other characters, or add a font that has them")
                .field("values", format!("no font draws: {characters}"))
        }
        other => Problem::internal(&other),
    }
}

fn not_signed(error: &SealError) -> Problem {
    tracing::error!(%error, "the seal did not sign");
    Problem::unavailable(RETRY)
}

/// A file that cannot be kept or read. What was recorded and is gone is a failure of this house; a
/// store that does not answer may answer later.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the store may fail in further ways; none of them is the caller's"
)]
fn unavailable(error: blobs::Error) -> Problem {
    match error {
        blobs::Error::Store(error) => {
            tracing::warn!(%error, "the object store did not answer");
            Problem::unavailable(RETRY)
        }
        other => Problem::internal(&other),
    }
}
