"""What a writer does first, so that unreviewed text is in the record."""

import datetime
from typing import Any

from django.utils import timezone

from imports.importers import IMPORTERS
from tests.imports.screens import apply, upload
from tests.publishing_matrix.desk import JSON, Desk
from tests.publishing_matrix.finishing import approve_in_form, in_bulk
from tests.publishing_matrix.kinds import PLAIN, WORDS

# The same for all, so that equal drafts have equal forms: see `form_of`.
TOMORROW = timezone.now().replace(microsecond=0) + datetime.timedelta(days=1)


def write(desk: Desk) -> None:
    desk.write()


def type_and_publish(desk: Desk) -> None:
    desk.edit(WORDS, **{"action-publish": "1"})


def autosave(desk: Desk) -> None:
    first = desk.write(PLAIN + " once more")
    desk.overwrite(first, **JSON)


def create(desk: Desk) -> None:
    """Add another record with the words, and press Publish at once."""
    sent = desk.form(WORDS, slug="another", **{"action-publish": "1"})
    if desk.kind.is_page:
        meta, parent = desk.kind.model._meta, desk.row.get_parent().pk
        url = desk.url("add", meta.app_label, meta.model_name, parent)
    else:
        sent["supersedes"] = ""
        url = desk.url("add")
    desk.send(url, sent)
    go_to_newest(desk)


def copy_record(desk: Desk) -> None:
    """Send the form of a copy to where it came from, and to where it belongs."""
    if desk.kind.is_frozen:  # there, a copy is what replaces a public value
        desk.approve()
    sent = desk.form(WORDS, slug="another", **{"action-publish": "1"})
    sent["supersedes"] = desk.pk
    for url in (desk.url("copy", desk.pk), desk.url("add")):
        desk.send(url, sent)
    go_to_newest(desk)


def go_to_newest(desk: Desk) -> None:
    """Go on with what was added, if it was."""
    added = desk.kind.model.objects.filter(**{desk.kind.field: WORDS}).last()
    desk.pk = added.pk if added else desk.pk


def overwrite_live(desk: Desk, **headers: Any) -> None:
    approved = desk.write(PLAIN + " once more")
    desk.approve()
    desk.overwrite(approved, **headers)


def overwrite_live_by_autosave(desk: Desk) -> None:
    overwrite_live(desk, **JSON)


def overwrite_scheduled(desk: Desk, **headers: Any) -> None:
    approved = desk.write(PLAIN + " once more", go_live_at=TOMORROW)
    desk.approve()
    desk.overwrite(approved, **headers)


def overwrite_scheduled_by_autosave(desk: Desk) -> None:
    overwrite_scheduled(desk, **JSON)


def overwrite_submitted(desk: Desk) -> None:
    submitted = desk.write(PLAIN + " once more")
    desk.edit(**{"action-submit": "1"})
    desk.overwrite(submitted, **JSON)


def overwrite_unpublished(desk: Desk) -> None:
    approved = desk.write(PLAIN + " once more")
    desk.approve()
    desk.withdraw()
    desk.overwrite(approved, **JSON)


def write_for_later(desk: Desk) -> None:
    desk.write(go_live_at=TOMORROW)


def write_and_submit(desk: Desk) -> None:
    desk.edit(WORDS, **{"action-submit": "1"})


def submit_for_later(desk: Desk) -> None:
    desk.write(go_live_at=TOMORROW)
    desk.edit(**{"action-submit": "1"})


def submit_again(desk: Desk) -> None:
    write_and_submit(desk)
    if state := desk.task_state():
        state.reject(user=desk.keeper)
    desk.edit(**{"action-submit": "1"})


def restart_review(desk: Desk) -> None:
    write_and_submit(desk)
    if state := desk.task_state():
        state.reject(user=desk.keeper)
    desk.edit(**{"action-restart-workflow": "1"})


def cancel_review(desk: Desk) -> None:
    write_and_submit(desk)
    desk.edit(**{"action-cancel-workflow": "1"})


def change_under_review(desk: Desk) -> None:
    """Change what somebody else sent in, while approving it."""
    desk.edit(PLAIN + " once more", **{"action-submit": "1"})
    approve_in_form(desk, WORDS)


def revert(desk: Desk) -> None:
    old = desk.write()
    desk.write(PLAIN + " once more")
    sent = desk.form()
    sent |= {desk.kind.field: WORDS}
    desk.send(desk.url("revisions_revert", desk.pk, old.pk), sent)


def revert_by_api(desk: Desk) -> None:
    old = desk.write()
    desk.write(PLAIN + " once more")
    desk.api("revert_to_page_revision", revision_id=old.pk)


def unpublish(desk: Desk) -> None:
    desk.write()
    desk.send(desk.url("unpublish", desk.pk), {})


def unpublish_in_bulk(desk: Desk) -> None:
    desk.write()
    in_bulk(desk, "unpublish", desk.pk)


def unpublish_by_api(desk: Desk) -> None:
    desk.write()
    desk.api("unpublish")


def approved_then_withdrawn(desk: Desk) -> None:
    """Words that were public once count as new again: see decision 15."""
    desk.write()
    desk.approve()
    desk.withdraw()


def unschedule(desk: Desk) -> None:
    approved = desk.write(PLAIN + " once more", go_live_at=TOMORROW)
    desk.approve()
    desk.send(desk.url("revisions_unschedule", desk.pk, approved.pk), {})
    desk.write(go_live_at=None)


def copy_page(desk: Desk, pk: int, **more: Any) -> None:
    """Copy a page, live if that is let, else as a draft."""
    sent = {"new_title": PLAIN, "new_slug": "copy"}
    sent |= {"new_parent_page": desk.row.get_parent().pk} | more
    for live in ({"publish_copies": "on"}, {}):
        desk.send(desk.url("copy", pk), sent | live)
    go_to_copy(desk)


def copy(desk: Desk) -> None:
    desk.write()
    copy_page(desk, desk.pk, new_title=WORDS)


def copy_and_retitle(desk: Desk) -> None:
    """Type the words as the title of a copy of what is public already."""
    copy_page(desk, desk.pk, new_title=WORDS)


def copy_all_below(desk: Desk) -> None:
    desk.write()
    above = {"new_title": "Copy", "new_parent_page": desk.world.home.pk}
    copy_page(desk, desk.row.get_parent().pk, copy_subpages="on", **above)


def copy_by_api(desk: Desk) -> None:
    desk.write()
    for live in (True, False):
        desk.api("copy", slug="copy", title=WORDS, keep_live=live)
    go_to_copy(desk)


def copy_then_write(desk: Desk) -> None:
    copy_page(desk, desk.pk)
    desk.write()


def go_to_copy(desk: Desk) -> None:
    of_kind = desk.kind.model.objects.filter(pk__in=[each.pk for each in desk.copies()])
    copied = of_kind.last()
    desk.pk = copied.pk if copied else desk.pk


def alias_in_form(desk: Desk) -> None:
    desk.write()
    copy_page(desk, desk.pk, alias="on")


def alias_by_api(desk: Desk) -> None:
    desk.write()
    desk.api("create_alias", update_slug="copy")


def alias_then_convert(desk: Desk) -> None:
    alias_by_api(desk)
    go_to_copy(desk)
    desk.send(desk.url("convert_alias", desk.pk), {})
    desk.api("convert_alias")


def translate(desk: Desk) -> None:
    desk.write()
    desk.api("copy_for_translation", locale="en", copy_parents=True)
    go_to_copy(desk)


def move(desk: Desk) -> None:
    desk.write()
    to = desk.row.get_parent().pk
    desk.send(desk.url("move_confirm", desk.pk, to), {})
    desk.api("move", destination_page_id=to)


def lock(desk: Desk) -> None:
    desk.write()
    desk.send(desk.url("lock", desk.pk), {})


def send_import(desk: Desk) -> None:
    """Send in the list as it was exported, with the words in one cell."""
    importer = next(
        each for each in IMPORTERS.values() if each.model is desk.kind.model
    )
    content = importer().export().replace(PLAIN, WORDS)
    path = desk.url("list")
    if desk.client.get(f"{path}import/").status_code == 200:
        apply(desk.client, upload(desk.client, content.encode(), path), path)
