//! Layouts: loading, lint, editions, parameters, the reference.

mod bad;
mod each;
mod edits;
mod good;
mod groups;
mod layouts;
mod limits;
mod missing;
mod numbers;
mod reference;
mod support;
mod tables;
