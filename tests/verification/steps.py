"""What editors do with the contacts that are due."""

import datetime

from django.urls import reverse
from wagtail.log_actions import registry
from wagtail.test.utils.form_data import nested_form_data

LIST = "/admin/contacts-due/"
CONFIRM = "/admin/contacts-due/confirm/"
DAY = datetime.timedelta(days=1)


def history(contact):
    return list(
        registry.get_logs_for_instance(contact)
        .order_by("timestamp", "pk")
        .values_list("action", "user__username")
    )


def form_data(admin, contact, **changes):
    """What the form of this contact would send, as it stands on the screen."""
    url = reverse(contact.snippet_viewset.get_url_name("edit"), args=[contact.pk])
    form = admin.get(url).context["form"]
    data = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() is not None
    }
    return url, nested_form_data(data | changes)


def edit(admin, contact, publish=True, **changes):
    url, data = form_data(admin, contact, **changes)
    if publish:
        data["action-publish"] = "1"
    response = admin.post(url, data, follow=True)
    form = response.context.get("form")
    assert not (form and form.errors), form.errors
    contact.refresh_from_db()
    return [str(message) for message in response.context["messages"]]


def press(admin, page, **kwargs):
    """Send the form of a page as it stands."""
    form = page.select_one("main form[method=post]")
    data = {}
    for field in form.select("input"):
        data.setdefault(field["name"], []).append(field["value"])
    return admin.post(form["action"], data, **kwargs)
