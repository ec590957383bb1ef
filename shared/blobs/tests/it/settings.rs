//! Where content lies is a setting.

use blobs::{Blobs, Error, Settings};
use serde_json::json;

#[test]
fn an_unknown_setting_is_refused() {
    for unknown in [
        json!({"kind": "local", "path": "p", "pth": "q"}),
        json!({"kind": "s3", "bucket": "b", "buckt": "c"}),
        json!({"kind": "ftp", "path": "p"}),
        json!({"path": "p"}),
    ] {
        assert!(
            serde_json::from_value::<Settings>(unknown.clone()).is_err(),
            "{unknown}"
        );
    }
}

#[test]
fn a_secret_is_never_shown() {
    let settings: Settings = serde_json::from_value(json!({
        "kind": "s3", "bucket": "evidence", "endpoint": "https://minio:9000",
        "access_key": "mingjing", "secret_key": "canary-7f3a",
    }))
    .unwrap();
    assert!(!format!("{settings:?}").contains("canary"));
    let blobs = Blobs::open(&settings).unwrap();
    assert!(!format!("{blobs:?}").contains("canary"));
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let settings = Settings::Local {
        path: file.join("blobs"),
    };
    assert!(matches!(Blobs::open(&settings), Err(Error::Folder(_))));
}
