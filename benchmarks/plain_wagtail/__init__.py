"""A tutorial-style Wagtail site as a baseline; never part of the site."""
