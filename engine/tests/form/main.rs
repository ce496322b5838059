//! The form loader: the layouts of this repository, and bad layouts as lines of data.

mod layouts;
mod support;
