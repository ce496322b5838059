//! Font faces of chohyo: which face draws a text, with which glyphs, and their outlines.
//!
//! Everything is a pure function of the font files' bytes: no disk, no system fonts, no global
//! state. A text that a face cannot draw *exactly* is refused (see [`MissingCluster`]), never
//! drawn with another form: a resident's name is not a matter of taste.

pub mod charset;

mod again;
mod chain;
mod cluster;
mod error;
mod face;
mod kept;
mod line;
mod missing;
mod outline;
mod rank;
mod reading;
mod segment;
mod set;
mod setting;
mod shape;
mod shaped;
mod shaper;
mod slot;
mod table;
mod verify;
mod vertical;

pub use cluster::{is_selector, selector_number};
pub use error::{FontError, FontErrorKind};
pub use face::{Face, Metrics, VerticalMetrics, program_texts};
pub use kept::KeptCluster;
pub use missing::{MissingCause, MissingCluster};
pub use outline::OutlinePen;
pub use rank::SharedText;
pub use segment::clusters;
pub use set::{FaceId, FontRole, FontSet, FontSource};
pub use setting::{Direction, Forms, Setting};
pub use shaped::{Glyphs, Shaped, ShapedCluster, ShapedGlyph};
pub use slot::{Repertoire, SlotKind, SlotSource};
pub use verify::{At, Flaw, Refusal};
