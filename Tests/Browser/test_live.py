"""Live figures: the lesson's own Swift, run in the page, agrees with the recorded native run."""
import pytest
from conftest import FIGURES, SITE, live_figures
from playwright.sync_api import expect

# WebAssembly has no fused multiply-add, so last digits differ; after 20 steps of training they may have
# grown to a thousandth.
TOLERANCE = 1e-3
COMPARED = 20


def begun(page, figure_id):
    figure = page.locator(f"figure[id='{figure_id}']")
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Run it yourself").click()
    figure.locator(".live").wait_for()
    expect(figure).to_have_attribute("data-steps", "0")
    return figure


def stepped(figure, count):
    """Steps some times and waits for the last answer: the module runs in a worker."""
    before = int(figure.get_attribute("data-steps") or 0)
    for _ in range(count):
        figure.get_by_role("button", name="Step", exact=True).click()
    expect(figure).to_have_attribute("data-steps", str(before + count))


def numbers(figure):
    return dict(figure.locator(".numbers span").evaluate_all(
        "(all) => all.map((one) => [one.dataset.name, +one.dataset.value])"))


@pytest.mark.parametrize("folder,name,figure_id", live_figures(FIGURES) + live_figures(SITE))
def test_the_page_computes_what_the_native_run_computed(opened, folder, name, figure_id):
    page = opened((folder / name).as_uri())
    figure = begun(page, figure_id)
    stepped(figure, COMPARED)
    said = figure.get_attribute("data-native").split(";")
    native = {key.rsplit("@", 1)[0]: float(value) for key, value in (part.rsplit("=", 1) for part in said)}
    here = numbers(figure)
    assert figure.get_attribute("data-thread") == "worker"
    assert native and native.keys() == here.keys()
    for key, value in native.items():
        assert here[key] == pytest.approx(value, rel=TOLERANCE, abs=TOLERANCE), key


@pytest.fixture(params=["http", "file"])
def page(request, opened, figures):
    return opened(figures + "moving.html" if request.param == "http" else (FIGURES / "moving.html").as_uri())


def test_it_plays_pauses_and_begins_again(page):
    figure = begun(page, "fig:parabola")
    assert figure.get_attribute("data-steps") == "0"
    before = numbers(figure)
    figure.locator(".play").click()
    page.wait_for_function("() => +document.getElementById('fig:parabola').dataset.steps > 30")
    figure.locator(".play").click()
    # What was asked before the click is still answered.
    page.wait_for_timeout(300)
    stopped = figure.get_attribute("data-steps")
    page.wait_for_timeout(300)
    assert figure.get_attribute("data-steps") == stopped
    figure.get_by_role("button", name="Reset").click()
    expect(figure).to_have_attribute("data-steps", "0")
    assert numbers(figure) == before


def test_seed_and_sliders_change_the_run_and_the_address(page):
    figure = begun(page, "fig:parabola")
    step = lambda: stepped(figure, 5)
    step()
    first = numbers(figure)
    figure.locator(".seed input").fill("7")
    figure.locator(".seed input").press("Tab")
    expect(figure).to_have_attribute("data-steps", "0")
    step()
    other = numbers(figure)
    assert first != other
    figure.locator(".slider input").focus()
    page.keyboard.press("ArrowRight")
    address = page.url
    assert "fig:parabola?seed=7&learning+rate=0.011" in address
    figure.get_by_role("button", name="Reset").click()
    expect(figure).to_have_attribute("data-steps", "0")
    step()
    changed = numbers(figure)
    assert changed != other
    page.goto("about:blank")
    page.goto(address)
    figure.locator(".live").wait_for()
    expect(figure).to_have_attribute("data-steps", "0")
    step()
    assert numbers(figure) == changed


def test_where_a_worker_is_refused_the_page_runs_it_itself(browser, figures):
    context = browser.new_context()
    context.add_init_script("globalThis.Worker = function () { throw new Error('refused') }")
    page = context.new_page()
    page.goto(figures + "moving.html")
    figure = begun(page, "fig:parabola")
    stepped(figure, 5)
    assert figure.get_attribute("data-thread") == "page"
    context.close()


def test_a_worker_may_do_no_more_than_the_page(browser, figures):
    context = browser.new_context()
    page = context.new_page()
    page.goto(figures + "moving.html")
    tried = page.evaluate("""() => new Promise((done) => {
      const source = `(async () => {
        const tried = {}
        try { Function('return 1')(); tried.evaluates = true } catch { tried.evaluates = false }
        try { await fetch('${location.origin}/index.html'); tried.fetches = true } catch { tried.fetches = false }
        postMessage(tried)
      })()`
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })))
      worker.onmessage = ({ data }) => done(data)
    })""")
    assert not tried["evaluates"] and not tried["fetches"]
    context.close()


def test_a_browser_without_webassembly_keeps_the_recorded_run(browser, figures):
    context = browser.new_context()
    context.add_init_script("delete globalThis.WebAssembly")
    page = context.new_page()
    page.goto(figures + "moving.html")
    page.locator("#fig\\:parabola").scroll_into_view_if_needed()
    page.wait_for_selector("#fig\\:parabola.played .player")
    assert page.get_by_role("button", name="Run it yourself").count() == 0
    context.close()
