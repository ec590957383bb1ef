//! What the tests start from.

use complaint_domain::{
    Channel, Filing, Kind, Limits, Outcome, Reporter, Respondent, Stage, Submission,
    SubmissionCommand, SubmissionEvent, SubmissionFacts, SubmissionRules,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::{
    Actor, ActorId, Decider as _, MatterId, Post, Region, RegionScope, SubmissionId, timestamp_at,
};
use law::{Calendar, Refusal};
use uuid::Uuid;

/// A Tuesday before the Spring Festival of 2026.
pub(crate) const RECEIVED: Date = date(2026, 2, 10);

pub(crate) type Outcomes = Result<Vec<SubmissionEvent>, Refusal>;

pub(crate) fn region() -> Region {
    "340705".parse().unwrap()
}

pub(crate) fn morning(day: Date) -> Timestamp {
    timestamp_at(day.at(9, 0, 0, 0))
}

/// Decides as someone in `post`, at nine in the morning of `day`, with `reached` known.
pub(crate) fn decide_with(
    state: &Submission,
    command: SubmissionCommand,
    post: Post,
    day: Date,
    reached: &[Stage],
) -> Outcomes {
    let actor = Actor::new(
        ActorId::from(Uuid::from_u128(7)),
        [post],
        "tongguan-12345",
        RegionScope::of([region()]),
    );
    let facts = SubmissionFacts {
        now: morning(day),
        actor: &actor,
        calendar: Calendar::embedded(),
        limits: &Limits::default(),
        reached,
    };
    SubmissionRules::decide(state, command, &facts)
}

pub(crate) fn decide(
    state: &Submission,
    command: SubmissionCommand,
    post: Post,
    day: Date,
) -> Outcomes {
    decide_with(state, command, post, day, &[])
}

pub(crate) fn code(outcome: Outcomes) -> String {
    outcome.unwrap_err().code().to_owned()
}

pub(crate) fn after(state: Submission, events: &[SubmissionEvent]) -> Submission {
    events.iter().fold(state, SubmissionRules::evolve)
}

pub(crate) fn reporter() -> Reporter {
    Reporter {
        name: "张三丰".to_owned(),
        phone: "13812345678".to_owned(),
        address: "铜官区长江路1号".to_owned(),
    }
}

/// An anonymous report with a clue and facts.
pub(crate) fn report() -> Filing {
    Filing {
        id: SubmissionId::from(Uuid::from_u128(1)),
        matter: MatterId::from(Uuid::from_u128(2)),
        kinds: vec![Kind::Report],
        channel: Channel::Web,
        domain: "city-management".to_owned(),
        category_code: String::new(),
        region: region(),
        title: "夜间违规倾倒建筑垃圾".to_owned(),
        text: "2月9日晚十点，两辆渣土车在河边倾倒建筑垃圾，有照片。".to_owned(),
        request: String::new(),
        place: "义安大道与长江路交口".to_owned(),
        respondent: None,
        reporter: None,
    }
}

pub(crate) fn of_kind(kind: Kind) -> Filing {
    Filing {
        kinds: vec![kind],
        ..report()
    }
}

/// A consumer's complaint with everything Article 10 asks for.
pub(crate) fn consumer_complaint() -> Filing {
    Filing {
        kinds: vec![Kind::Complaint],
        domain: "market-supervision".to_owned(),
        request: "退货退款".to_owned(),
        respondent: Some(Respondent {
            name: "某超市".to_owned(),
            address: "铜官区石城路2号".to_owned(),
            uscc: None,
        }),
        reporter: Some(reporter()),
        ..report()
    }
}

pub(crate) fn receive(filing: Filing) -> Outcomes {
    let command = SubmissionCommand::Receive(Box::new(filing));
    decide(&Submission::Unknown, command, Post::Citizen, RECEIVED)
}

pub(crate) fn received(filing: Filing) -> Submission {
    after(Submission::Unknown, &receive(filing).unwrap())
}

pub(crate) fn reply(outcome: Outcome) -> SubmissionCommand {
    SubmissionCommand::Reply {
        outcome,
        text: "已核实并处理。".to_owned(),
    }
}

/// A question that was answered on the day it came.
pub(crate) fn answered() -> Submission {
    let state = received(of_kind(Kind::Question));
    let events = decide(&state, reply(Outcome::Answered), Post::Clerk, RECEIVED).unwrap();
    after(state, &events)
}
