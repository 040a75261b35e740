"""The columns of the files: how a cell is read, written and compared."""

import re
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.text_cleanup import artifact, bare, one_line
from imports.coverage_words import parse_places, write_places
from imports.days import read_day


def refuse_artifact(cell: str) -> None:
    """Raise ValueError if it is a program's placeholder for a value."""
    if problem := artifact(cell):
        raise ValueError(problem)


def refuse_retired(record: Any) -> None:
    if getattr(record, "is_retired", False):
        raise ValueError(
            _("“%(name)s” is retired, so it is not used for anything new.")
            % {"name": record}
        )


class Column:
    """
    One column of a list, and the attribute of a record that it holds.

    `read` raises ValueError with words for the editor. What `write` makes of a value,
    `read` takes for the same value.
    """

    may_be_mangled = False  # by a spreadsheet, so that its interpretation is shown

    def __init__(self, name: str, attribute: str = "", default: Any = None) -> None:
        self.name, self.attribute, self.default = name, attribute or name, default

    def read(self, cell: str) -> Any:
        return cell

    def write(self, value: Any) -> str:
        return "" if value is None else str(value)

    def cell(self, record: Any) -> str:
        return self.write(getattr(record, self.attribute, None))

    def fill(self, record: Any, cell: str) -> None:
        """Parse a cell into a record; equivalent values stay as stored."""
        before = getattr(record, self.attribute, None)
        after = self.read(cell)
        if after in (None, "") and self.default is not None:
            after = self.default
        if self.write(after) != self.write(before):
            refuse_retired(after)
            setattr(record, self.attribute, after)

    def reading(self, record: Any, cell: str) -> tuple[str, str, str] | None:
        """Return name, cell and meaning if a spreadsheet may have mangled the cell."""
        typed, read = one_line(cell), one_line(self.cell(record))
        if self.may_be_mangled and typed and read and typed != read:
            return self.name, typed, read
        return None


class TextColumn(Column):
    """Text on one line."""

    may_be_mangled = True

    def read(self, cell: str) -> str:
        refuse_artifact(cell)
        return self.write(cell)

    def write(self, value: Any) -> str:
        return one_line(value or "")


class LinesColumn(TextColumn):
    """Text that may have several lines."""

    def write(self, value: Any) -> str:
        return "\n".join((value or "").splitlines()).strip()


class KeyColumn(Column):
    """The permanent name of the row's own record."""

    def read(self, cell: str) -> str:
        if not cell:
            raise ValueError(_("Fill this in: each row needs an id."))
        refuse_artifact(cell)
        if not re.fullmatch(r"[a-zA-Z0-9_-]{1,50}", cell):
            raise ValueError(
                _(
                    "“%(value)s” cannot be an id. Use up to 50 letters without "
                    "accents, digits and hyphens, such as fbi-albany."
                )
                % {"value": cell}
            )
        return cell


class ChoiceColumn(Column):
    """One of a few words."""

    def __init__(
        self, name: str, choices: type[models.TextChoices], **options: Any
    ) -> None:
        super().__init__(name, **options)
        self.choices = choices

    def read(self, cell: str) -> str | None:
        known = {
            name: choice.value
            for choice in self.choices
            for name in (choice.value, str(choice.label).casefold())
        }
        if cell and cell.casefold() not in known:
            raise ValueError(
                _("“%(value)s” is not one of: %(choices)s.")
                % {"value": cell, "choices": ", ".join(self.choices.values)}
            )
        return known.get(cell.casefold())


class DateColumn(Column):
    """A date as the template has it, or as a spreadsheet rewrites it."""

    may_be_mangled = True

    def read(self, cell: str) -> Any:
        return read_day(cell) if cell else None


class WholeNumberColumn(Column):
    may_be_mangled = True

    def read(self, cell: str) -> int | None:
        if not cell:
            return None
        refuse_artifact(cell)
        figure = re.fullmatch(r"([0-9]{1,9})(?:\.0+)?", bare(cell))
        if not figure:
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": cell})
        return int(figure[1])


class RemovalColumn(Column):
    """A flag that the row unpublishes its record; exports leave it empty."""

    def read(self, cell: str) -> bool:
        if cell.casefold() not in {"", "no", "yes"}:
            raise ValueError(
                _("“%(value)s” is not clear. Write yes, or leave it empty.")
                % {"value": cell}
            )
        return cell.casefold() == "yes"


class RecordColumn(Column):
    """Another record, by its permanent name."""

    def __init__(
        self,
        name: str,
        model: type[models.Model],
        missing: Any,
        key: str = "slug",
        **options: Any,
    ) -> None:
        super().__init__(name, **options)
        self.model, self.missing, self.key = model, missing, key

    @cached_property
    def records(self) -> dict[str, Any]:
        """Return all of them. The list is loaded once per import."""
        found = self.model._default_manager.all()
        return {self.write(record): record for record in found}

    def read(self, cell: str) -> Any:
        if cell and cell not in self.records:
            raise ValueError(self.missing % {"value": cell})
        return self.records[cell] if cell else None

    def write(self, value: Any) -> str:
        return str(getattr(value, self.key)) if value else ""


class PlaceColumn(RecordColumn):
    """A state or territory, by its postal code or its name."""

    def read(self, cell: str) -> Any:
        return self.by_name.get(cell.casefold()) or super().read(cell.upper())

    @cached_property
    def by_name(self) -> dict[str, Any]:
        return {place.name.casefold(): place for place in self.records.values()}


class CoverageColumn(PlaceColumn):
    """Places and parts of them: TX (southeast Texas); LA."""

    def cell(self, record: Any) -> str:
        return write_places(
            (coverage.jurisdiction.code, one_line(coverage.part))
            for coverage in record.coverages.all()
        )

    def fill(self, record: Any, cell: str) -> None:
        """Keep what is listed again, with its own source and certainty."""
        wanted = {(self.read(place), part): None for place, part in parse_places(cell)}
        present = list(record.coverages.all())
        kept = [c for c in present if (c.jurisdiction, one_line(c.part)) in wanted]
        known = {(c.jurisdiction, one_line(c.part)) for c in kept}
        new = [key for key in wanted if key not in known]
        if len(kept) == len(present) and not new:
            return
        start = max((c.sort_order or 0 for c in kept), default=-1) + 1
        added = [
            record.coverages.model(jurisdiction=place, part=part, sort_order=order)
            for order, (place, part) in enumerate(new, start)
        ]
        longest = record.coverages.model._meta.get_field("part").max_length
        for place, part in new:
            refuse_retired(place)
            if len(part) > longest:
                raise ValueError(
                    _("“%(part)s” is longer than %(longest)d signs.")
                    % {"part": part, "longest": longest}
                )
        record.coverages.set([*kept, *added])
