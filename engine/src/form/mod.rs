//! Forms: checked layouts. Whatever a layout author can get wrong has been reported before a
//! [`Form`] exists; code after it trusts the `Form`.

mod blocks;
mod catalogue;
mod flow;
mod fragment;
mod header;
mod here;
mod item;
mod keys;
mod ladder;
pub mod limits;
mod lint;
mod load;
mod look;
pub mod model;
mod paper;
mod params;
mod place;
mod reference;
mod vary;
mod words;

pub use catalogue::{Catalogue, Edition};
pub use lint::lint;
pub use load::load;
pub use model::*;
pub use params::{Images, params};
pub use reference::reference;
