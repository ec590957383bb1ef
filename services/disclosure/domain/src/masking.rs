//! Taking personal data out of the text of a decision (公示规定 Art. 6): first what the clerk points
//! at, field by field, then a detector over the whole, then a person who signs off.

use kernel::mask::{self, FindingKind, REMOVED};
use kernel::{Region, RegionLevel};
use law::Refusal;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// Most characters of a public text: several times the longest decisions.
pub const TEXT_CHARS_MAX: usize = 100_000;

/// Most places of one text that a clerk points at.
pub const REDACTIONS_MAX: usize = 500;

/// Fewest characters of a place: a single character would be replaced all over the text.
const REDACTION_CHARS_MIN: usize = 2;

/// What a piece of text is that must not be published.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Display,
    EnumString,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum RedactionKind {
    /// Name of a natural person; surname and 某 remain.
    Name,
    /// An address; what lies below the county goes.
    Address,
    /// Phone number, e-mail, account of a messenger.
    Contact,
    /// Number of an identity document.
    IdentityNumber,
    /// Bank account.
    BankAccount,
    /// Number plate of a vehicle.
    Plate,
    /// Anything else: health, property, trade secret.
    Other,
}

/// A piece of text that must not be published, everywhere it occurs.
#[derive(Clone, PartialEq, Eq)]
pub struct Redaction {
    /// What it is.
    pub kind: RedactionKind,
    /// The text as it stands in the decision.
    pub text: String,
}

impl std::fmt::Debug for Redaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Redaction")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// One line of the mask map (脱敏对照): what was replaced by what. Kept apart from the public text and
/// never published.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskEntry {
    /// What it is.
    pub kind: RedactionKind,
    /// The text as it stood in the decision.
    pub original: String,
    /// What stands in its place.
    pub replacement: String,
    /// How often it was replaced.
    pub occurrences: u32,
}

impl std::fmt::Debug for MaskEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MaskEntry")
            .field("kind", &self.kind)
            .field("occurrences", &self.occurrences)
            .finish_non_exhaustive()
    }
}

/// What a person should look at before approving.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SuspectKind {
    /// Looks like an address below the county: a dwelling may be named.
    Address,
    /// Looks like a number plate.
    Plate,
    /// Speaks of someone's age or of a minor.
    Minor,
}

/// A place that may hold personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspect {
    /// What it may be.
    pub kind: SuspectKind,
    /// Its first character in the masked text, from 1.
    pub at: usize,
}

/// A text that may be published, and what was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskedText {
    /// The public text.
    pub text: String,
    /// What was replaced.
    pub map: Vec<MaskEntry>,
    /// What the approver should look at.
    pub suspects: Vec<Suspect>,
}

impl MaskedText {
    /// Another text about the same decision, such as its summary, masked alike.
    #[must_use]
    pub fn mask_alike(&self, text: &str) -> String {
        let replace =
            |text: String, entry: &MaskEntry| text.replace(&entry.original, &entry.replacement);
        self.map.iter().fold(text.to_owned(), replace)
    }
}

/// Masks the text of a decision made in `region`.
pub fn mask_text(
    text: &str,
    redactions: &[Redaction],
    region: Region,
) -> Result<MaskedText, Refusal> {
    fits(text, redactions)?;
    let mut map = entries(redactions, region);
    let mut masked = text.to_owned();
    // The longest first, so that a name inside an address does not tear the address apart.
    map.sort_by_key(|entry| std::cmp::Reverse(entry.original.chars().count()));
    for entry in &mut map {
        let found = masked.matches(&entry.original).count();
        entry.occurrences = u32::try_from(found).unwrap_or(u32::MAX);
        masked = masked.replace(&entry.original, &entry.replacement);
    }
    without_personal_data(&masked, "text")?;
    let suspects = suspects(&masked);
    Ok(MaskedText {
        text: masked,
        map,
        suspects,
    })
}

/// Whether the text has content, and every redaction points at something in it.
fn fits(text: &str, redactions: &[Redaction]) -> Result<(), Refusal> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > TEXT_CHARS_MAX {
        return Err(Refusal::new("text-length", "DIS-TEXT")
            .citing("市场监督管理行政处罚信息公示规定第四条、第七条")
            .missing(format!(
                "a text of 1 to {TEXT_CHARS_MAX} characters; it has {length}"
            ))
            .cure("submit the text of the decision as it was served")
            .titled(
                "公示文本为空或者过长",
                "The public text is empty or too long",
            ));
    }
    if redactions.len() > REDACTIONS_MAX {
        return Err(redaction_refused(format!(
            "at most {REDACTIONS_MAX} places to mask"
        )));
    }
    for (place, redaction) in (1_usize..).zip(redactions) {
        if redaction.text.trim().chars().count() < REDACTION_CHARS_MIN {
            return Err(redaction_refused(format!(
                "at least {REDACTION_CHARS_MIN} characters in place {place} to mask"
            )));
        }
        if !text.contains(redaction.text.trim()) {
            return Err(redaction_refused(format!(
                "place {place} to mask in the text"
            )));
        }
    }
    Ok(())
}

fn redaction_refused(missing: String) -> Refusal {
    Refusal::new("redaction-not-found", "DIS-MASK")
        .citing("市场监督管理行政处罚信息公示规定第六条")
        .missing(missing)
        .cure("name every place exactly as it stands in the text")
        .titled(
            "脱敏位置与公示文本不符",
            "A place to mask does not fit the text",
        )
}

/// Every distinct place with what replaces it. Names are told apart within the text.
fn entries(redactions: &[Redaction], region: Region) -> Vec<MaskEntry> {
    let names: Vec<&str> = redactions
        .iter()
        .filter(|redaction| redaction.kind == RedactionKind::Name)
        .map(|redaction| redaction.text.trim())
        .collect();
    let mut masked_names = mask::names(&names).into_iter();
    let mut entries: Vec<MaskEntry> = Vec::with_capacity(redactions.len());
    for Redaction { kind, text } in redactions {
        let replacement = match kind {
            RedactionKind::Name => masked_names.next().unwrap_or_default(),
            RedactionKind::Address => address(text.trim(), region),
            RedactionKind::Contact
            | RedactionKind::IdentityNumber
            | RedactionKind::BankAccount
            | RedactionKind::Plate
            | RedactionKind::Other => REMOVED.to_owned(),
        };
        let original = text.trim().to_owned();
        if entries.iter().all(|entry| entry.original != original) {
            entries.push(MaskEntry {
                kind: *kind,
                original,
                replacement,
                occurrences: 0,
            });
        }
    }
    entries
}

/// An address down to the county, the city or the province of `region` that it names, whichever is
/// the smallest; one that names none of them is removed whole.
#[must_use]
pub fn address(full: &str, region: Region) -> String {
    let mut wider = Some(region);
    while let Some(here) = wider.filter(|here| here.level() != RegionLevel::Nation) {
        let kept = here.name().and_then(|name| {
            let end = full.find(name)? + name.len();
            full.get(..end)
        });
        if let Some(kept) = kept {
            return format!("{kept}{REMOVED}");
        }
        wider = here.parent();
    }
    REMOVED.to_owned()
}

/// Refuses text in which the detector still finds personal data; `place` names the text. What it
/// finds is named by kind and position only.
pub fn without_personal_data(text: &str, place: &str) -> Result<(), Refusal> {
    let found: Vec<String> = mask::detect(text)
        .into_iter()
        .map(|finding| {
            let before = text.get(..finding.range.start).unwrap_or_default();
            format!(
                "{} at character {}",
                name_of(finding.kind),
                before.chars().count() + 1
            )
        })
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    Err(Refusal::new("personal-data-left", "DIS-MASK")
        .citing("市场监督管理行政处罚信息公示规定第六条；政府信息公开条例第十五条")
        .missing(format!("removal from the {place}: {}", found.join(", ")))
        .cure("mark these places as to be masked and submit again")
        .titled(
            "公示内容仍含个人信息",
            "Personal data is left in what is to be published",
        ))
}

const fn name_of(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::CitizenId => "citizen's number",
        FindingKind::MobilePhone => "mobile number",
        FindingKind::BankCard => "bank card",
        FindingKind::Email => "e-mail address",
    }
}

/// Words after a number that make it part of an address of a dwelling.
const DWELLING_WORDS: &[&str] = &["单元", "号楼", "室", "栋", "幢"];
/// Words that speak of someone's age.
const AGE_WORDS: &[&str] = &["周岁", "未成年"];
/// The characters number plates begin with, one for each province.
const PLATE_PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// Fewest letters and digits of a plate after its province: one letter and five more.
const PLATE_CHARS_MIN: usize = 6;

/// Places that a detector cannot decide on and a person should look at.
fn suspects(text: &str) -> Vec<Suspect> {
    let mut suspects = Vec::new();
    for (at, (byte, character)) in (1_usize..).zip(text.char_indices()) {
        let rest = text.get(byte..).unwrap_or_default();
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        let begins = |words: &[&str], text: &str| words.iter().any(|word| text.starts_with(word));
        let kind = if character.is_ascii_digit() && begins(DWELLING_WORDS, after) {
            SuspectKind::Address
        } else if begins(AGE_WORDS, rest) {
            SuspectKind::Minor
        } else if PLATE_PROVINCES.contains(character) && is_plate(after) {
            SuspectKind::Plate
        } else {
            continue;
        };
        suspects.push(Suspect { kind, at });
    }
    suspects
}

/// Whether `text` goes on like a number plate after its province: `A·12345`.
fn is_plate(text: &str) -> bool {
    let mut characters = text.chars().filter(|c| !matches!(c, '·' | '•' | ' '));
    characters.next().is_some_and(|c| c.is_ascii_uppercase())
        && characters
            .take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            .take(PLATE_CHARS_MIN)
            .count()
            >= PLATE_CHARS_MIN - 1
}
