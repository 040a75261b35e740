"""Test settings: fast, leaving only joined style sheets on the disk."""

from hstf_site.settings import services

from .base import *

SECRET_KEY = "no secret is kept by a test"
ALLOWED_HOSTS = ["testserver", "localhost", "hstf.example.org"]
PUBLIC_URL = "https://hstf.example.org"
WAGTAILADMIN_BASE_URL = PUBLIC_URL

DATABASES = {"default": tuned(services.database("DATABASE_URL", ":memory:"))}

STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True
GENERATION_FILE = KEPT_PAGES = None
CACHES = {
    name: {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "TIMEOUT": 60,
    }
    for name in ("default", "content")
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
