"""
Creates the plain site, and prints how many queries its home page takes.

Run in a separate process, with the settings beside this file.
"""

import datetime
import io
import sys
from typing import Any

import django
from django.core.files.base import ContentFile
from django.core.management import call_command

TEXT = "<p>" + "Plain words, <b>some bold</b>, some in a <i>list</i>. " * 12 + "</p>"
SECTIONS, BELOW, ARTICLES = 10, 4, 6


def image(number: int) -> Any:
    from PIL import Image as Pillow
    from wagtail.images.models import Image

    file = io.BytesIO()
    Pillow.new("RGB", (800, 600), (10 * number, 80, 80)).save(file, "JPEG")
    name = f"image-{number}.jpg"
    return Image.objects.create(
        title=name, file=ContentFile(file.getvalue(), name), width=800, height=600
    )


def fill() -> None:
    from wagtail.models import Page, Site

    from benchmarks.plain_wagtail.models import PlainPage

    Page.objects.filter(depth=2).delete()
    images = [image(number) for number in range(ARTICLES)]
    home = Page.get_first_root_node().add_child(
        instance=PlainPage(title="Home", slug="home", intro="Welcome")
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    for number in range(SECTIONS):
        section = home.add_child(
            instance=PlainPage(
                title=f"Section {number}", intro="About this.", show_in_menus=True
            )
        )
        for place in range(BELOW):
            section.add_child(
                instance=PlainPage(title=f"Page {place}", show_in_menus=True)
            )
    first = home.get_children().first()
    for number, picture in enumerate(images):
        day = datetime.date(2026, 1, 1 + number)
        page = PlainPage(title=f"Article {number}", intro="News.", date=day)
        page.image = picture
        first.add_child(instance=page)
    home.body = home._meta.get_field("body").to_python(
        [
            {"type": kind, "value": value}
            for kind, value in [
                *[("heading", "Heading"), ("paragraph", TEXT)] * 6,
                ("image", images[0].pk),
                ("page", first.pk),
            ]
        ]
    )
    home.save()


def queries() -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.get("/")  # renders the images
    with CaptureQueriesContext(connection) as found:
        assert client.get("/").status_code == 200  # noqa: S101, a measurement's own
    return len(found)


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    sys.stdout.write(f"{queries()}\n")
