//! How the shared types look in an `OpenAPI` document: as the strings and numbers they travel as.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{
    ArrayBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, SchemaType, Type,
};
use utoipa::{PartialSchema, ToSchema};

use crate::{CitizenId, DocumentNumber, Fen, Post, Region, RegionLevel, RegionScope, Uscc};

/// A string that follows `pattern`.
fn text(description: &str, pattern: Option<&str>, example: &str) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .description(Some(description))
        .pattern(pattern)
        .examples([example])
}

/// The schema of every typed identifier.
#[must_use]
pub fn uuid_schema() -> RefOr<Schema> {
    let uuid = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
    RefOr::T(Schema::from(uuid.build()))
}

/// Gives `$name` the schema that `$schema` builds, under its own name.
macro_rules! schema {
    ($name:ident, $schema:expr) => {
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                RefOr::T(Schema::from($schema))
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    };
}

schema!(
    Region,
    text(
        "Division code (行政区划代码), six digits",
        Some("^[0-9]{6}$"),
        "340705"
    )
    .build()
);
schema!(
    Uscc,
    text(
        "Unified social credit code (统一社会信用代码)",
        Some("^[0-9A-HJ-NP-RTUWXY]{18}$"),
        "91350100M000100Y43",
    )
    .build()
);
schema!(
    CitizenId,
    text(
        "Citizen's number (公民身份号码)",
        Some("^[0-9]{17}[0-9Xx]$"),
        "11010519491231002X"
    )
    .build()
);
schema!(
    DocumentNumber,
    text("Document number (发文字号)", None, "铜市监处罚〔2026〕12号").build()
);
schema!(
    Fen,
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::Integer))
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
        .description(Some("Money in fen (分), zero or more"))
        .minimum(Some(0))
        .examples([1_000_000])
        .build()
);
schema!(
    Post,
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .description(Some("Post held by whoever acts (岗位)"))
        .enum_values(Some(Post::ALL.iter().map(|post| post.as_str())))
        .build()
);
schema!(
    RegionLevel,
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .enum_values(Some(["nation", "province", "city", "county"]))
        .build()
);
schema!(
    RegionScope,
    ArrayBuilder::new()
        .items(Region::schema())
        .description(Some(
            "Regions with all that lies in them; 000000 is everywhere"
        ))
        .build()
);
