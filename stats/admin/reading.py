"""Shows in a value's form, as the editor types, how its wording is interpreted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.mixins import PanelMixin

from core.keys import is_key
from stats.models import Observation


class ReadingView(PanelMixin, PermissionCheckedMixin, View):
    """
    Returns what the server would say to a form as it stands; saves nothing.

    So the rules are in one place. `pk`: the value being edited.
    """

    form_class = None  # that of the panel
    any_permission_required = ["add", "change"]
    model = Observation
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: str = "") -> HttpResponse:
        value = Observation.objects.filter(pk=pk).first() if is_key(pk) else None
        form = self.get_form_class()(
            request.POST, instance=value or Observation(), for_user=request.user
        )
        form.defer_required_fields()
        form.is_valid()
        return render(request, "stats/admin/reading.html", {"form": form})
