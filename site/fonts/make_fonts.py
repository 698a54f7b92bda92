"""Makes the web fonts of the theme from the originals that PyPI packages carry.

    pip install fonttools brotli fontpkg-source-serif-4 fontpkg-source-sans-3 fontpkg-source-code-pro ziamath
    python make_fonts.py

The originals are under the SIL Open Font License (OFL.txt beside this file). A subset is a modified
version, and "Source" is a reserved name, so the families are renamed.
"""
import sys
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

packages = next(Path(p) for p in sys.path if p.endswith("site-packages"))
here = Path(__file__).parent

LATIN = "U+0020-007E,U+00A0-017F,U+02C6,U+02DA,U+02DC,U+2000-200A,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212,U+00D7,U+2248,U+2260,U+2264-2265,U+221E"
CODE = "U+0020-007E,U+00A0-00FF,U+2010-2015,U+2018-201E,U+2026,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+221E,U+2713,U+2717,U+2500-257F,U+2580-259F,U+03B1-03C9,U+0394,U+03A3"
MATH = "U+0020-007E,U+00A0-00FF,U+0131,U+0237,U+02C6-02DD,U+0300-0338,U+0391-03F6,U+2000-200A,U+2016,U+2020-2022,U+2026,U+2032-2037,U+203E,U+2044,U+20D6-20D7,U+2102-2134,U+2190-2199,U+21A6,U+21AA,U+21D0-21D4,U+2200-22FF,U+2308-230B,U+23B4-23B5,U+23DC-23E1,U+25A1,U+25B3,U+25CB,U+2713,U+27C2,U+27E8-27EB,U+27F5-27FF,U+2A00-2A02,U+2AAF-2AB0,U+1D400-1D4CF,U+1D538-1D56B,U+1D6A8-1D755,U+1D7CE-1D7E1"


def renamed(font, family):
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            record.string = family
        elif record.nameID in (3, 6):
            record.string = family.replace(" ", "")
        elif record.nameID not in (0, 2, 5, 7, 13, 14, 17, 25):
            font["name"].removeNames(nameID=record.nameID)
    return font


def made(source, family, unicodes, name, limits=None, features=("*",), repair=None):
    font = TTFont(packages / source)
    if limits:
        font = instancer.instantiateVariableFont(font, limits)
        saved = BytesIO()  # a freshly instanced font cannot be cut before it was written once
        font.save(saved)
        font = TTFont(BytesIO(saved.getvalue()))
    if repair:
        repair(font)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(features)
    options.name_IDs = ["*"]
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(unicodes))
    subsetter.subset(font)
    subset.save_font(renamed(font, family), here / name, options)
    print(name, (here / name).stat().st_size)


def connect_arrows(font):
    """Lets the long arrows stretch: their ends are recorded without the overlap that shapers require."""
    variants = font["MATH"].table.MathVariants
    glyphs = variants.HorizGlyphCoverage.glyphs
    for arrow in ("uni2192", "uni2190", "uni21D2", "uni21D0", "uni21A6"):
        if arrow not in glyphs:
            continue
        assembly = variants.HorizGlyphConstruction[glyphs.index(arrow)].GlyphAssembly
        parts = assembly.PartRecords if assembly else []
        for left, right in zip(parts, parts[1:]):
            overlap = max(variants.MinConnectorOverlap, min(200, left.FullAdvance // 2))
            left.EndConnectorLength = max(left.EndConnectorLength, overlap)
            right.StartConnectorLength = max(right.StartConnectorLength, overlap)


TEXT = ("kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "onum", "lnum", "pnum", "tnum")
made("fontpkg_source_serif_4/files/SourceSerif4[opsz,wght].ttf", "Gradus Serif", LATIN, "serif.woff2", {"opsz": 14, "wght": (400, 700)}, TEXT)
made("fontpkg_source_serif_4/files/SourceSerif4-Italic[opsz,wght].ttf", "Gradus Serif", LATIN, "serif-italic.woff2", {"opsz": 14, "wght": 400}, TEXT)
made("fontpkg_source_sans_3/files/SourceSans3[wght].ttf", "Gradus Sans", LATIN, "sans.woff2", {"wght": (400, 700)}, TEXT)
made("fontpkg_source_code_pro/files/SourceCodePro[wght].ttf", "Gradus Code", CODE, "code.woff2", {"wght": (400, 700)}, ("kern", "ccmp", "mark"))
made("ziamath/fonts/STIXTwoMath-Regular.ttf", "Gradus Math", MATH, "math.woff2", None, ("ssty", "dtls", "flac", "kern", "ccmp"), connect_arrows)
