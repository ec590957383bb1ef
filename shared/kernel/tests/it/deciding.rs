//! The shape of an aggregate's rules.

use kernel::Decider;

/// A door that opens once.
struct Door;

impl Decider for Door {
    type State = bool;
    type Command = ();
    type Event = &'static str;
    type Facts = ();
    type Refusal = &'static str;

    fn decide(open: &bool, (): (), (): &()) -> Result<Vec<&'static str>, &'static str> {
        if *open {
            Err("open already")
        } else {
            Ok(vec!["opened"])
        }
    }

    fn evolve(_: bool, event: &&'static str) -> bool {
        *event == "opened"
    }
}

#[test]
fn events_fold_into_the_state_that_decides_next() {
    let events = Door::decide(&false, (), &()).unwrap();
    let state = Door::replay(&events);
    assert!(state);
    assert_eq!(Door::decide(&state, (), &()), Err("open already"));
}
