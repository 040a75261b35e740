"""Structured data says what the page says, and cannot break out of its element."""

import json

import pytest

from core.structured_data import plain
from tests.factories import (
    PAGE_FACTORIES,
    ChangeNoteFactory,
    CitationFactory,
    FAQIndexPageFactory,
    HelpPageFactory,
    NewsPageFactory,
    ObservationFactory,
    QuestionGroupFactory,
    QuestionPageFactory,
    RecordPageFactory,
    StandardPageFactory,
    planted,
    published,
)

PUBLIC = "https://hstf.example.org"


@pytest.fixture
def told(read):
    """Return a page's structured data, by type."""

    def graph(path, **headers):
        blocks = read(path, **headers).find_all("script", type="application/ld+json")
        if not blocks:
            return {}
        (block,) = blocks
        data = json.loads(block.string)
        assert data["@context"] == "https://schema.org"
        kinds = [item["@type"] for item in data["@graph"]]
        assert len(kinds) == len(set(kinds))
        return dict(zip(kinds, data["@graph"], strict=True))

    return graph


@pytest.fixture
def as_government(settings):
    """Headers of a visit to a site that may call itself official."""
    settings.OFFICIAL_SITE = True
    settings.ALLOWED_HOSTS = ["*"]
    return {"HTTP_HOST": "x.gov", "secure": True}


@pytest.mark.parametrize(
    "page_factory", [f for f in PAGE_FACTORIES if f is not HelpPageFactory]
)
def test_breadcrumbs_are_those_of_the_page(read, told, home, page_factory):
    page = planted(page_factory, home, title="Here & now")

    steps = told(page.url)["BreadcrumbList"]["itemListElement"]

    crumbs = read(page.url).find("nav", class_="usa-breadcrumb").find_all("li")
    assert [step["name"] for step in steps] == [c.get_text(strip=True) for c in crumbs]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    addresses = [PUBLIC + crumb.a["href"] for crumb in crumbs if crumb.a]
    assert [step["item"] for step in steps] == [*addresses, PUBLIC + page.url]


def test_help_page_tells_search_engines_nothing(told, home):
    assert told(planted(HelpPageFactory, home).url) == {}


def test_title_cannot_end_the_element(read, told, home):
    title = "</script><script>alert('1 & 2')</script>\u2028"
    page = planted(StandardPageFactory, home, title=title)

    steps = told(page.url)["BreadcrumbList"]["itemListElement"]

    assert steps[-1]["name"] == title
    assert not [tag for tag in read(page.url).find_all("script") if not tag.attrs]


def test_home_page_offers_the_search(client, told, home):
    site = told("/")["WebSite"]

    action = site["potentialAction"]
    template = action["target"]["urlTemplate"]
    assert site["url"] == f"{PUBLIC}/"
    assert site["description"] == home.search_description
    assert action["query-input"] == "required name=search_term_string"
    assert template == f"{PUBLIC}/search/?q={{search_term_string}}"
    path = template.removeprefix(PUBLIC).format(search_term_string="word")
    assert "Search for “word”" in client.get(path).content.decode()


def test_question_page_gives_its_answer_in_the_words_of_the_page(read, told, home):
    page = planted(
        QuestionPageFactory,
        home,
        title="Why?",
        lede="In short.",
        body=[("text", "<p>Because of <b>this</b> &amp; that.</p><p>Second.</p>")],
    )

    (question,) = told(page.url)["FAQPage"]["mainEntity"]

    assert question["name"] == "Why?"
    assert question["url"] == PUBLIC + page.url
    assert question["acceptedAnswer"]["text"] == (
        "In short. Because of this & that. Second."
    )
    for words in ("In short.", "Because of this & that.", "Second."):
        assert words in read(page.url).main.text


def test_answer_writes_what_the_page_only_shows():
    html = """
        <h3 id="x">
          Both accounts
        </h3><p>They differ.</p>
        <table><caption>Out</caption><thead><tr><th>Out</th></tr></thead>
        <tbody><tr><th>Arrests</th><td> 12 </td></tr></tbody></table>
        <p>A report <q lang="en">said so</q> in July 2025†.</p>
    """

    assert plain(html) == (
        "Both accounts: They differ. Arrests; 12; A report “said so” in July 2025."
    )


def test_list_of_questions_gives_every_answer_and_no_draft(told, home):
    index = FAQIndexPageFactory(parent=home)
    group = QuestionGroupFactory()
    for name in ("First", "Second"):
        body = [("text", f"<p>{name}.</p>")]
        QuestionPageFactory(parent=index, group=group, title=f"{name}?", body=body)
    QuestionPageFactory(parent=index, title="Drafted?", live=False)

    questions = told(index.url)["FAQPage"]["mainEntity"]

    assert [
        (question["name"], question["acceptedAnswer"]["text"]) for question in questions
    ] == [("First?", "First."), ("Second?", "Second.")]


def test_list_without_a_question_claims_none(told, home):
    assert set(told(FAQIndexPageFactory(parent=home).url)) == {"BreadcrumbList"}


def test_article_tells_its_headline_date_and_sources(told, home):
    page = planted(NewsPageFactory, home, title="An article", summary="In short.")
    CitationFactory(
        page=page, source__title="A report", source__url="https://example.org/report"
    )
    CitationFactory(page=page, source__title="A law", source__url="")

    article = told(page.url)["NewsArticle"]

    assert article["headline"] == "An article"
    assert article["description"] == "In short."
    assert article["datePublished"] == "2026-01-02"
    assert article["url"] == PUBLIC + page.url
    assert article["image"] == f"{PUBLIC}/share/news.png"
    assert article["isBasedOn"] == [
        {
            "@type": "CreativeWork",
            "name": "A report",
            "url": "https://example.org/report",
        },
        {"@type": "CreativeWork", "name": "A law"},
    ]
    assert "dateModified" not in article
    assert "correction" not in article


def test_article_tells_its_corrections(told, home):
    page = planted(NewsPageFactory, home)
    early, late = "2026-01-03T12:00Z", "2026-02-04T12:00Z"
    ChangeNoteFactory(page=page, published_at=early, reason="A name was wrong.")
    ChangeNoteFactory(page=page, published_at=late, reason="A date was wrong.")

    article = told(page.url)["NewsArticle"]

    assert article["dateModified"] == "2026-02-04"
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "A date was wrong.",
            "datePublished": "2026-02-04",
        },
        {
            "@type": "CorrectionComment",
            "text": "A name was wrong.",
            "datePublished": "2026-01-03",
        },
    ]


def test_record_is_a_data_set_whose_files_and_licence_are_real(client, told, home):
    page = planted(RecordPageFactory, home)

    record = told(page.url)["Dataset"]

    files = {row["contentUrl"]: row["encodingFormat"] for row in record["distribution"]}
    assert record["name"] == page.title
    assert record["description"] == page.search_description
    assert set(files) == {f"{PUBLIC}/record.csv", f"{PUBLIC}/record.json"}
    for url, media_type in files.items():
        response = client.get(url.removeprefix(PUBLIC))
        assert response["Content-Type"].startswith(media_type)
    assert record["license"] == client.get("/record.json").json()["license"]


def test_statistic_is_a_data_set_with_its_values_and_sources(client, read, told, home):
    planted(RecordPageFactory, home)
    value = published(
        ObservationFactory(
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__unit="people",
            statistic__stage="arrest",
            statistic__counts="One person, arrested once.",
            as_published="more than 12",
            source__title="A report",
        )
    )

    found = told("/record/arrests/")

    figure = found["Dataset"]
    (file,) = figure["distribution"]
    html = read("/record/arrests/")
    assert figure["variableMeasured"] == [
        {
            "@type": "PropertyValue",
            "name": "Arrests",
            "value": "more than 12",
            "unitText": "people",
            "description": "A report",
        }
    ]
    assert figure["isBasedOn"] == [{"@type": "CreativeWork", "name": "A report"}]
    for words in (
        "more than 12 people",
        "One person, arrested once.",
        "An arrest is not a conviction.",
        "Separate program: not task force results.",
    ):
        assert figure["description"].count(words) == 1
        assert words in " ".join(html.main.text.split())
    assert file["contentUrl"] == f"{PUBLIC}/record/arrests.csv"
    assert client.get("/record/arrests.csv").status_code == 200
    assert figure["url"] == PUBLIC + value.statistic.url
    steps = found["BreadcrumbList"]["itemListElement"]
    assert (steps[0]["name"], steps[-1]["name"]) == ("Home", "Arrests")


@pytest.mark.parametrize("page_factory", [RecordPageFactory, NewsPageFactory])
def test_official_site_names_the_government_as_publisher(
    told, home, as_government, page_factory
):
    page = planted(page_factory, home)

    publishers = [
        item["publisher"]
        for path in (page.url, "/")
        for item in told(path, **as_government).values()
        if "publisher" in item
    ]

    assert len(publishers) == 2
    assert {row["@type"] for row in publishers} == {"GovernmentOrganization"}


@pytest.mark.parametrize("page_factory", [RecordPageFactory, NewsPageFactory])
def test_any_other_copy_names_no_publisher(client, home, page_factory):
    page = planted(page_factory, home)

    for path in (page.url, "/"):
        html = client.get(path).content.decode()
        assert "GovernmentOrganization" not in html
        assert "publisher" not in html


def test_draft_value_is_previewed_without_structured_data(home):
    planted(RecordPageFactory, home)
    value = ObservationFactory(as_published="99 drafted")

    response = value.make_preview_request()

    assert response.status_code == 200
    assert "ld+json" not in response.rendered_content
