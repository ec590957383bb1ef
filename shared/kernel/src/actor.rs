//! Who acts, in which post, for which unit and region.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::{ActorId, Region, RegionScope};

/// A post that someone holds. Duties that the law separates (investigate, review, decide, collect)
/// are different posts.
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
    VariantArray,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Post {
    /// Case handler (办案人员).
    Handler,
    /// Legal reviewer (法制审核).
    Reviewer,
    /// Head of the agency, who decides (机关负责人).
    Decider,
    /// Intake clerk (受理).
    Clerk,
    /// Dispatcher (指挥调度).
    Dispatcher,
    /// Enforcement officer (执法人员).
    Officer,
    /// Publisher of decisions (公示).
    Discloser,
    /// Supervisor of enforcement (监督).
    Supervisor,
    /// Auditor (审计).
    Auditor,
    /// Collector of fines (罚款收缴).
    Collector,
    /// A citizen or another party (公民).
    Citizen,
    /// The platform itself, for example when a deadline runs out (系统).
    System,
}

impl Post {
    /// Every post.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The stable name used in tokens, events and logs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The Chinese title of the post.
    #[must_use]
    pub const fn title_zh(self) -> &'static str {
        match self {
            Self::Handler => "办案人员",
            Self::Reviewer => "法制审核",
            Self::Decider => "机关负责人",
            Self::Clerk => "受理",
            Self::Dispatcher => "指挥调度",
            Self::Officer => "执法人员",
            Self::Discloser => "公示",
            Self::Supervisor => "监督",
            Self::Auditor => "审计",
            Self::Collector => "罚款收缴",
            Self::Citizen => "公民",
            Self::System => "系统",
        }
    }
}

/// Someone who asks for something. Carries no name: names stay with the service that took them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Who.
    pub id: ActorId,
    /// The posts held.
    pub posts: Vec<Post>,
    /// The organ or unit acted for (执法机关), by its stable name or credit code.
    pub unit: String,
    /// Where the actor may act.
    pub scope: RegionScope,
}

impl Actor {
    /// An actor with the given posts.
    #[must_use]
    pub fn new(
        id: ActorId,
        posts: impl IntoIterator<Item = Post>,
        unit: impl Into<String>,
        scope: RegionScope,
    ) -> Self {
        Self {
            id,
            posts: posts.into_iter().collect(),
            unit: unit.into(),
            scope,
        }
    }

    /// The platform itself, acting everywhere.
    #[must_use]
    pub fn system(id: ActorId) -> Self {
        Self::new(id, [Post::System], "mingjing", RegionScope::Everywhere)
    }

    /// Whether the actor holds `post`.
    #[must_use]
    pub fn holds(&self, post: Post) -> bool {
        self.posts.contains(&post)
    }

    /// Whether the actor holds any of `posts`.
    #[must_use]
    pub fn holds_any(&self, posts: &[Post]) -> bool {
        posts.iter().any(|post| self.holds(*post))
    }

    /// Whether the actor may act in `region`.
    #[must_use]
    pub fn covers(&self, region: Region) -> bool {
        self.scope.covers(region)
    }
}
