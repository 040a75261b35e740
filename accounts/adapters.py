"""Allauth's adapters: what is closed, what is encrypted, and the responses."""

import base64
import hashlib
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin import messages

from accounts.audit import as_typed
from accounts.standing import is_fresh
from audit.log import write_now

logger = logging.getLogger(__name__)

# Mail is sent in the background, so timing does not reveal whether it was sent.
post = ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")
TOO_MANY = {"too_many_login_attempts", "rate_limited"}


def send(mail: EmailMessage) -> None:
    try:
        mail.send()
    except OSError:  # the mail server's errors are all of this kind
        logger.exception("A mail about an account could not be sent")


class RateLimitedAdapter:
    """Respond with 429 to too many attempts, not with a form error."""

    def validation_error(self, code: str, *args: Any) -> Exception:
        if code in TOO_MANY:
            return ImmediateHttpResponse(respond_429(context.request))
        return super().validation_error(code, *args)  # type: ignore[misc] # allauth's


class AccountAdapter(RateLimitedAdapter, DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The username or the password is not right."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("This is not the password of your account."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Redirect within this site only, although it may serve other hosts."""
        return url_has_allowed_host_and_scheme(
            url,
            allowed_hosts={context.request.get_host()},
            require_https=context.request.is_secure(),
        )

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        if not settings.REQUIRE_SECOND_FACTOR and not is_mfa_enabled(user):
            messages.info(
                request,
                gettext("A second factor would protect your account better."),
                buttons=[messages.button(reverse("mfa_index"), gettext("Set it up"))],
            )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return False if the user has authenticated recently."""
        return not is_fresh(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        named = {
            "reauthenticate": gettext("Type your password"),
            "mfa_reauthenticate": gettext("Type a code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        return [
            way | {"description": named[way["id"]]}
            for way in super().get_reauthentication_methods(user)
        ]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ImmediateHttpResponse:
            typed = as_typed(credentials.get("username"))
            write_now("auth.locked_out", typed_name=typed)
            raise

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        post.submit(send, self.render_mail(template_prefix, email, context))


def keys() -> MultiFernet:
    """Return the keys derived from the site's secrets, newest first."""
    return MultiFernet(
        Fernet(
            base64.urlsafe_b64encode(
                hashlib.sha256(b"second factor:" + str(secret).encode()).digest()
            )
        )
        for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    )


class SecondFactorAdapter(RateLimitedAdapter, DefaultMFAAdapter):
    """Encrypts secrets in the database and its backups."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code or passkey is not right, or was used before."),
    }

    def encrypt(self, text: str) -> str:
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> SafeString:
        """Render the code inline: the policy does not allow `data:` images."""
        drawn = segno.make_qr(url).svg_inline(
            scale=5, dark="#000", light="#fff", omitsize=True, svgclass="account-code"
        )
        return mark_safe(drawn)  # noqa: S308 - all that segno writes are numbers

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        known = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)s") % {"number": known + 1}
