"""A block whose choice was deleted: it saves, says so, and shows readers nothing."""

import json
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.deleted_choices import DeletedChoice
from pages.links import check_links
from pages.models import BrokenLink, HomePage, StandardPage
from tests import drafts
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    CreditedImageFactory,
    DisagreementFactory,
    FAQIndexPageFactory,
    QuestionPageFactory,
    RegionFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(home):
    index = FAQIndexPageFactory(parent=home, slug="faq")
    return QuestionPageFactory(parent=index, title="Who answers?", slug="who")


def questions(*pages):
    value = {"heading": "Asked often", "questions": [page.pk for page in pages]}
    return {"type": "questions", "value": value}


def picture(image):
    shown = {"image": image.pk, "decorative": False, "alt_text": "A desk."}
    return {"type": "picture", "value": {"image": shown, "caption": "The desk."}}


def disagreement(chosen):
    value = {"heading": "Two counts", "disagreement": chosen.pk}
    return {"type": "disagreement", "value": value}


SECTION = {"type": "section", "value": {"heading": "Words", "text": "<p>Words.</p>"}}


def page_with(home, *blocks, **values):
    body = json.dumps([SECTION, *blocks])
    return StandardPageFactory(parent=home, title="The page", body=body, **values)


def fresh(page):
    return StandardPage.objects.get(pk=page.pk)


def states(browser, page):
    """Return what the form is given for the body: a list of blocks, as JSON."""
    form = browser.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    block = form.fields["body"].block
    return block.get_form_state(form.initial["body"] or form.instance.body)


# One leads to help, or else the home page cannot be saved.
DOOR = {"page": "", "address": "/help/", "label": "Help", "text": "Now."}


def sent(page, body):
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "lede": page.lede,
            "seo_title": "",
            "search_description": "What it holds.",
            "last_reviewed_date": "2026-01-02",
            "body": {f"{number}": each for number, each in enumerate(body)}
            | {"count": len(body)},
            "citations": inline_formset([]),
            "comments": inline_formset([]),
            "doors": streamfield([("door", DOOR)]),
            "action-publish": "1",
        }
    )


def row(kind, value, order):
    return {"deleted": "", "order": order, "type": kind, "id": "", "value": value}


def of_questions(*keys):
    rows = {
        str(number): {"deleted": "", "order": number, "id": "", "value": key}
        for number, key in enumerate(keys)
    }
    return {"heading": "Asked often", "questions": rows | {"count": len(keys)}}


def test_form_names_the_page_that_was_deleted_beside_its_block(admin, home, question):
    page = page_with(home, questions(question))
    question.delete()

    (_section, block) = states(admin, page)

    (chosen,) = block["value"]["questions"]
    assert chosen["value"]["id"] == question.pk
    assert chosen["value"]["adminTitle"] == "“Who answers?”, which was deleted"
    assert "which was deleted" in str(
        json.dumps(block, default=str).encode().decode("unicode-escape")
    )


def test_home_is_saved_with_a_question_that_was_deleted(admin, home, question):
    home.body = json.dumps([questions(question)])
    home.save_revision().publish()
    question.delete()
    body = [row("questions", of_questions(str(question.pk)), 0)]

    response = admin.post(f"/admin/pages/{home.pk}/edit/", sent(home, body))

    assert response.status_code == 302
    (block,) = HomePage.objects.get(pk=home.pk).body.get_prep_value()
    assert block["value"]["questions"][0]["value"] == question.pk


def test_picture_that_was_deleted_keeps_its_words_and_saves(admin, home):
    image = CreditedImageFactory(title="Old desk")
    page = page_with(home, picture(image))
    number = image.pk
    image.delete()

    (_section, block) = states(admin, page)
    shown = block["value"]["image"]
    value = {
        "image": {"image": str(number), "alt_text": "A desk."},
        "caption": "The desk.",
        "citations": {"count": 0},
    }
    response = admin.post(
        f"/admin/pages/{page.pk}/edit/", sent(page, [row("picture", value, 0)])
    )

    assert (shown["image"]["id"], shown["alt_text"]) == (number, "A desk.")
    assert "which was deleted" in shown["image"]["title"]
    assert response.status_code == 302
    (kept,) = fresh(page).body.get_prep_value()
    assert kept["value"]["image"]["image"] == number
    assert kept["value"]["image"]["alt_text"] == "A desk."


def test_record_that_was_deleted_is_named_and_saves(admin, home):
    chosen = DisagreementFactory(topic="How many?", live=False)
    page = page_with(home, disagreement(chosen))
    number = chosen.pk
    admin.post(f"/admin/snippets/sources/disagreement/delete/{number}/")

    (_section, block) = states(admin, page)
    value = {"heading": "Two counts", "disagreement": str(number)}
    response = admin.post(
        f"/admin/pages/{page.pk}/edit/", sent(page, [row("disagreement", value, 0)])
    )

    assert "How many?" in block["value"]["disagreement"]["string"]
    assert response.status_code == 302
    assert isinstance(fresh(page).body[0].value["disagreement"], DeletedChoice)


def test_choice_of_the_wrong_kind_is_still_refused(admin, home):
    page = page_with(home)
    body = [row("questions", of_questions(str(home.pk)), 0)]

    response = admin.post(f"/admin/pages/{page.pk}/edit/", sent(page, body))

    assert "body" in response.context["form"].errors


def test_empty_choice_is_still_refused(admin, home):
    page = page_with(home)
    body = [row("questions", of_questions(""), 0)]

    response = admin.post(f"/admin/pages/{page.pk}/edit/", sent(page, body))

    assert "body" in response.context["form"].errors


def test_choice_is_back_once_what_it_names_is_back(home, question):
    page = page_with(home, questions(question))
    number = question.pk
    question.delete()
    again = fresh(page)
    again.save_revision().publish()
    index = question.get_parent()
    QuestionPageFactory(pk=number, parent=fresh_page(index), title="Back?")

    (chosen,) = fresh(page).body[1].value["questions"]

    assert chosen.title == "Back?"


def fresh_page(page):
    return type(page).objects.get(pk=page.pk)


# Readers


def test_readers_see_nothing_of_what_was_deleted(home, question, read):
    agencies = AgencyIndexPageFactory(parent=home)
    agency = AgencyPageFactory(parent=agencies)
    listed = {"heading": "Chosen agencies", "intro": "", "agencies": [agency.pk + 99]}
    image, chosen = CreditedImageFactory(), DisagreementFactory(live=False)
    page = page_with(
        home,
        questions(question),
        picture(image),
        disagreement(chosen),
        {"type": "agencies", "value": listed},
        slug="page",
    )
    for thing in (question, image, chosen):
        thing.delete()

    text = read("/page/").find("main").get_text()

    assert "Words" in text
    for words in ("Asked often", "The desk", "A desk", "Two counts", "Chosen agencies"):
        assert words not in text
    assert len(fresh(page).body) == 5


def test_rest_of_a_list_is_still_shown(home, question, read):
    other = QuestionPageFactory(parent=question.get_parent(), title="And when?")
    page_with(home, questions(question, other), slug="page")
    question.delete()

    text = read("/page/").find("main").get_text()

    assert "And when?" in text
    assert "Who answers?" not in text


# Who gets a message


def test_editors_find_it_among_the_broken_links(client, home, question):
    page = page_with(home, questions(question), picture(CreditedImageFactory()))
    question.delete()
    check_links()
    user = User.objects.create_user("somebody", "somebody@example.org")
    user.groups.add(Group.objects.get(name="Editor"))
    client.force_login(user)

    listed = client.get("/admin/reports/broken-links/").content.decode()
    first = BeautifulSoup(client.get("/admin/").content, "html.parser").get_text()

    (link,) = BrokenLink.objects.all()
    assert (link.page_id, link.reason) == (page.pk, "gone")
    assert "“Who answers?”, which was deleted" in listed
    assert "The page: “Who answers?”, which was deleted" in " ".join(first.split())


def test_audit_of_the_content_names_the_page_and_the_block(home, question):
    page_with(home, questions(question), slug="page")
    question.delete()
    out = StringIO()

    with pytest.raises(CommandError, match="1 block names what was deleted"):
        call_command("audit_content", stdout=out)

    assert (
        "The page (/page/): body[2].questions.questions[1]: “Who answers?”, which was"
        " deleted"
    ) in out.getvalue()


def test_what_no_history_knows_is_named_by_its_number(home):
    assert (
        str(DeletedChoice(StandardPage, 12)) == "“Standard page 12”, which was deleted"
    )


# A draft that alone had named a record


def test_draft_opens_after_the_record_that_it_names_was_deleted(admin, home):
    channel, _form = drafts.contact(home)
    region = RegionFactory(name="Never public", live=False)
    channel.region = region
    channel.save_revision()
    region.delete()

    response = admin.get(f"/admin/snippets/regions/contactchannel/edit/{channel.pk}/")

    assert response.status_code == 200
    assert response.context["form"].initial["region"] is None
