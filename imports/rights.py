"""Who may import and export which list: whoever may publish new records of it."""

from typing import Any

from django.db import models
from wagtail.permission_policies import ModelPermissionPolicy

from imports.importers import IMPORTERS


def may_import(user: Any, model: type[models.Model]) -> bool:
    policy = ModelPermissionPolicy(model)
    return all(
        policy.user_has_permission(user, action)
        for action in ("add", "change", "publish")
    )


def kinds_for(user: Any) -> list[str]:
    return [
        kind for kind, importer in IMPORTERS.items() if may_import(user, importer.model)
    ]
