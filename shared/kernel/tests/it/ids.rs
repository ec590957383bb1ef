//! Typed identifiers.

use std::collections::HashSet;

use kernel::{CaseId, Ids, MatterId, SeededIds, typed_id};
use uuid::Uuid;

typed_id! {
    /// An identifier declared outside the crate.
    AppealId,
}

#[test]
fn an_identifier_travels_as_uuid_text() {
    let uuid: Uuid = "0197f000-0000-7000-8000-000000000001".parse().unwrap();
    let id = CaseId::from(uuid);
    assert_eq!(id.to_string(), "0197f000-0000-7000-8000-000000000001");
    assert_eq!(id.to_string().parse(), Ok(id));
    assert_eq!((id.uuid(), Uuid::from(id)), (uuid, uuid));
    let text = serde_json::to_string(&id).unwrap();
    assert_eq!(text, "\"0197f000-0000-7000-8000-000000000001\"");
    assert_eq!(serde_json::from_str::<CaseId>(&text).unwrap(), id);
    assert_eq!(
        format!("{id:?}"),
        "CaseId(0197f000-0000-7000-8000-000000000001)"
    );
}

#[test]
fn text_that_is_no_identifier_is_refused_by_its_kind() {
    let error = "12".parse::<MatterId>().unwrap_err();
    assert!(error.to_string().starts_with("MatterId must be a UUID"));
    assert!("12".parse::<AppealId>().is_err());
}

#[test]
fn seeded_identifiers_repeat_differ_and_sort_as_made() {
    let make = |seed| {
        let ids = SeededIds::new(seed);
        (0..1000).map(|_| ids.uuid()).collect::<Vec<Uuid>>()
    };
    assert_eq!(make(7), make(7));
    assert_ne!(make(7), make(8));
    assert!(make(7).is_sorted());
    assert_eq!(make(7).into_iter().collect::<HashSet<_>>().len(), 1000);
    assert_ne!(AppealId::fresh(&SeededIds::default()).uuid(), Uuid::nil());
}
