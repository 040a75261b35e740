"""Which tests run in one process, one after the other."""

import re

from xdist.scheduler import LoadFileScheduling

# The files of each share one filled site, which takes long to fill.
FILLED = ("tests/site/", "tests/upgrade/")
# They look at one state of a page, opened once in a shared window.
LOOKS = re.compile(
    r"tests/browser/test_(?:accessibility|reflow|screenshots)\.py::.+\[(.+)\]$"
)


def shared(nodeid):
    """Name what a test has in common with all that run in its process."""
    if look := LOOKS.match(nodeid):
        return f"tests/browser/ {look[1]}"
    file = nodeid.split("::", 1)[0]
    return next((folder for folder in FILLED if file.startswith(folder)), file)


class Scheduling(LoadFileScheduling):
    def _split_scope(self, nodeid):
        return shared(nodeid)
