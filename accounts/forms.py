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
    labels = {
        "oldpassword": _("Your password now"),
        "password1": _("New password"),
        "password2": _("The new password once more"),
        "email": _("E-mail address"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if name in {"password", "oldpassword"}:
                field.help_text = ""


class LoginForm(Plain, account.LoginForm):
    pass


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    pass


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
    pass


class CodeAgainForm(Plain, factors.ReauthenticateForm):
    pass


class ActivateAppForm(Plain, app.ActivateTOTPForm):
    labels = {"code": _("Code from the app")}


class AddPasskeyForm(keys.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, alone = self.fields["name"], self.fields["passwordless"]
        name.label = _("Name of this key")
        name.help_text = _(
            "So that you can tell your keys apart, such as “Work phone”."
        )
        alone.label = _("Sign in without the password")
        alone.help_text = _(
            "The key then asks for your finger, your face or its own PIN instead. "
            "Take the mark away if your key can do none of these."
        )
        alone.initial = True


class EditPasskeyForm(keys.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")
