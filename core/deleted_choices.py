"""What a chooser block had chosen before it was deleted."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.blocks import PageChooserBlock
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from core.keys import is_key


@dataclass
class DeletedChoice:
    """
    Stands in a chooser for a deleted object; false, so that no page shows it.

    It keeps the primary key: the form names what is missing, saving loses nothing, and
    a restored object is shown again.
    """

    model: type[Model]
    pk: int
    # The text beside an image is kept with the image's key.
    contextual_alt_text: str | None = None
    decorative: bool | None = None

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        kind = capfirst(self.model._meta.verbose_name)
        name = self.former_name() or f"{kind} {self.pk}"
        return gettext("“%(name)s”, which was deleted") % {"name": name}

    def former_name(self) -> str:
        """Return its last name in the history; empty if there is none."""
        if issubclass(self.model, Page):
            entries = PageLogEntry.objects.filter(page=self.pk)
        else:
            kind = ContentType.objects.get_for_model(self.model)
            entries = ModelLogEntry.objects.filter(
                content_type=kind, object_id=str(self.pk)
            )
        newest = entries.order_by("-timestamp", "-pk").first()
        return newest.label if newest else ""


# The chooser block comes behind this class.
Base: Any = object


class KeepsDeletedChoice(Base):
    """
    For chooser blocks: a deleted choice stays, and never makes a form invalid.

    Must stand first among the bases.
    """

    def or_gone(self, found: Any, key: Any) -> Any:
        if found is not None or key is None or not is_key(str(key)):
            return found
        return DeletedChoice(self.model_class, int(key))

    def to_python(self, value: Any) -> Any:
        return self.or_gone(super().to_python(value), value)

    def bulk_to_python(self, values: Any) -> list[Any]:
        wanted = list(values)
        found = super().bulk_to_python(wanted)
        return [
            self.or_gone(each, key) for each, key in zip(found, wanted, strict=True)
        ]

    def value_from_form(self, value: Any) -> Any:
        found = super().value_from_form(value)
        if found is not None or value is None or self.is_of_another_kind(value):
            return found
        return self.or_gone(found, value)

    def is_of_another_kind(self, key: Any) -> bool:
        """Return whether it is the key of a page that cannot be chosen here."""
        return (
            issubclass(self.model_class, Page) and Page.objects.filter(pk=key).exists()
        )

    def clean(self, value: Any) -> Any:
        return value if isinstance(value, DeletedChoice) else super().clean(value)

    def get_form_state(self, value: Any) -> Any:
        if not isinstance(value, DeletedChoice):
            return super().get_form_state(value)
        words = capfirst(str(value))
        # Each kind of chooser reads some of these.
        return {
            "id": value.pk,
            self.widget.display_title_key: words,
            "edit_url": None,
            "adminTitle": words,
            "parentId": None,
            "editUrl": None,
            "preview": {"url": "", "width": 0, "height": 0},
            "default_alt_text": "",
        }


class ChosenPageBlock(KeepsDeletedChoice, PageChooserBlock):
    """A choice of pages."""

    def deconstruct(self) -> tuple[str, Any, Any]:
        # What is stored is the same, so migrations need not tell them apart.
        _name, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs
