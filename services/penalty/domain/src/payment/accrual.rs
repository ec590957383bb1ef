//! How the surcharge grows: on each sum that fell due, day by day, except while it stands still.

use jiff::civil::Date;
use kernel::Fen;
use law::{Pause, Refusal, overdue_days, surcharge_on_rest};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::{Account, add, less};

/// Most stops recorded in one case: a decision is reviewed and sued over a few times at most.
const STOPS_MAX: usize = 20;

/// Why the surcharge stands still (行政处罚法 Art. 73).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum StopGround {
    /// Administrative reconsideration (行政复议).
    Reconsideration,
    /// Administrative litigation (行政诉讼).
    Litigation,
}

/// A time that does not count for the surcharge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Why.
    pub ground: StopGround,
    /// First day that does not count.
    pub from: Date,
    /// Last day that does not count. None while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What a reconsideration or a suit does to the surcharge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// It stands still.
    Begins {
        /// First day that does not count.
        from: Date,
        /// Why.
        ground: StopGround,
    },
    /// It goes on.
    Ends {
        /// Last day that does not count.
        to: Date,
        /// For what it stood still.
        ground: StopGround,
    },
}

impl Account {
    /// Whether `change` changes anything: there is something left to pay that does not stand still
    /// for the ground yet, or a stop that can end.
    #[must_use]
    pub fn takes(&self, change: Standstill) -> bool {
        match change {
            Standstill::Begins { ground, .. } => {
                !self.is_settled() && self.lasting(ground).is_none()
            }
            Standstill::Ends { to, ground } => {
                self.lasting(ground).is_some_and(|stop| stop.from <= to)
            }
        }
    }

    /// The account after `change`.
    ///
    /// # Errors
    /// When it does not take it.
    pub fn after(&self, change: Standstill) -> Result<Self, Refusal> {
        match change {
            Standstill::Begins { from, ground } => self.stopped(from, ground),
            Standstill::Ends { to, ground } => self.resumed(to, ground),
        }
    }

    /// The account with a stop that began on `from`.
    ///
    /// # Errors
    /// When one for the same ground lasts already.
    pub fn stopped(&self, from: Date, ground: StopGround) -> Result<Self, Refusal> {
        let lasts = self.lasting(ground).is_some();
        if lasts || self.stops.len() >= STOPS_MAX {
            return Err(refused("surcharge-stands-still")
                .missing(format!("an account that does not stand still for {ground}"))
                .cure("end the stop before you record another one")
                .titled("加处罚款已停止计算", "The surcharge stands still already"));
        }
        let mut account = self.clone();
        let to = None;
        account.stops.push(Stop { ground, from, to });
        account.counted(self.counted_to)
    }

    /// The account whose stop for `ground` ended with `to`.
    ///
    /// # Errors
    /// When none lasts, or it began later.
    pub fn resumed(&self, to: Date, ground: StopGround) -> Result<Self, Refusal> {
        let mut account = self.clone();
        let lasting = account
            .stops
            .iter_mut()
            .find(|stop| stop.ground == ground && stop.to.is_none() && stop.from <= to);
        let Some(stop) = lasting else {
            return Err(refused("surcharge-does-not-stand-still")
                .missing(format!("a stop for {ground} that began by {to}"))
                .cure("record when the reconsideration or the suit began, and end it later")
                .titled("加处罚款未停止计算", "The surcharge does not stand still"));
        };
        stop.to = Some(to);
        account.counted(self.counted_to)
    }

    /// Whether the surcharge stands still now.
    #[must_use]
    pub fn stands_still(&self) -> bool {
        self.stops.iter().any(|stop| stop.to.is_none())
    }

    fn lasting(&self, ground: StopGround) -> Option<&Stop> {
        self.stops
            .iter()
            .find(|stop| stop.ground == ground && stop.to.is_none())
    }

    /// The account with everything counted up to `day`, or to the day it was counted to before.
    pub(super) fn counted(&self, day: Date) -> Result<Self, Refusal> {
        self.counted_on(day.max(self.counted_to))
    }

    /// The account with everything counted up to `day`.
    pub(super) fn counted_on(&self, day: Date) -> Result<Self, Refusal> {
        let principal = sum(self.payments.iter().map(|payment| payment.principal));
        let settled = sum(self.payments.iter().map(|payment| payment.surcharge));
        let waived = sum(self.waivers.iter().map(|waiver| waiver.amount));
        let mut account = self.clone();
        account.fine_left = less(self.fine, principal);
        account.income_left = less(self.income, less(principal, self.fine));
        account.surcharge = self.grown(day)?;
        account.surcharge_left = less(account.surcharge, add(settled, waived));
        account.counted_to = day;
        Ok(account)
    }

    /// The surcharge up to `day`, paid, waived or not.
    pub(super) fn grown(&self, day: Date) -> Result<Fen, Refusal> {
        if !self.with_surcharge {
            return Ok(Fen::ZERO);
        }
        let mut grown = self
            .plan
            .as_ref()
            .map_or(Fen::ZERO, |plan| plan.surcharge_before);
        for part in self.parts() {
            grown = add(grown, self.grown_on(&part, day)?);
        }
        Ok(grown.min(self.fine))
    }

    fn grown_on(&self, part: &Part, day: Date) -> Result<Fen, Refusal> {
        let stops: Vec<Pause> = self
            .stops
            .iter()
            .map(|stop| {
                let to = stop.to.unwrap_or(day).max(stop.from);
                Pause::new(stop.from, to, stop.ground.to_string())
            })
            .collect();
        let later = |date: &Date| part.due < *date && *date < day;
        let paid_on = self.payments.iter().map(|payment| payment.paid_on);
        let mut spells = Vec::new();
        let mut from = part.due;
        for until in paid_on.filter(later).chain([day]) {
            let left = part.left(self.fine_paid_by(from));
            spells.push((left, overdue_days(from, until, &stops)?));
            from = until;
        }
        Ok(surcharge_on_rest(part.amount, spells).amount)
    }

    /// What of the fine was paid up to and on `day`.
    fn fine_paid_by(&self, day: Date) -> Fen {
        let payments = self.payments.iter();
        let by_then = payments.filter(|payment| payment.paid_on <= day);
        sum(by_then.map(|payment| payment.principal)).min(self.fine)
    }

    /// The sums in which the fine falls due, in their order.
    pub(super) fn parts(&self) -> Vec<Part> {
        let Some(plan) = &self.plan else {
            return vec![Part {
                amount: self.fine,
                due: self.pay.effective,
                before: Fen::ZERO,
            }];
        };
        let mut before = plan.paid_before;
        plan.instalments
            .iter()
            .map(|instalment| {
                let part = Part {
                    amount: instalment.amount,
                    due: instalment.due.effective,
                    before,
                };
                before = add(before, instalment.amount);
                part
            })
            .collect()
    }
}

/// A sum that falls due on a day.
pub(super) struct Part {
    /// How much.
    amount: Fen,
    /// When.
    due: Date,
    /// What of the fine is settled before it.
    before: Fen,
}

impl Part {
    /// What is left of it once `paid` of the fine is paid.
    pub(super) fn left(&self, paid: Fen) -> Fen {
        less(self.amount, less(paid, self.before))
    }
}

pub(super) fn sum(amounts: impl Iterator<Item = Fen>) -> Fen {
    Fen::sum(amounts).unwrap_or(Fen::MAX)
}

fn refused(code: &str) -> Refusal {
    Refusal::new(code, "PEN-SURCHARGE").citing("行政处罚法第七十三条第三款")
}
