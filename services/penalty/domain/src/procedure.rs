//! What the proceedings beside the case share: the facts of the moment, clocks, and the refusals that
//! every one of them needs.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, Post, legal_date};
use law::{Adjustments, Calendar, Due, Refusal, rule_on};

use crate::case::ClockChanges;

/// What was looked up before deciding.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// Who asks.
    pub actor: &'a Actor,
    /// Working days.
    pub calendar: &'a Calendar,
}

impl Moment<'_> {
    /// Today in China.
    #[must_use]
    pub fn today(&self) -> Date {
        legal_date(self.now)
    }

    /// The due date of rule `id`, triggered on `day`.
    pub(crate) fn due(&self, id: &str, day: Date) -> Result<Due, Refusal> {
        self.due_adjusted(id, day, &Adjustments::none())
    }

    /// The due date of rule `id`, triggered on `day`, with pauses and extensions.
    pub(crate) fn due_adjusted(
        &self,
        id: &str,
        day: Date,
        adjustments: &Adjustments,
    ) -> Result<Due, Refusal> {
        Ok(self.calendar.due(rule_on(id, day)?, day, adjustments)?)
    }

    /// The due date of rule `id`, triggered now. A rule in hours ends to the minute.
    pub(crate) fn due_from_now(&self, id: &str) -> Result<Due, Refusal> {
        let rule = rule_on(id, self.today())?;
        Ok(self.calendar.due_at(rule, self.now)?)
    }

    /// Refuses a `day` of `what` before `earliest` or after today.
    pub(crate) fn between(&self, earliest: Date, day: Date, what: &str) -> Result<(), Refusal> {
        let today = self.today();
        let missing = if day > today {
            format!("a day of {what} up to today, {today}; it is {day}")
        } else if day < earliest {
            format!("a day of {what} from {earliest} on; it is {day}")
        } else {
            return Ok(());
        };
        Err(Refusal::new("date-impossible", "PEN-DATES")
            .citing("行政处罚法第八十五条")
            .missing(missing)
            .cure("correct the date")
            .titled(
                "日期不符合先后顺序",
                "The date does not fit the order of steps",
            ))
    }

    /// The post of `posts` that the actor holds.
    pub(crate) fn in_post(&self, posts: &[Post], citation: &str) -> Result<Post, Refusal> {
        let held = posts.iter().copied().find(|post| self.actor.holds(*post));
        held.ok_or_else(|| {
            let names: Vec<&str> = posts.iter().map(|post| post.as_str()).collect();
            let titles: Vec<&str> = posts.iter().map(|post| post.title_zh()).collect();
            Refusal::new("post-missing", "PEN-POST")
                .citing(citation)
                .missing(format!("the post {}", names.join(" or ")))
                .cure("hand the step to a person who holds the post")
                .titled(
                    format!("须由{}办理", titles.join("或")),
                    "This step belongs to another post",
                )
        })
    }
}

/// Something with clocks and a status, stored as one row.
pub trait Clocked {
    /// The clocks that run.
    fn clocks(&self) -> Vec<&Due>;

    /// Stable name of the state.
    fn status(&self) -> &'static str;

    /// Whether the running out of a clock of `rule` was noted.
    fn missed(&self, rule: &str) -> bool;

    /// The clock of `rule`, if it runs.
    fn clock(&self, rule: &str) -> Option<&Due> {
        self.clocks().into_iter().find(|due| due.rule == rule)
    }

    /// The clock of `rule`, if it runs and its time is up.
    fn ran_out(&self, rule: &str, now: Timestamp) -> Option<&Due> {
        self.clock(rule).filter(|due| due.has_expired(now))
    }
}

/// One step of a proceeding, as the world hears of it.
pub trait Told {
    /// The stable name, in the past tense.
    fn name(&self) -> &'static str;

    /// The legal date.
    fn legal_date(&self) -> Date;

    /// The articles that the step rests on, as a reader would cite them.
    fn articles(&self) -> Vec<String>;
}

/// What the step from `before` to `after` did to the clocks.
#[must_use]
pub fn clock_changes(before: &impl Clocked, after: &impl Clocked) -> ClockChanges {
    ClockChanges::between(&before.clocks(), &after.clocks())
}

/// Refuses `command` in a state where it has no place.
pub(crate) fn wrong_state(status: &str, command: &str, citation: &str, lawful: &[&str]) -> Refusal {
    let cure = if lawful.is_empty() {
        "nothing is left to be done".to_owned()
    } else {
        format!("possible now: {}", lawful.join(", "))
    };
    Refusal::new("wrong-state", "PEN-STATE")
        .citing(citation)
        .missing(format!("a state that allows `{command}`; it is `{status}`"))
        .cure(cure)
        .titled(
            "当前状态不能办理此事项",
            "This step is not possible in the present state",
        )
}

/// Refuses blank `text` where the law asks for `what`.
pub(crate) fn said(text: &str, rule: &str, citation: &str, what: &str) -> Result<(), Refusal> {
    if !text.trim().is_empty() {
        return Ok(());
    }
    Err(Refusal::new("content-missing", rule)
        .citing(citation)
        .missing(what)
        .cure("fill it in")
        .titled("法定内容缺失", "Content that the law asks for is missing"))
}
