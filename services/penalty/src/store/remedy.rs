//! Remedies. A decision has one row, found by the decision.

use penalty_domain::remedy::Remedy;

super::docket::statements!("penalty.remedy", Remedy);

// Loads the one against a decision.
super::docket::load_one!(about, "penalty.remedy", Remedy, " where subject_id = $1");
