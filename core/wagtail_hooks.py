"""Rich text and style sheets of the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from core.rich_text import forgive_references

# After every app has registered its rich text features.
hooks.register("register_rich_text_features", forgive_references, order=1_000)


@hooks.register("insert_global_admin_css")
def style_reports() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("css/admin-reports.css")
    )
