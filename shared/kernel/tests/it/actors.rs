//! Actors and posts.

use std::collections::HashSet;

use kernel::{Actor, ActorId, Post, RegionScope, SeededIds};

#[test]
fn every_post_has_a_stable_name_and_a_chinese_title() {
    let names: HashSet<&str> = Post::ALL.iter().map(|post| post.as_str()).collect();
    let titles: HashSet<&str> = Post::ALL.iter().map(|post| post.title_zh()).collect();
    assert_eq!((names.len(), titles.len()), (12, 12));
    for post in Post::ALL {
        assert_eq!(post.as_str().parse(), Ok(*post));
        assert_eq!(serde_json::to_string(post).unwrap(), format!("\"{post}\""));
    }
}

#[test]
fn an_actor_holds_its_posts_in_its_regions() {
    let id = ActorId::fresh(&SeededIds::default());
    let scope: RegionScope = ["340700".parse().unwrap()].into_iter().collect();
    let actor = Actor::new(id, [Post::Handler, Post::Officer], "tongling-samr", scope);
    assert!(actor.holds(Post::Handler) && !actor.holds(Post::Reviewer));
    assert!(actor.holds_any(&[Post::Reviewer, Post::Officer]));
    assert!(actor.covers("340705".parse().unwrap()));
    assert!(!actor.covers("340800".parse().unwrap()));
    let text = serde_json::to_string(&actor).unwrap();
    assert_eq!(serde_json::from_str::<Actor>(&text).unwrap(), actor);
    assert!(Actor::system(id).covers("110105".parse().unwrap()));
}
