"""News counts, cached for each generation of the site's content."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

from page_cache.request_cache import once_per_generation


class ArchivePaginator(Paginator):  # type: ignore[type-arg]  # generic in its stubs only
    """Paginates articles; `name` identifies the selection."""

    def __init__(self, articles: Any, per_page: int, name: str) -> None:
        super().__init__(articles, per_page)
        self.name = name

    @cached_property
    def count(self) -> int:
        articles: Any = self.object_list
        return once_per_generation(f"news:count:{self.name}", articles.count)
