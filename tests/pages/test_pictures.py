"""Pages with pictures, from the editor's form to the visitor's page."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from wagtail.fields import StreamField

from news.models import NewsPage
from pages.models import HelpPage, HomePage
from sources.models import CreditedRendition
from tests.factories import (
    CreditedImageFactory,
    FAQIndexPageFactory,
    NewsPageFactory,
    QuestionPageFactory,
    StandardPageFactory,
    ThreatPageFactory,
    image_file,
    planted,
    published,
)

pytestmark = pytest.mark.django_db


def picture(image=None, alt="A harbor at dawn.", caption="A harbor"):
    image = image or CreditedImageFactory(file=image_file(size=(300, 200)))
    image.contextual_alt_text = alt
    return ("picture", {"image": image, "caption": caption})


TEXT = ("section", {"heading": "Scope", "text": "<p>Words.</p>"})


@pytest.mark.parametrize(
    "page_factory",
    [ThreatPageFactory, StandardPageFactory, NewsPageFactory, QuestionPageFactory],
)
def test_page_shows_its_pictures(read, home, page_factory):
    page = planted(page_factory, home, body=[picture(), TEXT, picture()])

    images = read(page.url).main.find_all("img")

    assert [image.get("loading") for image in images] == [None, "lazy"]
    assert {image["alt"] for image in images} == {"A harbor at dawn."}


def test_answer_in_the_list_shows_its_picture_when_it_is_opened(read, home):
    index = FAQIndexPageFactory(parent=home)
    QuestionPageFactory(parent=index, body=[picture()])

    assert read(index.url).main.find(class_="faq__answer").img["loading"] == "lazy"


@pytest.mark.parametrize("model", [HomePage, HelpPage])
def test_page_that_has_to_be_quick_takes_no_pictures(model):
    field = model._meta.get_field("body")

    assert isinstance(field, StreamField)
    assert "picture" not in field.stream_block.child_blocks


def test_ten_pictures_cost_as_many_queries_as_one(home, client, count_queries):
    page = planted(NewsPageFactory, home, body=[picture()])
    client.get(page.url)  # render the images
    cache.clear()  # which remembers copies as well, until it is full
    few = count_queries(page.url)
    page.body = [picture() for _ in range(10)]
    page.save()
    client.get(page.url)
    cache.clear()

    assert count_queries(page.url) == few


def test_eleventh_picture_is_refused():
    block = NewsPage._meta.get_field("body").stream_block
    image = CreditedImageFactory()
    raw = {
        "image": {"image": image.pk, "alt_text": "A.", "decorative": False},
        "caption": "C",
    }
    one = {"type": "picture", "value": raw}

    assert block.clean(block.to_python([one] * 10))
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python([one] * 11))
    assert "maximum number of items is 10" in str(caught.value.non_block_errors)


def test_copies_are_made_when_a_page_is_published(
    home, django_capture_on_commit_callbacks
):
    page = planted(NewsPageFactory, home, body=[picture()], live=False)

    with django_capture_on_commit_callbacks(execute=True):
        published(page)

    assert CreditedRendition.objects.count() == 4


def test_draft_with_a_picture_is_previewed(home):
    page = planted(NewsPageFactory, home, body=[TEXT])
    page.body = [picture(alt="", caption="Drafted caption")]
    page.save_revision()

    html = page.make_preview_request(preview_mode="").rendered_content

    assert "Drafted caption" in html
    assert "<picture>" in html


def editing(page, image, **values):
    """What the editor's form sends for an article with one picture."""
    form = {
        "title": page.title,
        "slug": page.slug,
        "search_description": "What it holds.",
        "date": "2026-01-02",
        "summary": "Something was reported.",
        "body-count": "1",
        "body-0-type": "picture",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-value-image-image": image.pk,
        "body-0-value-image-alt_text": "A harbor at dawn.",
        "body-0-value-caption": "A harbor",
        "body-0-value-citations-count": "0",
        "action-publish": "1",
    }
    for formset, number in [("change_notes", "1"), ("citations", 0), ("comments", 0)]:
        form |= {f"{formset}-TOTAL_FORMS": number, f"{formset}-INITIAL_FORMS": "0"}
    form |= {"change_notes-0-kind": "new", "change_notes-0-reason": "A picture."}
    return form | values


def test_editor_publishes_a_picture(admin, read, home):
    page = planted(NewsPageFactory, home, body=[TEXT])

    admin.post(f"/admin/pages/{page.pk}/edit/", editing(page, CreditedImageFactory()))

    assert read(page.url).main.img["alt"] == "A harbor at dawn."


def test_editor_is_told_at_the_field_that_words_are_missing(admin, home):
    page = planted(NewsPageFactory, home, body=[TEXT])
    form = editing(page, CreditedImageFactory(), **{"body-0-value-image-alt_text": ""})

    response = admin.post(f"/admin/pages/{page.pk}/edit/", form)

    error = response.context["form"].errors.as_data()["body"][0]
    at_image = error.block_errors[0].block_errors["image"]
    assert set(at_image.block_errors) == {"alt_text"}
    page.refresh_from_db()
    assert page.body[0].block_type == "section"


def test_search_finds_a_page_by_the_words_of_its_picture(home):
    page = planted(
        NewsPageFactory, home, body=[picture(alt="Zeppelin", caption="Dock")]
    )

    content = page._meta.get_field("body").get_searchable_content(page.body)

    assert "Zeppelin" in content
    assert "Dock" in content
