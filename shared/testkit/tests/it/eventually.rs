use std::time::Duration;

use testkit::eventually;

const POLL: Duration = Duration::from_millis(1);

#[tokio::test]
async fn polling_ends_with_the_first_success() {
    let mut tries = 0;
    let found = eventually(Duration::from_secs(5), POLL, async || {
        tries += 1;
        if tries < 4 { Err("not yet") } else { Ok(tries) }
    });
    assert_eq!(found.await.unwrap(), 4);
}

#[tokio::test]
async fn polling_ends_in_time_with_the_last_reason() {
    let never = eventually(Duration::from_millis(30), POLL, async || {
        Err::<(), _>("still red")
    });
    let error = never.await.unwrap_err().to_string();
    assert!(error.contains("still red"), "{error}");
}

#[tokio::test]
async fn a_check_that_hangs_is_cut_off() {
    let hangs = eventually(Duration::from_millis(30), POLL, async || {
        std::future::pending::<Result<(), String>>().await
    });
    let error = hangs.await.unwrap_err().to_string();
    assert!(error.contains("did not return"), "{error}");
}
