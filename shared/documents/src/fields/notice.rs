//! Orders to correct, the notice of the intended penalty, statement and defence.

use super::common::{ADDRESSEE, CONTACT, COPIES, FORM, OCCASION, OFFICERS, REFUSAL, REMEDIES};
use crate::field::{Condition, Field};

const CORRECTION: &str = "行政处罚法第二十八条第一款";
const NOTICE: &str = "行政处罚法第四十四条";
const STATEMENT: &str = "行政处罚法第四十五条";

pub(super) const CORRECTION_ORDER: &[&[Field]] = &[
    ADDRESSEE,
    &[
        Field::long("act", "违法行为", CORRECTION),
        Field::text("violated", "违反的规定", CORRECTION),
        Field::text("basis", "依据", CORRECTION),
        Field::date("correct_by", "改正期限；没有的，立即改正", CORRECTION).optional(),
        Field::long("requirements", "改正内容及要求", FORM).optional(),
        Field::text("consequence", "逾期不改的后果", FORM).optional(),
        Field::text("consequence_basis", "逾期不改的处理依据", FORM)
            .when(Condition::Filled("consequence")),
    ],
    REMEDIES,
    CONTACT,
    COPIES,
];

pub(super) const PENALTY_NOTICE: &[&[Field]] = &[
    ADDRESSEE,
    &[
        Field::text("cause", "案由", NOTICE),
        Field::long("facts", "事实", NOTICE),
        Field::long("reasons", "理由", NOTICE),
        Field::long("basis", "依据", NOTICE),
        Field::list("proposed", "拟作出的行政处罚内容", NOTICE),
        Field::text("hearing", "是否告知听证权利", "行政处罚法第六十三条")
            .one_of(&["告知听证权利", "不属于听证范围"]),
        Field::text("hearing_basis", "听证范围的其他依据", FORM).optional(),
    ],
    CONTACT,
    COPIES,
];

pub(super) const STATEMENT_RECORD: &[&[Field]] = &[
    &[
        Field::text("case_name", "案件名称", FORM),
        Field::text("speaker", "陈述申辩人", STATEMENT),
    ],
    OCCASION,
    OFFICERS,
    &[
        Field::text("recorder", "记录人", FORM),
        Field::long("request", "陈述申辩请求", STATEMENT),
        Field::long("content", "陈述申辩内容", STATEMENT),
    ],
    REFUSAL,
];
