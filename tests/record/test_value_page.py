"""Each published value has an address of its own, for good, and can be cited."""

import datetime
import json
import re

import pytest
from django.utils import timezone

from record.cite_this import CiteThis
from record.templatetags.cite_this import cite_this
from tests.factories import (
    ObservationFactory,
    ProgramFactory,
    RecordPageFactory,
    SourceFactory,
    StatisticFactory,
    published,
)

BASE = "https://hstf.example.org"
DAY = datetime.datetime(2026, 3, 5, 17, tzinfo=datetime.UTC)
# What the schema of CSL-JSON allows of what is used here, and of what type.
CSL_FIELDS = {
    "id": str,
    "type": str,
    "title": str,
    "container-title": str,
    "publisher": str,
    "issued": dict,
    "URL": str,
    "language": str,
    "note": str,
}


@pytest.fixture
def record(home):
    return RecordPageFactory(parent=home, slug="record")


@pytest.fixture
def value(record):
    statistic = StatisticFactory(
        slug="arrests",
        label="Arrests",
        unit="arrests",
        stage="arrest",
        program=ProgramFactory(is_own=True),
    )
    source = SourceFactory(
        slug="report",
        title="A report on R&D_50%",
        publisher="Office",
        date=datetime.date(2025, 11, 7),
    )
    value = published(
        ObservationFactory(
            statistic=statistic,
            source=source,
            as_published="3,266",
            number=3266,
            quote="3,266 arrests",
            period_precision="month",
            period_start=datetime.date(2025, 9, 1),
            period_end=datetime.date(2025, 10, 31),
            period_words="six weeks",
            is_year_inferred=True,
            as_of=datetime.date(2025, 11, 6),
        )
    )
    type(value).objects.filter(pk=value.pk).update(first_published_at=DAY)
    value.refresh_from_db()
    return value


def replaced(earlier, **values):
    return published(
        ObservationFactory(
            statistic=earlier.statistic,
            supersedes=earlier,
            **{
                "change_kind": "correction",
                "change_reason": "It was misread.",
                **values,
            },
        )
    )


def test_value_stands_at_its_own_address_with_all_that_proves_it(read, value):
    page = read(f"/record/arrests/values/{value.pk}/")

    assert page.main.find("p", class_="big").data["value"] == "3266"
    assert page.main.find("a", href="/record/sources/report/")
    assert "September to October 2025" in page.main.text
    assert "“3,266 arrests”" in page.main.text or page.main.q.text == "3,266 arrests"
    assert "An arrest is not a conviction." in page.main.text
    crumbs = [link["href"] for link in page.select(".usa-breadcrumb a")]
    assert crumbs == ["/", "/record/", "/record/arrests/"]
    assert page.find("link", rel="canonical")["href"] == f"{BASE}{value.url}"
    assert page.find("a", href="/record/arrests/")


def test_replaced_value_keeps_its_address_and_names_what_replaced_it(read, value):
    newer = replaced(value, as_published="3,300")

    notice = read(value.url).main.find(class_="notice")
    words = " ".join(notice.text.split())

    assert "Replaced by 3,300. It was misread." in words
    assert notice.find("a", href=newer.url)
    assert read(newer.url).main.find("a", href=value.url)
    assert not read(newer.url).main.find(class_="notice")


def test_value_that_its_source_took_back_keeps_its_address(read, value):
    withdrawal = replaced(value, change_kind="withdrawal", number=None)

    before, after = (
        read(one.url).main.find(class_="notice").text for one in (value, withdrawal)
    )

    assert "Taken back by its source." in before
    assert "It was misread." in before
    assert "The source took its figure back." in after


def test_value_of_a_retired_figure_keeps_its_address(client, value):
    type(value.statistic).objects.update(is_retired=True)

    assert client.get(value.url).status_code == 200


def test_what_is_no_published_value_of_the_statistic_has_no_address(client, value):
    draft = ObservationFactory(statistic=value.statistic)
    other = published(ObservationFactory(statistic__slug="other"))

    for path in (
        draft.url,
        f"/record/arrests/values/{other.pk}/",
        f"/record/nothing/values/{value.pk}/",
        "/record/arrests/values/0/",
        f"/record/arrests/values/{10**30}/",
        "/record/arrests/values/",
    ):
        assert client.get(path).status_code == 404, path


def test_statistic_leads_to_the_address_of_each_value(read, value):
    newer = replaced(value, as_published="3,300")

    history = read("/record/arrests/").main.find("ol", class_="history")

    for one in (value, newer):
        assert history.find("a", href=one.url)


def test_value_costs_the_same_however_often_it_was_replaced(value, count_queries):
    count_queries(value.url)
    few = count_queries(replaced(value).url)
    newest = value
    for _ in range(3):
        newest = replaced(type(value).objects.latest("pk"))

    assert count_queries(newest.url) == few


def test_sitemap_leads_to_the_statistic_and_not_to_each_value(client, value):
    told = client.get("/sitemap.xml").content.decode()

    assert f"{BASE}/record/arrests/</loc>" in told
    assert f"{BASE}/record/differences/</loc>" in told
    assert "/values/" not in told


def test_every_form_names_what_is_cited_and_where_and_when(value):
    cited = CiteThis(value)
    title = (
        "Arrests: 3,266 (September to October 2025, six weeks, year worked out, "
        "as of November 6, 2025)"
    )
    address = f"{BASE}/record/arrests/values/{value.pk}/"

    assert cited.plain == (
        f"{title}. Homeland Security Task Force, The record, published March 5, 2026. "
        "Source: A report on R&D_50%, Office, November 7, 2025. "
        f"An arrest is not a conviction. {address}"
    )
    assert cited.apa == (
        f"{title} [Data]. (2026, March 5). In The record. "
        f"Homeland Security Task Force. {address}"
    )


def test_day_of_publication_is_that_of_the_site(value):
    late = datetime.datetime(2026, 3, 6, 3, tzinfo=datetime.UTC)  # still the 5th here
    value.first_published_at = late

    assert timezone.localdate(late).day == 5
    assert "(2026, March 5)" in CiteThis(value).apa


def test_other_programs_are_named(record):
    program = ProgramFactory(name="Another effort", is_own=False)
    value = published(
        ObservationFactory(
            statistic__program=program, statistic__label="Arrests", as_published="345"
        )
    )

    assert CiteThis(value).title.startswith("Arrests (Another effort): 345")


def parsed_bibtex(text):
    """Parse one entry as BibTeX does: fields are words, or braces in balance."""
    head, body = re.fullmatch(r"@misc\{([\w-]+),\n(.*)\n\}", text, re.DOTALL).groups()
    fields = {}
    for line in body.split(",\n"):
        name, content = re.fullmatch(r"  (\w+) = (\{.*\}|\w+)", line).groups()
        depth = 0
        for mark in re.sub(r"\\[{}]", "", content):
            depth += {"{": 1, "}": -1}.get(mark, 0)
            assert depth >= 0
        assert depth == 0
        fields[name] = content
    return head, fields


def test_bibtex_escapes_what_latex_would_run(value):
    quoted = "\N{LEFT SINGLE QUOTATION MARK}it\N{RIGHT SINGLE QUOTATION MARK}"
    dash = "\N{EN DASH}"
    value.source.title = rf"100% of R&D_#1 {{x}} \input ~ ^ $5 “so” {dash} {quoted}"

    key, fields = parsed_bibtex(CiteThis(value).bibtex)

    assert key == f"arrests-{value.pk}"
    assert fields["month"] == "mar"
    assert (fields["year"], fields["day"]) == ("{2026}", "{5}")
    assert fields["url"] == f"{{{BASE}{value.url}}}"
    assert (
        r"100\% of R\&D\_\#1 \{x\} \textbackslash{}input \textasciitilde{} "
        r"\textasciicircum{} \$5 ``so'' -- `it'"
    ) in fields["note"]
    assert not re.search(r"(?<!\\)[&%$#_]", fields["note"] + fields["title"])


def test_csl_has_the_fields_of_its_schema_and_invents_none(value):
    value.source.title = 'With "quotes", \\ and <tags>'

    (entry,) = json.loads(CiteThis(value).csl)

    assert {name: type(field) for name, field in entry.items()} == CSL_FIELDS
    assert entry["type"] == "dataset"
    assert entry["issued"] == {"date-parts": [[2026, 3, 5]]}
    assert entry["URL"] == f"{BASE}{value.url}"
    assert 'With "quotes", \\ and <tags>' in entry["note"]
    assert not {"author", "accessed"} & entry.keys()


@pytest.mark.parametrize("path", ["/record/arrests/", "value"])
def test_page_shows_every_form_as_text_to_select(read, value, path):
    page = read(value.url if path == "value" else path)

    shown = {
        text["id"].rsplit("-")[-1]: text.text
        for text in page.select(".cite-this .cite-this__text")
    }
    cited = CiteThis(value)
    assert shown == {
        "address": f"{BASE}{value.url}",
        "plain": cited.plain,
        "apa": cited.apa,
        "bibtex": cited.bibtex,
        "csl": cited.csl,
    }
    buttons = page.select(".cite-this button")
    assert len(buttons) == len(shown)
    assert all(button.has_attr("hidden") for button in buttons)  # until the script ran
    assert all(page.find(id=button["data-copies"]) for button in buttons)


def test_draft_in_a_preview_is_not_to_be_cited(value):
    draft = ObservationFactory(statistic=value.statistic)

    assert cite_this(draft) is None
    assert cite_this(value) == CiteThis(value)
