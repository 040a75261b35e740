"""The contacts that are due for a check, on the editors' first screen."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dashboard import Task, WorkPanel
from regions.checking.confirm import confirmable_by
from regions.checking.due import due_keys, rows


class ContactsDuePanel(WorkPanel):
    name = "contacts-due"
    heading = _("Contacts due for a check")
    link_text = _("Check them")

    def __init__(self, request: HttpRequest, models: list[Any]) -> None:
        super().__init__(request)
        self.models = models

    def found(self) -> Any:
        return due_keys(self.models)

    def tasks(self, found: Iterable[Any]) -> list[Task]:
        keys = [(self.models[key["which"]], key["pk"]) for key in found]
        return [
            Task(
                label=f"{row.whose}: {', '.join(row.values)}",
                url=row.edit_url,
                why=row.contact.trust_text(),
            )
            for row in rows(keys)
        ]

    def link_url(self) -> str:
        return reverse("contacts_due:list")


def show_contacts_due(request: HttpRequest, panels: list[Any]) -> None:
    if models := confirmable_by(request.user):
        panels.append(ContactsDuePanel(request, models))
