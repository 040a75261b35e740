"""
Static files: sent to visitors of two releases at once, and kept for a week after.

A page of a new release may ask a process of the one before for its style sheet, and a
page that is still open somewhere asks for those of earlier releases. So all releases
put their files into one folder, under names made from their content.
"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import NotARegularFileError, StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SECONDS_KEPT = 7 * 24 * 60 * 60
NAMED_AFTER_CONTENT = re.compile(r"\.[0-9a-f]{12}\.\w+$")


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """
    Sends the files that were there at the start, and those that came since.

    WhiteNoise looks once. Only names made from their content are looked for later, and
    never remembered: Varnish keeps what is asked for often.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if found := self.files.get(path) or self.since(path):
            try:
                return self.serve(found, request)
            except FileNotFoundError:  # removed since the start, after its week
                self.files.pop(path, None)
        return super().__call__(request)

    def since(self, path: str) -> StaticFile | None:
        if not (
            path.startswith(self.static_prefix)
            and NAMED_AFTER_CONTENT.search(path)
            and self.url_is_canonical(path)
        ):
            return None
        place = Path(self.static_root, path.removeprefix(self.static_prefix))
        try:
            return self.get_static_file(str(place), path)
        except (NotARegularFileError, OSError):
            return None

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Of any release: WhiteNoise asks whether this one knows the file."""
        return bool(NAMED_AFTER_CONTENT.search(url))


class SharedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """
    One folder for all releases, and a list of each release's files in it.

    `collectstatic` only adds files, and removes what no release of the last week lists.
    """

    @property
    def manifest_name(self) -> str:
        return f"releases/{settings.BASE_DIR.name}.json"

    def save_manifest(self) -> None:
        """Keep the list of an earlier release that stood in the same folder."""
        place = Path(self.path(self.manifest_name))
        before = place.stat() if place.exists() else None
        if before:
            place.rename(place.with_suffix(f".{before.st_mtime_ns}.json"))
        super().save_manifest()

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        yield from super().post_process(*args, **kwargs)
        if not kwargs.get("dry_run"):
            remove_old(Path(self.location), time.time() - SECONDS_KEPT)


def remove_old(folder: Path, since: float) -> None:
    """Remove files that no release used since then, and the lists of such releases."""
    newest_first = sorted(
        (folder / "releases").glob("*.json"),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    # A release was in use until the next one was collected.
    ended = [float("inf"), *(path.stat().st_mtime for path in newest_first)]
    used: set[str] = set()
    for path, end in zip(newest_first, ended, strict=False):
        if end < since:
            path.unlink()
        else:
            used.update(json.loads(path.read_bytes())["paths"].values())
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder)).removesuffix(".br").removesuffix(".gz")
        is_old = NAMED_AFTER_CONTENT.search(name) and path.stat().st_mtime < since
        if is_old and name not in used:
            path.unlink()
