"""The review that drafts are sent to: one step, for the groups that publish."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as current_apps
from django.db import DEFAULT_DB_ALIAS

from pages.roles import DRAFTED

NAME = "Review by a second person"
REVIEWERS = ["Reviewer", "Site manager"]
# What Wagtail brings along: groups without a right on any record of this site, and a
# review for one of them.
BUILT_IN = "Moderators approval"
BUILT_IN_GROUPS = ["Editors", "Moderators"]


def make_review(
    sender: AppConfig, apps: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any
) -> None:
    """
    Make the review and offer it for pages and for records with drafts.

    Called after each migration, after the groups are made. A review that the site's
    staff changed or replaced in the admin stays as it is.
    """
    try:
        workflows = apps.get_model("wagtailcore", "Workflow").objects.using(using)
        tasks = apps.get_model("wagtailcore", "GroupApprovalTask").objects.using(using)
        groups = apps.get_model("auth", "Group").objects.using(using)
        steps = apps.get_model("wagtailcore", "WorkflowTask").objects.using(using)
        states = apps.get_model("wagtailcore", "WorkflowState").objects.using(using)
        on_pages = apps.get_model("wagtailcore", "WorkflowPage").objects.using(using)
        on_records = apps.get_model("wagtailcore", "WorkflowContentType")
        pages = apps.get_model("wagtailcore", "Page").objects.using(using)
        kinds = apps.get_model("contenttypes", "ContentType").objects.using(using)
    except LookupError:  # migrated only half-way
        return
    reviewers = groups.filter(name__in=REVIEWERS)
    if workflows.filter(name=NAME).exists() or not reviewers:
        return
    built_in = workflows.filter(name=BUILT_IN)
    if states.filter(workflow__in=built_in).exists():
        return  # something is under review in it
    built_in.delete()
    tasks.filter(name=BUILT_IN).delete()
    groups.filter(name__in=BUILT_IN_GROUPS, user__isnull=True).delete()
    workflow = workflows.create(name=NAME, active=True)
    task = tasks.create(
        name=NAME,
        active=True,
        content_type=kinds.get_or_create(
            app_label="wagtailcore", model="groupapprovaltask"
        )[0],
    )
    task.groups.set(reviewers)
    steps.create(workflow=workflow, task=task, sort_order=0)
    on_pages.create(workflow=workflow, page=pages.get(depth=1))
    for name in DRAFTED:
        app_label, model = name.split(".")
        # Asked of the code: `apps` are the models of the migrations, without methods.
        if not hasattr(current_apps.get_model(app_label, model), "get_workflow"):
            continue  # it has drafts, but no review
        kind, _created = kinds.get_or_create(app_label=app_label, model=model)
        on_records.objects.using(using).get_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )
