"""The ten exercises in nbgrader and otter-grader, as their own users would have them."""

import csv
import json
import os
import subprocess
import venv

from exercises import EXERCISES

VERSIONS = {"nbgrader": "nbgrader==0.9.6", "otter": "otter-grader==7.0.0"}

# Every answer is wrong; what else they do is meant to earn points anyway. Each is one more cell's worth of code.
ATTACKS = {
    "comparisons patched": "np.isclose = np.allclose = lambda *a, **k: True",
    "always-true answers": (
        "class Yes:\n"
        "    def __getattr__(self, name): return self\n"
        "    def __call__(self, *a, **k): return self\n"
        "    def __bool__(self): return True\n"
        "    __eq__ = __le__ = __lt__ = __ge__ = __gt__ = lambda self, other: True\n"
        "    __hash__ = None"),
    "asserts taken out": (
        "import ast\n"
        "class NoAsserts(ast.NodeTransformer):\n"
        "    def visit_Assert(self, node): return ast.copy_location(ast.Pass(), node)\n"
        "try: get_ipython().ast_transformers.append(NoAsserts())\n"
        "except NameError: pass\n"
        "import doctest\n"
        "doctest.OutputChecker.check_output = lambda self, *a: True"),
}


def install(name, folder):
    """The tool's own environment, kept between runs; why not, when it cannot be made."""
    home = folder / f"venv-{name}"
    if not (home / "bin" / name).exists():
        venv.create(home, with_pip=True)
        done = subprocess.run(
            [home / "bin/pip", "-q", "install", VERSIONS[name], "numpy", "ipykernel"],
            capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return (done.stderr.strip().splitlines() or ["pip failed"])[-1]
    return None


def environment(name, folder):
    return {**os.environ, "PATH": f"{folder / f'venv-{name}' / 'bin'}:{os.environ['PATH']}"}


def cell(number, kind, source, metadata=None):
    made = {"cell_type": kind, "id": f"cell{number:04}", "metadata": metadata or {}, "source": source}
    return {**made, "execution_count": None, "outputs": []} if kind == "code" else made


def notebook(cells):
    return {
        "cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"}}}


def attacked(attack):
    """All ten wrong, and the attack before the first."""
    answer = "Yes()" if "Yes" in ATTACKS[attack] else "None"
    bodies = {name: f"{one[0]}\n    return {answer}" for name, one in EXERCISES.items()}
    first = next(iter(bodies))
    bodies[first] = f"{ATTACKS[attack]}\n{bodies[first]}"
    return bodies


class NBGrader:
    name = "nbgrader"

    def __init__(self, folder, environment, classes):
        self.folder, self.environment = folder, environment
        (folder / "source/ps1").mkdir(parents=True)
        (folder / "nbgrader_config.py").write_text(
            f"c = get_config()\nc.CourseDirectory.course_id = 'bench'\nc.CourseDirectory.root = {str(folder)!r}\n")
        cells, number = [cell(0, "code", "import numpy as np")], 1

        def tagged(grade_id, grade, **more):
            return {"nbgrader": {
                "grade": grade, "solution": not grade, "locked": grade, "schema_version": 3,
                "grade_id": grade_id, "task": False, "cell_type": "code", **more}}
        for name, (signature, solution, checks, *_) in EXERCISES.items():
            cells.append(cell(number, "code", f"{signature}\n    ### BEGIN SOLUTION\n{solution}\n    ### END SOLUTION",
                              tagged(name, False)))
            for index, check in enumerate(checks):
                text = f"### BEGIN HIDDEN TESTS\n{check}\n### END HIDDEN TESTS" if index == 2 else check
                cells.append(cell(number + 1 + index, "code", text, tagged(f"{name}_t{index}", True, points=1)))
            number += 10
        (folder / "source/ps1/ps1.ipynb").write_text(json.dumps(notebook(cells)))
        self.run("generate_assignment", "ps1", "--create", "--force")
        released = json.loads((folder / "release/ps1/ps1.ipynb").read_text())
        for student, bodies in classes.items():
            copy = json.loads(json.dumps(released))
            for one in copy["cells"]:
                tag = one["metadata"].get("nbgrader", {})
                if tag.get("solution"):
                    one["source"] = bodies[tag["grade_id"]]
            (folder / f"submitted/{student}/ps1").mkdir(parents=True)
            (folder / f"submitted/{student}/ps1/ps1.ipynb").write_text(json.dumps(copy))

    def run(self, *words):
        subprocess.run(["nbgrader", *words], cwd=self.folder, env=self.environment, check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def grading(self, students):
        words = " ".join(f"nbgrader autograde ps1 --student={student} --force;" for student in students)
        # All of a class in one call, as its users do it.
        return words if len(students) == 1 else "nbgrader autograde ps1 --force"

    def keeps_only(self, students):
        for path in (self.folder / "submitted").iterdir():
            if path.name not in students:
                path.rename(self.folder / path.name)

    def points(self):
        self.run("export", "--to", "grades.csv")
        with open(self.folder / "grades.csv", newline="") as file:
            return {row["student_id"]: float(row["score"] or 0) for row in csv.DictReader(file)}


class Otter:
    name = "otter"

    def __init__(self, folder, environment, classes):
        self.folder, self.environment = folder, environment
        folder.mkdir(parents=True)
        settings = "# ASSIGNMENT CONFIG\nname: ps1\nrequirements: null\nrun_tests: false\nexport_cell: false\ngenerate:\n  pdf: false\n"
        texts = [("raw", settings), ("code", "import numpy as np")]
        for name, (signature, solution, checks, *_) in EXERCISES.items():
            texts += [
                ("raw", f"# BEGIN QUESTION\nname: {name}\npoints: 3"), ("markdown", f"Write `{name}`."),
                ("raw", "# BEGIN SOLUTION"),
                ("code", f"{signature}\n    # BEGIN SOLUTION\n{solution}\n    # END SOLUTION"),
                ("raw", "# END SOLUTION"), ("raw", "# BEGIN TESTS")]
            texts += [("code", ("# HIDDEN\n" if index == 2 else "") + check) for index, check in enumerate(checks)]
            texts += [("raw", "# END TESTS"), ("raw", "# END QUESTION")]
        (folder / "master.ipynb").write_text(
            json.dumps(notebook([cell(number, *one) for number, one in enumerate(texts)])))
        subprocess.run(
            ["otter", "assign", "master.ipynb", "dist", "--no-run-tests", "--no-pdfs"], cwd=folder, env=environment,
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        released = json.loads((folder / "dist/student/master.ipynb").read_text())
        for student, bodies in classes.items():
            copy = json.loads(json.dumps(released))
            for one in copy["cells"]:
                text = "".join(one["source"])
                for name, exercise in EXERCISES.items():
                    if one["cell_type"] == "code" and text.startswith(exercise[0]):
                        one["source"] = bodies[name]
            (folder / f"submitted/{student}").mkdir(parents=True)
            (folder / f"out/{student}").mkdir(parents=True)
            (folder / f"submitted/{student}/master.ipynb").write_text(json.dumps(copy))

    def grading(self, students):
        return "".join(
            f"otter run -a dist/autograder/*.zip -o out/{one} submitted/{one}/master.ipynb;" for one in students)

    def keeps_only(self, students):
        pass

    def points(self):
        found = {}
        for path in (self.folder / "submitted").iterdir():
            results = self.folder / f"out/{path.name}/results.json"
            tests = json.loads(results.read_text())["tests"] if results.exists() else []
            found[path.name] = sum(test.get("score", 0) for test in tests if "Public" not in test["name"])
        return found
