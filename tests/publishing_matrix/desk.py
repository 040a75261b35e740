"""A desk in the editors' office: somebody signed in, one record, and its addresses."""

import datetime
from typing import Any
from unittest import mock

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from tests.publishing_matrix.addresses import visited
from tests.publishing_matrix.kinds import PLAIN, WORDS, Kind, form_of, type_words

JSON = {"Accept": "application/json"}


class Browser(Client):
    """A browser that remembers at which addresses something was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.visited: set[str] = set()

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if request["REQUEST_METHOD"] == "POST" and answer.resolver_match:
            self.visited.add(visited(answer))
        return answer


class Desk:
    """
    One record, the writer whose text is in it, and the person who tries to publish it.

    Requests go through the admin's real URLs. A step that is refused
    changes nothing, and the route continues, as an attacker would.
    """

    def __init__(self, world: Any, kind: Kind, pk: int, writer: Any) -> None:
        self.world, self.kind, self.pk = world, kind, pk
        self.writer, self.keeper = writer, world.keeper
        self.client = Browser()
        self.sign_in(writer)

    # Who and what

    def sign_in(self, user: Any) -> None:
        self.user = user
        self.client.force_login(user)

    @property
    def row(self) -> Any:
        """Return the record as stored, which is what readers see if it is live."""
        return self.kind.model.objects.get(pk=self.pk)

    @property
    def draft(self) -> Any:
        return self.row.get_latest_revision_as_object()

    @property
    def newest(self) -> Revision:
        return self.row.latest_revision

    # Addresses

    def url(self, view: str, *args: Any) -> str:
        if self.kind.is_page:
            name = f"wagtailadmin_pages:{view}"
        else:
            name = self.kind.model.snippet_viewset.get_url_name(view)
        return reverse(name, args=args)

    def send(self, url: str, data: dict[str, Any], **headers: Any) -> Any:
        return self.client.post(url, data, headers=headers)

    def api(self, action: str, pk: int = 0, **data: Any) -> Any:
        url = f"/admin/api/main/pages/{pk or self.pk}/action/{action}/"
        return self.client.post(url, data, content_type="application/json")

    # What an editor does

    def write(self, words: str = WORDS, **values: Any) -> Revision:
        """Save a draft of the writer with these words."""
        record = self.draft
        type_words(record, self.kind.field, words)
        for name, value in values.items():
            setattr(record, name, value)
        return record.save_revision(user=self.writer)

    def withdraw(self) -> None:
        """Let somebody else unpublish it."""
        # Wagtail's check knows only pages; its view for snippets leaves it out, too.
        action = UnpublishPageAction if self.kind.is_page else UnpublishAction
        action(self.row, user=self.keeper).execute(skip_permission_checks=True)

    def approve(self) -> None:
        """Let somebody else publish what is there now."""
        self.newest.publish(user=self.keeper)

    def form(self, words: str = "", **more: Any) -> dict[str, Any]:
        """Return what a browser would submit for the latest version, with this text."""
        record = self.draft
        if words:
            type_words(record, self.kind.field, words)
        sent = form_of(record, self.keeper)
        sent |= {self.kind.field: words} if words else {}
        return sent | more

    def edit(self, words: str = "", **more: Any) -> Any:
        return self.send(self.url("edit", self.pk), self.form(words, **more))

    def overwrite(self, revision: Revision, **headers: Any) -> Any:
        """Submit text to overwrite an existing version."""
        sent = self.form(WORDS, overwrite_revision_id=revision.pk)
        return self.send(self.url("edit", self.pk), sent, **headers)

    def task_state(self) -> Any:
        return self.row.current_workflow_task_state

    def let_time_pass(self) -> None:
        """Advance to the time at which everything approved goes live."""
        if Revision.objects.exclude(approved_go_live_at=None).exists():
            later = timezone.now() + datetime.timedelta(days=2)
            with mock.patch("django.utils.timezone.now", return_value=later):
                call_command("publish_scheduled")

    def is_public(self, words: str = WORDS) -> bool:
        """Look into every record of the kind that is live, this one and any copy."""
        live = self.kind.model.objects.filter(live=True)
        found: bool = live.filter(**{f"{self.kind.field}__contains": words}).exists()
        return found

    def is_read(self, words: str = WORDS) -> bool:
        """Read the record as a visitor does."""
        if self.kind.works:
            return self.kind.works(words)
        visitor = Client()
        read = (visitor.get(url) for url in self.kind.read_at(self.row))
        return any(words in answer.content.decode() for answer in read)

    def copies(self) -> list[Any]:
        """Return the pages that were copied from this one or its children."""
        same = Page.objects.exclude(pk=self.pk).filter(
            draft_title__in=[WORDS, PLAIN, "Copy"]
        )
        return list(same.exclude(pk__in=self.world.pages).order_by("pk"))
