"""
Variables and includes of templates, without detours where nothing is special.

Works around: Django asks of each value whether it is a time of another zone, a number
of another language or a lazy text; looks for items in each object that has attributes
only; and makes three copies of the context for each include. That was an eighth of the
time of a page.
Upstream: none found
Seen in: Django 5.2.19
Delete when: the rows "processor time" of `benchmarks/` are the same without it.
"""

import html
from typing import Any

from django.conf import settings
from django.template import base, context
from django.utils.safestring import SafeString

engine: Any = base
printed_by_django = engine.render_value_in_context
resolved_by_django = engine.Variable._resolve_lookup


def install() -> None:
    engine.render_value_in_context = printed
    engine.Variable._resolve_lookup = resolved
    for kind in (context.Context, context.RequestContext):
        setattr(kind, "new", isolated)  # noqa: B010, a method cannot be assigned to


def printed(value: Any, within: Any) -> Any:
    """Print a text or a whole number; leave everything else to Django."""
    kind = type(value)
    if kind is SafeString:
        return value
    if kind is str and within.autoescape:
        return SafeString(html.escape(value))
    if kind is int and not settings.USE_THOUSAND_SEPARATOR:
        return SafeString(value)
    return printed_by_django(value, within)


def resolved(variable: Any, within: Any) -> Any:
    """Follow items and attributes; leave calls, and what is missing, to Django."""
    try:
        first, *others = variable.lookups
        value = within[first]
        for name in others:
            if isinstance(value, dict):
                value = value[name]
            elif hasattr(type(value), "__getitem__") or callable(value):
                return resolved_by_django(variable, within)
            else:
                value = getattr(value, name)
    except Exception:  # noqa: BLE001, Django knows which of them readers must not see
        return resolved_by_django(variable, within)
    return resolved_by_django(variable, within) if callable(value) else value


def isolated(self: Any, values: Any = None) -> Any:
    """Return a context with these values only, and the same settings."""
    made = object.__new__(type(self))
    vars(made).update(vars(self))
    # What context processors added stays behind.
    vars(made).pop("_processors_index", None)
    made._reset_dicts(values)
    return made
