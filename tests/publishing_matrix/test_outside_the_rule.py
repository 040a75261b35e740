"""What the rule leaves out, and that nothing becomes public beside its addresses."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    PAGE_FACTORIES,
    DisagreementFactory,
    JurisdictionFactory,
    NewsTopicFactory,
    PositionFactory,
    ProgramFactory,
    QuestionGroupFactory,
    SourceFactory,
    StatisticFactory,
    planted,
)
from tests.publishing_matrix.addresses import admin_addresses, plain
from tests.publishing_matrix.coverage import ONE_PERSON_PAGES, ONE_PERSON_RECORDS
from tests.publishing_matrix.kinds import WORDS, rendered
from tests.publishing_matrix.world import ADMINISTRATOR

pytestmark = pytest.mark.usefixtures("db")


def disagreement():
    made = DisagreementFactory()
    PositionFactory.create_batch(2, disagreement=made)
    return made


PAGES = {made._meta.model._meta.label_lower: made for made in PAGE_FACTORIES}


def utah():
    return JurisdictionFactory(name="Utah", code="UT", fips="49")


RECORDS = {
    "faq.questiongroup": QuestionGroupFactory,
    "news.newstopic": NewsTopicFactory,
    "regions.jurisdiction": lambda: JurisdictionFactory(
        name="Utah", code="UT", fips="49"
    ),
    "sources.disagreement": disagreement,
    "sources.source": SourceFactory,
    "stats.program": ProgramFactory,
    "stats.statistic": StatisticFactory,
}


@pytest.fixture
def writer(world, client):
    """Somebody with every right, who is signed in."""
    client.force_login(world.writers[ADMINISTRATOR])
    return world.writers[ADMINISTRATOR]


@pytest.mark.parametrize("name", ONE_PERSON_PAGES)
def test_one_person_publishes_a_page_that_the_rule_leaves_out(
    world, client, writer, name
):
    """Whoever brings it under the rule moves it into the matrix."""
    model = apps.get_model(name)
    page = model.objects.first() or planted(PAGES[name], world.home)
    page.title = WORDS
    page.save_revision(user=writer, clean=False)

    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={page.pk}")

    assert model.objects.filter(pk=page.pk, live=True, title=WORDS).exists()


@pytest.mark.parametrize("name", ONE_PERSON_RECORDS)
def test_one_person_publishes_a_record_that_the_rule_leaves_out(client, writer, name):
    """Whoever brings it under the rule moves it into the matrix."""
    record = RECORDS[name]()
    field, _reason = ONE_PERSON_RECORDS[name]
    sent = rendered(record, writer) | {field: WORDS, "action-publish": "1"}

    url = reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
    client.post(url, sent)

    record.refresh_from_db()
    assert getattr(record, field) == WORDS
    assert getattr(record, "live", True)


CHOOSERS = [
    name
    for _path, name, _view in admin_addresses()
    if plain(name)
    in {"snippet chooser:create", "citation_chooser:create", "position_chooser:create"}
]


@pytest.mark.usefixtures("writer")
@pytest.mark.parametrize("name", CHOOSERS)
def test_no_chooser_makes_a_record(client, name):
    client.raise_request_exception = False  # there is no form, and Wagtail misses it

    assert client.post(reverse(name), {"name": WORDS}).status_code != 200


# What a look may write: who looks, and since when.
NOTED = (
    "django_session",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailusers_userprofile",
)
PART = re.compile(r"<(?:\w+:)?(\w+)>")
# The kind of snippet that stands for the others.
SNIPPET = "regions_contactchannel"
# What needs more than numbers, and answers 404 here; and what only fails, on purpose.
LEFT_OUT = ("wagtailadmin_error_test", "account_", "mfa_", "wagtailimages:preview")


def parts_of_addresses(world, name):
    """Return values for a URL's parameters, so that it resolves to something."""
    label = "regions.contactchannel" if "snippet" in name else "faq.questionpage"
    record = apps.get_model(label).objects.get(pk=world.changing[label])
    app, model = label.split(".")
    numbers = ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk")
    return dict.fromkeys(numbers, record.pk) | {
        "app_label": app,
        "app_name": app,
        "content_type_app_name": app,
        "content_type_model_name": model,
        "model_name": model,
        "destination_id": world.faq.pk,
        "revision_id": record.latest_revision_id,
        "action": "publish",
        "action_name": "publish",
        "slug": "start",
    }


def looked_at(world):
    """Return the URLs a link can lead to, once per snippet type."""
    for path, name, _view in admin_addresses():
        is_other = name.startswith("wagtailsnippet") and SNIPPET not in name
        if is_other or name.startswith(LEFT_OUT) or set("^($") & set(path.lstrip("^")):
            continue
        yield f"/{filled(path, parts_of_addresses(world, name))}"


def filled(path, parts):
    return PART.sub(lambda found: str(parts.get(found[1], 1)), path)


@pytest.mark.usefixtures("writer")
def test_no_link_of_the_admin_changes_anything(world, client):
    """A GET that publishes would need no CSRF token, and no button press."""
    changed, reached = {}, 0
    for url in looked_at(world):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        reached += answer.status_code == 200
        writing = [
            each["sql"]
            for each in queries.captured_queries
            if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
            and not any(table in each["sql"] for table in NOTED)
        ]
        changed |= {url: writing} if writing else {}

    assert changed == {}
    assert reached > 60
