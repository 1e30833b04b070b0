//! Declarative sync: the desired state, the plan, and its changes.

pub(crate) mod change;
pub(crate) mod desired;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod run;

pub use change::Change;
pub use desired::Desired;
pub use plan::Plan;
pub use report::SyncReport;
