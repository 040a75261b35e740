"""Every address of the admin that takes a POST, and what it can make public.

An address is called as Django names it. What is the same for each kind of snippet is
called `snippet:...`, and where one address does several things, each stands by itself:
`wagtail_bulk_action publish`, `wagtailadmin_api:pages:action copy`.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.urls import get_resolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from accounts.views import closed

BULK, API = "wagtail_bulk_action", "wagtailadmin_api:pages:action"

# The routes of the matrix that go through an address.
THROUGH = {
    "wagtailadmin_pages:add": ["create"],
    "wagtailadmin_pages:edit": ["form", "autosave", "review, in the form"],
    "wagtailadmin_pages:copy": ["copy", "copy, all below", "alias"],
    "wagtailadmin_pages:convert_alias": ["alias, converted"],
    "wagtailadmin_pages:lock": ["lock"],
    "wagtailadmin_pages:move_confirm": ["move"],
    "wagtailadmin_pages:revisions_revert": ["revert"],
    "wagtailadmin_pages:revisions_unschedule": ["unschedule"],
    "wagtailadmin_pages:unlock": ["lock"],
    "wagtailadmin_pages:unpublish": ["unpublish"],
    "wagtailadmin_pages:workflow_action": ["review"],
    "wagtailadmin_workflows:disable_task": ["review, step switched off"],
    f"{API} convert_alias": ["alias, converted"],
    f"{API} copy": ["copy, API"],
    f"{API} copy_for_translation": ["translation"],
    f"{API} create_alias": ["alias, API"],
    f"{API} move": ["move"],
    f"{API} publish": ["API"],
    f"{API} revert_to_page_revision": ["revert, API"],
    f"{API} unpublish": ["unpublish, API"],
    f"{BULK} page:publish": ["bulk", "bulk, from above"],
    f"{BULK} page:unpublish": ["unpublish, bulk"],
    "snippet:add": ["create"],
    "snippet:copy": ["copy of a record"],
    "snippet:edit": ["form", "autosave", "review, in the form"],
    "snippet:import": ["import"],
    "snippet:import_apply": ["import"],
    "snippet:revisions_revert": ["revert"],
    "snippet:revisions_unschedule": ["unschedule"],
    "snippet:unpublish": ["unpublish"],
    "snippet:workflow_action": ["review"],
    "contacts_due:confirm": ["confirm"],
    "imports:approve": ["import"],
}

# Why no words that nobody has looked at become public by the others.
CANNOT = {
    "it takes something away, or puts it elsewhere as it is": [
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:move",  # only chooses where to
        "wagtailadmin_pages:set_page_position",
        f"{API} delete",
        f"{BULK} page:delete",
        f"{BULK} page:move",
        "snippet:delete",
        f"{BULK} snippet:delete",
    ],
    "it opens to more or fewer readers what somebody else has approved": [
        "wagtailadmin_pages:set_privacy",
        "wagtailadmin_collections:set_privacy",
    ],
    "it decides who works on something, and publishes nothing": [
        "imports:send_back",
        "imports:withdraw",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        "wagtailadmin_workflows:add",
        "wagtailadmin_workflows:add_task",
        "wagtailadmin_workflows:disable",  # takes each review back
        "wagtailadmin_workflows:edit",
        "wagtailadmin_workflows:edit_task",
        "wagtailadmin_workflows:enable",
        "wagtailadmin_workflows:enable_task",
        "wagtailadmin_workflows:remove",
        "wagtailadmin_workflows:select_task_type",
        "wagtailadmin_workflows:task_chooser_create",
        "wagtailadmin_workflows:task_chosen",
    ],
    "it shows something to whoever asks, and keeps nothing": [
        "snippet:reading",
        "wagtailadmin_pages:preview_on_add",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:collect_workflow_action_data",
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:add_subpage",
        "wagtailadmin_pages:choose_parent",
        "wagtailadmin_pages:revisions_index",
        "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:type_use_results",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "snippet:preview_on_add",
        "snippet:preview_on_edit",
        "snippet:collect_workflow_action_data",
        "citation_chooser:chosen",  # answers with what the editor's text then holds
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailimages:preview",
        "wagtailimages_chooser:select_format",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
        "wagtailadmin_error_test",
        "admin/^.*/$",  # what no other address answers
    ],
    "nothing is made here: see test_no_chooser_makes_a_record": [
        "snippet chooser:create",
        "citation_chooser:create",
        "position_chooser:create",
    ],
    "it is about a kind that the rule does not cover: see ONE_PERSON_OTHERS": [
        "wagtailadmin_collections:add",
        "wagtailadmin_collections:delete",
        "wagtailadmin_collections:edit",
        "wagtaildocs:add",
        "wagtaildocs:add_multiple",
        "wagtaildocs:create_multiple_from_uploaded_document",
        "wagtaildocs:delete",
        "wagtaildocs:delete_multiple",
        "wagtaildocs:delete_upload_multiple",
        "wagtaildocs:edit",
        "wagtaildocs:edit_multiple",
        "wagtaildocs_chooser:create",
        "wagtailimages:add",
        "wagtailimages:add_multiple",
        "wagtailimages:create_multiple_from_uploaded_image",
        "wagtailimages:delete",
        "wagtailimages:delete_multiple",
        "wagtailimages:delete_upload_multiple",
        "wagtailimages:edit",
        "wagtailimages:edit_multiple",
        "wagtailimages_chooser:create",
        "wagtailredirects:add",
        "wagtailredirects:delete",
        "wagtailredirects:edit",
        "wagtailredirects:process_import",
        "wagtailredirects:start_import",
        "wagtailsites:add",
        "wagtailsites:copy",
        "wagtailsites:delete",
        "wagtailsites:edit",
        *(
            f"{BULK} {model}:{action}"
            for model in ("creditedimage", "document")
            for action in ("add_tags", "add_to_collection", "delete")
        ),
    ],
    "it is about accounts: who keeps them could be two people, as the log shows": [
        "wagtailusers_groups:add",
        "wagtailusers_groups:delete",
        "wagtailusers_groups:edit",
        "wagtailusers_users:add",
        "wagtailusers_users:copy",
        "wagtailusers_users:delete",
        "wagtailusers_users:edit",
        f"{BULK} user:assign_role",
        f"{BULK} user:delete",
        f"{BULK} user:set_active_state",
    ],
    "it only leads on to where this stands now": ["old_program"],
    "it is about one's own account": [
        "account_change_password",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_set_password",
        "admin/login/",
        "admin/logout/",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_edit_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "wagtailadmin_account",
        "wagtailadmin_dismissibles",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_confirm",
    ],
}


def plain(name: str) -> str:
    """Call what each kind of snippet has by one name."""
    name = re.sub(r"^wagtailsnippets_\w+:", "snippet:", name)
    return re.sub(r"^wagtailsnippetchoosers_\w+:", "snippet chooser:", name)


def walk(
    resolver: Any, path: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, Any]]:
    """Return the path, name and view of every URL below."""
    for pattern in resolver.url_patterns:
        here = path + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from walk(pattern, here, inside)
        else:
            name = ":".join([*spaces, pattern.name]) if pattern.name else here
            yield here, name, pattern.callback


def admin_addresses() -> list[tuple[str, str, Any]]:
    every = walk(get_resolver())
    return [each for each in every if each[0].lstrip("^").startswith("admin")]


def takes_post(view: Any) -> bool:
    """Return whether a view may accept POST; for functions, assume it does."""
    if view is closed:
        return False
    if view_class := getattr(view, "view_class", None):
        return any(hasattr(view_class, verb) for verb in ("post", "put", "patch"))
    actions = getattr(view, "actions", None)
    return actions is None or bool({"post", "put", "patch", "delete"} & set(actions))


def bulk_actions() -> set[str]:
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
    return {
        f"{BULK} {bulk_name(app, model)}:{action}"
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    }


def bulk_name(app: str, model: str) -> str:
    found = apps.get_model(app, model)
    return "snippet" if hasattr(found, "snippet_viewset") else model


def posted() -> set[str]:
    """Name all that can be posted to."""
    found = {plain(name) for _, name, view in admin_addresses() if takes_post(view)}
    api = {f"{API} {action}" for action in PagesAdminAPIViewSet.actions}
    return found - {BULK, API} | bulk_actions() | api


def visited(answer: Any) -> str:
    """Name the address that answered."""
    match = answer.resolver_match
    name = plain(match.view_name)
    if name == API:
        return f"{API} {match.kwargs['action_name']}"
    if name == BULK:
        model = bulk_name(match.kwargs["app_label"], match.kwargs["model_name"])
        return f"{BULK} {model}:{match.kwargs['action']}"
    return name
