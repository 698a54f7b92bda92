"""The site under test: served on loopback, opened in one Chromium for the whole run."""
import functools
import http.server
import os
import re
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

SITE = Path(os.environ.get("GRADUS_SITE", "_site")).resolve()
# A small course with every kind of figure, built for these tests.
FIGURES = Path(os.environ.get("GRADUS_FIGURES", ".build/browser-course")).resolve()
PAGES = sorted(p.name for p in SITE.glob("*.html"))
LESSONS = [p for p in PAGES if p not in ("index.html", "404.html")]


def live_figures(folder):
    """The live figures of a site: folder, page and id."""
    found = []
    for page in sorted(folder.glob("*.html")):
        ids = re.findall(r'<figure id="([^"]+)"[^>]* data-live=', page.read_text("utf-8"))
        found += [(folder, page.name, one) for one in ids]
    return found


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def served(folder):
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address():
    yield from served(SITE)


@pytest.fixture(scope="session")
def figures():
    yield from served(FIGURES)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # GPU and sandbox are missing in containers; neither changes what is tested.
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser):
    """Opens a page and fails the test for anything the browser complained about."""
    contexts, complaints, outside = [], [], []

    def open_page(url, width=1280, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        # Long, because a machine that tests may be busy; nothing waits for the end of it.
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text)
                if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        start = url.split("/")[2]
        page.on("request", lambda request: outside.append(request.url)
                if not request.url.startswith(("data:", "file:")) and start not in request.url else None)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert outside == []
