//! Whatever is asked of a seizure, by whomever and in whatever order, the rules answer as the law on
//! one page does.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Actor, Fen};
use penalty_domain::measure::{
    Disposal, LiftGround, Measure, MeasureCommand, MeasureKind, MeasureStatus,
};
use penalty_domain::proceeding::Proceeding as _;
use proptest::prelude::*;

use crate::beside::*;
use crate::story::{handler, head, system};

/// What can be asked, each with everything that it must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Request,
    Agree,
    Disagree,
    Impose,
    ImposeUrgently,
    Deliver,
    Extend,
    TellExtension,
    Test(i32),
    EndTest,
    Sell,
    Confiscate(u32),
    Lift,
    LiftBecauseOver,
    Return(u32),
    Ring(&'static str),
}

const EVERYTHING: [Ask; 22] = [
    Ask::Request,
    Ask::Agree,
    Ask::Disagree,
    Ask::Impose,
    Ask::ImposeUrgently,
    Ask::Deliver,
    Ask::Extend,
    Ask::TellExtension,
    Ask::Test(1),
    Ask::Test(9),
    Ask::EndTest,
    Ask::Sell,
    Ask::Confiscate(1),
    Ask::Confiscate(2),
    Ask::Lift,
    Ask::LiftBecauseOver,
    Ask::Return(1),
    Ask::Return(2),
    Ask::Ring("ENF-SEIZE-30"),
    Ask::Ring("ENF-EMERG-24H"),
    Ask::Ring("ENF-EXTENSION-NOTICE"),
    Ask::Ring("ENF-FREEZE-30"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Officer,
    Head,
    Clock,
}

impl Who {
    fn actor(self) -> Actor {
        match self {
            Self::Officer => handler(),
            Self::Head => head(),
            Self::Clock => system(),
        }
    }
}

impl Ask {
    const fn asked_by(self) -> Who {
        match self {
            Self::Agree
            | Self::Disagree
            | Self::Extend
            | Self::Sell
            | Self::Lift
            | Self::LiftBecauseOver => Who::Head,
            Self::Ring(_) => Who::Clock,
            Self::Request
            | Self::Impose
            | Self::ImposeUrgently
            | Self::Deliver
            | Self::TellExtension
            | Self::Test(_)
            | Self::EndTest
            | Self::Confiscate(_)
            | Self::Return(_) => Who::Officer,
        }
    }

    fn command(self, story: &Beside<Measure>) -> MeasureCommand {
        let today = story.today();
        let lift = |ground| MeasureCommand::Lift {
            items: Vec::new(),
            ground,
            reasons: "依法解除".to_owned(),
            document: "铜市监解强〔2026〕1号".to_owned(),
        };
        match self {
            Self::Request => request(draft(MeasureKind::Seize)),
            Self::Agree => agrees(true),
            Self::Disagree => agrees(false),
            Self::Impose => impose(scene(story.now), None),
            Self::ImposeUrgently => impose(scene(story.now), Some("正在转移")),
            Self::Deliver => MeasureCommand::Deliver(told("决定书", today)),
            Self::Extend => extend(30),
            Self::TellExtension => MeasureCommand::TellExtension(told("延期决定书", today)),
            Self::Test(days) => testing(today, today.saturating_add(days.days()), today),
            Self::EndTest => MeasureCommand::EndTesting {
                ended_on: today,
                result: "结果告知书".to_owned(),
            },
            Self::Sell => MeasureCommand::Sell {
                item: 1,
                proceeds: Fen::from_yuan(3_000),
                reasons: "易腐".to_owned(),
                document: "先行处置决定".to_owned(),
            },
            Self::Confiscate(item) => MeasureCommand::Dispose {
                items: vec![item],
                disposal: Disposal::Confiscate,
                document: "没收清单".to_owned(),
            },
            Self::Lift => lift(LiftGround::NoViolation),
            Self::LiftBecauseOver => lift(LiftGround::PeriodOver),
            Self::Return(item) => MeasureCommand::Return {
                items: vec![item],
                compensation: None,
                document: "领取清单".to_owned(),
            },
            Self::Ring(rule) => runs_out(rule),
        }
    }
}

/// Where one of the two things is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    Taken,
    Sold,
    Free,
    Gone,
}

/// The law of a seizure on one page: days are counted one by one, nothing is shared with the rules.
#[derive(Clone, Debug)]
struct Page {
    at: MeasureStatus,
    seized_on: Date,
    days: i32,
    excluded: BTreeSet<Date>,
    /// A testing runs that nobody ended; until when it was stated.
    testing: Option<Date>,
    unapproved: bool,
    extended: bool,
    untold: bool,
    things: [Thing; 2],
}

impl Page {
    fn new() -> Self {
        Self {
            at: MeasureStatus::Unrequested,
            seized_on: Date::ZERO,
            days: 30,
            excluded: BTreeSet::new(),
            testing: None,
            unapproved: false,
            extended: false,
            untold: false,
            things: [Thing::Taken; 2],
        }
    }

    /// The last day of the measure.
    fn last_day(&self) -> Date {
        let mut day = self.seized_on;
        let mut left = self.days;
        while left > 0 {
            day = day.tomorrow().unwrap();
            if !self.excluded.contains(&day) {
                left -= 1;
            }
        }
        day
    }

    fn thing(&self, no: u32) -> Thing {
        self.things[usize::try_from(no).unwrap() - 1]
    }

    fn allows(&self, ask: Ask, today: Date) -> bool {
        use MeasureStatus::{Active, Approved, Expired, Lifted, Requested, Unrequested};
        let active = self.at == Active;
        let over = active && today > self.last_day() || self.at == Expired;
        let in_force = active && !over;
        match ask {
            Ask::Request => self.at == Unrequested,
            Ask::Agree | Ask::Disagree => self.at == Requested || active && self.unapproved,
            Ask::Impose => self.at == Approved,
            Ask::ImposeUrgently => matches!(self.at, Requested | Approved),
            Ask::Deliver => false,
            Ask::Extend => in_force && !self.unapproved && !self.extended,
            Ask::TellExtension => active && self.untold,
            Ask::Test(_) | Ask::Lift => in_force,
            Ask::EndTest => active && self.testing.is_some(),
            Ask::Sell => in_force && !self.unapproved && self.thing(1) == Thing::Taken,
            Ask::Confiscate(no) => {
                let held = matches!(self.thing(no), Thing::Taken | Thing::Sold);
                in_force && !self.unapproved && held
            }
            Ask::LiftBecauseOver => over,
            Ask::Return(no) => {
                matches!(self.at, Active | Expired | Lifted) && self.thing(no) == Thing::Free
            }
            Ask::Ring(_) => self.at != Unrequested,
        }
    }

    fn follows(&mut self, ask: Ask, today: Date) {
        match ask {
            Ask::Request => self.at = MeasureStatus::Requested,
            Ask::Agree if self.at == MeasureStatus::Requested => self.at = MeasureStatus::Approved,
            Ask::Agree => self.unapproved = false,
            Ask::Disagree if self.at == MeasureStatus::Requested => {
                self.at = MeasureStatus::Refused;
            }
            Ask::Impose | Ask::ImposeUrgently => {
                self.unapproved = self.at == MeasureStatus::Requested;
                self.at = MeasureStatus::Active;
                self.seized_on = today;
            }
            Ask::Extend => {
                self.days += 30;
                self.extended = true;
                self.untold = true;
            }
            Ask::TellExtension => self.untold = false,
            Ask::Test(days) => {
                let stated = today.saturating_add(days.days());
                self.exclude(today, stated);
                self.testing = Some(stated);
            }
            // only one testing at a time is counted back: the property test never overlaps them
            Ask::EndTest => {
                if let Some(stated) = self.testing.take() {
                    let mut unused = today.tomorrow().unwrap();
                    while unused <= stated {
                        self.excluded.remove(&unused);
                        unused = unused.tomorrow().unwrap();
                    }
                }
            }
            Ask::Sell => self.things[0] = Thing::Sold,
            Ask::Confiscate(no) | Ask::Return(no) => {
                self.things[usize::try_from(no).unwrap() - 1] = Thing::Gone;
            }
            Ask::Disagree | Ask::Lift | Ask::LiftBecauseOver => self.free(MeasureStatus::Lifted),
            Ask::Ring("ENF-SEIZE-30")
                if self.at == MeasureStatus::Active && today > self.last_day() =>
            {
                self.free(MeasureStatus::Expired);
            }
            Ask::Deliver | Ask::Ring(_) => {}
        }
        self.settle();
    }

    fn exclude(&mut self, from: Date, to: Date) {
        let mut day = from;
        while day <= to {
            self.excluded.insert(day);
            day = day.tomorrow().unwrap();
        }
    }

    fn free(&mut self, into: MeasureStatus) {
        for thing in &mut self.things {
            if matches!(thing, Thing::Taken | Thing::Sold) {
                *thing = Thing::Free;
            }
        }
        self.at = into;
    }

    /// What is over when no thing is held, or none is left.
    fn settle(&mut self) {
        let gone = self.things == [Thing::Gone; 2];
        let held = |thing: &Thing| matches!(thing, Thing::Taken | Thing::Sold);
        let bites = self.at == MeasureStatus::Active;
        if gone && (bites || self.at == MeasureStatus::Lifted) {
            self.at = MeasureStatus::Ended;
        } else if bites && !self.things.iter().any(held) {
            self.at = MeasureStatus::Lifted;
        }
    }
}

fn attempt() -> impl Strategy<Value = (i32, Ask, Who)> {
    let days = prop_oneof![6 => Just(0), 3 => 1..9_i32, 1 => 20..40_i32];
    let who = prop_oneof![Just(Who::Officer), Just(Who::Head), Just(Who::Clock)];
    let right = prop::bool::weighted(0.9);
    let asked = prop::sample::select(&EVERYTHING[..]);
    (days, asked, who, right).prop_map(|(days, ask, who, right)| {
        let who = if right { ask.asked_by() } else { who };
        (days, ask, who)
    })
}

/// Gives the command to both; they must agree on the answer, the state and the last day.
fn both_answer(story: &mut Beside<Measure>, page: &mut Page, (ask, who): (Ask, Who)) {
    let today = story.today();
    let lawful = who == ask.asked_by() && page.allows(ask, today);
    let before = story.state.clone();
    let command = ask.command(story);
    let answer = story.does(&who.actor(), command);
    assert_eq!(
        answer.is_ok(),
        lawful,
        "{ask:?} by {who:?} on {today}: {page:?} {answer:?}"
    );
    if lawful {
        page.follows(ask, today);
    } else {
        assert_eq!(story.state, before, "a refusal changes nothing");
    }
    assert_eq!(story.state.status(), page.at, "{ask:?} on {today}");
    if page.at == MeasureStatus::Active {
        assert_eq!(
            story.last_day("ENF-SEIZE-30"),
            Some(page.last_day()),
            "{ask:?}"
        );
    } else {
        assert!(
            story.state.clocks().is_empty(),
            "nothing runs when nothing is held"
        );
    }
}

fn seizure() -> (Beside<Measure>, Page) {
    let mut story = Beside::new();
    story.case.decided = true;
    story.case.confiscates = true;
    (story, Page::new())
}

proptest! {
    #[test]
    fn a_seizure_does_what_the_law_on_one_page_does(
        attempts in proptest::collection::vec(attempt(), 1..80)
    ) {
        let (mut story, mut page) = seizure();
        for (days, ask, who) in attempts {
            let day = story.today().saturating_add(days.days());
            story.on(day);
            if matches!(ask, Ask::Test(_)) && page.excluded.last() >= Some(&day) {
                continue;
            }
            both_answer(&mut story, &mut page, (ask, who));
        }
    }
}

#[test]
fn in_every_state_every_command_by_everyone_is_answered_as_the_law_does() {
    // each way leads into another state; the numbers are days that go by
    let ways: [&[(i32, Ask)]; 9] = [
        &[],
        &[(0, Ask::Request)],
        &[(0, Ask::Request), (0, Ask::Disagree)],
        &[(0, Ask::Request), (0, Ask::Agree)],
        &[(0, Ask::Request), (0, Ask::ImposeUrgently)],
        &[
            (0, Ask::Request),
            (0, Ask::Agree),
            (0, Ask::Impose),
            (3, Ask::Extend),
            (0, Ask::Sell),
        ],
        &[
            (0, Ask::Request),
            (0, Ask::Agree),
            (0, Ask::Impose),
            (31, Ask::Ring("ENF-SEIZE-30")),
        ],
        &[
            (0, Ask::Request),
            (0, Ask::Agree),
            (0, Ask::Impose),
            (0, Ask::Lift),
        ],
        &[
            (0, Ask::Request),
            (0, Ask::Agree),
            (0, Ask::Impose),
            (0, Ask::Confiscate(1)),
            (0, Ask::Confiscate(2)),
        ],
    ];
    let mut reached = BTreeSet::new();
    for way in ways {
        let (mut story, mut page) = seizure();
        for (days, ask) in way {
            let day = story.today().saturating_add(days.days());
            story.on(day);
            both_answer(&mut story, &mut page, (*ask, ask.asked_by()));
        }
        reached.insert(page.at.to_string());
        for ask in EVERYTHING {
            for who in [Who::Officer, Who::Head, Who::Clock] {
                both_answer(&mut story.clone(), &mut page.clone(), (ask, who));
            }
        }
    }
    assert_eq!(reached.len(), 8, "every state was reached: {reached:?}");
}
