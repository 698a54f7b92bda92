#!/usr/bin/env python3
"""The tiny course, broken on purpose: each time the build has to refuse, in the right words.

    python3 Tests/Refusals/run.py ./gradus

Prints "ok NAME" or "not ok NAME: why" for each, and leaves the site of the last whole build untouched.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "Tests/Fixtures/TinyCourse/Lessons"
LESSON, COURSE = "numbers.md", "course.md"
ANCHOR = "## The mean\n"

# name, file, what stands there, what is put there, what the build says
BREAKS = [
    ("a number that the run denies", LESSON, "[3.0](#run:", "[3.5](#run:", "[NumberDiffers]"),
    ("a number that nobody records", LESSON, "run:twice/twice", "run:twice/tvice", "[UnknownValue]"),
    ("a number of no example", LESSON, "run:twice/twice", "run:once/twice", "[UnknownExample]"),
    ("another output than expected", LESSON, "twice: 3.0\n", "twice: 4.0\n", "[OutputDiffers]"),
    ("an example that does not compile", LESSON, "let x: Float = 1.5", "let x: Flaot = 1.5", "cannot find type 'Flaot'"),
    ("an example that traps", LESSON, "let x: Float = 1.5", "let x = Float([1, 2][2])", "twice"),
    ("a formula with an unknown command", LESSON, "$2x = x + x$", "$2x = \\foral x$", "did you mean \\forall?"),
    ("a reference to nothing", LESSON, ANCHOR, ANCHOR + "\nSee [](#eq:none).\n", "'eq:none' names nothing"),
    ("a link to no lesson", LESSON, ANCHOR, ANCHOR + "\n[More](more.md).\n", "more.md"),
    ("an image that is not there", LESSON, ANCHOR, ANCHOR + "\n![a cat](cat.png)\n", "there is no cat.png"),
    ("a citation without a source", LESSON, ANCHOR, ANCHOR + "\nAs said [@nobody1999].\n", "nobody1999"),
    ("a footnote without a text", LESSON, ANCHOR, ANCHOR + "\nA claim.[^9]\n", "9"),
    ("the same id twice", LESSON, "## The largest", "## The largest {#double}", "double"),
    ("a block without a role", LESSON, "```swift example twice", "```swift", "[MissingRole]"),
    ("a mistyped role", LESSON, "```swift example twice", "```swift exampel twice", "did you mean 'example'?"),
    ("an exercise without checks", LESSON, "```swift check largest", "```swift sketch", "largest"),
    ("an exercise with two hints", LESSON, "> [!HINT]\n> Look at each number once.\n", "", "hint"),
    ("raw HTML", LESSON, ANCHOR, ANCHOR + "\n<script>alert(1)</script>\n", "HTML"),
    ("a front matter without a summary", LESSON, "summary: Twice a number, a mean, and the largest of some.\n", "", "summary"),
    ("a mistyped key", LESSON, "minutes: 5", "minuets: 5", "did you mean 'minutes'?"),
    ("a lesson that the course does not have", COURSE, "(numbers.md)", "(number.md)", "number.md"),
    ("a lesson that the course forgets", COURSE, "1. [Numbers](numbers.md)\n", "", "numbers"),
    ("a prerequisite that is no lesson", LESSON, "minutes: 5\n", "minutes: 5\nneeds: [counting]\n", "counting"),
    ("a prediction of nothing", LESSON, ANCHOR, "> [!QUIZ] guess predicts=thrice\n> What comes?\n>\n> - [x] 3 — yes.\n> - [ ] 4 — no.\n\n" + ANCHOR, "'thrice' names no example"),
    ("a formula that does not end", LESSON, "$2x = x + x$", "$2x = \\frac{x$", "[FormulaError]"),
    ("code wider than the page", LESSON, "print(\"twice:\", x + x)", "print(\"twice:\", x + x)  // " + "x" * 70, "[LongLine]"),
]


def build(gradus, course, output, **environment):
    return subprocess.run(
        [gradus, "build", "--plain", "--course", str(course), "--output", str(output)],
        capture_output=True, text=True, timeout=300, env={**os.environ, **environment})


def pages(site):
    return {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def edited(gradus, course, site, before):
    """After an edit of prose: what a warm build and one from nothing write, and what the former leaves alone."""
    path = course / "Lessons" / LESSON
    source = path.read_text("utf-8")
    style = (site / "assets/gradus.css").stat().st_ino
    path.write_text(source.replace(ANCHOR, ANCHOR + "\nA sentence more.\n", 1), "utf-8")
    warm = build(gradus, course, site)
    written = pages(site)
    if "0 run, 1 cached, 0 skipped" not in warm.stdout or b"A sentence more." not in written[Path("numbers.html")]:
        return warm.stdout
    if style != (site / "assets/gradus.css").stat().st_ino:
        return "a file that did not change was written again"
    with tempfile.TemporaryDirectory() as empty:
        cold = build(gradus, course, Path(empty) / "site", GRADUS_CACHE=f"{empty}/cache")
        if "1 run, 0 cached" not in cold.stdout or pages(Path(empty) / "site") != written:
            return f"a build from nothing writes something else: {cold.stdout}"
    path.write_text(source, "utf-8")
    build(gradus, course, site)
    return "" if pages(site) == before else "taken back, the edit leaves something behind"


def refused_early(gradus, course):
    """A mistake that can be seen without running is said, and the changed example does not run."""
    path = course / "Lessons" / LESSON
    source = path.read_text("utf-8")
    changed = source.replace("let x: Float = 1.5", "let x: Float = 3.0 / 2", 1)
    path.write_text(changed.replace(ANCHOR, ANCHOR + "\nSee [](#eq:none).\n", 1), "utf-8")
    got = build(gradus, course, course / "unwritten")
    path.write_text(source, "utf-8")
    good = "'eq:none' names nothing" in got.stdout and "0 run, 0 cached, 1 skipped" in got.stdout
    return "" if good and got.returncode == 1 else got.stdout + got.stderr


def tell(name, problem):
    print(f"not ok {name}: {' '.join(problem.split())}" if problem else f"ok {name}", flush=True)


def main(gradus):
    with tempfile.TemporaryDirectory() as folder:
        course, site = Path(folder) / "course", Path(folder) / "site"
        shutil.copytree(TINY, course / "Lessons")
        whole = build(gradus, course, site)
        if whole.returncode != 0:
            print(f"not ok the course as it is: {whole.stdout}{whole.stderr}")
            return 0
        print("ok the course as it is")
        before = pages(site)

        again = build(gradus, course, site)
        same = pages(site) == before and "0 run, 1 cached, 0 skipped" in again.stdout
        tell("a second build runs nothing and writes the same bytes", "" if same else again.stdout)
        (site / "stray.html").write_text("left over")
        build(gradus, course, site)
        tell("a file that is no part of the site goes", "" if pages(site) == before else "it stays")
        tell("an edit of prose writes what a build from nothing writes", edited(gradus, course, site, before))
        tell("what is known without running is said before anything runs", refused_early(gradus, course))

        for name, file, wanted, put, said in BREAKS:
            path = course / "Lessons" / file
            source = path.read_text("utf-8")
            assert wanted in source, f"{name}: the course has no {wanted!r}"
            path.write_text(source.replace(wanted, put, 1), "utf-8")
            got = build(gradus, course, site)
            path.write_text(source, "utf-8")
            words = got.stdout + got.stderr
            problems = []
            if got.returncode == 0:
                problems.append("the build passes")
            if said not in words:
                problems.append(f"it does not say {said!r} but: {words}")
            if not re.search(r"^Lessons/[\w.]+:\d+:\d+: error: ", words, re.M):
                problems.append(f"it does not say where: {words}")
            if "next: " not in words:
                problems.append(f"it does not say what to do next: {words}")
            if pages(site) != before:
                problems.append("the published site changed")
            tell(name, "; ".join(problems))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
