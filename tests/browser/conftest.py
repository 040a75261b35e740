"""A browser, and the sites that it visits."""

import os
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import migrated
from tests.browser import chromium, engines
from tests.browser.sites import MIGRATED, SETTINGS, built, serving
from tests.browser.states import STATES

NOTE_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""
# A long page lays out its parts one at a time after it has loaded, see sections.js.
SETTLED = """
() => !document.querySelector(".long :is(.section, .register > li):not(.is-ready)")
"""
TIMEOUT = 15_000  # milliseconds
NODE_MODULES = Path(__file__).parent / "node_modules"


def missing(what):
    """Skip, unless these tests are required: `make browser-test`, CI."""
    if os.environ.get("BROWSER_TESTS") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def sites(request, tmp_path_factory):
    """Return a site's URL by name; each site starts on first use."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with suppress(FileExistsError):
        kept = migrated.kept_in(request.config.cache.mkdir("migrated"))
        (shared / MIGRATED).symlink_to(kept)
    running = {}
    with ExitStack() as stack:

        def address(name):
            if name not in running:
                folder = built(name, shared)
                log = own / f"{name}.log"
                more = SETTINGS.get(name, {})
                running[name] = stack.enter_context(serving(folder, log, **more))
            return running[name]

        yield address


# For this folder only: while Playwright runs, Django refuses database queries.
@pytest.fixture(scope="package")
def browser():
    found = chromium.find()
    if found is None:
        missing(chromium.MISSING)
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=found, args=chromium.options()
        ) as browser,
    ):
        yield browser


@pytest.fixture(scope="module")
def start_engine(tmp_path_factory):
    """Start another engine than Chromium, and stop it after the tests of the file."""
    with ExitStack() as stack:

        def start(engine, *options):
            try:
                tab = engine(tmp_path_factory.mktemp("engine"), *options)
            except engines.MissingProgramError as what:
                missing(str(what))
            return stack.enter_context(closing(tab))

        yield start


@pytest.fixture(scope="module")
def firefox(start_engine):
    return start_engine(engines.Firefox)


@pytest.fixture(scope="module", params=[engines.Firefox, engines.WebKit])
def tab(request, start_engine):
    """A tab of each engine, one after the other."""
    return start_engine(request.param)


class Visitor:
    """Opens pages, and records what goes wrong in them."""

    def __init__(self, sites, browser):
        self.browser = browser
        self.sites = sites
        self.contexts = []
        self.scripted = set()
        self.incidents = []
        self.html = ""  # of the page that was opened last

    def __call__(self, state, width=1440, height=900, **options):
        """Open a state in a new window; the options are those of a browser context."""
        size = {"width": state.width or width, "height": height}
        context = self.browser.new_context(viewport=size, **options)
        self.contexts.append(context)
        if options.get("java_script_enabled", True):
            self.scripted.add(context)
        context.set_default_timeout(TIMEOUT)
        context.add_init_script(NOTE_VIOLATIONS)
        page = context.new_page()
        page.on("request", self.note_request)
        page.on("console", self.note_message)
        page.on("pageerror", lambda error: self.note(page, f"failed: {error}"))
        self.go(page, state)
        return page

    def go(self, page, state):
        """Navigate an open window to a state, and return the server's response."""
        if "#" in state.path:
            page.goto("about:blank")  # else this would be an in-page jump
        response = page.goto(self.sites(state.site) + state.path)
        assert response.status == state.status, (state, response.status)
        # Without script a part is laid out as it comes into view: nothing to wait for.
        if page.context in self.scripted:
            page.wait_for_function(SETTLED)
        # What the visitor does there may lead away, and the browser forgets the page.
        self.html = response.text()
        if state.act:
            state.act(page)
        return response

    def note(self, page, what):
        self.incidents.append(f"{page.url} {what}")

    def note_request(self, request):
        if not request.url.startswith(("http://localhost:", "data:")):
            self.note(request.frame, f"asked for {request.url}")

    def note_message(self, message):
        # The browser reports each page that is meant to answer 404 or 500.
        of_page = message.location["url"] == message.page.url
        if message.type in ("error", "warning") and not of_page:
            self.note(message.page, f"said: {message.text}")

    def leave(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def visitor(sites):
    """Create a visitor with a browser. At the end, nothing may have gone wrong."""
    visitors = []

    def make(browser):
        visitors.append(Visitor(sites, browser))
        return visitors[-1]

    yield make
    for each in visitors:
        each.leave()
    assert [incident for each in visitors for incident in each.incidents] == []


@pytest.fixture
def visit(visitor, browser):
    """Open states of pages, as most visitors do."""
    return visitor(browser)


class Window:
    """A state that was opened once, for several looks that each change the window."""

    def __init__(self, state, page):
        self.state, self.page = state, page
        self.devtools = page.context.new_cdp_session(page)

    def widths(self, *widths):
        """Return those of the widths at which the state exists."""
        return [each for each in widths if each <= (self.state.width or each)]

    def resize(self, width):
        self.page.set_viewport_size({"width": width, "height": 900})

    def show_as(self, media="screen", scheme="light"):
        self.page.emulate_media(
            media=media, color_scheme=scheme, reduced_motion="reduce"
        )

    def set_text_size(self, pixels):
        """Set the size of text that a visitor has chosen in the browser."""
        sizes = {"standard": pixels}
        self.devtools.send("Page.setFontSizes", {"fontSizes": sizes})

    def restore(self):
        self.resize(self.state.width or 1440)
        self.show_as()
        self.set_text_size(16)
        self.page.evaluate("document.adoptedStyleSheets = []")


@pytest.fixture(scope="package", params=STATES, ids=str)
def opened(request, sites, browser):
    """
    Open a state once for all tests that look at it.

    pytest runs these one after the other, although they are in several files.
    """
    visitor = Visitor(sites, browser)
    try:
        yield Window(request.param, visitor(request.param, reduced_motion="reduce"))
    finally:
        visitor.leave()
    assert visitor.incidents == []


@pytest.fixture
def window(opened):
    """Show a state as it was opened, whatever the look before has changed."""
    opened.restore()
    return opened


@pytest.fixture(scope="package")
def axe():
    """The source of axe-core, to be run inside a page."""
    source = NODE_MODULES / "axe-core/axe.min.js"
    if not source.exists():
        missing("axe-core is not installed. Install npm, then run make browser-test.")
    return source.read_text(encoding="utf-8")
