//! What people see.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use portal::PortalService;
use serde_json::json;

use crate::world::{Door, MATTER, Oversight, free_address, matter, serve};

/// What every page owes to those who cannot see it, or use no mouse, or read on a phone.
fn is_accessible(html: &str) {
    let count = |what: &str| html.matches(what).count();
    assert!(
        html.starts_with("<!doctype html>\n<html lang=\"zh-CN\">"),
        "{html}"
    );
    assert!(html.contains("name=\"viewport\" content=\"width=device-width, initial-scale=1\""));
    assert_eq!(count("<h1>"), 1, "one first heading");
    for landmark in [
        "<header>",
        "<nav aria-label=",
        "<main id=\"main\"",
        "<footer>",
    ] {
        assert!(count(landmark) >= 1, "{landmark}");
    }
    let body = html.split("<body>").nth(1).unwrap().trim_start();
    assert!(
        body.starts_with("<a class=\"skip\" href=\"#main\">"),
        "the skip link comes first"
    );
    assert_eq!(
        count("<table"),
        count("<caption>"),
        "every table has a caption"
    );
    assert_eq!(
        count("<th"),
        count("<th scope=") + count("<thead"),
        "every header has a scope"
    );
    assert_eq!(
        count("<script") + count(" style=") + count(" onclick="),
        0,
        "no script, no inline"
    );
    assert!(html.contains("lang=\"en\""), "English beside the Chinese");
    for open in [
        "section", "article", "table", "ol", "ul", "dl", "details", "span", "p",
    ] {
        let begun = count(&format!("<{open}>")) + count(&format!("<{open} "));
        assert_eq!(begun, count(&format!("</{open}>")), "<{open}> is closed");
    }
    for section in html.split("<section aria-labelledby=\"").skip(1) {
        let id = section.split('"').next().unwrap();
        assert!(
            html.contains(&format!("<h2 id=\"{id}\">")),
            "section {id} has its heading"
        );
    }
}

#[tokio::test]
async fn the_first_page_shows_the_latest_matters_with_timeline_due_dates_and_traces() {
    let oversight = Oversight::with(vec![matter()]);
    let door = Door::open(&[&oversight, &PortalService], |_| {}).await;
    let reply = door.get("/").await;
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.headers()["content-type"], "text/html; charset=utf-8");
    let policy = reply.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.starts_with("default-src 'self'"), "{policy}");
    let html = reply.text().await.unwrap();
    is_accessible(&html);
    for shown in [
        "安徽省铜陵市铜官区 · 启动普通程序",
        &format!("href=\"/matters/{MATTER}\""),
        "受理诉求",
        "Case filed",
        "PEN-PAY-15",
        "行政处罚法第五十四条；",
        "<time datetime=\"2026-02-10T01:01:00Z\">2026-02-10 09:01</time>",
        "0af7651916cd43dd8448eb211c80319c",
        "办案人员",
        "href=\"/openapi.json\"",
        "href=\"/docs\"",
        "<time datetime=\"2026-02-10T01:00:00Z\">2026-02-10 09:00</time>",
    ] {
        assert!(html.contains(shown), "{shown} is not in {html}");
    }
    assert_eq!(
        html.matches("已逾期").count(),
        1,
        "one of the two clocks ran out"
    );
}

#[tokio::test]
async fn what_comes_from_outside_cannot_become_markup() {
    let mut hostile = matter();
    hostile["region_name"] = json!("<script>alert(1)</script>");
    hostile["steps"][0]["name"] = json!("\"><img src=x onerror=alert(1)>");
    hostile["steps"][1]["trace_id"] = json!("</code><script>");
    hostile["open_dues"][0]["last_day"] = json!("2026\" onfocus=\"alert(1)");
    let oversight = Oversight::with(vec![hostile]);
    let door = Door::open(&[&oversight, &PortalService], |_| {}).await;
    for path in ["/", &format!("/matters/{MATTER}")] {
        let html = door.text(path).await;
        assert!(
            !html.contains("<script") && !html.contains("<img"),
            "{html}"
        );
        assert!(!html.contains("\" onfocus"), "{html}");
        is_accessible(&html);
    }
}

#[tokio::test]
async fn a_matter_has_a_page_of_its_own() {
    let oversight = Oversight::with(vec![matter()]);
    let door = Door::open(&[&oversight, &PortalService], |_| {}).await;
    let html = door.text(&format!("/matters/{MATTER}")).await;
    is_accessible(&html);
    assert!(
        html.contains("顺延") && html.contains("2026-02-24"),
        "{html}"
    );
    for nobody in [
        "/matters/01900000-0000-7000-8000-00000000dead",
        "/matters/7%3Cb%3E",
    ] {
        let reply = door.get(nobody).await;
        assert_eq!(reply.status(), 404);
        let html = reply.text().await.unwrap();
        is_accessible(&html);
        assert!(
            html.contains("没有这一事项") && !html.contains("<b>"),
            "{html}"
        );
    }
}

#[tokio::test]
async fn each_service_is_shown_as_ready_partly_ready_or_not() {
    let ready = || Router::new().route("/readyz", get(async || "ok"));
    let not_ready = Router::new().route(
        "/readyz",
        get(async || (StatusCode::SERVICE_UNAVAILABLE, "no")),
    );
    let (one, two) = (serve(ready()).await, serve(ready()).await);
    let slow = serve(not_ready).await;
    let nobody = format!("http://{}", free_address());
    let door = Door::before(&[
        ("intake", format!("{one},{two}")),
        ("evidence", format!("{one},{nobody}")),
        ("penalty", slow),
    ])
    .await;
    let html = door.text("/").await;
    is_accessible(&html);
    let state = |service: &str| {
        let row = html
            .split(&format!("<th scope=\"row\">{service}"))
            .nth(1)
            .unwrap();
        row.split("</tr>").next().unwrap().to_owned()
    };
    assert!(state("案源立案").contains("✓ 就绪") && state("案源立案").contains("2/2"));
    assert!(state("证据").contains("◐ 部分就绪") && state("证据").contains("1/2"));
    assert!(state("行政处罚").contains("✗ 未就绪"));
    assert!(state("投诉举报").contains("未部署"), "{html}");
    assert!(state("门户").contains("✓ 就绪"));
    assert!(
        html.contains("监督服务暂时没有应答"),
        "there is no oversight: {html}"
    );
}

#[tokio::test]
async fn a_page_goes_on_to_another_process_of_the_service_when_one_is_away() {
    let nobody = format!("http://{}", free_address());
    let oversight = serve(Oversight::with(vec![matter()]).routes()).await;
    let door = Door::before(&[("oversight", format!("{nobody},{oversight}"))]).await;
    for _ in 0..3 {
        assert!(door.text("/").await.contains("启动普通程序"));
    }
}

#[tokio::test]
async fn without_a_sign_in_matters_stay_hidden_and_a_token_goes_along() {
    let oversight = Oversight {
        matters: vec![matter()],
        token: Some("Bearer abc"),
    };
    let door = Door::open(&[&oversight, &PortalService], |_| {}).await;
    let html = door.text("/").await;
    assert!(
        html.contains("登录后可见") && !html.contains("启动普通程序"),
        "{html}"
    );
    let own = format!("/matters/{MATTER}");
    assert_eq!(door.get(&own).await.status(), 401);
    let shown = door
        .client
        .get(door.url(&own))
        .bearer_auth("abc")
        .send()
        .await
        .unwrap();
    assert_eq!(shown.status(), 200);
}

#[tokio::test]
async fn without_oversight_the_first_page_still_stands() {
    let door = Door::before(&[]).await;
    let reply = door.get("/").await;
    assert_eq!(reply.status(), 200);
    assert!(reply.text().await.unwrap().contains("监督服务暂时没有应答"));
    let oversight = serve(
        Router::new().fallback(async || (StatusCode::INTERNAL_SERVER_ERROR, "{\"secret\":1}")),
    )
    .await;
    let door = Door::before(&[("oversight", oversight)]).await;
    let reply = door.get(&format!("/matters/{MATTER}")).await;
    assert_eq!(reply.status(), 503);
    assert!(!reply.text().await.unwrap().contains("secret"));
}

#[tokio::test]
async fn the_interfaces_are_listed_for_readers() {
    let oversight = Oversight::with(Vec::new());
    let door = Door::open(&[&oversight, &PortalService], |_| {}).await;
    let html = door.text("/docs").await;
    is_accessible(&html);
    for shown in [
        "/api/oversight/v1/matters",
        "Lists the latest matters.",
        "/api/portal/v1/clock",
        "href=\"/api/penalty/openapi.json\"",
        "此服务暂时没有应答",
    ] {
        assert!(html.contains(shown), "{shown} is not in {html}");
    }
    let none = door.text("/").await;
    assert!(none.contains("还没有事项"), "{none}");
}

#[tokio::test]
async fn what_pages_are_made_with_is_served_and_kept_for_a_while() {
    let door = Door::before(&[]).await;
    for (path, kind) in [
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/mark.svg", "image/svg+xml"),
    ] {
        let reply = door.get(path).await;
        assert_eq!(
            (
                reply.status().as_u16(),
                reply.headers()["content-type"].to_str().ok()
            ),
            (200, Some(kind))
        );
        assert_eq!(reply.headers()["cache-control"], "public, max-age=300");
    }
    assert_eq!(door.get("/").await.headers()["cache-control"], "no-store");
}
