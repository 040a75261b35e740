"""The admin of this app: the first of its searches, and its address."""

from wagtail import hooks

from admin_search.everything import addresses, area

hooks.register("register_admin_search_area", area)
hooks.register("register_admin_urls", addresses)
