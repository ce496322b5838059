//! A case as it comes out now: form, parameters and record to pages.

use std::io::Cursor;

use chohyo_engine::compose::{Composer, Mode};
use chohyo_engine::diag::Diagnostic;
use chohyo_engine::form::{self, Catalogue, Form, Params};
use chohyo_engine::page::{self, Document};
use chohyo_engine::pdf::{Metadata, PdfError, Profile, Session};
use chohyo_engine::raster::Rasterizer;
use chohyo_engine::record::{self, Date, Format, Refusal};

use crate::cases::Case;
use crate::folder::{self, unreadable};
use crate::make::{Made, Workspace};
use crate::objects::objects;

impl Workspace {
    /// Makes the pages of a case. Writes nothing.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with layout, parameters or record.
    pub fn make(&self, case: &Case) -> Result<Made, Vec<Diagnostic>> {
        let form = self.form(case)?;
        let params = folder::params(&self.library, &form, &case.params)?;
        let document = self.document(case, &form, &params)?;
        let items = page::dump(&document, &self.fonts);
        let pictures = self.pictures(case, &document)?;
        let pdf = self.pdf(&form, &document)?;
        let objects = objects(&pdf).map_err(|code| vec![Diagnostic::error(code)])?;
        Ok(Made { document, items, pictures, pdf, objects })
    }

    /// The form of a case.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with the layout.
    pub fn form(&self, case: &Case) -> Result<Form, Vec<Diagnostic>> {
        if case.is_feature() {
            return form::load(&self.library, &case.form);
        }
        let (catalogue, _) = Catalogue::for_form(&self.library, &case.form);
        let day = case.as_of.as_deref().map(|given| day(given, case)).transpose()?;
        let edition = catalogue.pick(&case.form, day).map_err(|error| vec![error])?;
        form::load(&self.library, &edition.path)
    }

    /// The pages of the first record.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with the record.
    pub fn document(
        &self,
        case: &Case,
        form: &Form,
        params: &Params,
    ) -> Result<Document, Vec<Diagnostic>> {
        let mode = if case.live { Mode::Live } else { Mode::Specimen };
        let composer = Composer::new(form, params, &self.fonts, mode)?;
        let path = case.record_file(&self.root);
        let bytes = std::fs::read(&path).map_err(|error| vec![unreadable(&path, &error)])?;
        let mut records =
            record::read(Cursor::new(bytes), Format::Json, &form.schema, &case.record);
        let none = || vec![Diagnostic::error("B009").arg("path", &case.record)];
        let record = records.next().ok_or_else(none)?.map_err(Refusal::diagnostics)?;
        Ok(composer.desk().compose(&record, &case.record)?.document)
    }

    fn pictures(&self, case: &Case, document: &Document) -> Result<Vec<Vec<u8>>, Vec<Diagnostic>> {
        let mut rasterizer = Rasterizer::new(&self.fonts, case.dpi);
        let wrong = |code| vec![Diagnostic::error(code)];
        let picture = |page| rasterizer.page(page).to_png(case.dpi).map_err(wrong);
        document.pages.iter().map(picture).collect()
    }

    /// The PDF of some pages.
    ///
    /// # Errors
    ///
    /// Those of [`Session`].
    pub fn pdf(&self, form: &Form, document: &Document) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let meta = Metadata { title: form.name.clone(), date: None, language: "ja-JP" };
        let wrong = |error: PdfError| vec![error.diagnostic()];
        let session = Session::begin(Vec::new(), &self.fonts, &meta, Profile::PdfA2u);
        let mut session = session.map_err(|error| wrong(error.into()))?;
        session.push(document).map_err(wrong)?;
        session.finish().map_err(wrong)
    }
}

fn day(given: &str, case: &Case) -> Result<Date, Vec<Diagnostic>> {
    let wrong = || {
        let cause = format!("as_of of `{}`", case.name);
        vec![Diagnostic::error("B100").arg("cause", cause)]
    };
    Date::parse(given).filter(|date| date.exists()).ok_or_else(wrong)
}
