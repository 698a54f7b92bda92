#!/usr/bin/env python3
"""A book of ten pages, built cold, warm, and after an edit of one page's prose: ours, and others beside it.

    Benchmarks/pages.py [--with nbconvert,jupyter-book,mkdocs] [--venvs DIR]

Each page has about 1500 words, six formulas, five programs that run (two draw a figure) and a table. What is
printed is wall time and the processor seconds of all processes; on a machine that does other things only the
latter, and only beside each other in one run, mean something.

The others run from virtual environments DIR/NAME with their usual packages:

    python3 -m venv DIR/nbconvert    && DIR/nbconvert/bin/pip install nbconvert ipykernel
    python3 -m venv DIR/jupyter-book && DIR/jupyter-book/bin/pip install 'jupyter-book<2' ipykernel
    python3 -m venv DIR/mkdocs       && DIR/mkdocs/bin/pip install mkdocs-material mkdocs-jupyter ipykernel
"""
import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import tempfile
import textwrap
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRADUS = os.environ.get("GRADUS", str(ROOT / "gradus"))
PAGES = range(1, 11)
WORDS = (
    "the generator discriminator gradient of a loss network learns to map noise into samples while critic "
    "measures distance between real and generated data because training step updates weights with small "
    "learning rate hidden state sequence recurrent cell remembers earlier inputs through time").split()
FORMULAS = [
    r"h_t = \tanh(W_{xh} x_t + W_{hh} h_{t-1} + b_h)",
    r"\min_G \max_D \mathbb{E}_{x \sim p}[\log D(x)] + \mathbb{E}_{z \sim q}[\log(1 - D(G(z)))]",
    r"W(p, q) = \sup_{\|f\|_L \le 1} \mathbb{E}_{x \sim p}[f(x)] - \mathbb{E}_{y \sim q}[f(y)]",
    r"\mathcal{L} = \sum_{t=1}^{T} w_t \mathcal{L}_t(\theta_s, \theta_t)",
    r"\frac{\partial L}{\partial W} = \sum_t \frac{\partial L_t}{\partial h_t} \frac{\partial h_t}{\partial W}",
    r"\hat y = \operatorname{softmax}(W h + b)",
]


def prose(rng, count):
    made = []
    while count > 0:
        length = rng.randint(9, 19)
        sentence = [rng.choice(WORDS) for _ in range(length)]
        sentence[0] = sentence[0].capitalize()
        if rng.random() < 0.15:
            sentence[1] = f"**{sentence[1]}**"
        if rng.random() < 0.1:
            sentence[2] = "`tanh`"
        if rng.random() < 0.1:
            sentence[3] = f"$x_{rng.randint(1, 9)}$"
        made.append(" ".join(sentence) + ".")
        count -= length
    return textwrap.fill(" ".join(made), 95)


def parts(number):
    """A page as prose and cells; a cell is ("print" or "plot", what makes it differ from the others)."""
    rng = random.Random(1000 + number)
    yield "prose", prose(rng, 125)
    for section in range(1, 7):
        words = f"## Section {number}.{section}\n\n{prose(rng, 125)}\n\n$$\n{FORMULAS[(number + section) % 6]}\n$$\n\n"
        words += prose(rng, 107)
        if section == 2:
            words += "\n\n| quantity | value |\n| -------- | ----- |\n| alpha    | 0.1   |\n| beta     | 0.9   |"
        yield "prose", words
        if section in (1, 3, 5):
            yield "print", 8 + section
        if section in (2, 4):
            yield "plot", number + section + 3


def in_swift(kind, value, page):
    if kind == "print":
        return textwrap.dedent(f"""\
            func f(_ n: Int) -> Int {{
              var (a, b) = (0, 1)
              for _ in 0..<n {{ (a, b) = (b, a + b) }}
              return a
            }}
            print((0..<{value}).map(f), {page})""")
    return f'show(Plot(x: "step", y: "loss").line((0..<60).map {{ Float(($0 * {value}) % 17) }}))'


def in_python(kind, value, page):
    if kind == "print":
        return (f"def f(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n"
                f"print([f(k) for k in range({value})], {page})")
    return textwrap.dedent(f"""\
        from IPython.display import SVG, display
        pts = " ".join(f"{{10+6*k}},{{110-80*((k*{value})%17)/17:.1f}}" for k in range(60))
        display(SVG(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 120"><polyline fill="none" stroke="#0a5" points="{{pts}}"/></svg>'))""")


def our_book(folder):
    lessons = folder / "Lessons"
    lessons.mkdir(parents=True)
    listed = "\n".join(f"{n}. [Page {n}](page{n:02}.md)" for n in PAGES)
    (lessons / "course.md").write_text(f"---\ntitle: Bench\nsummary: Ten pages.\n---\n\n# Bench\n\n## Pages\n\n{listed}\n")
    for n in PAGES:
        text = f"---\ntitle: Page {n}\nsummary: One of ten.\nminutes: 5\ngoals:\n  - read it\n---\n\n# Page {n}\n\n"
        for index, (kind, value) in enumerate(parts(n)):
            text += value if kind == "prose" else f"```swift example cell{index}\n{in_swift(kind, value, n)}\n```"
            text += "\n\n"
        (lessons / f"page{n:02}.md").write_text(text)
    return lessons / "page05.md"


def notebooks(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for n in PAGES:
        cells = []
        for index, (kind, value) in enumerate([("prose", f"# Page {n}"), *parts(n)]):
            cell = {"id": f"c{index}", "metadata": {}, "cell_type": "markdown", "source": value}
            if kind != "prose":
                cell |= {"cell_type": "code", "source": in_python(kind, value, n), "outputs": [], "execution_count": None}
            cells.append(cell)
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        (folder / f"page{n:02}.ipynb").write_text(json.dumps(
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}))
    return folder / "page05.ipynb"


def other(name, folder):
    """The file to edit, and the command."""
    if name == "nbconvert":
        return notebooks(folder), "jupyter-nbconvert --execute --to html *.ipynb"
    if name == "jupyter-book":
        page = notebooks(folder)
        (folder / "_config.yml").write_text("title: Bench\nexecute:\n  execute_notebooks: cache\n")
        chapters = "".join(f"- file: page{n:02}\n" for n in PAGES if n > 1)
        (folder / "_toc.yml").write_text(f"format: jb-book\nroot: page01\nchapters:\n{chapters}")
        return page, "jupyter-book build ."
    page = notebooks(folder / "docs")
    (folder / "docs/index.md").write_text("# Bench\n")
    (folder / "mkdocs.yml").write_text(
        "site_name: Bench\ntheme:\n  name: material\nplugins:\n  - search\n  - mkdocs-jupyter:\n"
        "      execute: true\n      allow_errors: false\n      include: ['*.ipynb']\n")
    return page, "mkdocs build"


def timed(command, folder, environment):
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stdout
    return f"{wall:.2f} / {after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.2f}"


def row(name, page, command, folder, environment):
    cold, warm = timed(command, folder, environment), timed(command, folder, environment)
    text = page.read_text()
    page.write_text(text.replace(" network ", " edited network ", 1))
    assert page.read_text() != text
    edited = timed(command, folder, environment)
    print(f"| {name} | {cold} | {warm} | {edited} | {os.getloadavg()[0]:.1f} |", flush=True)


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--with", dest="others", default="", help="nbconvert, jupyter-book, mkdocs")
    asked.add_argument("--venvs", type=Path, default=Path("venvs"))
    given = asked.parse_args()
    print("| ten pages: wall s / processor s | cold | warm | one page's prose edited | load |\n|---|---|---|---|---|")
    folder = Path(tempfile.mkdtemp(prefix="gradus-pages-"))
    try:
        page = our_book(folder / "ours")
        # Who builds has built before: what the compiler itself keeps is warm, what it made of this book is not.
        warmed = {**os.environ, "GRADUS_CACHE": str(folder / "cache")}
        (folder / "warm/Lessons").mkdir(parents=True)
        (folder / "warm/Lessons/course.md").write_text(
            "---\ntitle: Warm\nsummary: One page.\n---\n\n# Warm\n\n## Pages\n\n1. [Page](page.md)\n")
        (folder / "warm/Lessons/page.md").write_text(
            "---\ntitle: Page\nsummary: One.\nminutes: 1\ngoals:\n  - warm\n---\n\n# Page\n\n"
            "```swift example one\nprint(1)\n```\n")
        timed(f"'{GRADUS}' build --plain", folder / "warm", warmed)
        row("gradus", page, f"'{GRADUS}' build --plain", folder / "ours", warmed)
        for name in filter(None, given.others.split(",")):
            page, command = other(name, folder / name)
            path = f"{given.venvs.resolve() / name / 'bin'}:{os.environ['PATH']}"
            settings = folder / "jupyter"
            settings.mkdir(exist_ok=True)
            (settings / "jupyter_server_config.py").write_text("c.ServerApp.allow_root = True\n")
            row(name, page, command, folder / name,
                {**os.environ, "PATH": path, "JUPYTER_CONFIG_DIR": str(settings)})
    finally:
        shutil.rmtree(folder)


main()
