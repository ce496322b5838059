//! Title, dates and the statement of conformance.

use pdf_writer::types::OutputIntentSubtype;
use pdf_writer::{Chunk, Date, Finish, Name, Ref, TextStr};
use xmp_writer::{LangId, Timezone, XmpWriter};

/// What a file says about itself. Nothing here may be a person's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// Title shown by viewers: the name of the form.
    pub title: String,
    /// When the file was made, if it shall say so.
    pub date: Option<DateTime>,
    /// Language of the pages (RFC 5646): `ja-JP`.
    pub language: &'static str,
}

/// A moment as the caller's clock has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime {
    /// Year, 1–9999.
    pub year: u16,
    /// Month, 1–12.
    pub month: u8,
    /// Day, 1–31.
    pub day: u8,
    /// Hour, 0–23.
    pub hour: u8,
    /// Minute, 0–59.
    pub minute: u8,
    /// Second, 0–59.
    pub second: u8,
    /// Minutes ahead of UTC; 540 in Japan.
    pub offset: i16,
}

/// What the file conforms to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// PDF/A-2u (ISO 19005-2): fonts, colour and text all stand in the file.
    #[default]
    PdfA2u,
    /// PDF 1.7 without a statement of conformance.
    Plain,
}

const PRODUCER: &str = concat!("chohyo ", env!("CARGO_PKG_VERSION"));

impl DateTime {
    fn hours_and_minutes(self) -> (i8, u8) {
        // A real offset is within ±14 h.
        let offset = self.offset.clamp(-840, 840);
        ((offset / 60) as i8, (offset % 60).unsigned_abs() as u8)
    }

    fn pdf(self) -> Date {
        let (hour, minute) = self.hours_and_minutes();
        Date::new(self.year)
            .month(self.month)
            .day(self.day)
            .hour(self.hour)
            .minute(self.minute)
            .second(self.second)
            .utc_offset_hour(hour)
            .utc_offset_minute(minute)
    }

    fn xmp(self) -> xmp_writer::DateTime {
        let (hour, minute) = self.hours_and_minutes();
        let zone = Timezone::Local { hour, minute: minute as i8 };
        xmp_writer::DateTime::new(
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second,
            zone,
        )
    }
}

/// Writes the document information dictionary.
pub(super) fn info(chunk: &mut Chunk, id: Ref, meta: &Metadata) {
    let mut info = chunk.indirect(id).start::<pdf_writer::writers::DocumentInfo<'_>>();
    info.title(TextStr(&meta.title)).producer(TextStr(PRODUCER));
    if let Some(date) = meta.date {
        info.creation_date(date.pdf()).modified_date(date.pdf());
    }
}

/// The XMP packet; it says the same as [`info`].
pub(super) fn xmp(meta: &Metadata, profile: Profile) -> String {
    let mut xmp = XmpWriter::new();
    xmp.title([(None, meta.title.as_str())]);
    xmp.language([LangId(meta.language)]);
    xmp.producer(PRODUCER);
    if let Some(date) = meta.date {
        xmp.create_date(date.xmp()).modify_date(date.xmp());
    }
    if profile == Profile::PdfA2u {
        xmp.pdfa_part(2).pdfa_conformance("U");
    }
    xmp.finish(None)
}

/// Objects that the catalog names.
pub(super) struct Parts {
    pub(super) pages: Ref,
    pub(super) xmp: Ref,
    /// The colour profile, for PDF/A.
    pub(super) profile: Option<Ref>,
}

/// Writes the catalog.
pub(super) fn catalog(chunk: &mut Chunk, id: Ref, meta: &Metadata, parts: &Parts) {
    let mut catalog = chunk.indirect(id).start::<pdf_writer::writers::Catalog<'_>>();
    catalog.pages(parts.pages).metadata(parts.xmp).lang(TextStr(meta.language));
    catalog.viewer_preferences().display_doc_title(true);
    if let Some(profile) = parts.profile {
        let mut intents = catalog.output_intents();
        let mut intent = intents.push();
        intent.subtype(OutputIntentSubtype::PDFA).dest_output_profile(profile);
        intent.output_condition_identifier(TextStr("sRGB IEC61966-2.1"));
        intent.info(TextStr("sRGB IEC61966-2.1"));
        intent.finish();
    }
}

/// Writes the colour profile's dictionary entries.
pub(super) fn profile_entries(stream: &mut pdf_writer::Stream<'_>) {
    stream.pair(Name(b"N"), 3);
}
