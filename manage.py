#!/usr/bin/env python3
"""The site's command line."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hstf_site.settings.local")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, OperationalError) as error:
        if "--traceback" in sys.argv:
            raise
        is_setting = isinstance(error, ImproperlyConfigured)
        told = " ".join(str(error).split())
        sys.exit(f"{'Wrong setting' if is_setting else 'Database'}: {told}")
