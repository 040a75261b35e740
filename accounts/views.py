"""What replaces Wagtail's own login, and which of allauth's pages exist."""

from collections.abc import Callable
from typing import Any

from allauth.account.utils import passthrough_next_redirect_url
from allauth.account.views import LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


@never_cache
@require_safe
def lead_to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Wagtail's forms would skip the second factor and the rate limits."""
    return HttpResponseRedirect(
        passthrough_next_redirect_url(request, reverse("account_login"), "next")
    )


class SignInView(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "mails_passwords": settings.MAILS_FORGOTTEN_PASSWORDS
        }


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    raise Http404


def where_mail_is_sent(view: View) -> View:
    """Only a site that sends mail can help with a forgotten password."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.MAILS_FORGOTTEN_PASSWORDS:
            raise Http404
        return view(request, *args, **kwargs)

    return answer
