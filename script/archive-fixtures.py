#!/usr/bin/env python3
"""Writes Tests/GradusGradingTests/ArchiveFixtures.swift: archives made by Python's zipfile and tarfile."""

import base64
import gzip
import io
import struct
import tarfile
import zipfile

# Enough repetition for DEFLATE to use every kind of code.
TEXT = "func loss() -> Float {\n" + "".join(f"  // line {n % 7} of {n}\n" for n in range(60)) + "}\n"
GOOD, REFUSED, FILES = [], [], []


def zipped(entries, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **more) as archive:
        for name, body in entries:
            archive.writestr(name, body)
    return out.getvalue()


def tarred(entries, form=tarfile.USTAR_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, body in entries:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            if info.isreg():
                info.size = len(body)
            archive.addfile(info, io.BytesIO(body.encode() if isinstance(body, str) else body))
    # Python fills a tar up to 10 kB with zeros.
    size = (len(out.getvalue().rstrip(b"\0")) + 511) // 512 * 512
    return out.getvalue()[:size] + b"\0" * 1024


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def unix(name, mode):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


pair = [("work/bce/loss.swift", TEXT), ("work/notes.md", "x" * 300)]
deflated = zipped(pair, compression=zipfile.ZIP_DEFLATED)
GOOD += [
    ("zip, deflated", deflated),
    ("zip, stored", zipped(pair)),
    ("zip, best", zipped(pair, compression=zipfile.ZIP_DEFLATED, compresslevel=9)),
    ("tar, ustar", tarred(pair)),
    ("tar, GNU long names", tarred([("long" * 40 + "/bce/loss.swift", TEXT)], tarfile.GNU_FORMAT)),
    ("tar, pax", tarred([("lång" * 40 + "/bce/loss.swift", TEXT)], tarfile.PAX_FORMAT)),
    ("tar.gz", gzip.compress(tarred(pair), mtime=0)),
    ("tar with ./", tarred([("./bce/loss.swift", TEXT)])),
]
bomb = gzip.compress(b"\0" * (2 << 20), mtime=0)
encrypted = bytearray(zipped([("bce/loss.swift", TEXT)]))
encrypted[encrypted.index(b"PK\1\2") + 8] |= 1
lying = zipped([("bce/loss.swift", TEXT)], compression=zipfile.ZIP_DEFLATED)
renamed = lying.replace(b"bce/loss.swift", b"bce/l0ss.swift", 1)
huge = bytearray(zipped([("bce/loss.swift", TEXT), ("b", "x")], compression=zipfile.ZIP_DEFLATED))
at = huge.rindex(b"PK\1\2")
huge[at + 24:at + 28] = struct.pack("<I", 1 << 30)
ratio = bytearray(huge)
ratio[at + 24:at + 28] = struct.pack("<I", 60 << 20)
REFUSED += [
    ("zip traversal", zipped([("../bce/loss.swift", TEXT)]),
     "alice.zip has a path that leads out of its folder: '../bce/loss.swift'"),
    ("zip absolute", zipped([("/bce/loss.swift", TEXT)]),
     "alice.zip has a path that leads out of its folder: '/bce/loss.swift'"),
    ("zip backslash", zipped([("..\\x", "x")]),
     "alice.zip has a path that leads out of its folder: '../x'"),
    ("tar traversal", tarred([("a/../../bce/loss.swift", TEXT)]),
     "alice.zip has a path that leads out of its folder: 'a/../../bce/loss.swift'"),
    ("encrypted", bytes(encrypted), "alice.zip is encrypted ('bce/loss.swift')"),
    ("bzip2", zipped([("bce/loss.swift", TEXT)], compression=zipfile.ZIP_BZIP2),
     "alice.zip is packed in a way that is not read here ('bce/loss.swift')"),
    ("zip with two names", renamed, "alice.zip is damaged: a file has two names"),
    ("zip that says 1 GB", bytes(huge), "alice.zip holds more than 64 MB"),
    ("zip that says 60 MB", bytes(ratio), "alice.zip holds more than 100 times its own size"),
    ("gzip bomb", bomb, "alice.zip holds more than 100 times its own size"),
    ("wrong checksum", deflated.replace(b"PK\1\2", b"PK\1\2") and
     (lambda b: b[:b.index(b"PK\1\2") + 16] + b"\0\0\0\0" + b[b.index(b"PK\1\2") + 20:])(lying),
     "alice.zip is damaged: the checksum of 'bce/loss.swift' is wrong"),
    ("no archive", b"hello" * 200, "alice.zip is no zip, tar or gzipped tar"),
    ("nothing", b"", "alice.zip is no zip, tar or gzipped tar"),
    ("two workspaces", tarred([("a/bce/loss.swift", TEXT), ("b/bce/loss.swift", TEXT)]),
     "alice.zip holds exercise files in 'a/' and 'b/'"),
]
FILES += [
    ("tar symbolic link", tarred([(special("bce/loss.swift", tarfile.SYMTYPE, "/etc/passwd"), "")]),
     "bce/loss.swift is a link in the archive"),
    ("tar hard link", tarred([(special("bce/loss.swift", tarfile.LNKTYPE, "x"), "")]),
     "bce/loss.swift is a link in the archive"),
    ("tar device", tarred([(special("bce/loss.swift", tarfile.CHRTYPE), "")]),
     "bce/loss.swift is no plain file"),
    ("tar folder", tarred([(special("bce/loss.swift", tarfile.DIRTYPE), "")]),
     "bce/loss.swift is no plain file"),
    ("zip link", zipped([(unix("bce/loss.swift", 0o120777), "/etc/passwd")]),
     "bce/loss.swift is a link in the archive"),
    ("zip device", zipped([(unix("bce/loss.swift", 0o020666), "")]),
     "bce/loss.swift is no plain file"),
    ("twice", tarred([("bce/loss.swift", TEXT), ("./bce/loss.swift", "other")]),
     "bce/loss.swift is in the archive twice"),
    ("not UTF-8", tarred([("bce/loss.swift", b"\xff\xfe")]),
     "bce/loss.swift is not text in UTF-8"),
    ("large", zipped([("bce/loss.swift", "\n" * 300_000)],
                     compression=zipfile.ZIP_DEFLATED),
     "bce/loss.swift is larger than 256 kB"),
]


def literal(text):
    return '"' + text.replace('"', '\\"') + '"'


def rows(cases):
    out = []
    for name, data, *words in cases:
        body = base64.b64encode(data).decode()
        out.append(f"    ({literal(name)}, {literal(body)}" + "".join(f", {literal(w)}" for w in words) + "),")
    return "\n".join(out)


print(f'''// Made by script/archive-fixtures.py with Python's zipfile and tarfile.
// swift-format-ignore-file

enum ArchiveFixtures {{
  static let text =
    "func loss() -> Float {{\\n" + (0..<60).map {{ "  // line \\($0 % 7) of \\($0)\\n" }}.joined() + "}}\\n"

  static let good: [(String, String)] = [
{rows(GOOD)}
  ]

  static let refused: [(String, String, String)] = [
{rows(REFUSED)}
  ]

  static let refusedFiles: [(String, String, String)] = [
{rows(FILES)}
  ]
}}''')
