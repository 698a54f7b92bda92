"""Writes Sources/GradusNN/Data/{DigitPixels,AliceText,NameList}.swift.

    python3 script/embed-data.py FOLDER

FOLDER holds digits8x8.csv (columns split, label, p0 … p63), alice.txt and names.txt, made from the
packages that the doc comments of the written files name. Multi-line strings, because the compiler
takes tens of seconds for an array literal of this size and milliseconds for a string.
"""

import csv
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
target = pathlib.Path(__file__).parent.parent / "Sources/GradusNN/Data"
head = "// swift-format-ignore-file\n// Written by script/embed-data.py.\n\n"


def write(name, parts):
    text = head
    for comment, declaration, lines in parts:
        text += "".join(f"/// {line}".rstrip() + "\n" for line in comment.strip().split("\n"))
        text += f'{declaration}: StaticString = #"""\n' + "\n".join(lines) + '\n"""#\n\n'
        assert not any('"""' in line for line in lines)
    (target / name).write_text(text.rstrip("\n") + "\n")


rows = list(csv.reader(open(folder / "digits8x8.csv")))[1:]
digits = {
    split: [row[1] + "".join(chr(ord("A") + int(p)) for p in row[2:]) for row in rows if row[0] == split]
    for split in ("train", "test")
}
assert len(digits["train"]) == 1433 and len(digits["test"]) == 364

credit = """
Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits (test part), UCI
Machine Learning Repository, 1998; the copy in scikit-learn 1.9.1 (BSD 3-clause),
`sklearn/datasets/data/digits.csv.gz`.
"""
write("DigitPixels.swift", [
    ("1433 handwritten digits, one a line: the class, then 64 pixels row by row, A for 0 to Q for 16.\n"
     + credit, "let trainingDigits", digits["train"]),
    ("364 more, every fifth of each class, kept apart for tests.\n" + credit, "let testDigits", digits["test"]),
])

alice = (folder / "alice.txt").read_text("ascii")
assert len(alice) == 146086 and alice.endswith("\n")
write("AliceText.swift", [(
    """The text of *Alice's Adventures in Wonderland*.

Source: Lewis Carroll, 1865, in the public domain; the copy of the Canterbury corpus in brotli
1.2.1, `tests/testdata/alice29.txt`, with the title block removed and runs of blank lines, blanks
at line ends and deep indents cut short.""",
    "let aliceText", alice.removesuffix("\n").split("\n"))])

names = (folder / "names.txt").read_text("ascii").split()
assert len(names) == 2856
write("NameList.swift", [(
    """2856 first names, in lower case and alphabetical order, one a line.

Source: the 1990 census of the United States, in the public domain; the most frequent 2001 female
and 1001 male names of the lists in the package names 0.3.0.""",
    "let nameList", names)])
