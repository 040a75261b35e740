"""What replaces Wagtail's own login, and which of allauth's pages exist."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


@never_cache
@require_safe
def lead_to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Wagtail's forms would skip the second factor and the rate limits."""
    address = reverse("account_login")
    onwards = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        onwards, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        address += "?" + urlencode({"next": onwards})
    return HttpResponseRedirect(address)


class SignInView(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mails = settings.MAILS_FORGOTTEN_PASSWORDS
        return super().get_context_data(**kwargs) | {"mails_passwords": mails}


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


def where_mail_is_sent(view: View) -> View:
    """Only a site that sends mail can help with a forgotten password."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.MAILS_FORGOTTEN_PASSWORDS:
            raise Http404
        return view(request, *args, **kwargs)

    return answer


@never_cache
def set_first_password(request: HttpRequest) -> HttpResponseBase:
    """Treat an account without a password like one with a forgotten password."""
    return redirect("account_reset_password")
