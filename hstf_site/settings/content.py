"""What editors can write, upload and publish."""

from zoneinfo import available_timezones

from hstf_site.settings import environment as env

# Whether figures, contacts, answers and articles must be published by somebody who did
# not write the change. Off, one person alone can try everything.
SECOND_PERSON_PUBLISHES = env.flag("SECOND_PERSON_PUBLISHES", default=False)

# A URL entered without a scheme means https, as it will in Django 6.
FORMS_URLFIELD_ASSUME_HTTPS = True

WAGTAIL_SITE_NAME = "Homeland Security Task Force"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "publishing.reviews.publish_what_was_reviewed"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "core.rich_text.CheckedRichTextArea",
        "OPTIONS": {
            "features": ["h3", "bold", "ol", "ul", "link", "statistic", "citation"]
        },
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

# After so many days, a contact that staff confirmed is due for a new check.
CONTACT_REVIEW_DAYS = env.number(
    "CONTACT_REVIEW_DAYS", default=90, least=1, most=36_500
)
