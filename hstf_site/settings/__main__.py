"""Says whether the site can start with its settings: python -m hstf_site.settings."""

import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

try:
    settings.DEBUG  # noqa: B018 - reads them
except ImproperlyConfigured as error:
    sys.exit(f"Wrong setting: {error}")
