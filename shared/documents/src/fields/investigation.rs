//! Filing, records, the report and its review.

use super::common::{
    EVIDENCE, FORM, HEAD_OPINION, OCCASION, OFFICERS, PARTY, PARTY_REACHED, REFUSAL, REMARKS,
    UNIT_OPINION,
};
use crate::field::{Column, Condition, Field};

const CARD: &str = "行政处罚法第五十五条第一款";
const RECUSAL: &str = "行政处罚法第四十三条";
const SCENE: &str = "市场监督管理行政处罚程序规定第二十八条";
const INTERVIEW: &str = "市场监督管理行政处罚程序规定第二十九条";
const FILING: &str = "市场监督管理行政处罚程序规定第十八条";
const REPORT: &str = "市场监督管理行政处罚程序规定第四十八条";
const REVIEW: &str = "行政处罚法第五十八条";

pub(super) const FILING_APPROVAL: &[&[Field]] = &[
    &[
        Field::text("filing", "立案或者不予立案", FILING).one_of(&["立案", "不予立案"]),
        Field::text("case_name", "案件名称", FORM).optional(),
    ],
    PARTY,
    &[
        Field::text("trade_name", "字号名称", FORM).optional(),
        Field::text("cause", "案由", FORM),
        Field::date("found_on", "发现线索/收到材料时间", FILING),
        Field::long("reasons", "核查情况及立案/不予立案理由", FILING),
        Field::list("checkers", "核查人员", "行政处罚法第四十二条第一款").at_least(2),
        Field::date("checked_on", "核查人员签署日期", FORM),
        Field::list(
            "investigators",
            "办案人员",
            "市场监督管理行政处罚程序规定第十九条第二款",
        )
        .at_least(2)
        .when(Condition::Is("filing", &["立案"])),
    ],
    UNIT_OPINION,
    HEAD_OPINION,
    REMARKS,
];

/// The card shown, the matter, the right to have an officer replaced (回避).
const OPENING: &[Field] = &[
    Field::text("matter", "检查或者询问的事项", FORM),
    Field::text("card_answer", "对出示执法证件的回答", CARD),
    Field::text("recusal_answer", "是否申请回避", RECUSAL),
];

/// How the record was checked by the person it is about.
const READ_BACK: &[Field] = &[
    Field::text("read_back", "核对方式", INTERVIEW).one_of(&["请核对", "已向你宣读"]),
    Field::text("confirmation", "核对意见", INTERVIEW),
];

pub(super) const SCENE_RECORD: &[&[Field]] = &[
    OCCASION,
    OFFICERS,
    PARTY,
    PARTY_REACHED,
    &[Field::text("attendance", "通知当事人到场情况", SCENE)],
    OPENING,
    &[
        Field::long("scene", "现场情况", SCENE),
        Field::long(
            "coercion_told",
            "当场告知强制措施的理由、依据、权利和救济途径情况",
            "行政强制法第十八条第五项",
        )
        .optional(),
        Field::long(
            "statement",
            "当事人的陈述和申辩",
            "行政强制法第十八条第六项",
        )
        .when(Condition::Filled("coercion_told")),
    ],
    READ_BACK,
    REFUSAL,
];

pub(super) const INTERVIEW_RECORD: &[&[Field]] = &[
    OCCASION,
    &[Field::text("nth", "询问次数", FORM)],
    OFFICERS,
    &[
        Field::text("interviewee", "被询问人", INTERVIEW),
        Field::text("gender", "性别", FORM).optional(),
        Field::text("id_number", "身份证件号码", FORM),
        Field::text("employer", "工作单位", FORM).optional(),
        Field::text("post", "职务", FORM).optional(),
    ],
    PARTY_REACHED,
    &[Field::text("contact_address", "联系地址", FORM).optional()],
    OPENING,
    &[
        Field::text("duty_answer", "对如实回答义务的回答", CARD),
        Field::table(
            "dialogue",
            "询问内容",
            &[Column::text("question", "问"), Column::text("answer", "答")],
            INTERVIEW,
        ),
    ],
    READ_BACK,
    REFUSAL,
];

pub(super) const INVESTIGATION_REPORT: &[&[Field]] = &[
    &[
        Field::text("cause", "涉嫌的违法行为", REPORT),
        Field::date("filed_on", "立案日期", FORM),
    ],
    OFFICERS,
    &[
        Field::long("party_facts", "当事人基本情况", REPORT),
        Field::long(
            "course",
            "案件来源、调查经过及采取行政强制措施的情况",
            REPORT,
        ),
        Field::long("facts", "调查认定的事实", REPORT),
    ],
    EVIDENCE,
    &[
        Field::long("nature", "案件性质", REPORT),
        Field::long("discretion", "自由裁量理由等其他需要说明的事项", REPORT),
        Field::long("proposal", "处理意见及依据", REPORT),
        Field::text("unit_head", "办案机构负责人", FORM).optional(),
    ],
];

pub(super) const LEGAL_REVIEW_FORM: &[&[Field]] = &[
    &[
        Field::text(
            "review",
            "审核种类",
            "市场监督管理行政处罚程序规定第四十九条第二款",
        )
        .one_of(&["法制审核", "案件审核"]),
        Field::text("case_name", "案件名称", FORM),
        Field::text("unit", "办案机构", FORM),
        Field::date("submitted_on", "送审时间", FORM),
        Field::date("returned_on", "退卷时间", FORM),
        Field::text(
            "outcome",
            "审核结论",
            "市场监督管理行政处罚程序规定第五十四条",
        )
        .one_of(&["同意", "建议纠正", "建议补充调查", "其他意见和建议"]),
        Field::long("opinion", "审核意见和建议", REVIEW),
        Field::text("reviewer", "审核人", REVIEW),
        Field::text(
            "qualification",
            "法律职业资格证书编号",
            "行政处罚法第五十八条第二款",
        )
        .optional(),
        Field::date("reviewed_on", "审核日期", FORM),
        Field::long("body_opinion", "审核机构负责人意见", FORM),
        Field::text("body_head", "审核机构负责人", FORM),
        Field::date("body_opined_on", "审核机构负责人签署日期", FORM),
    ],
    REMARKS,
];
