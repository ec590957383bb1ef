//! The electronic seal, against files and against OpenSSL.

#![expect(clippy::expect_used, reason = "tests")]

mod openssl;
mod seal;
