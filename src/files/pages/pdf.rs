//! Marks of pages as a PDF.

use pdf_writer::types::Predictor;
use pdf_writer::{Content, Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use super::PagesError;
use super::flow::Fonts;
use super::layout::{HEIGHT, Mark, Page, WIDTH, pages};
use super::picture::{Pictures, Stamp};
use crate::domain::paperwork::{Document, Picture};
use crate::files::print::{Embedded, FONT_REFS, Face, Font, POINT};

const REGULAR: Name<'static> = Name(b"F1");
const BOLD: Name<'static> = Name(b"F2");
/// Width of table lines, points.
const THIN: f32 = 0.5;

const fn name(which: Picture) -> Name<'static> {
    match which {
        Picture::Stamp => Name(b"I1"),
        Picture::Signature => Name(b"I2"),
    }
}

/// Writes a paper as a PDF.
///
/// # Errors
/// [`PagesError`].
pub fn pdf(document: &Document, pictures: &Pictures) -> Result<Vec<u8>, PagesError> {
    let fonts = Fonts { regular: Font::of(Face::Regular)?, bold: Font::of(Face::SemiBold)? };
    let laid = pages(document, &fonts, pictures);
    let (mut regular, mut bold) = (Embedded::new(&fonts.regular), Embedded::new(&fonts.bold));

    let mut next = 0_i32;
    let mut take = |count: i32| {
        let first = next.saturating_add(1);
        next = next.saturating_add(count);
        Ref::new(first)
    };
    let (catalog, tree, info) = (take(1), take(1), take(1));
    let (regular_id, bold_id) = (take(FONT_REFS), take(FONT_REFS));
    let images: Vec<(Picture, Ref, Ref)> =
        pictures.present().into_iter().map(|which| (which, take(1), take(1))).collect();
    let sheets: Vec<(Ref, Ref)> = laid.iter().map(|_| (take(1), take(1))).collect();

    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    let count = i32::try_from(sheets.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(sheets.iter().map(|(page, _)| *page)).count(count);
    pdf.document_info(info)
        .title(TextStr(&document.title))
        .producer(TextStr(concat!("cargorun-desk ", env!("CARGO_PKG_VERSION"))));
    for (marks, (page, stream)) in laid.iter().zip(&sheets) {
        let mut sheet = pdf.page(*page);
        sheet.parent(tree).media_box(Rect::new(0.0, 0.0, WIDTH * POINT, HEIGHT * POINT)).contents(*stream);
        let mut resources = sheet.resources();
        resources.fonts().pair(REGULAR, regular_id).pair(BOLD, bold_id);
        if !images.is_empty() {
            resources.x_objects().pairs(images.iter().map(|(which, colors, _)| (name(*which), *colors)));
        }
        resources.finish();
        sheet.finish();
        pdf.stream(*stream, &content(marks, &mut regular, &mut bold));
    }
    for (which, colors, cover) in images {
        if let Some(stamp) = pictures.get(which) {
            image(&mut pdf, stamp, colors, cover)?;
        }
    }
    regular.write(&mut pdf, regular_id)?;
    bold.write(&mut pdf, bold_id)?;
    Ok(pdf.finish())
}

fn content(marks: &Page, regular: &mut Embedded<'_>, bold: &mut Embedded<'_>) -> Vec<u8> {
    let mut content = Content::new();
    content.set_fill_gray(0.0).set_stroke_gray(0.35).set_line_width(THIN);
    let up = |y: f32| (HEIGHT - y) * POINT;
    for mark in marks {
        match mark {
            Mark::Line { from, to } => {
                content.move_to(from.0 * POINT, up(from.1)).line_to(to.0 * POINT, up(to.1)).stroke();
            }
            Mark::Words { x, y, size, bold: is_bold, text } => {
                let (font, coded) = if *is_bold { (BOLD, bold.coded(text)) } else { (REGULAR, regular.coded(text)) };
                content.begin_text().set_font(font, *size).next_line(x * POINT, up(*y));
                content.show(Str(&coded)).end_text();
            }
            Mark::Picture { which, x, y, width, height } => {
                content.save_state();
                content.transform([width * POINT, 0.0, 0.0, height * POINT, x * POINT, up(y + height)]);
                content.x_object(name(*which)).restore_state();
            }
        }
    }
    content.finish().into_vec()
}

fn image(pdf: &mut Pdf, stamp: &Stamp, colors: Ref, cover: Ref) -> Result<(), PagesError> {
    let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    let (width, height) = (side(stamp.width), side(stamp.height));
    let packed = stamp.packed_colors()?;
    let mut object = pdf.image_xobject(colors, &packed);
    object.width(width).height(height).bits_per_component(8).s_mask(cover);
    object.color_space().device_rgb();
    object.filter(Filter::FlateDecode);
    object.decode_parms().predictor(Predictor::PngOptimum).colors(3).bits_per_component(8).columns(width);
    object.finish();
    let packed = stamp.packed_cover()?;
    let mut object = pdf.image_xobject(cover, &packed);
    object.width(width).height(height).bits_per_component(8);
    object.color_space().device_gray();
    object.filter(Filter::FlateDecode);
    object.decode_parms().predictor(Predictor::PngOptimum).colors(1).bits_per_component(8).columns(width);
    object.finish();
    Ok(())
}
