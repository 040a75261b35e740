"""Creates, updates or leaves alone: the decision for each fixture entry."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import DraftStateMixin, Page, RevisionMixin, Site

from pages.models import HomePage, SeedEntry
from pages.seeding.builder import Builder
from pages.seeding.files import Entry
from pages.seeding.kinds import (
    KINDS,
    PAGE_TYPES,
    PAGES,
    Kind,
    entries,
    kinds_after_pages,
    parents_first,
)
from pages.seeding.state import state_of
from site_details.models import SiteDetails
from sources.models import Position
from stats.models import Observation

Say = Callable[[str], object]

# The facts of a value without what explains them in our words.
STATED = set(Observation.FACTS) - {"note", "change_reason", "confirmed_wording"}


class Seeder:
    """
    Brings the database up to the fixtures, entry by entry.

    Created: the entry is new. Updated: the fixture changed, and nobody
    touched the object. Left alone: an editor changed, moved, unpublished or deleted
    it, or created something with the same URL before.
    """

    def __init__(self, root: Path, say: Say) -> None:
        self.root = root
        self.say = say
        self.known = {
            (row.kind, row.key): row
            for row in SeedEntry.objects.select_related("content_type")
        }
        self.objects: dict[tuple[str, str], models.Model] = {}
        self.counts: Counter[str] = Counter()
        self.kinds_after_pages = kinds_after_pages()

    def run(self) -> Counter[str]:
        for kind in KINDS:
            self.load(kind, entries(kind, self.root), self.load_record)
        pages = parents_first(entries(PAGES, self.root))
        to_fill: list[tuple[Entry, Builder]] = []
        self.load(PAGES, pages, lambda _kind, e: self.place_page(e, to_fill))
        # Pages refer to each other, so bodies wait until every page is in the tree.
        for number, (entry, builder) in enumerate(to_fill, start=1):
            # Children have been added since: saving must not reset their count.
            builder.instance.refresh_from_db(fields=["path", "depth", "numchild"])
            builder.fill_content()
            publish(builder.instance)
            self.remember(entry, builder.instance)
            if number % 20 == 0:
                self.say(f"  {number} of {len(to_fill)} pages written")
        for kind in self.kinds_after_pages:
            self.load(kind, entries(kind, self.root), self.load_record)
        return self.counts

    def load(
        self,
        kind: Kind,
        found: list[Entry],
        load_one: Callable[[Kind, Entry], str],
    ) -> None:
        counts = Counter(load_one(kind, entry) for entry in found)
        self.counts += counts
        told = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
        self.say(f"{kind.name}: {told}")

    def load_record(self, kind: Kind, entry: Entry) -> str:
        """Everything that is not a page."""
        instance, outcome = self.decide(entry, lambda: self.made_before(kind, entry))
        if outcome not in {"created", "updated"}:
            return outcome
        if kind.find_other and (other := kind.find_other(entry, instance)):
            self.say(f"  {entry.key}: left alone, there is “{other}” already")
            return "left alone"
        if isinstance(instance, Observation) and instance.is_published:
            return self.keep_published(kind, entry, instance)
        if instance is None:
            instance = kind.model()
        builder = Builder(entry, instance, self.resolver(entry), kind.has_slug)
        builder.reset()
        builder.fill_fields()
        builder.fill_content()
        if isinstance(instance, DraftStateMixin) and instance.pk is None:
            instance.live = False
            instance.save()
        publish(instance)
        self.remember(entry, instance)
        return outcome

    def keep_published(self, kind: Kind, entry: Entry, value: Observation) -> str:
        """
        Leave a published value as readers saw it, whatever notes new sites get.

        Raise SeedError if the entry states other facts than the value does.
        """
        told = kind.model()
        Builder(entry, told, self.resolver(entry), kind.has_slug).fill_fields()
        if any(getattr(told, name) != getattr(value, name) for name in STATED):
            raise entry.error(
                "", "a published value cannot change; add one that supersedes it"
            )
        self.remember(entry, value)
        return "unchanged"

    def place_page(self, entry: Entry, to_fill: list[tuple[Entry, Builder]]) -> str:
        """Return a new page its place in the tree; its body is written later."""
        model = PAGE_TYPES.get(str(entry.data.get("type")))
        if model is None:
            raise entry.error("type", f"must be one of {', '.join(sorted(PAGE_TYPES))}")
        parent = self.parent_of(entry, model)
        if parent is None:
            self.say(f"  {entry.key}: left alone, its parent was deleted")
            return "left alone"
        if model is HomePage:
            # Wagtail's welcome page, which a new database contains, has its slug.
            Page.objects.filter(depth=2).exact_type(Page).delete()
        slug = str(entry.data.get("slug", ""))
        instance, outcome = self.decide(
            entry, lambda: parent.get_children().filter(slug=slug).specific().first()
        )
        if outcome not in {"created", "updated"}:
            return outcome
        page = instance or model(live=False)
        builder = Builder(entry, page, self.resolver(entry), has_slug=False)
        builder.reset()
        builder.fill_fields()
        if instance is None:
            builder.check(page, "", exclude={"body", "path", "depth", "content_type"})
            parent.add_child(instance=page)
            if isinstance(page, HomePage):
                make_root(page)
        self.objects["page", entry.key] = page
        to_fill.append((entry, builder))
        return outcome

    def parent_of(self, entry: Entry, model: type[models.Model]) -> Any:
        if model is HomePage:
            return Page.get_first_root_node()
        key = entry.data.get("parent")
        parent = self.find(PAGES.name, str(key))
        if parent is None and (PAGES.name, str(key)) not in self.known:
            raise entry.error("parent", f"there is no page “{key}”")
        # Fresh, because siblings may have been added since it was loaded.
        return parent and Page.objects.get(pk=parent.pk)

    def decide(
        self, entry: Entry, find_stranger: Callable[[], models.Model | None]
    ) -> tuple[Any, str]:
        """Return the entry's object, if any, and what is to be done with it."""
        memory = self.known.get((entry.kind, entry.key))
        if memory is None:
            if stranger := find_stranger():
                self.say(f"  {entry.key}: left alone, an editor made one before")
                self.objects[entry.kind, entry.key] = stranger
                return stranger, "left alone"
            return None, "created"
        instance = self.find(entry.kind, entry.key)
        if instance is None:
            self.say(f"  {entry.key}: left alone, an editor deleted it")
            return None, "left alone"
        if state_of(instance) != memory.state_hash:
            self.say(f"  {entry.key}: left alone, an editor changed it")
            return instance, "left alone"
        same = memory.fixture_hash == entry.hash
        return instance, "unchanged" if same else "updated"

    def made_before(self, kind: Kind, entry: Entry) -> models.Model | None:
        """Return what an editor made in this entry's place, or None."""
        if kind.has_slug:
            return kind.model._default_manager.filter(slug=entry.key).first()
        if kind.model is SiteDetails:  # there is only one
            return SiteDetails.objects.first()
        earlier = entry.data.get("supersedes")
        if kind.model is not Observation or not earlier:
            return None
        # A value is replaced once: an editor's replacement stands.
        return Observation.objects.filter(
            supersedes=self.find(kind.name, str(earlier)), supersedes__isnull=False
        ).first()

    def find(self, kind: str, key: str) -> Any:
        """Return the object of an entry loaded now or earlier; None if it is gone."""
        if (kind, key) not in self.objects and (memory := self.known.get((kind, key))):
            model: Any = memory.content_type.model_class()
            found = model and model._base_manager.filter(pk=memory.object_id).first()
            if found:
                self.objects[kind, key] = found
        return self.objects.get((kind, key))

    def resolver(self, entry: Entry) -> Any:
        names = {kind.model: kind.name for kind in KINDS + self.kinds_after_pages}

        def resolve(model: type[models.Model], key: Any, field: str) -> models.Model:
            if model is Position:
                return self.position(entry, str(key), field)
            kind = names.get(model, PAGES.name)
            found = self.find(kind, str(key))
            if found is None or not isinstance(found, model):
                raise entry.error(field, f"there is no {kind} “{key}”")
            return found

        return resolve

    def position(self, entry: Entry, path: str, field: str) -> Position:
        topic, _slash, slug = path.partition("/")
        found = Position.objects.filter(
            disagreement=self.find("disagreement", topic), slug=slug
        ).first()
        if found is None:
            raise entry.error(field, f"there is no position “{path}”")
        return found

    def remember(self, entry: Entry, instance: Any) -> None:
        fresh = type(instance)._base_manager.get(pk=instance.pk)
        self.objects[entry.kind, entry.key] = fresh
        SeedEntry.objects.update_or_create(
            kind=entry.kind,
            key=entry.key,
            defaults={
                "content_type": ContentType.objects.get_for_model(fresh),
                "object_id": fresh.pk,
                "fixture_hash": entry.hash,
                "state_hash": state_of(fresh),
            },
        )


def publish(instance: Any) -> None:
    """Save so that the admin's history shows it, and publish what can be a draft."""
    if isinstance(instance, DraftStateMixin):
        instance.save_revision().publish()
        return
    instance.save()
    if isinstance(instance, RevisionMixin):
        instance.save_revision()


def make_root(home: HomePage) -> None:
    """Make this page the root of the default site."""
    address = urlsplit(settings.PUBLIC_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or (443 if address.scheme == "https" else 80),
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
