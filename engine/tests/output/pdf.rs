//! What the PDF must be, whoever reads it.

use std::sync::Arc;

use chohyo_engine::length::{Length, Rect, Size};
use chohyo_engine::page::{Colour, Document, Draw, Fill, Item, Role};
use chohyo_engine::pdf::{Encoded, Encoder, PdfError, Profile, Session};
use hayro_syntax::Pdf;

use crate::sample::{FONTS, document, fixed, metadata, pdf};

fn documents(count: usize) -> Vec<Document> {
    let layer = Arc::new(fixed());
    (0..count).map(|no| document(&layer, no)).collect()
}

#[test]
fn equal_documents_give_equal_bytes() {
    let first = pdf(&documents(3));
    assert_eq!(first, pdf(&documents(3)));
    let threads: Vec<_> = (0..2).map(|_| std::thread::spawn(|| pdf(&documents(3)))).collect();
    for thread in threads {
        assert!(thread.join().expect("thread ends") == first);
    }
}

/// Documents dealt to encoders in turn, each in its own thread, and added in their order.
fn pdf_by_encoders(documents: &[Document], encoders: usize) -> Vec<u8> {
    let dealt: Vec<Vec<Encoded>> = std::thread::scope(|scope| {
        let deal = |first| {
            scope.spawn(move || {
                let mut encoder = Encoder::new(&FONTS);
                let own = documents.iter().skip(first).step_by(encoders);
                own.map(|document| encoder.encode(document).expect("pages are packed")).collect()
            })
        };
        let threads: Vec<_> = (0..encoders).map(deal).collect();
        threads.into_iter().map(|thread| thread.join().expect("thread ends")).collect()
    });
    let mut session =
        Session::begin(Vec::new(), &FONTS, &metadata(), Profile::PdfA2u).expect("begins");
    for no in 0..documents.len() {
        session.add(&dealt[no % encoders][no / encoders]).expect("pages are added");
    }
    session.finish().expect("the file is finished")
}

#[test]
fn the_number_of_encoders_does_not_show_in_the_bytes() {
    let documents = documents(20);
    let pushed = pdf(&documents);
    for encoders in [1, 2, 3, 7] {
        assert!(pdf_by_encoders(&documents, encoders) == pushed, "{encoders} encoders");
    }
}

#[test]
fn what_an_encoder_refused_leaves_nothing_behind() {
    let [first, second] = documents(2).try_into().unwrap_or_else(|_| panic!("two documents"));
    let mut faulty = first.clone();
    faulty.pages[0].items.extend(second.pages[0].items.iter().cloned().map(|mut item| {
        if let Draw::Text(run) = &mut item.draw {
            run.glyphs.iter_mut().for_each(|glyph| glyph.id += 1);
            run.clusters.pop();
        }
        item
    }));
    let mut encoder = Encoder::new(&FONTS);
    assert!(encoder.encode(&faulty).is_err());
    let mut session =
        Session::begin(Vec::new(), &FONTS, &metadata(), Profile::PdfA2u).expect("begins");
    session.add(&encoder.encode(&first).expect("packed")).expect("added");
    assert!(session.finish().expect("finished") == pdf(&[first]));
}

#[test]
fn another_record_changes_the_file_id() {
    let id = |bytes: &[u8]| {
        let at = bytes.windows(4).rposition(|part| part == b"/ID[").expect("file has an id");
        bytes[at..at + 40].to_vec()
    };
    assert_ne!(id(&pdf(&documents(1))), id(&pdf(&documents(2))));
}

#[test]
fn every_page_is_found_through_the_page_tree() {
    for count in [1, 32, 33, 70] {
        let bytes = pdf(&documents(count));
        let pdf = Pdf::new(bytes).expect("the judge reads the file");
        assert_eq!(pdf.pages().len(), count);
    }
}

#[test]
fn the_fixed_layer_is_written_once() {
    let size = |count| pdf(&documents(count)).len();
    let page = size(3) - size(2);
    assert!(page < 2_000, "a further page takes {page} bytes");
}

/// The bars of a code are one path, where fills overlap they stay filled, and a width below zero is none.
#[test]
fn fills_of_one_colour_are_painted_together() {
    let fill = |x: i64, width: i64, grey: u8| {
        let area = Rect::new(Length::pt(x), Length::pt(0), Length::pt(width), Length::pt(10));
        let draw = Draw::Fill(Fill { area, colour: Colour::Grey(grey) });
        Item { order: 0, role: Role::Value, name: None, draw }
    };
    let mut document = documents(1).remove(0);
    let page = &mut document.pages[0];
    page.size = Size::new(Length::pt(100), Length::pt(50));
    page.items =
        vec![fill(0, 5, 0), fill(3, 5, 0), fill(9, -2, 0), fill(20, 1, 0), fill(30, 1, 255)];
    let bytes = pdf(&[document]);
    let read = Pdf::new(bytes).expect("the judge reads the file");
    let content = read.pages()[0].page_stream().expect("a page has content").to_vec();
    assert_eq!(
        String::from_utf8_lossy(&content),
        "/L Do\n0 40 5 10 re\n3 40 5 10 re\n20 40 1 10 re\nf\n1 g\n\
         30 40 1 10 re\nf\n"
    );
}

fn refused(fault: impl Fn(&mut Document)) -> PdfError {
    let mut document = documents(1).remove(0);
    fault(&mut document);
    let mut session =
        Session::begin(Vec::new(), &FONTS, &metadata(), Profile::Plain).expect("begins");
    session.push(&document).expect_err("the page is refused")
}

#[test]
fn a_glyph_the_face_does_not_have_is_refused() {
    for (glyph, code) in [(0, "P001"), (65_535, "P002")] {
        let error = refused(|document| {
            let Draw::Text(run) = &mut document.pages[0].items[0].draw else { panic!("no text") };
            run.glyphs[2].id = glyph;
        });
        assert_eq!(error.code().0, code);
        let PdfError::Item { page, field, .. } = error else { panic!("another kind of error") };
        assert_eq!((page, field.as_deref()), (1, Some("項目[5]")));
    }
}

#[test]
fn clusters_that_do_not_cover_the_text_are_refused() {
    let error = refused(|document| {
        let Draw::Text(run) = &mut document.pages[0].items[0].draw else { panic!("no text") };
        run.clusters.pop();
    });
    assert_eq!(error.code().0, "P003");
}

#[test]
fn a_failing_output_is_reported() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut session =
        Session::begin(Full(2_000), &FONTS, &metadata(), Profile::Plain).expect("begins");
    let error = session.push(&documents(1)[0]).and_then(|()| session.finish().map(|_| ()));
    assert_eq!(error.expect_err("no room").code().0, "P009");
}

/// ISO 19005-2, 6.1.7.1: data that ends with CR would be read one byte short before a lone LF.
#[test]
fn stream_data_ends_before_cr_lf() {
    let bytes = pdf(&documents(3));
    let end = b"endstream";
    let ends: Vec<_> = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(end)).collect();
    assert!(ends.len() > 5);
    assert!(ends.iter().all(|&at| bytes[at - 2..at] == *b"\r\n"));
}
