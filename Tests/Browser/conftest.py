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


# What a browser has to say about a page, noted from the page's first line on: refusals of the page's own
# policy, errors, and everything written to the console in anger.
WATCH = """
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => noted.push(`policy: ${violatedDirective} ${blockedURI}`))
addEventListener('error', ({ message, target }) => noted.push(`error: ${message ?? target.outerHTML}`), true)
addEventListener('unhandledrejection', ({ reason }) => noted.push(`rejected: ${reason}`))
for (const kind of ['error', 'warn', 'assert']) {
  const usual = console[kind]
  console[kind] = (...words) => { if (kind !== 'assert' || !words[0]) noted.push(`console: ${words.join(' ')}`); usual.apply(console, words) }
}
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a site; with `?watched` a page notes what the browser complains about, with `?plain` no
    script of the page may run."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        path, _, wish = self.path.partition("?")
        if path == "/gradus-watch.js":
            return self.answer("text/javascript", f"self.noted = []\n{WATCH}")
        if path == "/gradus-frame.html":
            width, height, name = wish.split(",", 2)
            return self.answer("text/html", f'<!DOCTYPE html><iframe width={width} height={height} src="{name}"></iframe>')
        if wish in ("watched", "plain"):
            page = (Path(self.directory) / path.lstrip("/")).read_text("utf-8")
            if wish == "plain":
                return self.answer("text/html", page, "script-src 'none'")
            # The page's own policy once more, from the server: reports of it come here.
            policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
            watch = '<script src="/gradus-watch.js"></script>\n<meta name="viewport"'
            return self.answer("text/html", page.replace('<meta name="viewport"', watch, 1), f"{policy}; report-uri /gradus-report")
        return super().do_GET()

    def do_POST(self):
        said = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode("utf-8", "replace")
        self.server.reports.append(said)
        self.send_response(204)
        self.end_headers()

    def answer(self, kind, text, policy=None):
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(text.encode("utf-8"))


class Address(str):
    """Where a site is served, with the server itself."""
    server = None


def served(folder):
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.reports = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = Address(f"http://127.0.0.1:{server.server_port}/")
    address.server = server
    yield address
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
