//! What may be done next, and if not, why not.

use kernel::Post;
use penalty_domain::CommandKind;
use penalty_domain::review::ReviewOutcome;

use crate::story::*;

#[test]
fn next_says_what_may_be_done_and_why_the_rest_may_not() {
    let story = Story::announced(fine(100_000), true);
    let steps = story.next(&head());
    assert_eq!(steps.len(), 35, "every command that people give");
    let decide = steps
        .iter()
        .find(|step| step.command == CommandKind::Decide)
        .unwrap();
    let codes: Vec<&str> = decide.obstacles.iter().map(law::Refusal::code).collect();
    let all = [
        "review-not-passed",
        "statement-window-open",
        "hearing-window-open",
    ];
    assert_eq!(codes, all, "every gate, not the first alone");
    let mine: Vec<CommandKind> = story
        .next(&handler())
        .into_iter()
        .filter(|step| step.obstacles.is_empty())
        .map(|step| step.command)
        .collect();
    assert_eq!(
        mine,
        [
            CommandKind::ShowCards,
            CommandKind::OrderCorrection,
            CommandKind::ExcludeTime,
            CommandKind::AskRecusal,
            CommandKind::RecordStatement,
            CommandKind::RequestHearing,
            CommandKind::RecordServiceAttempt,
            CommandKind::AnnounceService,
        ]
    );
}

#[test]
fn next_allows_a_decision_without_penalty_when_none_is_proposed() {
    let mut story = Story::reported(Vec::new());
    story.review(ReviewOutcome::Agree).unwrap();
    let steps = story.next(&head());
    let decide = steps
        .iter()
        .find(|step| step.command == CommandKind::Decide)
        .unwrap();
    assert_eq!(decide.obstacles, []);
}

#[test]
fn next_names_the_state_when_a_step_is_out_of_turn() {
    let story = Story::investigated();
    let both = person(21, &[Post::Decider, Post::Collector]);
    let steps = story.next(&both);
    let pay = steps
        .iter()
        .find(|step| step.command == CommandKind::RecordPayment)
        .unwrap();
    let codes: Vec<&str> = pay.obstacles.iter().map(law::Refusal::code).collect();
    assert_eq!(codes, ["wrong-state"]);
    assert!(
        pay.obstacles[0].missing.contains("served"),
        "{:?}",
        pay.obstacles
    );
    assert!(pay.obstacles[0].cure.contains("conclude-investigation"));
}
