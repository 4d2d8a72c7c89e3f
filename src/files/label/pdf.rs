//! The label as a PDF: bars as vectors, texts in the program's own font, of which only the signs used are embedded. Texts can
//! be searched and copied.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use skrifa::raw::types::Tag;
use subsetter::GlyphRemapper;

use super::font::{BYTES, Font};
use super::{BARS, BARS_TOP, HEIGHT, Label, LabelError, WIDTH};

const POINT: f32 = 72.0 / 25.4;
/// Six letters before a font's name say that it is a part of it.
const FONT: Name<'static> = Name(b"DESKLB+Inter-Medium");
const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Glyphs of the embedded part, by sign.
struct Used<'a> {
    font: &'a Font<'static>,
    remapper: GlyphRemapper,
    signs: BTreeMap<u16, (char, f32)>,
}

impl Used<'_> {
    /// A text as the embedded part writes it.
    fn coded(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for sign in text.chars() {
            let glyph = self.font.glyph(sign);
            let id = self.remapper.remap(u16::try_from(glyph.to_u32()).unwrap_or_default());
            self.signs.entry(id).or_insert((sign, self.font.advance(glyph)));
            bytes.extend(id.to_be_bytes());
        }
        bytes
    }
}

/// Writes a label as a PDF of one page.
///
/// # Errors
/// [`LabelError::Font`].
pub fn pdf(label: &Label) -> Result<Vec<u8>, LabelError> {
    let font = Font::of_the_program()?;
    let mut used = Used { font: &font, remapper: GlyphRemapper::new(), signs: BTreeMap::new() };
    let content = content(label, &font, &mut used);
    let subset = subsetter::subset(BYTES, 0, &used.remapper).map_err(|_broken| LabelError::Font)?;
    let part = skrifa::FontRef::new(&subset).map_err(|_broken| LabelError::Font)?;
    let outlines = part.table_data(Tag::new(b"CFF ")).ok_or(LabelError::Font)?;

    let [catalog, pages, page, stream, font_id, cid, descriptor, file, cmap, info] =
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, WIDTH * POINT, HEIGHT * POINT)).contents(stream);
    sheet.resources().fonts().pair(Name(b"F1"), font_id);
    sheet.finish();
    pdf.stream(stream, &content);
    pdf.document_info(info)
        .title(TextStr(&label.title))
        .producer(TextStr(concat!("cargorun-desk ", env!("CARGO_PKG_VERSION"))));

    pdf.type0_font(font_id)
        .base_font(FONT)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(cmap);
    let mut one = pdf.cid_font(cid);
    one.subtype(CidFontType::Type0)
        .base_font(FONT)
        .system_info(IDENTITY)
        .font_descriptor(descriptor)
        .default_width(0.0);
    one.widths()
        .consecutive(0, (0..used.remapper.num_gids()).map(|id| used.signs.get(&id).map_or(0.0, |(_, width)| *width)));
    one.finish();
    pdf.font_descriptor(descriptor)
        .name(FONT)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(-800.0, -400.0, 2600.0, 1200.0))
        .italic_angle(0.0)
        .ascent(969.0)
        .descent(-242.0)
        .cap_height(727.0)
        .stem_v(95.0)
        .font_file3(file);
    pdf.stream(file, outlines.as_bytes()).pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    let mut unicode = UnicodeCmap::<u16>::new(Name(b"Custom"), IDENTITY);
    for (id, (sign, _)) in &used.signs {
        unicode.pair(*id, *sign);
    }
    pdf.cmap(cmap, &unicode.finish());
    Ok(pdf.finish())
}

fn content(label: &Label, font: &Font<'static>, used: &mut Used<'_>) -> Vec<u8> {
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
