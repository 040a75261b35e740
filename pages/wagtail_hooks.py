"""The admin of this room: what waits to be done on its pages."""

from wagtail import hooks

from pages.dashboard import show_pages_without_description

hooks.register("construct_homepage_panels", show_pages_without_description)
