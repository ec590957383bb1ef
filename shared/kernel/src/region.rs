//! Division codes (行政区划代码, GB/T 2260): six digits, two each for province, city and county.
//!
//! A region contains every region whose code begins with its own significant digits: 340700
//! (铜陵市) contains 340705 (铜官区) and lies in 340000 (安徽省). 000000 is the whole nation.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use thiserror::Error;

use crate::text::travels_as_text;

/// Digits in a division code.
const DIGITS: usize = 6;

/// A well-formed division code. It need not be in the current list: codes are withdrawn, and old
/// matters keep theirs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region([u8; DIGITS]);

travels_as_text!(Region);

/// How large a region is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Display,
    EnumString,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RegionLevel {
    /// The whole nation (全国).
    Nation,
    /// Province, autonomous region or municipality (省级).
    Province,
    /// Prefecture-level city (地级).
    City,
    /// County or district (县级).
    County,
}

/// Text that is not a usable division code.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RegionError {
    /// Not six characters.
    #[error("region code must have 6 digits; found {found} characters")]
    Length {
        /// How many characters were given.
        found: usize,
    },
    /// A character that is not a digit.
    #[error("region code must have 6 digits; position {position} is '{found}'")]
    NotADigit {
        /// Counted from 1.
        position: usize,
        /// The character there.
        found: char,
    },
    /// A province of 00 with something inside it.
    #[error(
        "region code {code} has digits below province 00; positions 1 to 2 must name a province"
    )]
    NoProvince {
        /// The code as given.
        code: String,
    },
    /// A city of 00 with a county inside it.
    #[error("region code {code} has a county below city 00; positions 3 to 4 must name a city")]
    NoCity {
        /// The code as given.
        code: String,
    },
    /// Well formed, but not in the list.
    #[error("region code {code} is not in the list of divisions")]
    Unknown {
        /// The code as given.
        code: String,
    },
}

impl Region {
    /// The whole nation (全国), 000000.
    pub const NATION: Self = Self(*b"000000");

    /// Reads a well-formed code, whether or not it is in the list.
    pub fn parse(text: &str) -> Result<Self, RegionError> {
        let found = text.chars().count();
        if let Some((index, wrong)) = text.chars().enumerate().find(|(_, c)| !c.is_ascii_digit()) {
            if found == DIGITS {
                return Err(RegionError::NotADigit {
                    position: index + 1,
                    found: wrong,
                });
            }
            return Err(RegionError::Length { found });
        }
        let bytes: [u8; DIGITS] = text
            .as_bytes()
            .try_into()
            .map_err(|_| RegionError::Length { found })?;
        let [p1, p2, c1, c2, d1, d2] = bytes;
        let (province, city, county) = ([p1, p2], [c1, c2], [d1, d2]);
        if province == *b"00" && (city != *b"00" || county != *b"00") {
            return Err(RegionError::NoProvince {
                code: text.to_owned(),
            });
        }
        if city == *b"00" && county != *b"00" {
            return Err(RegionError::NoCity {
                code: text.to_owned(),
            });
        }
        Ok(Self(bytes))
    }

    /// Reads a code that must be in the list (or be the nation's).
    pub fn parse_known(text: &str) -> Result<Self, RegionError> {
        let region = Self::parse(text)?;
        if region.is_known() {
            Ok(region)
        } else {
            Err(RegionError::Unknown {
                code: text.to_owned(),
            })
        }
    }

    /// The six digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How large the region is.
    #[must_use]
    pub fn level(self) -> RegionLevel {
        match self.0 {
            [b'0', b'0', ..] => RegionLevel::Nation,
            [_, _, b'0', b'0', ..] => RegionLevel::Province,
            [_, _, _, _, b'0', b'0'] => RegionLevel::City,
            _ => RegionLevel::County,
        }
    }

    /// The significant digits, with which every code inside begins: `3407`. The nation's are empty.
    #[must_use]
    pub fn prefix(&self) -> &str {
        let digits = match self.level() {
            RegionLevel::Nation => 0,
            RegionLevel::Province => 2,
            RegionLevel::City => 4,
            RegionLevel::County => 6,
        };
        self.as_str().get(..digits).unwrap_or_default()
    }

    /// Whether `other` is this region or lies in it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        other.as_str().starts_with(self.prefix())
    }

    /// The next larger region: the city of a county, the province of a city, the nation of a
    /// province. The nation has none.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        let [p1, p2, c1, c2, ..] = self.0;
        match self.level() {
            RegionLevel::Nation => None,
            RegionLevel::Province => Some(Self::NATION),
            RegionLevel::City => Some(Self([p1, p2, b'0', b'0', b'0', b'0'])),
            RegionLevel::County => Some(Self([p1, p2, c1, c2, b'0', b'0'])),
        }
    }

    /// The Chinese name, if the code is in the list.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        if self == Self::NATION {
            Some("全国")
        } else {
            self.entry().map(|entry| entry.name)
        }
    }

    /// The names from the province down: `安徽省铜陵市铜官区`. Levels that are not in the list are
    /// left out.
    #[must_use]
    pub fn full_name(self) -> String {
        let above = self.parent().filter(|wider| *wider != Self::NATION);
        let mut full = above.map(Self::full_name).unwrap_or_default();
        full.push_str(self.name().unwrap_or_default());
        full
    }

    /// The region's line in the list.
    #[must_use]
    pub fn entry(self) -> Option<&'static RegionEntry> {
        let index = LIST.binary_search_by_key(&self, |entry| entry.code).ok()?;
        LIST.get(index)
    }

    /// Whether the code is in the list, or is the nation's.
    #[must_use]
    pub fn is_known(self) -> bool {
        self == Self::NATION || self.entry().is_some()
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({})", self.as_str())
    }
}

impl FromStr for Region {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl AsRef<str> for Region {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl From<Region> for String {
    fn from(region: Region) -> Self {
        region.as_str().to_owned()
    }
}

/// One line of the list of divisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionEntry {
    /// The code.
    pub code: Region,
    /// The Chinese name, without the names of the regions around it.
    pub name: &'static str,
    /// Its level.
    pub level: RegionLevel,
    /// A development zone that has only a statistics code, not one of GB/T 2260.
    pub zone: bool,
    /// First day in force, where known.
    pub valid_from: Option<Date>,
    /// First day no longer in force, where known.
    pub valid_to: Option<Date>,
}

impl RegionEntry {
    /// Whether the code was in force on `date`; an unknown limit does not limit.
    #[must_use]
    pub fn in_force_on(&self, date: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date < to)
    }
}

/// Every listed region, in the order of the codes.
#[must_use]
pub fn all() -> &'static [RegionEntry] {
    &LIST
}

/// Every listed region in `region`, itself included, in the order of the codes.
pub fn within(region: Region) -> impl Iterator<Item = &'static RegionEntry> {
    LIST.iter().filter(move |entry| region.contains(entry.code))
}

/// The list of divisions as it is shipped. A list that cannot be read is empty, so that every code
/// is unknown; a test proves that it can be read.
static LIST: LazyLock<Vec<RegionEntry>> = LazyLock::new(|| {
    let file: ListFile =
        serde_json::from_str(include_str!("../data/regions.json")).unwrap_or_default();
    let mut entries: Vec<RegionEntry> = file.regions.into_iter().map(RegionEntry::from).collect();
    entries.sort_unstable_by_key(|entry| entry.code);
    entries
});

#[derive(Default, Deserialize)]
struct ListFile {
    #[serde(borrow)]
    regions: Vec<ListRow<'static>>,
}

#[derive(Deserialize)]
struct ListRow<'a> {
    code: Region,
    name: &'a str,
    level: RegionLevel,
    #[serde(default)]
    zone: bool,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
}

impl From<ListRow<'static>> for RegionEntry {
    fn from(row: ListRow<'static>) -> Self {
        let ListRow {
            code,
            name,
            level,
            zone,
            valid_from,
            valid_to,
        } = row;
        Self {
            code,
            name,
            level,
            zone,
            valid_from,
            valid_to,
        }
    }
}
