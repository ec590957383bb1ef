//! What a submission must contain, and the clock that starts with it.

use complaint_domain::{Filing, Kind, Reporter, Respondent, SubmissionEvent};
use jiff::civil::{Date, date};
use law::Due;

use crate::given::{code, consumer_complaint, of_kind, receive, report, reporter};

fn due_of(filing: Filing) -> Due {
    let events = receive(filing).unwrap();
    let Some(SubmissionEvent::Received { due, .. }) = events.first() else {
        panic!("{events:?}")
    };
    due.clone()
}

#[test]
fn a_report_is_forwarded_in_the_step_that_receives_it_and_nothing_else_is() {
    assert!(matches!(
        receive(report()).unwrap().as_slice(),
        [SubmissionEvent::Received { .. }, SubmissionEvent::Forwarded]
    ));
    for kind in [
        Kind::Question,
        Kind::Help,
        Kind::Suggestion,
        Kind::Complaint,
    ] {
        assert!(matches!(
            receive(of_kind(kind)).unwrap().as_slice(),
            [SubmissionEvent::Received { .. }]
        ));
    }
}

#[test]
fn a_report_may_be_anonymous() {
    let events = receive(report()).unwrap();
    let Some(SubmissionEvent::Received { about, .. }) = events.first() else {
        panic!()
    };
    assert!(about.anonymous);
    let events = receive(Filing {
        reporter: Some(reporter()),
        ..report()
    })
    .unwrap();
    let Some(SubmissionEvent::Received { about, .. }) = events.first() else {
        panic!()
    };
    assert!(!about.anonymous);
}

#[test]
fn a_report_without_a_concrete_clue_is_refused_with_article_28() {
    let refusal = receive(Filing {
        place: " ".to_owned(),
        ..report()
    })
    .unwrap_err();
    assert_eq!(refusal.code(), "report-clue-missing");
    assert_eq!(
        refusal.citation,
        "参照市场监督管理投诉举报处理办法第二十八条第一款"
    );
    let named = Respondent {
        name: "某建筑公司".to_owned(),
        ..Respondent::default()
    };
    let filing = Filing {
        place: String::new(),
        respondent: Some(named),
        ..report()
    };
    assert!(receive(filing).is_ok());
}

#[test]
fn a_report_without_facts_is_refused_with_article_28() {
    let refusal = receive(Filing {
        text: "\n".to_owned(),
        domain: "market-supervision".to_owned(),
        ..report()
    })
    .unwrap_err();
    assert_eq!(refusal.code(), "report-facts-missing");
    assert_eq!(
        refusal.citation,
        "市场监督管理投诉举报处理办法第二十八条第一款"
    );
}

#[test]
fn a_text_that_is_complaint_and_report_must_be_sent_as_two() {
    let both = Filing {
        kinds: vec![Kind::Complaint, Kind::Report],
        ..report()
    };
    let refusal = receive(both).unwrap_err();
    assert_eq!(refusal.code(), "several-kinds");
    assert!(refusal.citation.contains("第九条"));
    assert!(refusal.cure.contains("one submission for each kind"));
    assert_eq!(
        code(receive(Filing {
            kinds: Vec::new(),
            ..report()
        })),
        "kind-missing"
    );
}

#[test]
fn a_consumers_complaint_names_complainant_respondent_and_request() {
    assert!(receive(consumer_complaint()).is_ok());
    let no_address = Reporter {
        address: String::new(),
        ..reporter()
    };
    let nameless = Respondent {
        address: "石城路".to_owned(),
        ..Respondent::default()
    };
    let incomplete = [
        (
            Filing {
                reporter: None,
                ..consumer_complaint()
            },
            "第一项",
        ),
        (
            Filing {
                reporter: Some(no_address),
                ..consumer_complaint()
            },
            "第一项",
        ),
        (
            Filing {
                respondent: None,
                ..consumer_complaint()
            },
            "第二项",
        ),
        (
            Filing {
                respondent: Some(nameless),
                ..consumer_complaint()
            },
            "第二项",
        ),
        (
            Filing {
                request: String::new(),
                ..consumer_complaint()
            },
            "第三项",
        ),
    ];
    for (filing, item) in incomplete {
        let refusal = receive(filing).unwrap_err();
        assert_eq!(refusal.code(), "complaint-incomplete");
        assert!(refusal.citation.ends_with(item), "{}", refusal.citation);
    }
}

#[test]
fn a_complaint_to_the_hotline_in_another_field_may_be_anonymous() {
    assert!(receive(of_kind(Kind::Complaint)).is_ok());
}

#[test]
fn a_submission_needs_words_a_field_of_enforcement_and_a_known_region() {
    for kind in [
        Kind::Question,
        Kind::Help,
        Kind::Suggestion,
        Kind::Complaint,
    ] {
        let blank = Filing {
            text: " ".to_owned(),
            ..of_kind(kind)
        };
        assert_eq!(code(receive(blank)), "text-missing");
    }
    assert_eq!(
        code(receive(Filing {
            domain: String::new(),
            ..report()
        })),
        "domain-missing"
    );
    let nowhere = Filing {
        region: "340799".parse().unwrap(),
        ..report()
    };
    assert_eq!(code(receive(nowhere)), "region-unknown");
}

#[test]
fn a_field_that_is_too_long_is_refused_by_name() {
    let refusal = receive(Filing {
        text: "长".repeat(5_001),
        ..report()
    })
    .unwrap_err();
    assert_eq!(refusal.code(), "text-too-long");
    assert!(refusal.missing.contains("`text`"));
    assert!(
        receive(Filing {
            text: "长".repeat(5_000),
            ..report()
        })
        .is_ok()
    );
}

#[test]
fn the_hotline_limit_is_the_platforms_configuration_and_counts_working_days() {
    // Spring Festival 15 to 23 February, make-up workdays 14 and 28 February.
    let expected: [(Kind, &str, Date); 5] = [
        (Kind::Question, "CMP-HOTLINE-QUESTION", date(2026, 2, 11)),
        (Kind::Help, "CMP-HOTLINE-HELP", date(2026, 2, 24)),
        (
            Kind::Suggestion,
            "CMP-HOTLINE-SUGGESTION",
            date(2026, 2, 24),
        ),
        (Kind::Complaint, "CMP-HOTLINE-COMPLAINT", date(2026, 3, 2)),
        (Kind::Report, "CMP-HOTLINE-REPORT", date(2026, 3, 2)),
    ];
    for (kind, rule, raw) in expected {
        let due = due_of(of_kind(kind));
        assert_eq!((due.rule.as_str(), due.raw), (rule, raw));
        assert!(due.citation.contains("platform default"));
    }
}

#[test]
fn a_statutory_limit_goes_before_the_hotlines() {
    let due = due_of(consumer_complaint());
    assert_eq!(
        (due.rule.as_str(), due.raw),
        ("CMP-ACCEPT-7", date(2026, 2, 26))
    );
    assert!(due.citation.contains("第十五条"));
    let due = due_of(Filing {
        domain: "market-supervision".to_owned(),
        ..report()
    });
    assert_eq!(
        (due.rule.as_str(), due.raw),
        ("CMP-ANSWER-REPORT", date(2026, 3, 9))
    );
    assert!(due.citation.contains("第十八条"));
}

#[test]
fn a_limit_that_crosses_into_an_unpublished_year_is_provisional() {
    use crate::given::decide;
    use complaint_domain::{Submission, SubmissionCommand};
    let command = SubmissionCommand::Receive(Box::new(report()));
    let day = date(2026, 12, 30);
    let events = decide(&Submission::Unknown, command, kernel::Post::Citizen, day).unwrap();
    let Some(SubmissionEvent::Received { due, .. }) = events.first() else {
        panic!()
    };
    assert!(due.provisional);
}
