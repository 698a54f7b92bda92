#!/usr/bin/env python3
"""Classes that are graded by the real program, and everything that can interrupt it.

    Tests/Grading/run.py ./gradus [name ...]

Prints 'ok NAME', 'skipped NAME, because …' or 'not ok NAME', with what was wrong below it.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import archives  # noqa: E402
import manifests  # noqa: E402
import readers  # noqa: E402
from classes import KINDS, RIGHT, write_class, write_submission  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCHEMA = json.loads((ROOT / "docs/grade-report.schema.json").read_text())
SAME = ["--seed", "7", "--graded-at", "2026-11-21T09:00:00Z"]


class Skipped(Exception):
    pass


class Room:
    """A fresh folder with the tiny course in it, and a cache that all stories share."""

    def __init__(self, gradus, cache):
        self.gradus = gradus
        self.folder = Path(tempfile.mkdtemp(prefix="gradus-grading-")).resolve()
        shutil.copytree(ROOT / "Tests/Fixtures/TinyCourse", self.folder / "course")
        (self.folder / "class").mkdir()
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8",
            "GRADUS_CACHE": cache,
        }

    def start(self, *words, course="course"):
        return subprocess.Popen(
            [self.gradus, "--course", course, *words], cwd=self.folder, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def runs(self, *words, course="course", expect=0):
        process = self.start(*words, course=course)
        out, err = process.communicate(timeout=600)
        assert process.returncode == expect, f"{words}: exit {process.returncode}\n{out}\n{err}"
        return out, err

    def submissions(self):
        return sorted(str(path) for path in (self.folder / "class").iterdir())

    def grade(self, out, *more, expect=0):
        return self.runs("grade", *self.submissions(), "--out", out, *SAME, *more, expect=expect)

    def report(self, out):
        return json.loads((self.folder / out / "report.json").read_text())

    def bytes(self, out):
        return (self.folder / out / "report.json").read_bytes()

    def leaves(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def check_scores(report, right):
    graded = {submission["student"]: submission for submission in report["submissions"]}
    assert sorted(graded) == sorted(right), "not everyone was graded"
    for student, (points, statuses) in right.items():
        submission = graded[student]
        assert submission["points"] == points, f"{student}: {submission['points']}, not {points}"
        assert submission["maxPoints"] == 4
        for exercise in submission["exercises"]:
            name = exercise["name"].split("/")[1]
            if name in statuses:
                assert exercise["status"] == statuses[name], f"{student}: {exercise}"
            assert abs(sum(check["points"] for check in exercise["checks"]) - exercise["points"]) < 1e-9


def every_kind_gets_what_it_is_worth(room):
    right = write_class(room.folder / "class", len(KINDS))
    room.grade("out")
    report = room.report("out")
    check_scores(report, right)
    try:
        import jsonschema
    except ImportError:
        raise Skipped("python3 has no jsonschema; the scores were right") from None
    jsonschema.Draft202012Validator(SCHEMA).validate(report)


def a_verdict_is_the_same_as_check_gives(room):
    write_submission(room.folder / "class", "bob", "partly")
    room.grade("out", "--seed", "1")
    (home,) = (room.folder / "class" / "bob").rglob("numbers")
    workspace = room.folder / "course" / "workspace"
    room.runs("init", str(workspace))
    for file in home.iterdir():
        shutil.copy(file, workspace / "numbers")
    out, _ = room.runs("check", "--all", "--format", "json", "--workspace", str(workspace), expect=1)
    verdicts = [json.loads(line)["verdict"] for line in out.splitlines()]
    (graded,) = room.report("out")["submissions"]
    for verdict, exercise in zip(verdicts, graded["exercises"], strict=True):
        assert verdict["status"] == exercise["status"]
        assert [check["name"] for check in verdict["checks"]] == [check["name"] for check in exercise["checks"]]
        assert [next(iter(check["outcome"])) for check in verdict["checks"]] == [
            check["outcome"] for check in exercise["checks"]]


def a_class_of_200_in_shards(room):
    """As one machine and as eight that share a cache; one of them is killed and started again."""
    right = write_class(room.folder / "class", 200)
    room.grade("whole")
    check_scores(room.report("whole"), right)
    for number in range(1, 9):
        words = ["grade", *room.submissions(), "--out", f"part{number}", *SAME, "--shard", f"{number}/8"]
        if number == 3:
            process = room.start(*words)
            kept = room.folder / "part3/submissions"
            until = time.monotonic() + 60
            while time.monotonic() < until and process.poll() is None:
                if kept.is_dir() and len(list(kept.iterdir())) >= 3:
                    break
                time.sleep(0.005)
            process.kill()
            process.communicate()
            assert not (room.folder / "part3/report.json").exists(), "it was done before it was killed"
        room.runs(*words)
    room.runs("report", "merge", *(f"part{number}" for number in range(8, 0, -1)), "--out", "merged")
    assert room.bytes("merged") == room.bytes("whole"), "the merged report differs"


def a_kill_at_any_moment_loses_nothing(room):
    right = write_class(room.folder / "class", 16, kinds=["honest", "wrong", "unfinished", "crashing"])
    room.grade("whole")
    random.seed()
    kills = 0
    for _ in range(12):
        process = room.start("grade", *room.submissions(), "--out", "out", *SAME, "--no-cache")
        try:
            process.wait(timeout=random.uniform(0.02, 1.5))
        except subprocess.TimeoutExpired:
            kills += 1
        process.send_signal(signal.SIGKILL)
        process.communicate()
        for file in (room.folder / "out").rglob("*.json"):
            json.loads(file.read_text())
    room.grade("out")
    check_scores(room.report("out"), right)
    assert kills > 0 and room.bytes("out") == room.bytes("whole")


def a_run_goes_on_where_it_was(room):
    write_class(room.folder / "class", 4, kinds=["honest", "wrong"])
    room.runs("grade", *room.submissions(), "--out", "out")
    first = room.bytes("out")
    kept = room.folder / "out/submissions"
    stamps = {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}
    # A clock that jumps, in either direction, changes nothing: nothing is compared by time.
    for index, file in enumerate(sorted(kept.iterdir())):
        os.utime(file, (0, 0) if index % 2 else (4e9, 4e9))
        stamps[file.name] = file.stat().st_mtime_ns
    (room.folder / "out/report.json").unlink()
    room.runs("grade", *room.submissions(), "--out", "out")
    assert room.bytes("out") == first, "the seed or the time of the first run was not kept"
    assert stamps == {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}
    damaged = sorted(kept.iterdir())[0]
    damaged.write_text(damaged.read_text()[:40])
    room.runs("grade", *room.submissions(), "--out", "out")
    assert room.bytes("out") == first
    _, err = room.runs("grade", *room.submissions(), "--out", "out", "--seed", "8", expect=2)
    assert "holds a grading with another seed" in err, err


def two_graders_do_not_share_a_folder(room):
    write_class(room.folder / "class", 6, kinds=["hanging", "honest", "wrong"])
    first = room.start("grade", *room.submissions(), "--out", "out", *SAME)
    while not (room.folder / "out/grading.json").exists():
        assert first.poll() is None, first.communicate()
        time.sleep(0.01)
    _, err = room.grade("out", expect=3)
    assert "another grading run is writing into it" in err, err
    assert "fix: wait for it, or take another folder with --out" in err, err
    first.communicate(timeout=120)
    assert first.returncode == 0
    assert len(room.report("out")["submissions"]) == 6


def a_full_disk_leaves_what_was_done(room):
    disk = room.folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode != 0:
        raise Skipped("a small disk cannot be mounted here")
    try:
        right = write_class(room.folder / "class", 12, kinds=["honest", "unfinished"])
        _, err = room.grade("disk/out", expect=3)
        assert "free some space" in err, err
        for file in (disk / "out").rglob("*.json"):
            json.loads(file.read_text())
        done = len(list((disk / "out/submissions").glob("*.json")))
        assert 0 < done < 12, f"{done} of 12"
        assert not list((disk / "out").rglob("*.new")), "a draft was left"
        subprocess.run(["mount", "-o", "remount,size=4m", disk], check=True)
        room.grade("disk/out")
        check_scores(room.report("disk/out"), right)
    finally:
        subprocess.run(["umount", disk], check=False)


def a_regrade_says_what_changed_and_why(room):
    write_class(room.folder / "class", 3, kinds=["honest", "wrong", "partly"])
    room.runs("grade", *room.submissions(), "--out", "old")
    lesson = room.folder / "course/Lessons/numbers.md"
    lesson.write_text(lesson.read_text().replace("expectSame { largest([1, 2, 3]) }", "expectSame { largest([1, 2, 5]) }"))
    out, _ = room.runs("regrade", *room.submissions(), "--out", "new", "--diff", "old")
    assert "partly-002  3.5 → 3 points" in out, out
    assert "because of: the lesson changed" in out, out
    change = json.loads((room.folder / "new/difference.json").read_text())
    assert change["causes"] == ["lesson"] and change["unchanged"] == 2, change
    assert change["old"]["seed"] == change["new"]["seed"]


def what_is_not_understood_is_said(room):
    write_class(room.folder / "class", 1)
    first = room.submissions()[0]
    for words, message in [
        (["--shard", "9/8"], "'9/8' is no shard"),
        (["--seed", str(1 << 60)], "is too large"),
        (["--graded-at", "today"], "'today' is no time"),
        (["--list", "none.json"], "there is no class list 'none.json'"),
    ]:
        _, err = room.runs("grade", first, "--out", "out", *words, expect=2)
        assert message in err, err
    _, err = room.runs("grade", "nobody", "--out", "out", expect=2)
    assert "there is no submission 'nobody'" in err
    (room.folder / "broken.json").write_text('{"schema": "gradus-grade/9"}')
    _, err = room.runs("report", "show", "broken.json", expect=2)
    assert "another version (gradus-grade/9; this one reads gradus-grade/1)" in err


def every_report_is_read_back_by_others(room):
    right = write_class(room.folder / "class", len(KINDS))
    # A name, an answer and a message that would like to be more than text.
    evil = write_submission(room.folder / "class", "::error::=cmd|<b>", "honest")
    words = 'a]]></failure><script>alert(1)</script>\\u{1B}[2J\\n::stop-commands::x\\n##[error]'
    (file,) = (room.folder / "class/::error::=cmd|<b>").rglob("double.swift")
    file.write_text('func double(_ x: Float) -> Float {\n  print("%s")\n  fatalError("%s")\n}\n' % (words, words))
    right["::error::=cmd|<b>"] = (evil[0] - 1, {"double": "trapped"})
    room.grade("out", "--report", "junit", "--report", "html")
    out = room.folder / "out"
    students = [submission["student"] for submission in room.report("out")["submissions"]]
    check_scores(room.report("out"), right)
    folders = {"gradescope": "gradescope/*.json", "exercism": "exercism/*.json", "html": "feedback/*.html"}
    missing = []
    for form in ["junit", "annotations", "summary", "gradescope", "exercism", "tap", "csv", "html"]:
        named = {"annotations": "github"}.get(form, form)
        if form in folders:
            room.runs("report", "out", "--format", named, "--out", "out")
            files = list(out.glob(folders[form]))
            assert len(files) == len(students)
            texts = {}
            for student in students:
                texts[student], _ = room.runs("report", "out", "--format", named, "--student", student)
            assert sorted(texts.values()) == sorted(file.read_text() for file in files)
            missing += getattr(readers, f"read_{form}")(texts, right) or []
        else:
            text = subprocess.run(
                [room.gradus, "report", "out", "--format", named], cwd=room.folder, env=room.environment,
                capture_output=True, check=True).stdout.decode()
            missing += getattr(readers, f"read_{form}")(text, right) or []
            if form == "junit":
                assert (out / "junit.xml").read_text() == text
    _, err = room.runs("report", "out", "--format", "html", expect=2)
    assert "html is a file for each student" in err, err
    _, err = room.runs("report", "out", "--student", "nobody", expect=2)
    assert "the report has no student 'nobody'" in err, err
    # What a class prints on GitHub's runner holds no command of a student's.
    said, noted = room.runs("report", "out")
    assert not [line for line in (said + noted).splitlines() if line.strip().startswith("::") or "##[" in line]
    if missing:
        raise Skipped(f"{', '.join(missing)} is not here; the others read them")


def copies_are_found_whatever_their_names(room):
    write_class(room.folder / "class", 12, kinds=["honest", "wrong", "partly"])
    long = (
        "func largest(_ numbers: [Float]) -> Float {{\n  var {a} = -Float.infinity{c}\n"
        "  for {b} in numbers {{\n    if {b} > {a} {{ {a} = {b} }} else if {b} == {a} {{ continue }}\n  }}\n"
        "  guard {a} > -Float.infinity else {{ return 0 }}\n  return {a}\n}}\n")
    for student, words in [
        ("alice", {"a": "top", "b": "one", "c": ""}), ("mallory", {"a": "zz", "b": "q", "c": " // all mine"})]:
        write_submission(room.folder / "class", student, "honest")
        (file,) = (room.folder / "class" / student).rglob("largest.swift")
        file.write_text(long.format(**words))
    out, _ = room.runs("similar", *room.submissions(), "--format", "json")
    found = json.loads(out)
    assert [(pair["first"], pair["second"], pair["percent"]) for pair in found["pairs"]] == [
        ("alice", "mallory", 100)], found
    assert found["compared"] == 14
    out, _ = room.runs("similar", *room.submissions())
    assert "100 %  alice  and  mallory" in out and "It is for you alone." in out, out


def the_ready_manifests_are_valid(room):
    try:
        manifests.parse()
    except ImportError:
        raise Skipped("python3 has no yaml") from None
    missing = manifests.validate()
    if missing:
        raise Skipped(f"{' and '.join(missing)} is not here; they were parsed")


def strange_archives_are_worth_what_they_hold(room):
    right = archives.write_archives(room.folder / "class")
    room.grade("out")
    for submission in room.report("out")["submissions"]:
        points, words = right.pop(submission["student"])
        said = [submission["problem"]["summary"]] if "problem" in submission else []
        said += [one["summary"] for exercise in submission["exercises"] for one in exercise["diagnostics"]]
        assert submission["points"] == points, f"{submission['student']}: {submission['points']}, {said}"
        assert any(words in one for one in said) if words else not said, f"{submission['student']}: {said}"
        assert "workspace" not in submission, "a repository has no file of an archive"
    assert not right, f"not graded: {right}"


def strange_folders_never_stop_the_others(room):
    """Whatever lies in the class's folder is one submission, and the others are graded."""
    home = room.folder / "class"
    right, words = {}, {}
    for student, form in [("honest", "folder"), ("Zoë O'Neil; rm -rf $HOME", "folder")]:
        right[student] = write_submission(home, student, "honest", form)

    def strange(student, points, said, **texts):
        write_submission(home, student, "honest")
        (folder,) = (home / student).rglob("numbers")
        right[student], words[student] = (points, {}), said
        return folder

    (home / "empty").mkdir()
    (home / "nowhere").symlink_to(room.folder / "not there")
    (home / "notes.txt").write_text("not a submission\n")
    os.mkfifo(home / "pipe")
    right.update({name: (0, {}) for name in ["empty", "nowhere", "notes.txt", "pipe"]})
    words.update({
        "empty": "empty holds none of the exercise files", "nowhere": "nowhere cannot be reached",
        "notes.txt": "notes.txt is no zip, tar or gzipped tar", "pipe": "pipe is no folder or file"})
    folder = strange("linked-folder", 0, "is a symbolic link")
    folder.rename(room.folder / "elsewhere")
    folder.symlink_to(room.folder / "elsewhere")
    folder = strange("hard-linked", 3, "has more than one name")
    os.link(folder / "double.swift", room.folder / "second name")
    folder = strange("piped", 3, "is no plain file")
    (folder / "double.swift").unlink()
    os.mkfifo(folder / "double.swift")
    folder = strange("huge", 3, "is larger than 256 kB")
    with open(folder / "double.swift", "r+") as file:
        file.truncate(1 << 40)
    folder = strange("hidden", 3, "changes the direction of the text")
    (folder / "double.swift").write_text("func double(_ x: Float) -> Float { 2 * x } // \u202e\n")
    # Both of these once ended or held up the grader itself.
    folder = strange("interpolated", 3, "brackets are nested 80000 deep")
    (folder / "double.swift").write_text("let x = " + '"\\(' * 80_000)
    folder = strange("signs", 3, None)
    (folder / "double.swift").write_text("#" * 250_000)
    folder = strange("two", 0, "holds exercise files in")
    shutil.copytree(folder, home / "two/copy/numbers")
    shutil.move(home / "two", room.folder / "two")
    shutil.copytree(room.folder / "two/copy", home / "two/a")
    shutil.copytree(room.folder / "two/copy", home / "two/b")
    folder = strange("more", 4, None)
    (folder / "extra.swift").write_text("fatalError()\n")
    (folder.parent / "other").mkdir()
    (folder.parent / "other/lesson.swift").write_text("fatalError()\n")
    subprocess.run(["git", "init", "-q", home / "honest"], check=True)

    room.grade("out")
    report = room.report("out")
    check_scores(report, right)
    for submission in report["submissions"]:
        said = [submission["problem"]["summary"]] if "problem" in submission else []
        said += [one["summary"] for exercise in submission["exercises"] for one in exercise["diagnostics"]]
        wanted = words.get(submission["student"])
        assert not wanted or any(wanted in one for one in said), f"{submission['student']}: {said}"


def annotations_point_into_the_repository(room):
    write_class(room.folder / "class", 0)
    for student in ["alice", "bob b"]:
        (room.folder / "class" / student / "workspace/numbers").mkdir(parents=True)
        (room.folder / "class" / student / "workspace/numbers/mean.swift").write_text("func mean(\n")
    room.grade("out", "--report", "junit", "--files", "class/*")
    for words, places in [
        (["--files", "class/*"], ["class/alice/workspace", "class/bob b/workspace"]),
        (["--files", ".", "--student", "alice"], ["workspace"]), ([], []),
    ]:
        said, _ = room.runs("report", "out", "--format", "github", *words)
        found = re.findall(r"file=(.*)/numbers/mean.swift,line=1,col=11,", said)
        assert found == places, said
        for place in places if "*" in str(words) else []:
            assert (room.folder / place / "numbers/mean.swift").exists()
    junit = (room.folder / "out/junit.xml").read_text()
    assert 'file="class/bob b/workspace/numbers/mean.swift" line="1"' in junit, junit


def a_release_holds_nothing_hidden(room):
    """By content: no line that only a solution, a hidden check or a wrong answer has, in any file."""
    lesson = (room.folder / "course/Lessons/numbers.md").read_text()
    room.runs("release", "students", "--gradus", "school/gradus")
    out = room.folder / "students"
    files = [path for path in out.rglob("*") if path.is_file()]
    assert not (out / ".git").exists(), "a release has no history"
    everything = "\n".join(path.read_text() for path in files)
    hidden, fence, branch = set(), None, None
    for line in lesson.splitlines():
        if line.startswith("```"):
            fence = None if fence else line
            continue
        if line.strip() in ("#if SOLUTION", "#else", "#endif"):
            branch = {"#if SOLUTION": "solution"}.get(line.strip())
            continue
        if fence and (branch == "solution" or " wrong " in fence or fence.endswith(" hidden")):
            hidden.add(line.strip())
    # A hint may say the answer, if its author wants to; a closing brace is no secret.
    hints = "\n".join(line for line in lesson.splitlines() if line.startswith(">"))
    starters = "\n".join(path.read_text() for path in (out / "workspace").rglob("*.swift"))
    secrets = [line for line in hidden if len(line) > 4 and line not in hints and line not in starters]
    assert len(secrets) > 5, secrets
    for secret in secrets:
        assert secret not in everything, f"{secret!r} is in {[str(p) for p in files if secret in p.read_text()]}"
    for word in ["SOLUTION", "swift wrong", "hidden\n"]:
        assert word not in everything, word

    # What its workflow does after the checks.
    room.runs("grade", "students", "--out", "graded", course="students")
    (student,) = room.report("graded")["submissions"]
    assert [one["status"] for one in student["exercises"]] == ["failed"] * 3, student
    assert student["workspace"] == "workspace/"
    _, err = room.runs("grade", "students", "--out", "other", "--seed", "2", course="students", expect=2)
    assert "a released course knows the answers of seed 1 alone" in err, err
    assert "fix: leave out --seed, or grade with the course that it was released from" in err, err
    manifests.workflow_is_valid(out / ".github/workflows/check.yml")

    # What students have is a course in which the checks tell right from wrong.
    (room.folder / "class/bob").mkdir()
    home = out / "workspace/numbers"
    words = ["--workspace", str(out / "workspace"), "--all", "--format", "json"]

    def statuses(expect):
        process = subprocess.run(
            [room.gradus, "--course", str(out), "check", *words], cwd=out, env=room.environment,
            capture_output=True, text=True, check=False)
        assert process.returncode == expect, process.stdout + process.stderr
        return [json.loads(line)["verdict"]["status"] for line in process.stdout.splitlines()]

    assert statuses(1) == ["failed"] * 3, "a starter must fail"
    for name, text in RIGHT.items():
        (home / f"{name}.swift").write_text("import GradusNN\n\n" + text)
    assert statuses(0) == ["passed"] * 3
    (home / "double.swift").write_text("func double(_ x: Float) -> Float { x * x }\n")
    assert statuses(1) == ["failed", "passed", "passed"]
    # And what they hand in is graded by the instructor's course, hidden checks included.
    shutil.move(out / "workspace", room.folder / "class/bob/workspace")
    room.grade("out")
    (bob,) = room.report("out")["submissions"]
    assert bob["points"] == 3 and len(bob["exercises"][0]["checks"]) == 2


STORIES = [
    copies_are_found_whatever_their_names,
    every_report_is_read_back_by_others,
    annotations_point_into_the_repository,
    strange_archives_are_worth_what_they_hold,
    strange_folders_never_stop_the_others,
    a_release_holds_nothing_hidden,
    the_ready_manifests_are_valid,
    every_kind_gets_what_it_is_worth,
    a_verdict_is_the_same_as_check_gives,
    a_run_goes_on_where_it_was,
    two_graders_do_not_share_a_folder,
    a_kill_at_any_moment_loses_nothing,
    a_full_disk_leaves_what_was_done,
    a_regrade_says_what_changed_and_why,
    what_is_not_understood_is_said,
    a_class_of_200_in_shards,
]


def main():
    gradus, *chosen = sys.argv[1:]
    gradus = str(Path(gradus).resolve())
    failed = False
    with tempfile.TemporaryDirectory(prefix="gradus-grading-cache-") as cache:
        for story in STORIES:
            name = story.__name__.replace("_", " ")
            if chosen and story.__name__ not in chosen:
                continue
            room = Room(gradus, cache)
            began = time.monotonic()
            try:
                story(room)
                print(f"ok {name} ({time.monotonic() - began:.1f} s)", flush=True)
            except Skipped as why:
                print(f"skipped {name}, because {why}", flush=True)
            except Exception:  # noqa: BLE001: whatever it was, the next story is told
                failed = True
                print(f"not ok {name}\n{traceback.format_exc()}", flush=True)
            finally:
                room.leaves()
    return failed


if __name__ == "__main__":
    sys.exit(main())
