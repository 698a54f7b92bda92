"""Every page, looked at the way a machine can: axe, width, weight, validity, no script, from disk."""
import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import LESSONS, PAGES, SITE

WIDTHS = [320, 390, 768, 1280, 1920]


def violations(page, **options):
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{v['id']}: {n['target']} {n.get('failureSummary', '')}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_light_in_dark_and_on_a_phone(opened, address, name):
    page = opened(address + name, color_scheme="light")
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true })")
    # The rows of a data table, the tokens of a block and the marks of a plot are alike; axe looks at each
    # for milliseconds, and there are thousands.
    page.evaluate("""() => {
      for (const one of document.querySelectorAll('tbody tr:nth-child(n+4), pre code span:nth-child(n+60)')) one.remove()
    }""")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, runOnly=["color-contrast"]) == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page, rules={"color-contrast": {"enabled": False}}) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_screen_and_eighty_columns_fit(opened, address, name):
    page = opened(address + name)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        if width >= 1280:
            wide = page.evaluate("""[...document.querySelectorAll('main pre')]
              .filter((block) => block.scrollWidth > block.clientWidth && block.offsetParent)
              .map((block) => block.textContent.slice(0, 60))""")
            assert wide == [], width


@pytest.mark.parametrize("name", PAGES)
def test_four_times_as_large_a_page_still_reads_in_one_direction(opened, address, name):
    """A window of 1280 by 1024 at 400 %."""
    page = opened(address + name, width=320, height=256, device_scale_factor=4)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate("document.querySelector('.bar').offsetHeight") < 256 / 4
    cut = page.evaluate("""[...document.querySelectorAll('main :is(p, li, h1, h2, h3, button, summary)')]
      .filter((one) => one.offsetParent && !one.closest('.scroll, svg') && one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => one.textContent.slice(0, 60))""")
    assert cut == []


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
    whole = words(plain.text_content())
    # What a script adds is answers that it has checked and the button of a live figure.
    for paragraph in scripted.locator("p:not(.answer, .run-it, .cover), li, pre").all_text_contents():
        if paragraph.strip() and "this browser" not in paragraph:
            assert words(paragraph) in whole
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
        r".*Bad value .*Content-Security-Policy.*", r".*found .'wasm-unsafe-eval'.*",
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
    assert page.locator(".solution:not([open]), .hint:not([open])").count() == 0
    assert page.locator(".bar, .toc").first.is_hidden()
    # The solutions stand at the end, behind everything that asks for them.
    if page.locator(".solution").count():
        assert page.locator(".exercise .solution").count() == 0
        assert page.evaluate("""document.querySelector('.solutions')
          .compareDocumentPosition([...document.querySelectorAll('.exercise')].at(-1)) & 2""")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".solutions").count() == 0
    assert page.locator(".exercise > .solution").count() == page.locator(".solution").count()


def test_the_thirty_hard_formulas_agree_with_another_converter():
    made = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "compare_math.py"),
         str(Path(__file__).parents[1] / "GradusSiteTests/Golden/formulas.mathml")],
        capture_output=True, text=True)
    assert made.returncode == 0 and made.stdout.startswith("30 formulas compared"), made.stdout
