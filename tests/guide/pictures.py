"""The pictures of the guide: which screen, whose, and what of it."""

from tests.guide.camera import Picture
from tests.guide.screens import (
    CONTACTS,
    HOME,
    QUESTION,
    REPLACE,
    SOURCES,
    VALUES,
    example_contacts,
)

FIRST_ROW = "table.listing tbody tr >> nth=0"
ROWS = "table.listing tbody tr >> nth=3"
FOOTER = "footer nav"
STATUS = '[data-side-panel="status"]'


def panel(name):
    return f"#panel-{name}-section"


def row_menu(page):
    page.locator("table.listing [data-w-dropdown-target=toggle]").first.click()


def footer_menu(page):
    page.locator("footer [data-w-dropdown-target=toggle]").click()


def status_panel(page):
    # The admin remembers which panel was open.
    if not page.locator(STATUS).is_visible():
        page.get_by_role("button", name="Toggle status").click()


def schedule_window(page):
    status_panel(page)
    page.locator('text="Set schedule"').first.click()


def fill_in_correction(page):
    page.fill("#id_as_published", "555")
    page.select_option("#id_change_kind", "correction")
    page.fill(
        "#id_change_reason",
        "We had copied the figure of another line of the table (an example).",
    )


def fill_in_update(page):
    page.fill("#id_as_published", "555")
    page.select_option("#id_change_kind", "update")
    page.fill(
        "#id_change_reason",
        "The task force published its count for October (an example).",
    )


def add_note(page):
    page.get_by_role("button", name="Add Note").click()
    page.select_option("#id_change_notes-0-kind", "new")
    page.fill("#id_change_notes-0-reason", "A new report is out (an example).")


def upload_contacts(page):
    exported = page.request.get(page.url.replace("/import/", "/export/")).text()
    page.set_input_files(
        "input[type=file]",
        {
            "name": "contacts.csv",
            "mimeType": "text/csv",
            "buffer": example_contacts(exported),
        },
    )
    page.get_by_role("button", name="Show what it would change").click()
    page.wait_for_load_state("networkidle")


def slash(page):
    text = page.locator(".public-DraftEditor-content").first
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" There were /")
    page.locator("[role=option]").first.wait_for()


def statistic_window(page):
    slash(page)
    page.locator("[role=option]", has_text="Figure from the record").click()
    page.locator(".modal-body table").wait_for()


def statistic_in_text(page):
    statistic_window(page)
    page.locator(".modal-body a", has_text="Operations (Homeland").click()
    page.locator(".modal-body").wait_for(state="detached")


def source_window(page):
    text = page.locator(".public-DraftEditor-content").first
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Two agencies lead it together.")
    page.keyboard.type("/cit")
    page.locator("[role=option]", has_text="Citation of a source").click()
    page.locator(".modal-body table").wait_for()


def source_words(page):
    source_window(page)
    page.fill(".modal-body [name=q]", "HSTF, public")
    page.locator(".modal-body", has_text="There is 1 match").wait_for()
    page.locator(".modal-body a[data-chooser-modal-choice]").first.click()
    page.fill(
        ".modal-body [name=quote]",
        "Co-led by Homeland Security Investigations and the Federal Bureau of "
        "Investigation",
    )


def citation_in_text(page):
    source_words(page)
    page.get_by_role("button", name="Insert the citation").click()
    page.locator(".modal-body").wait_for(state="detached")


ALL = [
    Picture(
        "sign-in",
        "",
        "/admin/account/login/",
        show=("main",),
        mark=("button[type=submit]",),
    ),
    Picture("first-screen", "reviewer", HOME, show=("body",), height=760),
    # Figures
    Picture(
        "replace",
        "editor",
        VALUES + "?q=Operations",
        show=("header", "table.listing"),
        mark=(f'{FIRST_ROW} >> text="Replace"',),
    ),
    Picture(
        "new-value",
        "editor",
        REPLACE,
        show=(panel("earlier_and_new"), panel("as_published")),
        act=fill_in_update,
        height=2400,
    ),
    Picture(
        "why",
        "editor",
        REPLACE,
        show=(panel("why_it_replaces_the_earlier_value"),),
        act=fill_in_update,
        height=2400,
    ),
    Picture(
        "submit",
        "editor",
        REPLACE,
        show=(FOOTER,),
        mark=('footer >> text="Submit to Review by a second person"',),
    ),
    Picture(
        "correction",
        "editor",
        REPLACE,
        show=(panel("why_it_replaces_the_earlier_value"),),
        act=fill_in_correction,
        height=2400,
    ),
    # Answers
    Picture(
        "answer",
        "editor",
        QUESTION,
        show=("header", panel("child-content-title"), panel("child-content-body")),
        height=1200,
    ),
    Picture(
        "submit-page",
        "editor",
        QUESTION,
        show=(FOOTER,),
        mark=('footer button:has-text("Submit to Review by a second person")',),
        act=footer_menu,
    ),
    Picture(
        "note",
        "editor",
        QUESTION,
        show=(panel("child-content-notes_of_changes"),),
        act=add_note,
        height=3600,
    ),
    Picture(
        "inline-menu",
        "editor",
        QUESTION,
        show=(
            panel("child-content-body"),
            "[role=option] >> nth=0",
            "[role=option] >> nth=-1",
        ),
        mark=('[role=option]:has-text("Figure from the record")',),
        act=slash,
        in_use=True,
    ),
    Picture(
        "inline-window",
        "editor",
        QUESTION,
        show=(".modal-body", ".modal-content header"),
        act=statistic_window,
        height=1100,
    ),
    Picture(
        "inline",
        "editor",
        QUESTION,
        show=(panel("child-content-body"),),
        mark=(".statistic-in-text",),
        act=statistic_in_text,
    ),
    # Citations
    Picture(
        "cite-source",
        "editor",
        QUESTION,
        show=(".modal-content header", ".modal-body tbody tr >> nth=5"),
        act=source_window,
        height=1100,
    ),
    Picture(
        "cite-words",
        "editor",
        QUESTION,
        show=(".modal-content header", ".modal-body form"),
        mark=('button:has-text("Insert the citation")',),
        act=source_words,
        height=1100,
    ),
    Picture(
        "cite",
        "editor",
        QUESTION,
        show=(panel("child-content-body"),),
        mark=(".citation-in-text >> nth=-1",),
        act=citation_in_text,
    ),
    # Sources
    Picture(
        "source-list",
        "editor",
        SOURCES,
        show=("header", ROWS),
        mark=('text="Add source"',),
    ),
    Picture(
        "source-form",
        "editor",
        SOURCES + "add/",
        show=(panel("title"), panel("date_note")),
    ),
    # Contacts
    Picture(
        "due",
        "contacts",
        "/admin/contacts-due/",
        show=("header", "main form > button >> nth=0", "table tbody tr >> nth=3"),
        mark=('table tbody tr >> nth=0 >> text="Confirm"',),
    ),
    Picture(
        "confirm",
        "contacts",
        "/admin/contacts-due/confirm/?item=contactchannel:{contact}",
        show=(".confirming__meaning", "main form"),
        mark=('button:has-text("Confirm unchanged")',),
    ),
    Picture(
        "contact-form",
        "contacts",
        CONTACTS + "edit/{contact}/",
        show=(panel("checking"),),
        height=2400,
    ),
    Picture(
        "import-menu",
        "contacts",
        CONTACTS,
        show=("header", ROWS),
        mark=('header >> text="Import"',),
    ),
    Picture(
        "import",
        "contacts",
        CONTACTS + "import/",
        show=("main h2", "main form"),
        mark=('button:has-text("Show what it would change")',),
    ),
    Picture(
        "import-preview",
        "contacts",
        CONTACTS + "import/",
        show=("main h2", "main form"),
        mark=('button:has-text("Send for approval")',),
        act=upload_contacts,
    ),
    Picture(
        "import-approve",
        "reviewer",
        "/admin/imports/{batch}/",
        show=("main h2", 'button:has-text("Send back")'),
        mark=('button:has-text("Approve and publish")',),
        height=1400,
    ),
    # Review, history, schedule
    Picture(
        "review-list",
        "reviewer",
        HOME,
        show=('section:has-text("Awaiting your review")',),
        mark=('a:has-text("555")',),
    ),
    Picture(
        "review",
        "reviewer",
        VALUES + "edit/{draft}/",
        show=(FOOTER, "footer .tippy-box"),
        mark=(
            'footer button:has-text("Approve and Publish")',
            'footer button:has-text("Request changes")',
        ),
        act=footer_menu,
    ),
    Picture(
        "history",
        "reviewer",
        "/admin/pages/{answer}/history/",
        show=("header", "table.listing"),
        mark=('text="Compare with previous version"',),
        act=row_menu,
    ),
    Picture(
        "compare",
        "reviewer",
        "/admin/pages/{answer}/revisions/compare/{earlier}...{later}/",
        show=("main table",),
    ),
    Picture(
        "schedule",
        "editor",
        QUESTION,
        show=(STATUS,),
        mark=('text="Set schedule"',),
        act=status_panel,
        height=600,
    ),
    Picture(
        "schedule-window",
        "editor",
        QUESTION,
        show=("#schedule-publishing-dialog .w-dialog__box",),
        act=schedule_window,
    ),
]
