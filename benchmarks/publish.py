"""
Publishes a word on every type of page, and prints when that was committed.

Run in a separate process, like an editor's request.
"""

import sys
import time

import django


def publish(word: str) -> float:
    """Return the time of the commit, in seconds of `time.time`."""
    from django.db import transaction
    from wagtail.rich_text import RichText

    from news.models import NewsIndexPage, NewsPage
    from pages.models import HomePage
    from stats.models import Observation

    moments: list[float] = []
    with transaction.atomic():
        # The first callback after the commit, before caches are invalidated.
        transaction.on_commit(lambda: moments.append(time.time()))
        home = HomePage.objects.get()
        home.lede = f"About {word}."
        home.save_revision().publish()
        article = NewsPage(
            title=f"About {word}", slug=word, summary=f"About {word}.", lede=word
        )
        article.body = [("text", RichText(f"<p>{word}</p>"))]
        NewsIndexPage.objects.get().add_child(instance=article)
        article.save_revision().publish()
        old = Observation.objects.current().order_by("pk")[0]
        new = Observation.objects.get(pk=old.pk)
        new.pk, new.id, new.live, new.latest_revision = None, None, False, None
        new.first_published_at = new.live_revision = None
        new.as_published, new.words, new.number, new.upper_bound = (
            word,
            word,
            None,
            None,
        )
        new.qualifier, new.supersedes = "exactly", old
        new.change_kind, new.change_reason = "revision", f"About {word}."
        new.save()
        new.save_revision().publish()
    return moments[0]


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(f"{publish(sys.argv[1])}\n")
