"""The content of a stored version, without Wagtail's bookkeeping."""

import json
from typing import Any

# What Wagtail stores in a revision besides its content. A page's position is included:
# publishing a revision does not move the page.
BOOKKEEPING = {
    "depth",
    "draft_title",
    "expired",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "path",
    "url_path",
    "wagtail_admin_comments",
}


def from_json(value: Any) -> Any:
    """Return decoded JSON; text that is not JSON is returned as it is."""
    try:
        return json.loads(value) if isinstance(value, str) and value else value
    except ValueError:
        return value
