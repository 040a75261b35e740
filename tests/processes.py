"""Which tests run in one process, one after the other."""

from xdist.scheduler import LoadFileScheduling

# They share one filled site, which takes long to fill.
FILLED = "tests/site/"


def shared(nodeid):
    """Name what a test has in common with all that run in its process."""
    file = nodeid.split("::", 1)[0]
    return FILLED if file.startswith(FILLED) else file


class Scheduling(LoadFileScheduling):
    def _split_scope(self, nodeid):
        return shared(nodeid)
