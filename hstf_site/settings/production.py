"""Settings for the public site: it refuses to start without its secrets."""

from django.core.exceptions import ImproperlyConfigured

from .base import *

REQUIRED = ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "PUBLIC_URL"]
if missing := [name for name in REQUIRED if not env.str(name, default="")]:
    raise ImproperlyConfigured(f"Set in the environment: {', '.join(missing)}")

if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("DEBUG shows the site's inside; take it away")
DEBUG = False

SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured("SECRET_KEY must be random, of 50 characters or more")

# Keys of before, newest first: what they signed and locked is still understood.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
# "*" is any host, and ".gov" is any host there.
if any(host.strip(".").count(".") < 1 or "*" in host for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name whole hosts, such as www.x.gov")
DATABASES = {"default": tuned(env.db("DATABASE_URL"))}

PUBLIC_URL = env.str("PUBLIC_URL").rstrip("/")
if not PUBLIC_URL.startswith("https://"):
    raise ImproperlyConfigured("PUBLIC_URL must begin with https://")
WAGTAILADMIN_BASE_URL = f"https://{ADMIN_HOST}" if ADMIN_HOST else PUBLIC_URL
CSRF_TRUSTED_ORIGINS = [*{PUBLIC_URL: None, WAGTAILADMIN_BASE_URL: None}]
if ADMIN_HOST and ADMIN_HOST not in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name ADMIN_HOST as well")

if any(not one.startswith(("mailto:", "https://")) for one in SECURITY_CONTACT):
    raise ImproperlyConfigured("SECURITY_CONTACT must begin with mailto: or https://")

SECOND_PERSON_PUBLISHES = env.bool("SECOND_PERSON_PUBLISHES", default=True)
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)

# HTTPS

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# Names that browsers take over HTTPS only, for this one host and all of its paths.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Forms and the admin's scripts take the token from the page.
CSRF_COOKIE_HTTPONLY = True
# Anyone can send this header: believe it only behind a proxy which overwrites it.
if env.bool("TRUST_PROXY_HTTPS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Whoever ends HTTPS is in front of the site.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)

# Varnish, told what is published and taken away, where it stands in front

WAGTAILFRONTENDCACHE = {
    address: {"BACKEND": "hstf_site.edge.Varnish", "LOCATION": address}
    for address in env.list("FRONTEND_CACHE_URL", default=[])
}

# Files

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Off where a web server in front of the site sends the uploaded files.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)

# The audit log: one line of JSON for each thing that somebody did, to stdout, where no
# other log goes. Elsewhere nothing asks for these lines.

AUDIT = {
    "formatters": {"bare": {"format": "%(message)s"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "formatter": "bare",
            "stream": "ext://sys.stdout",
        }
    },
    "loggers": {
        "hstf.audit": {"handlers": ["stdout"], "level": "INFO", "propagate": False}
    },
}
LOGGING = LOGGING | {part: LOGGING[part] | more for part, more in AUDIT.items()}

# E-mail: without a server, nothing is sent and no forgotten password is mailed.

EMAIL_URL = env.str("EMAIL_URL", default="")
vars().update(env.email_url_config(EMAIL_URL or "dummymail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")
MAILS_FORGOTTEN_PASSWORDS = bool(EMAIL_URL)
