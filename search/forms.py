"""The form of what steers the search: it knows how common words are just now."""

from typing import Any

from core.forms import CleanTextForm
from search.models.phrases import phrases_in, stands_everywhere


class SteeredForm(CleanTextForm):
    """Refuses phrases of many titles; what is seeded may not depend on an index."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.instance.counts_within:
            for phrase in phrases_in(cleaned.get("phrases", "")):
                if problem := stands_everywhere(phrase):
                    self.add_error("phrases", problem)
        return cleaned
