"""The form of a value, which fills empty fields from the wording."""

import copy
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminModelForm

from stats.models.checks import plain_number
from stats.models.confirming import ReadOut, read_out
from stats.wording.numbers import kept
from stats.wording.understanding import NotStated, Stated, understand

# The fields that can be derived from a wording.
FOLLOWING = ("number", "upper_bound", "words", "qualifier")


def follow_from(wording: str, about: str) -> dict[str, Any]:
    """
    Derive everything that a wording says; no number if it is ambiguous.

    `about`: see `understand`.
    """
    stated = understand(wording, about)
    if isinstance(stated, NotStated):
        return dict(zip(FOLLOWING, (None, None, wording, "exactly"), strict=True))
    if len(stated.numbers) > 1:
        return dict(zip(FOLLOWING, (None, None, "", "exactly"), strict=True))
    facts = (stated.numbers[0], stated.upper, "", stated.degree)
    return dict(zip(FOLLOWING, facts, strict=True))


def is_same(kept_fact: Any, read_out: Any) -> bool:
    if isinstance(read_out, Decimal):
        return kept_fact is not None and Decimal(kept_fact) == kept(read_out)
    return (kept_fact or None) == (read_out or None)


class ObservationForm(WagtailAdminModelForm):
    """
    Shows a published value read-only.

    For others, it derives from the wording what the editor leaves empty. Derived values
    stay empty in the form, and so follow the wording when it changes.
    """

    # What decides whether a value is odd.
    COMPARED = ("statistic", "as_published", "supersedes", "change_kind", *FOLLOWING)

    class Media:
        css = {"all": ["css/admin-reading.css"]}
        js = ["js/admin-reading.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "upper_bound"):
            self.initial[name] = plain_number(self.initial.get(name))
        if self.instance.pk and self.instance.is_published:
            for field in self.fields.values():
                field.disabled = True
            self.read = ReadOut()
            return
        if "qualifier" in self.fields:
            self.let_wording_decide()
        if self.instance.pk:
            self.leave_empty_what_follows()
        self.read = read_out(self.instance)

    def leave_empty_what_follows(self) -> None:
        about = self.instance.statistic.in_words
        followed = follow_from(self.instance.as_published, about)
        facts = {name: getattr(self.instance, name) for name in FOLLOWING}
        if all(is_same(facts[name], followed[name]) for name in FOLLOWING):
            self.initial |= dict.fromkeys(FOLLOWING, "")

    def let_wording_decide(self) -> None:
        field = self.fields["qualifier"]
        field.required = False
        field.choices = [("", gettext("as the wording says")), *field.choices]
        if not self.instance.pk:
            self.initial["qualifier"] = ""

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        self.refuse_retired("statistic", "source")
        if data.get("change_kind") != "withdrawal":
            self.follow_wording(data.get("as_published") or "")
        if not data.get("qualifier") and "qualifier" not in self.errors:
            data["qualifier"] = "exactly"
        self.ask_for_unit()
        self.read = read_out(self.as_typed())
        self.ask_to_confirm()
        return data

    def as_typed(self) -> Any:
        """Return the value as the form would save it, for comparison only."""
        value = copy.copy(self.instance)
        for name in self.COMPARED:
            if name in self.cleaned_data:
                setattr(value, name, self.cleaned_data[name])
        return value

    def ask_to_confirm(self) -> None:
        """
        Ask before anything odd can go public; a draft saves without an answer.

        A tick confirms exactly the change that was shown, and does not cover
        later input. Invalid input needs no confirmation.
        """
        if any(name in self.errors for name in ("as_published", *FOLLOWING)):
            self.read = replace(self.read, odd=[], to_confirm="")
        asked = self.read.to_confirm
        if self.cleaned_data.get("confirmed_wording") == asked:
            return
        self.cleaned_data["confirmed_wording"] = ""
        if asked and not self.is_deferred_validation:
            self.add_error(
                "confirmed_wording",
                gettext("Look at this once more, and tick the box if it is right."),
            )

    def refuse_retired(self, *names: str) -> None:
        """Reject a retired record, unless it is the current choice."""
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

    def follow_wording(self, wording: str) -> None:
        """Fill empty fields from the wording."""
        data, statistic = self.cleaned_data, self.cleaned_data.get("statistic")
        stated = understand(wording, statistic.in_words if statistic else "")
        if isinstance(stated, NotStated):
            if data.get("number") is None and not data.get("words"):
                data["words"] = wording
            return
        if data.get("number") is None and not data.get("words"):
            self.fill_number(stated)
        if data.get("number") is not None and data.get("upper_bound") is None:
            data["upper_bound"] = stated.upper
        if data.get("number") is not None and not data.get("qualifier"):
            self.fill_qualifier(stated)

    def fill_number(self, stated: Stated) -> None:
        if "number" in self.errors:
            return
        if len(stated.numbers) == 1:
            self.cleaned_data["number"] = stated.numbers[0]
            return
        numbers = ", ".join(filter(None, map(plain_number, stated.numbers)))
        self.add_error(
            "number",
            gettext(
                "The wording can be read as more than one number (%(numbers)s). Type "
                "the one that counts."
            )
            % {"numbers": numbers},
        )

    def fill_qualifier(self, stated: Stated) -> None:
        if stated.degree is None:
            self.add_error(
                "qualifier",
                gettext(
                    "The wording has words that this list lacks. Choose the nearest."
                ),
            )
            return
        self.cleaned_data["qualifier"] = stated.degree
