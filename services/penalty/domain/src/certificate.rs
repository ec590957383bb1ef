//! Whether an officer may enforce on a day: what this service knows of the certificates (行政执法证)
//! that dispatch keeps.

use jiff::civil::Date;
use kernel::{OfficerId, Region};
use law::Refusal;

/// Enforcement only by officers with the qualification.
const QUALIFICATION: &str = "行政处罚法第四十二条第一款；行政执法监督条例第十七条第二款";
/// Certificates are withheld or cancelled as a measure of supervision.
const MEASURES: &str = "行政处罚法第四十二条第一款；行政执法监督条例第三十二条";

/// Whether the certificate is in its holder's hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Neither withheld nor cancelled; it may have expired.
    Held,
    /// Withheld for a time (暂扣), since this day.
    Suspended(Date),
    /// Cancelled (注销), since this day.
    Cancelled(Date),
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its holder, who acts under the same identifier.
    pub officer: OfficerId,
    /// Region it covers, with all that lies in it.
    pub region: Region,
    /// Fields of enforcement it covers.
    pub domains: Vec<String>,
    /// First day of validity; none in entries older than this knowledge.
    pub valid_from: Option<Date>,
    /// Last day of validity.
    pub valid_to: Date,
    /// Whether it is held.
    pub standing: Standing,
}

/// What someone wants to do with a certificate.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// Field of enforcement.
    pub domain: &'a str,
    /// Where.
    pub region: Region,
    /// When.
    pub on: Date,
}

impl Act<'_> {
    /// Refuses when `officer` may not take part: unknown, withheld, cancelled, out of its validity,
    /// field or region (行政处罚法 Art. 42).
    ///
    /// # Errors
    /// The first reason.
    pub fn admits(self, officer: OfficerId, held: Option<&Certificate>) -> Result<(), Refusal> {
        let Some(certificate) = held else {
            return Err(unfit("officer-unknown", QUALIFICATION)
                .missing(format!("officer {officer} in the roster of certificates"))
                .titled("执法人员不在名册中", "The officer is not in the roster"));
        };
        match certificate.standing {
            Standing::Suspended(since) => {
                return Err(unfit("certificate-suspended", MEASURES)
                    .missing(format!(
                        "a certificate of {officer} not withheld; it is since {since}"
                    ))
                    .titled("执法证件已暂扣", "The certificate is suspended"));
            }
            Standing::Cancelled(since) => {
                return Err(unfit("certificate-cancelled", MEASURES)
                    .missing(format!(
                        "a certificate of {officer}; it was cancelled on {since}"
                    ))
                    .titled("执法证件已注销", "The certificate is cancelled"));
            }
            Standing::Held => {}
        }
        self.in_validity(certificate)?;
        self.covered(certificate)
    }

    fn in_validity(self, certificate: &Certificate) -> Result<(), Refusal> {
        let (officer, on) = (certificate.officer, self.on);
        if let Some(from) = certificate.valid_from.filter(|from| on < *from) {
            return Err(unfit("certificate-not-yet-valid", QUALIFICATION)
                .missing(format!(
                    "a certificate of {officer} valid on {on}; it is from {from}"
                ))
                .titled("执法证件尚未生效", "The certificate is not valid yet"));
        }
        if certificate.valid_to < on {
            return Err(unfit("certificate-expired", QUALIFICATION)
                .missing(format!(
                    "a certificate of {officer} valid on {on}; it expired on {}",
                    certificate.valid_to
                ))
                .titled("执法证件已过有效期", "The certificate has expired"));
        }
        Ok(())
    }

    fn covered(self, certificate: &Certificate) -> Result<(), Refusal> {
        let officer = certificate.officer;
        if !certificate.domains.iter().any(|field| field == self.domain) {
            return Err(unfit("domain-not-covered", QUALIFICATION)
                .missing(format!("a certificate of {officer} for `{}`", self.domain))
                .titled(
                    "执法证件不含该执法领域",
                    "The certificate does not cover the field",
                ));
        }
        if !certificate.region.contains(self.region) {
            return Err(unfit(
                "region-not-covered",
                "行政处罚法第二十二条、第四十二条第一款",
            )
            .missing(format!(
                "a certificate of {officer} for {}; it is for {}",
                self.region, certificate.region
            ))
            .titled(
                "执法证件不含该执法区域",
                "The certificate does not cover the place",
            ));
        }
        Ok(())
    }
}

fn unfit(code: &str, citation: &str) -> Refusal {
    Refusal::new(code, "G1")
        .citing(citation)
        .cure("act with another officer, or have the certificate put in order first")
}
