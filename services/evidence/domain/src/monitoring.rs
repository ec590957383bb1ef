//! Monitoring devices without an operator (电子技术监控设备, 行政处罚法 Art. 41): a record of one is
//! evidence only when every condition of the Article is met.

use jiff::civil::Date;
use law::Refusal;
use serde::{Deserialize, Serialize};

/// What is known about the device behind a record, and about the review of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MonitoringDevice {
    /// Record of the legal review (法制审核) of the device.
    pub legal_review: Option<String>,
    /// Record of its technical review (技术审核).
    pub technical_review: Option<String>,
    /// Standard it meets.
    pub standard: Option<String>,
    /// Where it stands.
    pub location: Option<String>,
    /// Day its location was published.
    pub published_on: Option<Date>,
    /// A visible sign stands beside it.
    pub sign: bool,
    /// Record of the human review of this recording: true, clear, complete, accurate.
    pub recording_review: Option<String>,
}

/// Every condition of Article 41; the first that is not met is named.
pub fn lawful_device(device: &MonitoringDevice, taken_on: Date) -> Result<(), Refusal> {
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let conditions = [
        (
            given(&device.legal_review),
            "the legal review of the device",
        ),
        (
            given(&device.technical_review),
            "the technical review of the device",
        ),
        (
            given(&device.standard),
            "the standard that the device meets",
        ),
        (given(&device.location), "the place of the device"),
        (
            device.published_on.is_some_and(|day| day <= taken_on),
            "the publication of its place, before the recording",
        ),
        (device.sign, "a visible sign beside the device"),
        (
            given(&device.recording_review),
            "the review of the recording by a person",
        ),
    ];
    match conditions.iter().find(|(met, _)| !met) {
        None => Ok(()),
        Some((_, missing)) => Err(Refusal::new("monitoring-unlawful", "G10")
            .citing("行政处罚法第四十一条第一款、第二款")
            .missing(*missing)
            .cure("complete the review of device and recording; until then it is no evidence")
            .titled(
                "电子技术监控记录未满足法定条件，不得作为证据",
                "The record of a monitoring device does not meet the conditions of law",
            )),
    }
}
