"""
Make the groups that the site brings along, and the review that drafts are sent to.

Until now, each `migrate` put the groups back. From here on a change of a role is a
migration of its own; `pages.roles` has the rights as they should be, and a check says
where a group differs.
"""

from django.db import migrations

DRAFTED = [
    "regions.contactchannel",
    "regions.nationalline",
    "regions.office",
    "regions.region",
    "sources.disagreement",
    "stats.observation",
]
REFERRED_TO = [
    "faq.questiongroup",
    "news.newstopic",
    "regions.jurisdiction",
    "sources.source",
    "stats.program",
    "stats.statistic",
]
# They have drafts, but no workflow.
WITHOUT_REVIEW = {"sources.disagreement"}
REVIEW = "Review by a second person"
REVIEWERS = ["Reviewer", "Site manager"]
# What Wagtail brings along: groups without a right on any record of this site, and a
# review for one of them.
BUILT_IN_REVIEW = "Moderators approval"
BUILT_IN_GROUPS = ["Editors", "Moderators"]


def rights(actions, models):
    return [
        f"{app}.{action}_{model}"
        for app, model in (name.split(".") for name in models)
        for action in actions.split()
    ]


ENTER = ["wagtailadmin.access_admin"]
WRITE = [
    *ENTER,
    *rights("view add change", DRAFTED),
    *rights("view", REFERRED_TO),
    "sources.add_source",
]
PUBLISH = [*WRITE, *rights("publish", DRAFTED)]
MANAGE = [
    *PUBLISH,
    *rights("add change", REFERRED_TO),
    *rights("add change delete view", ["wagtailredirects.redirect"]),
]
# For each group: rights on records, on the whole tree of pages, on all images.
ROLES = {
    "Editor": (WRITE, ["add", "change"], ["add", "choose"]),
    "Reviewer": (PUBLISH, ["add", "change", "publish"], ["add", "choose"]),
    "Site manager": (
        MANAGE,
        ["add", "change", "publish", "lock", "unlock"],
        ["add", "change", "choose"],
    ),
    "Regional contacts editor": (
        [*ENTER, *rights("view add change publish", ["regions.contactchannel"])],
        [],
        [],
    ),
}


class Tables:
    """The historical models on the database that is being migrated."""

    def __init__(self, apps, schema_editor):
        self.apps, self.using = apps, schema_editor.connection.alias

    def __call__(self, app_label, model):
        return self.apps.get_model(app_label, model).objects.using(self.using)

    def kind(self, app_label, model):
        kinds = self("contenttypes", "ContentType")
        return kinds.get_or_create(app_label=app_label, model=model)[0]

    def permission(self, right):
        """Find or make it: Django makes permissions only after all migrations."""
        app_label, codename = right.split(".")
        action, model = codename.split("_", 1)
        try:
            thing = str(self.apps.get_model(app_label, model)._meta.verbose_name)
        except LookupError:
            thing = model
        return self("auth", "Permission").get_or_create(
            content_type=self.kind(app_label, model),
            codename=codename,
            defaults={"name": f"Can {action} {thing}"},
        )[0]


def make_roles(apps, schema_editor):
    tables = Tables(apps, schema_editor)
    top = tables("wagtailcore", "Page").get(depth=1)
    all_images = tables("wagtailcore", "Collection").get(depth=1)
    for name, (records, on_pages, on_images) in ROLES.items():
        group, _created = tables("auth", "Group").get_or_create(name=name)
        group.permissions.set([tables.permission(right) for right in records])
        keep_rules(
            tables,
            tables("wagtailcore", "GroupPagePermission"),
            [f"wagtailcore.{action}_page" for action in on_pages],
            {"group": group, "page": top},
        )
        keep_rules(
            tables,
            tables("wagtailcore", "GroupCollectionPermission"),
            [f"wagtailimages.{action}_image" for action in on_images],
            {"group": group, "collection": all_images},
        )
    make_review(tables)


def keep_rules(tables, rules, names, place):
    """Give a group just these rights at a place of a tree, and none elsewhere."""
    found = [tables.permission(name) for name in names]
    kept = [rules.get_or_create(permission=each, **place)[0].pk for each in found]
    rules.filter(group=place["group"]).exclude(pk__in=kept).delete()


def make_review(tables):
    """Make it once: one that the site's staff changed or replaced stays as it is."""
    workflows = tables("wagtailcore", "Workflow")
    built_in = workflows.filter(name=BUILT_IN_REVIEW)
    is_used = tables("wagtailcore", "WorkflowState").filter(workflow__in=built_in)
    if workflows.filter(name=REVIEW).exists() or is_used.exists():
        return
    built_in.delete()
    tasks = tables("wagtailcore", "GroupApprovalTask")
    tasks.filter(name=BUILT_IN_REVIEW).delete()
    groups = tables("auth", "Group")
    groups.filter(name__in=BUILT_IN_GROUPS, user__isnull=True).delete()
    workflow = workflows.create(name=REVIEW, active=True)
    task = tasks.create(
        name=REVIEW,
        active=True,
        content_type=tables.kind("wagtailcore", "groupapprovaltask"),
    )
    task.groups.set(groups.filter(name__in=REVIEWERS))
    steps = tables("wagtailcore", "WorkflowTask")
    steps.create(workflow=workflow, task=task, sort_order=0)
    top = tables("wagtailcore", "Page").get(depth=1)
    tables("wagtailcore", "WorkflowPage").create(workflow=workflow, page=top)
    for name in set(DRAFTED) - WITHOUT_REVIEW:
        tables("wagtailcore", "WorkflowContentType").get_or_create(
            content_type=tables.kind(*name.split(".")),
            defaults={"workflow": workflow},
        )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("faq", "0002_pictures_in_answers"),
        ("news", "0004_newest_first"),
        ("pages", "0006_program_in_the_memory_of_the_seed"),
        ("regions", "0005_add_import_batches"),
        ("sources", "0003_add_notes_of_changes"),
        ("stats", "0007_carry_programs_over"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        # It lets every group that is there choose documents.
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
