"""
Adds news articles up to a number, in bulk, and questions up to 500.

Run in a separate process, with the settings of a site on PostgreSQL.
"""

import sys
import uuid
from typing import Any

import django

QUESTIONS = 500
# This many articles contain the search word.
FOUND, WORD = 50, "zebrafish"
# All articles contain these.
COMMON = ("heron", "walrus", "marmot", "badger", "puffin")


def copies(page: Any, numbers: range, name: str) -> list[str]:
    """Insert this many copies of a page into the tree, and return what differs."""
    from wagtail.models import Page

    parent = page.get_parent()
    fields = [field.attname for field in Page._meta.concrete_fields]
    given = {name: getattr(page, name) for name in fields if name != "id"}
    made = []
    for number in numbers:
        path = Page._get_path(parent.path, parent.depth + 1, number)
        slug = f"{name}-{number}"
        own = {"path": path, "slug": slug, "url_path": f"{parent.url_path}{slug}/"}
        words = [*COMMON, WORD if number <= FOUND else "N"]
        title = " ".join([*(words if name == "news" else "N"), str(number)])
        own |= {"title": title, "draft_title": title, "numchild": 0}
        made.append(Page(**given | own | {"translation_key": key(number, name)}))
    Page.objects.bulk_create(made, batch_size=2000)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(made))
    return [each.path for each in made]


def key(number: int, name: str) -> Any:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{name}-{number}")


def rows_of(page: Any, paths: list[str], changed: dict[str, str]) -> None:
    """Add a row for each copy to the table of its type."""
    from django.db import connection

    table = page._meta.db_table
    columns = [field.column for field in page._meta.local_concrete_fields]
    names = [connection.ops.quote_name(column) for column in columns]
    values = [
        "p.id" if column == "page_ptr_id" else changed.get(column, f"t.{name}")
        for column, name in zip(columns, names, strict=True)
    ]
    into, taken = ", ".join(names), ", ".join(values)
    question = (
        f"INSERT INTO {table} ({into}) SELECT {taken} "  # noqa: S608, our models' names
        f"FROM {table} t, wagtailcore_page p "
        "WHERE t.page_ptr_id = %s AND p.path = ANY(%s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(question, [page.pk, paths])


def index(page: Any, paths: list[str]) -> None:
    """Add them to the search index."""
    from django.db import connection

    question = """
        INSERT INTO wagtailsearch_indexentry
            (content_type_id, object_id, title_norm, autocomplete, title, body,
            title_text, body_text)
        SELECT t.content_type_id, p.id::text, t.title_norm, t.autocomplete,
            to_tsvector('simple', p.title), t.body, p.title, t.body_text
        FROM wagtailsearch_indexentry t, wagtailcore_page p
        WHERE t.object_id = %s AND t.content_type_id = %s AND p.path = ANY(%s)
    """
    with connection.cursor() as cursor:
        cursor.execute(question, [str(page.pk), page.content_type_id, paths])


def grow(number: int) -> None:
    from django.db import connection

    from faq.models import QuestionPage
    from news.models import NewsPage

    article, question = NewsPage.objects.first(), QuestionPage.objects.first()
    start = NewsPage.objects.count() + 1
    paths = copies(article, range(start, number + 1), "news")
    rows_of(article, paths, {"date": "DATE '2026-01-01' - (p.id %% 3650)::int"})
    index(article, paths)
    if QuestionPage.objects.count() < QUESTIONS:
        begin = QuestionPage.objects.count() + 1
        paths = copies(question, range(begin, QUESTIONS + 1), "question")
        rows_of(question, paths, {})
        index(question, paths)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    django.setup()
    grow(int(sys.argv[1]))
