//! What is on the paper.

use documents::{CheckMark, Error, Form, Press, Sheet, Values, content_digest, in_words, specimen};
use kernel::money::Fen;
use serde_json::{Value, json};

use crate::support::{AGENCY, PRESS, SEAL, sheet, text};

/// What the title on the paper is, where it says more than the form's.
fn title(form: Form) -> &'static str {
    if form == Form::InstalmentNotice {
        "分期缴纳罚款通知书"
    } else {
        form.title_zh()
    }
}

fn filled(form: Form, name: &str, value: impl Into<Value>) -> Values {
    let mut values = specimen(form);
    values.insert(name.to_owned(), value.into());
    values
}

fn printed(form: Form, values: &Values) -> String {
    text(&PRESS.render(&sheet(form, values)).unwrap()).unwrap()
}

/// The texts of a value, as the paper should show them. Dates are left out: they are written out.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.split('\n').map(str::to_owned).collect(),
        Value::Array(entries) => entries.iter().flat_map(texts).collect(),
        Value::Object(cells) => cells.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// Text that goes over a page, as it was given.
fn without_page_numbers(paper: &str) -> String {
    (1..10).fold(paper.to_owned(), |paper, page| {
        paper.replace(&format!("—{page}—"), "")
    })
}

#[test]
fn every_form_shows_its_title_its_agency_and_every_text_it_was_filled_with() {
    for form in Form::ALL {
        let values = specimen(*form);
        let paper = without_page_numbers(&printed(*form, &values));
        assert!(paper.contains(title(*form)), "{}: {paper}", form.name());
        assert!(
            paper.contains(AGENCY) || *form == Form::FileCatalogue,
            "{}",
            form.name()
        );
        for field in form
            .fields()
            .iter()
            .filter(|field| field.choices.is_empty())
        {
            for text in values.get(field.name).map(texts).unwrap_or_default() {
                let text: String = text.split_whitespace().collect();
                let text = text.trim_end_matches(['。', '；', '，', ';', ',']);
                let is_date = text.parse::<jiff::civil::Date>().is_ok();
                assert!(
                    is_date || paper.contains(text),
                    "{}.{}: {text} is not in {paper}",
                    form.name(),
                    field.name
                );
            }
        }
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let other = Press::open(None).unwrap();
    for form in [
        Form::PenaltyDecision,
        Form::ClosingApproval,
        Form::SceneRecord,
    ] {
        let values = specimen(form);
        let sheet = Sheet {
            seal: Some(SEAL),
            ..sheet(form, &values)
        };
        let first = PRESS.render(&sheet).unwrap();
        assert_eq!(PRESS.render(&sheet).unwrap(), first);
        assert_eq!(other.render(&sheet).unwrap(), first);
    }
}

#[test]
fn text_from_people_is_never_code_of_the_layout() {
    let hostile = [
        "#panic(\"in\")",
        "#let x = 1; #x",
        "$ sum_(i=0)^n $ *bold* _emphasis_ `raw`",
        "@label <label> = heading - item + item / term: x",
        "#{ ] [ } ) ( \\u{41} // comment /* block */ \\ end",
        "#include \"/sheet.json\" #image(\"/etc/passwd\") #eval(\"1\")",
        "~ -- --- ... 'quotes' \"quotes\" https://example.com/?a=b&c=d",
    ];
    for text in hostile {
        let mut values = specimen(Form::PenaltyDecision);
        for name in [
            "party",
            "address",
            "facts",
            "view",
            "discretion",
            "violated",
            "payee",
        ] {
            values.insert(name.to_owned(), json!(text));
        }
        values.insert("penalties".to_owned(), json!([text]));
        values.insert(
            "evidence".to_owned(),
            json!([{ "item": text, "proves": text }]),
        );
        let paper = printed(Form::PenaltyDecision, &values);
        let expected: String = text.split_whitespace().collect();
        assert!(paper.matches(&expected).count() >= 9, "{text}: {paper}");
    }
}

#[test]
fn very_long_words_and_ten_thousand_characters_stay_on_the_paper() {
    let word = "0123456789abcdef".repeat(60);
    let values = filled(
        Form::PropertyList,
        "items",
        json!([
            { "name": word, "spec": word, "unit": "件", "quantity": "1" },
        ]),
    );
    assert_eq!(
        printed(Form::PropertyList, &values).matches('f').count(),
        120
    );

    let facts = "当事人经营超过保质期的食品，".repeat(715);
    assert!(facts.chars().count() > 10_000);
    let paper = printed(
        Form::PenaltyDecision,
        &filled(Form::PenaltyDecision, "facts", facts),
    );
    // page numbers part some of them
    assert!(paper.matches("当事人经营超过保质期的食品").count() > 690);

    let stops = "。".repeat(2_000);
    assert!(
        printed(
            Form::StatementRecord,
            &filled(Form::StatementRecord, "content", stops)
        )
        .matches('。')
        .count()
            >= 2_000
    );
}

#[test]
fn names_of_all_peoples_and_rare_characters_are_printed() {
    for name in [
        "买买提·阿卜杜拉·热合曼",
        "㛃㛚𠮷野𬭎",
        "Jürgen Müller",
        "龘靐齉爩",
    ] {
        let paper = printed(
            Form::DemandNotice,
            &filled(Form::DemandNotice, "party", name),
        );
        let expected: String = name.split_whitespace().collect();
        assert!(paper.contains(&expected), "{name}: {paper}");
    }
}

#[test]
fn a_character_that_no_font_draws_stops_the_printing() {
    let values = filled(Form::DemandNotice, "party", "甲\u{13000}乙\u{12000}");
    match PRESS.render(&sheet(Form::DemandNotice, &values)) {
        Err(Error::Characters { characters }) => assert_eq!(characters, "\u{12000}\u{13000}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_seal_needs_number_and_date() {
    let values = specimen(Form::PenaltyDecision);
    let whole = Sheet {
        seal: Some(SEAL),
        ..sheet(Form::PenaltyDecision, &values)
    };
    assert!(PRESS.render(&whole).is_ok());
    for unfinished in [
        Sheet {
            number: None,
            ..whole
        },
        Sheet {
            dated: None,
            ..whole
        },
    ] {
        assert!(matches!(PRESS.render(&unfinished), Err(Error::Unfinished)));
    }
    let draft = Sheet {
        number: None,
        dated: None,
        seal: None,
        ..whole
    };
    let paper = text(&PRESS.render(&draft).unwrap()).unwrap();
    assert!(paper.contains("（印章）"), "{paper}");
}

#[test]
fn the_seal_says_that_it_is_electronic_and_which_key_made_it() {
    let values = specimen(Form::PenaltyDecision);
    let sealed = Sheet {
        seal: Some(SEAL),
        ..sheet(Form::PenaltyDecision, &values)
    };
    let paper = text(&PRESS.render(&sealed).unwrap()).unwrap();
    for words in ["电子印章", "sm2-2026-01", "2026年11月10日"] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert!(!paper.contains("（印章）"));
}

#[test]
fn the_digest_and_the_address_to_check_stand_beside_the_code() {
    let values = specimen(Form::PenaltyDecision);
    let digest = content_digest(
        Form::PenaltyDecision,
        Some("明镜市监处罚〔2026〕15号"),
        &values,
    );
    let plain = PRESS
        .render(&sheet(Form::PenaltyDecision, &values))
        .unwrap();
    let marked = Sheet {
        check: Some(CheckMark {
            url: "https://mingjing.example/check/1",
            digest: &digest,
        }),
        ..sheet(Form::PenaltyDecision, &values)
    };
    let marked = PRESS.render(&marked).unwrap();
    assert!(marked.len() > plain.len());
    let paper = text(&marked).unwrap();
    assert!(paper.contains(&digest), "{paper}");
    assert!(
        paper.contains("https://mingjing.example/check/1"),
        "{paper}"
    );
}

#[test]
fn the_digest_changes_with_form_number_and_values_and_not_with_their_order() {
    let values = specimen(Form::PenaltyDecision);
    let number = Some("明镜市监处罚〔2026〕15号");
    let digest = content_digest(Form::PenaltyDecision, number, &values);
    assert_eq!(digest.len(), 64);
    let reversed: Values = values.clone().into_iter().rev().collect();
    assert_eq!(
        content_digest(Form::PenaltyDecision, number, &reversed),
        digest
    );
    let other = filled(Form::PenaltyDecision, "fine", 500_001);
    for changed in [
        content_digest(Form::NoPenaltyDecision, number, &values),
        content_digest(Form::PenaltyDecision, None, &values),
        content_digest(Form::PenaltyDecision, number, &other),
    ] {
        assert_ne!(changed, digest);
    }
}

#[test]
fn an_on_the_spot_decision_says_that_reconsideration_comes_before_a_suit() {
    let paper = printed(
        Form::SpotPenaltyDecision,
        &specimen(Form::SpotPenaltyDecision),
    );
    assert!(
        paper.contains("应当先自收到本决定书之日起六十日内"),
        "{paper}"
    );
    assert!(
        paper.contains("可以自收到行政复议决定书之日起十五日内"),
        "{paper}"
    );
    assert!(!paper.contains("也可以"), "{paper}");
}

#[test]
fn service_by_announcement_takes_thirty_days_whatever_the_form_of_2021_printed() {
    let values = filled(Form::ServiceAnnouncement, "rights", "另行告知。");
    let paper = printed(Form::ServiceAnnouncement, &values);
    assert!(paper.contains("自本公告发布之日起三十日内"), "{paper}");
    assert!(!paper.contains("六十日"), "{paper}");
}

#[test]
fn a_decision_prints_bank_amount_period_surcharge_remedies_and_publication() {
    let paper = printed(Form::PenaltyDecision, &specimen(Form::PenaltyDecision));
    for words in [
        "中国某银行明镜市分行",
        "人民币5000元（大写：伍仟元整）",
        "自收到本决定书之日起十五日内",
        "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额",
        "六十日内向明镜市人民政府申请行政复议",
        "六个月内依法向明镜市东湖区人民法院提起行政诉讼",
        "本局将依法向社会公示本行政处罚决定信息",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    let without = filled(Form::PenaltyDecision, "surcharge", "不加处罚款");
    assert!(printed(Form::PenaltyDecision, &without).contains("不加处罚款，本局将依法"));
    let secret = filled(Form::PenaltyDecision, "publication", "不予公示");
    assert!(!printed(Form::PenaltyDecision, &secret).contains("公示"));
}

#[test]
fn a_penalty_notice_tells_of_the_hearing_only_where_there_is_one() {
    let form = Form::PenaltyNotice;
    assert!(printed(form, &specimen(form)).contains("并可以要求听证"));
    let without = filled(form, "hearing", "不属于听证范围");
    let paper = printed(form, &without);
    assert!(!paper.contains("要求听证"), "{paper}");
    assert!(
        paper.contains("五个工作日内未行使陈述、申辩权的"),
        "{paper}"
    );
}

#[test]
fn money_is_written_in_figures_and_in_words() {
    let form = Form::PenaltyDecision;
    let paper = printed(form, &filled(form, "fine", 1_000_050));
    let words = in_words(Fen::new(1_000_050).unwrap());
    assert_eq!(words, "壹万元伍角整");
    assert!(
        paper.contains(&format!("人民币10000.50元（大写：{words}）")),
        "{paper}"
    );
}

#[test]
fn a_folder_without_fonts_falls_back_to_the_systems_and_a_missing_one_is_an_error() {
    let empty = tempfile::tempdir().unwrap();
    assert!(Press::open(Some(empty.path())).is_ok());
    let missing = empty.path().join("nowhere");
    assert!(matches!(
        Press::open(Some(&missing)),
        Err(Error::FontUnreadable { .. })
    ));
}
