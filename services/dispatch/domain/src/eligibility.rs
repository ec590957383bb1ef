//! Whether one officer may be assigned to one task on one day.

use jiff::civil::Date;
use kernel::OfficerId;
use law::Refusal;

use crate::{Certificate, Configuration, Conflict, Officer, TaskAbout};

/// Enforcement only by officers with the qualification.
const QUALIFICATION: &str = "行政处罚法第四十二条第一款、行政强制法第十七条第三款";

/// What an officer is measured against.
#[derive(Debug, Clone, Copy)]
pub struct Measure<'a> {
    /// The task.
    pub task: &'a TaskAbout,
    /// The conflicts declared on it.
    pub conflicts: &'a [Conflict],
    /// The day of the act.
    pub on: Date,
    /// What the region sets.
    pub configuration: &'a Configuration,
}

impl Measure<'_> {
    /// Refuses when the officer may not take part, with the first gate that does not hold.
    ///
    /// # Errors
    /// The refusal, with its article.
    pub fn admits(&self, id: OfficerId, officer: &Officer) -> Result<(), Refusal> {
        let certificate = self.certificate_valid(id, officer)?;
        self.covers_domain(certificate)?;
        self.covers_region(certificate)?;
        self.unit_fits(certificate)?;
        self.no_conflict(id)
    }

    fn certificate_valid<'o>(
        &self,
        id: OfficerId,
        officer: &'o Officer,
    ) -> Result<&'o Certificate, Refusal> {
        match officer {
            Officer::Unknown => Err(Refusal::new("officer-unknown", "DSP-QUALIFIED")
                .citing(QUALIFICATION)
                .missing(format!("officer {id} in the roster"))
                .cure("register the officer with the enforcement certificate")
                .titled("执法人员不在名册中", "The officer is not in the roster")),
            Officer::Suspended { since, .. } => {
                Err(Refusal::new("certificate-suspended", "DSP-QUALIFIED")
                    .citing(format!("{QUALIFICATION}、行政执法监督条例第三十二条"))
                    .missing(format!(
                        "a certificate of {id} not withheld; it is since {since}"
                    ))
                    .cure("choose another officer, or reinstate the certificate first")
                    .titled("执法证件已暂扣", "The certificate is suspended"))
            }
            Officer::Cancelled { since, .. } => {
                Err(Refusal::new("certificate-cancelled", "DSP-QUALIFIED")
                    .citing(format!("{QUALIFICATION}、行政执法监督条例第三十二条"))
                    .missing(format!(
                        "a certificate of {id}; it was cancelled on {since}"
                    ))
                    .cure("choose another officer")
                    .titled("执法证件已注销", "The certificate is cancelled"))
            }
            Officer::Active { certificate } => {
                self.in_validity(certificate)?;
                Ok(certificate)
            }
        }
    }

    fn in_validity(&self, certificate: &Certificate) -> Result<(), Refusal> {
        let Certificate {
            officer,
            valid_from,
            valid_to,
            ..
        } = certificate;
        let citation = format!("{QUALIFICATION}、行政执法监督条例第十七条第二款");
        if self.on < *valid_from {
            return Err(Refusal::new("certificate-not-yet-valid", "DSP-QUALIFIED")
                .citing(citation)
                .missing(format!("a certificate of {officer} valid on {}", self.on))
                .cure(format!(
                    "choose another officer; it is valid from {valid_from}"
                ))
                .titled("执法证件尚未生效", "The certificate is not valid yet"));
        }
        if *valid_to < self.on {
            return Err(Refusal::new("certificate-expired", "DSP-QUALIFIED")
                .citing(citation)
                .missing(format!(
                    "a certificate of {officer} valid on {}; it expired on {valid_to}",
                    self.on
                ))
                .cure("choose another officer, or have the certificate renewed")
                .titled("执法证件已过有效期", "The certificate has expired"));
        }
        Ok(())
    }

    fn covers_domain(&self, certificate: &Certificate) -> Result<(), Refusal> {
        if certificate.domains.contains(&self.task.domain) {
            return Ok(());
        }
        Err(Refusal::new("domain-not-covered", "DSP-DOMAIN")
            .citing("行政处罚法第四十二条第一款、行政执法监督条例第十七条第二款")
            .missing(format!(
                "a certificate of {} for `{}`",
                certificate.officer, self.task.domain
            ))
            .cure("choose an officer whose certificate covers the field")
            .titled(
                "执法证件不含该执法领域",
                "The certificate does not cover the field",
            ))
    }

    fn covers_region(&self, certificate: &Certificate) -> Result<(), Refusal> {
        if certificate.region.contains(self.task.region) {
            return Ok(());
        }
        Err(Refusal::new("region-not-covered", "DSP-REGION")
            .citing("行政处罚法第二十二条、第四十二条第一款")
            .missing(format!(
                "a certificate of {} for {}; it is for {}",
                certificate.officer, self.task.region, certificate.region
            ))
            .cure("choose an officer of that place, or escalate to the level above")
            .titled(
                "执法证件不含该执法区域",
                "The certificate does not cover the place",
            ))
    }

    fn unit_fits(&self, certificate: &Certificate) -> Result<(), Refusal> {
        if !self.configuration.same_unit_only || certificate.unit == self.task.unit {
            return Ok(());
        }
        Err(Refusal::new("unit-not-handling", "DSP-UNIT")
            .citing("platform configuration (same_unit_only)")
            .missing(format!(
                "an officer of the handling unit; {} is not",
                certificate.officer
            ))
            .cure("choose an officer of the handling unit")
            .titled(
                "执法人员不属于承办单位",
                "The officer is not of the handling unit",
            ))
    }

    fn no_conflict(&self, id: OfficerId) -> Result<(), Refusal> {
        match self
            .conflicts
            .iter()
            .find(|conflict| conflict.officer == id)
        {
            None => Ok(()),
            Some(conflict) => Err(Refusal::new("officer-conflicted", "DSP-RECUSAL")
                .citing("行政处罚法第四十三条第一款")
                .missing(format!(
                    "an officer without a relation to the matter; {id} declared `{}`",
                    conflict.ground
                ))
                .cure("choose another officer")
                .titled("执法人员应当回避", "The officer must withdraw")),
        }
    }
}
