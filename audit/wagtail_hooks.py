"""What the history says about a publication: changed facts, old and new."""

from typing import Any

from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.log_actions import LogFormatter


class Publication(LogFormatter):
    """Wagtail's own words for a publication, and the facts that changed with it."""

    def __init__(self, plain: LogFormatter) -> None:
        self.label, self.message = plain.label, plain.message

    def format_message(self, log_entry: Any) -> Any:
        changes = log_entry.data.get("changes")
        if not changes:
            return self.message
        context = {"message": self.message, "changes": changes}
        return render_to_string("dashboard/changes.html", context)


# After Wagtail and all apps have registered their actions.
@hooks.register("register_log_actions", order=1000)
def tell_of_changes(actions: Any) -> None:
    for action in ("wagtail.publish", "wagtail.publish.scheduled"):
        actions.formatters[action] = Publication(actions.formatters[action])
