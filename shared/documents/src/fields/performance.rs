//! Deferral and instalments, the demand, the application to the court.

use super::common::{ADDRESSEE, CONTACT, COPIES, DECISION_REFERRED, FORM, PARTY, SURCHARGE};
use crate::field::{Column, Condition, Field, FieldKind};

const DEFER: &str = "行政处罚法第六十六条第二款";
const DEMAND: &str = "行政强制法第三十五条、第五十四条";
const APPLICATION: &str = "行政强制法第五十五条";

pub(super) const INSTALMENT_NOTICE: &[&[Field]] = &[
    ADDRESSEE,
    DECISION_REFERRED,
    &[
        Field::money("fine", "罚款数额", DEFER),
        Field::date("applied_on", "申请日期", DEFER),
        Field::text("relief", "同意的方式", DEFER).one_of(&["延期", "分期"]),
        Field::date("deferred_until", "延期缴纳的截止日期", DEFER)
            .when(Condition::Is("relief", &["延期"])),
        Field::table(
            "instalments",
            "分期缴纳的时限及数额",
            &[
                Column::new("due", "缴款时间", FieldKind::Date),
                Column::new("amount", "缴款数额", FieldKind::Money),
                Column::text("remarks", "备注").optional(),
            ],
            DEFER,
        )
        .at_least(2)
        .when(Condition::Is("relief", &["分期"])),
        SURCHARGE,
    ],
    CONTACT,
    COPIES,
];

pub(super) const DEMAND_NOTICE: &[&[Field]] = &[
    ADDRESSEE,
    DECISION_REFERRED,
    &[
        Field::list("duties", "没有履行的义务", DEMAND),
        Field::text("manner", "履行方式", DEMAND),
        Field::money("amount", "应缴金额", "行政强制法第三十五条第三项").optional(),
        Field::money(
            "surcharge_amount",
            "加处罚款金额",
            "行政强制法第三十五条第三项",
        )
        .optional(),
        Field::text("payee", "缴款方式和代收机构", "行政强制法第三十五条第三项")
            .when(Condition::Filled("amount")),
    ],
    CONTACT,
    COPIES,
];

pub(super) const ENFORCEMENT_APPLICATION: &[&[Field]] = &[
    &[
        Field::text("applicant_head", "申请人法定代表人", APPLICATION),
        Field::text("applicant_head_post", "职务", FORM),
        Field::text("applicant_address", "申请人地址", FORM),
    ],
    PARTY,
    &[
        Field::text("phone", "联系电话", FORM).optional(),
        Field::text("court", "受理的人民法院", "行政强制法第五十四条"),
    ],
    DECISION_REFERRED,
    &[
        Field::list("unperformed", "未履行的处罚内容", APPLICATION),
        Field::money("surcharge_amount", "加处罚款", FORM).optional(),
        Field::text("surcharge_sum", "加处罚款的计算方式", FORM)
            .when(Condition::Filled("surcharge_amount")),
        Field::long("history", "当事人履行、复议、诉讼情况", APPLICATION),
        Field::text("demand_number", "催告书文号", "行政强制法第五十四条"),
        Field::date("demand_served_on", "催告书送达日期", "行政强制法第五十四条"),
        Field::list("attachments", "附件", APPLICATION),
        Field::text("signer", "行政机关负责人", "行政强制法第五十五条第二款"),
    ],
    CONTACT,
    COPIES,
];
