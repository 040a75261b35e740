"""App configuration."""

from django.apps import AppConfig


class AdminSearchConfig(AppConfig):
    name = "admin_search"
