//! In, out, and what is noticed in between.

use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

use blobs::{Blobs, Error, Settings};
use bytes::Bytes;
use crypto::{DualDigest, Sha256Hex};
use futures::{StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

const MIB: usize = 1024 * 1024;
/// Above one part, so that it waits in `incoming` while it arrives.
const LARGE: usize = 20 * MIB + 17;
const NO_LIMIT: u64 = u64::MAX;

fn store() -> (TempDir, Blobs) {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::Local {
        path: folder.path().join("blobs"),
    };
    let blobs = Blobs::open(&settings).unwrap();
    (folder, blobs)
}

fn content(len: usize) -> Bytes {
    (0..=250_u8).cycle().take(len).collect()
}

fn pieces(
    content: &Bytes,
) -> impl futures::Stream<Item = Result<Bytes, Infallible>> + Send + use<> {
    let content = content.clone();
    let starts = (0..content.len()).step_by(64 * 1024);
    stream::iter(starts.map(move |at| Ok(content.slice(at..content.len().min(at + 64 * 1024)))))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

async fn read(blobs: &Blobs, address: &Sha256Hex) -> Result<Vec<u8>, Error> {
    let pieces: Vec<Bytes> = blobs.get(address).await?.stream.try_collect().await?;
    Ok(pieces.concat())
}

#[tokio::test]
async fn what_goes_in_comes_out_under_its_digest() {
    let (folder, blobs) = store();
    for len in [0, 1, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 16 * MIB, LARGE] {
        let content = content(len);
        let digest = blobs.put_stream(pieces(&content), NO_LIMIT).await.unwrap();
        assert_eq!(digest, DualDigest::of(&content), "{len}");
        assert_eq!(
            read(&blobs, &digest.sha256).await.unwrap(),
            content,
            "{len}"
        );
        assert_eq!(blobs.verify(&digest.sha256).await.unwrap(), digest, "{len}");
        let hex = digest.sha256.to_string();
        let place = format!("blobs/sha256/{}/{}/{hex}", &hex[..2], &hex[2..4]);
        assert_eq!(
            fs::metadata(folder.path().join(place)).unwrap().len(),
            digest.size,
            "{len}"
        );
    }
    assert_eq!(files(folder.path()).len(), 7);
}

#[tokio::test]
async fn the_same_content_twice_is_stored_once() {
    let (folder, blobs) = store();
    for len in [1000, LARGE] {
        let content = content(len);
        let (first, second) = tokio::join!(
            blobs.put_stream(pieces(&content), NO_LIMIT),
            blobs.put_stream(pieces(&content), NO_LIMIT),
        );
        let third = blobs.put_stream(pieces(&content), NO_LIMIT).await.unwrap();
        assert_eq!((first.unwrap(), second.unwrap()), (third, third));
    }
    assert_eq!(files(folder.path()).len(), 2);
}

#[tokio::test]
async fn one_changed_byte_is_noticed() {
    let (folder, blobs) = store();
    for len in [1000, LARGE] {
        let address = blobs
            .put_stream(pieces(&content(len)), NO_LIMIT)
            .await
            .unwrap()
            .sha256;
        let hex = address.to_string();
        let place = files(folder.path())
            .into_iter()
            .find(|file| file.ends_with(&hex))
            .unwrap();
        let mut stored = fs::read(&place).unwrap();
        stored[len / 2] ^= 1;
        fs::write(&place, &stored).unwrap();

        let noticed =
            |error: &Error| matches!(error, Error::Changed { address: a, .. } if *a == address);
        let whole = blobs.get_verified(&address, NO_LIMIT).await;
        assert!(whole.is_err_and(|error| noticed(&error)), "{len}");
        assert!(
            blobs
                .verify(&address)
                .await
                .is_err_and(|error| noticed(&error)),
            "{len}"
        );
        assert!(
            read(&blobs, &address)
                .await
                .is_err_and(|error| noticed(&error)),
            "{len}"
        );
    }
}

#[tokio::test]
async fn cut_or_lengthened_content_is_noticed() {
    let (folder, blobs) = store();
    let address = blobs.put(content(1000)).await.unwrap().sha256;
    let place = files(folder.path()).pop().unwrap();
    for len in [0, 999, 1001] {
        fs::write(&place, content(len)).unwrap();
        let whole = blobs.get_verified(&address, NO_LIMIT).await;
        assert!(matches!(whole, Err(Error::Changed { .. })), "{len}");
    }
}

#[tokio::test]
async fn content_over_the_limit_is_refused_and_leaves_nothing() {
    let (folder, blobs) = store();
    for len in [1000, LARGE] {
        let max = u64::try_from(len).unwrap() - 1;
        let refused = blobs.put_stream(pieces(&content(len)), max).await;
        assert!(
            matches!(refused, Err(Error::TooLarge { max: limit }) if limit == max),
            "{len}"
        );
        assert!(
            blobs
                .put_stream(pieces(&content(len - 1)), max)
                .await
                .is_ok(),
            "{len}"
        );
    }
    assert_eq!(files(folder.path()).len(), 2);
}

#[tokio::test]
async fn an_endless_stream_is_cut_off_at_the_limit() {
    let (folder, blobs) = store();
    let piece = content(MIB);
    let endless = stream::repeat_with(move || Ok::<_, Infallible>(piece.clone()));
    let refused = blobs.put_stream(endless, 30 * 1024 * 1024).await;
    assert!(matches!(refused, Err(Error::TooLarge { .. })));
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_stream_that_breaks_off_leaves_nothing() {
    let (folder, blobs) = store();
    for len in [1000, LARGE] {
        let pieces = pieces(&content(len)).map(|piece| piece.map_err(std::io::Error::other));
        let broken = pieces.chain(stream::iter([Err(std::io::Error::other("gone"))]));
        let refused = blobs.put_stream(broken, NO_LIMIT).await;
        assert!(matches!(refused, Err(Error::Incoming(_))), "{len}");
    }
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let (_folder, blobs) = store();
    let address = Sha256Hex::of(b"absent");
    assert!(!blobs.exists(&address).await.unwrap());
    assert!(matches!(blobs.get(&address).await, Err(Error::NotFound(a)) if a == address));
    blobs.ready().await.unwrap();
    let stored = blobs.put(Bytes::from_static(b"present")).await.unwrap();
    assert!(blobs.exists(&stored.sha256).await.unwrap());
}

#[tokio::test]
async fn content_larger_than_its_reader_allows_is_not_read() {
    let blobs = Blobs::in_memory();
    let address = blobs.put(content(1000)).await.unwrap().sha256;
    assert!(matches!(
        blobs.get_verified(&address, 999).await,
        Err(Error::TooLarge { max: 999 })
    ));
    assert_eq!(
        blobs.get_verified(&address, 1000).await.unwrap(),
        content(1000)
    );
}

#[tokio::test]
async fn a_sweep_removes_old_leftovers_and_nothing_else() {
    let (folder, blobs) = store();
    blobs.put(content(10)).await.unwrap();
    let incoming = folder.path().join("blobs/incoming");
    fs::create_dir_all(&incoming).unwrap();
    fs::write(incoming.join("left-over"), "half").unwrap();
    let written = fs::metadata(incoming.join("left-over"))
        .unwrap()
        .modified()
        .unwrap();
    let written = Timestamp::try_from(written).unwrap();
    let hour = SignedDuration::from_hours(1);
    assert_eq!(blobs.sweep(written - hour).await.unwrap(), 0);
    assert_eq!(blobs.sweep(written + hour).await.unwrap(), 1);
    assert_eq!(files(folder.path()).len(), 1);
}
