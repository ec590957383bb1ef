//! Days, penalties and provisions in the words of a document.

use documents::in_words;
use jiff::civil::{Date, DateTime};
use penalty_domain::legal_basis::LegalBasis;
use penalty_domain::penalty::{Penalties, Penalty, PenaltyKind};
use serde_json::Value;

/// A day as documents write it: 2026年11月25日.
pub(super) fn day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A moment as documents write it: 2026年11月25日9时05分.
pub(super) fn minute(moment: DateTime) -> String {
    let (hour, minute) = (moment.hour(), moment.minute());
    format!("{}{hour}时{minute:02}分", day(moment.date()))
}

/// Whether late payment costs more.
pub(super) const fn surcharge(stated: bool) -> &'static str {
    if stated {
        "加处罚款"
    } else {
        "不加处罚款"
    }
}

/// The text without the full stop at its end, to go on with another.
pub(super) fn unstopped(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '；', '.', ';'])
}

/// Each penalty in words.
pub(super) fn penalties(penalties: &Penalties) -> Vec<String> {
    penalties.iter().map(penalty).collect()
}

/// The penalties as the entries of a list.
pub(super) fn list(entries: Vec<String>) -> Value {
    Value::Array(entries.into_iter().map(Value::String).collect())
}

fn penalty(penalty: &Penalty) -> String {
    let kind = kind(penalty.kind);
    match (penalty.amount, penalty.days) {
        (Some(amount), _) => format!("{kind}人民币{}（{amount}元）", in_words(amount)),
        (None, Some(days)) => format!("{kind}，期限{days}日"),
        (None, None) => kind.to_owned(),
    }
}

const fn kind(kind: PenaltyKind) -> &'static str {
    match kind {
        PenaltyKind::Warning => "警告",
        PenaltyKind::PublicCriticism => "通报批评",
        PenaltyKind::Fine => "罚款",
        PenaltyKind::ConfiscateIncome => "没收违法所得",
        PenaltyKind::ConfiscateGoods => "没收非法财物，价值",
        PenaltyKind::SuspendLicence => "暂扣许可证件",
        PenaltyKind::DowngradeQualification => "降低资质等级",
        PenaltyKind::RevokeLicence => "吊销许可证件",
        PenaltyKind::RestrictOperation => "限制开展生产经营活动",
        PenaltyKind::SuspendBusiness => "责令停产停业",
        PenaltyKind::CloseDown => "责令关闭",
        PenaltyKind::BanFromTrade => "限制从业",
        PenaltyKind::Detention => "行政拘留",
        PenaltyKind::Other => "法律、行政法规规定的其他行政处罚",
    }
}

/// A provision with its instrument: 《食品安全法》第一百二十四条第一款.
pub(super) fn provision(basis: &LegalBasis) -> String {
    let instrument = basis.instrument.trim_matches(['《', '》']);
    format!("《{instrument}》{}", basis.article)
}

/// The provisions, each with its instrument.
pub(super) fn provisions(basis: &[LegalBasis]) -> String {
    basis.iter().map(provision).collect::<Vec<_>>().join("、")
}

/// A law of the nation, cited in short, as documents cite it: 《中华人民共和国行政强制法》第二十八条.
pub(super) fn article(citation: &str) -> String {
    let start = citation.find('第').unwrap_or(citation.len());
    let (law, place) = citation.split_at(start);
    format!("《中华人民共和国{law}》{place}")
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use kernel::Fen;
    use penalty_domain::legal_basis::Level;

    use super::*;

    #[test]
    fn penalties_are_written_with_amounts_in_words_and_figures_or_with_their_term() {
        let mut suspended = Penalty::of(PenaltyKind::SuspendLicence);
        suspended.days = Some(30);
        let both = vec![
            Penalty::of_amount(PenaltyKind::Fine, Fen::from_yuan(10_000)),
            suspended,
            Penalty::of(PenaltyKind::Warning),
        ];
        let written = penalties(&Penalties::new(both).unwrap());
        assert_eq!(
            written,
            [
                "罚款人民币壹万元整（10000.00元）",
                "暂扣许可证件，期限30日",
                "警告"
            ]
        );
    }

    #[test]
    fn a_law_cited_in_short_is_written_with_its_full_name() {
        assert_eq!(
            article("行政强制法第二十八条"),
            "《中华人民共和国行政强制法》第二十八条"
        );
    }

    #[test]
    fn a_moment_is_written_to_the_minute() {
        let moment = date(2026, 3, 2).to_datetime(time(9, 5, 0, 0));
        assert_eq!(minute(moment), "2026年3月2日9时05分");
    }

    #[test]
    fn provisions_are_written_with_their_instruments() {
        let basis = |instrument: &str| LegalBasis {
            level: Level::Law,
            instrument: instrument.to_owned(),
            article: "第三条".to_owned(),
            published_on: date(2021, 4, 29),
        };
        let both = [basis("食品安全法"), basis("《行政处罚法》")];
        assert_eq!(
            provisions(&both),
            "《食品安全法》第三条、《行政处罚法》第三条"
        );
    }
}
