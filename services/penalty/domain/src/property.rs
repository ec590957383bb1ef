//! Property of a case (涉案财物): every item that is taken, with its mark, quantity and place, until it
//! has found its end. A case does not close while an item is open.

use jiff::civil::Date;
use kernel::Fen;
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use crate::proceeding::MeasureId;

/// Most items on one list (清单).
pub const ITEMS_MAX: usize = 200;

/// One entry of a list, as officers put it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemDraft {
    /// What it is called.
    pub name: String,
    /// What tells it from all others: serial, lot or plate number, address, account.
    pub mark: Option<String>,
    /// Quantity with its unit.
    pub quantity: String,
    /// Where it is kept, and by whom.
    pub place: String,
    /// Value, or amount of a deposit.
    pub value: Option<Fen>,
    /// Whether it is involved in the case (涉案).
    pub related: bool,
    /// Whether a person or those they support need it to live (生活必需品).
    pub necessity: bool,
    /// Whether another organ of state has sealed or frozen it already.
    pub held_by_other_organ: bool,
}

/// One item and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number on the list, from 1.
    pub no: u32,
    /// What it is called.
    pub name: String,
    /// What tells it from all others.
    pub mark: Option<String>,
    /// Quantity with its unit.
    pub quantity: String,
    /// Where it is kept, and by whom.
    pub place: String,
    /// Value, or amount of a deposit.
    pub value: Option<Fen>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Fate {
    /// On the list of a request; nothing was taken yet.
    Listed,
    /// Sealed, seized, frozen or preserved.
    Held,
    /// Sent to be tested (送检), not held any more.
    AtLaboratory {
        /// Whom it was sent to.
        institution: String,
        /// The commission (委托书).
        document: String,
        /// When.
        sent_on: Date,
    },
    /// Sold because it would not keep (先行处置); the proceeds are held in its place.
    Sold {
        /// What it brought.
        proceeds: Fen,
        /// When.
        sold_on: Date,
    },
    /// To be given back at once.
    ToReturn {
        /// Since when.
        since: Date,
        /// The proceeds, if it was sold.
        proceeds: Option<Fen>,
    },
    /// It has found its end.
    Ended {
        /// Which.
        ending: Ending,
        /// When.
        ended_on: Date,
        /// Receipt, decision or letter that proves it.
        document: String,
    },
}

/// How an item ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ending", rename_all = "kebab-case")]
pub enum Ending {
    /// Never taken: the request was refused.
    NotTaken,
    /// Given back (退还); a frozen deposit is free again.
    Returned {
        /// The proceeds given back in its place.
        proceeds: Option<Fen>,
        /// Paid because it was sold far below its price.
        compensation: Option<Fen>,
    },
    /// Confiscated by decision (没收).
    Confiscated,
    /// Destroyed as the law demands (销毁).
    Destroyed,
    /// Handed over to the judicial organ with the case (随案移送).
    HandedOver,
    /// Taken over by a measure (转为查封、扣押).
    Converted {
        /// The measure.
        measure: MeasureId,
    },
}

/// What became of an item, without the facts.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ItemStatus {
    /// On a list only.
    Listed,
    /// Held.
    Held,
    /// Sent to be tested.
    AtLaboratory,
    /// Sold; the proceeds are held.
    Sold,
    /// To be given back.
    ToReturn,
    /// Never taken.
    NotTaken,
    /// Given back.
    Returned,
    /// Confiscated.
    Confiscated,
    /// Destroyed.
    Destroyed,
    /// Handed over.
    HandedOver,
    /// Taken over by a measure.
    Converted,
}

impl Item {
    /// What became of it, without the facts.
    #[must_use]
    pub const fn status(&self) -> ItemStatus {
        match &self.fate {
            Fate::Listed => ItemStatus::Listed,
            Fate::Held => ItemStatus::Held,
            Fate::AtLaboratory { .. } => ItemStatus::AtLaboratory,
            Fate::Sold { .. } => ItemStatus::Sold,
            Fate::ToReturn { .. } => ItemStatus::ToReturn,
            Fate::Ended { ending, .. } => match ending {
                Ending::NotTaken => ItemStatus::NotTaken,
                Ending::Returned { .. } => ItemStatus::Returned,
                Ending::Confiscated => ItemStatus::Confiscated,
                Ending::Destroyed => ItemStatus::Destroyed,
                Ending::HandedOver => ItemStatus::HandedOver,
                Ending::Converted { .. } => ItemStatus::Converted,
            },
        }
    }

    /// Whether the agency still answers for it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        match &self.fate {
            Fate::Listed | Fate::Ended { .. } => false,
            Fate::Held | Fate::AtLaboratory { .. } | Fate::Sold { .. } | Fate::ToReturn { .. } => {
                true
            }
        }
    }

    /// Frees what is held: from `since` on it is to be given back.
    pub(crate) fn free(&mut self, since: Date) {
        let proceeds = match &self.fate {
            Fate::Held | Fate::AtLaboratory { .. } => None,
            Fate::Sold { proceeds, .. } => Some(*proceeds),
            Fate::Listed | Fate::ToReturn { .. } | Fate::Ended { .. } => return,
        };
        self.fate = Fate::ToReturn { since, proceeds };
    }
}

/// Numbers the entries of a list.
pub(crate) fn listed(drafts: Vec<ItemDraft>) -> Vec<Item> {
    (1..)
        .zip(drafts)
        .map(|(no, draft)| Item {
            no,
            name: draft.name,
            mark: draft.mark,
            quantity: draft.quantity,
            place: draft.place,
            value: draft.value,
            fate: Fate::Listed,
        })
        .collect()
}

/// Refuses a list that says too little: nothing on it, or an entry without name, quantity or place.
pub(crate) fn complete(drafts: &[ItemDraft], citation: &str) -> Result<(), Refusal> {
    let blank = |text: &str| text.trim().is_empty();
    let lacking = |draft: &ItemDraft| {
        blank(&draft.name)
            || blank(&draft.quantity)
            || blank(&draft.place)
            || draft.mark.as_deref().is_some_and(blank)
    };
    if !drafts.is_empty() && drafts.len() <= ITEMS_MAX && !drafts.iter().any(lacking) {
        return Ok(());
    }
    Err(Refusal::new("list-incomplete", "ENF-LIST")
        .citing(citation)
        .missing(format!(
            "a list of 1 to {ITEMS_MAX} items, each with name, quantity and place"
        ))
        .cure("complete the list")
        .titled("清单不完整", "The list is incomplete"))
}

/// The items with these numbers. Refuses none, numbers that repeat, and numbers whose item does not pass `fits`.
pub(crate) fn pick<'a>(
    items: &'a [Item],
    numbers: &[u32],
    citation: &str,
    fits: impl Fn(&Item) -> bool,
) -> Result<Vec<&'a Item>, Refusal> {
    let found: Vec<&Item> = items
        .iter()
        .filter(|item| numbers.contains(&item.no) && fits(item))
        .collect();
    let all = numbers
        .iter()
        .all(|no| found.iter().any(|item| item.no == *no));
    if all && !numbers.is_empty() && numbers.len() == found.len() {
        return Ok(found);
    }
    let possible: Vec<String> = items
        .iter()
        .filter(|item| fits(item))
        .map(|item| item.no.to_string())
        .collect();
    Err(Refusal::new("items-do-not-fit", "ENF-LIST")
        .citing(citation)
        .missing(format!(
            "numbers of items in a condition that allows the step; those are: {}",
            possible.join(", ")
        ))
        .cure("name items of the list")
        .titled(
            "所列财物不能办理此事项",
            "These items do not allow the step",
        ))
}

/// Gives the items with these numbers a new fate.
pub(crate) fn turn(items: &mut [Item], numbers: &[u32], fate: impl Fn(&Item) -> Fate) {
    for item in items.iter_mut().filter(|item| numbers.contains(&item.no)) {
        item.fate = fate(item);
    }
}

/// The numbers of all items that pass `fits`.
pub(crate) fn numbers(items: &[Item], fits: impl Fn(&Item) -> bool) -> Vec<u32> {
    items
        .iter()
        .filter(|item| fits(item))
        .map(|item| item.no)
        .collect()
}
