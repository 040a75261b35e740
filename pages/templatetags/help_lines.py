"""How the help page turns published words into links."""

from django import template

from regions.models.dialing import sms

register = template.Library()
register.filter("sms", sms)
