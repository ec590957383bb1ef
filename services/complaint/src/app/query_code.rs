//! The query code of a submission: made once, shown once, kept as a digest only.
//!
//! An answer is kept so that a request sent twice gets it twice, and the code is part of the
//! answer. So that the code itself is nowhere at rest, it is made of two halves: one that is kept
//! with the answer, and the caller's idempotency key, of which only the digest is kept.

use complaint_domain::QueryCode;
use crypto::Sha256Hex;
use http_kit::IdempotencyKey;
use kernel::Actor;
use ledger::RequestKey;
use runtime::request_key;
use uuid::Uuid;

/// What a caller's idempotency key adds to a query code. Never stored, never printed.
pub(crate) struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(***)")
    }
}

impl Secret {
    /// The secret of a request, and the key under which its answer is kept.
    pub(crate) fn of(
        actor: Option<&Actor>,
        key: IdempotencyKey,
        path: &str,
        body_hash: [u8; 32],
    ) -> (Self, RequestKey) {
        let secret = key.as_str().to_owned();
        let request = request_key(actor, key, path, body_hash);
        let sealed = Sha256Hex::of(secret.as_bytes()).to_string();
        (
            Self(secret),
            RequestKey {
                key: sealed,
                ..request
            },
        )
    }

    /// The query code that this secret makes with `half`.
    pub(crate) fn code(&self, half: &str) -> QueryCode {
        let digest = Sha256Hex::of(format!("query-code\0{half}\0{}", self.0).as_bytes());
        let random = digest
            .as_bytes()
            .iter()
            .take(16)
            .fold(0, |bits: u128, byte| (bits << 8) | u128::from(*byte));
        QueryCode::new(random)
    }
}

/// The random half of a code that is kept with the answer: two identifiers, because the first part
/// of each is the time.
pub(crate) fn half(first: Uuid, second: Uuid) -> String {
    format!("{}{}", first.simple(), second.simple())
}

/// The digest of a code, as it is kept.
pub(crate) fn digest(code: &QueryCode) -> [u8; 32] {
    *Sha256Hex::of(code.reveal().as_bytes()).as_bytes()
}

/// Whether what a citizen typed is the code with this digest, in time that does not depend on where
/// they differ.
pub(crate) fn opens(typed: &str, kept: &[u8]) -> bool {
    let Some(code) = QueryCode::typed(typed) else {
        return false;
    };
    let given = digest(&code);
    let differences = given
        .iter()
        .zip(kept)
        .fold(0_u8, |found, (left, right)| found | (left ^ right));
    kept.len() == given.len() && std::hint::black_box(differences) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(key: &str) -> Secret {
        Secret(key.to_owned())
    }

    #[test]
    fn the_same_request_gets_the_same_code_and_another_one_does_not() {
        let code = secret("key-of-a-citizen").code("half");
        assert_eq!(code, secret("key-of-a-citizen").code("half"));
        assert_ne!(code, secret("key-of-a-citizen").code("other half"));
        assert_ne!(code, secret("key-of-another").code("half"));
    }

    #[test]
    fn only_the_code_itself_opens() {
        let code = secret("key-of-a-citizen").code("half");
        let kept = digest(&code);
        assert!(opens(code.reveal(), &kept));
        assert!(opens(&code.reveal().to_lowercase(), &kept));
        assert!(!opens("000000000000", &kept));
        assert!(!opens("", &kept));
        assert!(!opens(code.reveal(), &[]));
    }
}
