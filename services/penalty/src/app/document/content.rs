//! What fills a document, measured by its form.

use documents::{Form, Problem as FieldFault, Values};
use http_kit::Problem;
use law::Refusal;
use penalty_domain::document::Gap;
use runtime::Fault;

use crate::store::official_document::StoredDocument;

/// The form of a stored document; one that this build does not know is a form of a later one.
pub(in crate::app) fn form_of(stored: &StoredDocument) -> Result<Form, Fault> {
    let name = stored.state.draft().map(|draft| draft.form.name.as_str());
    let form = name.and_then(|name| name.parse().ok());
    form.ok_or_else(|| {
        Refusal::new("form-unknown", "PEN-DOCUMENT")
            .citing("市场监督管理行政处罚文书格式范本")
            .missing("a form that this release knows")
            .cure("use the release that made the document")
            .titled("未知的文书格式", "The form is not known here")
            .into()
    })
}

/// Refuses values that the form does not take; what is missing may come later.
pub(super) fn well_formed(form: Form, values: &Values) -> Result<(), Fault> {
    let wrong = documents::check(form, values)
        .into_iter()
        .filter(|fault| fault.problem != FieldFault::Missing);
    let problem = wrong.fold(None, |problem: Option<Problem>, fault| {
        let problem = problem.unwrap_or_else(|| Problem::unprocessable("文书内容与格式范本不符"));
        Some(problem.field(format!("values.{}", fault.name), fault.to_string()))
    });
    problem.map_or(Ok(()), |problem| Err(problem.into()))
}

pub(super) fn gaps(form: Form, values: &Values) -> Vec<Gap> {
    let gap = |fault: documents::FieldProblem| Gap {
        problem: fault.to_string(),
        field: fault.name,
    };
    documents::check(form, values)
        .into_iter()
        .map(gap)
        .collect()
}
