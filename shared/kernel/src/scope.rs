//! The part of the country that someone may see or act in.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Region;

/// A set of regions, or everywhere. Travels as a list of codes; everywhere is `["000000"]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RegionScope {
    /// The whole nation.
    Everywhere,
    /// These regions and all that lies in them. An empty list is nowhere.
    Regions(Vec<Region>),
}

impl Default for RegionScope {
    /// Nowhere.
    fn default() -> Self {
        Self::nowhere()
    }
}

impl RegionScope {
    /// No region at all.
    #[must_use]
    pub const fn nowhere() -> Self {
        Self::Regions(Vec::new())
    }

    /// The whole nation.
    #[must_use]
    pub const fn everywhere() -> Self {
        Self::Everywhere
    }

    /// These regions, without those that lie in another of them; the nation's code gives
    /// everywhere.
    #[must_use]
    pub fn of(regions: impl IntoIterator<Item = Region>) -> Self {
        let mut sorted: Vec<Region> = regions.into_iter().collect();
        sorted.sort_unstable();
        let mut kept: Vec<Region> = Vec::with_capacity(sorted.len());
        for region in sorted {
            // a region sorts before everything that lies in it
            if !kept.iter().any(|wider| wider.contains(region)) {
                kept.push(region);
            }
        }
        if kept.contains(&Region::NATION) {
            Self::Everywhere
        } else {
            Self::Regions(kept)
        }
    }

    /// Whether `region` lies in the scope.
    #[must_use]
    pub fn covers(&self, region: Region) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Regions(regions) => regions.iter().any(|wider| wider.contains(region)),
        }
    }

    /// Whether the whole of `other` lies in the scope.
    #[must_use]
    pub fn covers_scope(&self, other: &Self) -> bool {
        match other {
            Self::Everywhere => self.covers(Region::NATION),
            Self::Regions(regions) => regions.iter().all(|region| self.covers(*region)),
        }
    }

    /// The regions of the scope; everywhere is the nation's own code.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        const NATION: &[Region] = &[Region::NATION];
        match self {
            Self::Everywhere => NATION,
            Self::Regions(regions) => regions,
        }
    }

    /// Whether nothing lies in the scope.
    #[must_use]
    pub fn is_nowhere(&self) -> bool {
        self.regions().is_empty()
    }

    /// SQL `LIKE` patterns over six-digit codes, separated by commas: `3407%,3408%`. Everywhere is
    /// `%`, nowhere is empty.
    #[must_use]
    pub fn like_patterns(&self) -> String {
        let patterns: Vec<String> = self
            .regions()
            .iter()
            .map(|region| format!("{}%", region.prefix()))
            .collect();
        patterns.join(",")
    }
}

impl From<Region> for RegionScope {
    fn from(region: Region) -> Self {
        Self::of([region])
    }
}

impl FromIterator<Region> for RegionScope {
    fn from_iter<I: IntoIterator<Item = Region>>(regions: I) -> Self {
        Self::of(regions)
    }
}

impl Serialize for RegionScope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.regions().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RegionScope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Region>::deserialize(deserializer).map(Self::of)
    }
}
