"""File locations: the site's own, and those that the running site writes."""

from pathlib import Path
from typing import Any

from hstf_site.settings import environment as env

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything that the running site writes; servers may move it elsewhere.
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_DIRS = [
    BASE_DIR / "static",
    # The guide is also read in the repository, so its pictures are stored beside it.
    ("guide", BASE_DIR / "docs" / "guide" / "pictures"),
]
STATICFILES_FINDERS = [
    "hstf_site.style_sheets.JoinedStyleSheets",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "hstf_site.storage.CompleteFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Django limits request bodies except for files: a form with the largest document fits.
FILE_UPLOAD_HANDLERS = [
    "hstf_site.upload_limits.UploadSizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MOST_BYTES_SENT = 30 * 1024 * 1024

# Wagtail's page editor sends more fields than Django's default of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
