//! The rules of dispatch: who may enforce, and which team takes a filed case.
//!
//! ```text
//! officer   Unknown ─register─► Active ─suspend──► Suspended
//!                                 │ ▲ └─ reinstate ─┘  │
//!                                 └─ cancel ─► Cancelled ◄ cancel
//!
//! task      Unknown ─open─► Waiting ─assign─► Assigned ─accept─► Accepted
//!                              ▲   (again) ─┘    │                 │
//!                              └─── hand back ◄──┴─────────────────┘
//!           escalate: by someone in any of these states; by the clock while nobody has accepted
//! ```
//!
//! Law encoded: at least two officers, each with the qualification to enforce (行政处罚法 Art. 42,
//! 行政强制法 Art. 17); a certificate (行政执法证) that is valid, not suspended and not cancelled on the
//! day of the act, and that covers the field and the place (行政执法监督条例 Art. 17); recusal (回避,
//! 行政处罚法 Art. 43). How long a task may wait for its team is no law: it is configuration.
//!
//! Invariants: a team has two officers or more, one of them its lead, all eligible on the day they
//! were assigned and again on the day they accepted.
//!
//! Deliberately absent: the officers' names, which the service keeps beside the state; decisions on
//! a party's request for recusal, which are the head's and do not stop the investigation.

pub mod configuration;
pub mod eligibility;
pub mod officer;
pub mod task;

pub use configuration::Configuration;
pub use officer::{
    CancelReason, Certificate, Officer, OfficerCommand, OfficerEvent, OfficerFacts, OfficerRules,
    SuspendReason,
};
pub use task::{
    Conflict, ConflictGround, EscalationReason, HandBackReason, Standing, Task, TaskAbout,
    TaskCommand, TaskEvent, TaskFacts, TaskRules, Team,
};
