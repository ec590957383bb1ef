//! The rules of disclosure (行政处罚决定公示): which decisions are published, how personal data is
//! taken out, who approves, and how a publication comes down again.
//!
//! ```text
//! Unknown ─decision made─► Queued ─mask─► Masked ─approve─► Approved ─publish─► Published
//!    │                        │ ▲            │ ▲─────mask──────┘ │                  │
//!    └──────► Refused ◄───────┴──────────────┴───────────────────┘    revoked ─► Withdrawing
//!          (not to be published, with the ground)                                   │
//!                                                Withdrawn ◄────withdraw────────────┴─ Published
//! ```
//!
//! Law encoded: publication of decisions (行政处罚法 Art. 48; 国办发〔2018〕118号, 7 working days);
//! what is not published (治安管理处罚法 Art. 136; 市场监督管理行政处罚信息公示规定 Art. 2; 政府信息公开条例
//! Art. 14 to 16); summary and text (公示规定 Art. 4, 7); protection of personal data (公示规定 Art. 6);
//! review before publication (公示规定 Art. 5; 政府信息公开条例 Art. 17); withdrawal within 3 working days
//! with the reason (行政处罚法 Art. 48.2).
//!
//! Invariants: nothing is public that was not masked by one person and approved by another; a text
//! with a citizen's number, a mobile number, a bank card or an e-mail address in it is never stored
//! as public text; a record of public security is never published.
//!
//! Interpretation, not law: a decision is published only after it was served. It takes effect on the
//! party by service (行政处罚法 Art. 61), and the party is told of the publication with it (公示规定
//! Art. 8).
//!
//! Deliberately absent: how long a publication stays and credit repair (信用修复); a comparison with
//! the served text, which stays with the case; decisions that impose no penalty, which this version
//! does not publish.

pub mod masking;
pub mod publication;
pub mod scope;

pub use kernel::{Code, CodeError};
pub use masking::{
    MaskEntry, MaskedText, Redaction, RedactionKind, Suspect, SuspectKind, mask_text,
};
pub use publication::{
    About, Content, Ground, Party, Publication, PublicationCommand, PublicationEvent,
    PublicationFacts, PublicationRules,
};
pub use scope::automatic_ground;
