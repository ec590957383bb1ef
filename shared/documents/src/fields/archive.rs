//! Service, closing and the case file (案卷).

use super::common::{ADDRESSEE, CONTACT, FORM, HEAD_OPINION, REMARKS, UNIT_OPINION};
use crate::field::{Column, Condition, Field, FieldKind};

const SERVICE: &str = "市场监督管理行政处罚程序规定第八十二条";
const ANNOUNCEMENT: &str = "民事诉讼法第九十五条";
const CLOSING: &str = "市场监督管理行政处罚程序规定第七十七条";
const FILE: &str = "市场监督管理行政处罚程序规定第七十八条";

pub(super) const SERVICE_RECEIPT: &[&[Field]] = &[
    &[
        Field::list("documents", "送达文书名称及文号", SERVICE),
        Field::text("recipient", "受送达人", SERVICE),
        Field::text("place", "送达地点", SERVICE),
        Field::text("method", "送达方式", SERVICE).one_of(&[
            "直接送达",
            "留置送达",
            "电子送达",
            "邮寄送达",
            "委托送达",
            "转交送达",
            "公告送达",
        ]),
        Field::text("served_at", "送达时间", SERVICE).optional(),
        Field::text("receiver", "收件人", SERVICE).optional(),
        Field::text("relation", "收件人与受送达人的关系", SERVICE).optional(),
        Field::text("refusal_note", "拒收事由和日期", SERVICE).optional(),
        Field::list("servers", "送达人", SERVICE),
        Field::text("witness", "见证人", SERVICE).optional(),
    ],
    REMARKS,
];

pub(super) const SERVICE_ANNOUNCEMENT: &[&[Field]] = &[
    ADDRESSEE,
    &[
        Field::date("decided_on", "文书作出日期", ANNOUNCEMENT),
        Field::text("document", "公告送达的文书名称", ANNOUNCEMENT),
        Field::text("document_number", "公告送达的文书文号", FORM),
        Field::text("ground", "公告送达的原因", ANNOUNCEMENT)
            .one_of(&["下落不明", "采取其他送达方式无法送达"]),
        Field::long("content", "文书的主要内容", ANNOUNCEMENT),
        Field::long("rights", "告知的权利", FORM),
    ],
    CONTACT,
];

pub(super) const CLOSING_APPROVAL: &[&[Field]] = &[
    &[
        Field::text("case_name", "案件名称", FORM),
        Field::date("filed_on", "立案日期", FORM),
        Field::list("investigators", "办案人员", FORM).at_least(2),
        Field::text("decision_number", "处理决定文书", FORM).optional(),
        Field::date("decided_on", "处理决定日期", FORM).when(Condition::Filled("decision_number")),
        Field::text("situation", "结案情形", CLOSING).one_of(&[
            "行政处罚决定执行完毕",
            "人民法院裁定终结执行",
            "案件终止调查",
            "依法不予行政处罚",
            "违法事实不能成立",
            "移送其他行政管理部门",
            "移送司法机关",
            "其他",
        ]),
        Field::text("situation_note", "其他结案情形", CLOSING)
            .when(Condition::Is("situation", &["其他"])),
        Field::long("penalties", "行政处罚内容", FORM).optional(),
        Field::text("execution", "行政处罚决定的执行方式", FORM)
            .one_of(&["主动履行", "强制执行", "其他"])
            .when(Condition::Is("situation", &["行政处罚决定执行完毕"])),
        Field::long("goods", "罚没财物处置情况", FORM).optional(),
        Field::long("officer_opinion", "办案人员意见", FORM),
        Field::date("officer_opined_on", "办案人员签署日期", FORM),
    ],
    UNIT_OPINION,
    HEAD_OPINION,
    REMARKS,
];

pub(super) const FILE_COVER: &[&[Field]] = &[&[
    Field::text("fonds_number", "全宗号", FILE),
    Field::text("catalogue_number", "目录号", FILE),
    Field::text("volume_number", "案卷号", FILE),
    Field::text("volume", "卷别", FILE).one_of(&["正卷", "副卷"]),
    Field::text("case_name", "案件名称", FILE),
    Field::text("decision_number", "决定书文号", FILE).optional(),
    Field::text("unit", "办案机构", FORM),
    Field::date("filed_on", "立案日期", FORM),
    Field::date("closed_on", "结案日期", FORM),
    Field::text("retention", "保管期限", FILE),
    Field::text("item_count", "件数", FORM),
    Field::text("page_count", "页数", FORM),
    Field::text("archive_number", "归档号", FILE),
]];

pub(super) const FILE_CATALOGUE: &[&[Field]] = &[&[
    Field::text("case_name", "案件名称", FILE).optional(),
    Field::text("volume", "卷别", FILE)
        .one_of(&["正卷", "副卷"])
        .optional(),
    Field::table(
        "entries",
        "目录",
        &[
            Column::text("number", "文号").optional(),
            Column::text("title", "文件名称"),
            Column::new("date", "日期", FieldKind::Date).optional(),
            Column::text("page", "页号"),
            Column::text("remarks", "备注").optional(),
        ],
        FILE,
    ),
]];
