//! Full stories: through the API from filing, or from the street, to the legal end, with what the law
//! says on the way. A case ends closed; a story about a refusal ends with the refusal and what was
//! left to do.
//!
//! | story | test |
//! |---|---|
//! | summary on the spot | `spot::a_fine_on_the_spot_is_…_banked_and_filed` |
//! | on the spot: reconsideration before a suit | `spot::reconsideration_comes_before_a_suit_…` |
//! | ordinary without hearing | `ordinary::a_case_runs_from_filing_to_closing` |
//! | minor and corrected: not punished | `ordinary::a_case_without_penalty_is_…_closed` |
//! | suspension and resumption | `ordinary::a_case_is_suspended_resumed_and_goes_on` |
//! | transfer to the competent organ | `ordinary::a_case_is_transferred_to_…_and_closed` |
//! | with hearing and lower fine | `hearing::after_a_hearing_the_fine_may_be_lower_…` |
//! | hearing threshold met by confiscation | `hearing::the_hearing_threshold_is_met_by_…` |
//! | first offence not punished | `sentence::a_first_offence_is_not_punished` |
//! | minor of 13 | `sentence::a_child_of_thirteen_is_spared` |
//! | minor of 16 | `sentence::one_of_sixteen_is_punished_more_lightly` |
//! | act before a law change | `sentence::an_act_before_a_change_of_law_is_judged_by_…` |
//! | two fines for one act refused | `sentence::two_fines_for_one_act_are_refused_…` |
//! | service by announcement | `served::a_party_nobody_finds_is_served_by_announcement_…` |
//! | instalments with one overdue | `unpaid::of_three_instalments_the_overdue_one_alone_…` |
//! | surcharge capped on day 34 | `unpaid::the_surcharge_reaches_the_fine_on_its_day_34_…` |
//! | court window missed by a day | `unpaid::a_court_window_missed_by_a_day_is_refused_…` |
//! | the court enforces | `unpaid::the_court_enforces_and_ends_…` |
//! | seizure not lifted on day 30 | `held::a_seizure_that_nobody_lifts_by_day_thirty_…` |
//! | seizure extended with a testing pause | `held::a_seizure_is_extended_once_…` |
//! | preservation lapses | `kept::a_preservation_lapses_when_nobody_deals_with_it_…` |
//! | preservation converted | `kept::a_preservation_is_converted_into_a_seizure_…` |
//! | property confiscated and the rest returned | `held::what_is_confiscated_goes_and_the_rest_…` |
//! | freeze | `held::a_freeze_is_told_in_time_and_lifted_with_the_decision` |
//! | substitute performance | `kept::the_party_is_reminded_three_working_days_before_…` |
//! | referral to the police and back | `police::a_case_goes_to_the_police_and_comes_back` |
//! | fine instead of transfer refused | `police::a_fine_does_not_stand_in_for_a_transfer` |
//! | revoked on reconsideration | `remedied::a_decision_revoked_on_reconsideration_…` |
//! | reconsideration revokes after publication | `e2e-tests`: `publication::…` |
//! | a public-security case never published | `e2e-tests`: `publication::…` |

mod hearing;
mod held;
mod kept;
mod ordinary;
mod police;
mod remedied;
mod sentence;
mod served;
mod spot;
mod unpaid;

use contracts::penalty::v1::CaseClosed;
use serde_json::json;

use crate::beside::{given_back, lifting};
use crate::scene::*;

impl Scene {
    /// Served today, by hand.
    async fn serves(&self, number: u128) {
        let service = json!({"service": handed_over(&self.today().to_string())});
        self.does(&handler(), number, "service", service).await;
    }

    /// The measure at `path` is lifted on `ground`, and `items` go back.
    async fn frees(&self, path: &str, ground: &str, items: &[u32]) {
        let (lift, back) = (format!("{path}/lifting"), format!("{path}/return"));
        self.gets(&head(), &lift, lifting(ground)).await;
        self.gets(&handler(), &back, given_back(items)).await;
    }

    /// Everything owed is paid today, and the case is closed.
    async fn pays_and_closes(&self, number: u128, yuan: i64) {
        let paid = payment(yuan, &self.today().to_string());
        let paid = self.does(&collector(), number, "payments", paid).await;
        assert_eq!(paid.text("status"), "performed");
        self.closes(number, "performed").await;
    }

    /// Closed with `outcome`; no clock runs any more.
    async fn closes(&self, number: u128, outcome: &str) {
        let shown = self.does(&head(), number, "closure", json!({})).await;
        assert!(
            ["closed", "ended-closed"].contains(&shown.text("status")),
            "{}",
            shown.body
        );
        assert_eq!(shown.body["dues"], json!([]));
        let closed = self.stage.recorded::<CaseClosed>().await.unwrap();
        let case = case_id(number).to_string();
        let own = closed.iter().find(|event| event.case_id == case);
        assert_eq!(own.unwrap().outcome, outcome);
    }
}
