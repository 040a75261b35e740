"""Reads the site as its visitors do, and lists what the style guide rules out."""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import Client

from pages.voice.audit import PageVoice, addresses, bodies, read
from pages.voice.grade import grade
from pages.voice.marks import marks
from pages.voice.speaking import THIS_SITE


class Command(BaseCommand):
    help = (
        "List the pages by how much they speak of their sources; for the addresses "
        "given, list every sentence to look at. See docs/style.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", help="for example /faq/who-leads-it/")

    def handle(self, *args: Any, paths: list[str], **options: Any) -> None:
        visitor = Client(SERVER_NAME=str(urlsplit(settings.PUBLIC_URL).hostname))
        known = addresses(visitor)
        if unknown := set(paths) - set(known):
            raise CommandError(f"There is no page at {', '.join(sorted(unknown))}.")
        self.marks = marks(settings.BASE_DIR / "fixtures")
        self.bodies = bodies()
        pages = list(read(visitor, paths or known))
        editorial = [page for page in pages if page.is_editorial or paths]
        for page in sorted(editorial, key=lambda page: -page.share):
            self.stdout.write(self.line(page))
            if paths:
                self.details(page)
        if not paths:
            self.stdout.write(self.total(pages, editorial))

    def line(self, page: PageVoice) -> str:
        return (
            f"{page.path:52} {len(page.sentences):4} sentences, "
            f"{len(page.speaking):3} about sources ({page.share:4.0%}), "
            f"{len(page.unmarked(self.marks)):3} unmarked, "
            f"{len(page.without_citation(self.bodies)):3} uncited, "
            f"grade {page.grade:4.1f}"
        )

    def details(self, page: PageVoice) -> None:
        unmarked = page.unmarked(self.marks)
        found = [
            ("speaks of a source or of itself", unmarked),
            ("marked", [one for one in page.speaking if one not in unmarked]),
            ("without a citation", page.without_citation(self.bodies)),
            ("says nothing", page.empty_cells),
            ("hard to read", hardest(page)),
        ]
        for what, texts in found:
            for text in texts:
                self.stdout.write(f"  {what}: {text}")

    def total(self, pages: list[PageVoice], editorial: list[PageVoice]) -> str:
        sentences = [each for page in editorial for each in page.sentences]
        speaking = [each for page in editorial for each in page.speaking]
        text = "\n".join(each.text for page in pages for each in page.passages)
        share = len(speaking) / max(1, len(sentences))
        return (
            f"{len(speaking)} of {len(sentences)} sentences about sources "
            f"({share:.1%}), grade {grade(sentences):.1f}, "
            f"“this site” {len(THIS_SITE.findall(text))} times"
        )


def hardest(page: PageVoice) -> list[str]:
    """Return the sentences that make a page hard to read, if it is."""
    most = 10
    if page.grade <= most:
        return []
    hard = sorted(page.sentences, key=lambda sentence: -grade([sentence]))
    return [f"{grade([each]):.0f}: {each}" for each in hard[:5]]
