//! Reading statute texts, with texts made up for these tests.

use std::fmt::Write as _;

use law::statute::{ReadError, Reading, read};
use law::{ArticleNumber, Citation, Library, citations};
use proptest::prelude::*;

use crate::day;

const TEXT: &str = "
# 中华人民共和国试验法

- 来源: [某网](https://example.org)

（2020年1月1日通过）

目　　录

　　第一章　总　　则
　　第二章　程　　序

## 第一章　总　　则

　　**第一条**　为了试验，制定本法。

　　第二条　本法适用于下列情形：

　　（一）甲；
　　1.甲之一；
　　（二）乙。

　　前款以外的，不适用。

　　第三十条规定的情形，另行规定。

第二章　程　　序

　　　　第一节　一般规定

　　第三条　先试后行。
　　第三条之一　后插入的条文。

　　第四条　本法自2026年3月1日起施行。

某某部门发布
";

fn reading() -> Reading {
    read(TEXT, None, None).unwrap()
}

#[test]
fn a_text_becomes_articles_with_their_paragraphs_and_items() {
    let Reading {
        edition,
        passed_over,
    } = reading();
    assert_eq!(
        (edition.instrument.as_str(), edition.in_force),
        ("试验法", day("2026-03-01"))
    );
    let numbers: Vec<String> = edition
        .articles
        .iter()
        .map(|article| article.number.to_string())
        .collect();
    assert_eq!(
        numbers,
        ["第一条", "第二条", "第三条", "第三条之一", "第四条"]
    );
    let second = edition.article(ArticleNumber::new(2)).unwrap();
    let paragraphs: Vec<&str> = second
        .paragraphs
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        paragraphs,
        [
            "本法适用于下列情形：",
            "前款以外的，不适用。",
            "第三十条规定的情形，另行规定。"
        ]
    );
    let items: Vec<(u16, &str)> = second.paragraphs[0]
        .items
        .iter()
        .map(|item| (item.number, item.text.as_str()))
        .collect();
    assert_eq!(items, [(1, "甲；\n1.甲之一；"), (2, "乙。")]);
    assert_eq!(passed_over, ["某某部门发布"]);
}

#[test]
fn an_article_knows_its_chapter_and_section() {
    let edition = reading().edition;
    let chapter = |number| &edition.article(ArticleNumber::new(number)).unwrap().chapter;
    assert_eq!(chapter(1), "第一章 总则");
    assert_eq!(chapter(3), "第二章 程序 第一节 一般规定");
}

#[test]
fn an_amended_text_needs_its_day_and_a_revised_one_does_not() {
    let amended =
        "试验办法\n2019年1月1日公布 2022年1月1日第一次修正\n第一条 本办法自2019年2月1日起施行。";
    assert_eq!(read(amended, None, None), Err(ReadError::NoDate));
    let given = read(amended, None, Some(day("2022-01-01"))).unwrap();
    assert_eq!(given.edition.in_force, day("2022-01-01"));
    let revised =
        "试验办法\n2017年1月1日修正 2021年1月1日修订\n第一条 本办法自2021年7月1日起施行。";
    assert_eq!(
        read(revised, None, None).unwrap().edition.in_force,
        day("2021-07-01")
    );
    let line_of_its_own = "试验条例\n2019年4月3日 修订\n2019年5月15日 施行\n第一条 公开。";
    let found = read(line_of_its_own, None, None).unwrap();
    assert_eq!(found.edition.in_force, day("2019-05-15"));
}

#[test]
fn a_text_that_is_no_statute_is_refused() {
    let on = Some(day("2026-01-01"));
    assert_eq!(
        read("随便写写。", Some("试验法"), on),
        Err(ReadError::NoArticle)
    );
    assert_eq!(
        read("第二条 没有第一条。", Some("试验法"), on),
        Err(ReadError::NoArticle)
    );
    assert_eq!(read("第一条 没有名称。", None, on), Err(ReadError::NoName));
    assert_eq!(
        read("第一条 没有日期。", Some("试验法"), None),
        Err(ReadError::NoDate)
    );
    let empty = read("第一条 \n第二条 有字。", Some("试验法"), on);
    assert_eq!(empty, Err(ReadError::Empty(ArticleNumber::new(1))));
}

fn library() -> Library {
    let mut library = Library::default();
    let mut old = read("第一条 旧法。", Some("试验法"), Some(day("2020-01-01")))
        .unwrap()
        .edition;
    library.add(old.clone());
    library.add(reading().edition);
    old.instrument = "废止法".to_owned();
    old.repealed = Some(day("2021-01-01"));
    library.add(old);
    library
}

fn words(citation: &str, date: &str) -> Option<String> {
    let citations: Vec<Citation> = citations(citation);
    library().words(&citations[0], day(date))
}

#[test]
fn a_citation_has_the_words_of_the_version_of_the_day() {
    assert_eq!(
        words("试验法第一条", "2026-02-28").as_deref(),
        Some("旧法。")
    );
    assert_eq!(
        words("试验法第一条", "2026-03-01").as_deref(),
        Some("为了试验，制定本法。")
    );
    assert_eq!(words("试验法第一条", "2019-12-31"), None);
    assert_eq!(
        words("废止法第一条", "2020-12-31").as_deref(),
        Some("旧法。")
    );
    assert_eq!(words("废止法第一条", "2021-01-01"), None);
}

#[test]
fn a_citation_has_the_words_of_its_place_only() {
    let on = "2026-03-01";
    assert_eq!(
        words("试验法第二条第二项", on).as_deref(),
        Some("（二）乙。")
    );
    assert_eq!(
        words("试验法第二条第二款", on).as_deref(),
        Some("前款以外的，不适用。")
    );
    assert_eq!(
        words("试验法第二条第一款第二项", on).as_deref(),
        Some("（二）乙。")
    );
    assert_eq!(
        words("试验法第三条之一", on).as_deref(),
        Some("后插入的条文。")
    );
    for missing in [
        "试验法第九条",
        "试验法第二条第九款",
        "试验法第二条第九项",
        "别的法第一条",
    ] {
        assert_eq!(words(missing, on), None, "{missing}");
    }
}

#[test]
fn an_article_without_a_text_has_a_summary_if_the_platform_cites_it() {
    let cited = library().cited("行政处罚法第六十四条；试验法第一条", day("2026-03-01"));
    let [penalty, trial] = cited.as_slice() else {
        panic!("{cited:?}")
    };
    assert!(penalty.text.is_none() && penalty.summary.is_some());
    assert!(trial.text.is_some() && trial.summary.is_none());
    for article in (28..=36).chain(38..=46).chain(51..=73).chain([5, 9, 16]) {
        let number = ArticleNumber::new(article);
        assert!(law::summary("行政处罚法", number).is_some(), "{article}");
    }
}

/// A text of `articles` articles, each with as many items as told.
fn written(articles: &[u16]) -> String {
    let mut text = String::from("试验条例\n");
    for (number, items) in (1..).zip(articles) {
        writeln!(text, "{}　本条如下：", ArticleNumber::new(number)).unwrap();
        for item in 1..=*items {
            let item = ArticleNumber::new(item).to_string();
            let item = item.trim_start_matches('第').trim_end_matches('条');
            writeln!(text, "　　（{item}）一项；").unwrap();
        }
    }
    text
}

proptest! {
    #[test]
    fn every_article_and_item_of_a_text_is_found(
        articles in proptest::collection::vec(0_u16..15, 1..130)
    ) {
        let reading = read(&written(&articles), None, Some(day("2026-01-01"))).unwrap();
        let found: Vec<u16> = reading
            .edition
            .articles
            .iter()
            .map(|article| article.paragraphs.iter().map(|one| one.items.len()).sum::<usize>())
            .map(|items| u16::try_from(items).unwrap())
            .collect();
        prop_assert_eq!(found, articles);
        prop_assert!(reading.passed_over.is_empty());
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[第条章节款项之（）一二十0-9年月日自起施行。；\n 　*#]{0,80}") {
        let _reading = read(&text, None, None);
    }
}
