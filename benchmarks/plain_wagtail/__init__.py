"""A Wagtail site as tutorials build it, to measure against; never part of the site."""
