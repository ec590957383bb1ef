//! Whether an actor's posts and regions allow an act.

use kernel::{Actor, Post, Region};

/// What an actor lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// None of the posts that may do this.
    #[error("the act needs one of the posts {needed:?}")]
    Post {
        /// Any of these would do.
        needed: Vec<Post>,
    },
    /// A post that may do this, but not in this region.
    #[error("the act lies in region {region}, outside the actor's scope")]
    Region {
        /// Where the act lies.
        region: Region,
    },
}

/// Allows an act in `region` to those who hold one of `posts` there, and to nobody else. An empty
/// list of posts allows nobody.
///
/// # Errors
/// [`Denied`] with what is lacking; the post is asked about first, so that an outsider learns
/// nothing about regions.
pub fn require(actor: &Actor, posts: &[Post], region: Region) -> Result<(), Denied> {
    if !actor.holds_any(posts) {
        return Err(Denied::Post {
            needed: posts.to_vec(),
        });
    }
    if !actor.covers(region) {
        return Err(Denied::Region { region });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::{ActorId, Ids, RegionScope, SeededIds};

    use super::*;

    fn region(code: &str) -> Region {
        code.parse().unwrap()
    }

    fn actor(posts: &[Post], scope: RegionScope) -> Actor {
        let id = ActorId::from(SeededIds::default().uuid());
        Actor::new(id, posts.iter().copied(), "铜官区市场监督管理局", scope)
    }

    #[test]
    fn a_post_in_its_own_region_is_allowed() {
        let handler = actor(
            &[Post::Clerk, Post::Handler],
            RegionScope::of([region("340700")]),
        );
        assert_eq!(
            require(&handler, &[Post::Handler], region("340705")),
            Ok(())
        );
        assert_eq!(
            require(&handler, &[Post::Decider, Post::Clerk], region("340700")),
            Ok(())
        );
    }

    #[test]
    fn another_post_is_denied_even_everywhere() {
        let handler = actor(&[Post::Handler], RegionScope::Everywhere);
        let denied = Denied::Post {
            needed: vec![Post::Decider],
        };
        assert_eq!(
            require(&handler, &[Post::Decider], region("340705")),
            Err(denied)
        );
    }

    #[test]
    fn another_region_is_denied() {
        let handler = actor(&[Post::Handler], RegionScope::of([region("340800")]));
        for outside in ["340705", "340000"] {
            let region = region(outside);
            assert_eq!(
                require(&handler, &[Post::Handler], region),
                Err(Denied::Region { region })
            );
        }
    }

    #[test]
    fn nobody_is_allowed_what_no_post_may_do() {
        let everyone = actor(Post::ALL, RegionScope::Everywhere);
        assert!(require(&everyone, &[], region("340705")).is_err());
    }

    #[test]
    fn an_actor_without_regions_may_do_nothing() {
        let nowhere = actor(&[Post::Handler], RegionScope::nowhere());
        assert!(require(&nowhere, &[Post::Handler], region("340705")).is_err());
    }
}
