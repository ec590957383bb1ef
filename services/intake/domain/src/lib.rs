//! The rules of intake: from a clue (案件线索) to a filed case (立案), or to a reason why not.
//!
//! ```text
//! Unknown ─register─► Verifying ─file─────► Filed
//!                        │  ▲    ─decline──► NotFiled
//!                        └extend ─transfer─► Transferred
//! ```
//!
//! Law encoded: verification within 15 working days, extended once by as many by the head of the
//! agency (市场监督管理行政处罚程序规定 Art. 18); the conditions of filing (Art. 19); limitation to
//! discovery of two or five years (行政处罚法 Art. 36). Late filing is a breach of duty by the agency and
//! does not make the case void, so it is recorded and never refused.
//!
//! Deliberately absent: who reported it. That stays with the complaint service.

pub mod clue;
pub mod limitation;

pub use clue::{
    Clue, ClueCommand, ClueEvent, ClueFacts, ClueRules, DeclineReason, Finding, PartyKind, Source,
};
