//! The register of documents of one form: whatever is drafted, sealed, served and voided in whatever
//! order, a number is given when a document is sealed and never again, and none is left out.

use jiff::Timestamp;
use kernel::{Actor, Clock as _, Decider as _, FixedClock};
use law::{Calendar, Refusal};
use penalty_domain::document::{
    Document, DocumentCommand, DocumentFacts, DocumentRules, DocumentStatus, Ground,
};
use proptest::prelude::*;

use crate::documents::{drafting, notice_form, sealing, voiding};
use crate::story::*;

/// The register as a book with one line for each document, and the number that comes next.
struct Register {
    case: penalty_domain::Case,
    documents: Vec<Document>,
    next: u32,
}

const STEPS: [&str; 5] = ["draft", "amend", "seal", "serve", "void"];

impl Register {
    fn new(lines: usize) -> Self {
        Self {
            case: Story::reported(fine(500)).case,
            documents: vec![Document::default(); lines],
            next: 1,
        }
    }

    /// Whether the number of this form is held by another document of the case.
    fn taken(&self, line: usize) -> bool {
        let others = self.documents.iter().enumerate();
        others
            .filter(|(other, _)| *other != line)
            .any(|(_, document)| holds(document.status()))
    }

    fn does(&mut self, line: usize, step: &str, actor: &Actor) -> Result<(), Refusal> {
        let command = match step {
            "draft" => drafting(notice_form()),
            "amend" => DocumentCommand::Amend,
            "seal" => sealing(Some(self.next)),
            "serve" => DocumentCommand::Serve(handed_over(FILED)),
            _ => voiding("金额有误"),
        };
        let now: Timestamp = FixedClock::on(FILED).now();
        let facts = DocumentFacts {
            now,
            actor,
            calendar: Calendar::embedded(),
            ground: Ground::of(&self.case),
            gaps: &[],
            contradictions: &[],
            number_taken: self.taken(line),
        };
        let events = DocumentRules::decide(&self.documents[line], command, &facts)?;
        for event in &events {
            let document = std::mem::take(&mut self.documents[line]);
            self.documents[line] = DocumentRules::evolve(document, event);
        }
        Ok(())
    }

    /// Every number in the book, in order.
    fn numbers(&self) -> Vec<u32> {
        let seals = self.documents.iter().filter_map(Document::seal);
        let mut numbers: Vec<u32> = seals
            .filter_map(|seal| seal.number.as_ref())
            .map(kernel::DocumentNumber::number)
            .collect();
        numbers.sort_unstable();
        numbers
    }
}

fn holds(status: DocumentStatus) -> bool {
    matches!(status, DocumentStatus::Sealed | DocumentStatus::Served)
}

/// What a step makes of a document; none where it has no place.
fn model(status: DocumentStatus, step: &str, taken: bool) -> Option<DocumentStatus> {
    use DocumentStatus::{Absent, Drafted, Sealed, Served, Voided};
    match (status, step) {
        (Absent, "draft") | (Drafted, "amend") => Some(Drafted),
        (Drafted, "seal") if !taken => Some(Sealed),
        (Sealed, "serve") => Some(Served),
        (Drafted | Sealed, "void") => Some(Voided),
        _ => None,
    }
}

proptest! {
    #[test]
    fn numbers_have_no_gap_and_what_is_voided_keeps_its_line(
        steps in prop::collection::vec((0..6_usize, prop::sample::select(&STEPS[..]), any::<bool>()), 1..80)
    ) {
        let mut register = Register::new(6);
        for (line, step, by_head) in steps {
            let actor = if by_head { head() } else { handler() };
            let before = register.documents[line].status();
            // the head seals and voids what bears a number; writing is open to both
            let may = by_head || !["seal", "void"].contains(&step);
            let next = model(before, step, register.taken(line)).filter(|_| may);
            let told = register.does(line, step, &actor);
            prop_assert_eq!(told.is_ok(), next.is_some(), "{} in {}: {:?}", step, before, told);
            prop_assert_eq!(register.documents[line].status(), next.unwrap_or(before));
            if told.is_ok() && step == "seal" {
                register.next += 1;
            }
            let given: Vec<u32> = (1..register.next).collect();
            prop_assert_eq!(register.numbers(), given, "no number is lost, none is given twice");
            let holding = register.documents.iter().filter(|one| holds(one.status()));
            prop_assert!(holding.count() <= 1, "one document of the form holds in a case");
        }
    }
}
