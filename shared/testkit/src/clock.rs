//! Time that moves only when a test says so.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
};

/// The start of an office day.
const OFFICE_OPENS: Time = Time::constant(9, 0, 0, 0);

/// A clock that stands still until it is moved; clones share the same hands.
#[derive(Debug, Clone)]
pub struct VirtualClock {
    now: Arc<Mutex<Timestamp>>,
}

impl VirtualClock {
    /// 09:00 in China on the given date.
    #[must_use]
    pub fn on(date: Date) -> Self {
        Self::at(kernel::timestamp_at(date.to_datetime(OFFICE_OPENS)))
    }

    /// The given instant.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self {
            now: Arc::new(Mutex::new(now)),
        }
    }

    /// Moves to the instant, also backwards.
    pub fn set(&self, now: Timestamp) {
        *self.hands() = now;
    }

    /// Moves to 09:00 in China on the given date.
    pub fn set_date(&self, date: Date) {
        self.set_local(date, OFFICE_OPENS);
    }

    /// Moves to a date and time of day in China.
    pub fn set_local(&self, date: Date, time: Time) {
        self.set(kernel::timestamp_at(date.to_datetime(time)));
    }

    /// Moves on; a negative step moves back. Stops at the ends of the representable time.
    pub fn advance(&self, step: SignedDuration) {
        let mut now = self.hands();
        let end = if step.is_negative() {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        *now = now.checked_add(step).unwrap_or(end);
    }

    /// Moves on by whole days of 24 hours; China has no daylight saving time, so the time of day
    /// stays.
    pub fn advance_days(&self, days: i32) {
        self.advance(SignedDuration::from_hours(i64::from(days) * 24));
    }

    /// The date in China.
    #[must_use]
    pub fn today(&self) -> Date {
        kernel::today(self)
    }

    fn hands(&self) -> MutexGuard<'_, Timestamp> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl kernel::Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        *self.hands()
    }
}
