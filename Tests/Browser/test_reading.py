"""What a reader does: search, keys, theme, questions, progress."""
import json
import re

import pytest
from conftest import FIGURES, LESSONS, SITE


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


@pytest.mark.parametrize("size", [(1280, 900), (320, 256)], ids=["wide", "zoomed"])
@pytest.mark.parametrize("name", ["reading.html", "moving.html"])
def test_tab_reaches_everything_in_order_and_shows_where_it_is(opened, figures, name, size):
    """From the first link to the last: seen, outlined, and not below the bar."""
    page = opened(figures + name, width=size[0], height=size[1], reduced_motion="reduce")
    # A replay fetches its frames when it comes near; keys pressed faster than that would pass it by.
    for figure in page.query_selector_all("figure[data-replay]"):
        figure.scroll_into_view_if_needed()
        page.wait_for_function("(one) => one.classList.contains('played')", arg=figure)
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    walked = 1
    for _ in range(200):
        page.keyboard.press("Tab")
        said = page.evaluate("""(() => { const one = document.activeElement
          if (one === document.body || one.className === 'skip') return null
          const style = getComputedStyle(one), box = one.getBoundingClientRect()
          const bar = one.closest('.bar') ? 0 : document.querySelector('.bar').getBoundingClientRect().bottom
          const outlined = style.outlineStyle !== 'none' || (one.querySelector('rect') && getComputedStyle(one.querySelector('rect')).strokeWidth === '3px')
          return { what: one.outerHTML.slice(0, 90), outlined: !!outlined,
            seen: box.bottom > bar && box.top < innerHeight && box.width > 0 } })()""")
        if said is None:
            break
        assert said["outlined"] and said["seen"], said
        walked += 1
    reachable = page.evaluate("""[...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0
        && !(one.type === 'radio' && one !== one.closest('form').querySelector('input'))).length""")
    assert walked == reachable


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


def test_what_is_to_be_predicted_is_covered_until_there_is_an_answer(opened, figures):
    page = opened(figures + "moving.html")
    example = page.locator("#run-sum")
    came_out = example.locator(".output")
    assert came_out.is_hidden() and example.locator("pre.code").is_visible()
    assert example.locator(".cover").inner_text().startswith("What came out is covered until you answer Question 1.")
    page.locator(".quiz input").last.check()
    page.locator(".quiz button").click()
    # A wrong answer is an answer: now the program says what is right.
    assert came_out.is_visible() and example.locator(".cover").count() == 0
    page.reload()
    assert came_out.is_visible()
    other = opened(figures + "moving.html")
    other.get_by_role("button", name="Show it without an answer").click()
    assert other.locator("#run-sum .output").is_visible()
    assert opened(figures + "moving.html#run-sum").locator("#run-sum .output").is_visible()
    plain = opened(figures + "moving.html", java_script_enabled=False)
    assert plain.locator("#run-sum .output").is_visible() and plain.get_by_text("Answer first").is_hidden()
    paper = opened(figures + "moving.html")
    paper.emulate_media(media="print")
    assert paper.locator("#run-sum .output").is_visible()


def test_a_done_exercise_counts_on_the_front_page(opened, address):
    name = next(n for n in LESSONS if 'data-exercise="' in (SITE / n).read_text("utf-8"))
    page = opened(address + name)
    page.locator(".exercise .done input").first.check()
    page.goto(address + "index.html")
    lesson = page.locator(f'.lesson[data-lesson="{name.removesuffix(".html")}"]')
    assert re.search(r"1 of \d+ done", lesson.inner_text())


def test_what_the_terminal_passed_is_done_in_the_page_too(opened, figures):
    page = opened(figures + "reading.html")
    page.evaluate("localStorage.clear()")
    page.route("**/assets/progress.js", lambda route: route.fulfill(
        content_type="text/javascript", body='gradusProgress(["reading/halve"])'))
    page.goto(figures + "reading.html")
    box = page.locator(".exercise .done input")
    assert box.is_checked() and box.is_disabled()
    assert page.inner_text(".exercise .done") == "passed in the terminal"
    page.goto(figures + "index.html")
    assert "1 of 1 done" in page.inner_text('.lesson[data-lesson="reading"]')
    assert page.locator('.map a.finished[data-lesson="reading"]').count() == 1


def test_the_progress_of_a_workspace_can_be_loaded(opened, figures):
    page = opened(figures + "index.html")
    kept = {"version": 1, "exercises": {
        "reading/halve": {"passed": "abc", "tries": 2}, "reading/other": {"tries": 1}}}
    with page.expect_navigation():
        page.set_input_files(".import input", {
            "name": "progress.json", "mimeType": "application/json", "buffer": json.dumps(kept).encode()})
    stored = page.evaluate("JSON.parse(localStorage.getItem('gradus.progress'))")
    assert stored["exercises"] == {"reading/halve": {"done": True}}
    assert "1 of 1 done" in page.inner_text('.lesson[data-lesson="reading"]')


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_progress_saved_as_a_file_is_the_progress_loaded_from_it(opened, figures, scheme):
    page = opened(figures + "index.html" if scheme == "http" else (FIGURES / "index.html").as_uri())
    progress = {"version": 1, "exercises": {"reading/halve": {"done": True}}, "quizzes": {"moving/sum": {"right": False, "choice": ["sum-2"]}}}
    page.evaluate("(kept) => localStorage.setItem('gradus.progress', JSON.stringify(kept))", progress)
    # What the terminal has passed goes along.
    page.evaluate("gradusProgress(['reading/other'])")
    with page.expect_download() as saved:
        page.click(".export")
    assert saved.value.suggested_filename == "gradus-progress.json"
    text = saved.value.path().read_bytes()
    progress["exercises"]["reading/other"] = {"done": True}
    assert json.loads(text) == progress
    page.evaluate("localStorage.clear()")
    with page.expect_navigation():
        page.set_input_files(".import input", {"name": "gradus-progress.json", "mimeType": "application/json", "buffer": text})
    assert page.evaluate("JSON.parse(localStorage.getItem('gradus.progress'))") == progress


def test_a_word_of_the_glossary_and_a_changed_block_say_what_they_mean(opened, figures):
    page = opened(figures + "reading.html")
    page.locator("a.term").hover()
    page.locator(".card").wait_for(state="visible")
    assert page.inner_text(".card") == "Where a cost is least."
    page.locator(".changes summary").click()
    assert page.inner_text(".changes summary") == "What changed since first: 2 lines added, 2 removed"
    assert page.locator(".changes ins").count() == 2 and page.locator(".changes del").count() == 2


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


def with_reference():
    return next((n for n in LESSONS if 'class="ref"' in (SITE / n).read_text("utf-8")), None)


@pytest.mark.skipif(with_reference() is None, reason="no lesson has a reference")
def test_a_reference_shows_what_it_means_to_mouse_and_keyboard(opened, address):
    page = opened(address + with_reference())
    link, card = page.locator("a.ref:visible").first, page.locator(".card")
    link.scroll_into_view_if_needed()
    link.hover()
    card.wait_for(state="visible")
    assert card.inner_text() or card.locator("svg, math").count()
    assert link.get_attribute("aria-describedby") == "card"
    page.keyboard.press("Escape")
    assert card.is_hidden()
    page.mouse.move(0, 0)
    link.evaluate("(link) => link.focus({ focusVisible: true })")
    card.wait_for(state="visible")
    assert card.locator("[id], a[href], [tabindex]").count() == 0
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1280
