"""Archives and folders that are strange or hostile, and what each of them is worth."""

import gzip
import io
import os
import struct
import tarfile
import warnings
import zipfile
import zlib
from pathlib import Path

from classes import RIGHT

# Two files of one name are meant.
warnings.filterwarnings("ignore", "Duplicate name")

TEXTS = {f"numbers/{name}.swift": "import GradusNN\n\n" + text for name, text in RIGHT.items()}


def zipped(entries=None, method=zipfile.ZIP_DEFLATED, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, **more) as archive:
        for name, body in (entries or TEXTS).items() if not isinstance(entries, list) else entries:
            archive.writestr(name, body)
    return out.getvalue()


def tarred(entries=None, mode="w", form=tarfile.PAX_FORMAT, headers=None):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form, pax_headers=headers) as archive:
        for name, body in (entries or TEXTS).items() if not isinstance(entries, list) else entries:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            body = body.encode() if isinstance(body, str) else body
            if info.isreg():
                info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return out.getvalue()


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def windows(texts):
    """A zip as old programs of Windows wrote it: with backslashes."""
    return zipped({name.replace("/", "\\"): body for name, body in texts.items()})


def large_format(texts):
    """A small zip in the large format, as programs write it that do not know the size beforehand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in texts.items():
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(body.encode())
    return out.getvalue()


def really_large_format(texts):
    """With the sizes in the extra fields and the end record of the large format."""
    body, directory = b"", b""
    for name, text in texts.items():
        data, raw = text.encode(), name.encode()
        packed = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packed.compress(data) + packed.flush()
        offset = len(body)
        common = struct.pack("<HHHHHI", 45, 0, 8, 0, 0x5D4B, zlib.crc32(data)) + b"\xff" * 8
        extra = struct.pack("<HHQQ", 1, 16, len(data), len(packed))
        body += b"PK\3\4" + common + struct.pack("<HH", len(raw), len(extra)) + raw + extra + packed
        extra = struct.pack("<HHQQQ", 1, 24, len(data), len(packed), offset)
        directory += (b"PK\1\2" + struct.pack("<H", 45) + common
                      + struct.pack("<HHHHHI", len(raw), len(extra), 0, 0, 0, 0) + b"\xff" * 4 + raw + extra)
    count, start = len(texts), len(body)
    end = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, len(directory), start)
    locator = b"PK\6\7" + struct.pack("<IQI", 0, start + len(directory), 1)
    return body + directory + end + locator + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)


def encrypted():
    archive = bytearray(zipped())
    for sign, at in [(b"PK\1\2", 8), (b"PK\3\4", 6)]:
        place = archive.find(sign)
        while place >= 0:
            archive[place + at] |= 1
            place = archive.find(sign, place + 4)
    return bytes(archive)


def repeated_bomb():
    """One packed megabyte that a thousand entries point at."""
    archive = zipped({"numbers/double.swift": "\n" * 200_000})
    at = archive.index(b"PK\1\2")
    end = archive.index(b"PK\5\6")
    return (archive[:at] + archive[at:end] * 5000 + b"PK\5\6"
            + struct.pack("<HHHHIIH", 0, 0, 5000, 5000, (end - at) * 5000, at, 0))


def gnu_sparse():
    """A file that says it is eight gigabytes of holes."""
    info = tarfile.TarInfo("numbers/double.swift")
    info.type = b"S"
    info.size = 0
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    block[483:495] = b"77777777777\0"
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block) + tarred(list(TEXTS.items())[1:])


def long_name_bomb():
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = b"L", 1 << 20
    return info.tobuf(tarfile.GNU_FORMAT) + b"a/" * (1 << 19) + tarred()


def others(*without):
    return {name: text for name, text in TEXTS.items() if name not in without}


DOUBLE, MEAN, LARGEST = TEXTS
plain_tar = tarred()
ALL, NONE = 4, 0
OUTSIDE = "has a path that leads out of its folder"
NOTHING = "holds none of the exercise files"

# By name: bytes, points, and words that the report has to say of it.
ARCHIVES = {
    "plain.zip": (zipped(), ALL, None),
    "stored.zip": (zipped(method=zipfile.ZIP_STORED), ALL, None),
    "Ünï cødé ✓ 名前.zip": (zipped({f"Übung 1/{name}": text for name, text in TEXTS.items()}), ALL, None),
    "two words.tar.gz": (tarred({f"my work/{name}": text for name, text in TEXTS.items()}, "w:gz"), ALL, None),
    "pax.tar": (tarred({f"{'lång ' * 30}/{name}": text for name, text in TEXTS.items()}), ALL, None),
    "git-archive.tar": (tarred(headers={"comment": "5d57ce3"}), ALL, None),
    "gnu.tgz": (tarred({f"{'long' * 40}/{name}": text for name, text in TEXTS.items()}, "w:gz",
                       tarfile.GNU_FORMAT), ALL, None),
    "commented.zip": (zipped()[:-2] + struct.pack("<H", 9) + b"my answer", ALL, None),
    "mac.zip": (zipped({**{f"w/{n}": t for n, t in TEXTS.items()},
                        **{f"__MACOSX/w/{n}": "\0\5" for n in TEXTS}}), ALL, None),
    "windows.zip": (windows({f"w/{name}": text for name, text in TEXTS.items()}), ALL, None),
    "large-format.zip": (large_format(TEXTS), ALL, None),
    "really-large-format.zip": (really_large_format(TEXTS), ALL, None),
    "members.tar.gz": (gzip.compress(plain_tar[:1500]) + gzip.compress(plain_tar[1500:]), ALL, None),
    "padded.tar.gz": (gzip.compress(plain_tar) + b"\0" * 512, ALL, None),
    "more-lessons.zip": (zipped({**TEXTS, "more/extra.swift": "x", "numbers/extra.swift": "x",
                                 "Lessons/numbers.md": "# mine"}), ALL, None),
    "other-case.zip": (zipped({**TEXTS, "NUMBERS/DOUBLE.SWIFT": "nonsense", "Numbers/double.swift": "x"}), ALL, None),
    # Nothing of these is taken.
    "traversal.zip": (zipped({**TEXTS, "../../etc/cron.d/x": "x"}), NONE, OUTSIDE),
    "absolute.zip": (zipped({**TEXTS, "/etc/x": "x"}), NONE, OUTSIDE),
    "backslash.zip": (windows({**TEXTS, "../x": "x"}), NONE, OUTSIDE),
    "drive.zip": (windows({**TEXTS, "C:/x": "x"}), NONE, OUTSIDE),
    "share.zip": (windows({**TEXTS, "//host/share/x": "x"}), NONE, OUTSIDE),
    "traversal-tar.tar": (tarred({**TEXTS, "w/../../x": "x"}), NONE, OUTSIDE),
    "absolute-tar-gz.tar.gz": (tarred({**TEXTS, "/etc/x": "x"}, "w:gz"), NONE, OUTSIDE),
    "encrypted.zip": (encrypted(), NONE, "is encrypted"),
    "xz.tar": (tarred(mode="w:xz"), NONE, "is no zip, tar or gzipped tar"),
    "bzip2.zip": (zipped(method=zipfile.ZIP_BZIP2), NONE, "packed in a way that is not read here"),
    "nested.zip": (zipped({"inner.zip": zipped()}), NONE, NOTHING),
    "flat.zip": (zipped({name.split("/")[1]: text for name, text in TEXTS.items()}), NONE, NOTHING),
    "empty.zip": (b"PK\5\6" + b"\0" * 18, NONE, NOTHING),
    "empty-tar.tar": (b"\0" * 10240, NONE, NOTHING),
    "nothing.zip": (b"", NONE, "is no zip, tar or gzipped tar"),
    "cut.zip": (zipped()[:-30], NONE, "is damaged"),
    "cut-tar.tar": (plain_tar[:1536], NONE, "is damaged"),
    "cut-body.tar": (plain_tar[:600], NONE, "is damaged"),
    "cut-packed.tar.gz": (tarred(mode="w:gz")[:-20], NONE, "is damaged"),
    "garbage-behind.tar.gz": (gzip.compress(plain_tar) + b"garbage" * 9, NONE, "is damaged"),
    "bomb.zip": (zipped({**TEXTS, "zeros": b"\0" * (70 << 20)}), NONE, "holds more than 64 MB"),
    "packed-bomb.tar.gz": (gzip.compress(b"\0" * (70 << 20), 1), NONE, "times its own size"),
    "repeated-bomb.zip": (repeated_bomb(), NONE, "holds more than"),
    "many.zip": (zipped({**TEXTS, **{f"f{n}": "" for n in range(20_001)}}), NONE, "holds more than 20000 files"),
    "long-name.tar": (long_name_bomb(), NONE, "is damaged: a name is too long"),
    "heavy.zip": (zipped({**TEXTS, "video": os.urandom(33 << 20)}, zipfile.ZIP_STORED), NONE, "is larger than 32 MB"),
    # One exercise of these is not taken, and it is worth a point.
    "twice.zip": (zipped([*TEXTS.items(), (DOUBLE, "func double(_ x: Float) -> Float { 0 }")]), 3, "is in the archive twice"),
    "twice-tar.tar": (tarred([*TEXTS.items(), ("./" + DOUBLE, "x")]), 3, "is in the archive twice"),
    "twice-windows.zip": (zipped({**TEXTS, "numbers\\double.swift": "x"}), 3, "is in the archive twice"),
    "link.tar": (tarred([*others(DOUBLE).items(), (special(DOUBLE, tarfile.SYMTYPE, "/etc/passwd"), "")]), 3, "is a link in the archive"),
    "hard-link.tar": (tarred([*others(DOUBLE).items(), (special(DOUBLE, tarfile.LNKTYPE, MEAN), "")]), 3, "is a link in the archive"),
    "device.tar": (tarred([*others(DOUBLE).items(), (special(DOUBLE, tarfile.CHRTYPE), "")]), 3, "is no plain file"),
    "fifo.tar": (tarred([*others(DOUBLE).items(), (special(DOUBLE, tarfile.FIFOTYPE), "")]), 3, "is no plain file"),
    "sparse.tar": (gnu_sparse(), 3, "is no plain file"),
    "large-file.zip": (zipped({**TEXTS, DOUBLE: "\n" * (300 << 10)}), 3, "is larger than 256 kB"),
    "latin1.zip": (zipped({**TEXTS, DOUBLE: "// \xfc".encode("latin1")}), 3, "is not text in UTF-8"),
    "deep.zip": (zipped({**TEXTS, DOUBLE: 'let x = ' + '"\\(' * 80_000}), 3, "brackets are nested 80000 deep"),
}


def write_archives(folder):
    """Makes a class of them; returns what each student should get: {name: (points, words)}."""
    right = {}
    for name, (data, points, words) in ARCHIVES.items():
        (Path(folder) / name).write_bytes(data)
        student = name.removesuffix(".gz").removesuffix(".tar").removesuffix(".tgz").removesuffix(".zip")
        assert student not in right, f"{name}: two archives of one student"
        right[student] = (points, words)
    return right
