//! Who submitted something. Kept apart from the submission, and shown only to a clerk who says why.

use std::fmt;

use kernel::mask;

/// The person behind a submission (投诉人、举报人). Secret toward the respondent and toward everyone
/// who does not handle the matter (Order 121 Art. 37). Never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Reporter {
    /// Full name.
    pub name: String,
    /// Telephone number.
    pub phone: String,
    /// Postal address; empty when none was given.
    pub address: String,
}

/// What may be shown without a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaskedReporter {
    /// Surname and 某.
    pub name: String,
    /// First three and last four digits.
    pub phone: String,
}

impl Reporter {
    /// The masked form, for lists.
    #[must_use]
    pub fn masked(&self) -> MaskedReporter {
        MaskedReporter {
            name: mask::name(&self.name),
            phone: mask::phone(&self.phone),
        }
    }
}

impl fmt::Debug for Reporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reporter(***)")
    }
}
