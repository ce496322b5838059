//! Forms: checked layouts. Whatever a layout author can get wrong has been reported before a
//! [`Form`] exists; code after it trusts the `Form`.

mod beyond;
mod blocks;
mod capacity;
mod catalogue;
mod characters;
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
mod look_keys;
mod marks;
mod model;
mod paper;
mod params;
mod place;
mod reference;
mod seals;
mod setting;
mod sheet_mark;
mod spec;
mod tables;
mod together;
mod vary;
mod words;

pub(crate) use beyond::goes_on;
pub use capacity::capacities;
pub use catalogue::{Catalogue, Edition};
pub use characters::{Characters, MapFile, SlotFile, characters};
pub use lint::lint;
pub(crate) use lint::off_paper;
pub use load::load;
pub(crate) use look_keys::{align_word, font_word, valign_word};
pub use model::{
    Align, Alternative, Annex, Area, Attempt, Band, Basis, Beyond, Breaks, Candidate, Cells, Check,
    Choice, Column, Each, Effective, EmptyBlock, EndMark, Envelope, Fit, Flow, FlowChild, FlowRow,
    Form, FormId, FormKind, Grade, IdStatus, ImageSource, Item, Kind, Kinsoku, LastWord, LineRules,
    ModuleBars, More, On, OnLast, Paper, Para, ParamValue, Params, Part, Repeat, SheetMark, Side,
    Slots, Span, Style, Table, Variation, VariationType, VerticalAlign, Words, Writing,
};
pub use paper::paper_size;
pub use params::{Images, params};
pub use reference::reference;
pub use sheet_mark::omr_places;
pub(crate) use spec::Files;
pub use spec::{Room, Source, SpecKind, SpecRow, spec};
pub(crate) use together::same_sizes;
