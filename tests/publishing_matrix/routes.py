"""
The ways in which something becomes public, each as an editor or an attacker goes it.

A route has two parts. `prepare` is done by the writer: it brings words nobody has
looked at into the record. `publish` is done by whoever tries to make them public: the
writer, who must fail in every role, or a second person, who shows that the route is
one at all. `opens` says for whom: NOBODY where not even a second person may get
through, such as a version that was overwritten after its approval.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.publishing_matrix.desk import Desk
from tests.publishing_matrix.finishing import (
    approve_import,
    approve_in_form,
    approve_review,
    bulk,
    bulk_from_above,
    by_api,
    clock,
    confirm,
    end_the_step,
    in_form,
    unlock_and_publish,
)
from tests.publishing_matrix.kinds import Kind
from tests.publishing_matrix.preparing import (
    alias_by_api,
    alias_in_form,
    alias_then_convert,
    approved_then_withdrawn,
    autosave,
    cancel_review,
    change_under_review,
    copy,
    copy_all_below,
    copy_and_retitle,
    copy_by_api,
    copy_record,
    copy_then_write,
    create,
    lock,
    move,
    overwrite_live,
    overwrite_live_by_autosave,
    overwrite_scheduled,
    overwrite_scheduled_by_autosave,
    overwrite_submitted,
    overwrite_unpublished,
    restart_review,
    revert,
    revert_by_api,
    send_import,
    submit_again,
    submit_for_later,
    translate,
    type_and_publish,
    unpublish,
    unpublish_by_api,
    unpublish_in_bulk,
    unschedule,
    write,
    write_and_submit,
    write_for_later,
)

Step = Callable[[Desk], Any]


# Which kinds a route is for


def every(kind: Kind) -> bool:
    return True


def pages(kind: Kind) -> bool:
    return kind.is_page


def records(kind: Kind) -> bool:
    return not kind.is_page


def repeatable(kind: Kind) -> bool:
    """Leave out the one of which there is no second."""
    return records(kind) and not kind.is_only


def changeable(kind: Kind) -> bool:
    """Leave out what is frozen once it is public: nobody writes into it again."""
    return not kind.is_frozen


def imported(kind: Kind) -> bool:
    return kind.imported


def confirmed(kind: Kind) -> bool:
    return kind.confirmed


NEW, CHANGING = ("new",), ("changing",)
BOTH = NEW + CHANGING
SECOND, NOBODY = "a second person", "nobody"
ADMINISTRATORS = ("Administrator",)


@dataclass(frozen=True)
class Route:
    prepare: Step
    publish: Step
    kinds: Callable[[Kind], bool] = every
    # On a record that was never public, or as a change to one that is.
    begins: tuple[str, ...] = CHANGING
    opens: str = SECOND
    # For whom it opens at all, where that is fewer than may publish.
    only: tuple[str, ...] = ()


ROUTES = {
    "create": Route(create, in_form, begins=NEW),
    "form": Route(type_and_publish, in_form, begins=BOTH),
    "autosave": Route(autosave, in_form),
    "overwrite live": Route(overwrite_live, in_form, changeable),
    "overwrite live, first": Route(
        overwrite_live_by_autosave, in_form, changeable, NEW
    ),
    "overwrite live, bulk": Route(overwrite_live, bulk, pages),
    "overwrite live, API": Route(overwrite_live, by_api, pages),
    "overwrite live, confirm": Route(overwrite_live, confirm, confirmed, opens=NOBODY),
    "overwrite scheduled": Route(overwrite_scheduled, clock, begins=BOTH, opens=NOBODY),
    "overwrite scheduled, autosave": Route(
        overwrite_scheduled_by_autosave, clock, opens=NOBODY
    ),
    "overwrite submitted": Route(overwrite_submitted, approve_review, opens=NOBODY),
    "overwrite unpublished": Route(overwrite_unpublished, in_form, changeable),
    "schedule": Route(write_for_later, in_form, begins=BOTH),
    "schedule, bulk": Route(write_for_later, bulk, pages),
    "schedule, API": Route(write_for_later, by_api, pages, BOTH),
    "schedule, review": Route(submit_for_later, approve_review),
    "unschedule": Route(unschedule, in_form),
    "review": Route(write_and_submit, approve_review, begins=BOTH),
    "review, in the form": Route(write_and_submit, approve_in_form),
    "review, sent again": Route(submit_again, approve_review),
    "review, begun anew": Route(restart_review, approve_review),
    "review, cancelled": Route(cancel_review, in_form),
    "review, changed in it": Route(change_under_review, in_form),
    "review, step switched off": Route(
        write_and_submit, end_the_step, only=ADMINISTRATORS, opens=NOBODY
    ),
    "revert": Route(revert, in_form),
    "revert, API": Route(revert_by_api, by_api, pages),
    "unpublish": Route(unpublish, in_form, changeable),
    "unpublish, bulk": Route(unpublish_in_bulk, bulk, pages),
    "unpublish, API": Route(unpublish_by_api, by_api, pages),
    "withdrawn and back": Route(approved_then_withdrawn, in_form, changeable),
    "bulk": Route(write, bulk, pages, BOTH),
    "bulk, from above": Route(write, bulk_from_above, pages, NEW),
    "API": Route(write, by_api, pages, BOTH),
    "copy": Route(copy, in_form, pages, BOTH),
    "copy, bulk": Route(copy, bulk, pages),
    "copy, API": Route(copy_by_api, by_api, pages),
    "copy, another title": Route(copy_and_retitle, in_form, pages),
    "copy, all below": Route(copy_all_below, in_form, pages, BOTH),
    "copy, then write": Route(copy_then_write, in_form, pages),
    "copy of a record": Route(copy_record, in_form, repeatable),
    "alias": Route(alias_in_form, in_form, pages, BOTH),
    "alias, API": Route(alias_by_api, by_api, pages),
    "alias, converted": Route(alias_then_convert, in_form, pages),
    "translation": Route(translate, by_api, pages),
    "move": Route(move, in_form, pages),
    "lock": Route(lock, unlock_and_publish, pages),
    "import": Route(send_import, approve_import, imported),
    "confirm": Route(write, confirm, confirmed, opens=NOBODY),
}
