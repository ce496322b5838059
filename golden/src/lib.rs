//! Golden cases: every form's pages under test in three layers (item dump, picture, PDF objects).
//!
//! Nothing here writes a reference but [`bless`], and nothing calls that but a person.

pub mod content;
pub mod folder;
pub mod html;
pub mod objects;
pub mod pixels;

mod cases;
mod catalogue;
mod compare;
mod each;
mod families;
mod found;
mod locate;
mod make;
mod pages;
mod refs;
mod summary;
mod tolerance;

pub use cases::{Case, read as cases, select};
pub use catalogue::{Picture, pictures};
pub use compare::{Difference, Line, Spot, Tolerated, compare};
pub use each::each;
pub use families::{Family, families};
pub use found::lacking;
pub use make::{Made, Workspace};
pub use refs::{TOTAL_BYTES, bless, folder as reference_folder, pages, strays};
pub use summary::summary;
pub use tolerance::Tolerance;
