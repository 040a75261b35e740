"""The contacts that are due for a check, on the dashboard."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from core.dashboard import Task, WorkPanel
from regions.verification.confirmation import confirmable_by
from regions.verification.due_contacts import contact_rows, due_keys


def show_contacts_due(request: HttpRequest, panels: list[Any]) -> None:
    models = confirmable_by(request.user)
    if not models:
        return

    def tasks(found: Iterable[dict[str, Any]]) -> list[Task]:
        return [
            Task(
                label=f"{row.whose}: {', '.join(row.values)}",
                url=row.edit_url,
                why=row.contact.trust_text(),
            )
            for row in contact_rows(found)
        ]

    panels.append(
        WorkPanel(
            name="contacts-due",
            heading=gettext("Contacts due for a check"),
            found=due_keys(models),
            tasks=tasks,
            link_url=reverse("contacts_due:list"),
            link_text=gettext("Check them"),
        )
    )
