"""Retakes the guide's screenshots, from a temporary site.

Called by `bin/guide-pictures`. Names on the command line take only these.
"""

import os
import sys
import tempfile
from pathlib import Path

from tests.browser.sites import build_seeded, environment, serving

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.guide.settings"}


def main(names):
    with tempfile.TemporaryDirectory(prefix="guide-") as place:
        folder = Path(place)
        os.environ.update(environment(folder) | SETTINGS)
        import django

        django.setup()
        say("Filling a site; this takes half a minute")
        build_seeded(folder)
        take_all(folder, names)


def say(text):
    print(text, flush=True)  # noqa: T201 - a command talks


def take_all(folder, names):
    # Imported only now: their models need the settings.
    from playwright.sync_api import sync_playwright

    from tests.browser import chromium
    from tests.guide.camera import PICTURES, Photographer, keep
    from tests.guide.pictures import ALL
    from tests.guide.stage import stage

    if not chromium.find():
        raise SystemExit(chromium.MISSING)
    numbers = stage()
    wanted = [each for each in ALL if not names or each.name in names]
    with (
        serving(folder, folder / "log", **SETTINGS) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.options()
        )
        photographer = Photographer(browser, address, numbers)
        failed = []
        for picture in wanted:
            try:
                changed = keep(photographer.take(picture), picture.name)
                say(f"{picture.name}: {'new' if changed else 'as before'}")
            except Exception as error:  # noqa: BLE001 - told below, after the others
                failed.append(f"{picture.name}: {error}")
        browser.close()
    if not names:
        known = {f"{each.name}.webp" for each in ALL}
        for path in PICTURES.glob("*.webp"):
            if path.name not in known:
                path.unlink()
    if failed:
        raise SystemExit("\n".join(failed))


if __name__ == "__main__":
    main(sys.argv[1:])
