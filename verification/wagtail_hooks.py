"""The list of what is due, its panel on the dashboard, and the report of all checks."""

from core.reports import register_report
from verification import admin  # noqa: F401 - it registers its hooks
from verification.report import ContactsAndChecks

register_report(ContactsAndChecks, order=300)
