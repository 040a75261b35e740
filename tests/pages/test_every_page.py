"""What holds for a page of every kind."""

import datetime

import pytest
from wagtail.models import Page
from wagtail.rich_text import RichText

from pages.models import HomePage
from tests.factories import (
    PAGE_FACTORIES,
    AgencyPageFactory,
    CitationFactory,
    HelpPageFactory,
    QuestionPageFactory,
    RecordPageFactory,
    SourceFactory,
    StandardPageFactory,
    planted,
    private,
)

every_page = pytest.mark.parametrize("page_factory", PAGE_FACTORIES)


def every_page_but(*others):
    kept = [factory for factory in PAGE_FACTORIES if factory not in others]
    return pytest.mark.parametrize("page_factory", kept)


CHILDREN_OF_HOME = {
    "ThreatIndexPage",
    "RecordPage",
    "DirectoryPage",
    "AgencyIndexPage",
    "TimelinePage",
    "FAQIndexPage",
    "NewsIndexPage",
    "StandardPage",
    "HelpPage",
}
CHILDREN = {
    "HomePage": CHILDREN_OF_HOME,
    "ThreatIndexPage": {"ThreatPage"},
    "AgencyIndexPage": {"AgencyPage"},
    "FAQIndexPage": {"QuestionPage"},
    "NewsIndexPage": {"NewsPage"},
    "StandardPage": {"StandardPage"},
    "ThreatPage": set(),
    "AgencyPage": set(),
    "QuestionPage": set(),
    "NewsPage": set(),
    "RecordPage": set(),
    "DirectoryPage": set(),
    "TimelinePage": set(),
    "HelpPage": set(),
}
MODELS = [HomePage, *(factory._meta.model for factory in PAGE_FACTORIES)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_tree_takes_the_children_it_should(model):
    allowed = {child.__name__ for child in model.allowed_subpage_models()}

    assert allowed == CHILDREN[model.__name__]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_tree_takes_a_page_under_the_parents_it_should(model):
    expected = {name for name, below in CHILDREN.items() if model.__name__ in below}

    allowed = {parent.__name__ for parent in model.allowed_parent_page_models()}

    assert allowed == (expected or {"Page"})


def test_home_page_is_the_only_one(home):
    assert not HomePage.can_create_at(Page.get_first_root_node())


@pytest.mark.parametrize(
    "page_factory",
    [f for f in PAGE_FACTORIES if "Index" in f.__name__ or f._meta.model.max_count],
)
def test_second_page_of_a_kind_that_stands_once_is_refused(home, page_factory):
    model = page_factory._meta.model
    assert model.can_create_at(home)

    page_factory(parent=home)

    assert not model.can_create_at(home)


@every_page
def test_page_shows_its_title_once_as_the_main_heading(read, home, page_factory):
    page = planted(page_factory, home, title="What & why?")

    html = read(page.url)

    assert [h1.text.strip() for h1 in html.find_all("h1")] == ["What & why?"]


@every_page_but(HelpPageFactory)  # what its tab shows tells nobody why one is there
def test_tab_begins_with_the_title_of_the_page(read, home, page_factory):
    page = planted(page_factory, home, title="What & why?")

    assert read(page.url).title.text.startswith("What & why?")


@every_page_but(AgencyPageFactory)  # its role stands in that place
def test_page_shows_its_introduction(read, home, page_factory):
    page = planted(page_factory, home, lede="In <short>: this.")

    assert "In <short>: this." in read(page.url).main.text


@every_page
def test_page_tells_searches_what_it_holds(read, home, page_factory):
    page = planted(page_factory, home, search_description="What it “holds”.")

    html = read(page.url)

    description = html.find("meta", {"name": "description"})
    assert description["content"] == "What it “holds”."


@every_page
def test_page_names_its_one_public_address(read, home, page_factory):
    page = planted(page_factory, home, slug="here")

    html = read(f"{page.url}?from=elsewhere")

    canonical = html.find("link", rel="canonical")["href"]
    assert canonical == f"https://hstf.example.org{page.url}"


@every_page_but(HelpPageFactory)  # as above
def test_title_for_searches_may_differ_from_the_heading(read, home, page_factory):
    page = planted(page_factory, home, title="Long title", seo_title="Short")

    html = read(page.url)

    assert html.title.text.startswith("Short")
    assert html.h1.text == "Long title"


@every_page_but(HelpPageFactory)  # it has one quiet link, at its end
def test_page_leads_back_to_every_page_above_it(read, home, page_factory):
    page = planted(page_factory, home)
    above = [
        Page.objects.get(pk=p.pk) for p in page.get_ancestors().filter(depth__gt=1)
    ]

    html = read(page.url)

    crumbs = html.find("nav", attrs={"aria-label": "Breadcrumb"})
    assert [link["href"] for link in crumbs.find_all("a")] == [p.url for p in above]
    assert crumbs.find(attrs={"aria-current": "page"}).text.strip() == page.title


# An agency cites with its own fields; the record ends with the whole register.
@every_page_but(AgencyPageFactory, RecordPageFactory)
def test_page_lists_the_sources_of_its_words(read, home, page_factory):
    page = planted(page_factory, home)
    source = SourceFactory(title="A report & more", slug="a-report")
    CitationFactory(
        page=page,
        source=source,
        quote="exact words",
        as_of=datetime.date(2025, 3, 4),
    )

    main = read(page.url).main

    assert main.find("a", href="/record/sources/a-report/").text == "A report & more"
    assert "exact words" in main.text
    assert main.find("time", datetime="2025-03-04")


@every_page_but(AgencyPageFactory)  # it has no body
def test_page_shows_its_body(read, home, page_factory):
    text = "<p>Words &amp; more.</p>"
    body = [("section", {"heading": "Scope", "text": RichText(text)})]
    page = planted(page_factory, home, body=body)

    main = read(page.url).main

    assert "Scope" in [heading.text for heading in main.find_all(["h2", "h3"])]
    assert "Words & more." in main.text


@every_page
def test_page_says_when_it_was_last_reviewed(read, home, page_factory):
    page = planted(page_factory, home, last_reviewed_date=datetime.date(2026, 5, 6))

    main = read(page.url).main

    assert "Last reviewed" in main.text
    assert main.find("time", datetime="2026-05-06")


@every_page
def test_page_without_a_review_claims_none(read, home, page_factory):
    page = planted(page_factory, home, last_reviewed_date=None)

    assert "Last reviewed" not in read(page.url).main.text


@every_page
def test_every_picture_of_a_page_has_a_considered_description(read, home, page_factory):
    html = read(planted(page_factory, home).url)

    assert all(image.has_attr("alt") for image in html.find_all("img"))


@every_page
def test_ids_of_a_page_are_unique(read, home, page_factory):
    html = read(planted(page_factory, home).url)

    ids = [tag["id"] for tag in html.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))


@every_page
def test_editor_can_preview_a_draft(home, page_factory):
    page = planted(page_factory, home)
    page.title = "A new title"
    page.save_revision()

    draft = page.get_latest_revision_as_object()
    response = draft.make_preview_request()

    assert response.status_code == 200
    assert "A new title" in response.rendered_content


@every_page
def test_editor_can_preview_a_page_that_is_not_saved_yet(home, page_factory):
    parent = Page.objects.get(pk=planted(page_factory, home).get_parent().pk)
    values = {"source": SourceFactory()} if page_factory == AgencyPageFactory else {}
    if page_factory == QuestionPageFactory:
        values["group"] = (
            Page.objects.get(pk=parent.pk).get_children()[0].specific.group
        )
    page = page_factory.build(parent=None, title="Not saved", **values)
    page.depth = parent.depth + 1
    page.path = Page._get_children_path_interval(parent.path)[1]
    page.set_url_path(parent)

    response = page.make_preview_request()

    assert response.status_code == 200
    assert "Not saved" in response.rendered_content


@every_page
def test_draft_is_not_found(client, home, page_factory):
    page = planted(page_factory, home, live=False)

    assert client.get(page.url).status_code == 404


@every_page
def test_private_page_asks_who_is_there(client, home, page_factory):
    page = private(planted(page_factory, home))

    response = client.get(page.url)

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_home_page_has_one_heading_and_no_way_back(read, home):
    home.title, home.lede = "Find your region", "A short welcome."
    home.save()

    html = read("/")

    assert [h1.text for h1 in html.find_all("h1")] == ["Find your region"]
    assert "A short welcome." in html.main.text
    assert not html.find("nav", attrs={"aria-label": "Breadcrumb"})
    assert html.find("link", rel="canonical")["href"] == "https://hstf.example.org/"


def test_page_that_waits_above_a_page_is_no_link_back(read, home):
    above = StandardPageFactory(parent=home, slug="above", live=False)
    page = StandardPageFactory(parent=above)

    crumbs = read(page.url).find("nav", attrs={"aria-label": "Breadcrumb"})

    assert [link["href"] for link in crumbs.find_all("a")] == ["/"]
