"""The columns of the files: how a cell is read, written and compared."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from core.text_cleanup import artifact, bare, one_line
from imports.coverage_words import parse_places, write_places
from imports.days import read_day


def refuse_artifact(value: str) -> None:
    """Raise ValueError if a program has put it in the place of a value."""
    if problem := artifact(value):
        raise ValueError(problem)


class Line(Widget):
    """Words on one line."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        refuse_artifact(value)
        return one_line(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return one_line(value or "")


class Text(Widget):
    """Words that may have several lines."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        refuse_artifact(value)
        return self.render(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "\n".join((value or "").splitlines()).strip()


class Key(Widget):
    """The permanent name of the row's own record."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        if not value:
            raise ValueError(_("Fill this in: each row needs an id."))
        refuse_artifact(value)
        if not re.fullmatch(r"[a-zA-Z0-9_-]{1,50}", value):
            raise ValueError(
                _(
                    "“%(value)s” cannot be an id. Use up to 50 letters without "
                    "accents, digits and hyphens, such as fbi-albany."
                )
                % {"value": value}
            )
        return value


class Choice(Widget):
    """One of a few words."""

    def __init__(self, choices: type[models.TextChoices]) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str | None:
        if not value:
            return None
        for choice in self.choices:
            if value.casefold() in {choice.value, str(choice.label).casefold()}:
                return choice.value
        raise ValueError(
            _("“%(value)s” is not one of: %(choices)s.")
            % {"value": value, "choices": ", ".join(self.choices.values)}
        )


class Day(Widget):
    """A date as the template has it, or as a spreadsheet rewrites it."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        return read_day(value) if value else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.isoformat() if value else ""


class Number(Widget):
    def clean(self, value: str, row: Any = None, **kwargs: Any) -> int | None:
        if not value:
            return None
        refuse_artifact(value)
        figure = re.fullmatch(r"([0-9]{1,9})(?:\.0+)?", bare(value))
        if not figure:
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": value})
        return int(figure[1])


class YesOrEmpty(Widget):
    def clean(self, value: str, row: Any = None, **kwargs: Any) -> bool:
        if value.casefold() not in {"", "no", "yes"}:
            raise ValueError(
                _("“%(value)s” is not clear. Write yes, or leave it empty.")
                % {"value": value}
            )
        return value.casefold() == "yes"


class Known(Widget):
    """Another record, by its permanent name."""

    def __init__(
        self, find: Callable[[], Iterable[Any]], missing: Any, key: str = "slug"
    ) -> None:
        super().__init__()
        self.find, self.missing, self.key = find, missing, key

    @cached_property
    def records(self) -> dict[str, Any]:
        """Return all of them. The list is loaded once per import."""
        return {str(getattr(record, self.key)): record for record in self.find()}

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        if not value:
            return None
        found = self.records.get(value)
        if found is None:
            raise ValueError(self.missing % {"value": value})
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(getattr(value, self.key)) if value else ""


class Place(Known):
    """A state or territory, by its postal code or its name."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        by_name = {place.name.casefold(): place for place in self.records.values()}
        if found := by_name.get(value.casefold()):
            return found
        return super().clean(value.upper(), row, **kwargs)


class Column(Field):
    """A cell; it leaves its field alone where it says what the field says already."""

    def save(
        self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any
    ) -> None:
        before, shown = self.get_value(instance), self.export(instance)
        super().save(instance, row, is_m2m, **kwargs)
        if self.export(instance) == shown:
            setattr(instance, self.attribute, before)
            return
        after = self.get_value(instance)
        if getattr(after, "is_retired", False):
            raise ValueError(
                _("“%(name)s” is retired, so it is not used for anything new.")
                % {"name": after}
            )

    def reading(self, instance: Any, row: Any) -> tuple[str, str, str] | None:
        """Return name, cell and meaning if a spreadsheet may have mangled the cell."""
        typed, read = one_line(row[self.column_name]), one_line(self.export(instance))
        is_told = isinstance(self.widget, Line | Text | Day | Number)
        if not is_told or not typed or not read or typed == read:
            return None
        return self.column_name, typed, read


class Covers(Column):
    """Jurisdictions and parts of them, in one cell: TX (southeast Texas); LA."""

    def __init__(self, places: Place) -> None:
        super().__init__(attribute="coverages", widget=places)

    def export(self, instance: Any, **kwargs: Any) -> str:
        return write_places(
            (coverage.jurisdiction.code, one_line(coverage.part))
            for coverage in instance.coverages.all()
        )

    def save(
        self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any
    ) -> None:
        """Keep what is named again, with its own source and certainty."""
        wanted = {
            (self.widget.clean(place), part): None
            for place, part in parse_places(row[self.column_name])
        }
        present = list(instance.coverages.all())
        kept = [c for c in present if (c.jurisdiction, one_line(c.part)) in wanted]
        known = {(c.jurisdiction, one_line(c.part)) for c in kept}
        new = [key for key in wanted if key not in known]
        if len(kept) == len(present) and not new:
            return
        model = instance.coverages.model
        start = max((c.sort_order or 0 for c in kept), default=-1) + 1
        added = [
            model(jurisdiction=place, part=part, sort_order=start + number)
            for number, (place, part) in enumerate(new)
        ]
        for coverage in added:
            self.check(coverage)
        instance.coverages.set([*kept, *added])

    @staticmethod
    def check(coverage: Any) -> None:
        longest = coverage._meta.get_field("part").max_length
        if len(coverage.part) > longest:
            raise ValueError(
                _("“%(part)s” is longer than %(longest)d signs.")
                % {"part": coverage.part, "longest": longest}
            )
        if coverage.jurisdiction.is_retired:
            raise ValueError(
                _("“%(name)s” is retired, so it is not used for anything new.")
                % {"name": coverage.jurisdiction}
            )
