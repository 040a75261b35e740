"""The site as the guide shows it: as in public, a second person publishes."""

from hstf_site.settings.local import *  # noqa: F403 - as settings do

SECOND_PERSON_PUBLISHES = True
# A form filled in for a picture must not autosave: the next would show it.
WAGTAIL_AUTOSAVE_INTERVAL = 0
# Submissions would send notifications to the made-up people.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
