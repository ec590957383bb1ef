//! Whatever is asked of a preservation, by whomever and in whatever order, the rules answer as the law
//! on one page does.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use kernel::Actor;
use law::Calendar;
use penalty_domain::preservation::{
    Preservation, PreservationCommand, PreservationStatus, Treatment,
};
use penalty_domain::proceeding::Proceeding as _;
use proptest::prelude::*;

use crate::beside::*;
use crate::preservation::*;
use crate::story::{handler, head, system};

/// What can be asked, each with everything that it must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Request,
    Agree,
    Disagree,
    Take,
    TakeUrgently,
    Copy(u32),
    Test(u32),
    Convert(u32),
    Confiscate(u32),
    Release(u32),
    Return(u32),
    Ring(&'static str),
}

const EVERYTHING: [Ask; 19] = [
    Ask::Request,
    Ask::Agree,
    Ask::Disagree,
    Ask::Take,
    Ask::TakeUrgently,
    Ask::Copy(1),
    Ask::Copy(2),
    Ask::Test(1),
    Ask::Test(2),
    Ask::Convert(1),
    Ask::Convert(2),
    Ask::Confiscate(1),
    Ask::Confiscate(2),
    Ask::Release(1),
    Ask::Release(2),
    Ask::Return(1),
    Ask::Return(2),
    Ask::Ring(KEEP),
    Ask::Ring(URGENT),
];

const EVERYBODY: [fn() -> Actor; 3] = [handler, head, system];

impl Ask {
    /// Whose step it is: an index into [`EVERYBODY`].
    const fn asked_by(self) -> usize {
        match self {
            Self::Agree | Self::Disagree | Self::Release(_) => 1,
            Self::Ring(_) => 2,
            Self::Request
            | Self::Take
            | Self::TakeUrgently
            | Self::Copy(_)
            | Self::Test(_)
            | Self::Convert(_)
            | Self::Confiscate(_)
            | Self::Return(_) => 0,
        }
    }

    fn command(self, story: &Beside<Preservation>) -> PreservationCommand {
        let institution = "安徽省食品检验研究院".to_owned();
        let measure = measure_id();
        match self {
            Self::Request => asks(),
            Self::Agree => rule(true),
            Self::Disagree => rule(false),
            Self::Take => takes(scene(story.now), None),
            Self::TakeUrgently => takes(scene(story.now), Some("正在销毁")),
            Self::Copy(no) => deals(&[no], Treatment::Copied),
            Self::Test(no) => deals(&[no], Treatment::SentForTesting { institution }),
            Self::Convert(no) => deals(&[no], Treatment::Converted { measure }),
            Self::Confiscate(no) => deals(&[no], Treatment::Confiscated),
            Self::Release(no) => releases(&[no]),
            Self::Return(no) => returns(&[no]),
            Self::Ring(rule) => PreservationCommand::RunOut {
                rule: rule.to_owned(),
            },
        }
    }
}

/// Where one of the two things is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    Kept,
    Tested,
    Free,
    Gone,
}

/// The law of a preservation on one page: working days are counted one by one.
#[derive(Clone, Debug)]
struct Page {
    at: PreservationStatus,
    taken_on: Date,
    unapproved: bool,
    things: [Thing; 2],
}

impl Page {
    fn new() -> Self {
        Self {
            at: PreservationStatus::Unrequested,
            taken_on: Date::ZERO,
            unapproved: false,
            things: [Thing::Kept; 2],
        }
    }

    /// The seventh working day after the day it was taken.
    fn last_day(&self) -> Date {
        let mut day = self.taken_on;
        for _ in 0..7 {
            day = day.tomorrow().unwrap();
            while !Calendar::embedded()
                .is_working_day(day)
                .unwrap()
                .is_working()
            {
                day = day.tomorrow().unwrap();
            }
        }
        day
    }

    fn thing(&mut self, no: u32) -> &mut Thing {
        &mut self.things[usize::try_from(no).unwrap() - 1]
    }

    fn allows(&mut self, ask: Ask, today: Date) -> bool {
        use PreservationStatus::{Approved, Dealt, Kept, Lapsed, Requested, Unrequested};
        let in_hand = matches!(self.at, Kept | Dealt | Lapsed);
        let over = self.at == Kept && today > self.last_day();
        match ask {
            Ask::Request => self.at == Unrequested,
            Ask::Agree | Ask::Disagree => {
                self.at == Requested || matches!(self.at, Kept | Dealt) && self.unapproved
            }
            Ask::Take => self.at == Approved,
            Ask::TakeUrgently => matches!(self.at, Requested | Approved),
            Ask::Test(no) => in_hand && !over && *self.thing(no) == Thing::Kept,
            Ask::Copy(no) | Ask::Convert(no) | Ask::Confiscate(no) => {
                in_hand && !over && matches!(self.thing(no), Thing::Kept | Thing::Tested)
            }
            Ask::Release(no) => in_hand && matches!(self.thing(no), Thing::Kept | Thing::Tested),
            Ask::Return(no) => in_hand && *self.thing(no) == Thing::Free,
            Ask::Ring(_) => self.at != Unrequested,
        }
    }

    fn follows(&mut self, ask: Ask, today: Date) {
        let rung = self.at == PreservationStatus::Kept && today > self.last_day();
        match ask {
            Ask::Request => self.at = PreservationStatus::Requested,
            Ask::Agree if self.at == PreservationStatus::Requested => {
                self.at = PreservationStatus::Approved;
            }
            Ask::Disagree if self.at == PreservationStatus::Requested => {
                self.at = PreservationStatus::Refused;
            }
            Ask::Agree => self.unapproved = false,
            // what the head does not agree to goes back, from wherever it is
            Ask::Disagree => {
                self.unapproved = false;
                self.frees(&[Thing::Kept, Thing::Tested]);
            }
            Ask::Take | Ask::TakeUrgently => {
                self.unapproved = self.at == PreservationStatus::Requested;
                self.at = PreservationStatus::Kept;
                self.taken_on = today;
            }
            Ask::Test(no) => *self.thing(no) = Thing::Tested,
            Ask::Copy(no) | Ask::Release(no) => *self.thing(no) = Thing::Free,
            Ask::Convert(no) | Ask::Confiscate(no) | Ask::Return(no) => {
                *self.thing(no) = Thing::Gone;
            }
            Ask::Ring(rule) if rule == KEEP && rung => {
                self.at = PreservationStatus::Lapsed;
                self.frees(&[Thing::Kept]);
            }
            Ask::Ring(_) => {}
        }
        self.settles();
    }

    fn frees(&mut self, those: &[Thing]) {
        for thing in &mut self.things {
            if those.contains(thing) {
                *thing = Thing::Free;
            }
        }
    }

    /// Dealt with when nothing is kept any more, ended when nothing is left.
    fn settles(&mut self) {
        use PreservationStatus::{Dealt, Ended, Kept, Lapsed};
        if !matches!(self.at, Kept | Dealt | Lapsed) {
            return;
        }
        if self.things == [Thing::Gone; 2] {
            self.at = Ended;
        } else if self.at == Kept && !self.things.contains(&Thing::Kept) {
            self.at = Dealt;
        }
    }
}

/// Gives the command to both; they must agree on the answer, the state and the last day.
fn both_answer(story: &mut Beside<Preservation>, page: &mut Page, (ask, who): (Ask, usize)) {
    let today = story.today();
    let lawful = who == ask.asked_by() && page.allows(ask, today);
    let before = story.state.clone();
    let command = ask.command(story);
    let answer = story.does(&EVERYBODY[who](), command);
    assert_eq!(
        answer.is_ok(),
        lawful,
        "{ask:?} by {who} on {today}: {page:?} {answer:?}"
    );
    if lawful {
        page.follows(ask, today);
    } else {
        assert_eq!(story.state, before, "a refusal changes nothing");
    }
    assert_eq!(story.state.status(), page.at, "{ask:?} on {today}");
    let keeps = page.at == PreservationStatus::Kept;
    assert_eq!(
        story.last_day(KEEP),
        keeps.then(|| page.last_day()),
        "{ask:?}"
    );
    let waits = matches!(
        page.at,
        PreservationStatus::Kept | PreservationStatus::Dealt
    );
    assert_eq!(
        story.last_day(URGENT).is_some(),
        waits && page.unapproved,
        "{ask:?}"
    );
}

fn begins() -> (Beside<Preservation>, Page) {
    let mut story = Beside::new();
    story.case.confiscates = true;
    story.in_force = BTreeSet::from([measure_id()]);
    (story, Page::new())
}

fn attempt() -> impl Strategy<Value = (i32, Ask, usize)> {
    let days = prop_oneof![6 => Just(0), 3 => 1..4_i32, 1 => 8..14_i32];
    let asked = prop::sample::select(&EVERYTHING[..]);
    let right = prop::bool::weighted(0.9);
    (days, asked, 0..3_usize, right)
        .prop_map(|(days, ask, who, right)| (days, ask, if right { ask.asked_by() } else { who }))
}

proptest! {
    #[test]
    fn a_preservation_does_what_the_law_on_one_page_does(
        attempts in proptest::collection::vec(attempt(), 1..60)
    ) {
        let (mut story, mut page) = begins();
        for (days, ask, who) in attempts {
            let day = story.today().saturating_add(days.days());
            // the counting by hand stops where the published calendar does
            if day < date(2026, 12, 1) {
                story.on(day);
            }
            both_answer(&mut story, &mut page, (ask, who));
        }
    }
}

#[test]
fn in_every_state_every_command_by_everyone_is_answered_as_the_law_does() {
    // each way leads into another state; the numbers are days that go by
    let taken = [(0, Ask::Request), (0, Ask::Agree), (0, Ask::Take)];
    let ways: [&[(i32, Ask)]; 8] = [
        &[],
        &[(0, Ask::Request)],
        &[(0, Ask::Request), (0, Ask::Disagree)],
        &[(0, Ask::Request), (0, Ask::Agree)],
        &[(0, Ask::Request), (0, Ask::TakeUrgently)],
        &[
            taken[0],
            taken[1],
            taken[2],
            (0, Ask::Test(1)),
            (0, Ask::Copy(2)),
        ],
        &[
            taken[0],
            taken[1],
            taken[2],
            (0, Ask::Test(1)),
            (20, Ask::Ring(KEEP)),
        ],
        &[
            taken[0],
            taken[1],
            taken[2],
            (0, Ask::Convert(1)),
            (0, Ask::Confiscate(2)),
        ],
    ];
    let mut reached = BTreeSet::new();
    for way in ways {
        let (mut story, mut page) = begins();
        for (days, ask) in way {
            let day = story.today().saturating_add(days.days());
            story.on(day);
            both_answer(&mut story, &mut page, (*ask, ask.asked_by()));
        }
        reached.insert(page.at.to_string());
        for ask in EVERYTHING {
            for who in 0..EVERYBODY.len() {
                both_answer(&mut story.clone(), &mut page.clone(), (ask, who));
            }
        }
    }
    assert_eq!(reached.len(), 8, "every state was reached: {reached:?}");
}
