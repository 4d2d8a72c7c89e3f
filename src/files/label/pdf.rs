//! The label as a PDF: bars as vectors, texts in the program's own font, of which only the signs used are embedded. Texts can
//! be searched and copied.

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use super::super::print::{Embedded, Face, Font, POINT};
use super::{BARS, BARS_TOP, HEIGHT, Label, LabelError, WIDTH};

/// Writes a label as a PDF of one page.
///
/// # Errors
/// [`LabelError::Font`].
pub fn pdf(label: &Label) -> Result<Vec<u8>, LabelError> {
    let font = Font::of(Face::Medium)?;
    let mut used = Embedded::new(&font);
    let content = content(label, &font, &mut used);

    let [catalog, pages, page, stream, info] = [1, 2, 3, 4, 5].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    let font_id = Ref::new(6);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, WIDTH * POINT, HEIGHT * POINT)).contents(stream);
    sheet.resources().fonts().pair(Name(b"F1"), font_id);
    sheet.finish();
    pdf.stream(stream, &content);
    pdf.document_info(info)
        .title(TextStr(&label.title))
        .producer(TextStr(concat!("cargorun-desk ", env!("CARGO_PKG_VERSION"))));
    used.write(&mut pdf, font_id)?;
    Ok(pdf.finish())
}

fn content(label: &Label, font: &Font, used: &mut Embedded<'_>) -> Vec<u8> {
    let mut content = Content::new();
    content.set_fill_gray(0.0);
    for (at, width) in label.bars().dark {
        content.rect(at * POINT, (HEIGHT - BARS_TOP - BARS) * POINT, width * POINT, BARS * POINT);
    }
    content.fill_nonzero();
    for piece in label.pieces(font) {
        let left = if piece.centred { piece.x - font.width(&piece.text, piece.size) / 2.0 } else { piece.x };
        content.begin_text().set_font(Name(b"F1"), piece.size);
        content.next_line(left * POINT, (HEIGHT - piece.baseline) * POINT);
        content.show(Str(&used.coded(&piece.text))).end_text();
    }
    content.finish().into_vec()
}

#[cfg(test)]
mod tests {
    use super::super::tests::label;
    use super::*;

    #[test]
    fn a_label_is_a_page_with_its_own_part_of_the_font() {
        let bytes = pdf(&label()).unwrap();
        assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 40_000, "{} bytes", bytes.len());
        let text = String::from_utf8_lossy(&bytes);
        for part in ["/CIDFontType0C", "/ToUnicode", "/Identity-H", "/MediaBox [0 0 283.46"] {
            assert!(text.contains(part), "{part}");
        }
        // The sign Д can be copied out: its code stands in the map of signs.
        assert!(text.contains("<0414>"), "Cyrillic signs are named");
        assert_eq!(text.matches(" re\n").count(), label().bars().dark.len(), "each bar is a rectangle");
    }
}
