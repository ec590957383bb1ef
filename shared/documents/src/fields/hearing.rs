//! The hearing (听证) and the collective discussion (集体讨论).

use super::common::{ADDRESSEE, CONTACT, COPIES, FORM, OCCASION, OFFICERS};
use crate::field::{Column, Condition, Field};

const NOTICE: &str = "行政处罚法第六十四条第二项";
const PUBLICITY: &str = "行政处罚法第六十四条第三项";
const HOST: &str = "行政处罚法第六十四条第四项";
const COURSE: &str = "行政处罚法第六十四条第七项";
const RECORD: &str = "行政处罚法第六十四条第八项";
const REPORT: &str = "市场监督管理行政处罚程序规定第六十条";
const DISCUSSION: &str = "行政处罚法第五十七条第二款";

/// Whether the public may come.
const OPEN: &[Field] = &[
    Field::text("publicity", "听证方式", PUBLICITY).one_of(&["公开", "不公开"]),
    Field::text("closed_reason", "不公开的理由", PUBLICITY)
        .when(Condition::Is("publicity", &["不公开"])),
];

/// Who leads the hearing and writes it down.
const BENCH: &[Field] = &[
    Field::text("host", "听证主持人", HOST),
    Field::list("hearers", "听证员", FORM).optional(),
    Field::text("recorder", "记录员", FORM),
    Field::text("interpreter", "翻译人员", FORM).optional(),
];

/// Who takes part.
const SIDES: &[Field] = &[
    Field::text("party", "当事人", COURSE),
    Field::text("representative", "法定代表人（负责人）", FORM).optional(),
    Field::text("agent", "委托代理人", "行政处罚法第六十四条第五项").optional(),
    Field::text("third_party", "第三人", FORM).optional(),
    Field::text("others", "其他参加人", FORM).optional(),
];

pub(super) const HEARING_NOTICE: &[&[Field]] = &[
    ADDRESSEE,
    &[
        Field::text("cause", "案由", NOTICE),
        Field::text("hearing_at", "听证时间", NOTICE),
        Field::text("place", "听证地点", NOTICE),
    ],
    OPEN,
    BENCH,
    CONTACT,
    COPIES,
];

pub(super) const HEARING_RECORD: &[&[Field]] = &[
    &[Field::text("case_name", "案件名称", FORM)],
    OCCASION,
    OPEN,
    BENCH,
    OFFICERS,
    SIDES,
    &[
        Field::text("notice_number", "听证通知书文号", NOTICE),
        Field::date("notice_served_on", "听证通知书送达日期", NOTICE),
        Field::text("attendees", "到场的听证参加人", FORM),
        Field::text("recusal_answer", "是否申请回避", HOST),
        Field::long("accusation", "办案人员提出的事实、证据、建议及依据", COURSE),
        Field::long("defence", "当事人的陈述和申辩", COURSE),
        Field::long("third_statement", "第三人的陈述", FORM).optional(),
        Field::long("evidence_shown", "办案人员出示证据及证明目的", COURSE),
        Field::long("cross_examination", "质证意见", COURSE),
        Field::long("debate", "辩论", FORM).optional(),
        Field::long("final_officers", "办案人员最后意见", FORM),
        Field::long("final_party", "当事人最后意见", COURSE),
        Field::long("refusal_note", "拒绝签名情况", RECORD).optional(),
    ],
];

pub(super) const HEARING_REPORT: &[&[Field]] = &[
    &[Field::text("case_name", "案件名称", FORM)],
    OCCASION,
    OPEN,
    BENCH,
    OFFICERS,
    SIDES,
    &[
        Field::long("situation", "听证的基本情况", REPORT),
        Field::long("proposal", "处理意见及建议", REPORT),
        Field::long("other", "需要报告的其他事项", FORM).optional(),
    ],
];

pub(super) const DISCUSSION_RECORD: &[&[Field]] = &[&[
    Field::text("case_name", "案件名称", FORM),
    Field::date("held_on", "讨论时间", DISCUSSION),
    Field::text("place", "讨论地点", FORM),
    Field::text("host", "主持人", DISCUSSION),
    Field::list("attendees", "出席人员", DISCUSSION).at_least(2),
    Field::list("observers", "列席人员", FORM).optional(),
    Field::text("recorder", "记录人", FORM),
    Field::long("case_report", "办案机构汇报", FORM),
    Field::long("review_opinion", "审核机构汇报", FORM),
    Field::long("questions", "询问和讨论情况", FORM).optional(),
    Field::table(
        "opinions",
        "出席人员意见",
        &[
            Column::text("name", "姓名"),
            Column::text("opinion", "意见"),
        ],
        DISCUSSION,
    )
    .at_least(2),
    Field::long("conclusion", "处理意见", DISCUSSION),
]];
