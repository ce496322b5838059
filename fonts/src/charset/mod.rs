//! Characters of municipal records: which glyph a text means, its codes in other systems, and
//! what it may become in a smaller character set (縮退).
//!
//! Everything is a look-up in the tables of `fonts/charsets/`, which are read where they lie:
//! nothing is decoded or allocated at start, and no font is needed.

mod collection;
mod identity;
mod kuten;
mod mj;
mod names;
mod private;
mod shrink;
mod shrink_map;
mod tables;
mod text;

pub use collection::{Collection, collections, registered};
pub use identity::Identity;
pub use kuten::Kuten;
pub use mj::{Codes, Mj};
pub use names::{NameError, private_name, resolve_names};
pub use shrink::{Candidate, Decides, Policy, Rule, Shrunk, Target, shrink};
pub use shrink_map::{MapError, MapKind, MapProblem, MapRow, ShrinkMap};
pub use text::ShortText;
