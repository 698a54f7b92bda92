"""The feedback pages that a class gets, in the same browser: what passed, failed, hung, did not compile or was damaged."""
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Tests/Grading"))
from classes import write_submission  # noqa: E402
from test_pages import violations  # noqa: E402

NAMES = ["honest", "partly", "crashing", "unfinished", "absent", "wrong"]


@pytest.fixture(scope="session")
def feedback(tmp_path_factory):
    """The pages of one small class, graded by the program itself."""
    folder = tmp_path_factory.mktemp("class")
    for kind in NAMES:
        write_submission(folder / "class", f"{kind} Zoë-{'x' * 60}", kind)
    (folder / "class/damaged.zip").write_bytes(b"PK\3\4")
    (folder / "list.json").write_text('{"damaged": {"submittedAt": "2026-11-20", "attempt": 2, "late": "4 min"}}')
    subprocess.run(
        [ROOT / "gradus", "--course", ROOT / "Tests/Fixtures/TinyCourse", "grade",
         *sorted((folder / "class").iterdir()), "--out", folder / "out", "--list", folder / "list.json",
         "--seed", "3", "--report", "html"],
        check=True, capture_output=True)
    pages = sorted((folder / "out/feedback").iterdir())
    assert len(pages) == len(NAMES) + 1
    return pages


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 900])
def test_a_feedback_page_is_readable(browser, feedback, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    for path in feedback:
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert violations(page) == [], path
        page.close()
    context.close()


def test_a_feedback_page_keeps_its_own_policy(browser, feedback):
    context = browser.new_context()
    for path in feedback:
        page, said, asked = context.new_page(), [], []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        assert said == [] and asked == [path.as_uri()], (said, asked)
        assert page.evaluate("getComputedStyle(document.querySelector('.overview')).borderCollapse") == "collapse"
        page.close()
    context.close()
