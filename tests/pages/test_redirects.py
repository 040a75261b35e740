"""Redirects take one step and never loop, and their form says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.views import CreateView, EditView
from wagtail.models import Page, Site

from pages.redirects.forms import LeadingForm
from tests.factories import NewsIndexPageFactory, NewsPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(home):
    return NewsIndexPageFactory(parent=home, slug="news")


@pytest.fixture
def page(news):
    return NewsPageFactory(parent=news, slug="a", title="The article")


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def to(page, slug):
        page = Page.objects.get(pk=page.pk).specific
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save()

    return to


def redirect(old, to, **values):
    target = {"redirect_page": to} if isinstance(to, Page) else {"redirect_link": to}
    row = Redirect(old_path=old, **target, **values)
    row.save()
    return row


def leads(client, address):
    """Return where a URL redirects in one step; None if nowhere."""
    response = client.get(address)
    if response.status_code == 404:
        return None
    assert response.status_code in {301, 302}, response.status_code
    return response["Location"]


# Pages that are renamed or moved


def test_page_that_came_back_and_was_unpublished_is_not_found(client, page, rename):
    rename(page, "b")
    rename(page, "a")

    assert leads(client, "/news/b/") == "/news/a/"
    Page.objects.get(pk=page.pk).specific.unpublish()

    assert leads(client, "/news/a/") is None
    assert leads(client, "/news/b/") is None
    assert [row.old_path for row in Redirect.objects.all()] == ["/news/b"]


def test_stored_redirect_to_itself_is_not_followed(client, page):
    redirect("/news/a", page, automatically_created=True)
    page.unpublish()

    assert leads(client, "/news/a/") is None
    assert leads(client, "/news/a/?from=here") is None


def test_each_name_that_a_page_had_leads_straight_to_the_last(client, page, rename):
    for slug in "bcbd":
        rename(page, slug)

    for slug in "abc":
        assert leads(client, f"/news/{slug}/") == "/news/d/"


def test_pages_below_come_back_with_the_one_above(client, news, page, rename):
    for slug in ("reports", "news"):
        rename(news, slug)

    assert leads(client, "/reports/a/") == "/news/a/"
    Page.objects.get(pk=page.pk).specific.unpublish()

    assert leads(client, "/news/a/") is None
    assert leads(client, "/reports/a/") is None


def test_page_that_was_moved_there_and_back_is_not_found_either(
    client, home, django_capture_on_commit_callbacks
):
    above, page = StandardPageFactory.create_batch(2, parent=home)
    with django_capture_on_commit_callbacks(execute=True):
        page.move(above, pos="last-child")
        Page.objects.get(pk=page.pk).move(
            Page.objects.get(pk=home.pk), pos="last-child"
        )
    moved = Page.objects.get(pk=page.pk)

    assert leads(client, f"/{above.slug}/{page.slug}/") == moved.url
    moved.specific.unpublish()

    assert leads(client, moved.url) is None
    assert leads(client, f"/{above.slug}/{page.slug}/") is None


def test_browser_asks_again_each_time_for_a_page_may_move_back(client, page):
    redirect("/old", page)

    response = client.get("/old/")

    assert response.status_code == 301
    assert response["Cache-Control"] == "no-cache"


def test_nobody_is_sent_to_a_page_that_is_not_public(client, page):
    redirect("/old", page)
    redirect("/older", "/old/")
    page.unpublish()

    assert leads(client, "/old/") is None
    assert leads(client, "/older/") is None


# Chains and loops among redirects that editors entered


@pytest.mark.parametrize(
    "links",
    [
        ["/two/", "/news/a/"],
        ["/two", "/news/a"],
        ["http://localhost/two/", "https://hstf.example.org/news/a/"],
        ["/two/?from=here", "/three/", "/news/a/"],
        ["/%74wo/", "/news/a/"],
    ],
)
def test_chain_is_one_step(client, page, links):
    for old, link in zip(["/one", "/two", "/three"], links, strict=False):
        redirect(old, link)

    assert leads(client, "/one/") == "/news/a/"
    assert leads(client, "/one") == "/news/a/"


def test_end_of_a_chain_follows_a_page_that_is_renamed(client, page, rename):
    redirect("/one", "/news/a/")
    rename(page, "b")

    assert leads(client, "/one/") == "/news/b/"


def test_page_stands_before_a_redirect_from_its_address(client, page):
    redirect("/news/a", "/elsewhere/")
    redirect("/one", "/news/a/#part")

    assert client.get("/news/a/").status_code == 200
    assert leads(client, "/one/") == "/news/a/#part"


@pytest.mark.parametrize(
    "pairs",
    [
        {"/one": "/one/"},
        {"/one": "http://localhost/one"},
        {"/one": "https://hstf.example.org:443/one/"},
        {"/one": "/two/", "/two": "/one/"},
        {"/one": "/two/", "/two": "/three/", "/three": "/two/"},
        {"/one": "/two/?a=b", "/two": "/one/?c=d"},
    ],
)
def test_circle_answers_that_nothing_is_there(client, home, pairs):
    for old, link in pairs.items():
        redirect(old, link)

    for old in pairs:
        assert leads(client, f"{old}/") is None
        assert leads(client, f"{old}/?x=1") is None


def test_what_is_not_ours_is_left_as_it_is(client, home):
    elsewhere = "https://example.org/one?b=2&a=1"
    redirect("/one", elsewhere)
    redirect("/file", "/static/file.pdf")

    assert leads(client, "/one/") == elsewhere
    assert leads(client, "/file/") == "/static/file.pdf"


def test_address_of_ours_never_becomes_that_of_another_site(client, home):
    redirect("/one", "http://localhost//example.org/")

    assert leads(client, "/one/") == "/example.org/"


def test_query_and_capital_letters_are_different_addresses(client, news):
    redirect("/News", "/news/")
    redirect("/old?id=5", "/news/?year=2026")

    assert leads(client, "/News/") == "/news/"
    assert leads(client, "/old/?id=5") == "/news/?year=2026"
    assert leads(client, "/old/?id=6") is None


def test_redirect_of_one_site_stands_before_that_of_all(client, page):
    redirect("/one", "/news/")
    redirect("/one", "/news/a/", site=Site.objects.get())

    assert leads(client, "/one/") == "/news/a/"


# The form and the list


def typed(admin, old, page=None, link="", url="/admin/redirects/add/"):
    response = admin.post(
        url,
        {
            "old_path": old,
            "site": "",
            "is_permanent": "on",
            "redirect_page": page.pk if page else "",
            "redirect_link": link,
        },
    )
    return {} if response.status_code == 302 else response.context["form"].errors


def test_form_takes_a_path_of_this_site(admin, client, news):
    assert not typed(admin, "/reports/", link=" /news/ ")

    assert leads(client, "/reports/") == "/news/"


@pytest.mark.parametrize("link", ["//example.org/", "/\\example.org", "news", "ftp:x"])
def test_form_refuses_what_is_no_address(admin, news, link):
    assert set(typed(admin, "/reports/", link=link)) == {"redirect_link"}
    assert not Redirect.objects.exists()


def test_form_takes_a_whole_address(admin, news):
    assert not typed(admin, "/reports/", link="https://example.org/reports")

    assert Redirect.objects.get().redirect_link == "https://example.org/reports"


@pytest.mark.parametrize("old", ["/news/", "/news/a", "/", "/search/", "/admin/"])
def test_form_refuses_to_lead_away_from_what_answers(admin, page, old):
    errors = typed(admin, old, link="https://example.org/")

    assert set(errors) == {"old_path"}
    assert "A page of this site answers" in str(errors)


def test_form_refuses_a_circle_at_the_field_that_closes_it(admin, page):
    first = redirect("/one", "/two/")
    page.unpublish()

    assert set(typed(admin, "/two/", link="/one/")) == {"redirect_link"}
    assert set(typed(admin, "/two/", link="http://localhost/two")) == {"redirect_link"}
    assert set(typed(admin, "/news/a/", page=page)) == {"redirect_page"}
    errors = typed(admin, "/one/", link="/one/", url=f"/admin/redirects/{first.pk}/")
    assert "This leads back to “/one”" in str(errors)
    assert not typed(
        admin, "/one/", link="/three/", url=f"/admin/redirects/{first.pk}/"
    )
    assert Redirect.objects.get().redirect_link == "/three/"


def test_form_refuses_one_behind_that_of_a_renamed_page(admin, client, page, rename):
    rename(page, "b")
    Page.objects.get(pk=page.pk).specific.unpublish()
    made = Redirect.objects.get()

    errors = typed(admin, "/news/a/", link="/news/")

    assert set(errors) == {"old_path"}
    assert "from this address to “The article” already" in str(errors)
    url = f"/admin/redirects/{made.pk}/"
    assert not typed(admin, "/news/a/", link="/news/", url=url)
    assert leads(client, "/news/a/") == "/news/"


def test_form_asks_where_it_leads_to(admin, home):
    assert set(typed(admin, "/one/")) == {"redirect_link"}


def test_list_is_refused_row_by_row_as_the_form_would(admin, news):
    rows = b"old,new\n/one/,/two/\n/two/,/one/\n/news/,/x/\n/three/,/news/\n"
    sent = {"import_file": SimpleUploadedFile("list.csv", rows, "text/csv")}
    form = admin.post("/admin/redirects/import/", sent).context["form"]
    hidden = {name: form[name].value() for name in ("import_file_name", "input_format")}

    admin.post(
        "/admin/redirects/import/process/",
        {**hidden, "from_index": "0", "to_index": "1", "permanent": "on"},
    )

    assert set(Redirect.objects.values_list("old_path", "redirect_link")) == {
        ("/one", "/two/"),
        ("/three", "/news/"),
    }


def test_command_for_lists_refuses_as_well(home, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("old,new\n/one/,/one/\n/two/,/\n", encoding="utf-8")

    columns = {"from": 0, "to": 1}
    call_command("import_redirects", src=str(path), ask=False, **columns)

    assert list(Redirect.objects.values_list("old_path", flat=True)) == ["/two"]


def test_every_view_of_redirects_has_our_form():
    assert CreateView.form_class is EditView.form_class is LeadingForm
