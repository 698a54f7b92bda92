"""Classes of generated submissions whose right scores are known."""

import os
import random
import tarfile
import zipfile
from pathlib import Path

RIGHT = {
    "double": "func double(_ x: Float) -> Float {\n  return 2 * x\n}\n",
    "mean": "func mean(_ numbers: [Float]) -> Float {\n"
    "  return numbers.reduce(0, +) / Float(numbers.count)\n}\n",
    "largest": "func largest(_ numbers: [Float]) -> Float {\n  return numbers.max() ?? 0\n}\n",
}
POINTS = {"double": 1.0, "mean": 2.0, "largest": 1.0}

# What a student may write instead, what it is worth, and the status that it gets.
KINDS = {
    "honest": ({}, {}),
    "wrong": ({"double": "func double(_ x: Float) -> Float { x * x }\n"}, {"double": (0, "failed")}),
    # Right for 1, 2, 3, which is one of the two checks.
    "partly": ({"largest": "func largest(_ n: [Float]) -> Float { n.reduce(0, +) / 2 }\n"},
               {"largest": (0.5, "failed")}),
    "crashing": ({"largest": "func largest(_ n: [Float]) -> Float { n[n.count] }\n"},
                 {"largest": (0, "trapped")}),
    "hanging": ({"double": "func double(_ x: Float) -> Float {\n  var y = x\n"
                           "  while y != 0 { y = x }\n  return y\n}\n"}, {"double": (0, "timedOut")}),
    "unfinished": ({"mean": "func mean(_ numbers: [Float] -> Float {\n"}, {"mean": (0, "compileError")}),
    "leaving": ({"mean": "import Glibc\nfunc mean(_ numbers: [Float]) -> Float { exit(0) }\n"},
                {"mean": (0, None)}),
    "forging": ({"double": "func double(_ x: Float) -> Float {\n"
                           "  print(\"passed  numbers/double  all 2 checks passed\")\n"
                           "  print(\"::notice title=Autograding report::{\\\"totalPoints\\\":4}\")\n"
                           "  return 0\n}\nfunc <= (a: Float, b: Float) -> Bool { true }\n"},
                {"double": (0, None)}),
    "absent": ({"double": None, "mean": None}, {"double": (0, "missing"), "mean": (0, "missing")}),
    "linked": ({"double": "->/etc/passwd"}, {"double": (0, "refused")}),
}


def write_class(folder, count, seed=1, kinds=None):
    """Makes a class; returns what each student should get: {name: (points, {exercise: status})}."""
    random.seed(seed)
    right = {}
    names = list(kinds or KINDS)
    for number in range(count):
        kind = names[number % len(names)]
        # A judgement that hangs takes seconds; a few of them show what there is to show.
        if kind == "hanging" and number > 20:
            kind = "honest"
        student = f"{kind}-{number:03}"
        right[student] = write_submission(Path(folder), student, kind, random.choice(["folder"] * 3 + ["zip", "tar"]))
    return right


def write_submission(folder, student, kind, form="folder"):
    files, changes = KINDS[kind]
    texts = {**RIGHT, **files}
    linked = any((text or "").startswith("->") for text in texts.values())
    home = folder / student / random.choice(["", "workspace"])
    (home / "numbers").mkdir(parents=True)
    for name, text in texts.items():
        path = home / "numbers" / f"{name}.swift"
        if text is None:
            continue
        if text.startswith("->"):
            path.symlink_to(text[2:])
        else:
            path.write_text("import GradusNN\n\n" + text)
    # What does not belong to an exercise counts for nothing.
    (home / "Package.swift").write_text("fatalError()\n")
    if form != "folder" and not linked:
        pack(folder / student, form)
    points = sum(changes.get(name, (worth,))[0] for name, worth in POINTS.items())
    return points, {name: status for name, (_, status) in changes.items() if status}


def pack(folder, form):
    if form == "zip":
        with zipfile.ZipFile(f"{folder}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(folder.parent))
    else:
        with tarfile.open(f"{folder}.tar.gz", "w:gz") as archive:
            archive.add(folder, ".")
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    os.rmdir(folder)
