"""Every page, looked at the way a machine can: axe, width, weight, validity, no script, from disk."""
import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import LESSONS, PAGES, SITE

WAYS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 390, "height": 844, "has_touch": True},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened, address, name, way):
    page = opened(address + name, **WAYS[way])
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true })")
    found = Axe().run(page).response["violations"]
    told = [f"{v['id']}: {n['target']} {n.get('failureSummary', '')}" for v in found for n in v["nodes"]]
    assert told == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_screen(opened, address, name, width):
    page = opened(address + name, width=width, height=800)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("name", LESSONS)
def test_eighty_columns_fit_the_page(opened, address, name):
    page = opened(address + name, width=1280)
    wide = page.evaluate("""[...document.querySelectorAll('main pre')]
      .filter((block) => block.scrollWidth > block.clientWidth && block.offsetParent)
      .map((block) => block.textContent.slice(0, 60))""")
    assert wide == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_weighs_less_than_50_kilobytes(name):
    """Everything but the fonts, as a server would send it; the search index comes only when asked for."""
    files = [SITE / name, SITE / "assets/gradus.css", SITE / "assets/gradus.js"]
    weight = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
    assert weight < 50_000


@pytest.mark.parametrize("name", PAGES)
def test_complete_without_script(opened, address, name):
    scripted = opened(address + name).locator("main")
    plain_page = opened(address + name, java_script_enabled=False)
    plain = plain_page.locator("main")
    words = lambda text: re.sub(r"\s+", " ", text)
    for paragraph in scripted.locator("p:not(.answer), li, pre").all_text_contents():
        if paragraph.strip() and "this browser" not in paragraph:
            assert words(paragraph) in words(plain.text_content())
    assert plain_page.locator("button:visible, .search:visible").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_opens_from_disk(opened, name):
    page = opened((SITE / name).as_uri())
    assert page.locator("h1").count() == 1
    assert "Gradus Serif" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Gradus Serif\"'))")


def test_html_is_valid():
    # vnu is from 2020: it does not know these newer things, which are right.
    known = "|".join([
        r".*Attribute .enterkeyhint. not allowed.*", r".*The .lspace. attribute.*",
        r".*Bad value .*Content-Security-Policy.*",
    ])
    jar = next(Path(sys.prefix).rglob("vnu.jar"))
    if subprocess.run(["java", "-version"], capture_output=True).returncode != 0:
        pytest.skip("no Java here")
    said = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", "--filterpattern", known, str(SITE)],
        capture_output=True, text=True)
    assert said.stderr == ""


@pytest.mark.parametrize("name", LESSONS)
def test_formulas_agree_with_another_converter(name):
    made = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "compare_math.py"), str(SITE / name)],
        capture_output=True, text=True)
    if " 0 formulas" in " " + made.stdout:
        pytest.skip("no formula on this page")
    assert made.returncode == 0, made.stdout


@pytest.mark.parametrize("name", LESSONS)
def test_paper_shows_what_is_folded_away(opened, address, name):
    page = opened(address + name)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for box in page.locator(".solution, .hint").all():
        assert box.evaluate("(box) => box.open")
    assert page.locator(".bar, .toc").first.is_hidden()
