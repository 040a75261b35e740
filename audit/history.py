"""What the history says of a publication: which facts changed, from what to what."""

from typing import Any

from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.log_actions import LogFormatter

PUBLISHING = ["wagtail.publish", "wagtail.publish.scheduled"]


class WithChanges(LogFormatter):
    """Wagtail's own words for an action, and the facts that changed with it."""

    def __init__(self, plain: LogFormatter) -> None:
        self.plain = plain
        self.label = plain.label

    def format_message(self, log_entry: Any) -> Any:
        message = self.plain.format_message(log_entry)
        if changes := log_entry.data.get("changes"):
            context = {"message": message, "changes": changes}
            return render_to_string("dashboard/changes.html", context)
        return message

    def format_comment(self, log_entry: Any) -> Any:
        return self.plain.format_comment(log_entry)


# After Wagtail and all rooms have named their actions.
@hooks.register("register_log_actions", order=1000)
def tell_of_changes(actions: Any) -> None:
    for action in PUBLISHING:
        actions.formatters[action] = WithChanges(actions.formatters[action])
