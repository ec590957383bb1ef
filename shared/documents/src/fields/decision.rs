//! The decisions: on the spot, penalty, no penalty.

use super::common::{
    COPIES, EVIDENCE, FORM, OFFICERS, PARTY, PARTY_REACHED, REMEDIES, SURCHARGE, payment,
};
use crate::field::{Condition, Field};

const SPOT: &str = "行政处罚法第五十二条第二款";
const FACTS: &str = "行政处罚法第五十九条第一款第二项";
const KIND_BASIS: &str = "行政处罚法第五十九条第一款第三项";
const PERFORMANCE: &str = "行政处罚法第五十九条第一款第四项";
const DEFENCE: &str = "市场监督管理行政处罚程序规定第六十二条第三项";
const NO_PENALTY: &str = "行政处罚法第三十三条、第五十七条第一款";

pub(super) const SPOT_PENALTY_DECISION: &[&[Field]] = &[
    PARTY,
    PARTY_REACHED,
    OFFICERS,
    &[
        Field::long("act", "违法行为", SPOT),
        Field::text("violated", "违反的规定", SPOT),
        Field::text("basis", "处罚依据", SPOT),
        Field::text("correction", "责令改正的内容", "行政处罚法第二十八条第一款").optional(),
        Field::text("penalty", "处罚种类", SPOT).one_of(&["警告", "罚款", "警告并罚款"]),
        Field::money("fine", "罚款数额", SPOT)
            .when(Condition::Is("penalty", &["罚款", "警告并罚款"])),
        Field::text(
            "payment",
            "缴纳方式",
            "行政处罚法第六十七条第三款、第六十八条",
        )
        .one_of(&["当场缴纳", "限期缴纳"])
        .when(Condition::Filled("fine")),
        Field::text(
            "cash_reason",
            "当场收缴的法定情形",
            "行政处罚法第六十八条、第六十九条",
        )
        .when(Condition::Is("payment", &["当场缴纳"])),
    ],
    &payment(Condition::Is("payment", &["限期缴纳"])),
    &[
        SURCHARGE,
        Field::text("decided_at", "处罚时间", SPOT),
        Field::text("place", "处罚地点", SPOT),
        Field::long(
            "statement",
            "当事人陈述申辩情况",
            "市场监督管理行政处罚程序规定第六十九条",
        ),
    ],
    REMEDIES,
    &[Field::text("refusal_note", "拒绝签收情况", "行政处罚法第五十二条第一款").optional()],
    COPIES,
];

/// How the case came about, what happened, what proves it.
const FINDINGS: &[Field] = &[
    Field::long("course", "案件来源及调查经过", FORM),
    Field::long("facts", "案件事实", FACTS),
];

pub(super) const PENALTY_DECISION: &[&[Field]] = &[
    PARTY,
    FINDINGS,
    EVIDENCE,
    &[
        Field::long(
            "notice_and_defence",
            "告知、陈述申辩、听证及采纳情况和理由",
            DEFENCE,
        ),
        Field::long("view", "违法行为性质及定性", KIND_BASIS),
        Field::long(
            "discretion",
            "自由裁量的事实和理由",
            "行政处罚法第五条第二款、第三十四条",
        ),
        Field::text("violated", "违反的规定", KIND_BASIS),
        Field::text("basis", "处罚依据", KIND_BASIS),
        Field::text("correction", "责令改正的内容", "行政处罚法第二十八条第一款").optional(),
        Field::list("penalties", "行政处罚的内容", KIND_BASIS),
        Field::money("fine", "罚款数额", KIND_BASIS).optional(),
        Field::money("confiscated", "没收违法所得数额", KIND_BASIS).optional(),
        Field::long("performance", "履行方式和期限", PERFORMANCE),
    ],
    &payment(Condition::Filled("fine")),
    &[SURCHARGE],
    REMEDIES,
    &[Field::text(
        "publication",
        "是否向社会公示",
        "市场监督管理行政处罚信息公示规定第八条",
    )
    .one_of(&["公示", "不予公示"])],
    COPIES,
];

pub(super) const NO_PENALTY_DECISION: &[&[Field]] = &[
    PARTY,
    FINDINGS,
    EVIDENCE,
    &[
        Field::long(
            "notice_and_defence",
            "告知、陈述申辩、听证及采纳情况和理由",
            DEFENCE,
        )
        .optional(),
        Field::text("finding", "认定结论", NO_PENALTY)
            .one_of(&["依法不予行政处罚", "违法事实不能成立"]),
        Field::long("view", "违法行为性质、不予行政处罚的理由", NO_PENALTY),
        Field::text("basis", "不予行政处罚的依据", NO_PENALTY),
        Field::list("education", "教育的内容", "行政处罚法第三十三条第三款")
            .when(Condition::Is("finding", &["依法不予行政处罚"])),
    ],
    REMEDIES,
    COPIES,
];
