//! Deferral (延期缴纳) and instalments (分期缴纳) of a fine (行政处罚法 Art. 66).

use jiff::civil::Date;
use kernel::{ActorId, Fen};
use law::{Adjustments, Calendar, Due, Length, Refusal, Unit, rule};
use serde::{Deserialize, Serialize};

use super::accrual::sum;
use super::{Account, less};

/// Most instalments of one plan. The law gives no number: `[I]`.
const INSTALMENTS_MAX: usize = 60;

const CITATION: &str = "行政处罚法第六十六条第二款；市场监督管理行政处罚程序规定第七十四条";

/// One sum and the day it is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// How much.
    pub amount: Fen,
    /// By when.
    pub due: Due,
}

/// What the party asked for and the head of the agency approves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDraft {
    /// Day of the party's written application.
    pub applied_on: Date,
    /// The real economic hardship, and what proves it.
    pub hardship: String,
    /// Amounts and last days, in order. One: a deferral.
    pub instalments: Vec<(Fen, Date)>,
}

/// An approved plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Day of the party's written application.
    pub applied_on: Date,
    /// The real economic hardship, and what proves it.
    pub hardship: String,
    /// The sums, in order.
    pub instalments: Vec<Instalment>,
    /// Who approved it.
    pub by: ActorId,
    /// When.
    pub granted_on: Date,
    /// What of the fine was paid before.
    pub paid_before: Fen,
    /// The surcharge that had grown before.
    pub surcharge_before: Fen,
}

impl Plan {
    /// The last due day; `pay` for a plan without instalments, which cannot be made.
    pub(super) fn last<'a>(&'a self, pay: &'a Due) -> &'a Due {
        self.instalments.last().map_or(pay, |last| &last.due)
    }
}

impl Account {
    /// The account under the plan of `draft`, approved on `today`.
    ///
    /// # Errors
    /// When there is a plan or no fine left, the application or the hardship is missing, the sums are
    /// not the fine, or the days are not in order after today.
    pub fn planned(
        &self,
        draft: PlanDraft,
        (by, today): (ActorId, Date),
        calendar: &Calendar,
    ) -> Result<Self, Refusal> {
        let counted = self.counted(today)?;
        self.may_be_planned(&draft, today)?;
        in_order(&draft.instalments, today)?;
        let promised = sum(draft.instalments.iter().map(|(amount, _day)| *amount));
        let empty = draft
            .instalments
            .iter()
            .any(|(amount, _day)| amount.is_zero());
        if promised != counted.fine_left || empty {
            return Err(refused("instalments-are-not-the-fine")
                .missing(format!(
                    "sums above zero that make the {} yuan left of the fine; they make {promised}",
                    counted.fine_left
                ))
                .cure("divide the whole unpaid fine: a plan moves days, it reduces nothing")
                .titled("分期数额之和与罚款不符", "The instalments are not the fine"));
        }
        let instalments = draft.instalments.into_iter();
        let instalments = instalments.map(|(amount, day)| {
            let due = due_on(day, today, calendar)?;
            Ok(Instalment { amount, due })
        });
        let plan = Plan {
            applied_on: draft.applied_on,
            hardship: draft.hardship,
            instalments: instalments.collect::<Result<_, Refusal>>()?,
            by,
            granted_on: today,
            paid_before: less(self.fine, counted.fine_left),
            surcharge_before: counted.surcharge,
        };
        Ok(Self {
            plan: Some(plan),
            ..counted
        })
    }

    /// Due days of instalments that are not paid in full.
    pub(super) fn unpaid_instalments(&self) -> impl Iterator<Item = &Due> {
        let paid = less(self.fine, self.fine_left);
        let left = self.parts().into_iter().map(move |part| part.left(paid));
        let instalments = self.plan.iter().flat_map(|plan| &plan.instalments);
        instalments
            .zip(left)
            .filter(|(_, left)| !left.is_zero())
            .map(|(instalment, _)| &instalment.due)
    }

    fn may_be_planned(&self, draft: &PlanDraft, today: Date) -> Result<(), Refusal> {
        if self.plan.is_some() || self.fine_left.is_zero() {
            return Err(refused("no-fine-to-defer")
                .missing("an unpaid fine without a plan")
                .cure("collect by the plan there is, or apply to the court when it is broken")
                .titled("没有可以延期、分期的罚款", "No fine to defer"));
        }
        if draft.hardship.trim().is_empty() || draft.applied_on > today {
            return Err(refused("hardship-not-shown")
                .missing("a written application of the party that shows real economic hardship")
                .cure("have the party apply in writing, and state what proves the hardship")
                .titled(
                    "未提出书面申请或者未说明经济困难",
                    "No application or hardship",
                ));
        }
        Ok(())
    }
}

fn in_order(instalments: &[(Fen, Date)], today: Date) -> Result<(), Refusal> {
    let days = instalments.iter().map(|(_amount, day)| *day);
    let ascending = std::iter::once(today)
        .chain(days.clone())
        .zip(days)
        .all(|(earlier, later)| earlier < later);
    if ascending && (1..=INSTALMENTS_MAX).contains(&instalments.len()) {
        return Ok(());
    }
    Err(refused("instalments-out-of-order")
        .missing(format!(
            "one to {INSTALMENTS_MAX} days after {today}, each after the one before"
        ))
        .cure("name the last day of each instalment, in order")
        .titled(
            "分期日期有误",
            "The days of the instalments are out of order",
        ))
}

/// The time to pay until `day`, rolled forward for the party like any other.
fn due_on(day: Date, today: Date, calendar: &Calendar) -> Result<Due, Refusal> {
    let days = day.duration_since(today).as_hours() / 24;
    let length = Length {
        n: u32::try_from(days).unwrap_or_default(),
        unit: Unit::CalendarDays,
    };
    let rule = rule("PEN-PAY-15")?.configured(length, CITATION);
    Ok(calendar.due(&rule, today, &Adjustments::none())?)
}

fn refused(code: &str) -> Refusal {
    Refusal::new(code, "PEN-DEFER").citing(CITATION)
}
