"""An editor changes the seeded site and sees it wherever it is shown."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from wagtail.rich_text import RichText

from faq.models import QuestionPage
from pages.models import SeedEntry
from stats.models import Observation, Statistic

BASE = "/admin/snippets/stats/observation"


@pytest.fixture
def admin(site):
    site.force_login(User.objects.create_superuser("editor", "e@example.org", "x"))
    return site


def showing(client, statistic):
    """Every page that shows a statistic: its own, the record, and all that link it."""
    pages = ["/", "/record/", statistic.url, "/threats/"]
    return [
        path
        for path in pages
        if f'href="{statistic.url}"' in client.get(path).content.decode()
        or path == statistic.url
    ]


def test_new_value_is_seen_on_every_page_that_shows_the_statistic(admin):
    statistic = Statistic.objects.get(slug="hstf-operations")
    earlier = statistic.observations.current().get()
    pages = showing(admin, statistic)

    admin.post(
        f"{BASE}/copy/{earlier.pk}/",
        {
            "statistic": statistic.pk,
            "source": earlier.source_id,
            "as_published": "401 operations",
            "number": "401",
            "qualifier": "exactly",
            "period_precision": "not_stated",
            "supersedes": earlier.pk,
            "change_kind": "update",
            "change_reason": "Made by a test.",
            "action-publish": "1",
        },
    )

    assert statistic.observations.current().get().as_published == "401 operations"
    assert {"/", "/record/", statistic.url} <= set(pages)
    for path in pages:
        assert "401 operations" in admin.get(path).content.decode(), path
    own = admin.get(statistic.url).content.decode()
    assert "Made by a test." in own
    assert earlier.as_published in own
    assert "401 operations" in admin.get("/record.csv").content.decode()


def test_changed_answer_is_previewed_published_and_kept_by_the_seed(admin):
    page = QuestionPage.objects.get(slug="who-leads-it")
    page.body[0] = ("text", RichText("<p>An answer changed by a test.</p>"))
    page.save_revision()

    preview = page.make_preview_request(preview_mode="").rendered_content
    before = admin.get("/faq/").content.decode()
    page.get_latest_revision().publish()
    call_command("seed_site", verbosity=0)

    assert "changed by a test" in preview
    assert "changed by a test" not in before
    for path in ("/faq/", page.url):
        assert "changed by a test" in admin.get(path).content.decode(), path
    history = admin.get(f"/admin/pages/{page.pk}/history/")
    assert history.status_code == 200


def test_seeding_again_changes_nothing(site):
    def state():
        return (
            list(SeedEntry.objects.order_by("pk").values()),
            list(Observation.objects.order_by("pk").values()),
            list(QuestionPage.objects.order_by("pk").values()),
        )

    before = state()

    call_command("seed_site", verbosity=0)

    assert state() == before


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/snippets/stats/observation/",
        "/admin/snippets/stats/statistic/",
        "/admin/snippets/sources/source/",
        "/admin/snippets/sources/disagreement/",
        "/admin/snippets/regions/nationalline/",
        "/admin/snippets/regions/region/",
        "/admin/snippets/regions/jurisdiction/",
        "/admin/snippets/faq/questiongroup/",
        "/admin/snippets/news/newstopic/",
        "/admin/images/",
        "/admin/reports/site-history/",
    ],
)
def test_admin_screen_opens(admin, path):
    assert admin.get(path).status_code == 200
