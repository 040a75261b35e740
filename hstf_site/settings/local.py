"""Settings for local development: `make run`."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.management.utils import get_random_secret_key

from hstf_site.settings import environment as env, services

from .base import *

VAR_DIR.mkdir(exist_ok=True)


def kept_secret_key(path: Path) -> str:
    """Create a key once, so that editors stay signed in after a restart."""
    if not path.exists():
        # A temporary file is readable by its owner only, and is renamed when complete.
        with NamedTemporaryFile("w", dir=path.parent, delete=False) as draft:
            draft.write(get_random_secret_key())
        Path(draft.name).replace(path)
    return path.read_text()


# Off, so that visitors' error pages are seen here first.
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = kept_secret_key(VAR_DIR / "secret_key")

HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", default=8000, least=1, most=65_535)
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    HOST,
    *env.hosts("ALLOWED_HOSTS"),
]
PUBLIC_URL = env.address("PUBLIC_URL", f"http://localhost:{PORT}")
WAGTAILADMIN_BASE_URL = PUBLIC_URL

DATABASES = {
    "default": tuned(services.database("DATABASE_URL", VAR_DIR / "db.sqlite3"))
}

# Files are served from their sources: no collectstatic, no second server.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
