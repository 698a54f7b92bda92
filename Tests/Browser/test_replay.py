"""Recorded runs: paused at the start, played, scrubbed, stepped; still pictures without a script."""
import gzip

import pytest
from conftest import FIGURES

PAGE = "moving.html"


@pytest.fixture(params=["http", "file"])
def page(request, opened, figures):
    """The page from a server and from the disk."""
    page = opened(figures + PAGE if request.param == "http" else (FIGURES / PAGE).as_uri())
    page.locator("#fig\\:beside").scroll_into_view_if_needed()
    page.wait_for_selector("#fig\\:beside.played")
    return page


def state(figure):
    return figure.locator("input[type=range]").evaluate("(slider) => [slider.value, slider.max]")


def test_a_replay_waits_to_be_played(page):
    figure = page.locator("#fig\\:spread")
    assert state(figure) == ["0", "39"]
    assert figure.locator(".play").inner_text() == "Play"
    assert figure.locator(".moments").is_hidden()
    page.wait_for_timeout(500)
    assert state(figure) == ["0", "39"]


def test_play_moves_and_pause_stops(page):
    figure = page.locator("#fig\\:spread")
    before = figure.locator("[data-mark]").first.get_attribute("d")
    figure.locator(".play").click()
    page.wait_for_function("() => document.querySelector('.player input').value > 1")
    figure.locator(".play").click()
    stopped = state(figure)
    assert figure.locator("[data-mark]").first.get_attribute("d") != before
    page.wait_for_timeout(500)
    assert state(figure) == stopped


def test_a_run_plays_to_its_end_and_begins_again(page):
    figure = page.locator("#fig\\:beside")
    figure.locator("input[type=range]").fill("10")
    figure.locator(".play").click()
    page.wait_for_function("() => document.querySelector('#fig\\\\:beside .play').textContent === 'Play'")
    assert state(figure) == ["11", "11"]
    figure.locator(".play").click()
    assert int(state(figure)[0]) < 11


def test_keys_step_through_the_frames(page):
    figure = page.locator("#fig\\:beside")
    slider = figure.locator("input[type=range]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press(".")
    assert state(figure)[0] == "2"
    assert slider.get_attribute("aria-valuetext") == "step 2, frame 3 of 12"
    assert figure.locator("output").inner_text() == "step 2"
    page.keyboard.press(",")
    assert state(figure)[0] == "1"
    page.keyboard.press("End")
    assert state(figure)[0] == "11"
    figure.locator(".play").focus()
    page.keyboard.press("ArrowLeft")
    assert state(figure)[0] == "10"
    figure.get_by_role("button", name="One frame back").click()
    assert state(figure)[0] == "9"
    assert page.url.split("#")[0].endswith(PAGE)


def test_two_runs_move_on_one_slider_with_the_same_axes(page):
    figure = page.locator("#fig\\:beside")
    assert figure.locator(".stages > svg").count() == 2
    ticks = figure.locator(".stages > svg").evaluate_all(
        "(all) => all.map((svg) => [...svg.querySelectorAll('.axis, .tick')].map((t) => t.textContent).join())")
    assert ticks[0] == ticks[1]
    drawn = lambda: figure.locator("[data-mark]").evaluate_all("(all) => all.map((p) => p.getAttribute('d'))")
    first = drawn()
    assert first[0] == first[1]
    figure.locator("input[type=range]").fill("11")
    last = drawn()
    assert last[0] != first[0] and last[1] == first[1]


def test_who_asked_for_less_motion_gets_one_picture_a_second(opened, figures):
    page = opened(figures + PAGE, reduced_motion="reduce")
    figure = page.locator("#fig\\:spread")
    figure.scroll_into_view_if_needed()
    page.wait_for_selector("#fig\\:spread.played")
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    figure.locator(".play").click()
    page.clock.run_for(900)
    assert state(figure)[0] == "0"
    page.clock.run_for(200)
    assert state(figure)[0] == "1"


def test_without_a_script_and_on_paper_there_are_four_to_six_moments(opened, figures):
    plain = opened(figures + PAGE, java_script_enabled=False)
    for name, most in (("spread", 6), ("beside", 6)):
        figure = plain.locator(f"#fig\\:{name}")
        assert figure.locator(".moments").is_visible()
        assert figure.locator(".player").count() == 0
        assert figure.locator("svg text", has_text="step").count() == most
    page = opened(figures + PAGE)
    page.locator("#fig\\:spread").scroll_into_view_if_needed()
    page.wait_for_selector("#fig\\:spread.played")
    page.emulate_media(media="print")
    assert page.locator("#fig\\:spread .moments").is_visible()
    assert page.locator("#fig\\:spread .player").is_hidden()


def test_forty_frames_of_three_hundred_points_stay_small():
    data = (FIGURES / "assets/replays/moving-fig-spread.js").read_bytes()
    assert len(data) < 40 * 1024
    assert len(gzip.compress(data, 9)) < 30 * 1024
