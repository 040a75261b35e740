"""
Fields of a form that the model need not validate once more.

Works around: a model form validates each field by the model's rules as well, and only a
private method says which it leaves out.
Upstream: https://code.djangoproject.com/ticket/12901
Seen in: Django 5.2.19
Delete when: Django has a public way to leave a field out.
"""

from typing import Any

SEEN = {"django": "5.2.19"}


class ValidatedByForm:
    """For model forms. `validated_by_form`: the fields that the model leaves alone."""

    validated_by_form: frozenset[str] = frozenset()

    def _get_validation_exclusions(self) -> set[str]:
        form: Any = super()
        return {*form._get_validation_exclusions(), *self.validated_by_form}
