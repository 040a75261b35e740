"""
Publishes and withdraws, one step for each line that it is sent.

A separate process with Django and a database connection of its own, as an editor's
request has. What it writes are *marks*: words with a number that readers can see.
"""

import json
import sys
import time

import django

SLUGS = {"article": "zqarticle", "withdrawn": "zqwithdrawn", "hidden": "zqhidden"}


def mark(kind, number):
    return f"zq{kind}{number}q"


def edit_article(number):
    article = page("article")
    article.title = f"News {mark('article', number)}"
    article.save_revision().publish()


def edit_contact(number):
    from regions.models import ContactChannel

    channel = ContactChannel.objects.get(slug="fbi-houston-phone")
    channel.name = f"Desk {mark('contact', number)}"
    channel.save_revision().publish()


def edit_figure(number):
    from stats.models import Statistic

    statistic = Statistic.objects.shown().order_by("pk")[0]
    statistic.label = f"Arrests {mark('figure', number)}"
    statistic.save()
    statistic.save_revision()


def edit_setting(number):
    from site_details.models import SiteDetails

    details = SiteDetails.objects.get()
    details.site_name = f"HSTF {mark('setting', number)}"
    details.save_revision().publish()


def show(kind, number):
    """Write a page that is withdrawn next, and let everybody read it."""
    it = page(kind)
    it.title = f"Page {mark(kind, number)}"
    it.get_view_restrictions().delete()
    it.save_revision().publish()


def withdraw(number):
    page("withdrawn").unpublish()


def hide(number):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.get_or_create(
        page=page("hidden"), restriction_type="login"
    )


STEPS = {
    "article": edit_article,
    "contact": edit_contact,
    "figure": edit_figure,
    "setting": edit_setting,
    "withdrawn": lambda number: show("withdrawn", number),
    "hidden": lambda number: show("hidden", number),
    "withdraw": withdraw,
    "hide": hide,
}


def page(kind):
    from wagtail.models import Page

    return Page.objects.get(slug=SLUGS[kind]).specific


def fill():
    """Create the pages that come and go."""
    from news.models import NewsIndexPage
    from pages.models import HomePage
    from tests.factories import NewsPageFactory, StandardPageFactory

    NewsPageFactory(parent=NewsIndexPage.objects.get(), slug=SLUGS["article"])
    home = HomePage.objects.get()
    for kind in ("withdrawn", "hidden"):
        StandardPageFactory(parent=home, slug=SLUGS[kind])


def try_to(step, number):
    """Return when the step was committed, or why not."""
    from django.db import close_old_connections, transaction

    begun = time.time()
    try:
        close_old_connections()
        with transaction.atomic():
            STEPS[step](number)
    except Exception as error:  # noqa: BLE001 - it is told, and tried again
        return {"failed": f"{type(error).__name__}: {error}"}
    return {"begun": begun, "committed": time.time()}


def main():
    django.setup()
    fill()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        step, number = line.split()
        sys.stdout.write(f"told {json.dumps(try_to(step, int(number)))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
