//! A whole desired state: what it is, what would have to change, and changing it.

pub(crate) mod change;
pub(crate) mod desired;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod run;

pub use change::Change;
pub use desired::Desired;
pub use plan::Plan;
pub use report::SyncReport;
