"""Templates print the same as by Django's own ways, which are only slower."""

import datetime
from collections import namedtuple
from decimal import Decimal

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Template
from django.template.base import Variable
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from compat import quick_templates

Pair = namedtuple("Pair", "left right")


class Odd:
    def __str__(self):
        return "odd"

    plain = "<b>"
    do_not_call_in_templates = False

    def method(self):
        return "called"

    def needs(self, more):
        return more

    def delete(self):
        raise AssertionError

    delete.alters_data = True

    @property
    def missing(self):
        raise ObjectDoesNotExist

    @property
    def broken(self):
        raise AttributeError("inside")


class GoneError(Exception):
    silent_variable_failure = True


class Failing:
    @property
    def quiet(self):
        raise GoneError

    @property
    def loud(self):
        raise ZeroDivisionError


VALUES = {
    "text": "a <b> & 'c' \"d\"",
    "safe": mark_safe("<i>safe</i>"),
    "lazy": gettext_lazy("January"),
    "number": 1234567,
    "flag": True,
    "nothing": None,
    "fraction": 1234.5,
    "decimal": Decimal("1234.50"),
    "day": datetime.date(2026, 3, 7),
    "moment": datetime.datetime(2026, 3, 7, 12, tzinfo=datetime.UTC),
    "odd": Odd(),
    "kind": Odd,
    "failing": Failing(),
    "pair": Pair("<l>", 2),
    "rows": ["<first>", {"key": "<value>", "items": "own"}],
    "mapping": {"key": "v", "items": "own", 1: "one", "call": lambda: "<made>"},
}
NAMES = [
    *VALUES,
    "odd.plain",
    "odd.method",
    "odd.needs",
    "odd.delete",
    "odd.missing",
    "odd.absent",
    "kind.plain",
    "kind.method",
    "failing.quiet",
    "pair.left",
    "pair.1",
    "pair.absent",
    "rows.0",
    "rows.1.key",
    "rows.9",
    "rows.1.items",
    "mapping.key",
    "mapping.items",
    "mapping.values",
    "mapping.call",
    "mapping.absent",
    "text.upper",
    "text.0",
    "absent",
    "absent.more",
    "forloop.counter",
]


def printed(name, autoescape):
    return Template(f"{{{{ {name} }}}}").render(Context(VALUES, autoescape=autoescape))


@pytest.mark.parametrize("autoescape", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_value_is_printed_as_by_django(name, autoescape, monkeypatch):
    quickly = printed(name, autoescape)
    django = quick_templates
    monkeypatch.setattr(
        "django.template.base.render_value_in_context", django.printed_by_django
    )
    monkeypatch.setattr(Variable, "_resolve_lookup", django.resolved_by_django)

    assert quickly == printed(name, autoescape)


@pytest.mark.parametrize("name", ["odd.broken", "failing.loud"])
def test_failure_of_a_property_is_not_swallowed(name):
    with pytest.raises((AttributeError, ZeroDivisionError)):
        printed(name, autoescape=True)


def test_include_with_only_sees_nothing_else_and_changes_nothing_outside(settings):
    outside = Context({"a": 1, "b": 2}, autoescape=False, use_tz=False)

    inside = outside.new({"a": "<"})

    inside["b"] = 3
    assert inside.flatten() == {
        "True": True, "False": False, "None": None, "a": "<", "b": 3,
    }  # fmt: skip
    assert outside["b"] == 2
    assert (inside.autoescape, inside.use_tz) == (False, False)
