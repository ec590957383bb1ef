//! The roster of officers and their certificates.

use dispatch_domain::{
    CancelReason, Certificate, Officer, OfficerCommand, OfficerRules, SuspendReason,
};
use jiff::civil::date;
use kernel::{Decider as _, Post};

use crate::given::{active, ask_officer, certificate};

fn register(certificate: Certificate) -> OfficerCommand {
    OfficerCommand::Register(certificate)
}

fn suspend() -> OfficerCommand {
    OfficerCommand::Suspend {
        reason: SuspendReason::Training,
    }
}

fn cancel() -> OfficerCommand {
    OfficerCommand::Cancel {
        reason: CancelReason::Retired,
    }
}

fn then(state: Officer, command: OfficerCommand) -> Officer {
    let events = ask_officer(&state, command, Post::Supervisor).unwrap();
    events.iter().fold(state, OfficerRules::evolve)
}

#[test]
fn a_registered_officer_is_active() {
    let officer = then(Officer::Unknown, register(certificate(1)));
    assert_eq!(officer, active(1));
}

#[test]
fn a_certificate_is_entered_whole_or_not_at_all() {
    let incomplete = [
        Certificate {
            number: " ".to_owned(),
            ..certificate(1)
        },
        Certificate {
            number: "9".repeat(33),
            ..certificate(1)
        },
        Certificate {
            unit: String::new(),
            ..certificate(1)
        },
        Certificate {
            domains: Vec::new(),
            ..certificate(1)
        },
        Certificate {
            domains: vec![" ".to_owned()],
            ..certificate(1)
        },
        Certificate {
            valid_to: date(2023, 12, 31),
            ..certificate(1)
        },
        Certificate {
            region: "340799".parse().unwrap(),
            ..certificate(1)
        },
    ];
    for certificate in incomplete {
        let outcome = ask_officer(&Officer::Unknown, register(certificate), Post::Dispatcher);
        assert_eq!(outcome.unwrap_err().code(), "certificate-incomplete");
    }
    let longest = Certificate {
        number: "9".repeat(32),
        ..certificate(1)
    };
    assert!(ask_officer(&Officer::Unknown, register(longest), Post::Dispatcher).is_ok());
}

#[test]
fn only_dispatcher_and_supervisor_keep_the_roster() {
    for post in [Post::Officer, Post::Handler, Post::Citizen] {
        let outcome = ask_officer(&Officer::Unknown, register(certificate(1)), post);
        assert_eq!(outcome.unwrap_err().code(), "roster-keeper");
    }
}

#[test]
fn a_suspended_certificate_can_be_given_back_and_a_cancelled_one_cannot() {
    let suspended = then(active(1), suspend());
    assert_eq!(suspended.name(), "suspended");
    assert_eq!(
        then(suspended.clone(), OfficerCommand::Reinstate),
        active(1)
    );
    for state in [active(1), suspended] {
        let cancelled = then(state, cancel());
        assert_eq!(cancelled.name(), "cancelled");
        for command in [
            OfficerCommand::Reinstate,
            suspend(),
            cancel(),
            register(certificate(1)),
        ] {
            let refusal = ask_officer(&cancelled, command, Post::Supervisor).unwrap_err();
            assert_eq!(refusal.code(), "wrong-state");
            assert!(refusal.missing.contains("cancelled"));
        }
    }
}

#[test]
fn an_unknown_officer_has_no_certificate_to_suspend() {
    let refusal = ask_officer(&Officer::Unknown, suspend(), Post::Supervisor).unwrap_err();
    assert_eq!(refusal.code(), "wrong-state");
    assert!(refusal.cure.contains("register"));
}
