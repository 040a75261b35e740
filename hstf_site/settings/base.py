"""Settings that are the same wherever the site runs; nothing here is secret."""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from hstf_site import content_security_policy
from hstf_site.settings import environment as env
from hstf_site.settings import services

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything that the running site writes; servers may move it elsewhere.
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

# Only a government body that runs this site may set it; see `hstf_site.official_site`.
OFFICIAL_SITE = env.flag("OFFICIAL_SITE", default=False)

# Contacts for reporting vulnerabilities, each as mailto: or https:; and a plain-text
# file in which an official site says what reporters can expect.
SECURITY_CONTACT = env.words("SECURITY_CONTACT")
SECURITY_PROMISES = env.file("SECURITY_PROMISES")

INSTALLED_APPS = [
    "guide",
    "accounts",
    "pages",
    "news",
    "timeline",
    "faq",
    "imports",
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
    "wagtail.contrib.frontend_cache",
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
    "hstf_site.official_site.NoIndexMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "hstf_site.content_security_policy.PolicyMiddleware",
    "hstf_site.health_check.HealthCheckMiddleware",
    "hstf_site.request_guards.RequestGuardMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
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

# Database

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def tuned(database: dict[str, Any]) -> dict[str, Any]:
    """Add what each engine needs to serve several visitors at once."""
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | database
    # Readers never wait in WAL mode; a writer acquires its lock first and waits for it,
    # instead of failing halfway. Django itself enables foreign keys.
    return database | {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA busy_timeout=20000;"
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
            ),
        }
    }


# Wagtail's background work, such as updating the search index, is part of saving.
TASKS = {"default": {"BACKEND": "compat.indexing_tasks.StrictImmediateBackend"}}

# Shared by the processes of this site: files on one machine, Redis on several.

REDIS_URL = services.redis_address("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "hstf_site.shared_cache.FaultTolerantRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "hstf",
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    }
    if REDIS_URL
    else {
        "BACKEND": "hstf_site.shared_cache.FileCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Wagtail's rendition cache is fastest in the process that reads it.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # So is the data that pages are rendered from, until something changes; see
    # `page_cache.request_cache`.
    "content": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "content",
        "TIMEOUT": 60,
    },
}

# The page cache: each process has this much memory for pages, and all of them read the
# generation of the content from one place.

# A change that sends no signal, such as manual SQL, is visible after this many
# seconds at most. A page may contain data nearly as old as `CACHES["content"]`.
SEEN_AFTER = 300
PAGE_CACHE_MEGABYTES = env.number("PAGE_CACHE_MEGABYTES", default=64)
PAGE_CACHE_GENERATION_FILE: Path | None = VAR_DIR / "generation"

# Accounts: see docs/operations/accounts.md

# Off on machines that only serve pages: there is then nothing to sign in to.
SERVE_ADMIN = env.flag("SERVE_ADMIN", default=True)
# The only host that serves `/admin/`; empty: every host of this site.
ADMIN_HOST = env.host("ADMIN_HOST")

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"django.contrib.auth.password_validation.{name}",
        "OPTIONS": options,
    }
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
# Wagtail's account page links to ours instead.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Password resets are mailed there, so only account managers may change it.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
MAILS_FORGOTTEN_PASSWORDS = True
# The backend that `core.mail.AfterCommit` hands messages to.
EMAIL_SENT_BY = ""

# Until the browser closes, and a working day at most.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# allauth's own would remember an account's former addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
)
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# How long after authentication accounts can be changed without repeating it.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60

# Whether the admin requires a second factor.
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", default=False)
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.ActivateAppForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "HSTF website"
# An e-mail address is unverified input, and never proves anything here.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# How many proxies in front of the site add to `X-Forwarded-For`. Anyone can send the
# header, so only what our own proxies added identifies the client.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", default=0)

# Whether figures, contacts, answers and articles must be published by somebody who did
# not write the change. Off, one person alone can try everything.
SECOND_PERSON_PUBLISHES = env.flag("SECOND_PERSON_PUBLISHES", default=False)

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/New_York"

# Files

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

# A URL entered without a scheme means https, as it will in Django 6.
FORMS_URLFIELD_ASSUME_HTTPS = True

# Wagtail

WAGTAIL_SITE_NAME = "Homeland Security Task Force"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "publishing.reviews.publish_what_was_reviewed"
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "core.rich_text.CheckedRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "ol", "ul", "link", "statistic"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "compat.search_backend"}}

WAGTAILIMAGES_IMAGE_MODEL = "sources.CreditedImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "sources.uploads.CreditedImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# A 24-megapixel camera fits. Copying needs 75 MB of memory three times over.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_WEBP_QUALITY = 70
WAGTAILIMAGES_JPEG_QUALITY = 76
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "sources.documents.CheckedDocumentForm"
# Django sends documents itself, so private ones stay private. They are saved, not
# shown; their policy is in `hstf_site/content_security_policy.py`.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = False

# The machine's own zone is in the list as well, under a name that browsers do not know.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})

# The admin tells no other website who edits, or that this site exists.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

# Logs go to stderr, where whatever runs the site collects them.

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        # A logger without any handler would speak through Python's last resort.
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Without this, Django prints errors only in debug mode.
        "django": {"level": "WARNING", "propagate": True},
        # Robots try made-up hosts all day; each would leave a traceback.
        "django.security.DisallowedHost": {
            "handlers": ["nowhere"],
            "propagate": False,
        },
    },
}

# The directory

# After so many days, a contact that staff confirmed is due for a new check.
CONTACT_REVIEW_DAYS = env.number(
    "CONTACT_REVIEW_DAYS", default=90, least=1, most=36_500
)
