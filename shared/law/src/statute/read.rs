//! Reading an official text into articles.
//!
//! Official texts are published as plain lines with a heading here and there, and copied with marks
//! of the page they stood on. What is certain is the numbering: article follows article. So a line
//! begins an article only when its number is the next one, and a cross-reference at the start of a
//! paragraph does not.

use jiff::civil::Date;
use thiserror::Error;

use super::{Article, Edition, Item, Paragraph};
use crate::citation::{ArticleNumber, instrument_name};
use crate::numeral;

/// What a line of statute ends with; a line that does not is the page's, not the statute's.
const ENDINGS: [char; 14] = [
    '。', '；', '：', '，', '、', '.', ';', ':', ',', '”', '"', '）', ')', '》',
];

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The text as articles.
    pub edition: Edition,
    /// Lines after the first article that were taken for the page's own, to be looked at.
    pub passed_over: Vec<String>,
}

/// Why a text cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing in it is numbered 第一条.
    #[error("no line begins with 第一条 (article 1)")]
    NoArticle,
    /// It has no heading.
    #[error("the text names no instrument; name it")]
    NoName,
    /// It does not say from when it is in force, or was amended since.
    #[error("the text does not say from which day this version is in force; name the day")]
    NoDate,
    /// An article without words.
    #[error("{0} has no words")]
    Empty(ArticleNumber),
}

/// Reads `text`. `instrument` and `in_force` win over what the text says; an amended text still
/// names the day of its first version, so that day must be given.
pub fn read(
    text: &str,
    instrument: Option<&str>,
    in_force: Option<Date>,
) -> Result<Reading, ReadError> {
    let mut state = State::default();
    for line in text.lines().map(plain) {
        state.line(&line);
    }
    let (articles, passed_over) = (state.articles, state.passed_over);
    if articles.is_empty() {
        return Err(ReadError::NoArticle);
    }
    let empty = articles
        .iter()
        .find(|article| article.words().trim().is_empty());
    if let Some(article) = empty {
        return Err(ReadError::Empty(article.number));
    }
    let instrument = instrument
        .map(instrument_name)
        .or(state.title)
        .filter(|name| !name.is_empty())
        .ok_or(ReadError::NoName)?;
    let said = (!state.amended)
        .then(|| articles.last().and_then(|last| day_in_force(&last.words())))
        .flatten();
    let in_force = in_force
        .or(state.in_force)
        .or(said)
        .ok_or(ReadError::NoDate)?;
    Ok(Reading {
        edition: Edition {
            instrument,
            in_force,
            repealed: None,
            articles,
        },
        passed_over,
    })
}

#[derive(Default)]
struct State {
    title: Option<String>,
    /// The preamble's own line 2019年5月15日 施行.
    in_force: Option<Date>,
    amended: bool,
    chapter: String,
    section: String,
    articles: Vec<Article>,
    passed_over: Vec<String>,
}

impl State {
    fn line(&mut self, line: &str) {
        if line.is_empty() {
            return;
        }
        if let Some((number, words)) = self.next_article(line) {
            self.articles.push(Article {
                number,
                chapter: joined(&self.chapter, &self.section),
                paragraphs: paragraph(words).into_iter().collect(),
            });
            return;
        }
        if let Some((unit, name)) = heading(line) {
            if unit == '节' {
                self.section = name;
            } else {
                self.chapter = name;
                self.section.clear();
            }
            return;
        }
        let Some(article) = self.articles.last_mut() else {
            return self.preamble(line);
        };
        if !line.ends_with(ENDINGS) {
            self.passed_over.push(line.to_owned());
            return;
        }
        continued(article, line);
    }

    /// The article that `line` begins, if its number is the next.
    fn next_article<'a>(&self, line: &'a str) -> Option<(ArticleNumber, &'a str)> {
        let rest = line.strip_prefix('第')?;
        let (number, rest) = rest.split_once('条')?;
        let mut article = ArticleNumber::new(numeral::parse(number)?);
        let mut rest = rest;
        if let Some(branch) = rest.strip_prefix('之') {
            let end = branch
                .find(|char| !numeral::is_part(char))
                .unwrap_or(branch.len());
            let (branch, after) = branch.split_at_checked(end)?;
            article.branch = numeral::parse(branch)?;
            rest = after;
        }
        let words = rest.trim_start();
        let parted = words.len() < rest.len() || words.is_empty();
        let last = self.articles.last().map(|last| last.number);
        let follows = match last {
            None => article == ArticleNumber::new(1),
            Some(last) if article.branch == 0 => article.number == last.number.saturating_add(1),
            Some(last) => {
                article.number == last.number && article.branch == last.branch.saturating_add(1)
            }
        };
        (parted && follows).then_some((article, words))
    }

    /// A line before the first article: the title, and what was decided when.
    fn preamble(&mut self, line: &str) {
        if self.title.is_none() && ends_like_a_name(line) {
            self.title = Some(instrument_name(line));
        }
        // a revision (修订) sets a new day in force, an amendment (修正) leaves the old one standing
        let amended = line.rfind("修正").max(line.rfind("修改"));
        let revised = line.rfind("修订");
        if amended.is_some() || revised.is_some() {
            self.amended = amended > revised;
        }
        if line.trim_end().ends_with("施行") && !line.contains('自') {
            self.in_force = first_date(line);
        }
    }
}

/// A title is the name of an instrument and nothing more.
fn ends_like_a_name(line: &str) -> bool {
    ["法", "条例", "规定", "办法", "规则", "细则", "解释"]
        .iter()
        .any(|end| line.ends_with(end))
        && !line.contains([':', '：', '（', '('])
}

/// A line without the marks of the page: emphasis, headings, invisible characters.
fn plain(line: &str) -> String {
    let line = line.replace(['*', '\u{200b}', '\u{feff}', '\\'], "");
    let line = line.trim().trim_start_matches('#').trim();
    if line.starts_with("<!--") || line.starts_with("- ") || line.starts_with("---") {
        return String::new();
    }
    line.to_owned()
}

/// A heading 第三章 or 第一节, as `(unit, heading)`. Spaces inside a heading are for the eye.
fn heading(line: &str) -> Option<(char, String)> {
    let (number, _) = line.strip_prefix('第')?.split_once(['编', '章', '节'])?;
    numeral::parse(number)?;
    let unit = line
        .chars()
        .find(|char| matches!(char, '编' | '章' | '节'))?;
    let (head, name) = line.split_once(unit)?;
    if line.ends_with(ENDINGS) {
        return None;
    }
    let name: String = name.chars().filter(|char| !char.is_whitespace()).collect();
    Some((unit, format!("{head}{unit} {name}")))
}

fn joined(chapter: &str, section: &str) -> String {
    let parts = [chapter, section];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn paragraph(words: &str) -> Option<Paragraph> {
    (!words.is_empty()).then(|| Paragraph {
        text: words.to_owned(),
        items: Vec::new(),
    })
}

/// A further line of an article: an item, a point of an item, or the next paragraph.
fn continued(article: &mut Article, line: &str) {
    if let Some((number, text)) = item(line) {
        if article.paragraphs.is_empty() {
            article.paragraphs.push(Paragraph::default());
        }
        if let Some(paragraph) = article.paragraphs.last_mut() {
            paragraph.items.push(Item {
                number,
                text: text.to_owned(),
            });
        }
        return;
    }
    let open = article
        .paragraphs
        .last_mut()
        .and_then(|paragraph| paragraph.items.last_mut());
    match open {
        Some(item) if is_point(line) => {
            item.text.push('\n');
            item.text.push_str(line);
        }
        _ => article.paragraphs.extend(paragraph(line)),
    }
}

/// （一）words.
fn item(line: &str) -> Option<(u16, &str)> {
    let (number, text) = line.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
    Some((numeral::parse(number)?, text.trim()))
}

/// 1. words: a point (目) of an item.
fn is_point(line: &str) -> bool {
    let digits = line.trim_start_matches(|char: char| char.is_ascii_digit());
    digits.len() < line.len() && digits.starts_with(['.', '．', '、'])
}

/// The day in 自2021年7月15日起施行.
fn day_in_force(words: &str) -> Option<Date> {
    let (before, _) = words.split_once("起施行")?;
    let (_, day) = before.rsplit_once('自')?;
    first_date(day)
}

/// The first date written 2021年7月15日.
fn first_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    let (year, month, day) = (year.trim(), month.trim(), day.trim());
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
