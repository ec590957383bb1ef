//! What goes over the wire.

mod officer;
mod task;

pub(super) use officer::{
    CancelCertificate, ListOfficers, OfficerList, OfficerView, RegisterOfficer,
    ReinstateCertificate, SuspendCertificate,
};
pub(super) use task::{
    AcceptTask, AssignTeam, CandidateList, CandidateView, DeclareConflict, EscalateTask,
    HandBackTask, ListTasks, TaskList, TaskView,
};

/// Longest list in one answer.
pub(super) const PAGE_MAX: i64 = 100;
