//! What printing begins with: form, parameters and fonts, and the composer of them.

use std::path::Path;

use chohyo_engine::compose::{Composer, Mode, Overflow};
use chohyo_engine::form::Params;
use chohyo_engine::pdf::{Metadata, Profile};
use chohyo_fonts::FontSet;

use crate::args::{OverflowWord, PrintArgs, ProfileWord};
use crate::dates;
use crate::load::{self, Loaded};
use crate::report::{Context, Failure};

/// What a composer is made of.
pub(crate) struct Prepared<'a> {
    pub(crate) loaded: Loaded,
    pub(crate) params: Params,
    pub(crate) fonts: &'a FontSet,
}

impl<'a> Prepared<'a> {
    /// Loads the form, the city's parameters and the fonts.
    ///
    /// # Errors
    /// Those of [`load`] and of the fonts.
    pub(crate) fn new(args: &PrintArgs, context: &'a Context<'_>) -> Result<Self, Failure> {
        Self::of(context, (&args.layout, args.as_of.as_deref()), args.params.as_deref())
    }

    /// The same of a layout, as of a day, and a city.
    ///
    /// # Errors
    /// Those of [`Prepared::new`].
    pub(crate) fn of(
        context: &'a Context<'_>,
        (layout, as_of): (&str, Option<&str>),
        city: Option<&Path>,
    ) -> Result<Self, Failure> {
        let loaded = load::form(context, layout, as_of)?;
        let params = load::params(&loaded, city)?;
        let fonts = context.city_fonts(city)?;
        Ok(Self { loaded, params, fonts })
    }

    /// The composer of a mode, without wishes for a run.
    ///
    /// # Errors
    /// Those of [`Composer::new`].
    pub(crate) fn plain(&self, mode: Mode) -> Result<Composer<'_>, Failure> {
        let composer = Composer::new(&self.loaded.form, &self.params, self.fonts, mode);
        composer.map_err(Failure::input)
    }

    /// The composer of a run.
    ///
    /// # Errors
    /// Those of [`Composer::new`].
    pub(crate) fn composer(&self, args: &PrintArgs) -> Result<Composer<'_>, Failure> {
        let mode = if args.live { Mode::Live } else { Mode::Specimen };
        let composer = self.plain(mode)?;
        Ok(match args.on_overflow {
            Some(word) => composer.on_overflow(overflow(word)),
            None => composer,
        })
    }
}

fn overflow(word: OverflowWord) -> Overflow {
    match word {
        OverflowWord::Limit => Overflow::Limit,
        OverflowWord::Blank => Overflow::Blank,
        OverflowWord::Refuse => Overflow::Refuse,
    }
}

/// The profile of a word.
pub(crate) fn profile(word: ProfileWord) -> Profile {
    match word {
        ProfileWord::Pdfa => Profile::PdfA2u,
        ProfileWord::Plain => Profile::Plain,
    }
}

/// The metadata of a PDF.
///
/// # Errors
/// `B002`
pub(crate) fn metadata(args: &PrintArgs, title: &str) -> Result<Metadata, Failure> {
    let date = args.date.as_deref().map(|given| dates::moment(given, "--date")).transpose()?;
    Ok(Metadata { title: title.to_owned(), date, language: "ja-JP" })
}
