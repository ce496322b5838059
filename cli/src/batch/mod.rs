//! A night's run: records in, files and a manifest out, complete or not at all.
//!
//! Everything is written into a private folder beside the output. The lines of the manifest are
//! appended there as files are finished, so that an interrupted run can go on behind the last
//! finished file. Only when all counts close does the output get its name, by one rename.

mod collect;
mod digest;
mod exclude;
mod feed;
mod handover;
mod head;
mod journal;
mod keys;
mod marks;
mod merge;
mod part;
mod place;
mod pool;
mod progress;
mod proof;
mod reconcile;
mod reprint;
mod resume;
mod run;
mod signature;
mod split;
mod spool;
mod verify;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use handover::handover;
pub(crate) use merge::merge;
pub(crate) use reconcile::reconcile;
pub(crate) use reprint::reprint;
pub(crate) use run::run;
pub(crate) use signature::sign;
pub(crate) use verify::verify;
