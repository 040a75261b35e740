"""Let Site managers steer the search, send drafts to review, and let Reviewers see."""

from django.db import migrations

RIGHTS = {"Site manager": ["add", "change", "publish", "view"], "Reviewer": ["view"]}
MODELS = {
    "distresswords": "words of distress",
    "searchbestanswer": "best answer",
    "searchmeaning": "meaning",
}
REVIEW = "Review by a second person"


def give(apps, schema_editor):
    using = schema_editor.connection.alias

    def rows(app_label, model):
        return apps.get_model(app_label, model).objects.using(using)

    review = rows("wagtailcore", "Workflow").filter(name=REVIEW).first()
    for model, name in MODELS.items():
        kind, _created = rows("contenttypes", "ContentType").get_or_create(
            app_label="search", model=model
        )
        for role, actions in RIGHTS.items():
            # Django makes permissions only after all migrations.
            permissions = [
                rows("auth", "Permission").get_or_create(
                    content_type=kind,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {name}"},
                )[0]
                for action in actions
            ]
            for group in rows("auth", "Group").filter(name=role):
                group.permissions.add(*permissions)
        if review:
            rows("wagtailcore", "WorkflowContentType").get_or_create(
                content_type=kind, defaults={"workflow": review}
            )


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0015_how_a_case_moves"),
        ("search", "0001_make_steering_records"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
