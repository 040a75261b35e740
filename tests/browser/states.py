"""What a visitor can have on the screen: every type of page, and each of its states."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class State:
    name: str
    path: str
    site: str = "seeded"
    status: int = 200
    act: Callable[[Page], object] | None = None  # what the visitor does there
    width: int | None = None  # the one width at which it exists

    def __str__(self) -> str:
        return self.name if self.site == "seeded" else f"{self.site}-{self.name}"


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="Menu", exact=True).click()


def open_banner(page: Page) -> None:
    page.locator(".usa-banner summary").click()


def open_answers(page: Page) -> None:
    page.locator("main").evaluate(
        "main => main.querySelectorAll('details').forEach(d => { d.open = true })"
    )


def open_old_value(page: Page) -> None:
    page.locator("ol.history a[href*='/values/']").last.click()
    page.wait_for_url("**/values/*/")


def open_a_value(page: Page) -> None:
    page.locator("ol.history a[href*='/values/']").first.click()
    page.wait_for_url("**/values/*/")


def suggest(page: Page) -> None:
    page.get_by_role("combobox").focus()
    page.keyboard.type("carolina")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")


def suggest_pages(page: Page) -> None:
    page.get_by_role("combobox", name="Words to look for").focus()
    page.keyboard.type("arre")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")


SEEDED = [
    State("home", "/"),
    State("threats", "/threats/"),
    State("threat", "/threats/narcotics-and-contraband/"),
    State("record", "/record/"),
    State("record-filtered", "/record/?program=hstf&source=hstf-home"),
    State("record-filtered-none", "/record/?program=jtf-alpha&source=hstf-home"),
    State("record-before", "/record/?as_of=2000-01-01"),
    State("record-bad-day", "/record/?as_of=soon", status=400),
    State("corrections", "/record/corrections/"),
    State("differences", "/record/differences/"),
    State("sources", "/record/sources/"),
    State("source", "/record/sources/hstf-home/"),
    State("source-behind-a-report", "/record/sources/dhs-2026-01-23/"),
    State("source-list", "/record/sources/hstf-home/?list=page"),
    State("statistic", "/record/hstf-arrests/"),
    State("statistic-cited", "/record/hstf-arrests/", act=open_answers),
    State("value", "/record/hstf-arrests/", act=open_a_value),
    State("statistic-before", "/record/hstf-arrests/?as_of=2000-01-01"),
    State("statistic-differing", "/record/hstf-firearms/"),
    State("regions", "/regions/"),
    State("regions-one", "/regions/?q=77002"),
    State("regions-several", "/regions/?q=Kansas+City"),
    State("regions-none", "/regions/?q=7500"),
    State("regions-guess", "/regions/?q=Californa"),
    State("regions-suggesting", "/regions/", act=suggest),
    State("regions-associated", "/regions/?q=FM"),
    State("jurisdiction", "/regions/alabama/"),
    State("jurisdiction-unlisted", "/regions/guam/"),
    State("jurisdiction-near", "/regions/texas/?near=fbi-elpaso"),
    State("jurisdiction-near-public", "/regions/texas/?near=fbi-elpaso&for=public"),
    State(
        "jurisdiction-nearer",
        "/regions/california/?near=fbi-losangeles&nearer=fbi-sandiego",
    ),
    State(
        "jurisdiction-also",
        "/regions/mississippi/?near=fbi-jackson&nearer=fbi-birmingham&also=AL",
    ),
    State("jurisdiction-named", "/regions/texas/?office=hsi-dallas"),
    State("jurisdiction-folded", "/regions/texas/", act=open_answers),
    State("jurisdiction-military", "/regions/armed-forces-europe/"),
    State("agencies", "/agencies/"),
    State("timeline", "/timeline/"),
    State("faq", "/faq/"),
    State("faq-deep-link", "/faq/#faq-who-leads-it"),
    State("faq-all-open", "/faq/", act=open_answers),
    State("question", "/faq/who-leads-it/"),
    State("news", "/news/"),
    State("news-filtered", "/news/?year=2025"),
    State("article", "/news/white-house-roundtable/"),
    State("search", "/search/?q=arrests"),
    State("search-none", "/search/?q=nothing-has-this-name"),
    State("search-empty", "/search/"),
    State("search-suggesting", "/search/", act=suggest_pages),
    State("search-danger", "/search/?q=suicide+trafficked"),
    State("search-danger-spanish", "/search/?q=me+siguen"),
    State("search-spanish", "/search/?q=arrestos"),
    State("search-place", "/search/?q=el+paso"),
    State("search-places", "/search/?q=springfield"),
    State("search-corrected", "/search/?q=fentynal"),
    State("standard", "/about/"),
    State("standard-structure", "/about/structure/"),
    State("standard-methods", "/about/methods/"),
    State("related", "/related/"),
    State("related-page", "/related/joint-task-force-alpha/"),
    State("help", "/help/"),
    State("posters", "/help/poster/"),
    State("poster-a4", "/help/poster/a4/"),
    State("poster-letter", "/help/poster/letter/"),
    State("accessibility", "/accessibility/"),
    State("privacy", "/privacy/"),
    State("contact", "/contact/"),
    State("not-found", "/no-such-page/", status=404),
    State("menu-open", "/", act=open_menu, width=390),
    State("banner-open", "/about/", act=open_banner),
    State("error", "/", site="broken", status=500),
]

ODD = [
    State(name, path, site="odd")
    for name, path in [
        ("home", "/"),
        ("threats", "/threats/"),
        ("threat", "/threats/odd-unbroken/"),
        ("threat-bare", "/threats/odd-bare/"),
        ("record", "/record/"),
        ("differences", "/record/differences/"),
        ("sources", "/record/sources/"),
        ("statistic-one-value", "/record/odd-one-value/"),
        ("statistic-one-change", "/record/odd-one-change/"),
        ("statistic-twelve-changes", "/record/odd-twelve-changes/"),
        ("statistic-huge", "/record/odd-huge/"),
        ("statistic-three-sources", "/record/odd-three-sources/"),
        ("statistic-words", "/record/odd-words/"),
        ("statistic-withdrawn", "/record/odd-withdrawn/"),
        ("regions", "/regions/"),
        ("jurisdiction", "/regions/odd-place/"),
        ("jurisdiction-confirmed", "/regions/odd-confirmed/"),
        ("jurisdiction-overdue", "/regions/odd-overdue/"),
        ("agencies", "/agencies/"),
        ("agency-former", "/agencies/odd-former/"),
        ("timeline", "/timeline/"),
        ("question", "/faq/odd-question/"),
        ("news", "/news/"),
        ("news-last-page", "/news/?page=2"),
        ("article", "/news/odd-article/"),
        ("article-bare", "/news/odd-1/"),
        ("search", "/search/?q=odd"),
        ("search-long", "/search/?q=" + "Antidisestablishmentarianism" * 8),
        ("regions-long", "/regions/?q=" + "Antidisestablishmentarianism" * 8),
        ("standard", "/odd-standard/"),
        ("standard-bare", "/odd-standard/odd-below/"),
        ("standard-deep", "/odd-standard/odd-below/odd-deep/odd-deepest/"),
        ("help", "/help/"),
        ("contact", "/contact/"),
    ]
] + [
    State("faq-all-open", "/faq/", site="odd", act=open_answers),
    State("value-words", "/record/odd-words/", site="odd", act=open_a_value),
    State("value-replaced", "/record/odd-one-change/", site="odd", act=open_old_value),
]

OFFICIAL = [
    State("contact", "/contact/", site="official"),
    State("banner-open", "/accessibility/", site="official", act=open_banner),
    State("help", "/help/", site="official"),
]

STATES = SEEDED + ODD + OFFICIAL
