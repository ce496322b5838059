//! Records: the data of one form, typed by a schema.

mod eras;
pub mod schema;
pub mod value;
pub mod wareki;

pub use schema::{CodeList, CodeListId, Group, GroupId, Item, ItemType, Schema};
pub use value::{Date, DateValue, GroupValue, Record, Value};
