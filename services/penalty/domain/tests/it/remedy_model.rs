//! Whatever is asked of the remedies against a decision, in whatever order, the rules answer as the law
//! on one page does: all that is lawful passes, and nothing else.

use penalty_domain::procedure::Clocked as _;
use penalty_domain::remedy::{
    Late, Outcome, OverturnGround, Procedure, Remedy, RemedyCommand, StayGround, TIMED,
};
use proptest::prelude::*;

use crate::remedies::*;
use crate::story::{collector, reviewer, system};

/// The law of the remedies on one page, on the day of service.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one fact of the page"
)]
struct Page {
    at: &'static str,
    spot: bool,
    /// The application lies with the agency, not with the body.
    with_agency: bool,
    /// The copy of the application came.
    asked: bool,
    answered: bool,
    extended: bool,
    registered: bool,
    challenged: bool,
    stayed: bool,
    opinion: bool,
    reported: bool,
}

impl Page {
    fn new(spot: bool) -> Self {
        Self {
            at: "open",
            spot,
            with_agency: false,
            asked: false,
            answered: false,
            extended: false,
            registered: false,
            challenged: false,
            stayed: false,
            opinion: false,
            reported: false,
        }
    }

    fn allows(&self, command: &RemedyCommand) -> bool {
        let examined = self.at == "accepted";
        let pending = ["applied", "accepted", "suing"].contains(&self.at);
        match command {
            RemedyCommand::Open(_) | RemedyCommand::Duty(_) => false,
            RemedyCommand::FileReconsideration(draft) => {
                self.at == "open" && (self.spot || !draft.via_agency)
            }
            RemedyCommand::Forward { .. } => self.at == "applied" && self.with_agency,
            RemedyCommand::Accept { .. } | RemedyCommand::Decline { .. } => {
                self.at == "applied" && !self.with_agency
            }
            RemedyCommand::ReceiveCopy { .. } => examined && !self.asked,
            RemedyCommand::Answer { .. } => examined && self.asked && !self.answered,
            RemedyCommand::Extend { .. } => examined && !self.extended,
            RemedyCommand::Decide(_) => examined,
            RemedyCommand::Withdraw { .. } => pending,
            RemedyCommand::StayPerformance { .. } => pending && !self.stayed,
            RemedyCommand::LiftStay { .. } => self.stayed,
            RemedyCommand::ReceiveOpinion { .. } => self.challenged && !self.opinion,
            RemedyCommand::ReportOpinion { .. } => self.opinion && !self.reported,
            // against a penalty on the spot reconsideration comes first
            RemedyCommand::FileSuit(_) => self.at == "settled" || (self.at == "open" && !self.spot),
            RemedyCommand::RegisterSuit { .. } => self.at == "suing" && !self.registered,
            RemedyCommand::Judge(_) => self.at == "suing" && self.registered,
            RemedyCommand::RunOut { .. } => true,
        }
    }

    fn follows(&mut self, command: &RemedyCommand) {
        match command {
            RemedyCommand::FileReconsideration(draft) => {
                self.at = "applied";
                self.with_agency = draft.via_agency;
                self.challenged = true;
            }
            RemedyCommand::Forward { .. } => self.with_agency = false,
            RemedyCommand::Accept { .. } => self.at = "accepted",
            RemedyCommand::ReceiveCopy { .. } => self.asked = true,
            RemedyCommand::Answer { .. } => self.answered = true,
            RemedyCommand::Extend { .. } => self.extended = true,
            // where reconsideration comes first nothing follows an application that is withdrawn
            RemedyCommand::Withdraw { .. } if self.spot || self.at == "suing" => self.ends("final"),
            RemedyCommand::Decline { .. }
            | RemedyCommand::Decide(_)
            | RemedyCommand::Withdraw { .. } => self.ends("settled"),
            RemedyCommand::StayPerformance { .. } => self.stayed = true,
            RemedyCommand::LiftStay { .. } => self.stayed = false,
            RemedyCommand::ReceiveOpinion { .. } => self.opinion = true,
            RemedyCommand::ReportOpinion { .. } => self.reported = true,
            RemedyCommand::FileSuit(_) => {
                self.at = "suing";
                self.challenged = true;
            }
            RemedyCommand::RegisterSuit { registered, .. } => {
                self.registered = *registered;
                if !registered {
                    self.ends("final");
                }
            }
            RemedyCommand::Judge(_) => self.ends("final"),
            RemedyCommand::Open(_) | RemedyCommand::Duty(_) | RemedyCommand::RunOut { .. } => {}
        }
    }

    /// A challenge ends, and with it the stay of performance.
    fn ends(&mut self, at: &'static str) {
        self.at = at;
        self.stayed = false;
    }
}

/// One command of every kind but the opening and what is owed beside the decision.
fn everything() -> Vec<RemedyCommand> {
    let on = SERVED;
    let upheld = ruling(Outcome::Upheld, None, on);
    let revoked = ruling(Outcome::Revoked, Some(OverturnGround::WrongLaw), on);
    let document = paper();
    let register = |registered| RemedyCommand::RegisterSuit { on, registered };
    let mut all = vec![
        apply(on, false, Late::default()),
        apply(on, true, Late::default()),
        RemedyCommand::Forward { on },
        accept(on),
        RemedyCommand::Decline {
            on,
            document: document.clone(),
        },
        RemedyCommand::ReceiveCopy { on },
        RemedyCommand::Answer {
            on,
            document: document.clone(),
        },
        RemedyCommand::Extend {
            days: 30,
            document: document.clone(),
        },
        RemedyCommand::StayPerformance {
            ground: StayGround::Agency,
            document: document.clone(),
            on,
        },
        RemedyCommand::LiftStay { on },
        RemedyCommand::Decide(upheld.clone()),
        RemedyCommand::Decide(revoked.clone()),
        RemedyCommand::Withdraw { on },
        RemedyCommand::ReceiveOpinion {
            on,
            document: document.clone(),
        },
        RemedyCommand::ReportOpinion { on, document },
        sue(on),
        register(true),
        register(false),
        RemedyCommand::Judge(upheld),
        RemedyCommand::Judge(revoked),
    ];
    let clocks = TIMED.map(|rule| RemedyCommand::RunOut {
        rule: rule.to_owned(),
    });
    all.extend(clocks);
    all
}

/// Gives the command to both; they must agree on the answer and the state.
fn both_answer(desk: &mut Desk, page: &mut Page, command: &RemedyCommand) {
    let by_clock = matches!(command, RemedyCommand::RunOut { .. });
    let actor = if by_clock { system() } else { reviewer() };
    let before = desk.remedy.clone();
    if !by_clock {
        let stranger = desk.does_as(&collector(), command.clone());
        assert!(stranger.is_err(), "{command:?} by a collector");
    }
    let told = desk.does_as(&actor, command.clone());
    assert_eq!(told.is_ok(), page.allows(command), "{command:?}: {page:?}");
    match told {
        Ok(events) if by_clock => assert!(events.is_empty(), "no day passes here"),
        Ok(_) => page.follows(command),
        Err(_) => assert_eq!(desk.remedy, before, "a refusal changes nothing"),
    }
    assert_eq!(desk.remedy.status(), page.at, "{command:?}");
    let pending = ["applied", "accepted", "suing"].contains(&page.at);
    assert_eq!(desk.remedy.is_challenged(), pending);
    let json = serde_json::to_string(&desk.remedy).unwrap();
    assert_eq!(serde_json::from_str::<Remedy>(&json).unwrap(), desk.remedy);
}

proptest! {
    #[test]
    fn the_remedies_do_what_the_law_on_one_page_does(
        spot in any::<bool>(),
        commands in prop::collection::vec(prop::sample::select(everything()), 1..60),
    ) {
        let procedure = if spot { Procedure::Spot } else { Procedure::Ordinary };
        let (mut desk, mut page) = (Desk::served(procedure, SERVED), Page::new(spot));
        for command in commands {
            both_answer(&mut desk, &mut page, &command);
        }
    }
}
