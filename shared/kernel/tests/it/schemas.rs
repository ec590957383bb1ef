//! How the types look in an `OpenAPI` document.

use kernel::{CaseId, CitizenId, DocumentNumber, Fen, Post, Region, RegionScope, Uscc};
use serde_json::Value;
use utoipa::{PartialSchema, ToSchema};

fn schema<T: PartialSchema>() -> Value {
    serde_json::to_value(T::schema()).unwrap()
}

#[test]
fn shared_types_are_strings_and_whole_numbers() {
    for text in [
        schema::<CaseId>(),
        schema::<Region>(),
        schema::<Uscc>(),
        schema::<CitizenId>(),
        schema::<DocumentNumber>(),
        schema::<Post>(),
    ] {
        assert_eq!(text["type"], "string");
    }
    assert_eq!(schema::<CaseId>()["format"], "uuid");
    assert_eq!(schema::<Fen>()["type"], "integer");
    assert_eq!(schema::<RegionScope>()["type"], "array");
    assert_eq!(schema::<Post>()["enum"].as_array().unwrap().len(), 12);
    assert_eq!(
        (CaseId::name(), Fen::name()),
        ("CaseId".into(), "Fen".into())
    );
}
