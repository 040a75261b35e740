"""Kinds of things that the admin's search looks through, each within one's rights."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.search.backends import get_search_backend

from admin_search.texts import (
    FoundPlace,
    content_of,
    content_of_version,
    has_all,
    place_in,
    spellings,
)
from timeline.models import Milestone

SHOWN = 10  # of each kind
# Unpublished changes whose text is read, the newest first.
MOST_DRAFTS = 300


@dataclass(frozen=True)
class FoundThing:
    """`place`: where the words stand; `is_draft`: in what is not published yet."""

    title: str
    url: str
    status: str
    place: FoundPlace
    is_draft: bool = False


@dataclass(frozen=True)
class FoundKind:
    """`more`: the address of Wagtail's own list, if there is more than is shown."""

    label: str
    icon: str
    things: list[FoundThing]
    more: str = ""


class LookedThrough(ABC):
    """One kind of things, for one person."""

    label: Any
    icon: str = "doc-full"

    def __init__(self, user: Any, listed_at: str = "") -> None:
        self.user = user
        self.finder = AdminURLFinder(user)
        # The address of Wagtail's own list or search of this kind, with the same words.
        self.listed_at = listed_at

    @abstractmethod
    def visible(self) -> Any:
        """Return those that this person may see in the admin."""

    @abstractmethod
    def stored(self, words: list[str]) -> list[Any]:
        """Return those whose stored text has all the words, a few too many."""

    def find(self, words: list[str]) -> FoundKind:
        drafts = {thing.pk: thing for thing in self.drafts(words)}
        found = {thing.pk: thing for thing in self.stored(words)} | drafts
        things = list(found.values())
        return FoundKind(
            str(self.label),
            self.icon,
            [self.shown(each, words, each.pk in drafts) for each in things[:SHOWN]],
            self.listed_at if len(things) > SHOWN else "",
        )

    def drafts(self, words: list[str]) -> Iterator[Any]:
        """Yield those whose newest version, not published yet, has all the words."""
        model = self.visible().model
        if not issubclass(model, DraftStateMixin):
            return
        changed = self.visible().filter(has_unpublished_changes=True)
        newest = changed.select_related("latest_revision").order_by(
            "-latest_revision__created_at"
        )
        for thing in newest[:MOST_DRAFTS]:
            if has_all(content_of_version(thing.latest_revision), words):
                yield thing

    def shown(self, thing: Any, words: list[str], is_draft: bool) -> FoundThing:
        content = (
            content_of_version(thing.latest_revision) if is_draft else content_of(thing)
        )
        return FoundThing(
            self.title_of(thing),
            self.url_of(thing),
            self.status_of(thing),
            place_in(type(thing), content, words),
            is_draft,
        )

    def title_of(self, thing: Any) -> str:
        return str(thing)

    def url_of(self, thing: Any) -> str:
        return self.finder.get_edit_url(thing) or self.listed_at

    def status_of(self, thing: Any) -> str:
        """Return it from the row alone: Wagtail's own words ask about reviews."""
        if getattr(thing, "is_retired", False):
            return gettext("retired")
        is_live = getattr(thing, "live", None)
        if not is_live:
            return "" if is_live is None else gettext("not published")
        if thing.has_unpublished_changes:
            return gettext("published, and changed since")
        return gettext("published")


class PagesOfSite(LookedThrough):
    """By Wagtail's index of what is stored, by parts of titles, and in drafts."""

    label = _("Pages")
    icon = "doc-empty-inverse"

    @cached_property
    def explorable(self) -> Any:
        pages = PagePermissionPolicy().explorable_instances(self.user)
        return pages.filter(depth__gt=1).values_list("pk", flat=True)

    def visible(self) -> Any:
        return Page.objects.filter(pk__in=self.explorable)

    def stored(self, words: list[str]) -> list[Page]:
        titled = containing(self.visible(), ("title", "draft_title"), words)
        found = list(titled.order_by("-latest_revision_created_at")[: SHOWN + 1])
        if len(found) <= SHOWN:
            engine = get_search_backend()
            text = engine.search(" ".join(words), self.visible(), operator="and")
            found += list(text[: SHOWN + 1])
        pages = {page.pk: page for page in found}
        loaded = Page.objects.filter(pk__in=pages).specific()
        pages |= {page.pk: page for page in loaded}
        return list(pages.values())

    def title_of(self, thing: Page) -> str:
        return str(thing.get_admin_display_title())


class RecordsOfKind(LookedThrough):
    """Records of one kind, by parts of their own texts and of what belongs to them."""

    def __init__(self, user: Any, model: Any, listed_at: str) -> None:
        super().__init__(user, listed_at)
        self.model = model
        self.viewset = model.snippet_viewset
        self.label = self.viewset.menu_label
        self.icon = self.viewset.icon

    def visible(self) -> Any:
        return self.model._default_manager.all()

    def stored(self, words: list[str]) -> list[Any]:
        found = containing(self.visible(), self.fields, words)
        # A join may find one several times.
        keys = found.order_by().values("pk").distinct()
        return list(self.visible().filter(pk__in=keys)[: SHOWN + 1])

    @property
    def fields(self) -> tuple[str, ...]:
        listed = getattr(type(self.viewset), "search_fields", ())
        more = listed if isinstance(listed, list | tuple) else ()
        return tuple(dict.fromkeys([*texts_of(self.model), *more]))

    def url_of(self, thing: Any) -> str:
        """Return where it is edited, else looked at, else listed."""
        if url := self.finder.get_edit_url(thing):
            return str(url)
        if not self.viewset.inspect_view_enabled:
            return self.listed_at
        return reverse(self.viewset.get_url_name("inspect"), args=[thing.pk])


class MilestonesOfSite(LookedThrough):
    """Milestones are edited in the page that they stand in."""

    label = _("Milestones")
    icon = "date"

    def visible(self) -> Any:
        pages = PagesOfSite(self.user).explorable
        return Milestone.objects.filter(page__in=pages).select_related("page")

    def stored(self, words: list[str]) -> list[Milestone]:
        return list(containing(self.visible(), texts_of(Milestone), words)[: SHOWN + 1])

    def url_of(self, thing: Milestone) -> str:
        return self.finder.get_edit_url(thing.page) or ""

    def status_of(self, thing: Milestone) -> str:
        return super().status_of(thing.page)


class FilesOfKind(LookedThrough):
    """Images or documents."""

    RIGHTS = ("add", "change", "delete", "choose")

    def __init__(self, user: Any, model: Any, policy: Any, listed_at: str) -> None:
        super().__init__(user, listed_at)
        self.policy = policy
        is_image = model is get_image_model()
        self.label = _("Images") if is_image else _("Documents")
        self.icon = "image" if is_image else "doc-full-inverse"

    def visible(self) -> Any:
        return self.policy.instances_user_has_any_permission_for(self.user, self.RIGHTS)

    def stored(self, words: list[str]) -> list[Any]:
        files = self.visible()
        found = containing(files, (*texts_of(files.model), "tags__name"), words)
        keys = found.order_by().values("pk").distinct()
        return list(files.model.objects.filter(pk__in=keys)[: SHOWN + 1])


def texts_of(model: Any) -> tuple[str, ...]:
    """Name the fields of a model that people write into, and those of its children."""
    own = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    if not issubclass(model, ClusterableModel):
        return tuple(own)
    return (
        *own,
        *(
            f"{relation.get_accessor_name()}__{field.name}"
            for relation in get_all_child_relations(model)
            for field in relation.related_model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
            and not field.choices
        ),
    )


def containing(rows: Any, fields: tuple[str, ...], words: list[str]) -> Any:
    """Return the rows of which each word stands in one of the fields."""
    for word in words:
        anywhere = [
            models.Q((f"{name}__icontains", spelling))
            for name in fields
            for spelling in spellings(word)
        ]
        rows = rows.filter(reduce(or_, anywhere))
    return rows
