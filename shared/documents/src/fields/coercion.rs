//! Preserved evidence, measures of coercion, lists of property.

use super::common::{
    ADDRESSEE, CONTACT, COPIES, FORM, OFFICERS, PARTY, PARTY_REACHED, REFUSAL, REMEDIES,
};
use crate::field::{Column, Condition, Field};

const PRESERVE: &str = "行政处罚法第五十六条";
const DECISION: &str = "行政强制法第二十四条第二款";
const EXTENSION: &str = "行政强制法第二十五条第二款";
const LIFTING: &str = "行政强制法第二十八条";
const OTHER: &str = "其他行政强制措施";
const KINDS: &[&str] = &["查封", "扣押", "冻结", OTHER];

/// What is done; a measure of another law is called as that law calls it.
const fn measure(citation: &'static str) -> [Field; 2] {
    [
        Field::text("measure", "措施种类", citation).one_of(KINDS),
        Field::text("measure_name", "其他措施的名称", citation)
            .when(Condition::Is("measure", &[OTHER])),
    ]
}

pub(super) const PRESERVATION_NOTICE: &[&[Field]] = &[
    PARTY,
    PARTY_REACHED,
    &[
        Field::text("suspected", "涉嫌的违法行为", PRESERVE),
        Field::long("reasons", "先行登记保存的理由", PRESERVE),
        Field::text("list_number", "清单文书编号", PRESERVE),
        Field::text("keeping_place", "保存地点", PRESERVE),
    ],
    CONTACT,
    COPIES,
];

pub(super) const COERCION_DECISION: &[&[Field]] = &[
    PARTY,
    PARTY_REACHED,
    &[
        Field::long("suspected", "涉嫌的违法行为", DECISION),
        Field::long("reasons", "采取措施的理由", DECISION),
        Field::text("basis", "依据", DECISION),
    ],
    &measure(DECISION),
    &[
        Field::text("object", "场所、设施或者财物的名称、数量", DECISION),
        Field::text("list_number", "清单文书编号", DECISION),
        Field::date("starts_on", "措施起始日期", DECISION),
        Field::date("ends_on", "措施届满日期", DECISION),
    ],
    REMEDIES,
    CONTACT,
    COPIES,
];

/// The measure that a later paper extends or lifts.
const MEASURE_REFERRED: &[Field] = &[
    Field::date("decided_on", "实施决定日期", FORM),
    Field::text("decision_number", "实施决定书文号", FORM),
    Field::text("list_number", "清单文书编号", FORM),
];

pub(super) const COERCION_EXTENSION: &[&[Field]] = &[
    ADDRESSEE,
    MEASURE_REFERRED,
    &measure(FORM),
    &[
        Field::long("reason", "延长的理由", EXTENSION),
        Field::text("basis", "其他依据", EXTENSION).optional(),
        Field::date("extended_from", "延长期限起始日期", EXTENSION),
        Field::date("extended_until", "延长期限届满日期", EXTENSION),
    ],
    REMEDIES,
    CONTACT,
    COPIES,
];

pub(super) const COERCION_LIFTING: &[&[Field]] = &[
    ADDRESSEE,
    MEASURE_REFERRED,
    &measure(FORM),
    &[
        Field::date("extension_on", "延长决定日期", FORM).when(EXTENDED),
        Field::text("extension_number", "延长决定书文号", FORM).optional(),
        Field::date("extended_until", "延长后的届满日期", FORM).when(EXTENDED),
        Field::text("reason", "解除的理由", LIFTING),
        Field::text("basis", "依据", LIFTING),
        Field::date("lifted_from", "解除日期", LIFTING),
        Field::text("scope", "解除范围", LIFTING).one_of(&["全部", "部分"]),
    ],
    CONTACT,
    COPIES,
];
const EXTENDED: Condition = Condition::Filled("extension_number");

pub(super) const PROPERTY_LIST: &[&[Field]] = &[
    &[
        Field::text("list_number", "文书编号", FORM),
        Field::text("purpose", "所附文书", FORM).optional(),
        Field::text("party", "当事人", FORM),
        Field::table(
            "items",
            "清单",
            &[
                Column::text("name", "标称名称/场所"),
                Column::text("spec", "规格（型号）/场所地址").optional(),
                Column::text("unit", "单位"),
                Column::text("quantity", "数量"),
                Column::text("remarks", "备注").optional(),
            ],
            "行政强制法第二十四条第二款第三项",
        ),
    ],
    OFFICERS,
    REFUSAL,
    COPIES,
];
