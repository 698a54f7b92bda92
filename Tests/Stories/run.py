#!/usr/bin/env python3
"""Whole stories of a learner, told to the real program in a pseudo-terminal.

    Tests/Stories/run.py ./gradus [name ...]

Prints 'ok NAME' or 'not ok NAME' for each, with what was wrong below it.
"""

import difflib
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from editor import Editor  # noqa: E402
from terminal import Failed, Terminal, run  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

RIGHT = {
    "double": "func double(_ x: Float) -> Float {\n  return 2 * x\n}\n",
    "mean": "func mean(_ numbers: [Float]) -> Float {\n"
    "  return numbers.reduce(0, +) / Float(numbers.count)\n}\n",
    "largest": "func largest(_ numbers: [Float]) -> Float {\n  return numbers.max() ?? 0\n}\n",
}


class Learner:
    """A learner with a fresh copy of the tiny course."""

    def __init__(self, gradus, cache):
        self.gradus = gradus
        self.folder = Path(tempfile.mkdtemp(prefix="gradus-story-")).resolve()
        shutil.copytree(ROOT / "Tests/Fixtures/TinyCourse", self.folder, dirs_exist_ok=True)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "GRADUS_CACHE": cache,
        }
        self.terminals = []

    def starts(self, *words, **options):
        terminal = Terminal([self.gradus, *words], self.folder, self.environment, **options)
        self.terminals.append(terminal)
        return terminal

    def runs(self, *words, **more):
        return run([self.gradus, *words], self.folder, {**self.environment, **more})

    def file(self, name):
        return self.folder / "workspace" / "numbers" / f"{name}.swift"

    def saves(self, name, text):
        self.file(name).write_text("import GradusNN\n\n" + text)

    def progress(self):
        return json.loads((self.folder / "workspace/.gradus/progress.json").read_text())

    def lesson(self, old, new):
        path = self.folder / "Lessons/numbers.md"
        text = path.read_text()
        must(old in text, f"the lesson has no {old!r}")
        path.write_text(text.replace(old, new))

    def leaves(self):
        for terminal in self.terminals:
            terminal.end()
        subprocess.run(["chmod", "-R", "u+w", self.folder], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


def must(condition, why):
    if not condition:
        raise Failed(why)


def story_first_start_to_last_exercise(learner):
    """First start, wrong answer, hint, fix, next, all done."""
    terminal = learner.starts()
    terminal.expect("Welcome to Gradus")
    terminal.expect("numbers/double")
    terminal.expect("Change the file and save it; press h for a hint.")
    learner.saves("double", "func double(_ x: Float) -> Float {\n  return x * x\n}\n")
    terminal.expect("This squares the number; twice 3 is 6, not 9.")
    terminal.press("h")
    terminal.expect("Hint 1 of 3")
    terminal.expect("What is 3 + 3?")
    learner.saves("double", RIGHT["double"])
    terminal.expect("Passed. Press n for the next exercise, numbers/mean.")
    terminal.press("n")
    terminal.expect("1 of 3 exercises, 1 of 4 points")
    terminal.expect("Change the file and save it")
    learner.saves("mean", RIGHT["mean"])
    terminal.expect("Passed. Press n for the next exercise, numbers/largest.")
    terminal.press("n")
    terminal.expect("Change the file and save it")
    learner.saves("largest", RIGHT["largest"])
    terminal.expect("Passed, and that was the last one: every exercise is done.")
    terminal.press("q")
    must(terminal.wait() == 0, "leaving is no failure")
    must(terminal.is_echoing(), "the terminal was not given back")
    must(learner.progress()["exercises"]["numbers/double"]["hints"] == 1, "the hint was not counted")
    for words, fix in [
        ("check", "check --all looks at them all again"), ("hint", "hint lesson/exercise shows old hints"),
        ("solution", "solution lesson/exercise shows an old one"),
    ]:
        status, _, said = learner.runs(words)
        must(status == 2 and said.endswith(f"every exercise is done\n  fix: {learner.gradus} {fix}\n"), said)


def story_a_key_that_cannot_says_why(learner):
    """A closed solution, hints that are used up, and a reset that was not meant."""
    terminal = learner.starts()
    terminal.expect("Change the file and save it; press h for a hint.")
    terminal.press("s")
    terminal.expect("The solution opens when you have passed; '")
    terminal.expect("solution numbers/double --spoil'")
    terminal.expect("shows it now.")
    for number in range(1, 4):
        terminal.press("h")
        terminal.expect(f"Hint {number} of 3")
    terminal.press("h")
    terminal.expect("That was the last hint.")
    terminal.press("x")
    terminal.expect("Press x again to put the starter back; your file is kept as a backup.")
    terminal.press("x")
    terminal.expect("The starter is back. Your file is kept as")
    terminal.expect("workspace/.gradus/backups/numbers/double-")


def story_quit_and_resume(learner):
    """What is done stays done, and the next start goes on behind it."""
    terminal = learner.starts()
    terminal.expect("Change the file and save it")
    learner.saves("double", RIGHT["double"])
    terminal.expect("Passed.")
    terminal.press("n")
    terminal.expect("1 of 3 exercises")
    terminal.press("q")
    terminal.wait()
    again = learner.starts()
    again.expect("numbers/mean")
    must("Welcome" not in again.text, "the welcome is for the first start")
    status, said, _ = learner.runs("list", "--format", "json")
    rows = [json.loads(line) for line in said.splitlines()]
    must(status == 0 and [row["status"] for row in rows] == ["done", "pending", "pending"], said)
    must(rows[1]["current"] and rows[0]["version"] == 1, said)


def story_reset_and_undo(learner):
    """A reset keeps the old file and says where; undo brings it back."""
    terminal = learner.starts()
    terminal.expect("Change the file and save it")
    learner.saves("double", RIGHT["double"])
    terminal.expect("Passed.")
    terminal.press("x")
    terminal.expect("Press x again to put the starter back")
    terminal.press("x")
    # The verdict about the starter comes at once, and the place of the backup is still said.
    terminal.expect("0 of 2 checks passed")
    terminal.expect("The starter is back. Your file is kept as")
    terminal.expect("workspace/.gradus/backups/numbers/double-")
    must("2 * x" not in learner.file("double").read_text(), "the starter is not back")
    terminal.press("q")
    terminal.wait()
    status, said, _ = learner.runs("reset", "numbers/double", "--undo")
    must(status == 0 and "is back from" in said, said)
    must("2 * x" in learner.file("double").read_text(), "undo did not bring the file back")


def story_syntax_error_at_its_own_line(learner):
    """The compiler's finding stands at the learner's file and line."""
    learner.runs("init")
    learner.file("double").write_text("import GradusNN\n\nfunc double(_ x: Float) -> Float {\n  return 2 * y\n}\n")
    status, said, _ = learner.runs("check", "double")
    must(status == 1, f"exit status {status}")
    must("workspace/numbers/double.swift:4:14" in said and "'y'" in said, said)


def story_infinite_loop_is_a_verdict(learner):
    """A program that never ends is cut off, and said so."""
    learner.runs("init")
    learner.saves("double", "func double(_ x: Float) -> Float {\n  while true {}\n}\n")
    began = time.monotonic()
    status, said, _ = learner.runs("check", "double")
    must(status == 1 and "second" in said, said)
    must(time.monotonic() - began < 60, "it took more than a minute")


def story_a_later_save_cancels_the_check(learner):
    """Whoever notices the endless loop and saves again does not wait for it."""
    terminal = learner.starts()
    terminal.expect("Change the file and save it")
    learner.saves("double", "func double(_ x: Float) -> Float {\n  while true {}\n}\n")
    terminal.expect("checking…")
    time.sleep(0.5)
    learner.saves("double", RIGHT["double"])
    terminal.expect("Passed.", seconds=5)


def story_trap_names_its_line(learner):
    """A trap is reported with its line, and the other checks are still judged."""
    learner.runs("init")
    learner.saves("largest", "func largest(_ numbers: [Float]) -> Float {\n  return numbers[3]\n}\n")
    status, said, _ = learner.runs("check", "largest", "--format", "json")
    must(status == 1, f"exit status {status}")
    verdict = json.loads(said)["verdict"]
    must(len(verdict["checks"]) == 2, said)
    status, said, _ = learner.runs("check", "largest")
    must("largest.swift:4" in said, said)


def story_exit_and_printed_words_never_pass(learner):
    """Leaving early with status 0 and printing PASS is no pass."""
    learner.runs("init")
    learner.saves(
        "double",
        '@_silgen_name("exit") func leave(_ status: Int32)\n'
        'func double(_ x: Float) -> Float {\n  print("PASS")\n  leave(0)\n  return 0\n}\n')
    status, said, _ = learner.runs("check", "double", "--format", "json")
    must(status == 1, f"exit status {status}")
    must(json.loads(said)["verdict"]["status"] != "passed", said)


def story_atomic_rename_and_deleted_file(learner):
    """Editors that save by renaming are seen; a deleted file is named and may come back."""
    terminal = learner.starts()
    terminal.expect("Change the file and save it")
    draft = learner.folder / "draft.swift"
    draft.write_text("import GradusNN\n\n" + RIGHT["double"])
    os.rename(draft, learner.file("double"))
    terminal.expect("Passed.")
    learner.file("double").unlink()
    terminal.expect("double.swift is not there. Save it again, or press x twice for the starter.")
    learner.saves("double", RIGHT["double"])
    terminal.expect("Passed.")


def story_resize_redraws(learner):
    """A narrower terminal is drawn anew and keeps the verdict."""
    terminal = learner.starts()
    terminal.expect("Change the file and save it")
    terminal.resize(30, 60)
    terminal.expect("numbers/double", seconds=5)
    terminal.expect("Change the file and save it", seconds=5)


def story_list_read_and_solution_keys(learner):
    """One key each for the list, the lesson and the solution, and back."""
    terminal = learner.starts()
    terminal.expect("Change the file and save it")
    terminal.press("l")
    terminal.expect("> pending  numbers/double")
    terminal.expect("here, 1 point")
    terminal.press("j\r")
    terminal.expect("numbers/mean")
    terminal.expect("Change the file and save it")
    terminal.press("l/larg")
    terminal.expect("search: larg_")
    terminal.expect("Enter go there")
    terminal.press("\r")
    terminal.expect("your file: workspace/numbers/largest.swift")
    terminal.expect("Change the file and save it")
    terminal.press("l/me\r")
    terminal.expect("your file: workspace/numbers/mean.swift")
    terminal.expect("Change the file and save it")
    terminal.press("r")
    terminal.expect("Twice a number is the number")
    terminal.press("q")
    terminal.press("s")
    terminal.expect("The solution opens when you have passed")
    terminal.press("?")
    terminal.expect("put the starter back")


def story_signal_gives_the_terminal_back(learner):
    """Ctrl-C ends the watcher and leaves a working terminal."""
    terminal = learner.starts()
    terminal.expect("Change the file and save it")
    must(not terminal.is_echoing(), "single keys need a quiet terminal")
    os.kill(terminal.pid, signal.SIGINT)
    must(terminal.wait() == 128 + signal.SIGINT, f"exit status {terminal.status}")
    must(terminal.is_echoing(), "the terminal was not given back")


def story_without_a_terminal(learner):
    """In a pipe one check is made, in words, and the exit status tells."""
    status, said, _ = learner.runs()
    must(status == 1, f"exit status {status}")
    must("\x1b" not in said, "escape codes in a pipe")
    must("next: " in said.splitlines()[-1], said)


def story_plain_mode_is_linear(learner):
    """NO_COLOR and --plain print line after line and still take keys."""
    learner.environment["NO_COLOR"] = "1"
    terminal = learner.starts()
    terminal.expect("Change the file and save it")
    terminal.press("h")
    terminal.expect("Hint 1 of 3")
    terminal.press("q")
    must(terminal.wait() == 0, "leaving is no failure")


def story_course_update_keeps_work(learner):
    """Done, stale and pending after the course changed; begun files stay."""
    learner.runs("init")
    learner.saves("double", RIGHT["double"])
    must(learner.runs("check", "double")[0] == 0, "the right answer passes")
    learner.saves("mean", "func mean(_ numbers: [Float]) -> Float { 1 }\n")
    begun = learner.file("mean").read_text()
    learner.lesson("let x = draw.float(in: 1...9)", "let x = draw.float(in: 2...9)")
    learner.lesson("  return 0\n  #endif", "  return 1\n  #endif")
    learner.lesson("  return numbers[0]\n  #endif", "  return numbers[1]\n  #endif")
    status, said, _ = learner.runs("init")
    must("numbers/mean changed in the course; your file is as you left it." in said, said)
    must("numbers/largest changed in the course; you had not begun" in said, said)
    must(learner.file("mean").read_text() == begun, "a begun file was written over")
    must("numbers[1]" in learner.file("largest").read_text(), "the new starter is not there")
    _, said, _ = learner.runs("list", "--format", "json")
    must([json.loads(line)["status"] for line in said.splitlines()] == ["stale", "pending", "pending"], said)
    # Whoever simply goes on watching is told as well.
    learner.lesson("  return 1\n  #endif", "  return 2\n  #endif")
    terminal = learner.starts()
    terminal.expect("numbers/mean changed in the course; your file is as you left it.")


def story_two_watchers(learner):
    """Two watchers side by side see the same save and lose nothing."""
    one = learner.starts()
    one.expect("Change the file and save it")
    two = learner.starts()
    two.expect("Change the file and save it")
    learner.saves("double", RIGHT["double"])
    one.expect("Passed.")
    two.expect("Passed.")
    learner.saves("mean", RIGHT["mean"])
    one.expect("numbers/largest.")
    two.expect("numbers/largest.")
    done = [name for name, entry in learner.progress()["exercises"].items() if entry.get("passed")]
    must(sorted(done) == ["numbers/double", "numbers/mean"], str(done))


def story_full_disk(learner):
    """A full disk is said, nothing is damaged, and checking goes on."""
    if os.geteuid() != 0:
        raise Skipped("only root may mount a small disk")
    disk = learner.folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", disk], capture_output=True).returncode:
        raise Skipped("this machine does not let us mount a small disk")
    try:
        learner.environment["HOME"] = str(learner.folder)
        must(learner.runs("init", "disk/work")[0] == 0, "a small disk is enough for a workspace")
        file = disk / "work/numbers/double.swift"
        file.write_text("import GradusNN\n\n" + RIGHT["double"])
        before = (disk / "work/.gradus/progress.json").read_text()
        filler = os.open(disk / "filler", os.O_WRONLY | os.O_CREAT)
        try:
            while True:
                os.write(filler, b"x" * 512)
        except OSError:
            os.close(filler)
        status, said, words = learner.runs("check", "double", "--workspace", "disk/work")
        must("free some space on the disk and try again; nothing was lost" in said + words, said + words)
        must((disk / "work/.gradus/progress.json").read_text() == before, "progress was damaged")
        terminal = learner.starts("--workspace", "disk/work")
        terminal.expect("Passed.", "free some space")
        terminal.expect("free some space", "Passed.")
    finally:
        for terminal in learner.terminals:
            terminal.end()
        learner.terminals = []
        subprocess.run(["umount", "-l", disk], check=False)


def story_read_only_workspace(learner):
    """A workspace that cannot be written is explained, and files can still be checked."""
    learner.runs("init")
    learner.saves("double", RIGHT["double"])
    if os.geteuid() == 0:
        target = learner.folder / "workspace"
        if subprocess.run(["mount", "--bind", target, target], capture_output=True).returncode or subprocess.run(
            ["mount", "-o", "remount,ro,bind", target], capture_output=True
        ).returncode:
            raise Skipped("root can write everywhere, and this machine does not let us mount")
    else:
        subprocess.run(["chmod", "-R", "a-w", learner.folder / "workspace"], check=True)
    try:
        status, said, words = learner.runs("check", "double")
        must("fix: " in words and "cannot write" in words, said + words)
        status, said, words = learner.runs("init", "elsewhere")
        must(status == 0, said + words)
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", "-l", learner.folder / "workspace"], check=False)


def story_wrong_use_gets_a_near_miss(learner):
    """Exit status 2, the nearest name, and where to look."""
    for words, near in [(["chek"], "check"), (["check", "numbers/doubel"], "numbers/double"), (["read", "nubmers"], "numbers")]:
        status, _, said = learner.runs(*words)
        must(status == 2 and f"did you mean '{near}'?" in said and "fix:" in said, said)


def story_whatever_cannot_be_done_is_said_with_a_way_out(learner):
    """Every wrong use, word for word: refused.txt holds the commands and what is said to each."""
    learner.runs("init")
    (learner.folder / "workspace/numbers/largest.swift").unlink()
    (learner.folder / "workspace/numbers/largest.swift").symlink_to("double.swift")
    for name in ["class-a/alice", "class-a/bob", "class-b/alice", "empty/Lessons", "broken"]:
        (learner.folder / name).mkdir(parents=True)
    shutil.copytree(learner.folder / "Lessons", learner.folder / "broken/Lessons")
    (learner.folder / "broken/Lessons/numbers.md").write_text("# Numbers\n")
    (learner.folder / "empty/Lessons/course.md").write_text("---\ntitle: T\nsummary: S\n---\n\n# T\n")
    (learner.folder / "list.json").write_text("[]")
    (learner.folder / "newer.json").write_text('{"schema": "gradus-grade/9"}')
    status, said, words = learner.runs(
        "grade", "class-a/alice", "class-a/bob", "--out", "graded", "--seed", "7",
        "--let-submissions-touch-this-machine")
    must(status == 0, said + words)
    recorded = HERE / "refused.txt"
    told = []
    busy = socket.create_server(("127.0.0.1", 0))
    port = str(busy.getsockname()[1])
    for line in recorded.read_text().splitlines():
        if not line.startswith("$ "):
            continue
        typed = shlex.split(line.replace("BUSY", port))[1:]
        start = typed.index("gradus")
        settings = dict(word.split("=", 1) for word in typed[:start])
        status, said, words = learner.runs(*typed[start + 1:], **settings)
        text = (said + words).replace(learner.gradus, "gradus").replace(str(learner.folder), "~")
        text = re.sub(rf"\b{port}\b", "BUSY", text)
        told.append(f"{line}\n{text}status {status}\n")
    busy.close()
    text = "\n".join(told)
    if os.environ.get("GRADUS_RECORD") == "1":
        recorded.write_text(text)
    changes = difflib.unified_diff(recorded.read_text().splitlines(), text.splitlines(), lineterm="", n=3)
    must(recorded.read_text() == text, "\n".join(changes))


def story_solution_after_passing_or_on_request(learner):
    """The solution is closed, may be spoiled, and opens with a pass."""
    learner.runs("init")
    status, said, _ = learner.runs("solution", "double")
    must(status == 1 and "2 * x" not in said, said)
    must("2 * x" in learner.runs("solution", "double", "--spoil")[1], "--spoil shows it")
    learner.saves("double", RIGHT["double"])
    learner.runs("check", "double")
    status, said, _ = learner.runs("solution", "double")
    must(status == 0 and "2 * x" in said, said)


def story_an_example_runs_otherwise(learner):
    """Other values, other seeds, a bar, a figure drawn here and saved; mistakes are told what there is."""
    learner.runs("init")
    status, said, _ = learner.runs("run", "numbers/twice", "--set", "x=2")
    must(status == 0 and "twice: 4.0" in said, said)
    for words, why in [
        (["--set", "y=2"], "numbers/twice has no parameter 'y'"),
        (["--set", "x=two"], "x is a number, and 'two' is not"),
        (["--set", "x"], "'--set x' sets nothing"),
        (["--seed", "3"], "numbers/twice has no seed to set"),
    ]:
        status, _, said = learner.runs("run", "numbers/twice", *words)
        must(status == 2 and why in said and "fix:" in said, said)
    learner.lesson(
        'print("twice:", x + x)\n',
        'print("twice:", x + x)\n'
        "for step in 0...1000 { progress(step, of: 1000) }\n"
        "let noise = Generator(seed: 0).normal()\n"
        'show(Plot("Up", x: "step", y: "height").line([0, noise, 2]), id: "fig:up", caption: "It rises.")\n')
    terminal = learner.starts("run", "numbers/twice", "--seed", "3")
    terminal.expect("It rises.")
    terminal.expect("saved as workspace/figures/numbers-twice-up-seed-3.svg")
    must(terminal.wait() == 0, "it ran")
    must("twice: 3.0" in terminal.text and "] numbers/twice, step 500 of 1000" in terminal.text, terminal.text)
    must(any("\u2800" < letter <= "\u28ff" for letter in terminal.text), "nothing was drawn")
    saved = learner.folder / "workspace/figures/numbers-twice-up-seed-3.svg"
    must(saved.read_text().startswith("<svg"), "no picture was saved")
    # Without a terminal the figure is told in words.
    status, said, _ = learner.runs("run", "numbers/twice")
    must(status == 0 and "\x1b" not in said and "3 points" in said, said)
    # The lesson shows the figure of the run that is known now.
    reader = learner.starts("read", "numbers")
    reader.expect("Figure 1: It rises.")


def story_questions_are_answered_in_the_lesson(learner):
    """A number answers the question on the screen; without keys a flag shows the answers."""
    learner.lesson(
        "Twice 1.5 is",
        "> [!QUIZ] sum\n> What is 1 + 1?\n>\n> - [ ] 1 \u2014 one is missing.\n"
        "> - [x] 2 \u2014 one and one more.\n\nTwice 1.5 is")
    terminal = learner.starts("read", "numbers")
    terminal.expect("Press 1 to 2 to answer.")
    terminal.expect("1-2 answer  Space on")
    terminal.press("1")
    terminal.expect("No: one is missing.")
    terminal.resize(30, 40)
    terminal.expect("No: one is missing.")
    terminal.press("2")
    terminal.expect("Right: one and one more.")
    terminal.press("q")
    must(terminal.wait() == 0, "leaving is no failure")
    must("one is missing" not in learner.runs("read", "numbers")[1], "the answers are closed")
    must("Right: one and one more." in learner.runs("read", "numbers", "--answers")[1], "--answers")


def story_a_hint_for_the_mistake_comes_first(learner):
    """The recognised mistake is answered before the first hint is given."""
    learner.lesson(
        "```swift check double\n", "> [!HINT] squared\n> A square is another thing.\n\n```swift check double\n")
    learner.runs("init")
    learner.saves("double", "func double(_ x: Float) -> Float {\n  return x * x\n}\n")
    learner.runs("check", "double")
    _, said, _ = learner.runs("hint", "double")
    must("About your last answer\nThis squares the number; twice 3 is 6, not 9." in said, said)
    must("Hint 1 of 4\nA square is another thing." in said and "3 + 3" not in said, said)
    _, said, _ = learner.runs("hint", "double")
    must("Hint 2 of 4\nWhat is 3 + 3?" in said, said)
    terminal = learner.starts()
    terminal.expect("This squares the number")
    terminal.press("h")
    terminal.expect("A square is another thing.")


def story_exit_statuses(learner):
    """0 fine, 1 a check failed, 2 the command was wrong, 3 this machine cannot, 70 not the learner's."""
    must(learner.runs("init")[0] == 0, "init is fine")
    must(learner.runs("list")[0] == 0, "list is fine")
    must(learner.runs("check", "double")[0] == 1, "a check failed")
    must(learner.runs("check", "double", "--oops")[0] == 2, "an option that is none")
    must(learner.runs("check", "double", "--seed", "x")[0] == 2, "a seed that is no number")
    must(learner.runs("check", "double", GRADUS_CACHE="/dev/null/cache")[0] == 3, "no place to work in")
    status, _, words = learner.runs("list", "--course", "/")
    must(status == 3 and "fix: " in words, words)
    learner.lesson("expectSame { double(x) }", "expectSame { nonsense(x) }")
    status, said, _ = learner.runs("check", "double")
    must(status == 70 and "the lesson is at fault, not your code" in said, f"{status} {said}")
    must("next: " in said.splitlines()[-1] and "doctor" in said.splitlines()[-1], said)
    must(learner.runs("check", "--all")[0] == 70, "a bug outweighs a wrong answer")


def story_doctor_tries_it_out(learner):
    """A machine that can is said to be so; a cache that cannot be written is found by trying."""
    status, said, _ = learner.runs("doctor")
    must(status == 0 and "trial exercise" in said and "compiled, run and judged" in said, said)
    must("Everything Gradus needs is here." in said, said)
    status, said, _ = learner.runs("doctor", GRADUS_CACHE="/dev/null/cache")
    must(status == 3 and "missing" in said and "fix: " in said, said)
    status, said, _ = learner.runs("doctor", GRADUS_SWIFTC="/nowhere/swiftc")
    must(status == 3 and "Swift compiler" in said and "fix: " in said, said)


def story_tab_completes_names(learner):
    """The generated completions offer commands, and names that only the course knows."""
    def offered(line):
        words = line.split(" ")
        script = (
            'source <("$0" --generate-completion-script bash); COMP_WORDS=("$@"); '
            'COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; _gradus gradus; '
            'printf "%s\\n" "${COMPREPLY[@]}"')
        command = ["bash", "-c", script, learner.gradus, learner.gradus, *words]
        return [word.strip() for word in run(command, learner.folder, learner.environment)[1].split("\n")]
    must("regrade" in offered("re") and "reset" in offered("re"), str(offered("re")))
    must("numbers/largest" in offered("check numbers/l"), str(offered("check numbers/l")))
    must(offered("run nu")[0] == "numbers/twice", str(offered("run nu")))
    must("numbers" in offered("read n"), str(offered("read n")))


def story_forty_columns(learner):
    """A narrow terminal keeps the keys in sight."""
    terminal = learner.starts(rows=24, columns=40)
    terminal.expect("h hint  n next  q quit  ? keys")
    terminal.press("r")
    terminal.expect("Space on")
    terminal.press("q?")
    terminal.expect("any key back")


def story_editor_completes_and_explains(learner):
    """SourceKit-LSP completes a Tensor's names in a fresh workspace and shows its doc comment."""
    if not shutil.which("sourcekit-lsp"):
        raise Skipped("sourcekit-lsp is not here")
    learner.runs("init")
    file = learner.file("double")
    lines = ["import GradusNN", "", "func double(_ x: Float) -> Float {", "  let t = Tensor([x, 2])",
             "  return t.", "}", ""]
    editor = Editor(learner.folder / "workspace", learner.environment)
    try:
        editor.open(file, "\n".join(lines))
        labels = []
        end = time.monotonic() + 120
        # Until the package is read, the server answers without knowing what GradusNN is.
        while not any(label.startswith("shape") for label in labels) and time.monotonic() < end:
            found = editor.ask("textDocument/completion", editor.at(file, 4, 11)) or {}
            labels = [item["label"] for item in found.get("items", [])]
            time.sleep(0.5)
        must(any(label.startswith("shape") for label in labels), f"completions: {labels[:20]}")
        hover = editor.ask("textDocument/hover", editor.at(file, 3, 11))
        text = json.dumps(hover, ensure_ascii=False)
        must("struct Tensor" in text, text)
        must(len(text) > len("struct Tensor") + 120, f"no doc comment: {text}")
        # Where a name of the core is declared, and where a local one is.
        places = editor.ask("textDocument/definition", editor.at(file, 3, 11))
        must(places and "Tensor" in json.dumps(places), f"no declaration: {places}")
        places = editor.ask("textDocument/definition", editor.at(file, 4, 10))
        must(places and places[0]["range"]["start"]["line"] == 3, f"no declaration: {places}")
        found = editor.ask("textDocument/diagnostic", {"textDocument": {"uri": file.as_uri()}})
        must(any("member" in item["message"] for item in found["items"]), f"no error marked: {found}")
    finally:
        editor.close()


def story_verify_is_green_and_precise(learner):
    """The tiny course holds; one broken block is found at its place and hides no other."""
    status, said, words = learner.runs("verify")
    must(status == 0 and "the course holds" in said, said + words)
    learner.lesson("  return x * x\n", "  return 2 * x\n")
    learner.lesson("twice: 3.0", "twice: 4.0")
    learner.lesson("[3.0](#run", "[5.0](#run")
    # A check that the first seed passes by luck.
    learner.lesson("  expectSame { mean(numbers) }", "  expect(draw.float(in: 0...1) < 0.8, \"no luck\")\n  expectSame { mean(numbers) }")
    status, said, _ = learner.runs("verify")
    must(status == 1, f"exit status {status}")
    must("the solution of 'numbers/mean' does not pass with seed 3: check 'the mean of random numbers' says: no luck" in said, said)
    for place in ["[WrongAnswerPasses]", "Lessons/numbers.md:61:1", "Lessons/numbers.md:20:1", "[OutputDiffers]", "[NumberDiffers]"]:
        must(place in said, f"{place}\n{said}")


def story_the_comparison_names_real_stories(_):
    """Whoever wants to see a row of the comparison finds the story that it names."""
    text = (ROOT / "docs/compared-with-rustlings.md").read_text()
    rows = [row for row in text.splitlines() if row.startswith("| ") and row.count("|") > 3]
    named = [name for row in rows for place in re.findall(r"stor(?:y|ies) ([^|]*)", row)
             for name in re.findall(r"`([a-z_]+)`", place)]
    must(len(named) > 20, f"only {len(named)} stories are named")
    missing = [name for name in named if "story_" + name not in globals()]
    must(not missing, f"no such story: {missing}")


class Skipped(Exception):
    """A story that cannot be told on this machine."""


def main():
    gradus = str(Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else str(ROOT / "gradus")
    wanted = sys.argv[2:]
    stories = {
        name[len("story_"):]: story for name, story in globals().items() if name.startswith("story_")
    }
    failed = 0
    # A build, where one is due, is no part of any story.
    subprocess.run([gradus, "--version"], stdout=subprocess.DEVNULL, check=True)
    with tempfile.TemporaryDirectory(prefix="gradus-story-cache-") as cache:
        for name, story in stories.items():
            if wanted and name not in wanted:
                continue
            learner = Learner(gradus, cache)
            began = time.monotonic()
            try:
                story(learner)
                print(f"ok {name} ({time.monotonic() - began:.1f} s)", flush=True)
            except Skipped as why:
                print(f"skipped: {name}, because {why}", flush=True)
            except (Failed, OSError, ValueError, KeyError, subprocess.TimeoutExpired) as why:
                failed += 1
                print(f"not ok {name}", flush=True)
                print("    " + str(why).replace("\n", "\n    "), flush=True)
            finally:
                learner.leaves()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
