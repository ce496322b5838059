//! Forms: checked layouts. Whatever a layout author can get wrong has been reported before a
//! [`Form`] exists; code after it trusts the `Form`.

pub mod model;

pub use model::*;
