"""How to cite one published value: plain text, APA, BibTeX and CSL-JSON."""

import datetime
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext

from stats.models import Observation

# What LaTeX reads as commands, and marks that old BibTeX cannot read at all.
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\N{EN DASH}": "--",
        "\N{EM DASH}": "---",
        "\N{LEFT DOUBLE QUOTATION MARK}": "``",
        "\N{RIGHT DOUBLE QUOTATION MARK}": "''",
        "\N{LEFT SINGLE QUOTATION MARK}": "`",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{NO-BREAK SPACE}": "~",
    }
)


@dataclass(frozen=True)
class CiteThis:
    """
    One published value, as others may cite it.

    Only what is known is named: no author, and no day on which somebody read it.
    """

    value: Observation

    @cached_property
    def title(self) -> str:
        """Say what is counted, how many, whose count it is, and for when."""
        statistic, value = self.value.statistic, self.value
        name = statistic.label
        if not statistic.program.is_own:
            name = f"{name} ({statistic.program.name})"
        title = f"{name}: {value.value_text}"
        return f"{title} ({self.period})" if self.period else title

    @property
    def period(self) -> str:
        value = self.value
        inferred = gettext("year worked out") if value.is_year_inferred else ""
        parts = [value.period_dates, value.period_words, inferred, as_of(value)]
        return ", ".join(filter(None, parts))

    @property
    def day(self) -> datetime.date:
        return self.value.published_date or datetime.date.max

    @property
    def container(self) -> str:
        return gettext("The record")

    @property
    def publisher(self) -> str:
        return gettext("Homeland Security Task Force")

    @property
    def address(self) -> str:
        return f"{settings.PUBLIC_URL}{self.value.url}"

    @property
    def key(self) -> str:
        return f"{self.value.statistic.slug}-{self.value.pk}"

    @cached_property
    def note(self) -> str:
        """Name the document that the value comes from, and every caution."""
        source = self.value.source
        day = source.date_text if source.date else ""
        facts = [source.title, source.publisher, day]
        reported = gettext("Source: %(source)s.") % {
            "source": ", ".join(filter(None, facts)).rstrip(".")
        }
        return " ".join(filter(None, [reported, self.value.statistic.arrest_reminder]))

    @property
    def plain(self) -> str:
        published = gettext("published %(day)s") % {
            "day": date_format(self.day, "F j, Y")
        }
        where = f"{self.publisher}, {self.container}, {published}."
        return f"{self.title}. {where} {self.note} {self.address}"

    @property
    def apa(self) -> str:
        """Return it as an entry without an author in a work of reference."""
        day = f"({date_format(self.day, 'Y, F j')})"
        within = gettext("In %(title)s.") % {"title": self.container}
        return (
            f"{self.title} [{gettext('Data')}]. {day}. {within} {self.publisher}. "
            f"{self.address}"
        )

    @property
    def bibtex(self) -> str:
        fields = {
            "title": f"{{{latex(self.title)}}}",
            "howpublished": latex(f"{self.publisher}: {self.container}"),
            "year": f"{self.day.year}",
            "month": f"{self.day:%b}".lower(),
            "day": f"{self.day.day}",
            "url": self.address,
            "note": latex(self.note),
        }
        rows = [
            f"  {name} = {text if name == 'month' else f'{{{text}}}'}"
            for name, text in fields.items()
        ]
        return ",\n".join([f"@misc{{{self.key}", *rows]) + "\n}"

    @property
    def csl(self) -> str:
        day = self.day
        entry: dict[str, Any] = {
            "id": self.key,
            "type": "dataset",
            "title": self.title,
            "container-title": self.container,
            "publisher": self.publisher,
            "issued": {"date-parts": [[day.year, day.month, day.day]]},
            "URL": self.address,
            "language": "en-US",
            "note": self.note,
        }
        rows = (
            f"{json.dumps(name)}: {json.dumps(field, ensure_ascii=False)}"
            for name, field in entry.items()
        )
        return "[{\n  " + ",\n  ".join(rows) + "\n}]"


def as_of(value: Observation) -> str:
    """Return the day on which it was true; empty if its source states none."""
    if value.as_of is None:
        return ""
    return gettext("as of %(day)s") % {"day": date_format(value.as_of, "F j, Y")}


def latex(text: str) -> str:
    return text.translate(LATEX)
