"""Allauth's forms, which here explain more or reveal less."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as keys
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Plain:
    """
    Labels above the fields are enough.

    Placeholders disappear as one types, and a link for a forgotten password
    leads nowhere on a site that cannot send mail.
    """

    fields: dict[str, Any]
    labels: dict[str, Any] = {
        "oldpassword": _("Your password now"),
        "password1": _("New password"),
        "password2": _("The new password once more"),
        "email": _("E-mail address"),
    }
    help_texts: dict[str, Any] = {"password": "", "oldpassword": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, field.help_text)


class LoginForm(Plain, account.LoginForm):
    """Who signs in."""


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    """The password again, before an account is changed."""


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    """Another password, for somebody who knows the current one."""


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    """Another password, for somebody who follows a mailed link."""


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if not self.users:
            self.write_to_nobody(request)
        return super().save(request, **kwargs)

    def write_to_nobody(self, request: HttpRequest) -> None:
        """Do the same work for an unknown address, so that it takes as long."""
        email: str = self.cleaned_data["email"]
        nobody = get_user_model()(pk=0, username="nobody", email=email)
        key = default_token_generator.make_token(nobody)
        address = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": "0", "key": key}
        )
        told = {
            "user": nobody,
            "username": nobody.get_username(),
            "password_reset_url": request.build_absolute_uri(address),
        }
        get_adapter().render_mail("account/email/password_reset_key", email, told)


class CodeForm(Plain, factors.AuthenticateForm):
    """The second factor, after the password."""


class CodeAgainForm(Plain, factors.ReauthenticateForm):
    """The second factor again, before an account is changed."""


class ActivateAppForm(Plain, app.ActivateTOTPForm):
    labels = {"code": _("Code from the app")}


class AddPasskeyForm(Plain, keys.AddWebAuthnForm):
    labels = {
        "name": _("Name of this key"),
        "passwordless": _("Sign in without the password"),
    }
    help_texts = {
        "name": _("So that you can tell your keys apart, such as “Work phone”."),
        "passwordless": _(
            "The key then asks for your finger, your face or its own PIN instead. "
            "Take the mark away if your key can do none of these."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class EditPasskeyForm(Plain, keys.EditWebAuthnForm):
    labels = {"name": _("Name of this key")}
