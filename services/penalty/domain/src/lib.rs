//! The rules of the penalty procedure (行政处罚): the ordinary procedure (普通程序) from filing to
//! closing.
//!
//! ```text
//! Unopened ─open-case─► Investigating ◄─resume/suspend─► Suspended
//!                            │ conclude-investigation
//!                            ▼
//!        ┌─ correct, ─► Concluded ─serve-notice─► Notified
//!        │  supplement       │                        │
//!        └───────────────────┴─── legal-review ───────┤ hearing: host, file, day, notice,
//!                            │ decide (no penalty)    │ announcement, record, report
//!                            ▼                        ▼ decide
//!            Closed ◄─close─ Performed ◄─record-payment─ Served ◄─serve-decision─── Decided
//!                                  any of the last five ─revoke─► Revoked
//!        any state before the decision ─end-case─► Ended ─close─► EndedClosed
//! ```
//!
//! Between the notice (告知) and the decision the party states and defends (陈述申辩) or asks for a
//! hearing (听证); a review after the hearing replaces any review before it.
//!
//! Law encoded (行政处罚法 unless named): two officers (42), recusal (43; 程序规定 4), certificates shown
//! (55), order to correct (28), one fine for one act (29), suspension and termination (程序规定 46, 47),
//! time that does not count and extensions (60; 程序规定 64), notice and hearing of the party
//! (44, 45, 62), no aggravation (45; 市场监督管理行政处罚程序规定 58), hearing right and its thresholds
//! (63; 市场监督管理行政处罚听证办法 5), hearing notice and host (64), legal review (58) and case review
//! (程序规定 49 to 54), collective discussion (57), published basis (5, 16), kinds of penalty (9),
//! who is punished and how much (28 to 37, 49: modules `assessment`, `limitation`, `power_list`,
//! `discretion`), decision within 90 days (60), service (61; 程序规定 82), payment in 15 days, separation
//! of fining and collecting (67), surcharge (72), closing (程序规定 77).
//!
//! Review of every ordinary decision: in the four cases of Article 58 it is the legal review (法制审核)
//! without which no decision may be made; in all others the case review (案件审核) that 程序规定 52 asks
//! of market supervision. The platform takes the latter as the rule for every field, so no
//! ordinary decision is made unreviewed.
//!
//! Invariants: whoever investigated never reviews, hosts the hearing, decides or collects; a decision
//! is never heavier than the notice, nor than any proposal on which the party was heard; the
//! surcharge never exceeds the fine; a late decision is recorded, never refused.
//!
//! Beside a case run coercive measures ([`measure`]), registered preservation ([`preservation`]) and
//! substitute performance ([`substitute`]), each with its own state and clocks.
//!
//! The gates of all steps are data: `case::gates` lists code, article, validity and cure of each.
//!
//! Beside the case stand three more aggregates of their own: the penalty on the spot ([`spot`]), the
//! criminal referral of a case ([`referral`]), and the remedies against a decision ([`remedy`]).
//!
//! Cases of public security (治安) have clocks of their own: 30 days to decide, 2 to serve. Deliberately
//! absent: what only the police may do there, such as detention.

pub mod archive;
pub mod arrangement;
pub mod assessment;
pub mod case;
pub mod certificate;
pub mod discretion;
pub mod document;
pub mod enforcement;
pub mod hearing;
pub mod legal_basis;
pub mod like_cases;
pub mod limitation;
pub mod measure;
pub mod on_site;
pub mod party;
pub mod payment;
pub mod penalty;
pub mod power_list;
pub mod preservation;
pub mod procedure;
pub mod proceeding;
pub mod property;
pub mod referral;
pub mod remedy;
pub mod review;
pub mod service_of_process;
pub mod spot;
pub mod substitute;
pub mod time_limits;

pub use case::{
    Case, CaseCommand, CaseEvent, CaseFacts, CaseRules, CommandKind, NextStep, next_steps,
};
