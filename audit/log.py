"""One line of JSON for each thing that somebody did, to the logger `hstf.audit`."""

import json
import logging
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

logger = logging.getLogger("hstf.audit")


def as_line(action: str, **facts: Any) -> str:
    """
    Write it in ASCII.

    Everything else is escaped, so no title can begin a line of its own.
    """
    told = {"time": facts.pop("time", None) or timezone.now(), "action": action}
    return json.dumps(told | facts, cls=DjangoJSONEncoder, ensure_ascii=True)


def write(action: str, **facts: Any) -> None:
    """Write a line as soon as what it tells of is sure to stay."""
    if logger.isEnabledFor(logging.INFO):
        line = as_line(action, **facts)
        transaction.on_commit(partial(logger.info, "%s", line), robust=True)


def write_now(action: str, **facts: Any) -> None:
    """Write a line that stays true even if everything around it is taken back."""
    logger.info("%s", as_line(action, **facts))
