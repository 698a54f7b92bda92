"""Compares Gradus' MathML with that of an independent converter (math-core, PyPI), formula by formula.

    compare_math.py Tests/GradusSiteTests/Golden/formulas.mathml    the recorded formulas
    compare_math.py _site                                           every formula of a built site

The TeX is read from each formula's own annotation. Compared is what a reader would notice: the
symbols, their order, and what is a fraction, a root, a script, an accent or a table cell. Blank
space, grouping and attributes are each converter's own business.
"""
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import math_core

# Different code points for one and the same thing on the page.
SAME = str.maketrans({
    "-": "−", "¯": "‾", "ˉ": "‾", "ˆ": "^", "˜": "~", "∥": "‖", "∣": "|", "*": "∗", "ϵ": "ϵ", "·": "⋅",
    "…": "...",
    "\u00a0": None, " ": None, "\u2006": None, "\u2009": None, "\u2061": None, "\u2062": None,
    "\u2063": None, "\u2064": None, "\ufe00": None, "\u200b": None,
})
TRANSPARENT = {"mrow", "mstyle", "mpadded", "semantics", "math", "mphantom"}
IMPLIED_ROW = {"mtd", "msqrt", "mtr", "mtable"}
DROPPED = {"mspace", "annotation"}
LEAVES = {"mi", "mn", "mo", "mtext", "ms"}
# Scripts above and scripts beside are the same meaning; which one depends on the place.
ALIKE = {"munder": "msub", "mover": "msup", "munderover": "msubsup"}


def structure(element):
    """The element as nested lists of what can be seen."""
    tag = element.tag.split("}")[-1]
    if tag in DROPPED:
        return []
    if tag in LEAVES:
        return list(unicodedata.normalize("NFC", (element.text or "").translate(SAME)))
    children = [structure(child) for child in element]
    if tag in TRANSPARENT:
        return [part for child in children for part in child]
    if tag in IMPLIED_ROW:
        return [[tag, [part for child in children for part in child]]]
    if tag in ALIKE and not any(children[1:]):  # scripts with nothing in them
        return children[0]
    return [[ALIKE.get(tag, tag), *children]]


def parsed(text):
    return structure(ET.fromstring(re.sub(r"&(nbsp|ApplyFunction);", "", text)))


def formulas(path):
    """(place, MathML) for each formula below a path."""
    files = sorted(path.rglob("*.html")) if path.is_dir() else [path]
    for file in files:
        for number, made in enumerate(
            re.findall(r"<math\b.*?</math>", file.read_text("utf-8"), re.S), 1
        ):
            yield f"{file.name} formula {number}", made


def main():
    converter = math_core.LatexToMathML()
    count = differing = refused = 0
    for place, made in formulas(Path(sys.argv[1])):
        root = ET.fromstring(made)
        tex = next(e.text for e in root.iter() if e.tag.endswith("annotation"))
        display = root.get("display") == "block"
        count += 1
        try:
            other = converter.convert_with_local_state(tex, displaystyle=display)
        except Exception as error:  # the other converter's limit, not ours
            refused += 1
            print(f"{place}: math-core refuses {tex!r}: {error}")
            continue
        ours, theirs = structure(root), parsed(other)
        if ours != theirs:
            differing += 1
            print(f"{place}: {tex}\n  ours:   {ours}\n  theirs: {theirs}")
    print(f"{count} formulas compared, {differing} differ, {refused} refused by math-core")
    sys.exit(1 if differing or refused * 10 > count or count == 0 else 0)


main()
