//! The shape of every aggregate's rules: decide what happens, then fold it into the state.

/// The rules of one aggregate as two pure, synchronous functions.
///
/// `Facts` holds everything that was looked up beforehand: the time, the officers' certificates,
/// the calendar. Neither function may read a clock, a random source or a store.
pub trait Decider {
    /// What the aggregate is now. The default is the aggregate before its first event.
    type State: Default;
    /// What someone asks for.
    type Command;
    /// What happened.
    type Event;
    /// What was looked up before deciding.
    type Facts;
    /// Why the law, or the state, forbids the command.
    type Refusal;

    /// Answers `command` with the events it causes, or with the rule that forbids it.
    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// The state after `event`. Never fails: what happened, happened.
    fn evolve(state: Self::State, event: &Self::Event) -> Self::State;

    /// The state that `events`, oldest first, lead to.
    fn replay<'a>(events: impl IntoIterator<Item = &'a Self::Event>) -> Self::State
    where
        Self::Event: 'a,
    {
        events
            .into_iter()
            .fold(Self::State::default(), Self::evolve)
    }
}
