//! The form loader: the layouts of this repository, and bad layouts as lines of data.

mod bad;
mod good;
mod layouts;
mod support;
