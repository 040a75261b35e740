"""
Creates an account, and prints a session key and the path of the admin's news list.

Run in a separate process, with the settings of the site.
"""

import sys

import django


def sign_in() -> tuple[str, str]:
    """Return a session key, and the path of the admin's list of articles."""
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    from news.models import NewsIndexPage

    editor = User.objects.create_superuser("benchmark", "benchmark@example.org")
    client = Client()
    client.force_login(editor)
    news = NewsIndexPage.objects.get()
    listing = reverse("wagtailadmin_explore", args=[news.pk])
    return str(client.session.session_key), listing


if __name__ == "__main__":
    django.setup()
    sys.stdout.write("\n".join(sign_in()))
