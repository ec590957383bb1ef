//! How and when a document counts as served (送达). The service date starts the party's clocks.
//!
//! Every method has its own service date and asks for its own proof. What was tried in vain is kept
//! in the [`ServiceLog`]: an announcement is lawful only after it.

mod log;

pub use log::{
    Announcement, AnnouncementDraft, Attempt, AttemptDraft, AttemptOutcome, Paper, ServiceLog,
};

use jiff::civil::Date;
use law::{Adjustments, Calendar, Refusal, rule};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// Articles on service.
pub const CITATION: &str = "行政处罚法第六十一条；市场监督管理行政处罚程序规定第八十二条";

/// A method of service.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Method {
    /// Handed to the party, who signs the receipt (直接送达).
    Direct,
    /// Someone the law names signs for the party (代收).
    Substitute,
    /// Refused, and left at the residence (留置送达).
    LeftBehind,
    /// By electronic means, with signed consent (电子送达).
    Electronic,
    /// By post (邮寄送达).
    Post,
    /// Through another agency (委托、转交送达).
    Entrusted,
    /// By public announcement, when nothing else works (公告送达).
    Announcement,
}

/// Who may sign for the party. A relative who does not live there may not.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Signer {
    /// Adult family member who lives with the party (同住成年家属).
    HouseholdAdult,
    /// Head of the organisation, or who receives its mail (负责收件的人).
    MailReceiver,
    /// Agent (代理人).
    Agent,
    /// Receiver named to the agency (指定代收人).
    DesignatedReceiver,
}

/// What shows that a document was left at the residence. Who they were stands in the receipt.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Witness {
    /// Representatives of a grass-roots organisation or of the party's workplace signed.
    Representatives,
    /// The leaving was photographed or filmed.
    Recording,
}

/// One service of one document, with its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceOfProcess {
    /// How.
    pub method: Method,
    /// Day the proof shows: of the signature, of the arrival, of the return slip, of the day it was
    /// left, or of publication.
    pub proof_on: Date,
    /// The proof: receipt (送达回证), slip, recording, screenshot, reason for announcement.
    pub proof: String,
    /// Who signed for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<Signer>,
    /// Day the party signed the confirmation that allows electronic service (送达地址确认书).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_on: Option<Date>,
    /// What shows that it was left at the residence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
    /// It did not reach the party because the address that the party confirmed was wrong or has
    /// changed unannounced; `consent_on` is the day of that confirmation.
    #[serde(default)]
    pub returned: bool,
    /// The agency that handed it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
}

impl ServiceOfProcess {
    /// The day on which the document counts as served.
    ///
    /// # Errors
    /// When the proof is missing, lies before `earliest` (when the document did not exist yet) or
    /// after `today`, or does not carry this method.
    pub fn served_on(
        &self,
        calendar: &Calendar,
        earliest: Date,
        today: Date,
    ) -> Result<Date, Refusal> {
        if self.proof.trim().is_empty() {
            return Err(not_proven(
                "the proof of service: receipt, slip or recording",
            ));
        }
        if self.proof_on < earliest || self.proof_on > today {
            return Err(not_proven(format!(
                "a proof dated from {earliest} to {today}; it is dated {}",
                self.proof_on
            )));
        }
        if self.returned {
            return self.left_at_confirmed_address();
        }
        match self.method {
            Method::Direct | Method::Post => Ok(self.proof_on),
            Method::LeftBehind => match self.witness {
                Some(_) => Ok(self.proof_on),
                None => Err(not_proven(
                    "witnesses who signed, or a recording of the leaving",
                )),
            },
            Method::Entrusted => match self.through.as_deref().map(str::trim) {
                Some(agency) if !agency.is_empty() => Ok(self.proof_on),
                _ => Err(not_proven("the agency that handed the document over")),
            },
            Method::Substitute => match self.signer {
                Some(_) => Ok(self.proof_on),
                None => Err(not_proven(
                    "in which capacity the signer received it for the party",
                )),
            },
            Method::Electronic => self.arrived(),
            Method::Announcement => self.announced(calendar, today),
        }
    }

    /// A document sent to, or left at, the address that the party confirmed is served even if the
    /// address was wrong: by post on the day it came back, else on the day it was left there.
    fn left_at_confirmed_address(&self) -> Result<Date, Refusal> {
        let confirmed = self.consent_on.is_some_and(|day| day <= self.proof_on);
        let fits = matches!(
            self.method,
            Method::Post | Method::Direct | Method::LeftBehind
        );
        if confirmed && fits {
            return Ok(self.proof_on);
        }
        Err(Refusal::new("address-not-confirmed", "SVC-ADDRESS")
            .citing("市场监督管理行政处罚程序规定第八十三条")
            .missing("the party's signed confirmation of that address, before the sending")
            .cure("serve at the right address, or by another method")
            .titled(
                "受送达人未确认送达地址",
                "The party did not confirm that address",
            ))
    }

    fn arrived(&self) -> Result<Date, Refusal> {
        if self
            .consent_on
            .is_some_and(|consent| consent <= self.proof_on)
        {
            return Ok(self.proof_on);
        }
        Err(Refusal::new("electronic-consent-missing", "SVC-ELECTRONIC")
            .citing("行政处罚法第六十一条第二款")
            .missing("the party's consent and its signed confirmation, before the sending")
            .cure("obtain the confirmation and send again, or serve by another method")
            .titled(
                "未经同意不得电子送达",
                "Electronic service needs signed consent",
            ))
    }

    fn announced(&self, calendar: &Calendar, today: Date) -> Result<Date, Refusal> {
        let rule = rule("SVC-ANNOUNCE")?;
        let due = calendar.due(rule, self.proof_on, &Adjustments::none())?;
        if due.raw < today {
            return Ok(due.raw);
        }
        Err(Refusal::of_rule("announcement-running", rule)
            .missing(format!(
                "the end of the announcement, which runs through {}",
                due.raw
            ))
            .cure("record the service after that day")
            .titled("公告期未满", "The announcement still runs"))
    }
}

fn not_proven(missing: impl Into<String>) -> Refusal {
    Refusal::new("service-not-proven", "SVC-PROOF")
        .citing(CITATION)
        .missing(missing)
        .cure("record the proof that this method of service asks for")
        .titled("送达证明不全", "The service is not proven")
}
