"""The last step of publishing, by the writer or a second person."""

from typing import Any

from django.urls import reverse

from imports.models import ImportBatch
from tests.publishing_matrix.desk import Desk
from verification.confirmation import SeenContact


def in_form(desk: Desk) -> None:
    desk.edit(**{"action-publish": "1"})


def unlock_and_publish(desk: Desk) -> None:
    desk.send(desk.url("unlock", desk.pk), {})
    in_form(desk)


def in_bulk(desk: Desk, action: str, *pks: int, **data: Any) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={pk}" for pk in pks)
    desk.send(f"{url}?{chosen}", data)


def bulk(desk: Desk) -> None:
    in_bulk(desk, "publish", desk.pk)


def bulk_from_above(desk: Desk) -> None:
    in_bulk(desk, "publish", desk.row.get_parent().pk, include_descendants="on")


def by_api(desk: Desk) -> None:
    desk.api("publish")


def clock(desk: Desk) -> None:
    """Do nothing: the time has come."""


def approve_review(desk: Desk) -> None:
    if state := desk.task_state():
        desk.send(desk.url("workflow_action", desk.pk, "approve", state.pk), {})


def approve_in_form(desk: Desk, words: str = "") -> None:
    if desk.task_state():
        sent = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        desk.edit(words, **sent)


def end_the_step(desk: Desk) -> None:
    """Switch off the step of the review; Wagtail then takes the review for finished."""
    if state := desk.task_state():
        desk.send(
            reverse("wagtailadmin_workflows:disable_task", args=[state.task_id]), {}
        )


def confirm(desk: Desk) -> None:
    item = str(SeenContact.of(desk.row))
    desk.send(reverse("contacts_due:confirm"), {"item": item})


def approve_import(desk: Desk) -> None:
    batch = ImportBatch.objects.last()
    if batch is None:
        return
    page = desk.client.get(reverse("imports:batch", args=[batch.pk]))
    form = page.content.decode().partition('name="ticket" value="')[2]
    ticket = form.partition('"')[0]
    desk.send(reverse("imports:approve", args=[batch.pk]), {"ticket": ticket})
