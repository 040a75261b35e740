"""Settings for the public site: it refuses to start without its secrets."""

from email.utils import parseaddr

from django.core.exceptions import ImproperlyConfigured

from hstf_site.settings import environment as env, services

from .base import *

REQUIRED = ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "PUBLIC_URL"]
if missing := [name for name in REQUIRED if not env.text(name)]:
    raise ImproperlyConfigured(f"Set in the environment: {', '.join(missing)}")

DEBUG = False

SECRET_KEY = env.text("SECRET_KEY")
# Earlier keys, newest first: what they signed and encrypted stays valid.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")

ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
DATABASES = {"default": tuned(services.database("DATABASE_URL", ""))}

PUBLIC_URL = env.address("PUBLIC_URL")
WAGTAILADMIN_BASE_URL = f"https://{ADMIN_HOST}" if ADMIN_HOST else PUBLIC_URL
CSRF_TRUSTED_ORIGINS = [*{PUBLIC_URL: None, WAGTAILADMIN_BASE_URL: None}]

SECOND_PERSON_PUBLISHES = env.flag("SECOND_PERSON_PUBLISHES", default=True)
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", default=True)

# HTTPS

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# Names that browsers accept only over HTTPS, for this host and all of its paths.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Forms and the admin's scripts read the token from the page.
CSRF_COOKIE_HTTPONLY = True
# Anyone can send this header: trust it only behind a proxy that overwrites it.
if env.flag("TRUST_PROXY_HTTPS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The TLS-terminating proxy is in front of the site.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", default=1)

# Varnish in front of the site, which forgets its copies when something changes

FRONTEND_CACHES = env.addresses("FRONTEND_CACHE_URL", "http")

# Files

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "hstf_site.static_files.SharedStaticFilesStorage"},
}
# Off if a web server in front of the site serves the uploaded files.
SERVE_MEDIA = env.flag("SERVE_MEDIA", default=True)

# The audit log: one line of JSON for each action, to stdout, where no
# other log goes. Elsewhere it is not needed.

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

# E-mail: without a server, no mail is sent, and passwords cannot be reset by mail.

EMAIL_URL = env.text("EMAIL_URL")
vars().update(services.mail("EMAIL_URL"))
# Mail of an action that is rolled back is never sent.
EMAIL_SENT_BY, EMAIL_BACKEND = vars()["EMAIL_BACKEND"], "core.mail.AfterCommit"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "webmaster@localhost")
MAILS_FORGOTTEN_PASSWORDS = bool(EMAIL_URL)

# What stops the start, in this order.

mistakes = {
    "DEBUG shows the site's inside; take it away": env.flag("DEBUG", default=False),
    "SECRET_KEY must be random, of 50 characters or more": (
        len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10
    ),
    # "*" is any host, and ".gov" is any host there.
    "ALLOWED_HOSTS must name whole hosts, such as www.x.gov": not ALLOWED_HOSTS
    or any("." not in host.strip(".") or "*" in host for host in ALLOWED_HOSTS),
    "PUBLIC_URL must begin with https://": not PUBLIC_URL.startswith("https://"),
    "ALLOWED_HOSTS must name ADMIN_HOST as well": (
        ADMIN_HOST and ADMIN_HOST not in ALLOWED_HOSTS
    ),
    "SECURITY_CONTACT must begin with mailto: or https://": any(
        not each.startswith(("mailto:", "https://")) for each in SECURITY_CONTACT
    ),
    "DEFAULT_FROM_EMAIL must be an e-mail address": (
        "@" not in parseaddr(DEFAULT_FROM_EMAIL)[1]
    ),
}
for mistake, is_made in mistakes.items():
    if is_made:
        raise ImproperlyConfigured(mistake)
