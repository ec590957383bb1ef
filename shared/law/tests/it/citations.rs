//! Citations as people and documents write them.

use law::{ArticleNumber, Citation, citations, separate};
use proptest::prelude::*;

fn read(text: &str) -> Vec<String> {
    citations(text).iter().map(ToString::to_string).collect()
}

#[test]
fn a_citation_names_instrument_article_paragraph_and_item() {
    assert_eq!(
        citations("《中华人民共和国行政处罚法》第六十三条第一款第三项"),
        [Citation {
            instrument: "行政处罚法".to_owned(),
            article: ArticleNumber::new(63),
            paragraph: Some(1),
            item: Some(3),
        }]
    );
}

#[test]
fn what_follows_without_a_name_belongs_to_the_instrument_before() {
    for (text, places) in [
        (
            "行政处罚法第六十四条第一项、第六十五条",
            vec!["行政处罚法第六十四条第一项", "行政处罚法第六十五条"],
        ),
        (
            "行政处罚法第四十一条第一款、第二款",
            vec!["行政处罚法第四十一条第一款", "行政处罚法第四十一条第二款"],
        ),
        (
            "行政处罚法第六十三条第一款第一项、第二项",
            vec![
                "行政处罚法第六十三条第一款第一项",
                "行政处罚法第六十三条第一款第二项",
            ],
        ),
        (
            "行政处罚法第四十条和第四十六条",
            vec!["行政处罚法第四十条", "行政处罚法第四十六条"],
        ),
    ] {
        assert_eq!(read(text), places, "{text}");
    }
}

#[test]
fn several_instruments_stand_beside_each_other() {
    let text = "行政处罚法第四十二条第一款、行政强制法第十七条第三款；程序规定第二十二条";
    assert_eq!(
        read(text),
        [
            "行政处罚法第四十二条第一款",
            "行政强制法第十七条第三款",
            "市场监督管理行政处罚程序规定第二十二条",
        ]
    );
}

#[test]
fn a_range_names_everything_in_it() {
    let places = read("行政处罚法第六十三条第一款第三项至第五项");
    let ends: Vec<&str> = places.iter().map(String::as_str).collect();
    assert_eq!(
        ends,
        [
            "行政处罚法第六十三条第一款第三项",
            "行政处罚法第六十三条第一款第四项",
            "行政处罚法第六十三条第一款第五项",
        ]
    );
    assert_eq!(read("行政处罚法第九条至第十一条").len(), 3);
}

#[test]
fn inserted_articles_brackets_and_arabic_numbers_are_read() {
    assert_eq!(
        read("试验法第十二条之一第二款"),
        ["试验法第十二条之一第二款"]
    );
    assert_eq!(
        read("试验办法（2026年）第8条第（二）项"),
        ["试验办法第八条第二项"]
    );
    assert_eq!(read("参照《试验办法》第三条"), ["试验办法第三条"]);
    assert_eq!(
        ArticleNumber::parse("12-1").unwrap().to_string(),
        "第十二条之一"
    );
    assert_eq!(
        ArticleNumber::parse("第六十四条"),
        Some(ArticleNumber::new(64))
    );
    assert_eq!(ArticleNumber::parse("abc"), None);
}

#[test]
fn places_are_shown_apart_unless_more_is_said() {
    assert_eq!(
        separate("行政处罚法第六十四条第一项、第八十五条；行政强制法第六十九条"),
        [
            "行政处罚法第六十四条第一项",
            "行政处罚法第八十五条",
            "行政强制法第六十九条"
        ]
    );
    assert_eq!(
        separate("参照试验法第一条、第二条"),
        ["参照试验法第一条、第二条"]
    );
    assert_eq!(separate("国办发〔2018〕118号"), ["国办发〔2018〕118号"]);
    assert_eq!(separate(""), Vec::<String>::new());
}

#[test]
fn what_names_no_article_is_passed_over() {
    for text in [
        "",
        "党政机关公文格式（GB/T 9704）",
        "国办发〔2018〕118号",
        "第八条",
        "第一款",
        "第",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn every_deadline_rule_cites_articles_that_can_be_read() {
    let without_article = ["DIS-PEN-7WD", "DIS-OTHER-20WD", "DIS-ENF-ANNUAL"];
    for rule in law::rules() {
        let id = rule.id.as_str();
        let known = without_article.contains(&id) || id.starts_with("CRD-");
        let places = read(&rule.source);
        assert!(known || !places.is_empty(), "{id}: {}", rule.source);
        assert!(!rule.source.contains("Art."), "{id}: {}", rule.source);
    }
}

proptest! {
    #[test]
    fn a_place_is_read_as_it_is_written(
        number in 1_u16..1000, branch in 0_u16..5, paragraph in proptest::option::of(1_u16..20),
        item in proptest::option::of(1_u16..30),
    ) {
        let place = Citation {
            instrument: "试验条例".to_owned(),
            article: ArticleNumber { number, branch },
            paragraph,
            item,
        };
        prop_assert_eq!(citations(&place.to_string()), vec![place]);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[第条款项至之、；《》（）一二十百0-9法和 ]{0,40}") {
        let _places = citations(&text);
    }
}
