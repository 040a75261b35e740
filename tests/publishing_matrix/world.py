"""The site's content before the tests, and its users."""

from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection
from wagtail.models import Page, Site

from pages.roles import ROLES
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    DirectoryPageFactory,
    FAQIndexPageFactory,
    HelpPageFactory,
    HomePageFactory,
    JurisdictionFactory,
    NewsIndexPageFactory,
    RecordPageFactory,
    RegionCoverageFactory,
    RegionFactory,
)
from tests.publishing_matrix.kinds import KINDS

ADMINISTRATOR = "Administrator"
PEOPLE = [*ROLES, ADMINISTRATOR]
REVIEWERS = {"Reviewer", "Site manager"}


def rights(person: str, kind: Any) -> frozenset[str]:
    """Name all that a role may do with a kind; a review is a right, too."""
    if person == ADMINISTRATOR:
        return frozenset({"everything"})
    role = ROLES[person]
    _app, model = kind.name.split(".")
    on_records = {right for right in role.records if right.endswith(f"_{model}")}
    found = set(role.pages) if kind.is_page else on_records
    return frozenset(found | ({"review"} if person in REVIEWERS and found else set()))


def people(kind: Any) -> list[str]:
    """Name a person for each set of rights: equal rights lead to equal answers."""
    return list({rights(each, kind): each for each in reversed(PEOPLE)}.values())


def may_publish(person: str, kind: Any) -> bool:
    return any(
        right == "everything" or right.split(".")[-1].startswith("publish")
        for right in rights(person, kind)
    )


def somebody(name: str, role: str) -> User:
    if role == ADMINISTRATOR:
        return User.objects.create_superuser(name, f"{name}@example.org")
    user = User.objects.create_user(name, f"{name}@example.org")
    user.groups.add(Group.objects.get(name=role))
    return user


def home() -> Any:
    # Wagtail's welcome page. Deleting it as a page would ask every table about it.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtailcore_page WHERE depth = 2")
    Page.objects.filter(depth=1).update(numchild=0)
    page = HomePageFactory(parent=Page.get_first_root_node())
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": page},
    )
    return page


def build() -> SimpleNamespace:
    world = SimpleNamespace()
    world.home = home()
    world.faq = FAQIndexPageFactory(parent=world.home, slug="faq")
    world.news = NewsIndexPageFactory(parent=world.home, slug="news")
    RecordPageFactory(parent=world.home)
    HelpPageFactory(parent=world.home, slug="help")
    DirectoryPageFactory(parent=world.home)
    world.agency = AgencyPageFactory(parent=AgencyIndexPageFactory(parent=world.home))
    world.texas = JurisdictionFactory(tile_column=3, tile_row=6)
    world.region = RegionFactory(name="HSTF-Somewhere")
    RegionCoverageFactory(region=world.region, jurisdiction=world.texas)
    world.writers = {one: somebody(f"writer-{n}", one) for n, one in enumerate(PEOPLE)}
    world.seconds = {one: somebody(f"second-{n}", one) for n, one in enumerate(PEOPLE)}
    # Whoever approved what stands there already.
    world.keeper = somebody("keeper", ADMINISTRATOR)
    world.new = {kind.name: kind.new(world).pk for kind in KINDS if not kind.is_only}
    world.changing = {kind.name: kind.changing(world).pk for kind in KINDS}
    world.pages = list(Page.objects.values_list("pk", flat=True))
    return world
