"""Every report of one class, read back by programs that others wrote.

Readers that are not installed (requirements.txt) are named and left out; of each format at least one is
part of Python or Perl.
"""

import base64
import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree
from html.parser import HTMLParser

# What each report must name.
CONDITIONS = ["course-hash", "core-hash", "toolchain", "confinement", "seed"]


def optional(name):
    try:
        return __import__(name)
    except ImportError:
        return None


def read_junit(text, right):
    """The standard library's expat, lxml's libxml2, junitparser, xunitparser."""
    missing = []
    root = xml.etree.ElementTree.fromstring(text)
    check_junit_tree(root, right)
    if lxml := optional("lxml.etree"):
        check_junit_tree(lxml.etree.fromstring(text.encode()), right)
    else:
        missing.append("lxml")
    cases, bad = len(root.findall(".//testcase")), len(root.findall(".//failure")) + len(root.findall(".//error"))
    if junitparser := optional("junitparser"):
        suites = junitparser.JUnitXml.fromstring(text.encode())
        assert len(list(suites)) == len(right)
        read = [case for suite in suites for case in suite]
        assert len(read) == cases
        results = [result for case in read for result in case.result]
        assert sum(isinstance(one, (junitparser.Failure, junitparser.Error)) for one in results) == bad
        before = (suites.tests, suites.failures, suites.errors, suites.skipped)
        suites.update_statistics()
        assert before == (suites.tests, suites.failures, suites.errors, suites.skipped), "totals do not add up"
    else:
        missing.append("junitparser")
    if xunitparser := optional("xunitparser"):
        # It wants properties once in a file, so each suite is a file of its own.
        read = [xunitparser.parse(io.StringIO(xml.etree.ElementTree.tostring(suite, "unicode")))[1] for suite in root]
        assert sum(result.testsRun for result in read) == cases
        assert sum(len(result.failures) + len(result.errors) for result in read) == bad
    else:
        missing.append("xunitparser")
    return missing


def check_junit_tree(root, right):
    def counted(element):
        cases = element.findall(".//testcase")
        return {
            "tests": len(cases),
            "failures": sum(case.find("failure") is not None for case in cases),
            "errors": sum(case.find("error") is not None for case in cases),
            "skipped": sum(case.find("skipped") is not None for case in cases),
        }
    for element in [root, *root.findall("testsuite")]:
        for name, count in counted(element).items():
            assert int(element.get(name)) == count, f"{element.get('name')}: {name}"
    names = [(case.get("classname"), case.get("name")) for case in root.findall(".//testcase")]
    assert len(names) == len(set(names)), "two cases have one name"
    assert {suite.get("name") for suite in root.findall("testsuite")} == set(right)
    for suite in root.findall("testsuite"):
        facts = {one.get("name"): one.get("value") for one in suite.findall("properties/property")}
        assert all(facts[name] for name in CONDITIONS)
        assert float(facts["points"]) == right[suite.get("name")][0]
    for case in root.findall(".//failure"):
        assert case.text and case.get("message") and case.text.startswith(case.get("message").split("…")[0])


def read_annotations(text, right):
    """As actions/runner reads a line: after trimming, `::command properties::data`; `##[` anywhere."""
    levels = {}
    for line in text.splitlines():
        assert "##[" not in line
        found = re.fullmatch(r"::(error|warning|notice) ((?:[a-z]+=[^,:]*,?)*)::(.*)", line)
        assert found, line
        level, properties, _ = found.groups()
        levels[level] = levels.get(level, 0) + 1
        names = [one.split("=")[0] for one in properties.split(",")]
        assert set(names) <= {"file", "line", "col", "title"} and len(names) == len(set(names)), line
    assert all(count <= 10 for count in levels.values()), levels
    assert levels["notice"] == 1
    assert all(name in text for name in CONDITIONS)


def read_summary(text, right):
    assert len(text.encode()) < 1 << 20
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) == len(right) + 1, "a line for each student below the heading"
    assert all(line.count("|") == 6 for line in rows)
    assert not re.search(r"[<\[!]", text), "markup of somebody's"
    assert all(name in text for name in CONDITIONS)


def read_gradescope(texts, right):
    visibilities = {"visible", "hidden", "after_due_date", "after_published"}
    for student, text in texts.items():
        read = json.loads(text)
        assert read["score"] == right[student][0], student
        assert abs(sum(test["score"] for test in read["tests"]) - read["score"]) < 1e-9
        assert sum(test["max_score"] for test in read["tests"]) == 4
        for test in read["tests"]:
            assert test["status"] in {"passed", "failed"} and test["visibility"] in visibilities
            assert test["output_format"] == test["name_format"] == "text"
            assert 0 <= test["score"] <= test["max_score"] and isinstance(test["output"], str)
            assert test["status"] == "passed" or test["score"] == 0 and test["output"]
        assert read["visibility"] in visibilities and read["stdout_visibility"] == "hidden"
        assert all(read["extra_data"][name] for name in CONDITIONS)


def read_exercism(texts, right):
    for student, text in texts.items():
        read = json.loads(text)
        assert read["version"] == 3 and read["status"] in {"pass", "fail", "error"}
        assert (read["status"] == "pass") == (right[student][0] == 4), student
        assert read["status"] != "error" or 0 < len(read["message"]) <= 65535
        assert read["tests"], "versions 2 and 3 list the tests"
        for test in read["tests"]:
            assert test["status"] in {"pass", "fail", "error"} and test["name"]
            assert test["status"] == "pass" or test["message"]
            assert len(test.get("output", "")) <= 500
            assert 1 <= test["task_id"] <= 3
            assert test["name"].endswith("hidden check 1") == ("test_code" not in test), test
            assert test.get("test_code", "check(").startswith("check("), test
        assert all(read["gradus"][name] for name in CONDITIONS)


def read_tap(text, right):
    """Perl's TAP::Parser, and tap.py from PyPI."""
    missing = []
    passed = sum(points == 4 for points, _ in right.values())
    if shutil.which("perl"):
        script = (
            "use TAP::Parser; local $/; my $tap = <STDIN>;"
            "my $p = TAP::Parser->new({tap => $tap}); while ($p->next) {}"
            "print join ' ', $p->tests_run, scalar($p->passed), scalar($p->parse_errors)")
        said = subprocess.run(["perl", "-e", script], input=text, text=True, capture_output=True, check=True).stdout
        assert said == f"{len(right)} {passed} 0", said
    else:
        missing.append("perl")
    if optional("tap.parser"):
        from tap.parser import Parser
        lines = list(Parser().parse_text(text))
        tests = [line for line in lines if line.category == "test"]
        assert len(tests) == len(right) and sum(test.ok for test in tests) == passed
    else:
        missing.append("tap.py")
    if yaml := optional("yaml"):
        blocks = re.findall(r"^ *---\n(.*?)^ *\.\.\.$", text, re.S | re.M)
        assert len(blocks) == text.count("not ok ") - (len(right) - passed)
        assert all(yaml.safe_load(block)["message"] for block in blocks)
    assert all(name in text for name in CONDITIONS)
    return missing


def read_csv(text, right):
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["student"].lstrip("'") for row in rows} == set(right)
    for row in rows:
        assert float(row["points"]) == right[row["student"].lstrip("'")][0] and row["max"] == "4"
        assert sum(float(row[f"numbers/{name}"]) for name in ["double", "mean", "largest"]) == float(row["points"])
        assert all(row[name] for name in CONDITIONS)
        assert not any((cell or "").startswith(tuple("=+-@\t\r")) for cell in row.values()), row
    assert text.endswith("\r\n") and text.count("\r\n") == text.count("\n")


class Page(HTMLParser):
    """What a feedback page is made of."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.policy, self.style = [], set(), None, None
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        values = dict(attributes)
        assert set(values) <= {"lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "scope", "tabindex"}
        assert values.get("href", "#").startswith("#"), values
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag not in {"meta", "wbr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style = data


def read_html(texts, right):
    missing = [] if optional("html5lib") else ["html5lib"]
    for student, text in texts.items():
        page = Page(text)
        assert not page.tags & {"script", "img", "link", "iframe", "form", "object", "svg"}, page.tags
        digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
        assert page.policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        assert f"<strong>{right[student][0]:g} of 4 points</strong>" in text, student
        assert all(f"<dt>{name}</dt>" in text for name in CONDITIONS)
        if not missing:
            import html5lib
            html5lib.HTMLParser(strict=True).parse(text)
    return missing
