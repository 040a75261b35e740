"""The columns of the files: how a cell is read, written and compared."""

import re
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.text_cleanup import artifact, bare, one_line
from imports.coverage_words import CoveredPlace, parse_places, write_places
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
    """Places, parts of them and counties: TX (southeast Texas); LA [only Caddo]."""

    def cell(self, record: Any) -> str:
        return write_places(told_by(coverage) for coverage in record.coverages.all())

    def fill(self, record: Any, cell: str) -> None:
        """Keep what is listed again, with its own source and certainty."""
        listed = [(self.read(told.place), told) for told in parse_places(cell)]
        present = list(record.coverages.all())
        left, new, changed = list(present), [], []
        for place, told in dict.fromkeys(listed):
            found = self.listed_again(left, place, told)
            left = [each for each in left if each not in found]
            changed += [each for each in found if set_counties(each, told)]
            if not found:
                new.append(self.added(record, place, told))
        if not (left or new or changed):
            return
        kept = [each for each in present if each not in left]
        start = max((each.sort_order or 0 for each in kept), default=-1) + 1
        for order, each in enumerate(new, start):
            each.sort_order = order
        record.coverages.set([*kept, *new])

    @staticmethod
    def listed_again(present: list[Any], place: Any, told: CoveredPlace) -> list[Any]:
        """Return what the entry means: those with its counties, if it names some."""
        alike = [
            each
            for each in present
            if (each.jurisdiction, one_line(each.part)) == (place, told.part)
        ]
        if told.counties is None:
            return alike
        wanted = (told.counties, told.are_all)
        same = [each for each in alike if counties_of(each) == wanted]
        return same or alike[:1]

    @staticmethod
    def added(record: Any, place: Any, told: CoveredPlace) -> Any:
        refuse_retired(place)
        longest = record.coverages.model._meta.get_field("part").max_length
        if len(told.part) > longest:
            raise ValueError(
                _("“%(part)s” is longer than %(longest)d signs.")
                % {"part": told.part, "longest": longest}
            )
        coverage = record.coverages.model(jurisdiction=place, part=told.part)
        set_counties(coverage, told)
        return coverage


def told_by(coverage: Any) -> CoveredPlace:
    place, part = coverage.jurisdiction.code, one_line(coverage.part)
    return CoveredPlace(place, part, *counties_of(coverage))


def counties_of(coverage: Any) -> tuple[str, bool]:
    return one_line(coverage.counties), coverage.counties_are_all


def set_counties(coverage: Any, told: CoveredPlace) -> bool:
    """Write what an entry says of counties, and return whether it is something else."""
    wanted = (told.counties, told.are_all)
    if told.counties is None or counties_of(coverage) == wanted:
        return False
    coverage.counties, coverage.counties_are_all = wanted
    return True
