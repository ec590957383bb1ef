//! What a submission must contain before it can be taken.

use kernel::{MatterId, Region, SubmissionId, Uscc};
use law::Refusal;

use crate::limits::MARKET_SUPERVISION;
use crate::{Channel, Kind, Reporter};

/// Longest title, in characters: one line on a page.
pub const TITLE_CHARACTERS_MAX: usize = 100;
/// Longest text, in characters: some six printed pages; more belongs in attachments.
pub const TEXT_CHARACTERS_MAX: usize = 5_000;
/// Longest name, address, place or telephone number, in characters.
pub const FIELD_CHARACTERS_MAX: usize = 200;
/// Longest code of a field of enforcement or of a category, in characters.
pub const CODE_CHARACTERS_MAX: usize = 40;

/// Whom a submission is about (被投诉人、被举报人).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Respondent {
    /// Name or shop sign; empty when unknown.
    pub name: String,
    /// Address; empty when unknown.
    pub address: String,
    /// Unified social credit code, when known.
    pub uscc: Option<Uscc>,
}

/// A submission as it comes in. Its words and its reporter stay with this service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// Its identifier.
    pub id: SubmissionId,
    /// The matter that begins with it.
    pub matter: MatterId,
    /// What it is; more than one when the text is several things at once.
    pub kinds: Vec<Kind>,
    /// How it came in.
    pub channel: Channel,
    /// Field of enforcement, for example `city-management`.
    pub domain: String,
    /// Category of the hotline's list (GB/T 39666); empty when not sorted yet.
    pub category_code: String,
    /// Where it happened.
    pub region: Region,
    /// One line.
    pub title: String,
    /// What happened: facts, question or proposal.
    pub text: String,
    /// What the citizen asks for; a complaint needs it.
    pub request: String,
    /// Where exactly; empty when unknown.
    pub place: String,
    /// Whom it is about, when someone is named.
    pub respondent: Option<Respondent>,
    /// Who submits it; `None` when anonymous.
    pub reporter: Option<Reporter>,
}

impl Filing {
    /// The one kind of this submission, when everything that kind needs is there.
    ///
    /// # Errors
    /// The refusal of the first gate that does not hold.
    pub fn complete(&self) -> Result<Kind, Refusal> {
        let kind = self.one_kind()?;
        self.within_limits()?;
        if self.domain.trim().is_empty() {
            return Err(missing_domain());
        }
        if !self.region.is_known() {
            return Err(unknown_region(self.region));
        }
        match kind {
            Kind::Report => self.concrete_report()?,
            Kind::Complaint if self.domain == MARKET_SUPERVISION => self.consumer_complaint()?,
            Kind::Question | Kind::Help | Kind::Suggestion | Kind::Complaint => self.some_text()?,
        }
        Ok(kind)
    }

    /// Complaint and report are two procedures: each gets a matter of its own (Order 121 Art. 9).
    fn one_kind(&self) -> Result<Kind, Refusal> {
        match self.kinds.as_slice() {
            [kind] => Ok(*kind),
            [] => Err(Refusal::new("kind-missing", "CMP-KIND")
                .citing("市场监督管理投诉举报处理办法第三条")
                .missing("what the submission is")
                .cure("name one of question, help, suggestion, complaint, report")
                .titled("未选择诉求类型", "The kind of submission is missing")),
            several => Err(Refusal::new("several-kinds", "CMP-SPLIT")
                .citing("市场监督管理投诉举报处理办法第九条")
                .missing(format!(
                    "one kind per submission; {} were given",
                    several.len()
                ))
                .cure(
                    "send one submission for each kind, each with its own text: a complaint and a \
                     report are handled apart",
                )
                .titled(
                    "投诉和举报应当分别提出",
                    "A complaint and a report are handled apart",
                )),
        }
    }

    /// Clue: who or where. Facts: what happened. Anonymous is allowed (Order 121 Art. 28).
    fn concrete_report(&self) -> Result<(), Refusal> {
        let named = self.respondent.as_ref().is_some_and(|respondent| {
            respondent.uscc.is_some()
                || !respondent.name.trim().is_empty()
                || !respondent.address.trim().is_empty()
        });
        if !named && self.place.trim().is_empty() {
            return Err(Refusal::new("report-clue-missing", "RPT-CONCRETE")
                .citing(self.order_121("第二十八条第一款"))
                .missing("a concrete clue: who is reported, or where it happens")
                .cure("name the respondent, its credit code, or the place")
                .titled("举报缺少具体线索", "The report names no concrete clue"));
        }
        if self.text.trim().is_empty() {
            return Err(Refusal::new("report-facts-missing", "RPT-CONCRETE")
                .citing(self.order_121("第二十八条第一款"))
                .missing("the facts on which the report rests")
                .cure("say what happened and when, and what shows it")
                .titled("举报缺少事实依据", "The report states no facts"));
        }
        Ok(())
    }

    /// What a consumer's complaint needs (Order 121 Art. 10).
    fn consumer_complaint(&self) -> Result<(), Refusal> {
        let given = |text: &str| !text.trim().is_empty();
        let identified = self.reporter.as_ref().is_some_and(|reporter| {
            given(&reporter.name) && given(&reporter.phone) && given(&reporter.address)
        });
        let respondent = self
            .respondent
            .as_ref()
            .is_some_and(|respondent| given(&respondent.name) && given(&respondent.address));
        let gates = [
            (
                identified,
                "第十条第一款第一项",
                "name, telephone and address of the complainant",
            ),
            (
                respondent,
                "第十条第一款第二项",
                "name and address of the respondent",
            ),
            (
                given(&self.request) && given(&self.text),
                "第十条第一款第三项",
                "what is asked for, and the facts of the dispute",
            ),
        ];
        match gates.iter().find(|(holds, _, _)| !holds) {
            None => Ok(()),
            Some((_, article, missing)) => {
                Err(Refusal::new("complaint-incomplete", "CMP-MATERIALS")
                    .citing(self.order_121(article))
                    .missing(*missing)
                    .cure("complete it; a breach of the law can be reported without a name")
                    .titled("投诉材料不完整", "The complaint is not complete"))
            }
        }
    }

    fn some_text(&self) -> Result<(), Refusal> {
        if !self.text.trim().is_empty() {
            return Ok(());
        }
        Err(Refusal::new("text-missing", "CMP-TEXT")
            .citing("GB/T 33358-2016")
            .missing("the text of the submission")
            .cure("say what you ask, need or propose")
            .titled("未填写诉求内容", "The text is missing"))
    }

    /// Order 121 governs market supervision; elsewhere the platform asks for the same, by analogy.
    fn order_121(&self, article: &str) -> String {
        let by_analogy = if self.domain == MARKET_SUPERVISION {
            ""
        } else {
            "参照"
        };
        format!("{by_analogy}市场监督管理投诉举报处理办法{article}")
    }

    fn within_limits(&self) -> Result<(), Refusal> {
        let mut fields = vec![
            ("title", self.title.as_str(), TITLE_CHARACTERS_MAX),
            ("text", self.text.as_str(), TEXT_CHARACTERS_MAX),
            ("request", self.request.as_str(), TEXT_CHARACTERS_MAX),
            ("place", self.place.as_str(), FIELD_CHARACTERS_MAX),
            ("domain", self.domain.as_str(), CODE_CHARACTERS_MAX),
            (
                "category_code",
                self.category_code.as_str(),
                CODE_CHARACTERS_MAX,
            ),
        ];
        if let Some(respondent) = &self.respondent {
            fields.push(("respondent.name", &respondent.name, FIELD_CHARACTERS_MAX));
            fields.push((
                "respondent.address",
                &respondent.address,
                FIELD_CHARACTERS_MAX,
            ));
        }
        if let Some(reporter) = &self.reporter {
            fields.push(("reporter.name", &reporter.name, FIELD_CHARACTERS_MAX));
            fields.push(("reporter.phone", &reporter.phone, FIELD_CHARACTERS_MAX));
            fields.push(("reporter.address", &reporter.address, FIELD_CHARACTERS_MAX));
        }
        fields
            .iter()
            .try_for_each(|(field, text, max)| within(field, text, *max))
    }
}

/// Refuses a field of more than `max` characters.
pub(crate) fn within(field: &str, text: &str, max: usize) -> Result<(), Refusal> {
    if text.chars().count() <= max {
        return Ok(());
    }
    Err(Refusal::new("text-too-long", "CMP-TEXT")
        .citing("platform default")
        .missing(format!("`{field}` of at most {max} characters"))
        .cure("shorten it and attach the rest as material")
        .titled("内容过长", "A field is too long"))
}

fn missing_domain() -> Refusal {
    Refusal::new("domain-missing", "CMP-DOMAIN")
        .citing("市场监督管理投诉举报处理办法第二条")
        .missing("the field of enforcement")
        .cure("name it, for example city-management")
        .titled("未填写执法领域", "The field of enforcement is missing")
}

fn unknown_region(region: Region) -> Refusal {
    Refusal::new("region-unknown", "CMP-REGION")
        .citing("GB/T 2260")
        .missing(format!(
            "a region in the list of divisions; {region} is not in it"
        ))
        .cure("give the six digits of the county, district or city where it happened")
        .titled("行政区划代码不存在", "The region is not in the list")
}
