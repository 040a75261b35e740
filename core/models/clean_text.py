"""`CleanText`: a record whose text was typed, pasted or imported."""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from core.text_cleanup import artifact, one_line, tidied


class CleanText(models.Model):
    """A record that stores no invisible characters, from a form or an import."""

    class Meta:
        abstract = True

    def tidy(self, exclude: Collection[str] = ()) -> None:
        """Clean all text fields. Raises nothing, and is idempotent."""
        for field in self.typed_fields(exclude):
            text = getattr(self, field.attname)
            if isinstance(text, str):
                setattr(self, field.attname, self.tidied_value(field, text))

    def tidied_value(self, field: Any, text: str) -> str:
        return tidied(text) if isinstance(field, models.TextField) else one_line(text)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.tidy(exclude or ())
        problems: dict[str, Any] = {}
        for field in self.typed_fields(exclude or ()):
            if problem := artifact(getattr(self, field.attname) or ""):
                problems[field.name] = problem
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            problems = error.error_dict | problems
        if problems:
            raise ValidationError(problems)

    def typed_fields(self, exclude: Collection[str]) -> Iterator[Any]:
        for field in self._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField)
            if is_text and not field.choices and field.name not in exclude:
                yield field
