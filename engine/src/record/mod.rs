//! Records: the data of one form, typed by a schema.

pub mod schema;
pub mod value;

pub use schema::{CodeList, Group, GroupId, Item, ItemType, Schema};
pub use value::{Date, DateValue, GroupValue, Record, Value};
