#!/usr/bin/env python3
"""Makes the Inter fonts of this folder from those of the Debian package `fonts-inter`.

Two changes, both because egui draws a font as it is and can't switch OpenType features on:
digits become the tabular ones (feature `tnum`), so that columns of numbers, dates and prices line up;
and glyphs outside Latin, Cyrillic and the signs that the window uses are left out.

    apt-get download fonts-inter && dpkg -x fonts-inter_*.deb inter
    pip install fonttools
    python3 make_inter.py inter/usr/share/fonts/opentype/inter .
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = ["Regular", "Medium", "SemiBold"]
RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x300, 0x304), (0x400, 0x45F), (0x490, 0x491), (0x4B0, 0x4B1),
    (0x2010, 0x2026), (0x202F, 0x203A), (0x2070, 0x208E), (0x20A0, 0x20BF), (0x2116, 0x2122),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2600, 0x27BF),
]


def tabular_digits(font):
    """Points the code points of digits at the glyphs that the feature `tnum` would choose."""
    gsub = font["GSUB"].table
    lookups = next(r.Feature.LookupListIndex for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "tnum")
    mapping = {}
    for index in lookups:
        for table in gsub.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        for digit in "0123456789":
            name = table.cmap.get(ord(digit))
            # Subtables may share one map: a digit that is tabular already stays.
            table.cmap[ord(digit)] = mapping.get(name, name)


def main(source, target):
    for weight in WEIGHTS:
        font = TTFont(Path(source) / f"Inter-{weight}.otf")
        tabular_digits(font)
        options = subset.Options()
        options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "calt"]
        options.name_IDs = ["*"]
        options.notdef_outline = True
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
        subsetter.subset(font)
        font.save(Path(target) / f"Inter-{weight}.otf")


if __name__ == "__main__":
    main(*sys.argv[1:3])
