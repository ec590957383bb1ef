//! Evidence against a real database, a real broker and a real folder of content, over HTTP.

#![cfg(test)]

mod custody;
mod doors;
mod given;
mod sealing;
mod upload;
