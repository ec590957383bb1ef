//! What goes over the wire.

mod asked;
mod shown;

pub(super) use asked::{
    CloseByCitizen, CloseByOffice, GiveReply, ListSubmissions, PAGE_MAX, Reopen, Submit, Unmask,
};
pub(super) use shown::{
    ProgressView, Receipted, ReporterView, SubmissionDetail, SubmissionList, SubmissionView,
};
