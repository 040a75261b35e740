"""Every type of block on every type of page: each command, report and screen copes."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from wagtail import hooks
from wagtail.fields import StreamField
from wagtail.models import Page

from faq.models import FAQIndexPage, QuestionPage
from pages.auditing import of_fields
from pages.links import check_links
from search.models import SearchBestAnswer
from site_details.models import SiteDetails
from tests.browser.odd_site import Samples
from tests.factories import (
    PAGE_FACTORIES,
    CreditedImageFactory,
    DisagreementFactory,
    ObservationFactory,
    PositionFactory,
    QuestionPageFactory,
    SourceFactory,
    image_file,
    planted,
    published,
)
from timeline.models import Milestone

pytestmark = pytest.mark.django_db

OURS = {
    config.name
    for config in apps.get_app_configs()
    if str(config.path).startswith(str(settings.BASE_DIR / config.name))
}
# How each command of this site is called here; those of Wagtail that read pages, too.
COMMANDS = {
    "audit_content": [],
    "audit_voice": [],
    "build_search_index": [],
    "check_launch": [],
    "import_directory": ["contacts", "contacts.csv", "--dry-run"],
    "reset_second_factor": ["nobody"],
    "run_schedule": ["--once"],
    "seed_site": ["--dry-run"],
}
OF_WAGTAIL = [
    "fixtree",
    "rebuild_references_index",
    "show_references_index",
    "update_index",
    "wagtail_update_image_renditions",
]
# Commands that report in one line that there is something to fix.
MAY_FAIL = {
    "audit_content",
    "check_launch",
    "import_directory",
    "reset_second_factor",
    "seed_site",
}


@pytest.fixture
def pages(home):
    """
    A page of each type, with every block that its body takes.

    Of what they chose, a picture and a question were deleted since.
    """
    source = SourceFactory()
    statistics = [
        published(ObservationFactory(source=source)).statistic for _ in range(4)
    ]
    differing = DisagreementFactory()
    PositionFactory(disagreement=differing, source=source)
    images = [
        CreditedImageFactory(file=image_file(f"{number}.jpg", (300, 200)))
        for number in range(2)
    ]
    samples = Samples(source, statistics, [differing], images)
    made = [home, *(planted(each, home) for each in PAGE_FACTORIES)]
    going = QuestionPageFactory(parent=FAQIndexPage.objects.first())
    samples.questions = list(QuestionPage.objects.values_list("pk", flat=True))
    bodies = [page for page in made if hasattr(page, "body")]
    for page in bodies:
        page.body = json.dumps(samples.of(page))
        page.save_revision().publish()
    images[1].delete()
    going.delete()
    return [Page.objects.get(pk=page.pk).specific for page in bodies]


def test_every_body_is_filled_and_every_command_is_called():
    with_bodies = {
        model
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    }
    ours = {name for name, app in get_commands().items() if app in OURS}

    # Its citations, which choose what is never deleted.
    with_bodies.remove(Milestone)
    # No page: each page shows it.
    with_bodies.remove(SiteDetails)
    # What it leads to, which has its own address.
    with_bodies.remove(SearchBestAnswer)
    assert all(issubclass(model, Page) for model in with_bodies)
    assert with_bodies <= {each._meta.model for each in PAGE_FACTORIES} | {
        apps.get_model("pages.HomePage")
    }
    assert ours == {*COMMANDS, "migrate"}  # which reads no page


def test_every_command_copes(pages, tmp_path, monkeypatch, search_index):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contacts.csv").write_text("slug\n", encoding="utf-8")

    for name, arguments in {**COMMANDS, **dict.fromkeys(OF_WAGTAIL, ())}.items():
        try:
            call_command(name, *arguments, stdout=StringIO(), stderr=StringIO())
        except CommandError:
            assert name in MAY_FAIL

    read = [name for page in pages for name, _text in of_fields(page)]
    assert any(name.endswith("picture.image.alt_text") for name in read)


def test_every_report_and_every_screen_copes(admin, pages):
    check_links()
    reports = [make().url for make in hooks.get_hooks("register_reports_menu_item")]
    urls = [
        f"{report}{query}"
        for report in reports
        for query in ("", "?export=csv", "?export=xlsx")
    ]
    for page in pages:
        at = f"/admin/pages/{page.pk}"
        newest = page.get_latest_revision().pk
        urls += [
            page.url,
            f"{at}/edit/",
            f"{at}/history/",
            f"{at}/usage/",
            f"{at}/view_draft/",
            f"{at}/revisions/compare/earliest...latest/",
            f"{at}/revisions/{newest}/view/",
            f"/admin/api/main/pages/{page.pk}/",
        ]
    urls += ["/admin/", "/search/?q=odd", "/sitemap.xml", "/record.json"]

    for url in urls:
        response = admin.get(url)
        assert response.status_code == 200, url
        assert response.getvalue()
    assert len(reports) > 5
