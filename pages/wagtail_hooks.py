"""The admin of this app: tasks for its pages."""

from wagtail import hooks

from core.reports import register_report
from pages.dashboard import show_broken_links, show_pages_without_description
from pages.reports import BrokenLinks, PagesWithoutDescription

hooks.register("construct_homepage_panels", show_broken_links)
hooks.register("construct_homepage_panels", show_pages_without_description)

register_report(PagesWithoutDescription, order=400)
register_report(BrokenLinks, order=500)
