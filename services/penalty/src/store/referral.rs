//! Criminal referrals. A case has one at a time.

use penalty_domain::referral::Referral;

super::docket::statements!("penalty.referral", Referral);

// Loads one to be looked at.
super::docket::load_one!(find, "penalty.referral", Referral, " where id = $1");

// Loads the latest about a case.
super::docket::load_one!(
    about,
    "penalty.referral",
    Referral,
    " where subject_id = $1 order by opened_at desc, id desc limit 1"
);
