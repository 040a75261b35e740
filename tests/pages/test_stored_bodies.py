"""A page is shown, whatever an import or a migration has stored in its body."""

import json

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField

from pages.stored_fields import gone_choices
from tests import factories

pytestmark = pytest.mark.django_db

ODD = [
    None,
    True,
    -1,
    10**30,
    "abc",
    "",
    [],
    [1],
    [[]],
    [{}],
    {},
    {"type": []},
    [{"type": "nothing", "value": 1}],
    [{"type": "item", "value": {"image": "abc"}, "id": {}}],
    '<p><a linktype="page" id="abc">Words</a></p>',
]
KINDS = {
    factory.__name__: factory
    for factory in vars(factories).values()
    if isinstance(factory, type)
    and issubclass(factory, factories.BasePageFactory)
    and factory is not factories.BasePageFactory
}


def within(block):
    """Return malformed values for a block and all of its parts."""
    yield from ODD
    if isinstance(block, blocks.StructBlock):
        for odd in ODD:
            yield dict.fromkeys(block.child_blocks, odd)
    if isinstance(block, blocks.ListBlock):
        yield [dict.fromkeys(getattr(block.child_block, "child_blocks", []), "x")]


def store(page, field, body):
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {page._meta.db_table} SET {field.column} = %s"  # noqa: S608 - our names
            " WHERE page_ptr_id = %s",
            [json.dumps(body), page.pk],
        )


def bodies(page):
    return [field for field in page._meta.fields if isinstance(field, StreamField)]


@pytest.mark.parametrize("kind", KINDS)
def test_page_with_anything_in_its_body_is_shown_and_can_be_edited(home, kind):
    page = home if kind == "HomePageFactory" else factories.planted(KINDS[kind], home)
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    for field in bodies(page):
        body = [
            {"type": name, "value": odd, "id": str(number)}
            for name, block in field.stream_block.child_blocks.items()
            for number, odd in enumerate(within(block))
        ]
        for stored in (body, [*body, 1, {"type": 1}, {}], {"a": 1}, 1, "abc", [[1]]):
            store(page, field, stored)

            assert Client().get(page.get_url()).status_code == 200
            list(gone_choices())  # as the schedule does, which must go on
        store(page, field, body)
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert client.get(edit).status_code == 200
