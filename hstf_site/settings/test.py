"""Test settings: fast, leaving only joined style sheets on the disk."""

from hstf_site.settings import services

from .base import *

SECRET_KEY = "no secret is kept by a test"
ALLOWED_HOSTS = ["testserver", "localhost", "hstf.example.org"]
PUBLIC_URL = "https://hstf.example.org"
WAGTAILADMIN_BASE_URL = PUBLIC_URL

DATABASES = {"default": tuned(services.database("DATABASE_URL", ":memory:"))}

# A test waits as long as it takes, also if it loads what serves the site.
DATABASE_LOCK_SECONDS = DATABASE_STATEMENT_SECONDS = 0

STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True
GENERATION_FILE = KEPT_PAGES = SEARCH_INDEX = None
CACHES = {
    "attempts": CACHES["attempts"],
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
