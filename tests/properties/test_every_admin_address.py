"""No address of the admin fails, whatever is sent to it or left out."""

import re
from itertools import groupby
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from wagtail.documents.models import Document
from wagtail.models import Revision

from faq.models import QuestionPage
from tests.factories import CreditedImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]

# Named groups of addresses that are written as patterns, and what stands for a part.
GROUP = re.compile(r"\((?:\?P<(\w+)>)?[^()]*\)")
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
WORDS = {
    "action_name": "approve",
    "action": "delete",
    "app_label": "wagtailcore",
    "app_name": "faq",
    "content_type_app_name": "faq",
    "content_type_model_name": "questionpage",
    "filter_spec": "width-10",
    "model_name": "page",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "slug": "start",
}
# Its purpose is to respond with 500.
MEANT_TO_FAIL = {"admin/failwhale/"}
ODD = [
    "\x00",
    "abc",
    "²",
    "-1",
    "9" * 30,
    "{",
    "[[1]]",
    '{"blocks": 1}',
    "a" * 5_000,
    "\U000e0001\u202e",
]
ASKED = [
    "action",
    "app_label",
    "chosen",
    "chooser_intent",
    "collection_id",
    "content_type",
    "date_from",
    "fields",
    "format",
    "id",
    "index",
    "link_text",
    "limit",
    "mode",
    "multiple",
    "next",
    "object_type",
    "offset",
    "order",
    "ordering",
    "p",
    "page_type",
    "parent_page_id",
    "position",
    "q",
    "search",
    "section",
    "target_pages[]",
    "timestamp",
    "type",
    "user",
]
SENT = [
    *ASKED,
    "action-publish",
    "body",
    "body-count",
    "body-0-deleted",
    "body-0-order",
    "body-0-type",
    "body-0-value",
    "citations-TOTAL_FORMS",
    "comments-TOTAL_FORMS",
    "comments-INITIAL_FORMS",
    "comments-0-text",
    "comments-0-replies-TOTAL_FORMS",
    "data",
    "files[]",
    "import_file",
    "comment",
    "loaded_revision_id",
    "overwrite_revision_id",
    "new_parent_page",
    "password",
    "return_url",
    "revision_id",
    "slug",
    "title",
    "workflow-action-extra-data",
    "workflow_action_extra_data",
    "workflow-action-name",
]


def patterns(within, prefix=""):
    for pattern in within:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern
        else:
            yield from patterns(pattern.url_patterns, route)


def in_admin():
    for route, pattern in patterns(get_resolver().url_patterns):
        is_editors = route.startswith(("admin/", "_util/", "documents/"))
        if is_editors and route not in MEANT_TO_FAIL and "^.*" not in route:
            yield route, getattr(pattern.callback, "view_initkwargs", {})


def section(found):
    """Group by what stands behind /admin/, and snippets by their kind."""
    parts = found[0].split("/")
    return "/".join(parts[: 4 if "snippets" in parts else 2])


SECTIONS = {
    name: list(found)
    for name, found in groupby(sorted(in_admin(), key=lambda one: one[0]), section)
}


@pytest.fixture
def known():
    """Return existing primary keys, by URL parameter name."""
    page = QuestionPage.objects.get()
    page.save_revision()
    boss = User.objects.create_superuser("boss", "b@example.org", "pass-555-0100")
    workflow = page.get_workflow()
    state = workflow.start(page, boss) if workflow else None
    image = CreditedImageFactory()
    document = Document.objects.create(
        title="Words", file=ContentFile(b"Words", "a.txt")
    )
    numbers = {
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "revision_id": Revision.objects.latest("pk").pk,
    }
    for name in ("page_id", "page_pk", "page_to_move_id", "object_id", "pk"):
        numbers[name] = page.pk
    for name in ("destination_id", "parent_page_id"):
        numbers[name] = page.get_parent().pk
    if state:
        task = state.current_task_state
        numbers |= {
            "task_state_id": task.pk,
            "workflow_state_id": state.pk,
            "workflow_pk": workflow.pk,
            "task_id": task.task_id,
        }
    return numbers


def filled(route, numbers, options):
    """Return the URL, filled with existing objects or the given values."""

    def number(name):
        model = options.get("model")
        if numbers and name == "pk" and hasattr(model, "objects"):
            first = model.objects.first()
            return str(first.pk if first else 1)
        return str(numbers.get(name, 1)) if numbers else "9" * 30

    def part(match):
        name = match[2] if match.re is PART else match[1] or "page_id"
        return WORDS.get(name) or number(name)

    route = PART.sub(part, GROUP.sub(part, route))
    return "/" + route.replace("^", "").replace("$", "").replace("\\", "")


def asked(client, path, odd):
    """Return the responses to missing and substituted form fields."""
    yield client.get(f"{path}?{urlencode([(name, odd) for name in ASKED])}")
    yield client.post(path)
    yield client.post(path, dict.fromkeys(SENT, odd))
    yield client.post(path, "[1]", content_type="application/json")


@pytest.mark.parametrize("name", SECTIONS)
def test_no_address_fails_whatever_is_sent(name, known):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="boss"))
    for number, (route, options) in enumerate(SECTIONS[name]):
        path = filled(route, known, options)
        with transaction.atomic():
            for answer in asked(client, path, ODD[number % len(ODD)]):
                assert answer.status_code < 500, answer.request
            # There is no record with so long a number.
            absent = client.get(filled(route, {}, options))
            assert absent.status_code < 500, absent.request
            transaction.set_rollback(True)
