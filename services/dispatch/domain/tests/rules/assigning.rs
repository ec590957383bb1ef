//! Who may be in a team.

use dispatch_domain::{
    CancelReason, Certificate, Configuration, ConflictGround, Officer, SuspendReason, Task,
    TaskCommand, TaskEvent, Team,
};
use jiff::civil::date;
use kernel::Post;

use crate::given::{
    OPENED, When, accepted, active, actor, after, assign, assigned, certificate, code, dispatcher,
    officer, officer_id, team, waiting,
};

/// The refusal when officer 2 is `officer` and is assigned beside officer 1.
fn refused(officer: Officer) -> law::Refusal {
    let when = When::with(vec![active(1), officer]);
    when.ask(&waiting(), assign(&[1, 2]), &dispatcher())
        .unwrap_err()
}

fn with(certificate: Certificate) -> Officer {
    Officer::Active { certificate }
}

#[test]
fn two_eligible_officers_with_a_lead_are_a_team() {
    let events = When::default()
        .ask(&waiting(), assign(&[1, 2]), &dispatcher())
        .unwrap();
    assert_eq!(
        events,
        [TaskEvent::Assigned {
            team: team(&[1, 2])
        }]
    );
}

#[test]
fn one_officer_is_no_team_by_article_42() {
    for numbers in [&[][..], &[1], &[1, 1]] {
        let outcome = When::default().ask(&waiting(), assign(numbers), &dispatcher());
        let refusal = outcome.unwrap_err();
        assert_eq!(refusal.code(), "team-too-small");
        assert_eq!(refusal.citation, "行政处罚法第四十二条第一款");
        assert!(refusal.cure.contains("candidates"));
    }
}

#[test]
fn an_officer_named_twice_counts_once() {
    let events = When::default()
        .ask(&waiting(), assign(&[1, 2, 1]), &dispatcher())
        .unwrap();
    assert_eq!(
        events,
        [TaskEvent::Assigned {
            team: team(&[1, 2])
        }]
    );
}

#[test]
fn a_team_is_not_a_crowd() {
    let officers: Vec<u128> = (1..=21).collect();
    let when = When::with((1..=21).map(active).collect());
    assert_eq!(
        code(when.ask(&waiting(), assign(&officers), &dispatcher())),
        "team-too-large"
    );
}

#[test]
fn the_lead_is_one_of_the_team() {
    let command = TaskCommand::Assign(Team {
        lead: officer_id(3),
        ..team(&[1, 2])
    });
    assert_eq!(
        code(When::default().ask(&waiting(), command, &dispatcher())),
        "lead-not-in-team"
    );
}

#[test]
fn an_officer_who_is_not_in_the_roster_is_refused() {
    let outcome = When::default().ask(&waiting(), assign(&[1, 9]), &dispatcher());
    let refusal = outcome.unwrap_err();
    assert_eq!(refusal.code(), "officer-unknown");
    assert!(refusal.citation.contains("行政强制法第十七条第三款"));
}

#[test]
fn a_certificate_is_valid_through_its_last_day_and_not_after() {
    let last_day = Certificate {
        valid_to: OPENED,
        ..certificate(2)
    };
    let when = When::with(vec![active(1), with(last_day.clone())]);
    assert!(when.ask(&waiting(), assign(&[1, 2]), &dispatcher()).is_ok());
    let expired = Certificate {
        valid_to: OPENED.yesterday().unwrap(),
        ..last_day
    };
    let refusal = refused(with(expired));
    assert_eq!(refusal.code(), "certificate-expired");
    assert!(refusal.citation.contains("行政处罚法第四十二条"));
}

#[test]
fn a_certificate_is_not_valid_before_its_first_day() {
    let future = Certificate {
        valid_from: OPENED.tomorrow().unwrap(),
        ..certificate(2)
    };
    assert_eq!(refused(with(future)).code(), "certificate-not-yet-valid");
    let today = Certificate {
        valid_from: OPENED,
        ..certificate(2)
    };
    let when = When::with(vec![active(1), with(today)]);
    assert!(when.ask(&waiting(), assign(&[1, 2]), &dispatcher()).is_ok());
}

#[test]
fn a_suspended_or_cancelled_certificate_is_refused() {
    let suspended = Officer::Suspended {
        certificate: certificate(2),
        reason: SuspendReason::Investigation,
        since: OPENED,
    };
    assert_eq!(refused(suspended).code(), "certificate-suspended");
    let cancelled = Officer::Cancelled {
        certificate: certificate(2),
        reason: CancelReason::Dismissed,
        since: OPENED,
    };
    let refusal = refused(cancelled);
    assert_eq!(refusal.code(), "certificate-cancelled");
    assert!(refusal.citation.contains("行政执法监督条例第三十二条"));
}

#[test]
fn a_certificate_for_another_field_is_refused() {
    let domains = vec!["market-supervision".to_owned()];
    let refusal = refused(with(Certificate {
        domains,
        ..certificate(2)
    }));
    assert_eq!(refusal.code(), "domain-not-covered");
    assert!(refusal.missing.contains("city-management"));
}

#[test]
fn a_certificate_for_another_place_is_refused_and_one_for_the_whole_city_is_not() {
    let refusal = refused(with(Certificate {
        region: "340711".parse().unwrap(),
        ..certificate(2)
    }));
    assert_eq!(refusal.code(), "region-not-covered");
    assert!(refusal.citation.contains("第二十二条"));
    let city = Certificate {
        region: "340700".parse().unwrap(),
        ..certificate(2)
    };
    let when = When::with(vec![active(1), with(city)]);
    assert!(when.ask(&waiting(), assign(&[1, 2]), &dispatcher()).is_ok());
}

#[test]
fn an_officer_with_a_declared_conflict_is_refused_with_article_43() {
    let command = TaskCommand::DeclareConflict {
        officer: officer_id(2),
        ground: ConflictGround::DirectInterest,
    };
    let events = When::default()
        .ask(&waiting(), command, &officer(2))
        .unwrap();
    let state = after(waiting(), &events);
    let refusal = When::default()
        .ask(&state, assign(&[1, 2]), &dispatcher())
        .unwrap_err();
    assert_eq!(refusal.code(), "officer-conflicted");
    assert_eq!(refusal.citation, "行政处罚法第四十三条第一款");
    assert!(
        When::default()
            .ask(&state, assign(&[1, 3]), &dispatcher())
            .is_ok()
    );
}

#[test]
fn the_unit_of_an_officer_matters_only_where_it_is_configured() {
    let elsewhere = Certificate {
        unit: "yian-cg".to_owned(),
        ..certificate(2)
    };
    let mut when = When::with(vec![active(1), with(elsewhere)]);
    assert!(when.ask(&waiting(), assign(&[1, 2]), &dispatcher()).is_ok());
    when.configuration = Configuration {
        same_unit_only: true,
        ..Configuration::default()
    };
    let outcome = when.ask(&waiting(), assign(&[1, 2]), &dispatcher());
    assert_eq!(code(outcome), "unit-not-handling");
}

#[test]
fn only_the_dispatcher_assigns() {
    for post in [Post::Officer, Post::Handler, Post::Supervisor] {
        let outcome = When::default().ask(&waiting(), assign(&[1, 2]), &actor(1, &[post]));
        assert_eq!(code(outcome), "dispatcher-assigns");
    }
}

#[test]
fn a_team_is_replaced_until_it_accepts_and_handed_back_after() {
    let events = When::default()
        .ask(&assigned(), assign(&[2, 3]), &dispatcher())
        .unwrap();
    assert_eq!(after(assigned(), &events).team(), Some(&team(&[2, 3])));
    let outcome = When::default().ask(&accepted(), assign(&[2, 3]), &dispatcher());
    assert_eq!(code(outcome), "wrong-state");
}

#[test]
fn nothing_but_opening_is_lawful_before_a_task_exists() {
    for command in [
        assign(&[1, 2]),
        TaskCommand::Accept,
        TaskCommand::NoteNotAccepted,
    ] {
        let refusal = When::on(date(2026, 3, 2))
            .ask(&Task::Unknown, command, &dispatcher())
            .unwrap_err();
        assert_eq!(refusal.code(), "wrong-state");
        assert!(refusal.cure.contains("open"));
    }
}
