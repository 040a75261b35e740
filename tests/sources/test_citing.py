"""Plain text with citations beside it: what is stored, and what is refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ReferenceIndex

from pages.auditing import of_fields
from sources.blocks import PictureBlock
from sources.citations.marks import MARK
from sources.citing import CitationBlock, ItemBlock
from stats.blocks import StructureListBlock
from tests.factories import (
    CreditedImageFactory,
    MilestoneFactory,
    SourceFactory,
    StandardPageFactory,
    TimelinePageFactory,
)

pytestmark = pytest.mark.django_db

ROW = {"title": "A name", "text": "A sentence.", "link": ""}


def cited(**fields):
    return CitationBlock().to_python({"source": SourceFactory().pk, **fields})


def stored(row):
    return ItemBlock().get_prep_value(ItemBlock().to_python(row))


def page_with(home, row):
    body = [{"type": "items", "value": {"heading": "Rows", "items": [row]}, "id": "a"}]
    return StandardPageFactory(parent=home, body=body)


@pytest.mark.parametrize("link", ["", "/regions/"])
def test_row_shows_what_its_sentence_rests_on(read, home, link):
    citations = [{"source": SourceFactory().pk, "quote": "in these words"}]
    page = page_with(home, ROW | {"link": link, "citations": citations})

    main = read(page.url).main

    mark = main.select_one("ul.index [role=doc-noteref]")
    assert mark.find_parent("span").text == f"{ROW['text']}{mark.text}"
    # No link inside a link: browsers would close the outer one.
    assert mark.find_parent("a") is None
    assert bool(main.find("a", href="/regions/")) == bool(link)
    assert "in these words" in main.find(role="doc-endnotes").text


def test_quotation_is_followed_by_its_source(read, home):
    source = SourceFactory(title="A printed speech")
    value = {"text": "Exact words", "speaker": "A speaker", "source": source.pk}
    page = StandardPageFactory(parent=home, body=[{"type": "quote", "value": value}])

    main = read(page.url).main

    assert main.select("blockquote [role=doc-noteref]")
    assert "A printed speech" in main.find(role="doc-endnotes").text


def test_row_without_citations_is_stored_as_before():
    assert stored(ROW) == ROW
    assert stored(ROW | {"citations": []}) == ROW


def test_only_what_is_known_is_stored():
    source = SourceFactory()
    citations = [{"source": source.pk, "quote": "", "as_of": None}]

    (kept,) = stored(ROW | {"citations": citations})["citations"]

    assert kept["value"] == {"source": source.pk}


def test_citation_is_read_by_its_attributes():
    citation = cited(quote="so it is", as_of="2025-11-18")

    assert citation.source_id == citation.source.pk
    assert citation.quote == "so it is"
    assert citation.as_of == datetime.date(2025, 11, 18)
    assert (cited().quote, cited().as_of) == ("", None)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("quote", "word " * 61, "too_many_words"),
        ("as_of", timezone.localdate() + datetime.timedelta(days=2), "to_come"),
        ("source", None, "required"),
    ],
)
def test_it_refuses_what_cannot_be(field, value, code):
    with pytest.raises(ValidationError) as caught:
        CitationBlock().clean(cited(**{field: value}))

    (error,) = caught.value.block_errors[field].error_list
    assert error.code == code


def test_sixty_words_of_today_are_fine():
    CitationBlock().clean(cited(quote="word " * 60, as_of=timezone.localdate()))


def test_source_knows_the_rows_and_milestones_that_cite_it(home):
    source = SourceFactory()
    citation = {"source": source.pk, "quote": "so it is"}
    page = page_with(home, ROW | {"citations": [citation]})
    timeline = TimelinePageFactory(parent=home)
    citations = [("citation", CitationBlock().to_python(citation))]
    MilestoneFactory(page=timeline, citations=citations)
    for each in (page, timeline):
        each.save_revision().publish()

    uses = ReferenceIndex.get_references_to(source)

    assert {int(use.object_id) for use in uses} == {page.pk, timeline.pk}


def test_caption_and_structure_carry_their_marks():
    source = SourceFactory()
    citations = [{"source": source.pk, "quote": "so it is"}]
    image = CreditedImageFactory()
    chosen = {"image": image.pk, "decorative": False, "alt_text": "A desk"}
    picture = {"image": chosen, "caption": "A desk.", "citations": citations}
    hub = {"name": "A hub", "text": "It leads.", "glyph": "hub", "citations": citations}
    structures = {"heading": "Structures", "structures": [hub]}

    for block, value, words in [
        (PictureBlock(), picture, "A desk."),
        (StructureListBlock(), structures, "It leads."),
    ]:
        html = block.render(block.to_python(value))
        (found,) = MARK.finditer(html)
        assert (int(found["source"]), found["quote"]) == (source.pk, "so it is")
        assert html[: found.start()].endswith(words)


def test_exact_words_are_not_searched_as_words_of_the_page(home):
    citation = {"source": SourceFactory().pk, "quote": "exactly 345 arrests"}
    page = page_with(home, ROW | {"citations": [citation]})

    block = page.body.stream_block
    assert "exactly" not in " ".join(block.get_searchable_content(page.body))
    assert not [text for _name, text in of_fields(page) if "345" in text]


def test_milestone_tells_its_own_source_first():
    other = cited(quote="so it is")
    milestone = MilestoneFactory.build(
        source=SourceFactory(), citations=[("citation", other)]
    )

    assert milestone.cited == [milestone, other]
