//! The set of faces and the choice among them.

use std::borrow::Cow;

use crate::cluster::MissingCluster;
use crate::error::{FontError, FontErrorKind};
use crate::face::Face;
use crate::shape::{Direction, ShapedCluster};

/// A face of a [`FontSet`]: the position of its role in [`FontRole::ALL`].
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

/// The faces of a run: one for each role.
#[derive(Debug)]
pub struct FontSet {
    /// In the order of [`FontRole::ALL`].
    faces: Vec<Face>,
}

impl FontSet {
    /// Opens the font files. Their order does not matter.
    ///
    /// # Errors
    ///
    /// All that is wrong: `G010` for a broken file, `G012` for a role with no file or two.
    pub fn new(sources: Vec<FontSource>) -> Result<Self, Vec<FontError>> {
        let mut errors = Vec::new();
        let mut slots: [Option<FontSource>; 5] = Default::default();
        for source in sources {
            let slot = &mut slots[source.role as usize];
            if slot.is_some() {
                let kind = FontErrorKind::DuplicateRole(source.role);
                errors.push(FontError { font: source.name, kind });
            } else {
                *slot = Some(source);
            }
        }
        let mut faces = Vec::with_capacity(slots.len());
        for (role, slot) in FontRole::ALL.into_iter().zip(slots) {
            match slot.map(|source| Face::open(source.name, source.data)) {
                Some(Ok(face)) => faces.push(face),
                Some(Err(error)) => errors.push(error),
                None => errors.push(FontError {
                    font: String::new(),
                    kind: FontErrorKind::MissingRole(role),
                }),
            }
        }
        if errors.is_empty() { Ok(Self { faces }) } else { Err(errors) }
    }

    /// The face of an id that this set gave out: every set has the ids 0 to 4.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// All faces, in the order of [`FontRole::ALL`].
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        (0..).map(FaceId).zip(&self.faces)
    }

    /// The face of a role.
    pub fn role(&self, role: FontRole) -> FaceId {
        FaceId(role as u8)
    }

    /// Shapes `text` in the one face that draws all of it: the role's face if it has every whole
    /// cluster, else the MJ face. A text is never drawn by two faces.
    ///
    /// # Errors
    ///
    /// The clusters that the MJ face cannot draw either.
    pub fn shape(
        &self,
        role: FontRole,
        text: &str,
        direction: Direction,
    ) -> Result<(FaceId, Vec<ShapedCluster>), Vec<MissingCluster>> {
        let (own, mj) = (self.role(role), self.role(FontRole::Mincho));
        match self.face(own).shape(text, direction) {
            Ok(clusters) => Ok((own, clusters)),
            Err(missing) if own == mj => Err(missing),
            Err(_) => Ok((mj, self.face(mj).shape(text, direction)?)),
        }
    }
}
