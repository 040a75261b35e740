"""How much news there is: counted each time where it is little, and kept where not."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from django.core.cache import cache
from django.core.paginator import Paginator

from page_cache.apps import site_stamp

Counted = TypeVar("Counted")

# So many are counted in a moment. A hundred thousand take as long as the whole page.
FEW = 1_000


def once_a_change(name: str, articles: Any, count: Callable[[], Counted]) -> Counted:
    """Give what `count` gives; of many articles, count again only after a change."""
    if not articles[FEW : FEW + 1].exists():
        return count()
    # Read first, as the page cache does: what is written meanwhile counts next time.
    generation = site_stamp().read()
    key = f"news:{name}:{generation}"
    kept: Counted | None = cache.get(key)
    if kept is None:
        kept = count()
        cache.set(key, kept)
    return kept


class ArchivePaginator(Paginator):  # type: ignore[type-arg]  # generic in its stubs only
    """Steps through articles; `name` tells one choice of them from others."""

    def __init__(self, articles: Any, per_page: int, name: str) -> None:
        super().__init__(articles, per_page)
        self.name = name

    @cached_property
    def count(self) -> int:
        articles: Any = self.object_list
        return once_a_change(f"count:{self.name}", articles, articles.count)
