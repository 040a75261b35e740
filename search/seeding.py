"""The records of this room in `fixtures/`."""

from typing import Any

from pages.seeding.files import Entry
from pages.seeding.kinds import Kind
from search.models import DistressWords, SearchBestAnswer, SearchMeaning, Steered


def in_place_of(model: type[Steered]) -> Any:
    """Return what finds the record that has one of an entry's phrases already."""

    def find(entry: Entry, instance: Steered | None) -> Steered | None:
        told = model(phrases=entry.data.get("phrases", ""))
        told.pk = instance and instance.pk
        for name in model.told_apart_by:
            setattr(told, name, entry.data.get(name, getattr(told, name)))
        return next((other for _phrase, other in told.also_in()), None)

    return find


def kind(name: str, file: str, model: type[Steered]) -> Kind:
    return Kind(name, (file,), model, has_slug=False, find_other=in_place_of(model))


KINDS = [
    kind("search_meaning", "search_meanings.yaml", SearchMeaning),
    kind("search_best_answer", "search_best_answers.yaml", SearchBestAnswer),
    kind("search_distress", "search_distress.yaml", DistressWords),
]
