//! The pages in a real browser, on a phone and on a desk, by day and by night.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use portal::PortalService;
use serde::Deserialize;

use crate::world::{Door, MATTER, Oversight, matter};

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const PATIENCE: Duration = Duration::from_mins(2);
/// WCAG 2.2, 1.4.3, level AA.
const CONTRAST_MIN: f64 = 4.5;

/// Measures a page and writes what it found into the page around it: how far it is wider than the screen, and
/// the text that stands out least from its ground.
const MEASURE: &str = r#"<script>
const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.04045 ? v / 12.92 :
    ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const parse = text => text.match(/[\d.]+/g).map(Number);
const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e)
    .backgroundColor); if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
let worst = { ratio: 99, text: "" };
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
    const e = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
    if (!text || e.tagName === "SCRIPT" || !e.getClientRects().length) continue;
    const ink = light(parse(getComputedStyle(e).color).slice(0, 3)), paper = light(ground(e));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < worst.ratio) worst = { ratio, text };
}
const report = { screen: innerWidth, page: document.documentElement.scrollWidth,
    ratio: worst.ratio, text: worst.text };
parent.document.getElementById("report").textContent = JSON.stringify(report);
</script>"#;

#[derive(Debug, Deserialize)]
struct Report {
    screen: u32,
    page: u32,
    ratio: f64,
    text: String,
}

fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| BROWSERS.map(|name| folder.join(name)))
        .find(|program| program.is_file())
}

async fn run(program: &Path, arguments: &[String]) -> (String, String) {
    let profile = tempfile::tempdir().unwrap();
    let mut command = tokio::process::Command::new(program);
    command
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--enable-logging=stderr",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .stdin(Stdio::null())
        .kill_on_drop(true);
    let output = tokio::time::timeout(PATIENCE, command.output())
        .await
        .unwrap()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// Lays the page out `width` points wide and measures it.
async fn measure(program: &Path, html: &str, style: &str, width: u32) -> Report {
    let link = "<link rel=\"stylesheet\" href=\"/assets/style.css\">";
    assert!(html.contains(link));
    let page = html
        .replace(link, &format!("<style>{style}</style>"))
        .replace("</body>", &format!("{MEASURE}</body>"))
        .replace('&', "&amp;")
        .replace('"', "&quot;");
    // A browser's window is never as narrow as a phone; a frame in it is.
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><pre id=\"report\"></pre>\
         <iframe width=\"{width}\" height=\"1200\" frameborder=\"0\" srcdoc=\"{page}\"></iframe>"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, page).unwrap();
    let arguments = [
        "--window-size=1400,1300".to_owned(),
        "--virtual-time-budget=5000".to_owned(),
        "--dump-dom".to_owned(),
        format!("file://{}", file.display()),
    ];
    let (dom, log) = run(program, &arguments).await;
    let report = dom
        .split("<pre id=\"report\">")
        .nth(1)
        .and_then(|rest| rest.split("</pre>").next());
    let report = report.unwrap_or_else(|| panic!("{dom}\n{log}"));
    let report = report
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    serde_json::from_str(&report).unwrap()
}

#[tokio::test]
async fn pages_fit_a_phone_and_stand_out_by_day_and_by_night() {
    let mut unbroken = matter();
    unbroken["steps"][0]["articles"][0] = "x".repeat(300).into();
    let oversight = Oversight::with(vec![unbroken]);
    let door = Door::open(&[&oversight, &PortalService], |_| {}).await;
    let style = door.text("/assets/style.css").await;
    let paths = [
        "/".to_owned(),
        format!("/matters/{MATTER}"),
        "/docs".to_owned(),
    ];
    let Some(program) = browser() else {
        println!("No Chromium on the PATH: the layout of the pages is not measured.");
        for path in &paths {
            assert!(
                door.text(path).await.contains("<main id=\"main\""),
                "{path}"
            );
        }
        return;
    };
    let night = style.replace("(prefers-color-scheme: dark)", "all");
    assert_ne!(night, style);
    for path in &paths {
        let html = door.text(path).await;
        for (style, width) in [(&style, 390), (&night, 390), (&style, 1280)] {
            let report = measure(&program, &html, style, width).await;
            assert_eq!(report.screen, width, "{path}: {report:?}");
            assert!(
                report.page <= report.screen,
                "{path} scrolls sideways: {report:?}"
            );
            assert!(
                report.ratio >= CONTRAST_MIN,
                "{path}: {} at {}",
                report.text,
                report.ratio
            );
        }
    }
}

#[tokio::test]
async fn a_browser_shows_the_first_page_under_its_content_security_policy() {
    let oversight = Oversight::with(vec![matter()]);
    let door = Door::open(&[&oversight, &PortalService], |_| {}).await;
    let Some(program) = browser() else {
        println!("No Chromium on the PATH: only the page's markup is checked.");
        assert!(door.text("/").await.contains("href=\"/assets/style.css\""));
        return;
    };
    let arguments = [
        "--window-size=1280,1200".to_owned(),
        "--dump-dom".to_owned(),
        door.url("/"),
    ];
    let (dom, log) = run(&program, &arguments).await;
    assert!(dom.contains("启动普通程序"), "{dom}");
    assert!(!log.contains("Content Security Policy"), "{log}");
}
