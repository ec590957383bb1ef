//! Enforcement (强制执行) of a decision that the party does not perform: demand (催告), application to
//! the court (申请人民法院强制执行), what the court says, suspension and end.
//!
//! ```text
//! Open ─serve-demand─► Demanded ─apply─► Applied ─accepted─► Accepted ─granted─► Granted
//!                          ▲                │ rejected           │ refused         │
//!                          └────────────────┘                    ▼                 ▼
//!   any of them ─suspend─► Suspended ─resume─► back           Finished ◄────── Finished
//! ```
//!
//! Law encoded: demand and ten working days (行政强制法 54), the party's statement (36), the three
//! months for the court (53; 行政处罚法 72), what the application holds (55), the court's clocks
//! (56, 57), suspension and its end after three years (39), end (40).
//!
//! The window for the court opens on the day after the time to sue ended and closes three months
//! later. Under a plan of payment it is counted from the end of the plan (行政处罚法 72.2), but never
//! opens before the time to sue has ended.
//!
//! Deliberately absent: enforcement by the agency itself, which few agencies have the power to.

mod command;
mod decide;
mod event;
mod gates;
mod state;
mod window;

pub use command::{
    Debt, EnforcementCommand, EnforcementFacts, EnforcementKind, EnforcementStep, RemedyStanding,
};
pub use decide::{decide, next_steps};
pub use event::EnforcementEvent;
pub use state::{
    Acceptance, Answer, Application, Demand, Dossier, Enforcement, EnforcementStatus, Finish,
    Ruling, Suspension, SuspensionGround,
};
pub use window::Window;

/// Ten working days to perform after the demand.
pub const DEMAND: &str = "ENF-DEMAND-10";
/// Three months to apply to the court.
pub const COURT: &str = "ENF-COURT-3M";
/// Thirty days of surcharge.
pub const SURCHARGE: &str = "ENF-SURCH-30";
/// The court accepts or rejects the application.
pub const ACCEPT: &str = "ENF-COURT-ACCEPT";
/// The court rules.
pub const RULE: &str = "ENF-COURT-RULE";
/// Suspended for three years.
pub const SUSPENDED: &str = "ENF-SUSPEND-3Y";

/// Clocks whose running out is noted.
pub const TIMED: [&str; 6] = [DEMAND, COURT, SURCHARGE, ACCEPT, RULE, SUSPENDED];
