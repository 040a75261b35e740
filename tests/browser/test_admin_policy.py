"""The whole admin under its policy: nothing is blocked or fetched from elsewhere."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.sites import HEAD_OF_OFFICE, signed_in
from tests.browser.writing import add_text

EVENT = "policy stopped"
# The event, because some violations are reported nowhere else.
WATCH = f"""
document.addEventListener("securitypolicyviolation", (event) => {{
  console.error(`{EVENT} ${{event.effectiveDirective}} ${{event.blockedURI}} in `
    + `${{event.sourceFile}}:${{event.columnNumber}}`);
}});
"""
# A form autosaves during typing, and must fail while something is missing.
HARMLESS = re.compile("the server responded with a status of 400")
LAST_WORDS = "Words of 555-0199"
SLOW = 30_000


class Desk:
    """An editor's browser, and what went wrong in it."""

    def __init__(self, context, address):
        self.address = address
        self.incidents = []
        self.page = context.new_page()
        self.page.set_default_timeout(SLOW)
        self.page.add_init_script(WATCH)
        self.page.on("console", self.note_message)
        self.page.on("pageerror", lambda error: self.incidents.append(str(error)))
        self.page.on("request", self.note_request)

    def note_message(self, message):
        if message.type == "error" and not HARMLESS.search(message.text):
            where = message.location["url"]
            self.incidents.append(f"{self.page.url} {message.text} {where}")

    def note_request(self, request):
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.incidents.append(f"{self.page.url} asked for {request.url}")

    def open(self, path):
        response = self.page.goto(f"{self.address}/admin/{path}")
        assert response.status == 200, path
        assert "'unsafe-" not in response.headers["content-security-policy"]
        return self.page

    def edit(self, path):
        """Open the first entry of a list."""
        page = self.open(path)
        page.locator("main table a[href*='/edit/']").first.click()
        page.locator("[data-edit-form]").wait_for()
        return page


@pytest.fixture(scope="module")
def context(sites, browser):
    """The browser context of an administrator."""
    zone = {"timezone_id": "America/New_York"}
    with signed_in(browser, sites("office"), HEAD_OF_OFFICE, **zone) as context:
        yield context


@pytest.fixture
def desk(sites, context):
    desk = Desk(context, sites("office"))
    yield desk
    desk.page.close()
    assert desk.incidents == []


def picture(width=640, height=480):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#00695c").save(file, "PNG")
    return file.getvalue()


def choose_day(page, field):
    """Open the calendar of a field, and choose the 15th."""
    field.scroll_into_view_if_needed()
    field.click()
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    calendar.wait_for()
    calendar.locator("td[data-date='15']:not(.xdsoft_other_month)").click()
    page.wait_for_function(
        "field => field.value.includes('-15')", arg=field.element_handle()
    )
    page.keyboard.press("Tab")


def choose_in_window(page):
    """Choose the first entry that a chooser lists, and wait until it has closed."""
    window = page.locator(".modal.in")
    window.locator("[data-chooser-modal-choice], a.page-choice").first.click()
    window.wait_for(state="detached")


def wait_for_preview(page):
    # Wagtail loads each new preview in a second frame, which then replaces the first.
    page.wait_for_function(
        """() => [...document.querySelectorAll("iframe[title=Preview]")].some(
            (frame) => frame.contentDocument?.querySelector("main h1"))"""
    )


def save(page, field):
    """Type the last words; wait for the autosave; press the button."""
    with page.expect_response(
        lambda answer: (
            answer.url == page.url
            and answer.status == 200
            and LAST_WORDS.encode() in (answer.request.post_data_buffer or b"")
        )
    ):
        field.fill(LAST_WORDS)
        field.press("Tab")
    page.get_by_role("button", name="Save draft").click()
    page.locator(".messages .success").first.wait_for()


def test_listener_sees_what_a_policy_stops(desk):
    page = desk.open("")

    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>");
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          const image = new Image();
          image.src = "https://example.org/a.png";
          setTimeout("window.ran = true", 0);
          setTimeout(() => { window.waited = true; }, 100);
        }"""
    )
    page.wait_for_function("() => window.waited")

    seen = "\n".join(desk.incidents)
    for directive in (
        "style-src-attr",
        "script-src-elem",
        "img-src",
        "script-src eval",
    ):
        assert f"{EVENT} {directive}" in seen, seen
    assert page.evaluate("window.ran") is None
    desk.incidents.clear()


def test_question_is_edited_block_by_block(desk):
    page = desk.open("pages/search/?q=What is the Homeland")
    page.locator("main table a[href*='/edit/']").first.click()
    page.locator("[data-edit-form]").wait_for()
    blocks = page.locator(
        "[data-streamfield-stream-container] > [data-streamfield-child]"
    )
    before = blocks.count()

    # Somebody is told about a field.
    page.get_by_role("button", name="Toggle comments").click()
    page.get_by_role("button", name="Add comment").first.click()
    page.locator(".comment__input textarea, textarea.comment__input").fill("Is it so?")
    page.get_by_role("button", name="Comment", exact=True).click()

    # Rich text: bold, and the lists that a slash brings up.
    text = add_text(page)
    page.keyboard.press("Control+B")
    page.keyboard.type("Words of a draft ")
    page.keyboard.press("Control+B")
    page.keyboard.type("/figure")
    # By the mouse: for Enter one must be marked, which none may be at once.
    page.get_by_role("option", name="Figure from the record").click()
    page.locator(".modal-body a[data-chooser-modal-choice]").first.click()
    page.locator(".statistic-in-text").last.wait_for()
    text.press("Control+A")
    text.press("Control+C")

    # Blocks are moved, duplicated and deleted.
    body = page.locator("#panel-child-content-body-section")
    body.get_by_title("Move up").last.click()
    body.get_by_title("Duplicate").last.click()
    expect(blocks).to_have_count(before + 2)
    page.get_by_title("Delete").nth(before).click()

    # An inline panel gets a row, with a chooser and a calendar.
    page.get_by_role("button", name="Add Source").click()
    row = page.locator("#id_citations-FORMS > *").last
    row.get_by_role("button", name="Choose").first.click()
    choose_in_window(page)
    choose_day(page, row.locator("[name$=-as_of]"))
    row.get_by_title("Move up").click()

    save(page, page.locator("#id_title"))


def test_panels_beside_a_page_show_drafts_checks_and_times(desk):
    page = desk.open("pages/search/?q=Who leads")
    page.locator("main table a[href*='/edit/']").first.click()
    page.get_by_role("button", name="Toggle preview").click()
    for device in ("Preview in tablet size", "Preview in desktop size"):
        page.get_by_label(device).check(force=True)
    wait_for_preview(page)

    page.get_by_role("button", name="Toggle checks").click()
    page.wait_for_function(
        """() => document.querySelector("[data-checks-panel] [data-a11y-result-count]")
            ?.textContent !== "" """
    )
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog")
    choose_day(page, dialog.locator("#id_expire_at"))
    dialog.get_by_role("button", name="Save schedule").click()
    dialog.wait_for(state="detached")
    page.get_by_role("button", name="Change privacy").click()
    dialog = page.get_by_role("dialog", name="Change privacy")
    dialog.get_by_label("Private, accessible with a shared password").check()
    dialog.get_by_role("button", name="Close").click()

    # And what was there before.
    page.get_by_role("link", name="History", exact=True).click()
    page.locator("main table").wait_for()
    page.goto(page.url.replace("/history/", "/revisions/compare/earliest...latest/"))
    page.locator("main").wait_for()


def test_images_are_uploaded_cropped_and_chosen(desk):
    page = desk.open("images/add/")
    file = {"name": "a.png", "mimeType": "image/png", "buffer": picture()}
    page.set_input_files("#id_file", file)
    page.fill("#id_title", "A picture 555-0199")
    page.fill("#id_credit", "Alex Example")
    page.fill("#id_permission", "Letter of January 2, 2026")
    page.locator(".tagit-new input").fill("Example")
    page.keyboard.press("Enter")
    page.locator("form [type=submit]").last.click()
    page.locator(".messages .success").wait_for()

    page.locator("main a[href*='/images/']").filter(has_text="A picture").first.click()
    frame = page.locator(".jcrop-tracker").last
    box = frame.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 120, steps=4)
    page.mouse.up()
    assert int(page.locator("#id_focal_point_width").input_value()) > 0
    page.get_by_role("button", name="Save").click()
    page.locator(".messages .success").wait_for()

    # Several at once: each is shown, and requires its metadata.
    desk.open("images/multiple/add/")
    page.set_input_files("#fileupload", file)
    row = page.locator("#upload-list > li")
    row.locator("[name$=-credit]").fill("Alex Example")
    row.locator("[name$=-permission]").fill("Letter of January 2, 2026")
    row.get_by_role("button", name="Update").click()
    row.wait_for(state="detached")

    # In a page, by the window that lists them, or with a new one.
    page = desk.open("pages/search/?q=Drug Enforcement Administration")
    page.locator("main table a[href*='/edit/']").first.click()
    page.locator("#id_image-chooser").get_by_role("button", name="Choose").first.click()
    page.locator(".modal.in").get_by_role("tab", name="Upload").click()
    page.locator(".modal.in [role=tab]").first.click()
    page.locator(".modal.in").locator(".image-choice").first.click()
    page.locator(".modal.in").wait_for(state="detached")
    assert page.locator("#id_image").input_value()


def test_documents_are_uploaded_one_by_one_and_together(desk):
    page = desk.open("documents/add/")
    file = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Words 555-0199"}
    page.fill("#id_title", "A document 555-0199")
    page.set_input_files("#id_file", file)
    page.locator("form [type=submit]").last.click()
    page.locator(".messages .success").wait_for()

    desk.open("documents/multiple/add/")
    page.set_input_files("#fileupload", file)
    row = page.locator("#upload-list > li")
    row.get_by_role("button", name="Update").click()
    row.wait_for(state="detached")

    # What is marked in a list is changed together.
    desk.open("documents/")
    page.locator("tbody [type=checkbox]").first.check()
    page.get_by_text("Add to collection").click()
    page.wait_for_url("**/add_to_collection/**")


def test_records_are_edited_filtered_and_confirmed(desk):
    page = desk.edit("snippets/regions/office/")
    page.get_by_role("button", name="Add Jurisdiction").click()
    row = page.locator("#id_coverages-FORMS > *").last
    row.get_by_role("button", name="Choose").first.click()
    page.locator(".modal.in input[name=q]").fill("Ohio")
    page.locator(".modal.in").get_by_text("There is 1 match").wait_for()
    choose_in_window(page)
    row.get_by_title("Delete").click()
    page.get_by_role("button", name="Toggle preview").click()
    wait_for_preview(page)

    page = desk.open("snippets/stats/observation/add/")
    choose_day(page, page.locator("[name=as_of]"))
    page.locator("#id_source-chooser").get_by_role("button").first.click()
    choose_in_window(page)

    page = desk.open("snippets/regions/contactchannel/")
    page.locator("tbody [type=checkbox]").first.check()
    desk.open("contacts-due/")
    desk.open("imports/")
    desk.open("snippets/regions/contactchannel/import/")
    table = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    page.set_input_files("[type=file]", table)
    page.locator("form [type=submit]").last.click()
    page.locator("main").wait_for()


def test_what_the_office_needs_beside_the_content(desk):
    page = desk.open("")
    page.keyboard.press("?")
    page.get_by_role("dialog").filter(has_text="Keyboard shortcuts").wait_for()

    desk.open("reports/site-history/")
    page.get_by_role("button", name="Show filters").click()
    page.get_by_role("button", name="Date").click()
    choose_day(page, page.locator("[name=timestamp_from]"))
    page.locator(".w-active-filters, .w-pill").first.wait_for()

    desk.open("redirects/add/")
    page.get_by_role("button", name="Choose").first.click()
    window = page.locator(".modal.in")
    window.locator("input[name=q]").fill("Who leads")
    window.locator("a.choose-page").first.click()
    window.wait_for(state="detached")
    page.fill("[name=old_path]", "/555-0199/")
    page.get_by_role("button", name="Create").click()
    page.locator(".messages .success").wait_for()

    # A button in a row of many opens a window, too.
    desk.open("workflows/add/")
    page.get_by_role("button", name="Add task").click()
    page.get_by_role("button", name="Choose a task").first.click()
    page.locator(".modal.in").get_by_role("tab", name="Existing").wait_for()
    page.locator(".modal.in [data-dismiss=modal]").first.click()
    page.get_by_role("button", name="Assign to another page").click()
    page.get_by_role("button", name="Choose a page").last.click()
    window.locator("a.choose-page").first.click()
    window.wait_for(state="detached")

    for path in [
        "account/",
        "groups/new/",
        "users/",
        "users/new/",
        "sites/new/",
        "collections/add/",
        "workflows/list/",
        "workflows/tasks/index/",
        "reports/workflow/",
        "reports/aging-pages/",
        "guide/update-a-figure/",
    ]:
        desk.open(path)
