//! The engine of chohyo: layout → [`form::Form`], data → [`record::Record`], both →
//! [`page::Document`], and from there PDF and PNG.
//!
//! Everything here is a pure function of its arguments: no clock, no environment, no disk.

pub mod alike;
pub mod chart;
pub mod check;
pub mod compose;
pub mod diag;
pub mod differ;
pub mod draft;
pub mod expression;
pub mod form;
pub mod length;
pub mod manifest;
pub mod mark;
pub mod page;
pub mod pdf;
pub mod picture;
pub mod proof;
pub mod raster;
pub mod readback;
mod reader;
pub mod record;
pub mod source;
pub mod survey;
