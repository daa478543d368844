//! What is wrong or doubtful in a finished digest: broken links, briefs without a source or a date. Changes nothing.

pub mod briefs;
pub mod emails;
pub mod links;
pub mod places;
pub mod rules;
