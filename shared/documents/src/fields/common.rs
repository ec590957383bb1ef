//! Groups of fields that several forms share.

use crate::field::{Column, Condition, Field};

/// Fields that only the official form asks for.
pub(super) const FORM: &str = "市场监督管理行政处罚文书格式范本（2021年修订版）";
/// Two officers, and their cards.
const OFFICERS_TWO: &str = "行政处罚法第四十二条第一款";
const PARTY_BASICS: &str = "行政处罚法第五十九条第一款第一项";
const REMEDY: &str = "行政复议法第二十条第三款、行政处罚法第五十九条第一款第五项";
const APPROVAL: &str = "市场监督管理行政处罚程序规定第十八条、第七十七条";

/// The person to whom a notice is addressed (当事人).
pub(super) const ADDRESSEE: &[Field] = &[Field::text("party", "当事人", FORM)];

/// The party in full, as decisions and records name it.
pub(super) const PARTY: &[Field] = &[
    Field::text("party", "当事人", PARTY_BASICS),
    Field::text("licence", "主体资格证照名称", FORM).optional(),
    Field::text("uscc", "统一社会信用代码", FORM).optional(),
    Field::text("address", "住所（住址）", PARTY_BASICS),
    Field::text("representative", "法定代表人（负责人、经营者）", FORM).optional(),
    Field::text("id_number", "身份证件号码", FORM).optional(),
];

/// How to reach the party.
pub(super) const PARTY_REACHED: &[Field] = &[
    Field::text("phone", "联系电话", FORM).optional(),
    Field::text("other_contact", "其他联系方式", FORM).optional(),
];

/// Whom the party may ask.
pub(super) const CONTACT: &[Field] = &[
    Field::text("contact", "联系人", FORM),
    Field::text("contact_phone", "联系电话", FORM),
    Field::text("contact_address", "联系地址", FORM).optional(),
];

/// How many copies there are, where it is not one to be served and one to be filed.
pub(super) const COPIES: &[Field] = &[Field::text("copies", "份数说明", FORM).optional()];

/// Where the party may complain. The periods come from the table of deadlines.
pub(super) const REMEDIES: &[Field] = &[
    Field::text("reconsideration_body", "行政复议机关", REMEDY),
    Field::text("court", "有管辖权的人民法院", REMEDY),
];

/// The officers (执法人员), two at least, each with a card.
pub(super) const OFFICERS: &[Field] = &[Field::table(
    "officers",
    "执法人员",
    &[
        Column::text("name", "姓名"),
        Column::text("card", "执法证号"),
    ],
    OFFICERS_TWO,
)
.at_least(2)];

/// When and where a record was made.
pub(super) const OCCASION: &[Field] = &[
    Field::text("started_at", "开始时间", FORM),
    Field::text("ended_at", "结束时间", FORM),
    Field::text("place", "地点", FORM),
];

/// What the record says about a refused signature (拒绝签名).
pub(super) const REFUSAL: &[Field] = &[
    Field::text("witness", "见证人", "行政强制法第十八条第九项").optional(),
    Field::long(
        "refusal_note",
        "拒绝签名情况",
        "市场监督管理行政处罚程序规定第四十三条",
    )
    .optional(),
];

/// The opinion of the unit that handles the case.
pub(super) const UNIT_OPINION: &[Field] = &[
    Field::long("unit_opinion", "办案机构负责人意见", APPROVAL),
    Field::text("unit_head", "办案机构负责人", APPROVAL),
    Field::date("unit_opined_on", "办案机构负责人签署日期", APPROVAL),
];

/// The approval by the head of the agency (行政机关负责人).
pub(super) const HEAD_OPINION: &[Field] = &[
    Field::long("head_opinion", "部门负责人意见", APPROVAL),
    Field::text("head", "部门负责人", APPROVAL),
    Field::date("head_opined_on", "部门负责人签署日期", APPROVAL),
];

/// Remarks.
pub(super) const REMARKS: &[Field] = &[Field::long("remarks", "备注", FORM).optional()];

/// The evidence and what each item proves.
pub(super) const EVIDENCE: &[Field] = &[Field::table(
    "evidence",
    "证据",
    &[
        Column::text("item", "证据名称"),
        Column::text("proves", "证明内容"),
    ],
    "行政处罚法第五十九条第一款第二项",
)];

/// The penalty decision that a later paper refers to.
pub(super) const DECISION_REFERRED: &[Field] = &[
    Field::text("decision_number", "行政处罚决定书文号", FORM),
    Field::date("decided_on", "行政处罚决定日期", FORM),
];

/// Where to pay: every fine that is not taken on the spot goes through a bank (代收机构).
pub(super) const fn payment(when: Condition) -> [Field; 3] {
    [
        Field::text("payee", "代收机构名称", BANK).when(when),
        Field::text("payee_address", "代收机构地址", BANK).when(when),
        Field::text("payee_account", "缴款账号或者缴款码", BANK).optional(),
    ]
}
const BANK: &str = "罚款决定与罚款收缴分离实施办法第七条";

/// Whether a late payment costs more (加处罚款). The decision must say so.
pub(super) const SURCHARGE: Field = Field::text("surcharge", "逾期是否加处罚款", BANK)
    .one_of(&["加处罚款", "不加处罚款"])
    .when(Condition::Filled("fine"));
