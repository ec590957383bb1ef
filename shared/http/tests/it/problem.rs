//! What a problem says and what it keeps to itself.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use access::Denied;
use axum::http::StatusCode;
use http_kit::{Limits, Problem};
use jiff::civil::date;
use kernel::Post;
use law::{ArticleNumber, Library};

use crate::service::{Service, code, problem};

#[tokio::test]
async fn a_refusal_tells_rule_article_and_what_is_missing() {
    let service = Service::start(Limits::default()).await;
    let body = problem(service.get("/refused")).await;
    assert_eq!((body.status, code(&body)), (409, "hearing-window-closed"));
    assert_eq!(body.title, "听证申请期限已过");
    assert_eq!(body.rule.as_deref(), Some("HRG-REQUEST"));
    assert_eq!(body.citation.as_deref(), Some("《行政处罚法》第六十四条"));
    assert_eq!(body.missing.as_deref(), Some("五日内的听证申请"));
    assert_eq!(body.cure, None);
}

#[tokio::test]
async fn a_refusal_shows_what_its_article_is_about_until_the_words_are_loaded() {
    let service = Service::start(Limits::default()).await;
    let body = problem(service.get("/refused")).await;
    let [article] = body.articles.as_slice() else {
        panic!("{body:?}")
    };
    assert_eq!(article.citation, "行政处罚法第六十四条");
    assert!(article.summary.is_some() && article.text.is_none());

    let text = "第六十四条　听证的办法由本文件另行安排。";
    service.library.send_replace(Arc::new(library(text)));
    let body = problem(service.get("/refused")).await;
    let [article] = body.articles.as_slice() else {
        panic!("{body:?}")
    };
    assert_eq!(
        article.text.as_deref(),
        Some("听证的办法由本文件另行安排。")
    );
    assert_eq!(article.summary, None);
}

/// A library with a text of 64 articles, made up but for its numbers.
fn library(last: &str) -> Library {
    let mut text = String::new();
    for number in 1..64 {
        let number = ArticleNumber::new(number);
        writeln!(text, "{number}　本条从略。").unwrap();
    }
    text.push_str(last);
    let reading = law::statute::read(&text, Some("行政处罚法"), Some(date(2021, 7, 15))).unwrap();
    let mut library = Library::default();
    library.add(reading.edition);
    library
}

#[tokio::test]
async fn an_internal_error_keeps_its_cause_to_itself() {
    let service = Service::start(Limits::default()).await;
    let text = service
        .get("/broken")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(!text.contains("secret"), "{text}");
    assert_eq!(problem(service.get("/broken")).await.status, 500);
}

#[test]
fn what_a_caller_lacks_is_named() {
    let post = Problem::from(Denied::Post {
        needed: vec![Post::Decider, Post::Reviewer],
    });
    assert_eq!(
        (post.status(), post.code()),
        (StatusCode::FORBIDDEN, "post-required")
    );
    let detail = post.body().detail.clone().unwrap();
    assert!(detail.contains("机关负责人、法制审核"), "{detail}");

    let region = Problem::from(Denied::Region {
        region: "340705".parse().unwrap(),
    });
    assert_eq!(
        (region.status(), region.code()),
        (StatusCode::FORBIDDEN, "outside-region")
    );
}

#[test]
fn the_status_of_a_problem_is_said_twice_alike() {
    let problem = Problem::conflict("x").with_status(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem.status().as_u16(), problem.body().status);
    let wait = Problem::too_many(Duration::from_millis(10));
    assert_eq!((wait.status().as_u16(), wait.body().status), (429, 429));
}
