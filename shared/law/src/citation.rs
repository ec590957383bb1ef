//! Citations (引用): 行政处罚法第六十四条第一项、第六十五条 names two places of one instrument.
//!
//! Reading is forgiving, because citations are written by people: what names no article is passed
//! over, and an article without an instrument belongs to the one named before it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::numeral;

/// Longest range such as 第三项至第五项 that is spelled out.
const RANGE_MAX: u16 = 50;

/// Short names and the instruments they stand for.
const SHORT_NAMES: [(&str, &str); 8] = [
    ("程序规定", "市场监督管理行政处罚程序规定"),
    ("市场监管行政处罚程序规定", "市场监督管理行政处罚程序规定"),
    ("听证办法", "市场监督管理行政处罚听证办法"),
    ("投诉举报处理办法", "市场监督管理投诉举报处理办法"),
    ("公示规定", "市场监督管理行政处罚信息公示规定"),
    ("行诉法", "行政诉讼法"),
    ("民诉法", "民事诉讼法"),
    ("消保法实施条例", "消费者权益保护法实施条例"),
];

/// Words that may stand between a reference and the name of the next instrument.
const CONNECTIVES: [&str; 7] = ["以及", "参照", "依照", "根据", "和", "及", "与"];

/// The number of an article (条), such as 十二 or 十二之一.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct ArticleNumber {
    /// The number.
    pub number: u16,
    /// The inserted article after it (之一, 之二); 0 for the article itself.
    #[serde(default)]
    pub branch: u16,
}

impl ArticleNumber {
    /// The article `number`.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self { number, branch: 0 }
    }

    /// Reads `64`, `六十四`, `第六十四条`, `12-1` or `第十二条之一`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('第').replace('条', "");
        let (number, branch) = match text.split_once(['之', '-']) {
            Some((number, branch)) => (number.to_owned(), numeral::parse(branch)?),
            None => (text, 0),
        };
        Some(Self {
            number: numeral::parse(&number)?,
            branch,
        })
    }
}

impl fmt::Display for ArticleNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "第{}条", numeral::chinese(self.number))?;
        if self.branch > 0 {
            write!(formatter, "之{}", numeral::chinese(self.branch))?;
        }
        Ok(())
    }
}

/// One place in one instrument.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// The instrument, without 中华人民共和国.
    pub instrument: String,
    /// The article (条).
    pub article: ArticleNumber,
    /// The paragraph (款), from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u16>,
    /// The item (项), from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u16>,
}

impl fmt::Display for Citation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.instrument, self.article)?;
        if let Some(paragraph) = self.paragraph {
            write!(formatter, "第{}款", numeral::chinese(paragraph))?;
        }
        if let Some(item) = self.item {
            write!(formatter, "第{}项", numeral::chinese(item))?;
        }
        Ok(())
    }
}

/// The name by which the platform knows an instrument: without brackets, 中华人民共和国, and short
/// names spelled out.
#[must_use]
pub fn instrument_name(text: &str) -> String {
    let mut name = text.trim().trim_matches(['《', '》']);
    loop {
        let before = name;
        for word in CONNECTIVES {
            name = name.strip_prefix(word).unwrap_or(name);
        }
        name = name.trim_start_matches('《').trim();
        if name == before {
            break;
        }
    }
    let name = name.strip_prefix("中华人民共和国").unwrap_or(name);
    SHORT_NAMES
        .iter()
        .find(|(short, _)| *short == name)
        .map_or(name, |(_, full)| full)
        .to_owned()
}

/// Every place that `text` cites, in its order, each once.
#[must_use]
pub fn citations(text: &str) -> Vec<Citation> {
    let mut reader = Reader::default();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        if let Some((place, after)) = Place::read(rest) {
            reader.place(place);
            rest = after;
            continue;
        }
        rest = rest.get(char.len_utf8()..).unwrap_or_default();
        match char {
            '；' | ';' | '、' | '，' | ',' | '。' => reader.part(),
            '（' | '(' => rest = after_bracket(rest),
            char if char.is_whitespace() => {}
            char => reader.between.push(char),
        }
    }
    reader.found
}

/// The places that `text` names, each for itself; a part that says more than that stays whole. So one
/// article is not shown twice because it was cited alone here and with others there.
#[must_use]
pub fn separate(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for part in text.split('；').map(str::trim) {
        let places = citations(part);
        if joined(&places) == part {
            parts.extend(places.iter().map(ToString::to_string));
        } else {
            parts.push(part.to_owned());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The places as one citation.
fn joined(places: &[Citation]) -> String {
    let mut text = String::new();
    let mut instrument = "";
    for place in places {
        let whole = place.to_string();
        let short = whole.strip_prefix(instrument).unwrap_or(&whole);
        if !text.is_empty() {
            text.push('、');
        }
        text.push_str(if instrument == place.instrument {
            short
        } else {
            &whole
        });
        instrument = &place.instrument;
    }
    text
}

/// What follows the bracket that closes the one just opened: a note is no name.
fn after_bracket(rest: &str) -> &str {
    rest.split_once(['）', ')'])
        .map_or("", |(_note, after)| after)
}

/// One step of a reference: 第六十四条, 第一款, 第二项.
#[derive(Clone, Copy)]
enum Place {
    Article(ArticleNumber),
    Paragraph(u16),
    Item(u16),
}

impl Place {
    fn read(text: &str) -> Option<(Self, &str)> {
        let text = text.strip_prefix('第')?;
        let (number, text) = read_number(text)?;
        let unit = text.chars().next()?;
        let after = text.get(unit.len_utf8()..)?;
        match unit {
            '款' => Some((Self::Paragraph(number), after)),
            '项' => Some((Self::Item(number), after)),
            '条' => {
                let branch = after.strip_prefix('之').and_then(read_number);
                let (branch, after) = branch.unwrap_or((0, after));
                Some((Self::Article(ArticleNumber { number, branch }), after))
            }
            _ => None,
        }
    }
}

/// The number at the start of `text`, perhaps in brackets as items are numbered.
fn read_number(text: &str) -> Option<(u16, &str)> {
    let text = text.strip_prefix(['（', '(']).unwrap_or(text);
    let end = text
        .find(|char| !numeral::is_part(char))
        .unwrap_or(text.len());
    let (number, after) = text.split_at_checked(end)?;
    let after = after.strip_prefix(['）', ')']).unwrap_or(after);
    Some((numeral::parse(number)?, after))
}

#[derive(Default)]
struct Reader {
    found: Vec<Citation>,
    /// What stood since the last reference: a name, 至, or nothing.
    between: String,
    /// The last reference joins on: 第六十四条 and then 第一项.
    open: bool,
}

impl Reader {
    /// What comes next does not join on.
    fn part(&mut self) {
        self.between.clear();
        self.open = false;
    }

    fn place(&mut self, place: Place) {
        let between = std::mem::take(&mut self.between);
        let name = instrument_name(&between);
        let touching = self.open && between.is_empty();
        self.open = true;
        if name == "至" {
            return self.range(place);
        }
        match place {
            Place::Article(article) => {
                let last = self.found.last().map(|last| last.instrument.clone());
                let Some(instrument) = (!name.is_empty()).then_some(name).or(last) else {
                    return;
                };
                self.add(Citation {
                    instrument,
                    article,
                    paragraph: None,
                    item: None,
                });
            }
            Place::Paragraph(paragraph) => self.within(touching, |citation| {
                citation.paragraph = Some(paragraph);
                citation.item = None;
            }),
            Place::Item(item) => self.within(touching, |citation| citation.item = Some(item)),
        }
    }

    /// Sharpens the last reference when the place touches it, or adds one beside it.
    fn within(&mut self, touching: bool, sharpen: impl FnOnce(&mut Citation)) {
        let last = if touching {
            self.found.pop()
        } else {
            self.found.last().cloned()
        };
        if let Some(mut citation) = last {
            sharpen(&mut citation);
            self.add(citation);
        }
    }

    /// 第三项至第五项: what lies between is cited too.
    fn range(&mut self, to: Place) {
        let Some(from) = self.found.last().cloned() else {
            return;
        };
        let (first, last) = match to {
            Place::Article(article) => (Some(from.article.number), article.number),
            Place::Paragraph(paragraph) => (from.paragraph, paragraph),
            Place::Item(item) => (from.item, item),
        };
        let Some(first) = first.filter(|first| last.saturating_sub(*first) <= RANGE_MAX) else {
            return;
        };
        for number in first.saturating_add(1)..=last {
            let mut citation = from.clone();
            match to {
                Place::Article(_) => citation.article = ArticleNumber::new(number),
                Place::Paragraph(_) => citation.paragraph = Some(number),
                Place::Item(_) => citation.item = Some(number),
            }
            self.add(citation);
        }
    }

    fn add(&mut self, citation: Citation) {
        self.found.retain(|found| *found != citation);
        self.found.push(citation);
    }
}
