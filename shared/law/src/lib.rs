//! Time and rules of law: working days, statutory periods, the deadline table, refusals that name
//! their article, citations and the texts behind them, and the surcharge on unpaid fines.
//!
//! Invariants: nothing here reads a clock; every date is a parameter and is a date in China. The
//! first day of a period is the day after its trigger. Past the last year whose holidays are
//! published a definite answer is refused and a due date is marked provisional.
//!
//! Deliberately absent: which rule applies to a matter, and who may extend a period. Those are
//! gates of the services' domains.

pub mod adjustments;
pub mod calendar;
pub mod citation;
mod count;
pub mod due;
mod numeral;
pub mod refusal;
pub mod rule;
pub mod statute;
mod summary;
pub mod surcharge;

pub use adjustments::{Adjustments, Extension, Pause};
pub use calendar::{Calendar, CalendarError, Counted, Working, WorkingDays, YearTable};
pub use citation::{ArticleNumber, Citation, citations, instrument_name, separate};
pub use due::{Due, DueError};
pub use numeral::chinese;
pub use refusal::{Refusal, RefusalBody};
pub use rule::{Kind, Length, MonthDay, Rule, RuleError, Unit, UnknownRule, rule, rule_on, rules};
pub use statute::{CitedArticle, Library};
pub use summary::summary;
pub use surcharge::{Surcharge, overdue_days, surcharge, surcharge_on_rest};
