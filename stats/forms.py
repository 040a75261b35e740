"""Admin forms of this room."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from stats.wording import Reading, as_range, kept, read

EMPTY = (None, "")
FROM_WORDING = ("", gettext_lazy("as the wording says"))


def plain_number(number: Decimal | None) -> str | None:
    """Write a number without the zeros that only the column's width adds."""
    return None if number is None else f"{number.normalize():f}"


# What can be read out of a wording.
FOLLOWING = ("number", "upper_bound", "words", "qualifier")


def follow_from(wording: str) -> dict[str, Any]:
    """Work out all that a wording says; nothing where it can be read in two ways."""
    found = read(wording)
    span = as_range(wording, found)
    is_plain = bool(span) or (len(found) == 1 and len(found[0].readings) == 1)
    degrees = found[0].degrees if is_plain else ()
    return {
        "number": found[0].readings[0] if is_plain else None,
        "upper_bound": span.high.readings[0] if span else None,
        "words": "" if found else wording,
        "qualifier": degrees[0] if degrees else "exactly",
    }


def is_same(kept_fact: Any, read_out: Any) -> bool:
    if isinstance(read_out, Decimal):
        return kept_fact is not None and Decimal(kept_fact) == kept(read_out)
    return (kept_fact or None) == (read_out or None)


class ObservationForm(WagtailAdminModelForm):
    """
    Shows a published value, but takes no change to it.

    Of any other, it reads out of the wording what the editor leaves empty. What was
    read stays empty in the form, and so follows the wording when that is changed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "upper_bound"):
            self.initial[name] = plain_number(self.initial.get(name))
        if self.instance.pk and self.instance.is_published:
            for field in self.fields.values():
                field.disabled = True
            return
        if "qualifier" in self.fields:
            self.let_wording_decide()
        if self.instance.pk:
            self.leave_empty_what_follows()

    def leave_empty_what_follows(self) -> None:
        followed = follow_from(self.instance.as_published)
        facts = {name: getattr(self.instance, name) for name in FOLLOWING}
        if all(is_same(facts[name], followed[name]) for name in FOLLOWING):
            self.initial |= dict.fromkeys(FOLLOWING, "")

    def let_wording_decide(self) -> None:
        field = self.fields["qualifier"]
        field.required = False
        field.choices = [FROM_WORDING, *field.choices]
        if not self.instance.pk:
            self.initial["qualifier"] = ""

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        self.refuse_retired("statistic", "source")
        found = read(data.get("as_published") or "")
        if self.may_read("number", "words"):
            self.fill_number(data.get("as_published") or "", found)
        self.ask_for_unit()
        if not data.get("qualifier") and "qualifier" not in self.errors:
            self.fill_qualifier(found)
        return data

    def refuse_retired(self, *names: str) -> None:
        """Take no record that is retired, unless it was chosen before it was."""
        for name in names:
            chosen = self.cleaned_data.get(name)
            if chosen and chosen.is_retired and name in self.changed_data:
                self.add_error(
                    name,
                    gettext("“%(name)s” is retired. Choose another.")
                    % {"name": chosen},
                )

    def ask_for_unit(self) -> None:
        statistic = self.cleaned_data.get("statistic")
        has_number = self.cleaned_data.get("number") is not None
        if has_number and statistic and not statistic.unit:
            self.add_error(
                "statistic",
                gettext(
                    "This statistic has no unit, so readers could not tell what the "
                    "number counts. A site manager can add it."
                ),
            )

    def may_read(self, *names: str) -> bool:
        """Say whether all of these were left empty, and an amount is to be read."""
        data = self.cleaned_data
        if data.get("change_kind") == "withdrawal":
            return False
        return all(not self.errors.get(name) and not data.get(name) for name in names)

    def fill_number(self, wording: str, found: list[Reading]) -> None:
        followed = follow_from(wording)
        if found and followed["number"] is None:
            numbers = [plain_number(n) for one in found for n in one.readings]
            self.add_error(
                "number",
                gettext(
                    "The wording can be read as more than one number (%(numbers)s). "
                    "Type the one that counts."
                )
                % {"numbers": ", ".join(filter(None, numbers))},
            )
            return
        for name in ("number", "upper_bound", "words"):
            if self.cleaned_data.get(name) in EMPTY:
                self.cleaned_data[name] = followed[name]

    def fill_qualifier(self, found: list[Reading]) -> None:
        number = self.cleaned_data.get("number")
        meant = [one for one in found if number is not None and one.is_read_as(number)]
        degrees = meant[0].degrees if meant else ()
        if degrees and degrees[0] is None:
            self.add_error(
                "qualifier",
                gettext(
                    "The wording has words that this list lacks. Choose the nearest."
                ),
            )
            return
        self.cleaned_data["qualifier"] = degrees[0] if degrees else "exactly"
