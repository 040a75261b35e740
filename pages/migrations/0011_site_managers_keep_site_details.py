"""Let Site managers keep the site details, and send drafts of them to review."""

from django.db import migrations

ROLE = "Site manager"
ACTIONS = ["add", "change", "publish", "view"]
REVIEW = "Review by a second person"


def give(apps, schema_editor):
    using = schema_editor.connection.alias

    def rows(app_label, model):
        return apps.get_model(app_label, model).objects.using(using)

    kind, _created = rows("contenttypes", "ContentType").get_or_create(
        app_label="site_details", model="sitedetails"
    )
    # Django makes permissions only after all migrations.
    permissions = [
        rows("auth", "Permission").get_or_create(
            content_type=kind,
            codename=f"{action}_sitedetails",
            defaults={"name": f"Can {action} site details"},
        )[0]
        for action in ACTIONS
    ]
    for group in rows("auth", "Group").filter(name=ROLE):
        group.permissions.add(*permissions)
    if review := rows("wagtailcore", "Workflow").filter(name=REVIEW).first():
        rows("wagtailcore", "WorkflowContentType").get_or_create(
            content_type=kind, defaults={"workflow": review}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0010_map_in_articles"),
        ("site_details", "0001_make_site_details"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
