//! When a period ends: base length, approved extensions, and time that does not count.
//!
//! Every period has two due dates. `raw` is never moved: it binds agencies and measures that
//! restrict a party. `effective` is moved to the first working day if it ends on a day off: it
//! binds parties, so that no right is declared lost too early.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use kernel::{end_of_day, legal_date};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::adjustments::{Adjustments, Extension, merged};
use crate::calendar::{Calendar, CalendarError, Counted};
use crate::count::Measure;
use crate::rule::{Kind, Length, MonthDay, Rule, Unit};

/// When one period ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The rule's name.
    pub rule: String,
    /// Day 0.
    pub trigger: Date,
    /// Last day, not moved.
    pub raw: Date,
    /// Last day, moved to the first working day if it is a day off.
    pub effective: Date,
    /// The holidays that decide are not published: compute again when they are.
    pub provisional: bool,
    /// What was counted.
    pub unit: Unit,
    /// Whom the deadline binds.
    pub kind: Kind,
    /// The exact end of a period in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instant: Option<Timestamp>,
    /// Instrument and article.
    pub citation: String,
}

impl Due {
    /// The last day that counts for whom `kind` names: the party's is `effective`, all others' is
    /// `raw`.
    #[must_use]
    pub const fn expires_on(&self, kind: Kind) -> Date {
        match kind {
            Kind::Party => self.effective,
            Kind::Agency | Kind::Limit | Kind::Court => self.raw,
        }
    }

    /// The instant the period runs out: 24:00 in China of [`Due::expires_on`], or the exact end of
    /// a period in hours.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.instant
            .unwrap_or_else(|| end_of_day(self.expires_on(self.kind)))
    }

    /// Whether the period has run out at `now`.
    #[must_use]
    pub fn has_expired(&self, now: Timestamp) -> bool {
        self.expires_at() <= now
    }
}

/// A due date that cannot be computed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DueError {
    /// The calendar cannot answer.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The law gives no number.
    #[error("{rule} has no number in law ({source_text}); configure a length for the domain")]
    NoNumber {
        /// The rule.
        rule: String,
        /// Instrument and article.
        source_text: String,
    },
    /// A period in hours needs the instant at which it starts.
    #[error("{rule} is counted in hours; give the instant of its trigger, not the date")]
    HoursNeedInstant {
        /// The rule.
        rule: String,
    },
    /// A pause that ends before it begins.
    #[error("a pause from {from} to {to} ends before it begins")]
    PauseReversed {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// An extension in hours or to a fixed date.
    #[error("{rule} cannot be extended in this unit; use working days, days, months or years")]
    ExtensionUnit {
        /// The rule.
        rule: String,
    },
    /// Pauses or extensions of a period that is counted back.
    #[error("{rule} is counted back from its trigger; it knows no pause and no extension")]
    BackwardsAdjusted {
        /// The rule.
        rule: String,
    },
    /// A period counted back in months, years or to a fixed date.
    #[error("{rule} is counted back from its trigger; only days can be counted back")]
    BackwardsUnit {
        /// The rule.
        rule: String,
    },
}

impl Calendar {
    /// When the period of `rule` that `trigger` started ends. `trigger` is day 0.
    ///
    /// Extensions in the unit before them add to it; one in another unit is counted on from where
    /// the period ended. Months and years end on the corresponding day, or the last day of a month
    /// without one; pauses move that end by the days they take away.
    pub fn due(
        &self,
        rule: &Rule,
        trigger: Date,
        adjustments: &Adjustments,
    ) -> Result<Due, DueError> {
        let unit = rule.unit().ok_or_else(|| DueError::NoNumber {
            rule: rule.id.clone(),
            source_text: rule.source.clone(),
        })?;
        if unit == Unit::Hours {
            return Err(DueError::HoursNeedInstant {
                rule: rule.id.clone(),
            });
        }
        if rule.backwards {
            let latest = self.counted_back(rule, trigger, adjustments)?;
            return Ok(due(rule, trigger, unit, latest, latest));
        }
        let pauses = merged(&adjustments.pauses)?;
        let mut end = trigger;
        let mut provisional = false;
        if let Some(day) = rule.fixed_date {
            end = next_fixed_date(trigger, day)?;
        }
        for length in segments(rule, adjustments)? {
            let counted = self.advance(end, length, &pauses)?;
            end = counted.date;
            provisional |= counted.provisional;
        }
        let effective = self.next_working_day(end)?;
        Ok(due(
            rule,
            trigger,
            unit,
            Counted {
                date: end,
                provisional,
            },
            effective,
        ))
    }

    /// When the period of `rule` that began at `start` ends. Hours run through holidays; for other
    /// units the trigger is the date of `start` in China.
    pub fn due_at(&self, rule: &Rule, start: Timestamp) -> Result<Due, DueError> {
        let trigger = legal_date(start);
        let Some(Length {
            n,
            unit: Unit::Hours,
        }) = rule.length
        else {
            return self.due(rule, trigger, &Adjustments::none());
        };
        let instant = start
            .checked_add(SignedDuration::from_hours(n.into()))
            .map_err(|_| CalendarError::OutOfRange)?;
        let end = Counted {
            date: legal_date(instant),
            provisional: false,
        };
        Ok(Due {
            instant: Some(instant),
            ..due(rule, trigger, Unit::Hours, end, end)
        })
    }

    /// The latest day that leaves the rule's length before `trigger`.
    fn counted_back(
        &self,
        rule: &Rule,
        trigger: Date,
        adjustments: &Adjustments,
    ) -> Result<Counted, DueError> {
        if !adjustments.is_none() {
            return Err(DueError::BackwardsAdjusted {
                rule: rule.id.clone(),
            });
        }
        match rule.length {
            Some(Length {
                n,
                unit: Unit::WorkingDays,
            }) => Ok(self.latest_before(trigger, n)?),
            Some(Length {
                n,
                unit: Unit::CalendarDays,
            }) => {
                let date = Span::new()
                    .try_days(-i64::from(n) - 1)
                    .and_then(|span| trigger.checked_add(span))
                    .map_err(|_| CalendarError::OutOfRange)?;
                Ok(Counted {
                    date,
                    provisional: false,
                })
            }
            _ => Err(DueError::BackwardsUnit {
                rule: rule.id.clone(),
            }),
        }
    }

    /// Where `length`, counted from the day after `from`, ends.
    fn advance(
        &self,
        from: Date,
        length: Length,
        pauses: &[(Date, Date)],
    ) -> Result<Counted, DueError> {
        let n = i64::from(length.n);
        let corresponding = |span: Result<Span, jiff::Error>| {
            span.and_then(|span| from.checked_add(span))
                .map_err(|_| CalendarError::OutOfRange)
        };
        let (days, measure) = match length.unit {
            Unit::WorkingDays => (n, Measure::Working),
            Unit::Months => (
                days_between(from, corresponding(Span::new().try_months(n))?),
                Measure::Calendar,
            ),
            Unit::Years => (
                days_between(from, corresponding(Span::new().try_years(n))?),
                Measure::Calendar,
            ),
            Unit::CalendarDays | Unit::Hours | Unit::FixedDate => (n, Measure::Calendar),
        };
        Ok(self.forward(from, days, measure, pauses)?)
    }
}

/// Puts a due date together.
fn due(rule: &Rule, trigger: Date, unit: Unit, raw: Counted, effective: Counted) -> Due {
    Due {
        rule: rule.id.clone(),
        trigger,
        raw: raw.date,
        effective: effective.date,
        provisional: raw.provisional || effective.provisional,
        unit,
        kind: rule.kind,
        instant: None,
        citation: rule.source.clone(),
    }
}

/// Base length and extensions, neighbours of one unit taken together.
fn segments(rule: &Rule, adjustments: &Adjustments) -> Result<Vec<Length>, DueError> {
    let mut segments: Vec<Length> = rule.length.into_iter().collect();
    for Extension { n, unit, .. } in &adjustments.extensions {
        if matches!(unit, Unit::Hours | Unit::FixedDate) {
            return Err(DueError::ExtensionUnit {
                rule: rule.id.clone(),
            });
        }
        match segments.last_mut() {
            Some(last) if last.unit == *unit => {
                last.n = last.n.checked_add(*n).ok_or(CalendarError::OutOfRange)?;
            }
            _ => segments.push(Length { n: *n, unit: *unit }),
        }
    }
    Ok(segments)
}

/// The first `day` after `trigger`.
fn next_fixed_date(trigger: Date, day: MonthDay) -> Result<Date, CalendarError> {
    let in_year = |year: i16| Date::new(year, day.month, day.day);
    let this_year = in_year(trigger.year()).map_err(|_| CalendarError::OutOfRange)?;
    if this_year > trigger {
        return Ok(this_year);
    }
    in_year(trigger.year().saturating_add(1)).map_err(|_| CalendarError::OutOfRange)
}

/// Days from `from` to `to`.
fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
