"""Whatever the guide sets in bold stands on the screens that it walks through."""

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client, override_settings

from guide.chapters import chapters, read
from tests.guide.reading import named_in
from tests.guide.screens import SCREENS, words_on
from tests.guide.stage import stage
from tests.signing_in import sign_in

# Without it, pytest-django would make no database for this file.
pytestmark = pytest.mark.django_db

SLUGS = ["README", *(chapter.slug for chapter in chapters())]


@pytest.fixture(scope="module")
def words(seeded, django_db_blocker):
    """The text of a screen, read once; what was staged is rolled back."""
    as_in_public = override_settings(SECOND_PERSON_PUBLISHES=True)
    with django_db_blocker.unblock(), transaction.atomic(), as_in_public:
        numbers = stage()
        known = {}

        def of(who, path):
            if (who, path) not in known:
                client = Client()
                if who:
                    sign_in(client, User.objects.get(username=who))
                if callable(path):
                    response = path(client, numbers)
                else:
                    response = client.get(path.format(**numbers))
                assert response.status_code == 200, (who, path, response.status_code)
                known[who, path] = words_on(response)
            return known[who, path]

        yield of
        transaction.set_rollback(True)


def test_each_chapter_has_its_screens():
    assert set(SCREENS) == set(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_chapter_names_stands_on_a_screen(words, slug):
    standing = {word for screen in SCREENS[slug] for word in words(*screen)}

    assert [name for name in named_in(read(slug)) if name not in standing] == []
