"""Second factors in a real browser: set up, used, lost and found again."""

import re
import time

import pytest

from tests.accounts.factors import code_of
from tests.browser.conftest import NOTE_VIOLATIONS
from tests.browser.sites import GUARDED, PASSWORD
from tests.browser.test_accessibility import REPORT, RUN, TAGS

WITH_APP, WITH_PASSKEY = GUARDED
ACCOUNT = "/admin/account/"
# Colors are those of Wagtail's own pages.
RULES = {**REPORT, "runOnly": {"type": "tag", "values": TAGS}}
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Person:
    """Somebody with an account, in front of a browser."""

    def __init__(self, browser, address, axe):
        self.address, self.axe = address, axe
        self.faults = []
        context = browser.new_context(viewport={"width": 390, "height": 900})
        context.set_default_timeout(30_000)
        context.add_init_script(NOTE_VIOLATIONS)
        self.page = context.new_page()
        self.page.on("console", self.hear)
        self.page.on("request", self.watch)

    def hear(self, message):
        if message.text.startswith("policy:") or "Security Policy" in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def watch(self, request):
        if not request.url.startswith((self.address, "data:")):
            self.faults.append(f"{self.page.url} asked for {request.url}")

    def carry_a_key(self):
        window = self.page.context.new_cdp_session(self.page)
        window.send("WebAuthn.enable")
        window.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    def open(self, path):
        self.page.goto(self.address + path)

    def press(self, name, role="button"):
        self.page.get_by_role(role, name=name, exact=True).click()

    def is_at(self, path):
        self.page.wait_for_url(re.compile(f"{re.escape(self.address + path)}([?].*)?$"))

    def look(self):
        """Look at a page that is_at() has seen load: wide, narrow, light and dark."""
        self.page.evaluate(self.axe)
        for width, scheme in [(390, "light"), (1440, "dark")]:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self.faults += self.page.evaluate(RUN, RULES)
        self.page.set_viewport_size({"width": 390, "height": 900})
        assert self.page.evaluate(
            "document.documentElement.scrollWidth <= window.innerWidth"
        ), self.page.url

    def type_password(self, name):
        self.open("/admin/")
        self.is_at(f"{ACCOUNT}login/")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Sign in")

    def type_code(self, code, button="Sign in"):
        self.page.get_by_role("textbox", name="Code").fill(code)
        self.press(button)

    def leave(self):
        self.open(f"{ACCOUNT}logout/")
        self.press("Sign out")
        self.is_at(f"{ACCOUNT}login/")


@pytest.fixture
def person(sites, browser, axe):
    somebody = Person(browser, sites("guarded"), axe)
    yield somebody
    somebody.page.context.close()
    assert somebody.faults == []


def code_for_a_while(page, secret):
    """Wait until a code that is about to end has ended."""
    left = 30 - time.time() % 30
    if left < 5:
        page.wait_for_timeout(1000 * left)
    return code_of(secret)


def test_app_is_set_up_used_and_lost(person):
    page = person.page
    person.open("/admin/")
    person.look()
    person.type_password(WITH_APP)

    # The first login leads to setting up a factor, and to nothing else.
    person.is_at(f"{ACCOUNT}second-factor/")
    person.open("/admin/pages/")
    person.is_at(f"{ACCOUNT}second-factor/")
    person.look()
    person.press("Set up an app", role="link")
    person.is_at(f"{ACCOUNT}second-factor/app/activate/")
    person.look()
    secret = page.locator("#totp-key").inner_text()
    person.type_code(code_for_a_while(page, secret), "Set up the app")
    person.is_at(f"{ACCOUNT}second-factor/codes/")
    person.look()
    codes = page.locator(".account-codes code").all_inner_texts()
    assert len(codes) == 10
    person.press("I have kept them. Go on", role="link")
    person.is_at("/admin/")

    # The app opens the admin.
    person.leave()
    person.type_password(WITH_APP)
    person.is_at(f"{ACCOUNT}second-factor/authenticate/")
    person.look()
    person.type_code("000000")
    page.get_by_text("This code or passkey is not right").wait_for()
    person.type_code(code_for_a_while(page, secret))
    person.is_at("/admin/")

    # Without the phone, each written code opens it once.
    person.leave()
    person.type_password(WITH_APP)
    person.type_code(codes[0])
    person.is_at("/admin/")
    person.leave()
    person.type_password(WITH_APP)
    person.type_code(codes[0])
    page.get_by_text("This code or passkey is not right").wait_for()
    person.type_code(codes[1])
    person.is_at("/admin/")

    # Then the lost app is taken away, and another factor has to come.
    person.open(f"{ACCOUNT}second-factor/")
    person.look()
    person.press("Take the app away", role="link")
    person.press("Take the app away")
    person.is_at(f"{ACCOUNT}second-factor/")
    person.open("/admin/")
    person.is_at(f"{ACCOUNT}second-factor/")


def test_passkey_is_set_up_used_alone_and_after_the_password(person):
    page = person.page
    person.carry_a_key()
    person.type_password(WITH_PASSKEY)
    person.press("Add a passkey", role="link")
    person.is_at(f"{ACCOUNT}second-factor/passkeys/add/")
    person.look()
    page.get_by_label("Name of this key").fill("A key of a test")
    person.press("Add the passkey")
    person.is_at(f"{ACCOUNT}second-factor/codes/")
    person.press("I have kept them. Go on", role="link")
    person.is_at("/admin/")

    person.leave()
    person.press("Sign in with a passkey")
    person.is_at("/admin/")

    person.leave()
    person.type_password(WITH_PASSKEY)
    person.is_at(f"{ACCOUNT}second-factor/authenticate/")
    person.press("Use a passkey")
    person.is_at("/admin/")

    person.open(f"{ACCOUNT}second-factor/passkeys/")
    person.look()
    page.get_by_text("Last used on").wait_for()
    person.press("Take away A key of a test", role="link")
    person.press("Take it away")
    person.is_at(f"{ACCOUNT}second-factor/passkeys/")
    person.open("/admin/")
    person.is_at(f"{ACCOUNT}second-factor/")


def test_browser_without_a_passkey_says_what_to_do(person):
    person.open(f"{ACCOUNT}login/")
    person.press("Sign in with a passkey")

    person.page.get_by_text("The passkey did not answer").wait_for()
