"""Who gets into the admin, and where there is one."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from accounts.standing import Standing, is_fresh, standing_of

GetResponse = Callable[[HttpRequest], Any]

ADMIN = "/admin/"
ACCOUNT = "/admin/account/"  # itself Wagtail's; what is below it is ours
ONLY_FOR_ACCOUNTS = (ADMIN, "/_util/", "/documents/authenticate_with_password/")
# Forms that require the password of a private page or document.
PASSWORD_FORMS = {
    "wagtailcore/password_required.html",
    "wagtaildocs/password_required.html",
}
USER_MANAGEMENT = {"wagtailusers_users", "wagtailusers_groups"}
LISTS = {"index", "index_results"}


# Where there is an admin


def restrict_admin_host(get_response: GetResponse) -> GetResponse:
    """Middleware: elsewhere there is no sign-in and no password form."""

    def middleware(request: HttpRequest) -> Any:
        if is_its_place(request):
            return get_response(request)
        if f"{request.path_info}/".startswith(ONLY_FOR_ACCOUNTS):
            raise Http404
        response = get_response(request)
        if asks_who_it_is(response):
            raise Http404
        return response

    return middleware


def is_its_place(request: HttpRequest) -> bool:
    if not settings.SERVE_ADMIN:
        return False
    host, _ = split_domain_port(request.get_host())
    return settings.ADMIN_HOST in {"", host}


def asks_who_it_is(response: Any) -> bool:
    form = getattr(response, "template_name", None)
    leads_to: str = response.get("Location", "")
    return (isinstance(form, str) and form in PASSWORD_FORMS) or leads_to.startswith(
        reverse("account_login")
    )


# Who gets in


def require_second_factor(get_response: GetResponse) -> GetResponse:
    """
    Middleware: a session without the second factor can only provide one.

    Outside the admin it counts as anonymous, so private pages stay closed to it.
    """

    def middleware(request: HttpRequest) -> Any:
        if not request.path_info.startswith(ADMIN):
            request.user = hidden_until_admitted(request)
            return get_response(request)
        return turn_away(request) or get_response(request)

    return middleware


def hidden_until_admitted(request: HttpRequest) -> Any:
    """Return the account, or an anonymous user; looked up lazily."""
    signed_in = request.user

    def admitted() -> Any:
        if not signed_in.is_authenticated:
            return signed_in
        is_admitted = standing_of(request, signed_in) is Standing.ADMITTED
        return signed_in if is_admitted else AnonymousUser()

    return SimpleLazyObject(admitted)


def turn_away(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return None
    standing = standing_of(request, request.user)
    if standing is Standing.HAS_TO_SIGN_IN:
        logout(request)
        return None  # the page itself redirects to the login, or is open to all
    if standing is Standing.HAS_TO_ENROL and not is_open(request.path_info):
        return redirect("mfa_index")
    return None


def is_open(path: str) -> bool:
    """Return whether this is needed to set up a second factor or to sign out."""
    names = ("wagtailadmin_logout", "wagtailadmin_sprite")
    is_ours = path.startswith(ACCOUNT) and path != ACCOUNT
    return is_ours or path in {reverse(name) for name in names}


class ReauthenticateForUserManagement(MiddlewareMixin):
    """Keeps an unattended screen from creating accounts."""

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        is_free = not manages_users(request, kwargs)
        if is_free or not request.user.is_authenticated or is_fresh(request):
            return None
        if request.method == "POST":
            messages.warning(
                request,
                gettext("Nothing was saved. Confirm that it is you, and do it again."),
            )
        return redirect_to_login(request.get_full_path(), "account_reauthenticate")


def manages_users(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    match: Any = request.resolver_match
    if match.url_name == "wagtail_bulk_action":
        return kwargs["app_label"] == get_user_model()._meta.app_label
    is_theirs = not USER_MANAGEMENT.isdisjoint(match.namespaces)
    return is_theirs and match.url_name not in LISTS
