//! Division codes, containment and scopes.

use std::collections::HashSet;

use kernel::region::{all, within};
use kernel::{Region, RegionError, RegionLevel, RegionScope};
use proptest::prelude::*;

fn region(code: &str) -> Region {
    code.parse().unwrap()
}

#[test]
fn the_list_is_complete_and_in_order() {
    assert_eq!(all().len(), 3343);
    let codes: HashSet<Region> = all().iter().map(|entry| entry.code).collect();
    assert_eq!(codes.len(), 3343);
    assert!(all().is_sorted_by_key(|entry| entry.code));
    let of_level = |level| all().iter().filter(|entry| entry.level == level).count();
    assert_eq!(of_level(RegionLevel::Province), 31);
    assert_eq!(of_level(RegionLevel::City), 337);
    assert_eq!(all().iter().filter(|entry| entry.zone).count(), 124);
}

#[test]
fn every_listed_code_has_the_level_its_digits_say() {
    for entry in all() {
        assert_eq!(entry.code.level(), entry.level, "{}", entry.code);
        assert!(!entry.name.is_empty());
        assert!(entry.in_force_on(jiff::civil::date(2026, 11, 23)));
    }
}

#[test]
fn a_county_lies_in_its_city_and_its_province() {
    let (county, city, province) = (region("340705"), region("340700"), region("340000"));
    assert!(city.contains(county) && province.contains(county) && province.contains(city));
    assert!(Region::NATION.contains(province) && county.contains(county));
    assert!(!county.contains(city) && !region("340800").contains(county));
    assert_eq!(county.parent(), Some(city));
    assert_eq!(city.parent(), Some(province));
    assert_eq!(province.parent(), Some(Region::NATION));
    assert_eq!(Region::NATION.parent(), None);
    let in_tongling: Vec<_> = within(city).map(|entry| entry.name).collect();
    assert_eq!(
        in_tongling,
        ["铜陵市", "铜官区", "义安区", "郊区", "枞阳县"]
    );
}

#[test]
fn a_region_has_its_names_and_its_prefix() {
    assert_eq!(region("340705").name(), Some("铜官区"));
    assert_eq!(region("340705").full_name(), "安徽省铜陵市铜官区");
    assert_eq!(region("110105").full_name(), "北京市朝阳区");
    assert_eq!(Region::NATION.name(), Some("全国"));
    assert_eq!(region("999999").name(), None);
    assert_eq!(region("340000").prefix(), "34");
    assert_eq!(region("340700").prefix(), "3407");
    assert_eq!(region("340705").prefix(), "340705");
    assert_eq!(Region::NATION.prefix(), "");
}

#[test]
fn a_wrong_code_names_the_position_or_the_rule() {
    let error = |text: &str| Region::parse(text).unwrap_err().to_string();
    assert_eq!(
        error("34x705"),
        "region code must have 6 digits; position 3 is 'x'"
    );
    assert_eq!(
        error("3407"),
        "region code must have 6 digits; found 4 characters"
    );
    assert_eq!(
        error("34070５"),
        "region code must have 6 digits; position 6 is '５'"
    );
    assert!(error("340005").contains("positions 3 to 4"));
    assert!(error("000705").contains("positions 1 to 2"));
}

#[test]
fn a_code_outside_the_list_is_read_but_not_known() {
    assert!(Region::parse("340799").is_ok());
    let refused = Region::parse_known("340799");
    assert_eq!(
        refused,
        Err(RegionError::Unknown {
            code: "340799".to_owned()
        })
    );
    assert!(Region::parse_known("340705").is_ok());
    assert!(Region::parse_known("000000").is_ok());
}

#[test]
fn a_region_travels_as_its_code() {
    let text = serde_json::to_string(&region("340705")).unwrap();
    assert_eq!(text, "\"340705\"");
    assert_eq!(
        serde_json::from_str::<Region>(&text).unwrap(),
        region("340705")
    );
    assert!(serde_json::from_str::<Region>("\"34070\"").is_err());
}

#[test]
fn a_scope_covers_what_lies_in_its_regions() {
    let scope = RegionScope::of([region("340705"), region("340700"), region("340800")]);
    assert_eq!(scope.regions(), [region("340700"), region("340800")]);
    assert!(scope.covers(region("340722")) && !scope.covers(region("340000")));
    assert_eq!(scope.like_patterns(), "3407%,3408%");
    assert!(scope.covers_scope(&region("340711").into()));
    assert!(!scope.covers_scope(&RegionScope::Everywhere));
}

#[test]
fn everywhere_and_nowhere_have_patterns_of_their_own() {
    assert_eq!(RegionScope::Everywhere.like_patterns(), "%");
    assert_eq!(
        RegionScope::of([Region::NATION, region("340000")]),
        RegionScope::Everywhere
    );
    assert_eq!(RegionScope::default().like_patterns(), "");
    assert!(!RegionScope::nowhere().covers(region("340705")));
    assert!(RegionScope::everywhere().covers(region("340705")));
}

#[test]
fn a_scope_travels_as_a_list_of_codes() {
    for (scope, text) in [
        (RegionScope::Everywhere, r#"["000000"]"#),
        (RegionScope::nowhere(), "[]"),
        (region("340700").into(), r#"["340700"]"#),
    ] {
        assert_eq!(serde_json::to_string(&scope).unwrap(), text);
        assert_eq!(serde_json::from_str::<RegionScope>(text).unwrap(), scope);
    }
}

fn any_listed() -> impl Strategy<Value = Region> {
    (0..all().len()).prop_map(|index| all()[index].code)
}

proptest! {
    #[test]
    fn containment_is_an_order(a in any_listed(), b in any_listed(), c in any_listed()) {
        prop_assert!(a.contains(a));
        prop_assert!(!(a.contains(b) && b.contains(a)) || a == b);
        prop_assert!(!(a.contains(b) && b.contains(c)) || a.contains(c));
    }

    #[test]
    fn a_scope_covers_a_region_if_one_of_its_patterns_matches(
        regions in proptest::collection::vec(any_listed(), 0..4),
        asked in any_listed(),
    ) {
        let scope = RegionScope::of(regions);
        let patterns = scope.like_patterns();
        let matches = patterns
            .split(',')
            .filter(|pattern| !pattern.is_empty())
            .any(|pattern| asked.as_str().starts_with(pattern.trim_end_matches('%')));
        prop_assert_eq!(scope.covers(asked), matches);
    }

    #[test]
    fn any_text_is_read_or_refused_and_what_is_read_prints_the_same(text in "[0-9x]{4,7}") {
        if let Ok(region) = Region::parse(&text) {
            prop_assert_eq!(region.to_string(), text);
        }
    }
}
