"""Settings that are the same wherever the site runs; nothing here is secret."""

from typing import Any

from hstf_site import content_security_policy
from hstf_site.settings import environment as env

from .accounts import *
from .content import *
from .databases import *
from .files import *

# Only a government body that runs this site may set it; see `hstf_site.official_site`.
OFFICIAL_SITE = env.flag("OFFICIAL_SITE", default=False)

# Contacts for reporting vulnerabilities, each as mailto: or https:; and a plain-text
# file in which an official site says what reporters can expect.
SECURITY_CONTACT = env.words("SECURITY_CONTACT")
SECURITY_PROMISES = env.file("SECURITY_PROMISES")

INSTALLED_APPS = [
    "guide",
    "admin_search",
    "accounts",
    "search",
    "pages",
    "news",
    "timeline",
    "faq",
    "imports",
    "site_details",
    "finder",
    "verification",
    "regions",
    "agencies",
    "record",
    "stats",
    "sources",
    "core",
    "publishing",
    "share_images",
    "audit",
    "compat",
    "page_cache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

# No LocaleMiddleware: a page is the same for every visitor, so it can be cached.
MIDDLEWARE = [
    "hstf_site.headers.ResponseHeadersMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "hstf_site.content_security_policy.PolicyMiddleware",
    "hstf_site.health_check.HealthCheckMiddleware",
    "hstf_site.request_guards.RequestGuardMiddleware",
    "hstf_site.static_files.StaticFilesMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "hstf_site.caching.CacheControlMiddleware",
    "accounts.middleware.restrict_admin_host",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.require_second_factor",
    "accounts.middleware.ReauthenticateForUserManagement",
    "hstf_site.form_guards.FormGuardMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "publishing.middleware.ExplainRefusedDeletions",
    "pages.redirects.middleware.lead_on",
    "page_cache.request_cache.RequestCacheMiddleware",
    "hstf_site.site_lookup.CachedSiteMiddleware",
]

ROOT_URLCONF = "hstf_site.urls"
WSGI_APPLICATION = "hstf_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hstf_site.official_site.site_identity",
                "hstf_site.vulnerability_disclosure.disclosure_path",
            ],
        },
    },
]

# Forms use the same template loaders as pages: ours override some of Wagtail's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Each Varnish that keeps copies of pages; see `hstf_site.varnish`.
FRONTEND_CACHES: list[str] = []

# What a page may load and do

CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_security_policy.PUBLIC}
# The site needs no browser features except rendering. Only what Chromium knows is
# listed: it logs a console warning on each page about anything else.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in [
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "hid",
        "identity-credentials-get",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    ]
}

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "America/New_York"

# Logs go to stderr, where whatever runs the site collects them.

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "hstf_site.log_lines.WithoutQueries",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"away": {"()": "hstf_site.away.ShortLog"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        # A logger without any handler would speak through Python's last resort.
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Without this, Django prints errors only in debug mode.
        "django": {"level": "WARNING", "propagate": True},
        "django.request": {"filters": ["away"]},
        # Robots try made-up hosts all day; each would leave a traceback.
        "django.security.DisallowedHost": {
            "handlers": ["nowhere"],
            "propagate": False,
        },
    },
}
