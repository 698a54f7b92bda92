"""What a reader does: search, keys, theme, questions, progress."""
import re

import pytest
from conftest import LESSONS, SITE


def with_quiz():
    return next((n for n in LESSONS if 'class="quiz"' in (SITE / n).read_text("utf-8")), None)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_finds_words_prefixes_phrases_and_formulas(opened, address, scheme):
    page = opened(address + "index.html" if scheme == "http" else (SITE / "index.html").as_uri())
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "query"
    for query in ["gradient", "grad", '"the gradient"', "\\frac"]:
        page.fill("#query", query)
        page.wait_for_selector(".found li a")
        assert re.match(r"\d+ sections?", page.inner_text(".found .count"))
    page.fill("#query", "xyzzy-nothing")
    page.wait_for_function("document.querySelector('.found .count').textContent === 'Nothing found'")
    page.keyboard.press("Escape")
    assert page.locator(".found").is_hidden()


def test_search_works_with_the_keyboard_alone(opened, address):
    page = opened(address + LESSONS[0])
    page.keyboard.press("/")
    page.keyboard.type("gradient")
    page.wait_for_selector(".found li a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.found') !== null")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").count() == 1


def test_arrow_keys_turn_the_pages(opened, address):
    page = opened(address + "index.html")
    first = page.get_attribute(".lesson h3 a", "href")
    page.goto(address + first)
    following = page.get_attribute('.around a[rel="next"]', "href")
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert page.url.endswith(following)
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    assert page.url.endswith(first)


def test_tab_reaches_the_text_first_and_shows_where_it_is(opened, address):
    page = opened(address + LESSONS[0], reduced_motion="reduce")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        style = page.evaluate("""(() => { const one = document.activeElement
          if (one === document.body) return 'none'
          const style = getComputedStyle(one), box = one.getBoundingClientRect()
          return [style.outlineStyle, box.bottom > 0 && box.top < innerHeight].join() })()""")
        if style == "none":
            break
        outline, visible = style.split(",")
        assert outline != "none" and visible == "true"
        seen += 1
    assert seen > 10


def test_the_theme_is_kept(opened, address):
    page = opened(address + "index.html", color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click(".theme")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto(address + LESSONS[0])
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.inner_text(".theme") == "Light"


@pytest.mark.skipif(with_quiz() is None, reason="no lesson has a question")
def test_a_question_gives_the_reason_and_remembers(opened, address):
    page = opened(address + with_quiz())
    quiz = page.locator(".quiz").first
    wrong = quiz.locator(".option:not(.is-right)").first
    right = quiz.locator(".option.is-right").first
    button = quiz.locator("button")
    button.click()
    assert quiz.locator(".answer").inner_text() == "Choose an answer first."
    wrong.locator("input").check()
    button.click()
    assert quiz.locator(".answer").inner_text() == "Not yet. Read the reason, then choose again."
    assert wrong.locator(".reason p").is_visible()
    assert right.locator(".reason p").is_hidden()
    right.locator("input").check()
    button.click()
    assert quiz.locator(".answer").inner_text() == "Right."
    page.reload()
    assert page.locator(".quiz").first.locator(".answer").inner_text() == "Right."


def test_a_done_exercise_counts_on_the_front_page(opened, address):
    name = next(n for n in LESSONS if 'data-exercise="' in (SITE / n).read_text("utf-8"))
    page = opened(address + name)
    page.locator(".exercise .done input").first.check()
    page.goto(address + "index.html")
    lesson = page.locator(f'.lesson[data-lesson="{name.removesuffix(".html")}"]')
    assert re.search(r"1 of \d+ done", lesson.inner_text())


def test_copying_says_how_much(opened, address):
    page = opened(address + LESSONS[0], permissions=["clipboard-read", "clipboard-write"])
    block = page.locator("main .boxed").first
    block.hover()
    button = block.locator(".copy")
    assert re.match(r"Copy \(\d+ lines?(, \d+ hidden)?\)", button.inner_text())
    button.click()
    page.wait_for_function("(b) => b.textContent === 'Copied'", arg=button.element_handle())
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == block.locator("pre").text_content()


def test_a_link_into_a_folded_box_opens_it(opened, address):
    name = LESSONS[0]
    page = opened(address + name)
    page.evaluate("""() => { const box = document.querySelector('.exercise details p, .exercise details pre')
      box.id = 'folded'; location.hash = 'folded' }""")
    page.wait_for_function("document.getElementById('folded').closest('details').open")
