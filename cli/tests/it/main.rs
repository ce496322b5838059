//! The program as a user runs it.

mod batch;
mod characters;
mod chars;
#[cfg(unix)]
mod chars_stream;
mod check;
mod common;
mod determinism;
mod docs;
mod draft;
#[cfg(unix)]
mod environment;
mod exit_codes;
#[cfg(target_os = "linux")]
mod faults;
mod forms;
mod help;
mod import;
mod incidents;
mod kit;
mod licenses;
mod new;
mod privacy;
mod read;
mod records;
mod render;
mod samples;
mod shapes;
mod sheets;
mod spec;
