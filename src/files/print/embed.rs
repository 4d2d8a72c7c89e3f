//! A font in a PDF: only the signs that are used are embedded, and each says which letter it is, so that texts can be searched
//! and copied.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish as _, Name, Pdf, Rect, Ref, Str};
use skrifa::raw::types::Tag;
use subsetter::GlyphRemapper;

use super::{Font, FontError};

const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
/// References that an embedded font takes, its own first.
pub(in crate::files) const FONT_REFS: i32 = 5;

/// Signs of a font that a document uses.
pub(in crate::files) struct Embedded<'a> {
    font: &'a Font,
    remapper: GlyphRemapper,
    signs: BTreeMap<u16, (char, f32)>,
}

impl<'a> Embedded<'a> {
    pub(in crate::files) fn new(font: &'a Font) -> Self {
        Self { font, remapper: GlyphRemapper::new(), signs: BTreeMap::new() }
    }

    /// A text as the embedded part writes it.
    pub(in crate::files) fn coded(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for sign in text.chars() {
            let glyph = self.font.glyph(sign);
            let id = self.remapper.remap(u16::try_from(glyph.to_u32()).unwrap_or_default());
            self.signs.entry(id).or_insert((sign, self.font.advance(glyph)));
            bytes.extend(id.to_be_bytes());
        }
        bytes
    }

    /// Writes the used part under a reference and the [`FONT_REFS`] that begin with it.
    ///
    /// # Errors
    /// [`FontError`].
    pub(in crate::files) fn write(self, pdf: &mut Pdf, first: Ref) -> Result<(), FontError> {
        let face = self.font.face;
        let name = Name(face.name());
        let subset = subsetter::subset(face.bytes(), 0, &self.remapper).map_err(|_broken| FontError)?;
        let part = skrifa::FontRef::new(&subset).map_err(|_broken| FontError)?;
        let outlines = part.table_data(Tag::new(b"CFF ")).ok_or(FontError)?;
        let [font, cid, descriptor, file, cmap] =
            [0, 1, 2, 3, 4].map(|place| Ref::new(first.get().saturating_add(place)));

        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        let mut one = pdf.cid_font(cid);
        one.subtype(CidFontType::Type0)
            .base_font(name)
            .system_info(IDENTITY)
            .font_descriptor(descriptor)
            .default_width(0.0);
        one.widths().consecutive(
            0,
            (0..self.remapper.num_gids()).map(|id| self.signs.get(&id).map_or(0.0, |(_, width)| *width)),
        );
        one.finish();
        pdf.font_descriptor(descriptor)
            .name(name)
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
        for (id, (sign, _)) in &self.signs {
            unicode.pair(*id, *sign);
        }
        pdf.cmap(cmap, &unicode.finish());
        Ok(())
    }
}
