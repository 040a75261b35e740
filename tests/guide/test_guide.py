"""The guide holds together, and is read inside the admin."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from PIL import Image

from guide import chapters as guide
from guide.chapters import FOLDER, Chapter, chapters, read
from tests.factories import ContactChannelFactory, RegionFactory
from tests.guide.camera import LARGEST, PICTURES
from tests.guide.pictures import ALL
from tests.guide.reading import links_of, named_in, pictures_of

pytestmark = pytest.mark.django_db

EVERY = [read("README"), *chapters()]
SHOWN = [name for chapter in EVERY for name, _alt in pictures_of(chapter)]
ALL_PICTURES = 1_500_000  # bytes


def soup(client, url):
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def test_contents_name_each_chapter_by_its_title():
    links = re.findall(
        r"\[(.+?)\]\((\S+)\.md\)", (FOLDER / "README.md").read_text("utf-8")
    )

    assert {slug for _title, slug in links} == {
        path.stem for path in FOLDER.glob("*.md") if path.stem != "README"
    }
    assert [title for title, _slug in links] == [each.title for each in chapters()]


@pytest.mark.parametrize("chapter", EVERY, ids=lambda chapter: chapter.slug)
def test_links_of_a_chapter_lead_somewhere(admin, chapter):
    anchors = {
        each["id"]
        for each in soup(admin, chapter.url).select(".guide__chapter [href^='#']")
    }

    assert anchors == set()  # chapters are short: a link leads to a whole one
    for link in links_of(chapter):
        assert (FOLDER / link).is_file(), link


@pytest.mark.parametrize("chapter", EVERY, ids=lambda chapter: chapter.slug)
def test_pictures_of_a_chapter_exist_and_say_what_they_show(admin, chapter):
    images = soup(admin, chapter.url).select(".guide__chapter img")

    assert [image["alt"] for image in images] == [
        alt for _name, alt in pictures_of(chapter)
    ]
    for image, (name, alt) in zip(images, pictures_of(chapter), strict=True):
        with Image.open(FOLDER / name) as picture:
            assert (int(image["width"]), int(image["height"])) == picture.size
        assert len(alt) > 20, name
        assert image["src"] == f"/static/guide/{name.removeprefix('pictures/')}"
        assert finders.find(image["src"].removeprefix("/static/"))


def test_each_picture_is_taken_kept_and_shown_once():
    taken = sorted(f"pictures/{picture.name}.webp" for picture in ALL)

    assert sorted(SHOWN) == taken
    assert sorted(f"pictures/{path.name}" for path in PICTURES.iterdir()) == taken


def test_pictures_are_light():
    sizes = [path.stat().st_size for path in PICTURES.iterdir()]

    assert max(sizes) <= LARGEST
    assert sum(sizes) <= ALL_PICTURES


def test_reader_goes_from_the_menu_through_all_chapters(admin):
    page = soup(admin, "/admin/")
    menu = page.find(id="wagtail-sidebar-props").string
    url, read_so_far = "/admin/guide/", []
    assert f'"url": "{url}"' in menu

    while url:
        page = soup(admin, url)
        read_so_far.append(page.find("h1").get_text(strip=True))
        following = page.find("a", rel="next")
        url = following and following["href"]

    assert read_so_far == [chapter.title for chapter in EVERY]
    assert page.find("a", rel="prev")["href"] == chapters()[-2].url
    here = page.find("a", attrs={"aria-current": "page"})
    assert here["href"] == chapters()[-1].url


def test_first_screen_links_every_chapter(admin):
    panel = soup(admin, "/admin/").find(id="guide-section")

    assert [link["href"] for link in panel.select("li a")] == [
        chapter.url for chapter in chapters()
    ]


@pytest.mark.parametrize(
    ("screen", "slug"),
    [
        ("/admin/snippets/stats/observation/", "update-a-figure"),
        ("/admin/snippets/stats/statistic/add/", "update-a-figure"),
        ("/admin/snippets/sources/source/add/", "add-a-source"),
        ("/admin/snippets/regions/contactchannel/", "contacts"),
        ("/admin/snippets/regions/contactchannel/import/", "import-contacts"),
        ("/admin/contacts-due/", "contacts"),
        ("/admin/imports/", "import-contacts"),
        ("/admin/pages/", "answer-a-question"),
        ("/admin/snippets/search/searchmeaning/", "site-search"),
        ("/admin/try-search/", "site-search"),
        ("/admin/reports/site-history/", "undo"),
    ],
)
def test_help_of_a_screen_offers_its_chapter(admin, screen, slug):
    menu = soup(admin, screen).find(id="wagtail-sidebar-props").string

    assert f'"url": "/admin/guide/{slug}/"' in menu


@pytest.mark.parametrize(
    ("screen", "slug"),
    [
        ("/admin/snippets/stats/observation/add/", "update-a-figure"),
        ("/admin/snippets/regions/contactchannel/import/", "import-contacts"),
    ],
)
def test_screen_itself_links_its_chapter(admin, screen, slug):
    main = soup(admin, screen).find(id="main")

    assert main.find("a", href=f"/admin/guide/{slug}/")


def test_list_of_contacts_that_are_due_links_its_chapter(admin):
    ContactChannelFactory(region=RegionFactory())

    main = soup(admin, "/admin/contacts-due/").find(id="main")

    assert main.find("a", href="/admin/guide/contacts/")


def test_help_of_other_screens_offers_the_contents_only(admin):
    menu = soup(admin, "/admin/account/").find(id="wagtail-sidebar-props").string

    assert menu.count("/admin/guide/") == 1


def test_help_leads_to_no_other_website(admin):
    page = soup(admin, "/admin/")

    assert "guide.wagtail.org" not in str(page)


def test_guide_is_for_those_who_are_signed_in(client):
    for url in ["/admin/guide/", "/admin/guide/start/"]:
        assert client.get(url).url.startswith("/admin/account/login/")
    User.objects.create_user("nobody", "nobody@example.org")
    client.force_login(User.objects.get(username="nobody"))

    assert client.get("/admin/guide/").url.startswith("/admin/account/login/")


@pytest.mark.parametrize("slug", ["README", "no-such-chapter", "%2e%2e"])
def test_address_of_no_chapter_is_not_found(admin, slug):
    assert admin.get(f"/admin/guide/{slug}/").status_code == 404


def test_html_in_a_chapter_is_shown_as_it_is_typed():
    tokens = guide.MARKDOWN.parse("<script>x</script> [a](javascript:x)")
    body = Chapter("x", "x", tuple(tokens)).body

    assert "<script" not in body
    assert "href" not in body


def test_words_in_bold_are_read_out():
    tokens = guide.MARKDOWN.parse("Press **Save\n draft**, *not* **Publish**.")

    assert named_in(Chapter("x", "x", tuple(tokens))) == ["Save draft", "Publish"]
