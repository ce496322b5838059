//! The set of faces: one for each role, then those of the slots.

use std::borrow::Cow;

use crate::error::{FontError, FontErrorKind};
use crate::face::Face;
use crate::rank::SharedText;
use crate::slot::{Repertoire, SlotKind, SlotSource};

/// A face of a [`FontSet`]: the position of its role in [`FontRole::ALL`]; after those the slots
/// in the order in which they were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);

/// What a face is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontRole {
    /// The MJ face (IPAmj明朝): names and addresses of residents, and whatever another face
    /// cannot draw.
    Mincho,
    /// BIZ UD明朝: fixed words of notices.
    UdMincho,
    /// BIZ UDゴシック: headings, tables.
    Gothic,
    /// BIZ UDゴシック bold.
    GothicBold,
    /// OCR-B: the OCR line of payment slips.
    OcrB,
}

impl FontRole {
    /// All roles; a [`FontSet`] has each of them once.
    pub const ALL: [Self; 5] =
        [Self::Mincho, Self::UdMincho, Self::Gothic, Self::GothicBold, Self::OcrB];

    /// The role's word in layout files and in `fonts.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mincho => "mincho",
            Self::UdMincho => "ud-mincho",
            Self::Gothic => "gothic",
            Self::GothicBold => "gothic-bold",
            Self::OcrB => "ocr-b",
        }
    }

    /// The role of a word in layout files and in `fonts.toml`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A font file, not yet opened.
#[derive(Clone)]
pub struct FontSource {
    /// Short name for messages, the file's name without its ending: `ipamjm`.
    pub name: String,
    /// What the face is for.
    pub role: FontRole,
    /// The whole file, unmodified.
    pub data: Cow<'static, [u8]>,
}

/// The faces of a run: one for each role, and those of the slots.
#[derive(Debug)]
pub struct FontSet {
    /// In the order of [`FontRole::ALL`], then the slots.
    faces: Vec<Face>,
    /// What the slots are, in their order.
    slots: Vec<SlotKind>,
    repertoire: Repertoire,
}

/// Most slots in a set; a city has one GJ, one 当用 and a few EUDC fonts.
const MAX_SLOTS: usize = 16;

impl FontSet {
    /// Opens the font files. Their order does not matter. The set has no slots yet, and the
    /// repertoire is MJ.
    ///
    /// # Errors
    ///
    /// All that is wrong: `G010` for a broken file, `G012` for a role with no file or two.
    pub fn new(sources: Vec<FontSource>) -> Result<Self, Vec<FontError>> {
        let mut errors = Vec::new();
        let mut files: [Option<FontSource>; 5] = Default::default();
        for source in sources {
            let file = &mut files[source.role as usize];
            if file.is_some() {
                let kind = FontErrorKind::DuplicateRole(source.role);
                errors.push(FontError { font: source.name, kind });
            } else {
                *file = Some(source);
            }
        }
        let mut faces = Vec::with_capacity(files.len());
        for (role, file) in FontRole::ALL.into_iter().zip(files) {
            let id = FaceId(role as u8);
            match file.map(|source| Face::open(id, source.name, source.data)) {
                Some(Ok(face)) => faces.push(face),
                Some(Err(error)) => errors.push(error),
                None => errors.push(FontError {
                    font: String::new(),
                    kind: FontErrorKind::MissingRole(role),
                }),
            }
        }
        let (slots, repertoire) = (Vec::new(), Repertoire::default());
        if errors.is_empty() { Ok(Self { faces, slots, repertoire }) } else { Err(errors) }
    }

    /// The set with what [`Face::shared_texts`] has said before of the file of a role, so that it
    /// is not looked for in all of the file again.
    #[must_use]
    pub fn knowing(mut self, role: FontRole, shared_texts: &'static [SharedText]) -> Self {
        self.faces[role as usize].know_shared_texts(shared_texts);
        self
    }

    /// The set with a city's repertoire and fonts. Codes and glyph names are read from the fonts.
    ///
    /// # Errors
    ///
    /// All that is wrong: `G010` or `G014` to `G028` for a file that is not what a font must be,
    /// `G013` for more slots than a set may have.
    pub fn with_slots(
        mut self,
        repertoire: Repertoire,
        slots: Vec<SlotSource>,
    ) -> Result<Self, Vec<FontError>> {
        let mut errors = Vec::new();
        self.repertoire = repertoire;
        for slot in slots {
            let id = u8::try_from(self.faces.len()).ok().filter(|_| self.slots.len() < MAX_SLOTS);
            let Some(id) = id.map(FaceId) else {
                errors.push(FontError { font: slot.name, kind: FontErrorKind::TooManySlots });
                break;
            };
            match Face::open_verified(id, slot.name, slot.data) {
                Ok(face) => {
                    self.faces.push(face);
                    self.slots.push(slot.kind);
                }
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }

    /// The face of an id that this set gave out: every set has the ids 0 to 4.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// All faces: in the order of [`FontRole::ALL`], then the slots.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().map(|face| (face.id(), face))
    }

    /// The face of a role.
    pub fn role(&self, role: FontRole) -> FaceId {
        FaceId(role as u8)
    }

    /// What a face is as a slot; `None` for the face of a role.
    pub fn slot(&self, id: FaceId) -> Option<SlotKind> {
        self.slots.get(usize::from(id.0).checked_sub(FontRole::ALL.len())?).copied()
    }

    /// The characters that the city prints.
    pub fn repertoire(&self) -> Repertoire {
        self.repertoire
    }

    /// The faces of the slots of one kind, in their order.
    pub(crate) fn slots(&self, kind: SlotKind) -> impl Iterator<Item = &Face> {
        let faces = self.faces.iter().skip(FontRole::ALL.len());
        faces.zip(&self.slots).filter(move |&(_, slot)| *slot == kind).map(|(face, _)| face)
    }
}
